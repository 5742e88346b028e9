"""Take somebody out of all facts and decisions, in the caller's transaction; what is derived is made anew after it."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import cast

from sqlalchemy import Connection, Table, select, update

from kreds.store import checksums
from kreds.store.erase_ledger import Ledger, chunks
from kreds.store.erase_messages import erase_messages
from kreds.store.tables import (
    accounts,
    activities,
    address_book,
    archives,
    connections,
    contacts,
    decisions,
    files,
    interactions,
    listings,
    meeting_parties,
    meetings,
    owner_facts,
    parties,
    party_aliases,
    party_people,
    people,
    post_reactions,
    reactors,
    rejected_rows,
    retries,
    sightings,
)
from kreds.store.traces import Mentions, Traces

Is = Callable[[str], bool]
_NAMED = ("view",)
"""Kinds of decisions whose own words may name somebody: a saved search."""


def erase(db: Connection, traces: Traces, is_theirs: Is, mentions: Mentions) -> Mapping[str, int]:
    """Take all of it out; how many rows of each table went.

    Args:
        traces: the rows.
        is_theirs: whether an identity key is theirs.
        mentions: how texts name them.
    """
    ledger = Ledger(db)
    _erase_connections(db, traces.connections, ledger)
    erase_messages(db, traces.parties, ledger)
    for part in chunks(traces.parties):
        ledger.take(interactions, interactions.c.party.in_(part), bucket="new")
    _erase_meetings(db, traces, mentions, ledger)
    for table, keys in ((contacts, traces.contacts), (accounts, traces.accounts)):
        for part in chunks(keys):
            _take_listed(db, table, part, ledger)
    for table, keys in ((address_book, traces.addresses), (activities, traces.activities)):
        for part in chunks(keys):
            ledger.take(table, table.c.key.in_(part), bucket="new")
    for part in chunks(traces.reactors):
        theirs = select(post_reactions.c.key).where(post_reactions.c.reactor.in_(part))
        ledger.take(listings, listings.c.key.in_(theirs), bucket="unchanged")
        ledger.take(post_reactions, post_reactions.c.reactor.in_(part), bucket="new")
        ledger.drop(reactors, reactors.c.id.in_(part))
    for part in chunks(traces.parties):
        ledger.drop(party_aliases, party_aliases.c.one.in_(part) | party_aliases.c.other.in_(part))
        ledger.drop(parties, parties.c.id.in_(part))
    _erase_set_aside(db, traces.rejected, ledger)
    _erase_guesses(db, is_theirs, ledger)
    _erase_decisions(db, is_theirs, mentions, ledger)
    for table, names in ((files, traces.files), (archives, traces.archives)):
        for number, name in names.items():
            db.execute(update(table).where(table.c.id == number).values(name=name))
    ledger.settle()
    checksums.reseal(db)
    return dict(ledger.gone)


def _erase_connections(db: Connection, gone: Collection[int], ledger: Ledger) -> None:
    """Each listing was new in the first list, an update where the row was another than before, else unchanged."""
    one = sightings.c
    rows: list[tuple[int, int]] = []
    for part in chunks(gone):
        query = select(one.connection_id, one.file).where(one.connection_id.in_(part))
        rows += [(number, file) for number, file in db.execute(query)]
    seen: set[int] = set()
    for number, file in sorted(rows, key=lambda row: (row[1], row[0])):
        ledger.count(file, "new" if not seen else "unchanged" if number in seen else "updated")
        seen.add(number)
    for part in chunks(gone):
        ledger.take(sightings, one.connection_id.in_(part))
        ledger.drop(connections, connections.c.id.in_(part))


def _take_listed(db: Connection, table: Table, keys: list[int], ledger: Ledger) -> None:
    """People and companies of lists: a list that named them again counted them as unchanged."""
    first = {(file, line) for file, line in db.execute(select(table.c.file, table.c.line).where(table.c.key.in_(keys)))}
    rows = db.execute(select(listings.c.file, listings.c.line).where(listings.c.key.in_(keys))).all()
    for file, line in rows:
        ledger.count(file, "new" if (file, line) in first else "unchanged")
    ledger.take(listings, listings.c.key.in_(keys))
    ledger.take(table, table.c.key.in_(keys))


def _erase_meetings(db: Connection, traces: Traces, mentions: Mentions, ledger: Ledger) -> None:
    """That they took part; the meeting itself where nobody is left but the owner; titles that name them are emptied."""
    one = meeting_parties.c
    touched: set[int] = set()
    for part in chunks(traces.parties):
        touched.update(db.scalars(select(one.meeting).where(one.party.in_(part))))
        ledger.take(meeting_parties, one.party.in_(part))
    owners = (
        select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)
    )
    for part in chunks(touched):
        with_others = set(db.scalars(select(one.meeting).where(one.meeting.in_(part), one.party.not_in(owners))))
        alone = [number for number in part if number not in with_others]
        ledger.take(meeting_parties, one.meeting.in_(alone))
        ledger.take(meetings, meetings.c.key.in_(alone), bucket="new")
    for number in traces.meetings:
        where = meetings.c.key == number
        row = db.execute(select(meetings.c.title, meetings.c.place).where(where)).first()
        if row is not None:
            title, place = (mentions.without(text) for text in row)
            if (title, place) == tuple(row):
                title = place = ""
            ledger.change(meetings, where, update(meetings).where(where).values(title=title, place=place))


def _erase_set_aside(db: Connection, gone: Collection[int], ledger: Ledger) -> None:
    for part in chunks(gone):
        for (file,) in db.execute(select(rejected_rows.c.file).where(rejected_rows.c.id.in_(part))):
            ledger.count(file, "rejected")
        ledger.drop(retries, retries.c.rejected.in_(part))
        ledger.drop(rejected_rows, rejected_rows.c.id.in_(part))


def _erase_guesses(db: Connection, is_theirs: Is, ledger: Ledger) -> None:
    """That a calendar or an invitation seemed to be of their own."""
    one = owner_facts.c
    told = db.execute(select(one.key, one.value)).all()
    theirs = [key for key, value in told if value and (is_theirs(f"mail:{value.lower()}") or is_theirs(f"in:{value}"))]
    for part in chunks(theirs):
        ledger.take(owner_facts, one.key.in_(part))


# ---- decisions ------------------------------------------------------------------------------------------------------


def _erase_decisions(db: Connection, is_theirs: Is, mentions: Mentions, ledger: Ledger) -> None:
    """All that was said of them, and what took it back; out of what was said of many they are left out."""
    gone: set[int] = set()
    undoing: dict[int, int] = {}
    for number, kind, subject, text, undoes in db.execute(
        select(decisions.c.id, decisions.c.kind, decisions.c.subject, decisions.c.value, decisions.c.undoes)
    ).all():
        if undoes is not None:
            undoing[number] = undoes
        if is_theirs(subject) or (kind in _NAMED and mentions.found_in(f"{subject} {text}".replace("+", " "))):
            gone.add(number)
            continue
        value = json.loads(text)
        told = [one for one in value.values() if isinstance(one, str)]
        # Who was once said to be the owner is told by the profile alone.
        if any(is_theirs(f"in:{one}" if kind == "owner" else one) for one in told):
            gone.add(number)
        elif (left := _without(_renamed(kind, value, mentions), is_theirs)) != value:
            said = json.dumps(left, ensure_ascii=False, sort_keys=True)
            db.execute(update(decisions).where(decisions.c.id == number).values(value=said))
            ledger.gone["decisions"] += 1
    back = {number for number, undone in undoing.items() if undone in gone}
    for part in (*chunks(back), *chunks(gone - back)):
        ledger.drop(decisions, decisions.c.id.in_(part))


def _renamed(kind: str, value: dict[str, object], mentions: Mentions) -> dict[str, object]:
    """How the columns of a list are read is told with the name of its file."""
    return {**value, "file": mentions.without(str(value["file"]))} if kind == "columns" and "file" in value else value


def _without(value: object, is_theirs: Is) -> object:
    """A value without them: their entries in lists, rows of a table that name them, and what is under their key."""
    if isinstance(value, dict):
        told = cast("dict[str, object]", value)
        return {name: _without(one, is_theirs) for name, one in told.items() if not is_theirs(name)}
    if isinstance(value, list):
        many = cast("list[object]", value)
        return [_without(one, is_theirs) for one in many if not _names(one, is_theirs)]
    return value


def _names(one: object, is_theirs: Is) -> bool:
    """Whether an entry of a list is them, or a row that says something of them."""
    cells = cast("list[object]", one) if isinstance(one, list) else [one]
    return any(isinstance(cell, str) and is_theirs(cell) for cell in cells)
