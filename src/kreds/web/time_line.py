"""What passed between two people, as a picture of months or years with marks on it, and as a list in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kreds.i18n import Translator
from kreds.i18n.log_words import log_told
from kreds.model.log import LogKind
from kreds.model.relation import COMMENTED, RelationView, TimelineEntry
from kreds.model.trial import Trial, TrialOutcome
from kreds.web.charts import Bar, Chart, Column, draw_columns, months_between

_HEIGHT = 84.0
_TOP = 34.0
"""Room for the marks above the bars."""
_MONTHS_AT_MOST = 84
_LABELS = 8
_AHEAD = timedelta(days=366)
"""A trial that runs longer than this is cut off in the picture: what has been would become too small to see."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on one day, in words; ``kind`` is "message", "job", "connected", "said", "trial" or a channel.

    ``decision`` is what takes a line back that the person has logged, 0 for all else.
    """

    day: date
    kind: str
    text: str
    decision: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something beside messages stands in the picture: ``x`` in per cent, ``text`` in words."""

    x: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the picture from side to side, in per cent."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The picture (no bars when nothing is dated), its sentence, and all happenings, the latest first.

    ``trial`` is where a trial runs, ``unseen`` what lies after the last day of the files; None where there is none.
    """

    chart: Chart
    marks: tuple[Mark, ...]
    summary: str
    happenings: tuple[Happening, ...]
    trial: Stretch | None = None
    unseen: Stretch | None = None


def time_line(view: RelationView, t: Translator) -> TimeLine:
    """Draw and tell the contact of one relation up to the last day of the data, and its trial as far as it runs."""
    happenings = _happenings(view, t)
    if not happenings:
        return TimeLine(draw_columns((), height=_HEIGHT, labels=1), (), "", ())
    trial = view.relation.trial
    last = _last_day(view, happenings)
    months = months_between(happenings[-1].day, last)
    by_year = len(months) > _MONTHS_AT_MOST
    spans = [date(year, 1, 1) for year in range(months[0].year, last.year + 1)] if by_year else months
    sums: dict[date, list[int]] = {span: [0, 0] for span in spans}
    for entry in view.timeline:
        total = sums[_span(entry.day, by_year)]
        total[0] += entry.outbound
        total[1] += entry.inbound
    chart = draw_columns(
        [_column(day, sums[day], t, by_year) for day in spans], height=_HEIGHT, labels=_LABELS, top=_TOP
    )
    places = {span: bar.middle for span, bar in zip(spans, chart.bars, strict=True)}

    def place(day: date) -> float:
        return places[_span(min(day, last), by_year)]

    marks = tuple(
        Mark(place(one.day), one.kind, f"{t.short_day(one.day)}: {one.text}")
        for one in reversed(happenings)
        if one.kind != "message"
    )
    sent, received = (sum(entry.outbound for entry in view.timeline), sum(entry.inbound for entry in view.timeline))
    summary = t.text("%(out)s from you, %(in_)s to you in all.", out=sent, in_=received) if sent + received else ""
    end = trial.until or trial.ended
    on_trial = _between(place(trial.since), place(end)) if trial.since and end else None
    seen = sum(span <= view.as_of for span in spans)
    return TimeLine(chart, marks, summary, happenings, on_trial, _unseen(chart.bars, seen))


def _last_day(view: RelationView, happenings: tuple[Happening, ...]) -> date:
    """The last day of the picture: of the files, or what was said or began later; a trial only so far ahead."""
    known = max(
        view.as_of,
        *(one.day for one in happenings if one.day != view.relation.trial.until),
        *(entry.day for entry in view.timeline),
    )
    return max(known, min(happenings[0].day, known + _AHEAD))


def _between(x: float, end: float) -> Stretch:
    return Stretch(x, round(max(end - x, 0.0), 2))


def _unseen(bars: tuple[Bar, ...], seen: int) -> Stretch | None:
    """What lies after the first ``seen`` bars: nothing can stand there, which is no silence."""
    if not 0 < seen < len(bars):
        return None
    half = (bars[seen].middle - bars[seen - 1].middle) / 2
    return _between(round(bars[seen].middle - half, 2), bars[-1].middle + half)


def _span(day: date, by_year: bool) -> date:
    return date(day.year, 1 if by_year else day.month, 1)


def _happenings(view: RelationView, t: Translator) -> tuple[Happening, ...]:
    told = [Happening(entry.day, entry.channel, _contact(entry, t), entry.decision) for entry in view.timeline]
    relation = view.relation
    if relation.connected_on:
        told.append(Happening(relation.connected_on, "connected", t.text("You connected")))
    if relation.no_longer_since:
        told.append(Happening(relation.no_longer_since, "connected", t.text("No longer in your list")))
    if view.overruled_at is not None:
        day = datetime.fromtimestamp(view.overruled_at, UTC).date()
        told.append(Happening(day, "said", t.text("You said: %(level)s", level=t.level(relation.level))))
    # The first download shows what a person did already; only what is new in a later one has happened since.
    for job in view.jobs[1:]:
        work = ", ".join(part for part in (job.title, job.company) if part)
        told.append(Happening(job.since, "job", t.text("New work in your download: %(work)s", work=work)))
    told += [Happening(day, "trial", text) for day, text in _trial(relation.trial, t)]
    return tuple(sorted(told, key=lambda one: (-one.day.toordinal(), one.kind, one.text)))


def _trial(trial: Trial, t: Translator) -> list[tuple[date, str]]:
    """The days of a trial, in words: its first, and the one it runs until or ended on."""
    told = [(trial.since, t.text("You put the relation on trial"))]
    if trial.until:
        told.append((trial.until, t.text("The trial runs until this day: keep, or let go?")))
    elif trial.outcome:
        kept = trial.outcome is TrialOutcome.KEEP
        told.append((trial.ended, t.text("You kept it after the trial") if kept else t.text("You let it go")))
    return [(day, text) for day, text in told if day is not None]


def _column(day: date, sums: list[int], t: Translator, by_year: bool) -> Column:
    return Column(
        label=str(day.year) if by_year or day.month == 1 else "",
        text=t.text(
            "%(month)s: %(out)s from you, %(in_)s to you",
            month=str(day.year) if by_year else t.month(day),
            out=sums[0],
            in_=sums[1],
        ),
        up=sums[0],
        down=sums[1],
    )


def _contact(entry: TimelineEntry, t: Translator) -> str:
    words = {
        "message": _messages(entry, t),
        "invitation": t.text("You invited them") if entry.outbound else t.text("They invited you"),
        "endorsement": t.text("You endorsed them") if entry.outbound else t.text("They endorsed you"),
        "recommendation": t.text("You recommended them") if entry.outbound else t.text("They recommended you"),
        "note": t.text("You wrote a note"),
        "follow": t.text("You follow them"),
        "meeting": t.text("You met"),
        "reaction": t.plural("They reacted to a post of yours", "They reacted to %(n)s of your posts", entry.inbound),
        COMMENTED: t.plural(
            "They commented on a post of yours", "They commented on %(n)s of your posts", entry.inbound
        ),
        **{f"log_{kind.value}": log_told(kind, t) for kind in LogKind},
    }
    told = words.get(entry.channel, entry.channel)
    detail = _detail(entry, t)
    return f"{told}: {detail}" if detail else told


def _detail(entry: TimelineEntry, t: Translator) -> str:
    """What the file says further; its own words for a state are told in the reader's language."""
    states = {"pending": t.text("not answered yet"), "hidden": t.text("not shown on the profile")}
    if entry.channel == "follow":
        # The file says only "Active", which is no more than that.
        return ""
    if entry.channel == "recommendation":
        known = (states.get(one.lower(), "") for one in entry.detail.split(", "))
        return ", ".join(one for one in known if one)
    detail = entry.detail
    if entry.channel == "endorsement":
        for state, word in states.items():
            detail = detail.replace(f" ({state})", f" ({word})")
    return detail


def _messages(entry: TimelineEntry, t: Translator) -> str:
    sent = t.plural("%(n)s message from you", "%(n)s messages from you", entry.outbound)
    received = t.plural("%(n)s message to you", "%(n)s messages to you", entry.inbound)
    return ", ".join(part for part, count in ((sent, entry.outbound), (received, entry.inbound)) if count)
