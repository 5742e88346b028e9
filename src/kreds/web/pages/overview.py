"""The overview: one sentence that says what is the case, the circle, the numbers, and what to do next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.i18n.goal_words import segment_in_sentence, segment_on_circle
from kreds.i18n.week_words import number_word
from kreds.model.goal import Goal
from kreds.model.level import Level, Trend
from kreds.model.match import MatchCounts
from kreds.model.relation import Overview, Relation
from kreds.services.match_people import match_counts
from kreds.services.plan_week import Glance, glance
from kreds.services.read_cleanup import Due, clean_up_due
from kreds.services.read_composition import Composition
from kreds.web.charts import Chart, Column, draw_columns
from kreds.web.circle import Circle, Places
from kreds.web.composition_words import doubt, gap_glimpse, headline, main_gap
from kreds.web.group_bars import NO_GROUP, Bar, group_bars, people_in
from kreds.web.pages.cleanup import headline as headline_of_clean_up
from kreds.web.pages.imports import ImportPage, import_page
from kreds.web.site import address, reader_of, show, site_of, translator_of

_NAMED = 5
"""So many of each level are named in the table beside the circle."""

_JUDGED_AT_ONCE = 20
_SECONDS_A_JUDGEMENT = 10
_SECONDS_A_LOOK = 25
_OLD_AFTER_DAYS = 120
_CHART_HEIGHT = 110.0
_GROUPS = 7
_A_LETTER = 16.0
"""How wide a letter of a sector's name is, about, in units of the circle."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do: what, why, where, and how many minutes it takes."""

    title: str
    reason: str
    href: str
    minutes: int
    """0 where nobody knows before it is begun."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and where the people are whom it counts ("" where it counts none)."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Those whose contact heads one way: a few of them with a word each, how many there are, and where all are."""

    id: str
    title: str
    text: str
    people: tuple[tuple[Relation, str], ...]
    total: int
    href: str


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
class SectorName:
    """A slice of the circle by its name: where its border ends and its name runs ("" where there is no room)."""

    name: str
    edge: tuple[int, int]
    path: str
    count: int
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class CompositionCard:
    """The network beside the goal that counts ("" without one), in a sentence and a few bars."""

    goal: str
    headline: str
    bars: tuple[Bar, ...]
    doubt: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The network at a glance, in words and drawings."""

    as_of: date | None
    headline: str
    lead: tuple[Said, ...]
    levels: tuple[LevelLine, ...]
    circle: Circle
    steps: tuple[NextStep, ...]
    growth: Chart
    months: Chart
    growth_summary: str
    months_summary: str
    moves: Places
    heading: tuple[Heading, ...]
    is_empty: bool
    relations: int
    sectors: tuple[SectorName, ...]
    composition: CompositionCard | None
    cleanup: str = ""


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The first visit: how to get the download, and where to drop it."""

    desk: ImportPage


@router.get("/")
def overview(request: Request) -> Response:
    """The overview, or the welcome when nothing has been imported."""
    site, t = site_of(request), translator_of(request)
    reader = reader_of(request)
    network = reader.overview()
    if not network.imports:
        return show(request, "welcome.html", WelcomePage(import_page(site.desk.state, t)))
    circle = site.circle.of(network.dots, network.sectors)
    found, goal = reader.composition(), reader.goals().active
    page = overview_page(network, circle, t, today=site.app.today(), moves=site.circle.moves())
    glimpse = gap_glimpse(found, goal, t)
    lead = (*page.lead, Said(glimpse, "/composition")) if glimpse else page.lead
    today = site.app.today()
    due = clean_up_due(site.app.store, today=today)
    cleaning = tuple(_clean_up(due, t, today=today)) if network.relations else ()
    week = _week(glance(site.app.store, today=today), t) if network.relations else ()
    steps = (*_story(found, goal, t), *week, *page.steps, *cleaning, *_who_is_who(match_counts(site.app.store), t))
    composed = _composition(found, goal, t)
    next_one = headline_of_clean_up(due, t, today_is=False) if network.relations and not cleaning else ""
    full = replace(page, lead=lead, steps=steps, composition=composed, cleanup=next_one)
    return show(request, "overview.html", full)


def overview_page(
    network: Overview, circle: Circle, t: Translator, *, today: date, moves: Places | None = None
) -> OverviewPage:
    """Say and draw the network in the translator's language; ``moves`` is where dots come from."""
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
        moves=moves or {},
        heading=_heading(network, t),
        is_empty=network.relations == 0,
        relations=network.relations,
        sectors=_sector_names(circle, t),
        composition=None,
    )


def _composition(found: Composition, goal: Goal | None, t: Translator) -> CompositionCard:
    bars = group_bars(found, goal, t, most=_GROUPS) if goal else ()
    return CompositionCard(goal.name if goal else "", headline(found, goal, t) if goal else "", bars, doubt(found, t))


