"""Every kind of file but messages, with the reader that turns its rows into records.

A reader gives exactly one record, rejected row or skipped row for each row of its table; rows of the wrong width stay
in ``table.rejected``. What it repairs on the way it adds to ``table.notes``. ``version`` counts up when the same file
would give other records: then files that are known are read again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kreds.sources.csv_table import CsvTable
from kreds.sources.kinds import Kind
from kreds.sources.linkedin import (
    activities,
    affiliations,
    articles,
    connections,
    contacts,
    endorsements,
    invitations,
    member_follows,
    notes,
    profile,
    recommendations,
)
from kreds.sources.rows import Outcome


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of file is read; ``required`` are the columns (normalized) without which it cannot be."""

    kind: Kind
    version: int
    required: tuple[str, ...]
    read: Callable[[CsvTable], Iterator[Outcome]]


def _activity(kind: Kind, required: str, read: Callable[[CsvTable], Iterator[Outcome]]) -> Reader:
    return Reader(kind, activities.VERSION, tuple(required.split()), read)


_ALL = (
    Reader(Kind.CONNECTIONS, connections.VERSION, connections.REQUIRED, connections.read),
    Reader(Kind.INVITATIONS, invitations.VERSION, invitations.REQUIRED, invitations.read),
    Reader(Kind.ENDORSEMENTS_GIVEN, endorsements.VERSION, endorsements.REQUIRED_GIVEN, endorsements.read_given),
    Reader(
        Kind.ENDORSEMENTS_RECEIVED, endorsements.VERSION, endorsements.REQUIRED_RECEIVED, endorsements.read_received
    ),
    Reader(Kind.RECOMMENDATIONS_GIVEN, recommendations.VERSION, recommendations.REQUIRED, recommendations.read_given),
    Reader(
        Kind.RECOMMENDATIONS_RECEIVED, recommendations.VERSION, recommendations.REQUIRED, recommendations.read_received
    ),
    Reader(Kind.NOTES, notes.VERSION, notes.REQUIRED, notes.read),
    Reader(Kind.MEMBER_FOLLOWS, member_follows.VERSION, member_follows.REQUIRED, member_follows.read),
    Reader(Kind.CONTACTS, contacts.VERSION, contacts.REQUIRED, contacts.read),
    Reader(Kind.POSITIONS, affiliations.VERSION, affiliations.REQUIRED_POSITIONS, affiliations.read_positions),
    Reader(Kind.EDUCATION, affiliations.VERSION, affiliations.REQUIRED_EDUCATION, affiliations.read_education),
    Reader(Kind.PROFILE, profile.VERSION, profile.REQUIRED_PROFILE, profile.read_profile),
    Reader(Kind.EMAIL_ADDRESSES, profile.VERSION, profile.REQUIRED_EMAIL_ADDRESSES, profile.read_email_addresses),
    _activity(Kind.REACTIONS, "date type link", activities.read_reactions),
    _activity(Kind.COMMENTS, "date link message", activities.read_comments),
    _activity(Kind.SHARES, "date sharelink sharecommentary", activities.read_shares),
    _activity(Kind.REPOSTS, "date link", activities.read_reposts),
    _activity(Kind.VOTES, "date link optiontext", activities.read_votes),
    _activity(Kind.SAVED_ITEMS, "saveditem createdtime", activities.read_saved_items),
    _activity(Kind.COMPANY_FOLLOWS, "organization followedon", activities.read_company_follows),
    _activity(Kind.EVENTS, "eventname eventtime", activities.read_events),
    _activity(Kind.LEARNING, "contenttitle", activities.read_learning),
    Reader(Kind.ARTICLES, articles.VERSION, (), articles.no_rows),
)
READERS: Mapping[Kind, Reader] = {reader.kind: reader for reader in _ALL}
