"""The gap between the network as it is and the goal."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.gaps import gaps, lacking
from kreds.model.goal import Goal, Target

SEGMENTS = ("current_customer", "partner", "own:Bestyrelsen")
targets = st.lists(
    st.builds(
        Target,
        st.sampled_from(SEGMENTS),
        st.floats(0, 1),
        st.none() | st.integers(0, 500),
    ),
    unique_by=lambda one: one.segment,
)
counts = st.dictionaries(st.sampled_from(SEGMENTS), st.floats(0, 1_000))


def goal(*wanted: Target) -> Goal:
    """A goal with these targets."""
    return Goal("1", "Sælge", wanted)


@given(targets, counts, st.integers(0, 30_000))
def test_nothing_is_missing_twice(wanted: list[Target], have: dict[str, float], relations: int) -> None:
    """What is there and what is missing reach what is wanted, in the goal's order, and nothing is below nothing."""
    found = gaps(goal(*wanted), have, relations)
    assert [one.segment for one in found] == [one.segment for one in wanted]
    for one in found:
        assert one.missing >= 0
        assert one.have + one.missing >= one.want - 1e-6
        assert one.missing == 0 or abs(one.have + one.missing - one.want) < 1e-6


@given(targets, counts, st.integers(1, 30_000), st.sampled_from(SEGMENTS))
def test_one_more_closes_the_gap(wanted: list[Target], have: dict[str, float], relations: int, segment: str) -> None:
    """Somebody who comes into a group never widens its gap, and leaves the gaps of the others alone."""
    before = gaps(goal(*wanted), have, relations)
    after = gaps(goal(*wanted), {**have, segment: have.get(segment, 0.0) + 1}, relations)
    for old, new in zip(before, after, strict=True):
        assert new.missing <= old.missing if new.segment == segment else new == old


def test_the_largest_gap_is_told_first() -> None:
    """Pages speak of the group in which most people are missing, not in the goal's order; under half is nobody."""
    wanted = goal(Target("partner", 0.1), Target("current_customer", 0.3), Target("press", 0.3), Target("own:X", 0.004))
    found = gaps(wanted, {}, 100)
    assert [one.segment for one in lacking(found)] == ["current_customer", "press", "partner"]


def test_an_empty_network() -> None:
    """Where there is nobody, a share wants nobody and a number still wants its people."""
    found = gaps(goal(Target("partner", 0.5), Target("press", 0.1, 3)), {}, 0)
    assert [(one.have, one.share, one.want, one.missing) for one in found] == [(0, 0, 0, 0), (0, 0, 3, 3)]
