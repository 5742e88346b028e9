"""Since when a person is a relation, and since when no longer.

Only a list of connections says that somebody is gone; and not where the list itself has a hole that could be them:
a row with nothing but their day (a hidden profile), or a row that could not be read and bears their name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class ArchiveDay(NamedTuple):
    """An archive that holds a list of connections: the day it describes, and what orders archives of one day."""

    id: int
    as_of: str
    written_at: int


class Sighting(NamedTuple):
    """A connection row in an archive, with whose it is and what the row says."""

    archive: int
    person: int
    connected_on: str
    name: str
    slug: str
    company: str
    title: str
    email: str


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """A relation as the newest list that holds it has it; days are ISO texts, "" when not known."""

    person: int
    name: str
    slug: str
    company: str
    title: str
    email: str
    connected_on: str
    no_longer_since: str


def connection_states(
    sightings: Iterable[Sighting],
    archives: Sequence[ArchiveDay],
    *,
    hidden: Mapping[int, Sequence[str]],
    unread: Mapping[int, Sequence[str]],
) -> dict[int, ConnectionState]:
    """The state of everybody who was ever listed.

    Args:
        archives: those with a list of connections.
        hidden: archive to the days of its rows without a name.
        unread: archive to the raw text of its rejected rows.
    """
    order = sorted(archives, key=lambda archive: (archive.as_of, archive.written_at, archive.id))
    rank = {archive.id: place for place, archive in enumerate(order)}
    newest: dict[int, tuple[int, Sighting]] = {}
    since: dict[int, str] = {}
    for row in sightings:
        place = rank[row.archive]
        best = newest.get(row.person)
        if best is None or (place, row[2:]) > (best[0], best[1][2:]):
            newest[row.person] = (place, row)
        known = since.get(row.person, "")
        if row.connected_on and (not known or row.connected_on < known):
            since[row.person] = row.connected_on
    hidden_days = {rank[archive]: Counter(days) for archive, days in hidden.items()}
    holes = defaultdict(str, {rank[archive]: "\n".join(raw).casefold() for archive, raw in unread.items()})
    states: dict[int, ConnectionState] = {}
    for person, (place, row) in newest.items():
        connected_on = since.get(person, "")
        gone = ""
        for later in range(place + 1, len(order)):
            more_hidden = _count(hidden_days, later, connected_on) > _count(hidden_days, place, connected_on)
            if not more_hidden and not _is_in_hole(row, holes[later]):
                gone = order[later].as_of
                break
        states[person] = ConnectionState(
            person, row.name, row.slug, row.company, row.title, row.email, connected_on, gone
        )
    return states


def _count(hidden: Mapping[int, Counter[str]], place: int, day: str) -> int:
    return hidden.get(place, Counter())[day]


def _is_in_hole(row: Sighting, hole: str) -> bool:
    if not hole:
        return False
    last_name = row.name.casefold().split(" ")[-1]
    return bool((row.slug and row.slug in hole) or (last_name and last_name in hole))
