"""Whether the words of messages are kept: the person's word, before the settings; and taking them away again."""

from sqlalchemy import delete, func, select

from kreds.model.decision import Decided, DecisionKind
from kreds.store import checksums, decisions
from kreds.store.database import Store
from kreds.store.tables import message_texts


def keeps_texts(store: Store, *, settled: bool) -> bool:
    """What the person has said on a page or in a command; as ``settled`` in the settings where nothing was said."""
    with store.reading() as db:
        said = decisions.standing(db, DecisionKind.KEEP_TEXTS).get("")
    return settled if said is None else bool(said.value.get("keep"))


def say_keep_texts(store: Store, keep: bool, *, at: int) -> Decided:
    """Keep the words of messages from the next import on, or keep none and take away those that were kept.

    What was taken away comes back only by importing the files again. ``relations`` of the answer counts what went.
    """
    with store.writing() as db:
        gone = 0
        number = decisions.add(db, at=at, kind=DecisionKind.KEEP_TEXTS, subject="", value={"keep": keep})
        if not keep:
            gone = db.execute(select(func.count()).select_from(message_texts)).scalar_one()
            db.execute(delete(message_texts))
            checksums.reseal(db)
    store.checkpoint()
    return Decided(number, gone)
