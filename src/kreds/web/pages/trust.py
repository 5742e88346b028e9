"""Can you trust it? Kreds' judgement of a year ago against what has come since, in words before figures."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.services.trust import RULES, Trust, known_trust, trust
from kreds.ties.backtest import Bin
from kreds.web.charts import Pair, PairChart, draw_pairs
from kreds.web.site import is_part, show, site_of, translator_of
from kreds.web.trust_words import (
    apart,
    beside_the_rules,
    headline,
    pairwise,
    ranking_names,
    times_of_100,
    touched,
)

_CHART_HEIGHT = 170.0

router = APIRouter()


@dataclass(frozen=True, slots=True)
class LevelBar:
    """Of those with a level then, how many have been in touch since; ``share`` in [0, 1]."""

    level: Level
    word: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class RankBar:
    """How often of a hundred a way of ranking puts the right one first."""

    name: str
    times: int
    is_kreds: bool


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """A row of the chart's table."""

    told: str
    came: str
    relations: int


@dataclass(frozen=True, slots=True)
class TrustAnswer:
    """The figures in words and drawings; ``missing`` says why there are none."""

    missing: str
    when: str
    headline: str
    levels: tuple[LevelBar, ...]
    pairwise: str
    ranks: tuple[RankBar, ...]
    beside: str
    apart: str
    chart: PairChart
    table: tuple[ChanceRow, ...]


@dataclass(frozen=True, slots=True)
class TrustPage:
    """The page; None while the answer is still to be reckoned."""

    answer: TrustAnswer | None


@router.get("/trust")
def trust_page(request: Request) -> Response:
    """The page, at once: what takes seconds is asked for by the page itself when it stands."""
    known = known_trust(site_of(request).app.store)
    answer = None if known is None else trust_answer(known, translator_of(request))
    return show(request, "trust.html", TrustPage(answer))


@router.get("/trust/result")
def result(request: Request) -> Response:
    """The answer, as soon as it is reckoned; as a page of its own for browsers without scripts."""
    answer = trust_answer(trust(site_of(request).app.store), translator_of(request))
    return show(request, "trust_answer.html" if is_part(request) else "trust.html", TrustPage(answer))


def trust_answer(found: Trust, t: Translator) -> TrustAnswer:
    """Say the figures in the translator's language."""
    return TrustAnswer(
        missing=t.phrase(found.missing) if found.missing else "",
        when=_when(found, t),
        headline=headline(found, t),
        levels=tuple(_level_bar(level, found, t) for level in found.levels),
        pairwise=pairwise(found, t),
        ranks=tuple(_ranks(found, t)),
        beside=beside_the_rules(found, t),
        apart=apart(found, t),
        chart=draw_pairs([_pair(one, t) for one in found.bins], height=_CHART_HEIGHT),
        table=tuple(ChanceRow(t.percent(one.foretold), t.percent(one.observed), one.n) for one in found.bins),
    )


def _when(found: Trust, t: Translator) -> str:
    if found.refusal or found.then is None:
        return ""
    return t.text(
        "Judged as of %(then)s, looked at on %(until)s, the last day in your files.", then=found.then, until=found.until
    )


def _level_bar(level: Level, found: Trust, t: Translator) -> LevelBar:
    one = found.levels[level]
    return LevelBar(level, t.level(level), touched(level, found, t), one.touched / one.called if one.called else 0.0)


def _ranks(found: Trust, t: Translator) -> list[RankBar]:
    if found.refusal:
        return []
    named = [
        RankBar(name, times_of_100(found, key), is_kreds=key not in RULES) for key, name in ranking_names(t).items()
    ]
    return [*named, RankBar(t.text("tossing a coin"), 50, is_kreds=False)]


def _pair(one: Bin, t: Translator) -> Pair:
    told, came = t.percent(one.foretold), t.percent(one.observed)
    text = t.plural(
        "Kreds told %(told)s; it came true for %(came)s of %(n)s relation",
        "Kreds told %(told)s; it came true for %(came)s of %(n)s relations",
        one.n,
        told=told,
        came=came,
    )
    # Ten columns on a phone have no room for ten per cent signs; the two on the left say what the numbers are.
    return Pair(t.number(round(100 * one.foretold)), text, one.foretold, one.observed)
