"""Giving and receiving: each side is its own, what no file shows is no zero, and little makes nobody one-sided."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.cultivation.answers import answered_days
from kreds.cultivation.giving import ONE_SIDED, SIDES, giving, one_sided
from kreds.model.balance import Act

sides = st.fixed_dictionaries({name: st.integers(0, 9) for name in SIDES})
DAY = 86_400


@given(sides)
def test_the_other_way_round_leans_the_other_way(row: dict[str, int]) -> None:
    """Swapping what was given and received swaps minutes and lean."""
    swapped = {name: row[name[: name.rindex("_")] + ("_in" if name.endswith("_out") else "_out")] for name in row}
    one, other = giving("", row, covered=SIDES), giving("", swapped, covered=SIDES)
    assert one.minutes == other.minutes[::-1]
    assert one.lean == -other.lean


@given(sides, st.sampled_from([name for name in SIDES if name.endswith("_out")]))
def test_giving_more_never_leans_less(row: dict[str, int], name: str) -> None:
    """One thing more given leans at least as far to the owner."""
    more = {**row, name: row[name] + 1}
    assert giving("", more, covered=SIDES).lean > giving("", row, covered=SIDES).lean


def test_a_side_that_no_file_shows_is_no_zero() -> None:
    """With only the recommendations given, nobody knows what came back: no number, and no lean (H1)."""
    row = dict.fromkeys(SIDES, 0) | {"recommendations_out": 3}
    found = giving("", row, covered=["recommendations_out"])
    told = next(one for one in found.exchanges if one.act is Act.RECOMMENDED)
    assert (told.given, told.received) == (3, None)
    assert (found.minutes, found.lean) == ((0.0, 0.0), 0.0)
    assert one_sided(pl.DataFrame([{"person": 7, **row}]), covered=["recommendations_out"], most=5) == ([], [])


@pytest.mark.parametrize("name", SIDES)
def test_a_single_act_makes_nobody_one_sided(name: str) -> None:
    """One recommendation, or one hand lent, is no imbalance yet."""
    assert abs(giving("", {**dict.fromkeys(SIDES, 0), name: 1}, covered=SIDES).lean) < ONE_SIDED


@given(st.lists(sides, max_size=8))
def test_who_is_named_is_one_sided(rows: list[dict[str, int]]) -> None:
    """Those named are exactly those whose giving leans so far, the furthest apart in minutes first."""
    schema = dict.fromkeys(["person", *SIDES], pl.Int64)
    frame = pl.DataFrame([{"person": number, **row} for number, row in enumerate(rows)], schema=schema)
    gives, gets = one_sided(frame, covered=SIDES, most=99)
    told = {number: giving("", row, covered=SIDES) for number, row in enumerate(rows)}
    assert sorted(gives) == [number for number, one in told.items() if one.lean >= ONE_SIDED]
    assert sorted(gets) == [number for number, one in told.items() if one.lean <= -ONE_SIDED]
    gaps = [told[number].minutes[0] - told[number].minutes[1] for number in gives]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ([(0, 0, 1), (2, 1, 0)], [2]),
        ([(0, 0, 1), (2, 1, 0), (2, 1, 0), (3, 1, 0)], [2]),
        ([(0, 0, 0), (2, 1, 0)], []),
        ([(0, 0, 1), (40, 1, 0)], []),
        ([(0, 1, 1), (2, 0, 0), (3, 1, 0)], []),
        ([(0, 0, 1), (1, 0, 0), (2, 1, 0), (3, 0, 1), (4, 1, 1)], [2, 4]),
    ],
)
def test_an_answer_comes_after_a_question(told: list[tuple[int, int, int]], days: list[int]) -> None:
    """The first word of the owner's within a month of a question that waited is an answer; the next ones are not."""
    rows = [(7, day * DAY + at, mine, asked) for at, (day, mine, asked) in enumerate(told)]
    talk = pl.DataFrame(rows, schema=dict.fromkeys(("person", "at", "mine", "is_question"), pl.Int64), orient="row")
    assert answered_days(talk)["day"].to_list() == days
