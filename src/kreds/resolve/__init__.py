"""Who is who: which rows of which sources speak of the same person."""

from kreds.resolve.connection_states import ArchiveDay, ConnectionState, Sighting, connection_states
from kreds.resolve.exchanges import Exchanges, OtherRow, conversation_people, exchanges
from kreds.resolve.outsiders import ContactRow, Judged
from kreds.resolve.owner import OwnerEvidence, OwnerFinding, find_owner
from kreds.resolve.people import ConnectionRow, PartyRow, People, Person, person_number, resolve_people

__all__ = [
    "ArchiveDay",
    "ConnectionRow",
    "ConnectionState",
    "ContactRow",
    "Exchanges",
    "Judged",
    "OtherRow",
    "OwnerEvidence",
    "OwnerFinding",
    "PartyRow",
    "People",
    "Person",
    "Sighting",
    "connection_states",
    "conversation_people",
    "exchanges",
    "find_owner",
    "person_number",
    "resolve_people",
]
