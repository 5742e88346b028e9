"""What the network is made of beside the goal (guide G1.4): a sentence, bars, the years, work and place."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.composition.gaps import lacking
from kreds.i18n import Translator
from kreds.i18n.goal_words import dimension_title, dimension_value, segment_in_sentence, segment_of_many
from kreds.model.goal import Goal
from kreds.services.read_audience import Reached
from kreds.services.read_composition import Composition, Dimension, Part, Weighing
from kreds.services.reader import Reader
from kreds.web.composition_words import doubt, headline, talks_with
from kreds.web.group_bars import Bar, Spark, draw_spark, group_bars, people_in
from kreds.web.list_address import WORKPLACE
from kreds.web.site import address, reader_of, show, translator_of

_LINES = 6
"""So many groups are followed over the years, where no goal names any."""

_STEPS = 3

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choice:
    """A way of weighing, in words and as an address."""

    text: str
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class PartBar:
    """One value of a dimension, its bar in per cent of the width (0 for the rest); "" for an address that is none."""

    name: str
    href: str
    width: float
    share: str
    people: str
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class Split:
    """The network by one dimension; ``missing`` says what to do where nothing is known of it."""

    key: str
    title: str
    bars: tuple[PartBar, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A company that the goal names."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A group that is missing: what to do about it, and where."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year as a row of the table: everybody, and the share of each group."""

    year: str
    relations: int
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompositionPage:
    """All of it; ``goal`` is its name, "" where none is stated."""

    headline: str
    lead: str
    goal: str
    is_empty: bool
    is_unknown: bool
    choices: tuple[Choice, ...]
    bars: tuple[Bar, ...]
    steps: tuple[NextStep, ...]
    unknown: int
    talks: str
    audience_href: str
    accounts: tuple[AccountLine, ...]
    sparks: tuple[Spark, ...]
    years: tuple[YearRow, ...]
    splits: tuple[Split, ...]


@router.get("/composition")
def shown(request: Request) -> Response:
    """The page; ``weigh`` says how much a relation counts."""
    asked = request.query_params.get("weigh", "")
    weighing = Weighing(asked) if asked in {one.value for one in Weighing} else Weighing.ALL
    page = composition_page(reader_of(request), translator_of(request), weighing=weighing)
    return show(request, "composition.html", page)


def composition_page(reader: Reader, t: Translator, *, weighing: Weighing) -> CompositionPage:
    """Say and draw what the network is made of."""
    found, goal = reader.composition(), reader.goals().active
    talk = _reached(reader)
    followed = [one.segment for one in found.ordered(goal)][: len(goal.targets) if goal else _LINES]
    return CompositionPage(
        headline=headline(found, goal, t),
        lead=doubt(found, t),
        goal=goal.name if goal else "",
        is_empty=not found.all.people,
        is_unknown=not any(one.people for one in found.groups),
        choices=tuple(_choices(weighing, t)),
        bars=group_bars(found, goal, t, weighing=weighing),
        steps=tuple(_steps(found, goal, t)),
        unknown=found.unknown.people,
        talks=talks_with(talk, found, t) if talk else "",
        audience_href=_audience_href(goal) if not reader.incognito else "",
        accounts=tuple(_accounts(talk, t)) if talk else (),
        sparks=tuple(_sparks(found, goal, followed, t)),
        years=tuple(_years(found, followed, t)),
        splits=tuple(_split(one, found, t, weighing=weighing, incognito=reader.incognito) for one in Dimension),
    )


def _steps(found: Composition, goal: Goal | None, t: Translator) -> Iterator[NextStep]:
    """The groups that lack most people, each with those of it whom one could invite."""
    for gap in lacking(found.gaps(goal))[:_STEPS]:
        text = t.text(
            "Invite %(group)s: %(n)s missing", group=segment_in_sentence(gap.segment, t), n=max(1, round(gap.missing))
        )
        yield NextStep(text, address("/invite", [("group", gap.segment)]))


def _reached(reader: Reader) -> Reached | None:
    """Told by the goal's real names; what is shown of it is masked by the reader."""
    goal = Reader(reader.store).goals().active
    return reader.reached(goal.audience) if goal else None


