"""Small bar pictures as coordinates for an SVG: across in per cent of the width, up and down in pixels.

Per cents let a picture grow with its column while its words keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_GAP_SHARE = 0.28
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time: ``up`` and ``down`` stand on either side of the axis; ``text`` says it in words.

    ``href`` leads to the people behind it, "" where there is nowhere to go.
    """

    label: str
    text: str
    up: int
    down: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn column."""

    x: float
    width: float
    up_y: float
    up_height: float
    down_height: float
    middle: float
    label: str
    column: Column


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: ``axis`` is the y of the base line, ``height`` its whole height without labels."""

    bars: tuple[Bar, ...]
    axis: float
    height: float
    most: int


def draw_columns(columns: Sequence[Column], *, height: float, labels: int, top: float = 18.0) -> Chart:
    """Scale columns to ``height`` pixels below ``top``; at most ``labels`` of the labels that are not "" are kept."""
    most_up = max((column.up for column in columns), default=0)
    most_down = max((column.down for column in columns), default=0)
    scale = height / ((most_up + most_down) or 1)
    axis = round(top + most_up * scale, 1) if most_up + most_down else top + height
    # A few columns stand in the middle at a width that still looks like a column.
    step = 100 / max(len(columns), _FEWEST)
    left = (100 - step * len(columns)) / 2
    named = [place for place, column in enumerate(columns) if column.label]
    kept = set(named[:: max(1, -(-len(named) // labels))])
    bars = tuple(
        Bar(
            x=round(left + place * step + step * _GAP_SHARE / 2, 2),
            width=round(step * (1 - _GAP_SHARE), 2),
            up_y=round(axis - _visible(column.up * scale), 1),
            up_height=round(_visible(column.up * scale), 1),
            down_height=round(_visible(column.down * scale), 1),
            middle=round(left + place * step + step / 2, 2),
            label=column.label if place in kept else "",
            column=column,
        )
        for place, column in enumerate(columns)
    )
    return Chart(bars=bars, axis=axis, height=top + height, most=max(most_up, most_down))


@dataclass(frozen=True, slots=True)
class Pair:
    """What was foretold and what came, both shares in [0, 1]; ``text`` says the two in words."""

    label: str
    text: str
    foretold: float
    came: float


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """A column for what came, and a line across it where what was foretold stands."""

    x: float
    width: float
    y: float
    height: float
    line_x: float
    line_end: float
    line_y: float
    middle: float
    pair: Pair


@dataclass(frozen=True, slots=True)
class PairChart:
    """Drawn pairs above the base line ``axis``; ``grid`` are heights with the share each stands for."""

    pairs: tuple[DrawnPair, ...]
    axis: float
    grid: tuple[tuple[float, float], ...]


def draw_pairs(pairs: Sequence[Pair], *, height: float, top: float = 18.0) -> PairChart:
    """Scale shares so that 1 is ``height`` pixels high, below ``top``."""
    step = 100 / max(len(pairs), _FEWEST)
    left = (100 - step * len(pairs)) / 2
    axis = top + height
    drawn = tuple(
        DrawnPair(
            x=round(left + place * step + step * _GAP_SHARE / 2, 2),
            width=round(step * (1 - _GAP_SHARE), 2),
            y=round(axis - _visible(pair.came * height), 1),
            height=round(_visible(pair.came * height), 1),
            line_x=round(left + place * step + step * _GAP_SHARE / 4, 2),
            line_end=round(left + (place + 1) * step - step * _GAP_SHARE / 4, 2),
            line_y=round(axis - pair.foretold * height, 1),
            middle=round(left + (place + 0.5) * step, 2),
            pair=pair,
        )
        for place, pair in enumerate(pairs)
    )
    return PairChart(drawn, axis, tuple((round(axis - share * height, 1), share) for share in (0.5, 1.0)))


def _visible(height: float) -> float:
    """What is not nothing is seen."""
    return max(height, 2.0) if height > 0 else 0.0


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month from ``first`` to ``last``."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(start, end + 1)]