def _sector_names(circle: Circle, t: Translator) -> tuple[SectorName, ...]:
    return tuple(
        SectorName(
            name=(name := segment_on_circle(one.segment, t)),
            edge=one.edge,
            path=one.path if len(name) * _A_LETTER + _A_LETTER < one.room else "",
            count=one.count,
            share=t.percent(one.count / circle.people),
            href=people_in(segment=one.segment or NO_GROUP),
        )
        for one in circle.sectors
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


def _lead(network: Overview, t: Translator) -> tuple[Said, ...]:
    said: list[Said] = []
    if network.relations:
        words = t.plural("You have %(n)s relation.", "You have %(n)s relations.", network.relations)
        said.append(Said(words, _people()))
    if not network.messages_covered:
        said.append(Said(t.text("Your messages are not among the files, so Kreds cannot see whom you write with.")))
    elif network.never_spoken and network.relations:
        share = t.percent(network.never_spoken / network.relations)
        words = t.text(
            "With %(n)s of them (%(share)s) you have never exchanged a word here.", n=network.never_spoken, share=share
        )
        said.append(Said(words, _people(coverage="communicated:not seen")))
    if network.doubtful:
        words = t.plural("Of %(n)s we are in doubt.", "Of %(n)s we are in doubt.", network.doubtful)
        said.append(Said(words, _people(doubt="doubtful")))
    if network.former:
        words = t.plural(
            "%(n)s is no longer connected to you.", "%(n)s are no longer connected to you.", network.former
        )
        said.append(Said(words, _people(connected="former")))
    return tuple(said)


def _people(**filters: str) -> str:
    """The address of the people behind a number."""
    return address("/relations", list(filters.items()))


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
            href=_people(level=level.value),
            named=tuple(named[level]),
        )
        for level in Level
    )


def _steps(network: Overview, t: Translator, *, today: date) -> tuple[NextStep, ...]:
    steps = list(_trials(network, t, today=today))
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
                _people(level=Level.UNKNOWN.value),
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
                _people(trend=Trend.FADING.value),
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


def _story(found: Composition, goal: Goal | None, t: Translator) -> Iterator[NextStep]:
    """What leads on from here: first a goal, and then those whom it lacks."""
    gap = main_gap(found, goal)
    if goal is None:
        reason = t.text("Then Kreds shows whom you have, whom you lack, and whom to invite.")
        yield NextStep(t.text("State a goal"), reason, "/goals/new", 2)
    elif gap is not None:
        group = segment_in_sentence(gap.segment, t)
        title = t.text("Invite %(group)s: %(n)s missing", group=group, n=max(1, round(gap.missing)))
        reason = t.text("Your goal lacks most of these. Kreds has ten people you know, each with a message to send.")
        yield NextStep(title, reason, address("/invite", [("group", gap.segment)]), 10)


def _week(stands: Glance | None, t: Translator) -> Iterator[NextStep]:
    """The agenda, as long as something in it is open."""
    if stands is None or (stands.is_begun and not stands.open):
        return
    if stands.is_begun:
        count = number_word(stands.open, t)
        title = t.plural("This week: %(count)s line left", "This week: %(count)s lines left", stands.open, count=count)
    else:
        title = t.text("See whom to turn to this week")
    reason = t.text("Each line says who, why now and what to do.")
    yield NextStep(title, reason, "/week", stands.minutes if stands.is_begun else 0)


def _clean_up(due: Due, t: Translator, *, today: date) -> Iterator[NextStep]:
    """The portion that is open, or the clean-up that is due."""
    if due.left is not None:
        title = t.plural("Go on with your portion: %(n)s is left", "Go on with your portion: %(n)s are left", due.left)
        reason = t.text("One relation at a time, one key each.")
        yield NextStep(title, reason, "/cleanup/deck", _minutes(due.left * _SECONDS_A_JUDGEMENT))
    elif due.day is not None and due.day <= today:
        reason = t.text("Go through a portion, and see whether worthless relations have slipped in.")
        yield NextStep(t.text("Clean up your network"), reason, "/cleanup", _minutes(due.size * _SECONDS_A_JUDGEMENT))


def _who_is_who(counts: MatchCounts, t: Translator) -> Iterator[NextStep]:
    if counts.waiting:
        yield NextStep(
            t.plural(
                "Say whether %(n)s pair is the same person",
                "Say whether %(n)s pairs are the same person",
                counts.waiting,
            ),
            t.text("Your customers and contacts may be your relations already."),
            "/matches",
            counts.minutes,
        )


def _trials(network: Overview, t: Translator, *, today: date) -> Iterator[NextStep]:
    due = sum(until <= today for until in network.trials)
    if due:
        yield NextStep(
            t.plural("%(n)s trial is due", "%(n)s trials are due", due),
            t.text("See what has come of it, then keep or let go."),
            _people(trial="due"),
            _minutes(due * _SECONDS_A_LOOK),
        )


def _minutes(seconds: int) -> int:
    return max(1, -(-seconds // 60))


def _heading(network: Overview, t: Translator) -> tuple[Heading, ...]:
    """Who is going quiet and who is growing, side by side; who there is nobody of is left out."""
    both = (
        Heading(
            Trend.FADING.value,
            t.text("Gone quiet"),
            t.text("You used to write with each other. The strongest first, and how long it has been quiet."),
            tuple((one, _silence(one, network.as_of, t)) for one in network.fading),
            network.fading_count,
            _people(trend=Trend.FADING.value),
        ),
        Heading(
            Trend.GROWING.value,
            t.text("Growing"),
            t.text("You write more than you used to. The strongest first, and how many messages there are in all."),
            tuple((one, _exchanged(one, t)) for one in network.growing),
            network.growing_count,
            _people(trend=Trend.GROWING.value),
        ),
    )
    return tuple(one for one in both if one.people)


def _exchanged(relation: Relation, t: Translator) -> str:
    return t.plural("%(n)s message", "%(n)s messages", relation.messages_in + relation.messages_out)


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
            href=_people(connected="all", year=str(year)),
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
            href=_people(connected="all", month=f"{month:%Y-%m}"),
        )
        for month, inbound, outbound in network.by_month
    ]
    sent = sum(outbound for _, _, outbound in network.by_month[-12:])
    received = sum(inbound for _, inbound, _ in network.by_month[-12:])
    summary = t.text("In the last twelve months: %(out)s from you, %(in_)s to you.", out=sent, in_=received)
    return draw_columns(columns, height=_CHART_HEIGHT, labels=6), summary if sent + received else ""
