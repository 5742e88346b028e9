"""Small bar pictures: everything that happened is seen, and nothing leaves the picture."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kreds.web.charts import Column, draw_columns, months_between

COLUMNS = st.lists(
    st.builds(
        Column,
        label=st.sampled_from(["", "2026"]),
        text=st.just("x"),
        up=st.integers(0, 10**6),
        down=st.integers(0, 10**6),
    ),
    max_size=80,
)


@given(columns=COLUMNS)
def test_bars_stay_in_the_picture_and_small_ones_are_seen(columns: list[Column]) -> None:
    """Every bar lies within the chart; what is not nothing has a height."""
    chart = draw_columns(columns, height=100, labels=5)
    assert len(chart.bars) == len(columns)
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= 100.01
        assert bar.up_y >= 0
        assert chart.axis + bar.down_height <= chart.height + 2.1
        assert (bar.up_height > 0) == (bar.column.up > 0)
        assert (bar.down_height > 0) == (bar.column.down > 0)
    assert sum(bool(bar.label) for bar in chart.bars) <= 5


def test_months_run_without_a_gap() -> None:
    """Every month between two days is there once, over the turn of the year too."""
    months = months_between(date(2025, 11, 30), date(2026, 2, 1))
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
