"""The week in words for whatever leaves Kreds: its days and lines, the entries of a calendar, the rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kreds.i18n.agenda_words import link_name, missing_words, occasion_name, part_name, state_name, what, why, work_of
from kreds.i18n.translator import Translator
from kreds.model.agenda import AgendaLine, LineState, OccasionKind, Week
from kreds.model.agenda_out import OutFormat, Session
from kreds.services.agenda_links import LinkKind, links_of
from kreds.services.write_tables import Sheet, Value
from kreds.text.one_line import one_line

COLUMNS = ("week", "day", "part", "kind", "name", "profile_url", "company", "why", "what", "minutes", "state")
TICK = "✓"
_SHOWN = (LineState.OPEN, LineState.DONE, LineState.OVER)
"""What was put off or away is not carried along."""
_MOST_NAMES = 3
_DAYS = {"en": "d MMMM", "da": "d. MMMM"}


@dataclass(frozen=True, slots=True)
class OutLine:
    """A line in words, each on one line of text and still as hostile as a name can be: whoever writes it escapes it.

    ``who`` is what it is about where it is about nobody, ``state`` says how it stands when it is not open, ``links``
    are what to open, the first first, with what each shows.
    """

    who: str
    work: str
    part: str
    minutes: str
    why: str
    what: str
    state: str
    is_done: bool
    is_open: bool
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutDay:
    """A day of the week with its lines."""

    title: str
    lines: tuple[OutLine, ...]


def week_name(week: Week) -> str:
    """The week as ISO 8601 names it: 2026-W49."""
    year, number, _ = week.monday.isocalendar()
    return f"{year}-W{number:02}"


def file_name(week: Week, format_: OutFormat) -> str:
    """A good name for a file; a week of the calendar that is saved again has the same."""
    return f"kreds-{week_name(week)}.{format_.value}"


def week_title(week: Week, t: Translator) -> str:
    """What a digest is called; it names nobody."""
    return t.text("Your network in week %(n)s", n=week.monday.isocalendar().week)


def week_lead(week: Week, t: Translator) -> str:
    """From when to when, and how much of it is left."""
    last = max([line.day for line in _shown(week)], default=week.monday)
    days = t.text("%(first)s to %(last)s", first=week.monday, last=last) if last != week.monday else t.day(last)
    return f"{days} · {t.minutes(week.minutes)}" if week.minutes else days


def week_empty(week: Week, t: Translator) -> str:
    """Why there is no line, "" when there is one."""
    if any(_shown(week)):
        return ""
    if week.holiday:
        return t.text("This week is free: you have put it down as a holiday.")
    return t.text("There is nothing for this week.")


def week_remarks(week: Week, t: Translator) -> tuple[str, ...]:
    """How far the files see, and what would make the agenda richer."""
    seen = [t.text("Your files tell of what happened until %(day)s.", day=week.seen_to)] if week.seen_to else []
    return (*seen, *(missing_words(name, t) for name in week.missing))


def out_days(week: Week, t: Translator) -> tuple[OutDay, ...]:
    """The days that have lines, in their order; what is left to do stands before what is done."""
    shown = _shown(week)
    days = sorted({line.day for line in shown})
    return tuple(OutDay(day_title(day, t), tuple(out_line(one, t) for one in _of(shown, day))) for day in days)


def day_title(day: date, t: Translator) -> str:
    """A day with its weekday: Monday 30 November."""
    weekday = format_date(day, "EEEE", locale=t.locale)
    if t.dates == "words":
        told = t.text("%(weekday)s %(day)s", weekday=weekday, day=format_date(day, _DAYS[t.language], locale=t.locale))
    else:
        told = f"{weekday} {t.short_day(day)}"
    return told[:1].upper() + told[1:]


def out_line(line: AgendaLine, t: Translator) -> OutLine:
    """A line in words."""
    state = line.state
    return OutLine(
        who=who_in(line, t),
        work=one_line(work_of(line.relation, t)),
        part=part_name(line.occasion.part, t),
        minutes=t.minutes(line.occasion.minutes),
        why=_why(line, t),
        what=one_line(what(line, t)),
        state="" if state is LineState.OPEN else state_name(state, t),
        is_done=state is LineState.DONE,
        is_open=state is LineState.OPEN,
        links=_links(line, t),
    )


def who_in(line: AgendaLine, t: Translator) -> str:
    """Whom a line is about, both of two; what it is about where that is nobody."""
    people = [one for one in (line.relation, line.other) if one]
    if not people:
        return occasion_name(line.occasion.kind, t)
    names = [one_line(one.name) or t.text("(no name)") for one in people]
    return t.text("%(first)s and %(last)s", first=names[0], last=names[1]) if len(names) > 1 else names[0]


def sessions(week: Week, t: Translator) -> tuple[Session, ...]:
    """The days of a week as a calendar has them; a day of which everything was put away is off."""
    days = sorted({line.day for line in week.lines})
    shown = _shown(week)
    return tuple(_session(day, _of(shown, day), week, t) for day in days)


def calendar_name(t: Translator) -> str:
    """What the calendar is called in a program that shows several."""
    return t.text("Kreds: your network")


def agenda_sheet(week: Week, t: Translator) -> Sheet:
    """The week as a table to write: every line, also those that were put off or away."""
    return Sheet("Agenda", COLUMNS, [_row(line, week, t) for line in sorted(week.lines, key=lambda one: one.day)])


def _session(day: date, lines: Sequence[AgendaLine], week: Week, t: Translator) -> Session:
    """A day: its title and its time are those of what is still open, so that nobody is named who had their turn."""
    open_ = [line for line in lines if line.state is LineState.OPEN]
    left = sum(line.occasion.minutes for line in open_) if 0 < len(open_) < len(lines) else 0
    minutes = min(left, week.plan.minutes) or week.plan.minutes
    title = t.plural("Kreds: %(n)s minute for your network", "Kreds: %(n)s minutes for your network", minutes)
    names = list(dict.fromkeys(who_in(line, t) for line in open_))
    if names:
        more = "…" if len(names) > _MOST_NAMES else ""
        title += f" ({', '.join(names[:_MOST_NAMES])}{more})"
    if lines and not open_:
        title = f"{TICK} {title}"
    return Session(day, title, "\n\n".join(_told(line, t) for line in lines), is_off=not lines, minutes=minutes)


def _told(line: AgendaLine, t: Translator) -> str:
    """A line in the text of an event."""
    one = out_line(line, t)
    mark = f"{TICK} " if one.is_done else ""
    state = f" · {one.state}" if one.state else ""
    links = [f"{name}: {url}" for name, url in one.links[: 2 if line.other else 1]]
    rows = (f"{mark}{one.who} · {one.part} · {one.minutes}{state}", one.why, one.what, *links)
    return "\n".join(row for row in rows if row)


def _why(line: AgendaLine, t: Translator) -> str:
    """The occasion; of one that has passed nothing is known any more but its kind."""
    if not line.occasion.facts:
        return occasion_name(line.occasion.kind, t) if line.relation else ""
    return one_line(why(line, t))


def _links(line: AgendaLine, t: Translator) -> tuple[tuple[str, str], ...]:
    """What to open: for two their profiles, else what helps, the first first."""
    links = links_of(line)
    if line.occasion.kind is OccasionKind.INTRODUCE:
        links = tuple(one for one in links if one.kind in (LinkKind.PROFILE, LinkKind.OTHER))
        return tuple((_profile_of(line, one.kind, t), one.url) for one in links)
    return tuple((one_line(link_name(one.kind, line, t)), one.url) for one in links)


def _profile_of(line: AgendaLine, kind: LinkKind, t: Translator) -> str:
    relation = line.other if kind is LinkKind.OTHER else line.relation
    return one_line(relation.name if relation else "") or t.text("(no name)")


def _row(line: AgendaLine, week: Week, t: Translator) -> list[Value]:
    relation, occasion = line.relation, line.occasion
    return [
        week_name(week),
        line.day,
        occasion.part.value,
        occasion.kind.value,
        who_in(line, t) if relation else "",
        relation.profile_url if relation else "",
        one_line(relation.company) if relation else "",
        _why(line, t),
        one_line(what(line, t)),
        occasion.minutes,
        line.state.value,
    ]


def _shown(week: Week) -> list[AgendaLine]:
    return [line for line in week.lines if line.state in _SHOWN]


def _of(lines: Sequence[AgendaLine], day: date) -> list[AgendaLine]:
    return sorted((line for line in lines if line.day == day), key=lambda one: one.state is not LineState.OPEN)
