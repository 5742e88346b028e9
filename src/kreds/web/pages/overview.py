"""The overview: one sentence that says what is the case, the circle, the numbers, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.model.relation import Overview, Relation
from kreds.web.charts import Chart, Column, draw_columns
from kreds.web.circle import Circle
from kreds.web.pages.imports import ImportPage, import_page
from kreds.web.site import address, reader_of, show, site_of, translator_of

_NAMED = 5
"""So many of each level are named in the table beside the circle."""

_JUDGED_AT_ONCE = 20
_SECONDS_A_JUDGEMENT = 10
_SECONDS_A_LOOK = 25
_OLD_AFTER_DAYS = 120
_CHART_HEIGHT = 110.0

router = APIRouter()


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do: what, why, where, and how many minutes it takes."""

    title: str
    reason: str
    href: str
    minutes: int


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level in numbers and in names, the strongest first."""

    level: Level
    word: str
    count: int
    share: str
    href: str
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The network at a glance, in words and drawings."""

    as_of: date | None
    headline: str
    lead: tuple[str, ...]
    levels: tuple[LevelLine, ...]
    circle: Circle
    steps: tuple[NextStep, ...]
    growth: Chart
    months: Chart
    growth_summary: str
    months_summary: str
    fading: tuple[tuple[Relation, str], ...]
    is_empty: bool
    relations: int


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The first visit: how to get the download, and where to drop it."""

    desk: ImportPage


@router.get("/")
def overview(request: Request) -> Response:
    """The overview, or the welcome when nothing has been imported."""
    site, t = site_of(request), translator_of(request)
    network = reader_of(request).overview()
    if not network.imports:
        return show(request, "welcome.html", WelcomePage(import_page(site.desk.state, t)))
    return show(
        request, "overview.html", overview_page(network, site.circle.of(network.dots), t, today=site.app.today())
    )


def overview_page(network: Overview, circle: Circle, t: Translator, *, today: date) -> OverviewPage:
    """Say and draw the network in the translator's language."""
    growth, growth_summary = _growth(network, t)
    months, months_summary = _months(network, t)
    return OverviewPage(
        as_of=network.as_of,
        headline=_headline(network, t),
        lead=_lead(network, t),
        levels=_levels(network, t),
        circle=circle,
        steps=_steps(network, t, today=today),
        growth=growth,
        growth_summary=growth_summary,
        months=months,
        months_summary=months_summary,
        fading=tuple((relation, _silence(relation, network.as_of, t)) for relation in network.fading),
        is_empty=network.relations == 0,
        relations=network.relations,
    )


def _headline(network: Overview, t: Translator) -> str:
    counts: Mapping[Level, int] = network.counts
    if network.relations == 0:
        return t.text("There is nobody in your circle yet.")
    if counts.get(Level.STRONG, 0):
        return t.plural(
            "%(n)s strong relation carries your network.",
            "%(n)s strong relations carry your network.",
            counts[Level.STRONG],
        )
    if counts.get(Level.AVERAGE, 0):
        return t.plural(
            "%(n)s average relation, and none that is strong yet.",
            "%(n)s average relations, and none that is strong yet.",
            counts[Level.AVERAGE],
        )
    if counts.get(Level.UNKNOWN, 0) == network.relations:
        return t.text("The files say too little about your relations.")
    return t.text("No relation is strong yet.")


def _lead(network: Overview, t: Translator) -> tuple[str, ...]:
    said = [t.plural("You have %(n)s relation.", "You have %(n)s relations.", network.relations)]
    if not network.messages_covered:
        said.append(t.text("Your messages are not among the files, so Kreds cannot see whom you write with."))
    elif network.never_spoken and network.relations:
        share = t.percent(network.never_spoken / network.relations)
        said.append(
            t.text(
                "With %(n)s of them (%(share)s) you have never exchanged a word here.",
                n=network.never_spoken,
                share=share,
            )
        )
    if network.former:
        said.append(
            t.plural("%(n)s is no longer connected to you.", "%(n)s are no longer connected to you.", network.former)
        )
    return tuple(said)


