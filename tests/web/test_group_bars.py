"""Bars of groups: one scale for all, doubt drawn and never hidden, the mark where the goal is."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.counting import Count
from kreds.i18n import Translator
from kreds.model.goal import Goal, Target
from kreds.model.segment import MembershipSource
from kreds.services.read_composition import Composition, Group, Weighing, Weights
from kreds.web.composition_words import headline
from kreds.web.group_bars import draw_spark, group_bars

T = Translator("en")
SHARES = st.dictionaries(st.sampled_from(("press", "partner", "own:Kor", "student")), st.floats(0, 1), max_size=4)
EVERYBODY = 200


def composed(shares: dict[str, float], unknown: int = 0) -> Composition:
    """A network of 200 in which each group has this share, half of it in doubt."""
    groups = tuple(
        Group(
            segment,
            EVERYBODY,
            0,
            {one: Count(share * EVERYBODY, share * (1 - share) * EVERYBODY / 2, EVERYBODY) for one in Weighing},
            {MembershipSource.EVIDENCE: share * EVERYBODY},
        )
        for segment, share in shares.items()
    )
    everybody = Weights(EVERYBODY, float(EVERYBODY), EVERYBODY)
    return Composition(None, everybody, Weights(unknown, float(unknown), unknown), groups, {}, ())


@given(SHARES, SHARES, st.integers(0, EVERYBODY), st.sampled_from(Weighing))
def test_every_bar_fits_and_shows_its_doubt(
    shares: dict[str, float], wanted: dict[str, float], unknown: int, weighing: Weighing
) -> None:
    """No bar or mark leaves the picture, what is sure ends where doubt begins, and each number can be asked why."""
    goal = Goal("1", "x", tuple(Target(segment, share) for segment, share in wanted.items()))
    bars = group_bars(composed(shares, unknown), goal, T, weighing=weighing)
    for bar in bars:
        assert 0 <= bar.sure <= bar.high <= 100
        assert bar.goal is None or 0 <= bar.goal <= 100
        assert bar.why
        assert bar.href.startswith("/relations?segment=")
    assert [bar.key for bar in bars][: len(wanted)] == list(wanted)
    assert any(bar.is_hollow for bar in bars) == bool(unknown)
    assert headline(composed(shares, unknown), goal, T)


def test_nobody_at_all() -> None:
    """An empty network has words, and bars of nothing."""
    empty = Composition(None, Weights(), Weights(), (), {}, ())
    goal = Goal("1", "x", (Target("press", 0.5, 3),))
    assert headline(empty, goal, T) == "There is nobody in your circle yet."
    assert [(bar.sure, bar.high, bar.goal) for bar in group_bars(empty, goal, T)] == [(0, 0, None)]


def test_a_spark_keeps_within_its_box() -> None:
    """A line of shares stays inside, a single year is a level line, and the goal has its height."""
    spark = draw_spark("Press", [0.0, 0.2, 0.4], 0.1, ("a", "b"))
    heights = [float(point.split(",")[1]) for point in spark.points.split()]
    assert heights == sorted(heights, reverse=True)
    assert all(0 <= height <= 100 for height in heights)
    assert spark.goal_y is not None
    assert heights[-1] < spark.goal_y < heights[0]
    assert len(draw_spark("Press", [0.1], None, ("a", "b")).points.split()) == 2
