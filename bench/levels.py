"""Whether the levels agree with the hidden truth of invented networks, at first and after some answers.

    make bench-ties

The networks are those of `kreds demo` with seeds 1 to 4. An oracle that knows the truth answers `whom_to_ask`; what it
said is right from then on, unknown counts as wrong. The networks are ours: expect less of a real one.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlalchemy import select

from kreds.api import read_archive
from kreds.model.level import Level
from kreds.services.make_demo import DemoOrder, make_demo
from kreds.services.read_frames import Frames, frames
from kreds.store import tables
from kreds.ties import judge
from kreds.ties.asking import sureness, whom_to_ask
from kreds.ties.learned import Label, likeness
from kreds.ties.learning import learn
from kreds.ties.weights import Weights
from kreds.ties.words import Words, words_of

SEEDS = (1, 2, 3, 4)
STOPS = (0, 5, 10, 20, 40, 80)
MOST_ANSWERS, AT_ONCE = 240, 5
DRAWS = 5
"""So many random orders are averaged: one alone may differ from the next by more than asking well does from both."""
ENOUGH = 0.9
BINS = 10
_P = ("p_strong", "p_average", "p_worthless")


@dataclass(frozen=True, slots=True)
class Known:
    """A network with what is true of it."""

    frames: Frames
    words: Words
    truth: Mapping[int, Level]

    def judged(self, weights: Weights) -> pl.DataFrame:
        """Everybody's judgement, by person."""
        extra = likeness(self.words, weights.learned)
        judged = judge(
            self.frames.features, day=self.frames.day, coverage=self.frames.coverage, weights=weights, likeness=extra
        )
        return judged.sort("person")

    def learned(self, labels: Mapping[int, Label]) -> Weights:
        """What the answers teach."""
        return Weights(
            learned=learn(self.frames.features, self.words, labels, day=self.frames.day, coverage=self.frames.coverage)
        )

    def next_people(self, labels: Mapping[int, Label], weights: Weights) -> list[int]:
        """Whom the product asks about."""
        asked = whom_to_ask(
            self.frames.features,
            self.words,
            list(labels),
            day=self.frames.day,
            coverage=self.frames.coverage,
            weights=weights,
            count=AT_ONCE,
        )
        return [question.person for question in asked]


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands after some answers: what agrees, how sure it says it is, and how far the chances are off."""

    agreement: float
    sure: float
    calibration_error: float
    unknown: float


def main(arguments: Sequence[str]) -> int:
    """Print agreement, sureness and calibration by number of answers, asked well and at random."""
    seeds = [int(argument) for argument in arguments] or list(SEEDS)
    networks = [network_of(seed) for seed in seeds]
    asked = [_course(network) for network in networks]
    chance = [_course(network, order=0) for network in networks]
    more = [_course(network, order=order, most=max(STOPS)) for network in networks for order in range(1, DRAWS)]
    print(f"levels of {len(seeds)} invented networks: agreement with the truth (unknown counts as wrong)")
    print(f"{'answers':>8}{'agreement':>11}{'at random':>11}{'says sure':>11}{'ECE':>7}{'unknown':>9}   by seed")
    for stop in STOPS:
        here = [course[stop] for course in asked]
        random = float(np.mean([course[stop].agreement for course in (*chance, *more)]))
        mean = {name: float(np.mean([getattr(one, name) for one in here])) for name in Standing.__slots__}
        seeded = " ".join(f"{one.agreement:.3f}" for one in here)
        print(
            f"{stop:>8}{mean['agreement']:>11.3f}{random:>11.3f}{mean['sure']:>11.3f}"
            f"{mean['calibration_error']:>7.3f}{mean['unknown']:>9.3f}   {seeded}"
        )
    for name, courses in (("asked", asked), ("at random", chance)):
        needed = [next((n for n, one in course.items() if one.agreement >= ENOUGH), None) for course in courses]
        told = ", ".join(f"more than {MOST_ANSWERS}" if n is None else str(n) for n in needed)
        print(f"answers needed for {ENOUGH:.0%}, {name}: {told}")
    return 0


def network_of(seed: int) -> Known:
    """The demo of a seed, imported as any archive is, beside its truth."""
    with TemporaryDirectory() as folder:
        paths = make_demo(Path(folder), DemoOrder(seed=seed))
        told = json.loads((Path(folder) / "truth.json").read_text(encoding="utf-8"))["relations"]
        levels = {relation["slug"]: Level(relation["level"]) for relation in told}
        with read_archive(*paths) as network:
            made = frames(network.app.store)
            with network.app.store.reading() as db:
                wanted = tables.relations.c
                rows = db.execute(select(wanted.person, wanted.title, wanted.company, wanted.slug)).all()
    people = pl.DataFrame(rows, schema=["person", "title", "company", "slug"], orient="row")
    truth = {person: levels[slug] for person, _, _, slug in rows if slug in levels}
    # A few rows of the archive hide whose they are; nothing is known to be true of them.
    kept = pl.col("person").is_in(list(truth))
    return Known(
        replace(made, features=made.features.filter(kept)),
        words_of(people.filter(kept)),
        truth,
    )


def _course(network: Known, *, order: int | None = None, most: int = MOST_ANSWERS) -> dict[int, Standing]:
    """How it stands after every few answers, asked as the product asks or in a random ``order``."""
    drawn = [int(person) for person in np.random.default_rng(order).permutation(sorted(network.truth))]
    labels: dict[int, Label] = {}
    weights = Weights()
    course = {}
    while True:
        course[len(labels)] = _standing(network, weights, labels)
        done = course[len(labels)].agreement >= ENOUGH and len(labels) >= max(STOPS)
        if done or len(labels) >= most:
            return course
        left = [person for person in drawn if person not in labels][:AT_ONCE]
        for person in left if order is not None else network.next_people(labels, weights):
            labels[person] = Label(network.truth[person])
        weights = network.learned(labels)


def _standing(network: Known, weights: Weights, labels: Mapping[int, Label]) -> Standing:
    judged = network.judged(weights)
    people = judged["person"].to_list()
    said = np.array([person in labels for person in people])
    true = np.array([network.truth[person].value for person in people])
    told = judged["level"].to_numpy()
    right = said | (told == true)
    rest = judged.filter(~pl.Series(said))
    return Standing(
        agreement=float(right.mean()),
        sure=sureness(judged, list(labels)),
        calibration_error=_calibration_error(rest.select(_P).to_numpy(), true[~said]),
        unknown=float(((told == Level.UNKNOWN.value) & ~said).mean()),
    )


def _calibration_error(chances: NDArray[np.float64], true: NDArray[np.str_]) -> float:
    """How far the highest membership is from how often it is right, over ten bins of the same size."""
    likeliest = np.array([name.removeprefix("p_") for name in _P])[chances.argmax(axis=1)]
    top, right = chances.max(axis=1), likeliest == true
    parts = np.array_split(np.argsort(top, kind="stable"), BINS)
    return float(sum(len(part) * abs(top[part].mean() - right[part].mean()) for part in parts) / len(top))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
