"""What follows from a word on who is who: the chances of the other pairs at once, everybody's relations when asked for.

Somebody who answers one pair after another waits for no rebuild. That one is due is kept in the store beside the
words, so whatever else reads the network has it made first (`settle`), in whichever process.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from kreds.resolve import Judged
from kreds.services.match_pairs import sure_among, with_words
from kreds.services.rebuild_network import rebuild_network
from kreds.services.said import said_matches
from kreds.store import matches, people
from kreds.store.database import Store


def note(db: Connection, before: Judged) -> None:
    """Let the chances follow what is said now; ``before`` is what was said until then.

    A rebuild is due where somebody becomes or ceases to be one.
    """
    said = said_matches(db)
    old = matches.read_pairs(db)
    new = with_words(old, said)
    was = {*sure_among(old, before), *(pair for pair, same in before.items() if same)}
    now = {*sure_among(new, said), *(pair for pair, same in said.items() if same)}
    apart = {pair for pair, same in said.items() if not same} ^ {pair for pair, same in before.items() if not same}
    kept = {tuple(sorted((pair.one, pair.other))) for pair in old}
    matches.write_chances(db, old, new)
    if _sorted(was) != _sorted(now) or not _sorted(apart) <= kept:
        people.remember(db, matches.DUE, "1")


def follow(db: Connection) -> None:
    """Make the network anew where that is due, inside the caller's transaction."""
    if matches.is_due(db):
        rebuild_network(db)


def settle(store: Store) -> None:
    """The same in a transaction of its own; nothing but a look where nothing is due."""
    with store.reading() as db:
        due = matches.is_due(db)
    if due:
        with store.writing() as db:
            follow(db)


def _sorted(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for pair in pairs}