def _levels(network: Overview, t: Translator) -> tuple[LevelLine, ...]:
    named: dict[Level, list[tuple[str, str]]] = {level: [] for level in Level}
    for dot in network.dots:
        if len(named[dot.level]) < _NAMED:
            named[dot.level].append((dot.id, dot.name))
    return tuple(
        LevelLine(
            level=level,
            word=t.level_of_many(level),
            count=network.counts.get(level, 0),
            share=t.percent(network.counts.get(level, 0) / network.relations) if network.relations else "",
            href=address("/relations", [("level", level.value), ("connected", "current")]),
            named=tuple(named[level]),
        )
        for level in Level
    )


def _steps(network: Overview, t: Translator, *, today: date) -> tuple[NextStep, ...]:
    steps: list[NextStep] = []
    unknown = network.counts.get(Level.UNKNOWN, 0)
    if not network.messages_covered:
        steps.append(
            NextStep(
                t.text("Import the rest of your download"),
                t.text("LinkedIn sends it in two parts; your messages are in the second."),
                "/import",
                5,
            )
        )
    if unknown:
        some = min(unknown, _JUDGED_AT_ONCE)
        steps.append(
            NextStep(
                t.plural("Say what you know about %(n)s relation", "Say what you know about %(n)s relations", some),
                t.text("The files are silent about them. You are not: one key each."),
                address("/relations", [("level", Level.UNKNOWN.value), ("connected", "current")]),
                _minutes(some * _SECONDS_A_JUDGEMENT),
            )
        )
    if network.fading:
        steps.append(
            NextStep(
                t.plural(
                    "Look at %(n)s relation that has gone quiet",
                    "Look at %(n)s relations that have gone quiet",
                    len(network.fading),
                ),
                t.text("You used to write. %(name)s was the closest.", name=network.fading[0].name),
                "#fading",
                _minutes(len(network.fading) * _SECONDS_A_LOOK),
            )
        )
    if network.as_of and (today - network.as_of).days > _OLD_AFTER_DAYS:
        steps.append(
            NextStep(
                t.text("Get a fresh download"),
                t.text("The newest one is %(span)s old.", span=t.span((today - network.as_of).days)),
                "/import",
                5,
            )
        )
    return tuple(steps)


def _minutes(seconds: int) -> int:
    return max(1, -(-seconds // 60))


def _silence(relation: Relation, as_of: date | None, t: Translator) -> str:
    if relation.last_contact is None or as_of is None:
        return ""
    return t.span((as_of - relation.last_contact).days)


def _growth(network: Overview, t: Translator) -> tuple[Chart, str]:
    """New relations by year, the years between without any included."""
    by_year = dict(network.by_year)
    if not by_year:
        return draw_columns((), height=_CHART_HEIGHT, labels=1), ""
    columns = [
        Column(
            label=str(year),
            text=t.plural(
                "%(year)s: %(n)s new relation", "%(year)s: %(n)s new relations", by_year.get(year, 0), year=str(year)
            ),
            up=by_year.get(year, 0),
        )
        for year in range(min(by_year), max(by_year) + 1)
    ]
    best = max(by_year, key=lambda year: by_year[year])
    summary = t.text("Most came in %(year)s: %(n)s.", year=str(best), n=by_year[best])
    return draw_columns(columns, height=_CHART_HEIGHT, labels=8), summary


def _months(network: Overview, t: Translator) -> tuple[Chart, str]:
    """Messages by month: yours up, theirs down."""
    columns = [
        Column(
            label=str(month.year) if month.month == 1 else "",
            text=t.text("%(month)s: %(out)s from you, %(in_)s to you", month=t.month(month), out=outbound, in_=inbound),
            up=outbound,
            down=inbound,
        )
        for month, inbound, outbound in network.by_month
    ]
    sent = sum(outbound for _, _, outbound in network.by_month[-12:])
    received = sum(inbound for _, inbound, _ in network.by_month[-12:])
    summary = t.text("In the last twelve months: %(out)s from you, %(in_)s to you.", out=sent, in_=received)
    return draw_columns(columns, height=_CHART_HEIGHT, labels=6), summary if sent + received else ""
