"""A few lines for the week out of all occasions: within the time there is, in the mix wanted, fair to everybody."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b

from kreds.model.agenda import AgendaPlan, Occasion, OccasionKind, Part

MOST_OF_A_KIND = 2
"""More lines of one kind make a week dull; those that must come are not counted."""
_TIRED = 0.3
"""How far each line of a kind in the weeks before lowers the worth of the next."""
_WHIM = 0.25
"""How far chance may lift a line, so that those of about the same worth take turns from week to week."""


def choose(
    occasions: Iterable[Occasion],
    plan: AgendaPlan,
    *,
    monday: date,
    resting: Collection[str] = (),
    kept: Sequence[Occasion] = (),
    musts: int = 0,
    lately: Mapping[OccasionKind, int] | None = None,
) -> tuple[Occasion, ...]:
    """The lines of a week, in the order to do them.

    Of what must come half is taken, or as many as the week before took: so nobody waits longer than two weeks. It takes
    its part's time first, then that of the others down to half of theirs. The rest goes to the parts by the mix; a part
    without occasions leaves its time to the others.

    Args:
        occasions: everything there is a reason for.
        plan: the time, the mix and what is not wanted.
        monday: the first day of the week; it only decides who takes turns.
        resting: ids of people who are left in peace this week, or stood in an agenda too lately.
        musts: how many that must come the week before took.
        lately: how often each kind stood in the weeks before: what has been often gives way to what has not.
        kept: lines that stand in the week already: they take their time, and their people have had their line.
    """
    if not plan.budget:
        return ()
    taken = {one.person for one in kept if one.person} | {
        one.other for one in kept if one.kind is OccasionKind.INTRODUCE
    }
    chosen = _Chosen(plan, kept, taken | set(resting))
    by_part: dict[Part, list[Occasion]] = defaultdict(list)
    for one in occasions:
        if one.kind not in plan.off and plan.mix.get(one.part, 0):
            by_part[one.part].append(one)
    for found in by_part.values():
        found.sort(key=lambda one: (-one.must, one.since, -_fair(one, monday, lately or {}), one.key))
    urgent = [one for found in by_part.values() for one in found if one.must and one.person not in chosen.taken]
    most = max(-(-len(urgent) // 2), musts) - sum(one.must for one in kept)
    for must in urgent:
        if most > 0 and chosen.has_room(must, musts=True):
            chosen.take(must)
            most -= 1
    while (part := chosen.neediest(by_part)) is not None:
        best = next((one for one in by_part[part] if chosen.fits(one)), None)
        if best is None:
            del by_part[part]
        else:
            chosen.take(best)
    return tuple(chosen.lines)


class _Chosen:
    """What has been chosen so far, and what there is still room for."""

    def __init__(self, plan: AgendaPlan, kept: Sequence[Occasion], taken: set[str]) -> None:
        total = sum(plan.mix.values()) or 1
        self.lines: list[Occasion] = []
        self._share = {part: plan.budget * plan.mix.get(part, 0) / total for part in Part}
        self._used: Counter[Part] = Counter()
        self._kinds: Counter[OccasionKind] = Counter()
        self.taken = taken
        self._left = float(plan.budget)
        for one in kept:
            self._count(one)

    def _count(self, one: Occasion) -> None:
        self._used[one.part] += one.minutes
        self._kinds[one.kind] += 1
        self._left -= one.minutes

    def take(self, one: Occasion) -> None:
        """Put a line into the week."""
        self.lines.append(one)
        self._count(one)
        if one.person:
            self.taken.add(one.person)
        if one.kind is OccasionKind.INTRODUCE:
            self.taken.add(one.other)

    def has_room(self, one: Occasion, *, musts: bool = False) -> bool:
        """Whether there is time for it and nobody in it has a line already."""
        others = [max(0.0, share / 2 - self._used[part]) for part, share in self._share.items() if part is not one.part]
        left = self._left - (sum(others) if musts else 0.0)
        people = {one.person} | ({one.other} if one.kind is OccasionKind.INTRODUCE else set())
        return one.minutes <= left and not people & self.taken

    def fits(self, one: Occasion) -> bool:
        """The same, and the week has not enough of its kind."""
        limit = 1 if not one.person else MOST_OF_A_KIND
        return (one.must or self._kinds[one.kind] < limit) and self.has_room(one)

    def neediest(self, by_part: Mapping[Part, Sequence[Occasion]]) -> Part | None:
        """The part that has got the smallest share of its time; None when all are out of occasions."""
        return min(
            by_part, key=lambda part: (self._used[part] / self._share[part], list(Part).index(part)), default=None
        )


def _fair(one: Occasion, monday: date, lately: Mapping[OccasionKind, int]) -> float:
    """What an occasion is worth this week, with the whim of chance and less of what has been often."""
    return one.worth * (1.0 + _WHIM * _whim(one, monday)) / (1.0 + _TIRED * lately.get(one.kind, 0))


def _whim(one: Occasion, monday: date) -> float:
    """In [0, 1), the same for the same line in the same week, another in the next."""
    digest = blake2b(f"{one.key} {monday.isoformat()}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def days_of(lines: Sequence[Occasion], plan: AgendaPlan, *, monday: date) -> tuple[date, ...]:
    """The day each line is meant for: the chosen weekdays share the minutes, and each gets as many parts as can be."""
    days = [monday + timedelta(days=number) for number in sorted(plan.days)] or [monday]
    free = [float(plan.minutes)] * len(days)
    parts: list[set[Part]] = [set() for _ in days]
    found: dict[int, date] = {}
    for place in sorted(range(len(lines)), key=lambda place: -lines[place].minutes):
        one = lines[place]
        room = [at for at, left in enumerate(free) if left >= one.minutes] or list(range(len(days)))
        best = min(room, key=lambda at: (one.part in parts[at], -free[at], at))
        free[best] -= one.minutes
        parts[best].add(one.part)
        found[place] = days[best]
    return tuple(found[place] for place in range(len(lines)))


def spare_of(occasions: Iterable[Occasion], chosen: Collection[str], plan: AgendaPlan) -> dict[Part, int]:
    """How many occasions of each part found no room; each person counts once a part."""
    waiting: dict[Part, set[str]] = {part: set() for part in Part}
    for one in occasions:
        if one.key not in chosen and one.kind not in plan.off:
            waiting[one.part].add(one.person or one.key)
    return {part: len(keys) for part, keys in waiting.items()}


def monday_of(day: date) -> date:
    """The Monday of the week that a day lies in.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def is_holiday(plan: AgendaPlan, monday: date) -> bool:
    """Whether all days of the week that the person has chosen lie in a holiday."""
    days = [monday + timedelta(days=number) for number in plan.days]
    return bool(days) and all(any(first <= day <= last for first, last in plan.holidays) for day in days)
