"""The circle: everybody is in it once, in their ring, in their direction, the stronger the nearer."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import atan2, hypot, pi

from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.model.level import Level
from kreds.model.relation import Dot
from kreds.web.circle import DENSITY_FROM, SIZE, LastCircle, angle, draw_circle

IDS = st.integers(0, 2**52 - 1).map(lambda number: f"{number:013x}")
DOTS = st.lists(
    st.builds(
        Dot,
        id=IDS,
        name=st.text(max_size=5),
        level=st.sampled_from(Level),
        strength=st.floats(0, 1),
        doubt=st.floats(0, 1),
        segment=st.sampled_from(("", "current_customer", "headhunter", "own:Kor")),
    ),
    max_size=60,
    unique_by=lambda dot: dot.id,
)


def many(count: int, level: Level = Level.AVERAGE) -> list[Dot]:
    """People spread evenly in every direction."""
    return [Dot(f"{number * (2**52 // count):013x}", "N", level, number / count, 0.0) for number in range(count)]


@settings(max_examples=60, deadline=None)
@given(dots=DOTS)
def test_everybody_stands_once_inside_the_disc_and_in_their_ring(dots: list[Dot]) -> None:
    """No dot is lost, doubled, outside the drawing or in the ring of another level."""
    circle = draw_circle(dots)
    assert sorted(spot.id for spot in circle.spots) == sorted(dot.id for dot in dots)
    rings = {ring.level: ring for ring in circle.rings}
    for spot in circle.spots:
        distance = hypot(spot.x - SIZE / 2, spot.y - SIZE / 2)
        assert rings[spot.level].inner - 2 <= distance <= rings[spot.level].outer + 2


@settings(max_examples=60, deadline=None)
@given(dots=DOTS)
def test_the_stronger_of_a_level_stands_nearer(dots: list[Dot]) -> None:
    """Within a level the distance follows the strength."""
    strengths = {dot.id: dot.strength for dot in dots}
    for level in Level:
        spots = [spot for spot in draw_circle(dots).spots if spot.level is level]
        spots.sort(key=lambda spot: (-strengths[spot.id], spot.id))
        distances = [hypot(spot.x - SIZE / 2, spot.y - SIZE / 2) for spot in spots]
        # Coordinates are whole units, hence the slack.
        assert all(near <= far + 1.5 for near, far in pairwise(distances))


def test_rings_lie_in_the_order_of_the_levels() -> None:
    """Strong within, then average, worthless, and the unknown outside of them all."""
    circle = draw_circle([*many(5), *many(3, Level.UNKNOWN)[1:]])
    assert [ring.level for ring in circle.rings] == [Level.UNKNOWN, Level.WORTHLESS, Level.AVERAGE, Level.STRONG]
    outers = [ring.outer for ring in circle.rings]
    assert outers == sorted(outers, reverse=True)
    assert outers[0] <= SIZE / 2


def test_the_unknown_have_a_ring_only_when_there_are_any() -> None:
    """Without unknown relations the judged disc fills the drawing."""
    assert Level.UNKNOWN not in {ring.level for ring in draw_circle(many(4)).rings}


def test_a_person_keeps_their_direction() -> None:
    """The angle depends on the id alone, and covers the whole turn."""
    assert angle("0" * 13) == 0
    assert abs(angle("8" + "0" * 12) - pi) < 1e-9
    assert angle("f" * 13) < 2 * pi


def test_hollow_means_known_too_little_about() -> None:
    """Unknown and doubtful relations are hollow, others are not."""
    dots = [Dot("1" * 13, "a", Level.UNKNOWN, 0.2, 1.0), Dot("2" * 13, "b", Level.STRONG, 0.9, 0.1)]
    assert {spot.id[0]: spot.is_hollow for spot in draw_circle(dots).spots} == {"1": True, "2": False}


def test_many_become_density_and_nobody_is_lost() -> None:
    """From some thousands on cells count people; small levels keep their dots."""
    dots = [*many(DENSITY_FROM), *many(7, Level.STRONG)]
    circle = draw_circle(dots)
    assert sum(cell.count for cells in circle.cells.values() for cell in cells) == DENSITY_FROM
    assert Counter(spot.level for spot in circle.spots) == {Level.STRONG: 7}
    assert all(cell.radius > 0 for cell in circle.cells[Level.AVERAGE])


def test_an_unchanged_network_is_not_drawn_again() -> None:
    """The same dots give the very same circle, other dots another one."""
    keeper, dots = LastCircle(), tuple(many(3))
    assert keeper.of(dots) is keeper.of(dots)
    assert keeper.of(tuple(many(4))).people == 4


def test_moves_are_told_once_after_a_change() -> None:
    """Who stands elsewhere comes from their old place, who is new from the middle; told once."""
    dots = [Dot(f"{number:013x}", "x", Level.AVERAGE, number / 100, 0.1) for number in range(60)]
    kept = LastCircle()
    first = {spot.id: (spot.x, spot.y) for spot in kept.of(dots).spots}
    assert kept.moves() == {}
    changed = [*dots[1:], Dot("00000000000ff", "new", Level.STRONG, 0.9, 0.1)]
    second = {spot.id: (spot.x, spot.y) for spot in kept.of(changed).spots}
    moves = kept.moves()
    assert moves["00000000000ff"] == (500, 500)
    assert all(moves[one] == first[one] for one in moves if one in first)
    assert {one for one in second if second[one] != first.get(one)} == set(moves)
    assert kept.moves() == {}


@settings(max_examples=60, deadline=None)
@given(dots=DOTS)
def test_everybody_stands_in_the_slice_of_their_group(dots: list[Dot]) -> None:
    """The angle is the group: slices lie side by side all the way round, and nobody stands outside their own."""
    circle = draw_circle(dots, ("headhunter", "current_customer"))
    if not circle.sectors:
        assert not any(dot.segment for dot in dots)
        return
    assert sum(one.count for one in circle.sectors) == len(dots)
    assert circle.sectors[0].start == 0
    assert abs(circle.sectors[-1].end - 2 * pi) < 1e-9
    assert all(abs(one.end - other.start) < 1e-9 for one, other in pairwise(circle.sectors))
    slices = {one.segment: one for one in circle.sectors}
    segments = {dot.id: dot.segment for dot in dots}
    for spot in circle.spots:
        x, y = spot.x - SIZE / 2, SIZE / 2 - spot.y
        turn, slack = atan2(x, y) % (2 * pi), 1.5 / max(1.0, hypot(x, y))
        slice_ = slices[segments[spot.id]]
        turns = (turn - 2 * pi, turn, turn + 2 * pi)
        assert any(slice_.start - slack <= one <= slice_.end + slack for one in turns)


def test_slices_follow_the_goal() -> None:
    """Those the goal names come first in its order, then the largest, those in no group last; none is too narrow."""
    groups = ["press"] + ["network"] * 200 + ["partner"] * 30 + [""] * 90 + ["headhunter"] * 5
    dots = [Dot(f"{n * 9999991:013x}", "N", Level.AVERAGE, 0.5, 0.0, group) for n, group in enumerate(groups)]
    circle = draw_circle(dots, ("headhunter", "partner"))
    assert [one.segment for one in circle.sectors] == ["headhunter", "partner", "network", "press", ""]
    assert all(one.end - one.start > 0.1 for one in circle.sectors)


def test_density_keeps_to_the_slices() -> None:
    """Cells count everybody, and none lies across the border of two groups."""
    half = DENSITY_FROM // 2
    dots = [
        replace(dot, segment="partner" if place < half else "press") for place, dot in enumerate(many(DENSITY_FROM))
    ]
    circle = draw_circle(dots, ("partner", "press"))
    cells = circle.cells[Level.AVERAGE]
    assert sum(cell.count for cell in cells) == DENSITY_FROM
    right = sum(cell.count for cell in cells if cell.x > SIZE / 2)
    assert right == half
