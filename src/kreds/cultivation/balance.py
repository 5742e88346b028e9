"""What was done per Listen, Learn, Help and Inspire by week and quarter, and what stands out (guide G2.2).

The parts are never added up or weighed against each other: a reaction takes a second, an article a day. Each is held
against its own past.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from kreds.model.agenda import Part
from kreds.model.balance import (
    DEEDS,
    NOTED,
    OF_AGENDA,
    PART_OF_DEED,
    Balance,
    Covering,
    Deed,
    Finding,
    FindingKind,
    Stretch,
)

QUARTERS, WEEKS = 8, 12
"""How far back is shown."""
LATELY_DAYS = 91
"""What stands out is looked for in these, against as many on average of the year before."""
NOTABLE = 2.0
"""From so many standard deviations on, of two counts that come by chance (Poisson), a change is told."""
MOST_SHOWN_BY = {Part.HELP: Deed.ANSWER}
"""Without what shows these deeds nobody can say that a part had no room: most help is an answer, in a message."""
SAME_DAYS = 1
"""A line of the agenda done within these of a deed that a file shows is that deed: it is counted once."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Done:
    """Something done on a day; ``person`` is whom it was for (a number), 0 where nothing says, ``count`` how often."""

    deed: Deed
    day: date
    person: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: which deeds it shows, to the end of which day."""

    kind: str
    deeds: tuple[Deed, ...]
    until: date


def balance(done: Iterable[Done], sources: Sequence[Source], *, today: date) -> Balance:
    """What was done until ``today``, and what stands out.

    A deed later than the last day of every file that shows its kind is left out: an event may be planned. So is what
    is said to be done after ``today``.

    Args:
        done: everything, in any order; what lies before the time shown counts only for what stands out.
        sources: the files that were read.
        today: the last day of the last week.

    >>> bare = balance([], [], today=date(2026, 11, 29))
    >>> bare.seen[Part.HELP].value, bare.quarters[-1].counts
    ('not_covered', {})
    """
    until = _until(sources)
    counted = without_twice(one for one in done if _counts(one, until, today))
    seen = _seen(counted, sources)
    shown = [part for part in Part if seen[part] is not Covering.NOT_COVERED]
    covered = {part: max((one.until for one in sources if _shows(one, part)), default=None) for part in Part}
    # A last week in which nothing can be seen is left away: the picture ends where the files or the notes do.
    end = min(today, max([*until.values(), *(one.day for one in counted)], default=today))
    oldest = min([quarters_to(end)[0][0], *(day - timedelta(days=LATELY_DAYS * 5) for day in until.values())])
    by_day = _by_day(one for one in counted if one.day >= oldest)

    def stretch(first: date, last: date) -> Stretch:
        deeds: Counter[Deed] = Counter()
        for day, counts in by_day.items():
            if first <= day <= last:
                deeds.update(counts)
        of_part = {part: sum(deeds[deed] for deed in DEEDS[part]) for part in shown}
        whole = frozenset(part for part, day in covered.items() if day is not None and last <= day)
        return Stretch(first, last, dict(deeds), of_part, whole)

    quarters = tuple(stretch(*one) for one in quarters_to(end))
    days = [one.until for one in sources if one.deeds]
    return Balance(
        quarters=quarters,
        weeks=tuple(stretch(*one) for one in weeks_to(end)),
        seen=seen,
        sources={part: tuple(sorted({one.kind for one in sources if _shows(one, part)})) for part in Part},
        until=max(days, default=None),
        findings=_findings(by_day, {part: day for part, day in covered.items() if day is not None}, seen, set(until)),
    )


def quarters_to(end: date, count: int = QUARTERS) -> tuple[tuple[date, date], ...]:
    """First and last day of the quarters of the year up to that of ``end``, oldest first.

    >>> [str(day) for day in quarters_to(date(2026, 2, 3), 2)[0]]
    ['2025-10-01', '2025-12-31']
    """
    last = end.year * 4 + (end.month - 1) // 3

    def begins(number: int) -> date:
        return date(number // 4, number % 4 * 3 + 1, 1)

    return tuple(
        (begins(number), begins(number + 1) - timedelta(days=1)) for number in range(last - count + 1, last + 1)
    )


def weeks_to(end: date, count: int = WEEKS) -> tuple[tuple[date, date], ...]:
    """Monday and Sunday of the weeks up to that of ``end``, oldest first.

    >>> [str(day) for day in weeks_to(date(2026, 11, 29), 1)[0]]
    ['2026-11-23', '2026-11-29']
    """
    monday = end - timedelta(days=end.weekday())
    return tuple((monday - _WEEK * back, monday - _WEEK * back + timedelta(days=6)) for back in range(count)[::-1])


def without_twice(done: Iterable[Done]) -> tuple[Done, ...]:
    """The same without lines of the agenda that something else shows as well.

    A line is one with a deed of its part within `SAME_DAYS`, for the same person or for nobody named (whose post it
    was stands in no file); every deed stands for one line only.
    """
    told = list(done)
    lines = [one for one in told if one.deed in OF_AGENDA.values()]
    shown = [one for one in told if one.deed not in OF_AGENDA.values()]
    if not lines:
        return tuple(shown)
    near = {line.day + timedelta(days=days) for line in lines for days in range(-SAME_DAYS, SAME_DAYS + 1)}
    free: Counter[tuple[Part, date, int]] = Counter()
    for one in shown:
        if one.day in near:
            free[PART_OF_DEED[one.deed], one.day, one.person] += one.count
    return (*shown, *(line for line in sorted(lines, key=lambda one: (one.day, one.person)) if not _taken(free, line)))


def _taken(free: Counter[tuple[Part, date, int]], line: Done) -> bool:
    part = PART_OF_DEED[line.deed]
    for person in dict.fromkeys((line.person, 0)):
        for days in sorted(range(-SAME_DAYS, SAME_DAYS + 1), key=abs):
            key = (part, line.day + timedelta(days=days), person)
            if free[key] > 0:
                free[key] -= 1
                return True
    return False


def _until(sources: Sequence[Source]) -> dict[Deed, date]:
    until: dict[Deed, date] = {}
    for source in sources:
        for deed in source.deeds:
            until[deed] = max(source.until, until.get(deed, source.until))
    return until


def _counts(one: Done, until: Mapping[Deed, date], today: date) -> bool:
    return one.day <= today and (one.deed in NOTED or one.day <= until.get(one.deed, today))


def _shows(source: Source, part: Part) -> bool:
    return any(PART_OF_DEED[deed] is part for deed in source.deeds)


def _seen(done: Collection[Done], sources: Sequence[Source]) -> dict[Part, Covering]:
    by_file = {part for source in sources for part in Part if _shows(source, part)}
    noted = {PART_OF_DEED[one.deed] for one in done}
    return {
        part: Covering.COVERED if part in by_file else (Covering.NOTED if part in noted else Covering.NOT_COVERED)
        for part in Part
    }


def _by_day(done: Iterable[Done]) -> dict[date, Counter[Deed]]:
    days: defaultdict[date, Counter[Deed]] = defaultdict(Counter)
    for one in done:
        days[one.day][one.deed] += one.count
    return days


def _findings(
    by_day: Mapping[date, Counter[Deed]],
    covered: Mapping[Part, date],
    seen: Mapping[Part, Covering],
    shown: Collection[Deed],
) -> tuple[Finding, ...]:
    """What stands out, the weightiest first: never empty.

    Only parts that files cover are looked at: of what is noted by hand nobody knows whether all was noted.
    """
    if all(one is Covering.NOT_COVERED for one in seen.values()):
        return (Finding(FindingKind.NOTHING_SEEN),)
    if not covered:
        return (Finding(FindingKind.ONLY_NOTED),)
    counts = {part: _lately(by_day, part, day) for part, day in covered.items()}
    told: list[tuple[float, Finding]] = []
    for part, (now, before) in counts.items():
        usual = before / 4
        if now == 0 and before == 0 and any(sum(other) for other in counts.values()):
            is_known = MOST_SHOWN_BY.get(part) in (None, *shown)
            told.append((float("inf"), Finding(FindingKind.MISSING if is_known else FindingKind.NOT_KNOWN, part)))
            continue
        # The variance of a Poisson count is itself, that of a mean of four of them a quarter of theirs.
        doubt = sqrt(max(now, usual) + usual / 4)
        if doubt and abs(now - usual) >= NOTABLE * doubt:
            kind = FindingKind.MORE if now > usual else FindingKind.LESS
            told.append((abs(now - usual) / doubt, Finding(kind, part, now, usual)))
    if told:
        order = list(Part)
        return tuple(one for _, one in sorted(told, key=lambda pair: (-pair[0], order.index(pair[1].part or order[0]))))
    return (Finding(FindingKind.STEADY if any(map(sum, counts.values())) or by_day else FindingKind.NOTHING_DONE),)


def _lately(by_day: Mapping[date, Counter[Deed]], part: Part, until: date) -> tuple[int, int]:
    """How often in the last quarter of a year that files cover, and how often in the year before that."""
    begins, year = until - timedelta(days=LATELY_DAYS), until - timedelta(days=LATELY_DAYS * 5)
    now = before = 0
    for day, deeds in by_day.items():
        if year < day <= until:
            count = sum(deeds[deed] for deed in DEEDS[part])
            if day > begins:
                now += count
            else:
                before += count
    return now, before
