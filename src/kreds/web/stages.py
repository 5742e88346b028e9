"""A post in the circle, stage by stage: who tastes it, who reacts, who sees it in each part then, and who beyond.

The dots are those of `kreds.web.circle`; of a large network every so many-th. Dots that look alike are one path of
points, so that a thousand of them weigh a few kilobytes. Beyond the rim are people whom nobody here knows: they stand
around whoever carries the post to them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from kreds.model.level import Level
from kreds.model.relation import Dot
from kreds.reach.stages import STAGES
from kreds.services.reach_example import Example, Stage
from kreds.web.circle import SIZE, Circle, Ring, Spot, draw_circle

MOST_DOTS = 1_600
TASTED, REACTED, LATER, BEYOND = 1, 2, 3, 3 + STAGES
"""The stages of the picture; from `LATER` on one for each part of the rest."""
_MIDDLE = SIZE / 2
MARGIN = 150
"""Room around the circle for those beyond."""
_MOST_BEYOND = 320
_NEAR, _FAR = 512.0, 636.0
_TURN, _DEPTH = 0.6180339887, 0.7548776662
"""The fractions that spread points most evenly: the golden ratio in a line, its sibling in a plane."""
_WIDEST = 0.5


@dataclass(frozen=True, slots=True)
class Layer:
    """Dots that look alike: ``stage`` from which on they are seen (0 always), a class for the style, and the path."""

    stage: int
    look: str
    path: str


@dataclass(frozen=True, slots=True)
class Stages:
    """Everything to draw; a dot stands for ``people``. ``threads`` lead from whoever carries the post to the rim."""

    rings: tuple[Ring, ...]
    layers: tuple[Layer, ...]
    threads: str
    dot: float
    people: float


class LastDots:
    """Keeps which dots were chosen last, and where they stand: a network that has not changed is not laid out again."""

    def __init__(self) -> None:
        self._last: tuple[Sequence[Dot], Circle] | None = None

    def of(self, dots: Sequence[Dot], order: Sequence[str] = ()) -> Circle:
        """The circle of so many of these as can be drawn one by one."""
        last = self._last
        if last is None or last[0] is not dots:
            last = self._last = (dots, draw_circle(thinned(dots), order))
        return last[1]


def thinned(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    """At most `MOST_DOTS`, evenly from each level by strength."""
    if len(dots) <= MOST_DOTS:
        return tuple(dots)
    step = len(dots) / MOST_DOTS
    ordered = sorted(dots, key=lambda dot: (list(Level).index(dot.level), -dot.strength, dot.id))
    return tuple(ordered[int(place * step)] for place in range(MOST_DOTS))


def draw_stages(circle: Circle, example: Example, beyond: float) -> Stages:
    """Put an example into the circle.

    Args:
        circle: where everybody stands.
        example: the stage of each spot, in the circle's order.
        beyond: how many people outside the network see the post.
    """
    dots: dict[tuple[int, Level], list[str]] = defaultdict(list)
    everybody: dict[Level, list[str]] = defaultdict(list)
    reacted: dict[int, list[Spot]] = defaultdict(list)
    for spot, stage, part in zip(circle.spots, example.stages, example.parts, strict=True):
        dot = _dot(spot.x, spot.y)
        everybody[spot.level].append(dot)
        if stage is not Stage.NOT_SHOWN:
            step = TASTED if stage in (Stage.TASTED, Stage.TASTED_AND_REACTED) else LATER + part - 1
            dots[step, spot.level].append(dot)
            if stage in (Stage.TASTED_AND_REACTED, Stage.REACTED_LATER):
                reacted[step].append(spot)
    carrying = [spot for step in sorted(reacted) for spot in reacted[step]]
    far = _beyond(carrying, round(beyond / max(example.people, 1.0)))
    layers = [
        *(Layer(0, level.value, "".join(everybody[level])) for level in Level),
        *_layers(TASTED, dots),
        Layer(REACTED, "halo", _path(reacted[TASTED])),
        Layer(REACTED, "reacts", _path(reacted[TASTED])),
    ]
    for step in range(LATER, BEYOND):
        layers += [*_layers(step, dots), Layer(step, "reacts", _path(reacted[step]))]
    layers.append(Layer(BEYOND, "far", "".join(_dot(x, y) for x, y in far)))
    return Stages(
        rings=circle.rings,
        layers=tuple(layer for layer in layers if layer.path),
        threads="".join(map(_thread, carrying)) if far else "",
        dot=circle.dot_radius,
        people=example.people,
    )


def _layers(step: int, dots: Mapping[tuple[int, Level], Sequence[str]]) -> list[Layer]:
    return [Layer(step, f"on {level.value}", "".join(dots.get((step, level), ()))) for level in Level]


def _dot(x: int, y: int) -> str:
    """A line without length: with round ends it is a dot."""
    return f"M{x} {y}h0"


def _path(spots: Sequence[Spot]) -> str:
    return "".join(_dot(spot.x, spot.y) for spot in spots)


def _turn_of(spot: Spot) -> float:
    return atan2(spot.x - _MIDDLE, _MIDDLE - spot.y)


def _thread(spot: Spot) -> str:
    turn = _turn_of(spot)
    x, y = _at(turn, _NEAR - 8)
    return f"M{spot.x} {spot.y}L{x} {y}"


def _beyond(carrying: Sequence[Spot], number: int) -> list[tuple[int, int]]:
    """Points outside the rim, in a fan around each who carries the post."""
    number = min(number, _MOST_BEYOND)
    if not carrying or number <= 0:
        return []
    width = min(_WIDEST, pi / len(carrying)) * 2.0
    points, turns = [], [_turn_of(spot) for spot in carrying]
    for place in range(number):
        step = place // len(carrying) + place % len(carrying) * 7
        across, depth = (step * _TURN) % 1.0 - 0.5, (step * _DEPTH) % 1.0
        points.append(_at(turns[place % len(carrying)] + across * width, _NEAR + (_FAR - _NEAR) * depth))
    return points


def _at(turn: float, distance: float) -> tuple[int, int]:
    return round(_MIDDLE + distance * sin(turn)), round(_MIDDLE - distance * cos(turn))
