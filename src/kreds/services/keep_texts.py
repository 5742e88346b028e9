"""Whether the words of messages and posts are kept: the person's word, before the settings; and taking them away."""

from kreds.model.decision import Decided, DecisionKind
from kreds.store import decisions, kept_words
from kreds.store.database import Store


def keeps_texts(store: Store, *, settled: bool) -> bool:
    """What the person has said on a page or in a command; as ``settled`` in the settings where nothing was said."""
    with store.reading() as db:
        said = decisions.standing(db, DecisionKind.KEEP_TEXTS).get("")
    return settled if said is None else bool(said.value.get("keep"))


def say_keep_texts(store: Store, keep: bool, *, at: int) -> Decided:
    """Keep the words of messages and own posts from the next import on, or take away those that were kept.

    What was taken away comes back only by importing the files again. ``relations`` of the answer counts what went.
    """
    with store.writing() as db:
        number = decisions.add(db, at=at, kind=DecisionKind.KEEP_TEXTS, subject="", value={"keep": keep})
        gone = 0 if keep else kept_words.take_away(db)
    store.checkpoint()
    return Decided(number, gone)
