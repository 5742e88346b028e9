"""The JSON of who is who: more keys may be added; none of these is ever renamed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from kreds.model.match import Match, MatchCounts, MatchSide
from kreds.text.phrase import Phrase

Json = dict[str, Any]


def matches_shape(found: Sequence[Match], counts: MatchCounts, say: Callable[[Phrase], str]) -> Json:
    """Pairs, and how many there are of each kind."""
    return {"counts": asdict(counts), "matches": [_match(one, say) for one in found]}


def _match(one: Match, say: Callable[[Phrase], str]) -> Json:
    return {
        "id": one.id,
        "relation": one.relation,
        "is_relation": one.is_relation,
        "state": one.state.value,
        "probability": round(one.probability, 6),
        "linkedin": _side(one.one),
        "other": _side(one.other),
        "reasons": [{"text": say(reason.phrase), "weight": reason.weight} for reason in one.reasons],
    }


def _side(side: MatchSide) -> Json:
    return {**asdict(side), "systems": side.systems.split()}
