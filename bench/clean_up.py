"""Whether those a clean-up proposes to let go are truly worthless, by the hidden truth of invented networks.

    make bench-clean-up

The networks are those of `kreds demo` with all that lies beside them. Somebody with a good memory, but not a perfect
one, answers what the cards ask (met? any relation? reacts to your posts?): of every ten times that the answer should be
yes, they say no once. Then everybody is held against the rules. The networks are ours: expect less of a real one.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from kreds.cleanup.rules import propose
from kreds.model.criteria import Fact
from kreds.model.level import Level
from kreds.model.relation import Relation, RelationQuery
from kreds.model.review import USUAL_PLAN, Advice
from kreds.services.answer_questions import answer
from kreds.services.find_relations import find_relations
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, demo_store, make_whole_demo
from kreds.store.database import Store, open_store

SEEDS = (1, 2)
FORGOTTEN = 0.1
"""The share of true yeses that the person does not remember."""
_NOW = int(datetime(2026, 10, 3, 12, tzinfo=UTC).timestamp())
_TODAY = datetime.fromtimestamp(_NOW, UTC).date()
_TRUE = {Fact.MET: "met", Fact.RELATED: "related", Fact.REACTS: "reacts"}


@dataclass(frozen=True, slots=True)
class Proposals:
    """How many were asked about and proposed, how many of these are truly worthless and truly strong.

    ``before`` are proposed without any answer, ``worthless`` is how many are truly so among all current relations.
    """

    relations: int
    worthless: int
    before: int
    asked: int
    proposed: int
    right: int
    strong: int

    @property
    def precision(self) -> float:
        """The share of truly worthless among the proposed, 1 where nobody is."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of the truly worthless that is proposed."""
        return self.right / self.worthless if self.worthless else 1.0


def main(arguments: Sequence[str]) -> int:
    """Print the share of truly worthless among the proposed, by seed."""
    for seed in [int(argument) for argument in arguments] or SEEDS:
        with TemporaryDirectory() as folder:
            found = measure(Path(folder), DemoOrder(seed=seed))
        print(
            f"seed {seed}: {found.relations:,} relations, {found.before} proposed before any answer; "
            f"after {found.asked:,} were asked about, {found.proposed} are proposed: {found.precision:.3f} of them "
            f"truly worthless, {found.strong} truly strong; {found.recall:.3f} of all worthless are found"
        )
    return 0


def measure(folder: Path, order: DemoOrder) -> Proposals:
    """Make a network in an empty folder, answer what is asked about everybody in it, and count the proposals."""
    made = make_whole_demo(folder, order)
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["relations"]
    truth = {unquote(one["slug"]): one for one in told}
    with open_store(demo_store(folder)) as store:
        import_files(store, made.paths, ImportOptions(today=_TODAY, now=lambda: _NOW, origin="bench"))
        before = sum(1 for _, one in _known(store, truth) if _is_proposed(one))
        asked = _answer(store, truth)
        known = _known(store, truth)
        proposed = [true for true, one in known if _is_proposed(one)]
        return Proposals(
            relations=len(known),
            worthless=sum(1 for true, _ in known if true["level"] == Level.WORTHLESS),
            before=before,
            asked=asked,
            proposed=len(proposed),
            right=sum(1 for true in proposed if true["level"] == Level.WORTHLESS),
            strong=sum(1 for true in proposed if true["level"] == Level.STRONG),
        )


def _known(store: Store, truth: Mapping[str, Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Relation]]:
    """The current relations beside what is true of them."""
    query = RelationQuery(connected="current", per_page=None, today=_TODAY)
    found = [
        (unquote(one.profile_url.rstrip("/").rpartition("/")[2]), one) for one in find_relations(store, query).relations
    ]
    return [(truth[slug], one) for slug, one in found if slug in truth]


def _is_proposed(one: Relation) -> bool:
    return propose(one, line=USUAL_PLAN.line, today=_TODAY).advice is Advice.LET_GO


def _answer(store: Store, truth: Mapping[str, Mapping[str, Any]]) -> int:
    """Answer what every card asks, as far as one remembers; of how many something was asked."""
    said: dict[tuple[Fact, bool], list[int]] = defaultdict(list)
    asked = set()
    for true, one in _known(store, truth):
        for fact in propose(one, line=USUAL_PLAN.line, today=_TODAY).ask:
            # Seeded by who and what: what else is asked changes nothing for the others.
            remembers = random.Random(f"{true['slug']} {fact}").random() >= FORGOTTEN
            said[fact, bool(true[_TRUE[fact]]) and remembers].append(int(one.id, 16))
            asked.add(one.id)
    for (fact, yes), people in said.items():
        answer(store, people, [fact], yes, at=_NOW)
    return len(asked)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
