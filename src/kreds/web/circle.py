"""The circle: a person's network as a disc, drawn as coordinates for an SVG.

The level gives the ring, the rank of the strength within the level gives the distance from the middle. The angle is
the first group: each has a sector, in the goal's order, and the person's id gives the place in it, so that a person
stays in their direction over every import. As long as no groups are known, the whole disc is one sector. Who is known
too little about stands outside the judged disc, hollow. Large levels are drawn as a grid of dots whose areas count
people.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, pi, sin, sqrt

from kreds.model.level import Level
from kreds.model.relation import Dot

SIZE = 1000
DENSITY_FROM = 2_500
"""From so many dots on, a level with more than `DENSITY_LEVEL` members is drawn as density."""
DENSITY_LEVEL = 500

_MIDDLE = SIZE / 2
_OUTER = 492.0
_OUTER_NAMED = 452.0
"""The radius of the disc with room around it for the names of the sectors."""
_NAME_RADIUS = 466.0
_NAME_DEPTH = 19.0
_LEAST_TURN = 0.02
"""A sector with anybody in it has at least this share of the turn."""
_GAP = 12.0
_CELL = 17.0
_HALF_IN_DOUBT = 0.8
_LABEL_HEIGHT = 36.0
_LABEL_HALF = {Level.STRONG: 60.0, Level.AVERAGE: 104.0, Level.WORTHLESS: 80.0, Level.UNKNOWN: 130.0}
"""Room for the name of a ring at its upper edge, where no dot stands."""
_DIGITS = 16**13
_ENOUGH = 100
# A ring's area is two thirds custom and, from a hundred people on, one third headcount: no ring bursts.
_CUSTOM = {Level.STRONG: 0.14, Level.AVERAGE: 0.30, Level.WORTHLESS: 0.36, Level.UNKNOWN: 0.20}
_DOT_SIZES = ((40, 13.0), (150, 9.0), (500, 7.0), (1_000, 5.8), (1_600, 5.0))
_SMALLEST = 4.2


@dataclass(frozen=True, slots=True)
class Ring:
    """One level's band, in units of the drawing."""

    level: Level
    inner: float
    outer: float
    count: int

    @property
    def label_y(self) -> int:
        """Where its name stands: just inside its upper edge."""
        return round(_MIDDLE - self.outer + 25)


@dataclass(frozen=True, slots=True)
class Sector:
    """One first group's slice, from ``start`` to ``end`` in radians clockwise from the top.

    ``edge`` is where its first border meets the rim; ``path`` is the arc that its name is written on, from left to
    right, and ``room`` how long that is.
    """

    segment: str
    start: float
    end: float
    count: int
    edge: tuple[int, int]
    path: str
    room: float


@dataclass(frozen=True, slots=True)
class Spot:
    """One person, at whole units."""

    id: str
    name: str
    level: Level
    is_hollow: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cell:
    """So many people of one level at one place; the radius is such that the area counts them."""

    x: int
    y: int
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class Circle:
    """Everything to draw: rings from the outside in, spots, and the cells of the levels drawn as density.

    ``sectors`` is empty as long as nobody is in a group.
    """

    rings: tuple[Ring, ...]
    spots: tuple[Spot, ...]
    cells: dict[Level, tuple[Cell, ...]]
    dot_radius: float
    people: int
    sectors: tuple[Sector, ...] = ()


def draw_circle(dots: Sequence[Dot], order: Sequence[str] = ()) -> Circle:
    """Lay out ``dots``, strongest first or in any order; groups stand in ``order``, those not in it come last."""
    members = {level: [dot for dot in dots if dot.level is level] for level in _CUSTOM}
    sectors = _sectors(dots, order)
    rings = _rings({level: len(group) for level, group in members.items()}, _OUTER_NAMED if sectors else _OUTER)
    dot_radius = next((size for most, size in _DOT_SIZES if len(dots) <= most), _SMALLEST)
    slices = {one.segment: (one.start, one.end) for one in sectors}
    spots: list[Spot] = []
    cells: dict[Level, tuple[Cell, ...]] = {}
    for ring in rings:
        group = sorted(members[ring.level], key=lambda dot: (-dot.strength, dot.id))
        if len(dots) >= DENSITY_FROM and len(group) > DENSITY_LEVEL:
            cells[ring.level] = _cells(group, ring, slices)
        else:
            spots.extend(_spots(group, ring, dot_radius, slices))
    spots.sort(key=lambda spot: (_ORDER[spot.level], spot.y, spot.x))
    return Circle(rings, tuple(spots), cells, dot_radius, len(dots), sectors)


