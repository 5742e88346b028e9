"""What passed between two people, as a picture of months or years with marks on it, and as a list in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kreds.i18n import Translator
from kreds.model.relation import RelationView, TimelineEntry
from kreds.web.charts import Chart, Column, draw_columns, months_between

_HEIGHT = 84.0
_TOP = 34.0
"""Room for the marks above the bars."""
_MONTHS_AT_MOST = 84
_LABELS = 8


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on one day, in words; ``kind`` is "message", "job", "connected", "said" or a channel."""

    day: date
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something beside messages stands in the picture: ``x`` in per cent, ``text`` in words."""

    x: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The picture (no bars when nothing is dated), its sentence, and all happenings, the latest first."""

    chart: Chart
    marks: tuple[Mark, ...]
    summary: str
    happenings: tuple[Happening, ...]


def time_line(view: RelationView, t: Translator) -> TimeLine:
    """Draw and tell the contact of one relation up to the last day of the data."""
    happenings = _happenings(view, t)
    if not happenings:
        return TimeLine(draw_columns((), height=_HEIGHT, labels=1), (), "", ())
    last = max(view.as_of, happenings[0].day)
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
    marks = tuple(
        Mark(places[_span(one.day, by_year)], one.kind, f"{t.short_day(one.day)}: {one.text}")
        for one in reversed(happenings)
        if one.kind != "message"
    )
    sent, received = (sum(entry.outbound for entry in view.timeline), sum(entry.inbound for entry in view.timeline))
    summary = t.text("%(out)s from you, %(in_)s to you in all.", out=sent, in_=received) if sent + received else ""
    return TimeLine(chart, marks, summary, happenings)


def _span(day: date, by_year: bool) -> date:
    return date(day.year, 1 if by_year else day.month, 1)


def _happenings(view: RelationView, t: Translator) -> tuple[Happening, ...]:
    told = [Happening(entry.day, entry.channel, _contact(entry, t)) for entry in view.timeline]
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
    return tuple(sorted(told, key=lambda one: (-one.day.toordinal(), one.kind, one.text)))


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
    }
    told = words.get(entry.channel, entry.channel)
    # Of a follow the file says only "Active", which is no more than that.
    return f"{told}: {entry.detail}" if entry.detail and entry.channel != "follow" else told


def _messages(entry: TimelineEntry, t: Translator) -> str:
    sent = t.plural("%(n)s message from you", "%(n)s messages from you", entry.outbound)
    received = t.plural("%(n)s message to you", "%(n)s messages to you", entry.inbound)
    return ", ".join(part for part, count in ((sent, entry.outbound), (received, entry.inbound)) if count)
