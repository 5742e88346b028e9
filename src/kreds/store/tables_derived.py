"""The derived tables: a pure function of facts and decisions, dropped and rebuilt at any time."""

from sqlalchemy import BigInteger, Column, Float, Index, PrimaryKeyConstraint, Table, Text

from kreds.model.frames import FEATURES
from kreds.store.columns import integer, metadata, text

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # 52 bits of a hash of ``key``
    text("key"),  # the strongest identity key
    text("name"),
    text("slug"),
    text("email"),
    integer("is_owner"),
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
contact_people = Table(
    "contact_people",
    metadata,
    Column("contact", BigInteger, primary_key=True, autoincrement=False),  # contacts.key
    Column("person", BigInteger, nullable=False, index=True),
)
reactor_people = Table(
    "reactor_people",
    metadata,
    Column("reactor", BigInteger, primary_key=True, autoincrement=False),  # reactors.id
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
    text("name"),
    text("sort_name"),  # kreds.text.names.sort_key: the local alphabet in plain byte order
    text("search"),  # kreds.text.names.search_key of name, company and title
    text("search_company"),  # the same of the company alone
    text("search_title"),
    text("slug"),
    text("company"),
    text("title"),
    text("sort_company"),
    text("sort_title"),
    text("connected_on"),
    text("no_longer_since"),
    Column("level", Text, nullable=False),  # overruled or judged
    text("judged_level"),
    integer("overruled"),
    Column("score", Float, nullable=False),
    Column("spread", Float, nullable=False),
    Column("strength", Float, nullable=False),
    Column("alive", Float, nullable=False),
    Column("p_strong", Float, nullable=False),
    Column("p_average", Float, nullable=False),
    Column("p_worthless", Float, nullable=False),
    text("communicated"),
    text("met"),
    text("common_ground"),
    text("content"),
    integer("messages_in"),
    integer("messages_out"),
    text("last_contact"),
    text("trend"),  # kreds.model.level.Trend
    text("note"),  # the person's own words
    Column("bridge", Float, nullable=False, server_default="0"),  # kreds.ties.bridging
    text("trial_since"),  # the trial the person put it on, or the last one, in days
    text("trial_until"),  # "" when none is running
    text("trial_outcome"),  # kreds.model.trial.TrialOutcome
    text("trial_ended"),
    text("segment"),  # the one that the goal puts first: kreds.model.segment
    Column("segment_share", Float, nullable=False, server_default="0"),
    text("function"),  # kreds.composition.titles
    text("seniority"),
    text("role"),
    text("industry"),
    text("place"),  # where they work, as a source says
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

memberships = Table(
    "memberships",
    metadata,
    Column("person", BigInteger, nullable=False),
    Column("segment", Text, nullable=False),
    Column("share", Float, nullable=False),
    text("source"),  # kreds.model.segment.MembershipSource
    text("reasons"),  # JSON: phrases
    PrimaryKeyConstraint("person", "segment"),
    sqlite_with_rowid=False,
)
"""Who is in which group, how surely and why: relations, and acquaintances who are none."""
acquaintances = Table(
    "acquaintances",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    text("name"),
    text("slug"),
    text("email"),
    text("company"),
    text("domain"),
    text("title"),
    text("place"),
    text("industry"),
    text("status"),
    text("since"),
    text("last_activity"),
    text("systems"),  # joined by a space
    integer("meetings"),
    text("first_met"),
    text("last_met"),
    text("last_meeting"),  # its title, "" when it is private
)
"""Everybody in a CRM list, an address book or a meeting, connected or not, each once."""
match_pairs = Table(
    "match_pairs",
    metadata,
    Column("one", Text, nullable=False),  # identity key of a relation
    Column("other", Text, nullable=False),  # of somebody of another source
    Column("probability", Float, nullable=False),
    text("parts"),  # JSON: what spoke for it and against it, with weights
    PrimaryKeyConstraint("one", "other"),
    sqlite_with_rowid=False,
)
"""Pairs that may be one and the same human."""
