"""The tables of facts from LinkedIn's own files: append-only."""

from sqlalchemy import BigInteger, Column, ForeignKey, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from kreds.store.columns import content_key, integer, metadata, number, provenance, text

parties = Table(
    "parties",
    metadata,
    number(),
    text("slug"),
    text("name"),
    text("email"),
    UniqueConstraint("slug", "name", "email"),
)
"""Somebody as a source wrote them; who that is, is derived."""
party_aliases = Table(
    "party_aliases",
    metadata,
    Column("one", BigInteger, ForeignKey("parties.id"), nullable=False),
    Column("other", BigInteger, ForeignKey("parties.id"), nullable=False),
    PrimaryKeyConstraint("one", "other"),
)
"""Two addresses that one and the same message was from, in two archives: a member who changed their address."""

connections = Table(
    "connections",
    metadata,
    number(),
    Column("key", BigInteger, nullable=False, unique=True),
    text("slug"),
    text("first_name"),
    text("last_name"),
    text("email"),
    text("company"),
    text("title"),
    text("connected_on"),
)
sightings = Table(
    "sightings",
    metadata,
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    Column("connection", BigInteger, ForeignKey("connections.id"), nullable=False, key="connection_id"),
    *provenance(),
    PrimaryKeyConstraint("archive_id", "connection_id"),
)
"""Which archive listed which connection: from these come job changes and "no longer connected since"."""

hidden_connections = Table(
    "hidden_connections",
    metadata,
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    *provenance(),
    text("connected_on"),
    PrimaryKeyConstraint("file", "line"),
)

conversations = Table("conversations", metadata, number(), Column("source_key", Text, nullable=False, unique=True))
audiences = Table("audiences", metadata, number(), Column("source_key", Text, nullable=False, unique=True))
"""To whom a message went, as the source wrote it (a distinct list of recipients)."""
audience_members = Table(
    "audience_members",
    metadata,
    Column("audience", BigInteger, ForeignKey("audiences.id"), nullable=False),
    Column("party", BigInteger, ForeignKey("parties.id"), nullable=False),
    PrimaryKeyConstraint("audience", "party"),
)
messages = Table(
    "messages",
    metadata,
    Column("conversation", BigInteger, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("sender", BigInteger, nullable=False),  # parties.id
    Column("content_crc", BigInteger, nullable=False),  # CRC-32 of the text: tells two messages of one second apart
    Column("audience", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("is_question", BigInteger, nullable=False),
    Column("has_subject", BigInteger, nullable=False),
    Column("file", BigInteger, nullable=False),
    Column("line", BigInteger, nullable=False),
    PrimaryKeyConstraint("conversation", "sent_at", "sender", "content_crc"),
    sqlite_with_rowid=False,
)
"""No foreign keys and one clustered key: a million rows go in at the speed of a bare table."""
message_texts = Table(
    "message_texts",
    metadata,
    Column("conversation", BigInteger, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("sender", BigInteger, nullable=False),
    Column("content_crc", BigInteger, nullable=False),
    text("subject"),
    text("text"),
    PrimaryKeyConstraint("conversation", "sent_at", "sender", "content_crc"),
    sqlite_with_rowid=False,
)
"""Filled only when the person has asked for message texts to be kept."""

interactions = Table(
    "interactions",
    metadata,
    content_key(),
    integer("channel"),
    integer("direction"),
    Column("party", BigInteger, ForeignKey("parties.id"), nullable=False, index=True),
    Column("at", BigInteger),
    integer("precision"),
    text("detail"),
    text("text"),
    integer("length"),
    *provenance(),
)
activities = Table(
    "activities",
    metadata,
    content_key(),
    text("kind"),
    Column("at", BigInteger),
    integer("precision"),
    text("url"),
    text("detail"),
    text("text"),
    *provenance(),
)
affiliations = Table(
    "affiliations",
    metadata,
    content_key(),
    text("kind"),
    text("organization"),
    text("title"),
    text("since"),
    text("until"),
    integer("precision"),
    text("location"),
    *provenance(),
)
owner_facts = Table("owner_facts", metadata, content_key(), text("kind"), text("value"), *provenance())
address_book = Table(
    "address_book",
    metadata,
    content_key(),
    text("first_name"),
    text("last_name"),
    text("emails"),  # joined by a space
    text("company"),
    text("title"),
    Column("created_at", BigInteger),
    *provenance(),
)
