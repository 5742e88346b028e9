"""Facts that no file holds: have met, did business, know well, want to help. Asked, answered, kept for ever."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from kreds.model.criteria import Fact
from kreds.model.decision import Decided, DecisionKind
from kreds.services.decide import say_of_all
from kreds.services.said import said_answers
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


def answers_of(db: Connection, person: int) -> Mapping[Fact, bool]:
    """What has been answered about one person."""
    said = said_answers(db, [person]).get(person, {})
    return {fact: said[fact.value] > 0 for fact in Fact if fact.value in said}