def _choices(weighing: Weighing, t: Translator) -> Iterator[Choice]:
    words = {
        Weighing.ALL: t.text("Everybody counts the same"),
        Weighing.STRENGTH: t.text("Weighted by strength"),
        Weighing.STRONG: t.text("Strong only"),
    }
    for one, text in words.items():
        asked = "" if one is Weighing.ALL else one.value
        yield Choice(text, address("/composition", [("weigh", asked)]), one is weighing)


def _audience_href(goal: Goal | None) -> str:
    """The list of exactly those, where a list can be asked for it: one value of each at most."""
    if goal is None:
        return ""
    audience = goal.audience
    asked = [
        ("function", audience.functions),
        ("seniority", audience.seniorities),
        ("industry", audience.industries),
        (WORKPLACE, audience.places),
    ]
    if any(len(values) > 1 for _, values in asked):
        return ""
    return address("/relations", [(name, values[0]) for name, values in asked if values])


def _accounts(talk: Reached, t: Translator) -> Iterator[AccountLine]:
    for one in talk.accounts:
        if one.people:
            text = t.plural("%(n)s relation", "%(n)s relations", one.people)
            if one.strong:
                text += t.text(", %(n)s strong", n=one.strong)
        else:
            text = t.text("nobody yet")
        yield AccountLine(one.name, text, address("/relations", [("company", one.name)]) if one.people else "")


def _sparks(found: Composition, goal: Goal | None, followed: list[str], t: Translator) -> Iterator[Spark]:
    if len(found.years) < 2:
        return
    wanted = {one.segment: one.share for one in goal.targets} if goal else {}
    first, last = found.years[0], found.years[-1]
    for segment in followed:
        shares = [year.groups.get(segment, 0.0) / year.relations if year.relations else 0.0 for year in found.years]
        ends = (f"{first.year}: {t.percent(shares[0])}", f"{last.year}: {t.percent(shares[-1])}")
        yield draw_spark(segment_of_many(segment, t), shares, wanted.get(segment), ends)


def _years(found: Composition, followed: list[str], t: Translator) -> Iterator[YearRow]:
    for year in reversed(found.years):
        shares = (year.groups.get(segment, 0.0) / year.relations if year.relations else 0.0 for segment in followed)
        yield YearRow(str(year.year), year.relations, tuple(map(t.percent, shares)))


def _split(dimension: Dimension, found: Composition, t: Translator, *, weighing: Weighing, incognito: bool) -> Split:
    parts = found.parts[dimension]
    total = found.all.of(weighing)
    most = max((one.weights.of(weighing) for one in parts if not one.is_rest), default=0.0)
    is_known = any(one.value for one in parts)
    bars = (
        _part_bar(dimension, one, t, total=total, most=most, weighing=weighing, incognito=incognito) for one in parts
    )
    return Split(
        dimension.value, dimension_title(dimension.value, t), tuple(bars) if is_known else (), _missing(dimension, t)
    )


def _part_bar(
    dimension: Dimension, part: Part, t: Translator, *, total: float, most: float, weighing: Weighing, incognito: bool
) -> PartBar:
    weight = part.weights.of(weighing)
    share = weight / total if total else 0.0
    if part.is_rest:
        name, href = t.text("All others"), ""
    elif not part.value:
        name = dimension_value(dimension.value, "", t)
        href = ""
    else:
        name = dimension_value(dimension.value, part.value, t)
        is_hidden = incognito and dimension is Dimension.PLACE
        asked = WORKPLACE if dimension is Dimension.PLACE else dimension.value
        href = "" if is_hidden else people_in(weighing, **{asked: part.value})
    return PartBar(
        name=name,
        href=href,
        width=round(min(100.0, 100 * weight / most), 2) if most and not part.is_rest else 0.0,
        share=t.percent(share),
        people=t.number(part.weights.strong if weighing is Weighing.STRONG else part.weights.people),
        is_hollow=not part.value and not part.is_rest,
    )


def _missing(dimension: Dimension, t: Translator) -> str:
    """What helps where nothing is known."""
    if dimension in (Dimension.INDUSTRY, Dimension.PLACE):
        return t.text("LinkedIn’s download does not say. A CRM list or an address book does: import one.")
    return t.text("Your files do not say.")
