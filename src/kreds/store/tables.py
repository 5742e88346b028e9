"""The tables: facts (append-only), decisions (append-only), derived (may be dropped and rebuilt at any time).

Days are ISO texts (``2026-10-03``), times are whole seconds since 1970-01-01 UTC, flags are 0 or 1. ``key`` columns are
64-bit hashes of a row's normalized content: the same fact from another archive has the same key.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from kreds.model.frames import FEATURES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str = "id") -> Column[int]:
    """A surrogate key that both databases number by themselves."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _int(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _key() -> Column[int]:
    return Column("key", BigInteger, primary_key=True, autoincrement=False)


def _provenance() -> tuple[Column[int], Column[int]]:
    """Where a fact stood when it was first read."""
    return Column("file", BigInteger, ForeignKey("files.id"), nullable=False), Column(
        "line", BigInteger, nullable=False
    )


meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""instance (random id of this store), schema (migration number), and other single values."""

# ---- the ledger -----------------------------------------------------------------------------------------------------

imports = Table(
    "imports",
    metadata,
    _id(),
    _int("started_at"),
    _int("finished_at"),
    _text("origin"),  # cli, web, python
    _text("version"),  # of Kreds
    _int("relations"),  # after it
    _int("no_longer_connected"),
    sqlite_autoincrement=True,
)
archives = Table(
    "archives",
    metadata,
    _id(),
    Column("import", BigInteger, ForeignKey("imports.id"), nullable=False, key="import_id"),
    _text("name"),
    _text("as_of"),  # the day the archive describes, "" when nothing in it is dated
    _text("as_of_basis"),  # name, content, none
    _int("written_at"),  # newest time stamp of its files: breaks ties between archives of one day
    sqlite_autoincrement=True,
)
files = Table(
    "files",
    metadata,
    _id(),
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    _text("name"),
    _text("kind"),
    _text("sha256"),  # of the bytes inside the archive
    _int("size"),
    _int("read"),
    _int("new"),
    _int("updated"),
    _int("unchanged"),
    _int("merged"),
    _int("rejected"),
    _text("skipped"),  # JSON {reason: count}
    _text("last_day"),  # of the newest dated row
    _int("reader"),  # version of the reader
    _int("facts"),  # how many fact rows this file added
    _text("checksum"),  # of those rows: kreds.store.checksums
    _text("header"),  # the line with the names of the columns, when rows were set aside: to read them again
    sqlite_autoincrement=True,
)
Index("ix_files_sha256", files.c.sha256)
rejected_rows = Table(
    "rejected_rows",
    metadata,
    _id(),
    Column("file", BigInteger, ForeignKey("files.id"), nullable=False, index=True),
    _int("line"),
    _text("code"),
    _text("facts"),  # JSON
    _text("raw"),
    sqlite_autoincrement=True,
)

retries = Table(
    "retries",
    metadata,
    Column("rejected", BigInteger, ForeignKey("rejected_rows.id"), primary_key=True, autoincrement=False),
    Column("file", BigInteger, ForeignKey("files.id"), nullable=False),
)
"""Rows set aside that a later version has read again, as (part of) which file of the ledger."""

# ---- facts ----------------------------------------------------------------------------------------------------------

parties = Table(
    "parties",
    metadata,
    _id(),
    _text("slug"),
    _text("name"),
    _text("email"),
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
    _id(),
    Column("key", BigInteger, nullable=False, unique=True),
    _text("slug"),
    _text("first_name"),
    _text("last_name"),
    _text("email"),
    _text("company"),
    _text("title"),
    _text("connected_on"),
)
sightings = Table(
    "sightings",
    metadata,
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    Column("connection", BigInteger, ForeignKey("connections.id"), nullable=False, key="connection_id"),
    *_provenance(),
    PrimaryKeyConstraint("archive_id", "connection_id"),
)
"""Which archive listed which connection: from these come job changes and "no longer connected since"."""

hidden_connections = Table(
    "hidden_connections",
    metadata,
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    *_provenance(),
    _text("connected_on"),
    PrimaryKeyConstraint("file", "line"),
)

conversations = Table("conversations", metadata, _id(), Column("source_key", Text, nullable=False, unique=True))
audiences = Table("audiences", metadata, _id(), Column("source_key", Text, nullable=False, unique=True))
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
    _text("subject"),
    _text("text"),
    PrimaryKeyConstraint("conversation", "sent_at", "sender", "content_crc"),
    sqlite_with_rowid=False,
)
"""Filled only when the person has asked for message texts to be kept."""

interactions = Table(
    "interactions",
    metadata,
    _key(),
    _int("channel"),
    _int("direction"),
    Column("party", BigInteger, ForeignKey("parties.id"), nullable=False, index=True),
    Column("at", BigInteger),
    _int("precision"),
    _text("detail"),
    _text("text"),
    _int("length"),
    *_provenance(),
)
activities = Table(
    "activities",
    metadata,
    _key(),
    _text("kind"),
    Column("at", BigInteger),
    _int("precision"),
    _text("url"),
    _text("detail"),
    _text("text"),
    *_provenance(),
)
affiliations = Table(
    "affiliations",
    metadata,
    _key(),
    _text("kind"),
    _text("organization"),
    _text("title"),
    _text("since"),
    _text("until"),
    _int("precision"),
    _text("location"),
    *_provenance(),
)
owner_facts = Table("owner_facts", metadata, _key(), _text("kind"), _text("value"), *_provenance())
address_book = Table(
    "address_book",
    metadata,
    _key(),
    _text("first_name"),
    _text("last_name"),
    _text("emails"),  # joined by a space
    _text("company"),
    _text("title"),
    Column("created_at", BigInteger),
    *_provenance(),
)

FACTS = (
    parties,
    party_aliases,
    connections,
    sightings,
    hidden_connections,
    conversations,
    audiences,
    audience_members,
    messages,
    message_texts,
    interactions,
    activities,
    affiliations,
    owner_facts,
    address_book,
)

# ---- decisions ------------------------------------------------------------------------------------------------------

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _int("at"),
    _text("kind"),
    Column("subject", Text, nullable=False, server_default="", index=True),
    _text("value"),  # JSON
    Column("undoes", BigInteger, ForeignKey("decisions.id")),
    sqlite_autoincrement=True,
)

# ---- derived --------------------------------------------------------------------------------------------------------

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # 52 bits of a hash of ``key``
    _text("key"),  # the strongest identity key
    _text("name"),
    _text("slug"),
    _text("email"),
    _int("is_owner"),
)
person_keys = Table(
    "person_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", BigInteger, nullable=False, index=True),
)
"""Every identity key a person is known by; decisions find their person through these."""
party_people = Table(
    "party_people",
    metadata,
    Column("party", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, nullable=False, index=True),
)
connection_people = Table(
    "connection_people",
    metadata,
    Column("connection", BigInteger, primary_key=True, autoincrement=False, key="connection_id"),
    Column("person", BigInteger, nullable=False, index=True),
)
conversation_people = Table(
    "conversation_people",
    metadata,
    Column("person", BigInteger, nullable=False),
    Column("conversation", BigInteger, nullable=False),
    PrimaryKeyConstraint("person", "conversation"),
    sqlite_with_rowid=False,
)
features = Table(
    "features",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, Float if kind == "Float64" else BigInteger) for name, kind in FEATURES.items() if name != "person"),
)
relations = Table(
    "relations",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    _text("name"),
    _text("sort_name"),  # kreds.text.names.sort_key: the local alphabet in plain byte order
    _text("search"),  # kreds.text.names.search_key of name, company and title
    _text("search_company"),  # the same of the company alone
    _text("search_title"),
    _text("slug"),
    _text("company"),
    _text("title"),
    _text("sort_company"),
    _text("sort_title"),
    _text("connected_on"),
    _text("no_longer_since"),
    Column("level", Text, nullable=False),  # overruled or judged
    _text("judged_level"),
    _int("overruled"),
    Column("score", Float, nullable=False),
    Column("spread", Float, nullable=False),
    Column("strength", Float, nullable=False),
    Column("alive", Float, nullable=False),
    Column("p_strong", Float, nullable=False),
    Column("p_average", Float, nullable=False),
    Column("p_worthless", Float, nullable=False),
    _text("communicated"),
    _text("met"),
    _text("common_ground"),
    _text("content"),
    _int("messages_in"),
    _int("messages_out"),
    _text("last_contact"),
    _text("trend"),  # kreds.model.level.Trend
    _text("note"),  # the person's own words
    Column("bridge", Float, nullable=False, server_default="0"),  # kreds.ties.bridging
    _text("trial_since"),  # the trial the person put it on, or the last one, in days
    _text("trial_until"),  # "" when none is running
    _text("trial_outcome"),  # kreds.model.trial.TrialOutcome
    _text("trial_ended"),
)
Index("ix_relations_sort_name", relations.c.sort_name)
# All that a search by words needs, so that it never reads whole rows. The words stand first: then no filter looks
# itself up in it, which would fetch row after row.
Index(
    "ix_relations_list",
    relations.c.search,
    relations.c.no_longer_since,
    relations.c.level,
    relations.c.strength,
    relations.c.sort_name,
)
person_tags = Table(
    "person_tags",
    metadata,
    Column("person", BigInteger, nullable=False),
    Column("tag", Text, nullable=False),
    PrimaryKeyConstraint("person", "tag"),
    sqlite_with_rowid=False,
)
"""The labels that the person has put on relations."""

DERIVED = (
    people,
    person_keys,
    party_people,
    connection_people,
    conversation_people,
    features,
    relations,
    person_tags,
)
