"""The choice of a week's lines: within the time, fair, varied, and the urgent within two weeks."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kreds.cultivation.agenda import MOST_OF_A_KIND, choose, days_of, is_holiday, spare_of
from kreds.model.agenda import USUAL_MIX, AgendaPlan, Occasion, OccasionKind, Part
from tests.cultivation.people import MONDAY

_ABOUT_NOBODY = (OccasionKind.INVITATIONS, OccasionKind.POST, OccasionKind.CONTENT, OccasionKind.TOPIC)
PLANS = st.builds(
    AgendaPlan,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    minutes=st.integers(1, 60),
    mix=st.fixed_dictionaries({part: st.integers(0, 100) for part in Part}),
    off=st.frozensets(st.sampled_from(OccasionKind), max_size=4),
)


@st.composite
def occasions(draw: st.DrawFn) -> list[Occasion]:
    """Occasions of any kind about a few people, each once."""
    found = {}
    for _ in range(draw(st.integers(0, 40))):
        kind = draw(st.sampled_from(OccasionKind))
        person = "" if kind in _ABOUT_NOBODY else f"{draw(st.integers(1, 12)):013x}"
        other = f"{draw(st.integers(13, 20)):013x}" if kind is OccasionKind.INTRODUCE else ""
        must = kind is OccasionKind.QUIET and draw(st.booleans())
        since = MONDAY - timedelta(days=draw(st.integers(1, 900))) if must else date.min
        one = Occasion(kind, person, draw(st.floats(0.0, 3.0)), other=other, must=must, since=since)
        found[one.key] = one
    return list(found.values())


@given(occasions(), PLANS)
def test_the_week_keeps_within_its_bounds(found: list[Occasion], plan: AgendaPlan) -> None:
    """Never more than the time, nobody twice, nothing that is off, and not much of one kind."""
    lines = choose(found, plan, monday=MONDAY)
    assert sum(one.minutes for one in lines) <= plan.budget
    people = [who for one in lines for who in (one.person, one.other) if who]
    assert len(set(people)) == len(people)
    assert not plan.off & {one.kind for one in lines}
    assert all(plan.mix[one.part] for one in lines)
    kinds = Counter(one.kind for one in lines if not one.must)
    assert all(count <= MOST_OF_A_KIND for count in kinds.values())


@given(occasions(), PLANS, st.randoms())
def test_the_order_of_finding_does_not_matter(found: list[Occasion], plan: AgendaPlan, rng: Random) -> None:
    """The same occasions give the same week, in whatever order they are found."""
    mixed = list(found)
    rng.shuffle(mixed)
    assert choose(found, plan, monday=MONDAY) == choose(mixed, plan, monday=MONDAY)


@given(occasions(), PLANS)
def test_who_rests_is_left_out(found: list[Occasion], plan: AgendaPlan) -> None:
    """Whoever stood in an agenda lately stands in none, neither as the second of two."""
    resting = {f"{number:013x}" for number in range(1, 18)}
    assert not [one for one in choose(found, plan, monday=MONDAY, resting=resting) if {one.person, one.other} & resting]


@given(st.integers(0, 40), st.integers(0, 12))
def test_the_urgent_come_within_two_weeks(first: int, later: int) -> None:
    """Everybody who must come, and for whom there is time, has come after two weeks, whoever else has joined them."""

    def urgent(numbers: range, days: int) -> list[Occasion]:
        since = MONDAY - timedelta(days=days)
        return [Occasion(OccasionKind.QUIET, f"{n:013x}", 1.0, must=True, since=since) for n in numbers]

    plan = AgendaPlan(days=(0, 1, 2, 3, 4), minutes=30)
    begin = urgent(range(1, first + 1), 100)
    one = choose(begin, plan, monday=MONDAY)
    shown = {line.person for line in one}
    rest = [line for line in begin if line.person not in shown] + urgent(range(100, 100 + later), 90)
    two = choose(rest, plan, monday=MONDAY + timedelta(days=7), musts=len(one))
    assert {line.person for line in begin} <= shown | {line.person for line in two}


@given(occasions())
def test_the_mix_is_kept_where_there_is_enough(found: list[Occasion]) -> None:
    """With enough of every part none takes more than its share and one line more; an empty part leaves its time."""
    plan = AgendaPlan(days=(0, 1, 2, 3, 4), minutes=24)
    full = [Occasion(kind, f"{n:013x}", 1.0) for n, kind in enumerate((OccasionKind.NEW_JOB, OccasionKind.CAPABLE), 50)]
    lines = choose([*(one for one in found if not one.must), *full], plan, monday=MONDAY)
    used = Counter[Part]()
    for one in lines:
        used[one.part] += one.minutes
    assert sum(used.values()) <= plan.budget
    assert used[Part.LISTEN]
    assert used[Part.LEARN]


@given(occasions(), PLANS)
def test_every_line_has_a_day_of_the_plan(found: list[Occasion], plan: AgendaPlan) -> None:
    """Lines lie on the chosen weekdays, and no day is left empty while another holds three lines."""
    lines = choose(found, plan, monday=MONDAY)
    days = days_of(lines, plan, monday=MONDAY)
    assert len(days) == len(lines)
    assert {(day - MONDAY).days for day in days} <= set(plan.days)
    counts = Counter(days)
    if len(counts) < len(plan.days):
        assert max(counts.values(), default=0) <= 2 or len(lines) < len(plan.days)


def test_what_found_no_room_is_counted_by_person() -> None:
    """Two occasions of one part with one person are one who waits."""
    found = [
        Occasion(OccasionKind.DUE, "1", 1.0),
        Occasion(OccasionKind.YEARS, "1", 1.0),
        Occasion(OccasionKind.POST, "", 1.0),
    ]
    assert spare_of(found, {found[2].key}, AgendaPlan()) == {**dict.fromkeys(USUAL_MIX, 0), Part.LISTEN: 1}


def test_a_holiday_covers_all_days_of_the_plan() -> None:
    """A week is free only when every chosen weekday lies in a holiday."""
    plan = AgendaPlan(days=(0, 3), holidays=((MONDAY, MONDAY + timedelta(days=3)),))
    assert is_holiday(plan, MONDAY)
    assert not is_holiday(plan, MONDAY + timedelta(days=7))
    assert not is_holiday(AgendaPlan(days=(0, 4), holidays=plan.holidays), MONDAY)
