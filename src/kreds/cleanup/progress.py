"""How far a portion is: who comes next, who is looked at a second time, and how long the rest takes."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kreds.model.review import Fate, Progress, Said

_PACED = 4
"""So many answers, at least, tell how fast somebody is."""
_PAUSE = 120
"""Seconds: a longer wait between two answers was spent elsewhere."""


def progress(people: Sequence[str], said: Sequence[Said]) -> Progress:
    """Where a portion stands.

    Whoever was skipped comes again after all others, and the unsure after them; a second skip or doubt is an answer.

    Args:
        people: the portion in its order, as identity keys; whoever was answered for besides counts, too.
        said: the answers of this portion that stand, oldest first.
    """
    of_each: dict[str, list[Fate]] = defaultdict(list)
    for one in said:
        of_each[one.person].append(one.fate)
    everybody = dict.fromkeys((*people, *of_each))
    fresh = [person for person in everybody if not of_each[person]]
    skipped = [person for person in everybody if _once(of_each[person], Fate.SKIP)]
    unsure = [person for person in everybody if _once(of_each[person], Fate.UNSURE)]
    return Progress(
        total=len(everybody),
        left=(*fresh, *skipped, *unsure),
        again=len(skipped) + len(unsure),
        counts=Counter(answers[-1] for answers in of_each.values() if answers),
        seconds=_pace(said),
    )


def _once(answers: Sequence[Fate], which: Fate) -> bool:
    return bool(answers) and answers[-1] is which and answers.count(which) == 1


def _pace(said: Sequence[Said]) -> float | None:
    waits = [later.at - earlier.at for earlier, later in pairwise(said)]
    worked = [float(wait) for wait in waits if 0 <= wait <= _PAUSE]
    return max(1.0, median(worked)) if len(worked) >= _PACED else None
