"""The words that are kept when the person has asked for it: of messages, of notes and of the owner's own posts."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, case, delete, func, select, true, update

from kreds.store import checksums
from kreds.store.erase_ledger import Ledger, chunks
from kreds.store.tables import activities, files, interactions, message_texts

_WITH_WORDS = (interactions, activities)
"""Facts that have words in a column of theirs; those of messages are in a table of their own."""


def take_away(db: Connection) -> int:
    """Take all words away; the facts stay, and every file's sum holds. How many had words."""
    count = int(db.scalar(select(func.count()).select_from(message_texts)) or 0)
    db.execute(delete(message_texts))
    ledger = Ledger(db)
    for table in _WITH_WORDS:
        count += int(db.scalar(select(func.count()).where(table.c.text != "")) or 0)
        ledger.change(table, true(), update(table).where(table.c.text != "").values(text=""))
    ledger.settle()
    checksums.reseal(db)
    return count


def fill_in(db: Connection, table: Table, words: Mapping[int, str]) -> None:
    """Give facts that are known without words the words they have now, by their content key."""
    ledger = Ledger(db)
    for part in chunks(key for key, text in words.items() if text):
        bare = list(db.scalars(select(table.c.key).where(table.c.key.in_(part), table.c.text == "")))
        if bare:
            told = case({key: words[key] for key in bare}, value=table.c.key)
            ledger.change(table, table.c.key.in_(bare), update(table).where(table.c.key.in_(bare)).values(text=told))
            # The ledger's lines of the files that these came from change with them.
            checksums.unseal(db, files)
    ledger.settle()