def _sectors(dots: Sequence[Dot], order: Sequence[str]) -> tuple[Sector, ...]:
    """A slice for each group with anybody in it, as wide as it has people, none too narrow to be seen."""
    counts = Counter(dot.segment for dot in dots)
    if not any(counts):
        return ()
    place = {segment: number for number, segment in enumerate(order)}
    named = sorted(counts, key=lambda one: (one == "", place.get(one, len(place)), -counts[one], one))
    widths = [max(_LEAST_TURN, counts[segment] / len(dots)) for segment in named]
    turn, made = 0.0, []
    for segment, width in zip(named, widths, strict=True):
        end = turn + 2 * pi * width / sum(widths)
        made.append(_sector(segment, turn, end, counts[segment]))
        turn = end
    return tuple(made)


def _sector(segment: str, start: float, end: float, count: int) -> Sector:
    """On the lower half the name runs the other way, so that it is never upside down."""
    is_below = pi / 2 < (start + end) / 2 < 3 * pi / 2
    radius = _NAME_RADIUS + (_NAME_DEPTH if is_below else 0.0)
    first, last = (end, start) if is_below else (start, end)
    is_long = int(end - start > pi)
    (x, y), (to_x, to_y) = _at(first, radius), _at(last, radius)
    path = f"M{x} {y}A{radius:g} {radius:g} 0 {is_long} {int(not is_below)} {to_x} {to_y}"
    return Sector(segment, start, end, count, _at(start, _OUTER_NAMED), path, radius * (end - start))


def _at(turn: float, distance: float) -> tuple[int, int]:
    return round(_MIDDLE + distance * sin(turn)), round(_MIDDLE - distance * cos(turn))


Places = Mapping[str, tuple[int, int]]


class LastCircle:
    """Keeps the circle that was drawn last: a network that has not changed is not drawn again.

    It also remembers where everybody stood before, so that the first look after a change can show the way there.
    """

    def __init__(self) -> None:
        self._last: tuple[Sequence[Dot], Circle] | None = None
        self._before: Places = {}

    def of(self, dots: Sequence[Dot], order: Sequence[str] = ()) -> Circle:
        """The circle of exactly this sequence, its groups in this order."""
        last = self._last
        if last is None or last[0] is not dots:
            self._before = {spot.id: (spot.x, spot.y) for spot in last[1].spots} if last else {}
            last = self._last = (dots, draw_circle(dots, order))
        return last[1]

    def moves(self) -> Places:
        """Where those stood who stand elsewhere now, or are new (at the middle); told once after each change."""
        before, self._before = self._before, {}
        if not before or self._last is None:
            return {}
        spots = self._last[1].spots
        middle = (round(_MIDDLE), round(_MIDDLE))
        return {spot.id: old for spot in spots if (old := before.get(spot.id, middle)) != (spot.x, spot.y)}


_ORDER = {level: place for place, level in enumerate(_CUSTOM)}


def _rings(counts: dict[Level, int], radius: float) -> tuple[Ring, ...]:
    """The bands from the outside in; the unknown have one only when there are any, set off by a gap."""
    shown = [level for level in _CUSTOM if level is not Level.UNKNOWN or counts[level]]
    custom = sum(_CUSTOM[level] for level in shown)
    people = sum(counts.values()) or 1
    weight = min(people, _ENOUGH) / _ENOUGH / 3
    rings: list[Ring] = []
    area = 0.0
    for level in shown:
        inner = radius * sqrt(area)
        share = (1 - weight) * _CUSTOM[level] / custom + weight * counts[level] / people
        area = min(1.0, area + share)
        gap = _GAP if level is Level.UNKNOWN else 0.0
        rings.append(Ring(level, inner + gap, radius * sqrt(area), counts[level]))
    return tuple(reversed(rings))


