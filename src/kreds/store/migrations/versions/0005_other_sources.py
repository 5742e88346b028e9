"""Contacts, accounts and meetings from other sources, groups, and pairs that may be one human."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _add_facts()
    # Derived: whatever it held is made anew when the store is next opened.
    op.drop_index("ix_relations_list", table_name="relations")
    op.drop_index(op.f("ix_relations_sort_name"), table_name="relations")
    op.drop_table("relations")
    op.drop_table("features")
    _make_features()
    _make_relations()
    _make_derived()


def _add_facts() -> None:
    op.create_table(
        "contacts",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("system", _TEXT, nullable=False, server_default=""),
        sa.Column("external_id", _TEXT, nullable=False, server_default=""),
        sa.Column("first_name", _TEXT, nullable=False, server_default=""),
        sa.Column("last_name", _TEXT, nullable=False, server_default=""),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("emails", _TEXT, nullable=False, server_default=""),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("company", _TEXT, nullable=False, server_default=""),
        sa.Column("domain", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("place", _TEXT, nullable=False, server_default=""),
        sa.Column("industry", _TEXT, nullable=False, server_default=""),
        sa.Column("status", _TEXT, nullable=False, server_default=""),
        sa.Column("since", _TEXT, nullable=False, server_default=""),
        sa.Column("last_activity", _TEXT, nullable=False, server_default=""),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_contacts_file_files")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_contacts")),
        sqlite_strict=True,
    )
    op.create_table(
        "accounts",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("system", _TEXT, nullable=False, server_default=""),
        sa.Column("external_id", _TEXT, nullable=False, server_default=""),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("domain", _TEXT, nullable=False, server_default=""),
        sa.Column("status", _TEXT, nullable=False, server_default=""),
        sa.Column("industry", _TEXT, nullable=False, server_default=""),
        sa.Column("place", _TEXT, nullable=False, server_default=""),
        sa.Column("since", _TEXT, nullable=False, server_default=""),
        sa.Column("until", _TEXT, nullable=False, server_default=""),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_accounts_file_files")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_accounts")),
        sqlite_strict=True,
    )
    op.create_table(
        "listings",
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_listings_file_files")),
        sa.PrimaryKeyConstraint("file", "line", name=op.f("pk_listings")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_listings_key"), "listings", ["key"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uid", _TEXT, nullable=False, server_default=""),
        sa.Column("recurrence", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("sequence", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("precision", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("minutes", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("place", _TEXT, nullable=False, server_default=""),
        sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("is_canceled", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("is_private", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_meetings_file_files")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meetings")),
        sqlite_strict=True,
    )
    op.create_table(
        "meeting_parties",
        sa.Column("meeting", sa.BigInteger(), nullable=False),
        sa.Column("party", sa.BigInteger(), nullable=False),
        sa.Column("answer", _TEXT, nullable=False, server_default=""),
        sa.Column("is_organizer", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.key"], name=op.f("fk_meeting_parties_meeting_meetings")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_meeting_parties_party_parties")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_meeting_parties_file_files")),
        sa.PrimaryKeyConstraint("meeting", "party", name=op.f("pk_meeting_parties")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_meeting_parties_party"), "meeting_parties", ["party"], unique=False)


def _make_features() -> None:
    op.create_table(
        "features",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("connected_day", sa.BigInteger(), nullable=True),
        sa.Column("is_connected", sa.BigInteger(), nullable=True),
        sa.Column("messages_in", sa.BigInteger(), nullable=True),
        sa.Column("messages_out", sa.BigInteger(), nullable=True),
        sa.Column("questions_in", sa.BigInteger(), nullable=True),
        sa.Column("questions_out", sa.BigInteger(), nullable=True),
        sa.Column("group_messages", sa.BigInteger(), nullable=True),
        sa.Column("blasts_in", sa.BigInteger(), nullable=True),
        sa.Column("active_days", sa.BigInteger(), nullable=True),
        sa.Column("decayed_days", sa.Float(), nullable=True),
        sa.Column("decayed_in", sa.Float(), nullable=True),
        sa.Column("decayed_out", sa.Float(), nullable=True),
        sa.Column("first_day", sa.BigInteger(), nullable=True),
        sa.Column("last_day", sa.BigInteger(), nullable=True),
        sa.Column("last_in_day", sa.BigInteger(), nullable=True),
        sa.Column("last_out_day", sa.BigInteger(), nullable=True),
        sa.Column("invitations_in", sa.BigInteger(), nullable=True),
        sa.Column("invitations_out", sa.BigInteger(), nullable=True),
        sa.Column("invitation_notes", sa.BigInteger(), nullable=True),
        sa.Column("endorsements_in", sa.BigInteger(), nullable=True),
        sa.Column("endorsements_out", sa.BigInteger(), nullable=True),
        sa.Column("recommendations_in", sa.BigInteger(), nullable=True),
        sa.Column("recommendations_out", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.BigInteger(), nullable=True),
        sa.Column("follows", sa.BigInteger(), nullable=True),
        sa.Column("channels", sa.BigInteger(), nullable=True),
        sa.Column("starts_in", sa.BigInteger(), nullable=True),
        sa.Column("starts_out", sa.BigInteger(), nullable=True),
        sa.Column("answers_in", sa.BigInteger(), nullable=True),
        sa.Column("answers_out", sa.BigInteger(), nullable=True),
        sa.Column("lately", sa.Float(), nullable=True),
        sa.Column("habit", sa.Float(), nullable=True),
        sa.Column("habit_in", sa.Float(), nullable=True),
        sa.Column("habit_out", sa.Float(), nullable=True),
        sa.Column("lasting", sa.Float(), nullable=True),
        sa.Column("meetings", sa.BigInteger(), nullable=True),
        sa.Column("last_met_day", sa.BigInteger(), nullable=True),
        sa.Column("colleague", sa.BigInteger(), nullable=True),
        sa.Column("met", sa.BigInteger(), nullable=True),
        sa.Column("business", sa.BigInteger(), nullable=True),
        sa.Column("knows", sa.BigInteger(), nullable=True),
        sa.Column("helps", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_features")),
        sqlite_strict=True,
    )


def _make_relations() -> None:
    op.create_table(
        "relations",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("sort_name", _TEXT, nullable=False, server_default=""),
        sa.Column("search", _TEXT, nullable=False, server_default=""),
        sa.Column("search_company", _TEXT, nullable=False, server_default=""),
        sa.Column("search_title", _TEXT, nullable=False, server_default=""),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("company", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("sort_company", _TEXT, nullable=False, server_default=""),
        sa.Column("sort_title", _TEXT, nullable=False, server_default=""),
        sa.Column("connected_on", _TEXT, nullable=False, server_default=""),
        sa.Column("no_longer_since", _TEXT, nullable=False, server_default=""),
        sa.Column("level", _TEXT, nullable=False),
        sa.Column("judged_level", _TEXT, nullable=False, server_default=""),
        sa.Column("overruled", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("spread", sa.Float(), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("alive", sa.Float(), nullable=False),
        sa.Column("p_strong", sa.Float(), nullable=False),
        sa.Column("p_average", sa.Float(), nullable=False),
        sa.Column("p_worthless", sa.Float(), nullable=False),
        sa.Column("communicated", _TEXT, nullable=False, server_default=""),
        sa.Column("met", _TEXT, nullable=False, server_default=""),
        sa.Column("common_ground", _TEXT, nullable=False, server_default=""),
        sa.Column("content", _TEXT, nullable=False, server_default=""),
        sa.Column("messages_in", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("messages_out", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_contact", _TEXT, nullable=False, server_default=""),
        sa.Column("trend", _TEXT, nullable=False, server_default=""),
        sa.Column("note", _TEXT, nullable=False, server_default=""),
        sa.Column("bridge", sa.Float(), nullable=False, server_default="0"),
        sa.Column("trial_since", _TEXT, nullable=False, server_default=""),
        sa.Column("trial_until", _TEXT, nullable=False, server_default=""),
        sa.Column("trial_outcome", _TEXT, nullable=False, server_default=""),
        sa.Column("trial_ended", _TEXT, nullable=False, server_default=""),
        sa.Column("segment", _TEXT, nullable=False, server_default=""),
        sa.Column("segment_share", sa.Float(), nullable=False, server_default="0"),
        sa.Column("function", _TEXT, nullable=False, server_default=""),
        sa.Column("seniority", _TEXT, nullable=False, server_default=""),
        sa.Column("role", _TEXT, nullable=False, server_default=""),
        sa.Column("industry", _TEXT, nullable=False, server_default=""),
        sa.Column("place", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_relations")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_relations_list", "relations", ["search", "no_longer_since", "level", "strength", "sort_name"], unique=False
    )
    op.create_index(op.f("ix_relations_sort_name"), "relations", ["sort_name"], unique=False)


def _make_derived() -> None:
    op.create_table(
        "contact_people",
        sa.Column("contact", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("contact", name=op.f("pk_contact_people")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_contact_people_person"), "contact_people", ["person"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("segment", _TEXT, nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("source", _TEXT, nullable=False, server_default=""),
        sa.Column("reasons", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("person", "segment", name=op.f("pk_memberships")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "acquaintances",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("email", _TEXT, nullable=False, server_default=""),
        sa.Column("company", _TEXT, nullable=False, server_default=""),
        sa.Column("domain", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("place", _TEXT, nullable=False, server_default=""),
        sa.Column("industry", _TEXT, nullable=False, server_default=""),
        sa.Column("status", _TEXT, nullable=False, server_default=""),
        sa.Column("since", _TEXT, nullable=False, server_default=""),
        sa.Column("last_activity", _TEXT, nullable=False, server_default=""),
        sa.Column("systems", _TEXT, nullable=False, server_default=""),
        sa.Column("meetings", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("first_met", _TEXT, nullable=False, server_default=""),
        sa.Column("last_met", _TEXT, nullable=False, server_default=""),
        sa.Column("last_meeting", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_acquaintances")),
        sqlite_strict=True,
    )
    op.create_table(
        "match_pairs",
        sa.Column("one", _TEXT, nullable=False),
        sa.Column("other", _TEXT, nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("parts", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_match_pairs")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
