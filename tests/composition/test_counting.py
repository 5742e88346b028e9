"""Expected numbers of soft members, and how far off they may be."""

from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.counting import Count

people = st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 1)), min_size=1, max_size=50)


def count(of: list[tuple[float, float]]) -> Count:
    """The count of people, each as weight and share."""
    return Count(
        expected=sum(weight * share for weight, share in of),
        variance=sum(weight**2 * share * (1 - share) for weight, share in of),
        most=sum(weight for weight, _ in of),
    )


@given(people)
def test_the_interval_holds_the_number(of: list[tuple[float, float]]) -> None:
    """The share lies between its bounds, and these between nobody and everybody."""
    found = count(of)
    assert -1e-9 <= found.low <= found.share + 1e-9
    assert found.share <= found.high + 1e-9
    assert found.high <= 1


@given(people, st.booleans())
def test_what_is_certain_has_no_interval(of: list[tuple[float, float]], is_in: bool) -> None:
    """Where everybody's word has been said, there is no doubt to draw."""
    found = count([(weight, float(is_in)) for weight, _ in of])
    assert abs(found.low - found.high) < 1e-9


@given(people)
def test_doubling_everybody_narrows_the_doubt(of: list[tuple[float, float]]) -> None:
    """Twice as many of the same kind have the same share, and are told no less surely."""
    one, two = count(of), count(of * 2)
    assert abs(one.share - two.share) < 1e-9
    assert two.high - two.low <= one.high - one.low + 1e-9


def test_nobody() -> None:
    """Where there is nobody, everything is nothing."""
    assert (Count(0, 0, 0).share, Count(0, 0, 0).low, Count(0, 0, 0).high) == (0, 0, 0)
