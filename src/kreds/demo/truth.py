"""What is true of a network, for tests and benchmarks only; the product never reads it."""

import random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kreds.demo.gestures import Direction, Gesture
from kreds.demo.network import Network
from kreds.demo.outside_truth import outside_truth
from kreds.demo.people import Relation
from kreds.model.level import Level

_DAY = 86_400


def truth_of(network: Network, files: dict[str, dict[str, int]], *, archives: tuple[str, ...]) -> dict[str, Any]:
    """Owner, relations with their true levels and what passed between them, the counts of every file, and who is who."""
    options, owner = network.options, network.owner
    talk = _Talk(network)
    shown = _shown(network)
    return {
        "day": network.day.isoformat(),
        "options": {
            "seed": options.seed,
            "relations": options.relations,
            "messages": options.messages,
            "language": options.language,
            "later_days": options.later_days,
        },
        "owner": {"name": owner.name, "slug": owner.slug, "url": owner.url},
        "archives": list(archives),
        "files": files,
        "relations": [
            {**_relation(relation), **talk.of(index), **shown[index]}
            for index, relation in enumerate(network.relations)
        ],
        **outside_truth(network),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    rhythm = relation.rhythm
    return {
        "slug": relation.slug,
        "first_name": relation.first_name,
        "last_name": relation.last_name,
        "name": relation.name,
        "company": relation.company,
        "title": relation.title,
        "email": relation.email,
        "connected_on": relation.connected_on.isoformat(),
        "vanished_on": relation.vanished_on.isoformat() if relation.vanished_on else None,
        "level": relation.level.value,
        "segments": list(relation.segments),
        "needs": list(relation.needs),
        "met": relation.met,
        **signs_of(relation),
        "language": relation.language,
        "rhythm": {
            "pattern": rhythm.pattern.value,
            "starts": rhythm.starts.isoformat(),
            "fades": rhythm.fades.isoformat() if rhythm.fades else None,
            "interval_days": rhythm.interval_days,
        },
        "job_changes": [
            {
                "day": change.day.isoformat(),
                "old_company": change.old_company,
                "old_title": change.old_title,
                "company": change.company,
                "title": change.title,
            }
            for change in relation.job_changes
        ],
    }


def signs_of(relation: Relation) -> dict[str, bool]:
    """What no file shows (guide G3.6): whether there is any relation between the two, and whether they react to posts.

    Drawn apart from everything else, so that no file changes. Whoever is not worthless has one sign at least: that is
    what the word means.
    """
    rng = random.Random(f"signs {relation.slug}")
    related = rng.random() < {Level.STRONG: 0.98, Level.AVERAGE: 0.88 if relation.segments else 0.7}.get(
        relation.level, 0.04
    )
    reacts = rng.random() < {Level.STRONG: 0.75, Level.AVERAGE: 0.3}.get(relation.level, 0.02)
    if relation.level is not Level.WORTHLESS and not (related or reacts or relation.met):
        related = True
    return {"related": related, "reacts": reacts}


class _Talk:
    """One-to-one messages with each relation, drafts left out, counted in columns."""

    def __init__(self, network: Network) -> None:
        relation_of = np.array([c.relation for c in network.conversations], dtype=np.int64)
        messages = network.messages
        real = (relation_of[messages.conversation] >= 0) & ~messages.draft if len(messages) else np.zeros(0, dtype=bool)
        relation = relation_of[messages.conversation[real]]
        at, outbound = messages.at[real], messages.sender[real] == 0
        size = len(network.relations)
        self._out = np.bincount(relation[outbound], minlength=size)
        self._in = np.bincount(relation[~outbound], minlength=size)
        days = np.unique(np.stack([relation, at // _DAY], axis=1), axis=0)
        self._days = np.bincount(days[:, 0], minlength=size)
        self._last = _extreme(relation, at, size)
        self._first = -_extreme(relation, -at, size)

    def of(self, index: int) -> dict[str, Any]:
        """The counts of one relation; days as ISO dates, None without messages."""
        silent = not (self._in[index] + self._out[index])
        return {
            "messages_in": int(self._in[index]),
            "messages_out": int(self._out[index]),
            "contact_days": int(self._days[index]),
            "first_contact": None if silent else _iso(int(self._first[index])),
            "last_contact": None if silent else _iso(int(self._last[index])),
        }


def _extreme(relation: NDArray[np.int64], at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    highest = np.full(size, np.iinfo(np.int64).min // 2, dtype=np.int64)
    np.maximum.at(highest, relation, at)
    return highest


def _iso(at: int) -> str:
    return str(np.datetime64(at, "s").astype("datetime64[D]"))


def _shown(network: Network) -> list[dict[str, int]]:
    """How many gestures of each kind name a relation."""
    gestures = network.gestures
    shown = [
        {"endorsements_in": 0, "endorsements_out": 0, "recommendations": 0, "notes": 0, "invitations": 0}
        for _ in network.relations
    ]

    def count(acts: tuple[Gesture, ...], key: str, *, sided: bool = False) -> None:
        for act in acts:
            if act.who.relation >= 0:
                side = ("_in" if act.direction is Direction.INCOMING else "_out") if sided else ""
                shown[act.who.relation][key + side] += 1

    count(gestures.endorsements, "endorsements", sided=True)
    count(gestures.recommendations, "recommendations")
    count(gestures.notes, "notes")
    count(gestures.invitations, "invitations")
    return shown