def angle(person: str, start: float = 0.0, end: float = 2 * pi) -> float:
    """The direction of a person, in radians clockwise from the top: their id, read as a fraction of their slice."""
    return start + (end - start) * int(person, 16) / _DIGITS


Slices = Mapping[str, tuple[float, float]]
"""From where to where the sector of each group reaches."""
_WHOLE = (0.0, 2 * pi)


def _distance(ring: Ring, rank: int, *, of: int, margin: float) -> float:
    """The ``rank``-th of ``of`` people, so that every part of the ring's area holds as many as any other."""
    inner = ring.inner + (margin if ring.inner else 0.0)
    outer = max(inner, ring.outer - margin)
    return sqrt(inner**2 + (outer**2 - inner**2) * (rank + 0.5) / of)


def _spots(group: Sequence[Dot], ring: Ring, dot_radius: float, slices: Slices) -> list[Spot]:
    spots: list[Spot] = []
    for rank, dot in enumerate(group):
        distance = _distance(ring, rank, of=len(group), margin=dot_radius + 3)
        turn = angle(dot.id, *_beside_label(slices.get(dot.segment, _WHOLE), distance, ring))
        spots.append(
            Spot(
                id=dot.id,
                name=dot.name,
                level=dot.level,
                is_hollow=dot.level is Level.UNKNOWN or dot.doubt >= _HALF_IN_DOUBT,
                x=round(_MIDDLE + distance * sin(turn)),
                y=round(_MIDDLE - distance * cos(turn)),
            )
        )
    return spots


def _beside_label(slice_: tuple[float, float], distance: float, ring: Ring) -> tuple[float, float]:
    """Where the ring's name stands, slices make room: dots keep their order, none is hidden or leaves its slice.

    A slice that lies under the name alone stays as it is.
    """
    if ring.outer - distance > _LABEL_HEIGHT:
        return slice_
    half = asin(min(0.9, _LABEL_HALF[ring.level] / max(distance, 1.0)))
    start, end = max(slice_[0], half), min(slice_[1], 2 * pi - half)
    return (start, end) if start < end else slice_


def _cells(group: Sequence[Dot], ring: Ring, slices: Slices) -> tuple[Cell, ...]:
    """Count the people of a ring in a polar grid whose cells are about as wide as they are deep, slice by slice."""
    rows = max(1, round((ring.outer - ring.inner) / _CELL))
    depth = (ring.outer - ring.inner) / rows
    counts: dict[tuple[int, tuple[float, float], int], int] = {}
    for rank, dot in enumerate(group):
        distance = _distance(ring, rank, of=len(group), margin=0.0)
        row = min(rows - 1, int((distance - ring.inner) / depth))
        slice_ = slices.get(dot.segment, _WHOLE)
        cell = int(int(dot.id, 16) / _DIGITS * _cells_across(slice_, ring.inner + (row + 0.5) * depth))
        counts[row, slice_, cell] = counts.get((row, slice_, cell), 0) + 1
    # Not the fullest cell sets the scale but a high quantile, else one crowd would make all others vanish.
    full = sorted(counts.values())[int(len(counts) * 0.98)] or 1
    cells: list[Cell] = []
    for (row, slice_, cell), count in sorted(counts.items()):
        distance = ring.inner + (row + 0.5) * depth
        start, end = _beside_label(slice_, distance, ring)
        x, y = _at(start + (end - start) * (cell + 0.5) / _cells_across(slice_, distance), distance)
        radius = round(max(1.5, _CELL * 0.43 * sqrt(min(1.0, count / full))), 1)
        cells.append(Cell(x, y, radius, count))
    return tuple(cells)


def _cells_across(slice_: tuple[float, float], distance: float) -> int:
    return max(1, round((slice_[1] - slice_[0]) * distance / _CELL))
