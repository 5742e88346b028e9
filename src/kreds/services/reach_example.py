"""One post as an example, person by person, for the picture of the tasting: as many see it and react as are expected.

It is a post that comes through all stages. Who it is follows from lots that belong to people: a slider lights more of
them or fewer, and nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from kreds.reach.curves import Flags, Numbers, Whole
from kreds.reach.exposure import Exposure, exposure_of
from kreds.reach.lots import keys, uniforms
from kreds.reach.network import Post
from kreds.reach.stages import part_of
from kreds.services.forecast_reach import Setting, assumed_of
from kreds.services.reach_network import ground_about
from kreds.store.database import Store

_PURPOSE, _SEED = 9, 1
_SAMPLE, _REACTS, _LATER, _REACTS_LATER, _PART = 0, 1, 2, 3, 4


class Stage(IntEnum):
    """What happens to somebody in the example."""

    NOT_SHOWN = 0
    TASTED = 1
    TASTED_AND_REACTED = 2
    SHOWN_LATER = 3
    REACTED_LATER = 4


_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Example:
    """The stage of each of the people asked about, in their order; ``people`` is how many each stands for.

    ``parts`` tells in which part of the rest of the network each is, from 1 on.
    """

    stages: tuple[Stage, ...]
    people: float
    parts: tuple[int, ...]


def example(store: Store, ids: Sequence[str], setting: Setting) -> Example:
    """A post that goes on to the end, as the relations with these ids (13 hexadecimal digits) see it."""
    found = ground_about(store, setting.topic)
    asked = np.array([int(one, 16) for one in ids], dtype=np.int64)
    rows = np.searchsorted(found.network.id, asked).clip(max=max(len(found) - 1, 0))
    if not len(asked) or not len(found):
        return Example((), 1.0, ())
    there = found.network.id[rows] == asked
    assumed = assumed_of(found, setting)
    exposure = exposure_of(found.network.only(rows), assumed, Post(quality=setting.quality))
    stages = _stages(exposure, asked, there)
    parts = part_of(uniforms(keys(_SEED, asked, _PURPOSE), _PART))
    return Example(tuple(map(_STAGES.__getitem__, stages.tolist())), len(found) / len(asked), tuple(parts.tolist()))


def _stages(exposure: Exposure, asked: Whole, there: Flags) -> Whole:
    own = keys(_SEED, asked, _PURPOSE)
    sampled, later, chance = exposure.sampled * there, exposure.later * there, exposure.chance
    tasted = _first(uniforms(own, _SAMPLE), sampled, there)
    reacted = _first(uniforms(own, _REACTS), chance, tasted)
    rest = there & ~tasted
    shown = _first(uniforms(own, _LATER), later, rest)
    after = _first(uniforms(own, _REACTS_LATER), chance, shown)
    stages = np.zeros(len(asked), dtype=np.int64)
    for stage, who in (
        (Stage.TASTED, tasted),
        (Stage.TASTED_AND_REACTED, reacted),
        (Stage.SHOWN_LATER, shown),
        (Stage.REACTED_LATER, after),
    ):
        stages[who] = stage
    return stages


def _first(lots: Numbers, chance: Numbers, among: Flags) -> Flags:
    """So many of these as are expected: those with the best lot for their chance; one at least where there are any."""
    expected = float(chance[among].sum())
    number = max(round(expected), 1) if expected > 0.0 else 0
    with np.errstate(divide="ignore", over="ignore"):
        order = np.argsort(np.where(among & (chance > 0.0), lots / chance, np.inf), kind="stable")
    chosen = np.zeros(len(chance), dtype=np.bool_)
    chosen[order[:number]] = True
    return chosen & among
