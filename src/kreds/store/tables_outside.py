"""The tables of facts from elsewhere (CRM lists, address books, calendars): append-only."""

from sqlalchemy import BigInteger, Column, ForeignKey, PrimaryKeyConstraint, Table

from kreds.store.columns import content_key, integer, metadata, provenance, text

contacts = Table(
    "contacts",
    metadata,
    content_key(),
    text("system"),
    text("external_id"),
    text("first_name"),
    text("last_name"),
    text("name"),
    text("emails"),  # joined by a space, the main one first
    text("slug"),
    text("company"),
    text("domain"),
    text("title"),
    text("place"),
    text("industry"),
    text("status"),  # kreds.model.segment.AccountStatus
    text("since"),
    text("last_activity"),
    *provenance(),
)
"""People of CRM lists and address books."""
accounts = Table(
    "accounts",
    metadata,
    content_key(),
    text("system"),
    text("external_id"),
    text("name"),
    text("domain"),
    text("status"),
    text("industry"),
    text("place"),
    text("since"),
    text("until"),
    *provenance(),
)
listings = Table(
    "listings",
    metadata,
    Column("file", BigInteger, ForeignKey("files.id"), nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("key", BigInteger, nullable=False, index=True),
    PrimaryKeyConstraint("file", "line"),
)
"""Which file lists which contact or account: what the newest one says counts.

Of a reaction to a post which later lists have it, too: it counts as long as one of them does.
"""
meetings = Table(
    "meetings",
    metadata,
    content_key(),
    text("uid"),
    integer("recurrence"),
    integer("sequence"),
    integer("at"),
    integer("precision"),
    integer("minutes"),
    text("title"),
    text("place"),
    integer("size"),
    integer("is_canceled"),
    integer("is_private"),
    *provenance(),
)
meeting_parties = Table(
    "meeting_parties",
    metadata,
    Column("meeting", BigInteger, ForeignKey("meetings.key"), nullable=False),
    Column("party", BigInteger, ForeignKey("parties.id"), nullable=False, index=True),
    text("answer"),  # kreds.model.record.Answer
    integer("is_organizer"),
    *provenance(),
    PrimaryKeyConstraint("meeting", "party"),
)
