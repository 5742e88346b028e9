"""When the next clean-up is due."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kreds.cleanup.rhythm import next_due
from tests.cleanup.people import TODAY


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([1, 2, 4]))
def test_a_rhythm_comes_round(last: date, times: int) -> None:
    """The next is a year, half a year or a quarter after the last, on its day or the last one of a short month."""
    due = next_due(last, times=times, today=TODAY)
    assert due is not None
    months = (due.year - last.year) * 12 + due.month - last.month
    assert months == 12 // times
    assert due.day <= last.day


def test_the_first_is_due_at_once_and_none_where_none_is_wanted() -> None:
    """Without one before it is due today; whoever wants none is never told."""
    assert next_due(None, times=4, today=TODAY) == TODAY
    assert next_due(TODAY, times=0, today=TODAY) is None
