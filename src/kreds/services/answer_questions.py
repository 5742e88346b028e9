"""Facts that no file holds: have met, did business, know well, want to help. Asked, answered, kept for ever."""

from collections.abc import Collection

from kreds.model.criteria import Fact
from kreds.model.decision import Decided, DecisionKind
from kreds.services.decide import say_of_all
from kreds.store.database import Store


def answer(store: Store, people: Collection[int], facts: Collection[Fact], yes: bool | None, *, at: int) -> Decided:
    """Answer one question or several about relations; None takes the answers away. One undo takes it back.

    Numbers of nobody are left out.
    """
    if not facts:
        return Decided(0, 0)
    value = {"facts": sorted(fact.value for fact in facts), "yes": yes}
    with store.writing() as db:
        return say_of_all(db, people, kind=DecisionKind.ANSWER, value=value, at=at)
