"""Whether the groups agree with the hidden truth of invented networks.

    make bench-segments

The networks are those of `kreds demo` with seeds 1 to 3, or those named, in Danish and in English. Three ways: with the
archive alone; with the goal that a salesperson states (customers, reached through whoever decides); and with the
customer lists that the demo writes besides. Somebody counts as being in a group from a share of a half on. The networks
are ours: expect less of a real one.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import select

from kreds.api import Network, read_archive
from kreds.composition.segments import BELONGS
from kreds.model.decision import DecisionKind
from kreds.model.goal import Audience, Goal, GoalKind, Target
from kreds.model.segment import Segment
from kreds.model.title import Seniority
from kreds.services.group_people import group_people
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, make_demo
from kreds.services.said_goals import goal_value
from kreds.store import decisions, tables

SEEDS = (1, 2, 3)
LANGUAGES = ("da", "en")
MANY = 30_000
_GOAL = Goal(
    "bench",
    "Customers",
    (Target(Segment.CURRENT_CUSTOMER, 0.15), Target(Segment.POTENTIAL_CUSTOMER, 0.3)),
    {GoalKind.SELL: 1.0},
    Audience(seniorities=(Seniority.EXECUTIVE, Seniority.DIRECTOR, Seniority.MANAGER)),
)


@dataclass(slots=True)
class Tally:
    """Of one group: how many are in it, how many are said to be, how many of these rightly, and the sum of shares."""

    true: int = 0
    said: int = 0
    right: int = 0
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One network one way: the tallies by group, and how often the first group is one of the true ones."""

    tallies: Mapping[str, Tally]
    accuracy: float


def main(arguments: Sequence[str]) -> int:
    """Print accuracy, precision and recall by language and way, and the time that grouping many takes."""
    seeds = [int(argument) for argument in arguments] or list(SEEDS)
    for language in LANGUAGES:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for seed in seeds:
            for way, outcome in _ways(DemoOrder(seed=seed, language=language)):
                found[way].append(outcome)
        for way, outcomes in found.items():
            _print(f"{language}, {way}, {len(outcomes)} networks", outcomes)
    print(f"grouping {MANY:,} relations anew: {_seconds():.2f} s of one processor")
    return 0


def _ways(order: DemoOrder) -> Iterator[tuple[str, Outcome]]:
    with TemporaryDirectory() as folder:
        paths = make_demo(Path(folder), order)
        told = json.loads((Path(folder) / "truth.json").read_text(encoding="utf-8"))["relations"]
        truth = {relation["slug"]: frozenset(relation["segments"]) for relation in told}
        archive = [path for path in paths if "LinkedInDataExport" in path.name]
        beside = [path for path in sorted(Path(folder).iterdir()) if path not in archive and path.name != "truth.json"]
        with read_archive(*archive) as network:
            yield "archive alone", _outcome(network, truth)
            with network.app.store.writing() as db:
                value = goal_value(_GOAL)
                decisions.add(db, at=1, kind=DecisionKind.GOAL, subject=_GOAL.id, value=value)
                group_people(db)
            yield "with a goal", _outcome(network, truth)
            if beside:
                import_files(network.app.store, beside, ImportOptions(today=network.app.today(), now=network.app.now))
                yield "with a goal and the customer lists", _outcome(network, truth)


def _outcome(network: Network, truth: Mapping[str, frozenset[str]]) -> Outcome:
    people, groups = tables.relations.c, tables.memberships.c
    shares: dict[int, dict[str, float]] = defaultdict(dict)
    with network.app.store.reading() as db:
        rows = db.execute(select(people.person, people.slug, people.segment, people.segment_share)).all()
        for person, segment, share in db.execute(select(groups.person, groups.segment, groups.share)):
            shares[person][segment] = share
    known = [row for row in rows if row.slug in truth]
    right = sum((row.segment if row.segment_share >= BELONGS else "") in (truth[row.slug] or {""}) for row in known)
    tallies = {segment.value: Tally() for segment in Segment}
    for row in known:
        for segment, tally in tallies.items():
            share, is_in = shares[row.person].get(segment, 0.0), segment in truth[row.slug]
            tally.true += is_in
            tally.said += share >= BELONGS
            tally.right += is_in and share >= BELONGS
            tally.expected += share
    return Outcome(tallies, right / len(known))


def _print(title: str, outcomes: Sequence[Outcome]) -> None:
    accuracy = sum(outcome.accuracy for outcome in outcomes) / len(outcomes)
    by_seed = " ".join(f"{outcome.accuracy:.3f}" for outcome in outcomes)
    print(f"\n{title}: the first group is right for {accuracy:.3f} (by seed {by_seed}); none counts where none is true")
    print(f"{'group':<20}{'true':>6}{'said':>6}{'expected':>10}{'precision':>11}{'recall':>8}")
    for segment in Segment:
        ones = [outcome.tallies[segment.value] for outcome in outcomes]
        true, said, right = sum(o.true for o in ones), sum(o.said for o in ones), sum(o.right for o in ones)
        precision = f"{right / said:.2f}" if said else "-"
        recall = f"{right / true:.2f}" if true else "-"
        expected = sum(o.expected for o in ones)
        print(f"{segment.value:<20}{true:>6}{said:>6}{expected:>10.0f}{precision:>11}{recall:>8}")


def _seconds() -> float:
    with TemporaryDirectory() as folder:
        paths = make_demo(Path(folder), DemoOrder(relations=MANY, messages=MANY))
        with read_archive(*paths) as network, network.app.store.writing() as db:
            took = []
            for _ in range(3):
                started = process_time()
                group_people(db)
                took.append(process_time() - started)
            return min(took)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
