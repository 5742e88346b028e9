"""The first schema: ledger, facts, decisions, derived."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audiences",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("source_key", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
        sa.UniqueConstraint("source_key", name=op.f("uq_audiences_source_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "connection_people",
        sa.Column("connection", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection", name=op.f("pk_connection_people")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_connection_people_person"), "connection_people", ["person"], unique=False)
    op.create_table(
        "connections",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("first_name", _TEXT, nullable=False, server_default=""),
        sa.Column("last_name", _TEXT, nullable=False, server_default=""),
        sa.Column("email", _TEXT, nullable=False, server_default=""),
        sa.Column("company", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("connected_on", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connections")),
        sa.UniqueConstraint("key", name=op.f("uq_connections_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "conversation_people",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("conversation", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "conversation", name=op.f("pk_conversation_people")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversations",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("source_key", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("source_key", name=op.f("uq_conversations_source_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "decisions",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("kind", _TEXT, nullable=False, server_default=""),
        sa.Column("subject", _TEXT, nullable=False, server_default=""),
        sa.Column("value", _TEXT, nullable=False, server_default=""),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name=op.f("fk_decisions_undoes_decisions")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"], unique=False)
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
        sa.PrimaryKeyConstraint("person", name=op.f("pk_features")),
        sqlite_strict=True,
    )
    op.create_table(
        "imports",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("finished_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("origin", _TEXT, nullable=False, server_default=""),
        sa.Column("version", _TEXT, nullable=False, server_default=""),
        sa.Column("relations", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("no_longer_connected", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "message_texts",
        sa.Column("conversation", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.BigInteger(), nullable=False),
        sa.Column("content_crc", sa.BigInteger(), nullable=False),
        sa.Column("subject", _TEXT, nullable=False, server_default=""),
        sa.Column("text", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("conversation", "sent_at", "sender", "content_crc", name=op.f("pk_message_texts")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "messages",
        sa.Column("conversation", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.BigInteger(), nullable=False),
        sa.Column("content_crc", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("is_question", sa.BigInteger(), nullable=False),
        sa.Column("has_subject", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("conversation", "sent_at", "sender", "content_crc", name=op.f("pk_messages")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meta",
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        sqlite_strict=True,
    )
    op.create_table(
        "parties",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("email", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        sa.UniqueConstraint("slug", "name", "email", name=op.f("uq_parties_slug_name_email")),
        sqlite_strict=True,
    )
    op.create_table(
        "party_people",
        sa.Column("party", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("party", name=op.f("pk_party_people")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_party_people_person"), "party_people", ["person"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", _TEXT, nullable=False, server_default=""),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("slug", _TEXT, nullable=False, server_default=""),
        sa.Column("email", _TEXT, nullable=False, server_default=""),
        sa.Column("is_owner", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_strict=True,
    )
    op.create_table(
        "person_keys",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_person_keys")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_person_keys_person"), "person_keys", ["person"], unique=False)
    op.create_table(
        "relations",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("sort_name", _TEXT, nullable=False, server_default=""),
        sa.Column("search", _TEXT, nullable=False, server_default=""),
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
        sa.PrimaryKeyConstraint("person", name=op.f("pk_relations")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_relations_sort_name"), "relations", ["sort_name"], unique=False)
    op.create_table(
        "archives",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("import", sa.BigInteger(), nullable=False),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("as_of", _TEXT, nullable=False, server_default=""),
        sa.Column("as_of_basis", _TEXT, nullable=False, server_default=""),
        sa.Column("written_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archives")),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name=op.f("fk_archives_import_imports")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audience_members",
        sa.Column("audience", sa.BigInteger(), nullable=False),
        sa.Column("party", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "party", name=op.f("pk_audience_members")),
        sa.ForeignKeyConstraint(["audience"], ["audiences.id"], name=op.f("fk_audience_members_audience_audiences")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_audience_members_party_parties")),
        sqlite_strict=True,
    )
    op.create_table(
        "party_aliases",
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_party_aliases")),
        sa.ForeignKeyConstraint(["one"], ["parties.id"], name=op.f("fk_party_aliases_one_parties")),
        sa.ForeignKeyConstraint(["other"], ["parties.id"], name=op.f("fk_party_aliases_other_parties")),
        sqlite_strict=True,
    )
    op.create_table(
        "files",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("archive", sa.BigInteger(), nullable=False),
        sa.Column("name", _TEXT, nullable=False, server_default=""),
        sa.Column("kind", _TEXT, nullable=False, server_default=""),
        sa.Column("sha256", _TEXT, nullable=False, server_default=""),
        sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("read", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("new", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("updated", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("unchanged", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("merged", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("rejected", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("skipped", _TEXT, nullable=False, server_default=""),
        sa.Column("last_day", _TEXT, nullable=False, server_default=""),
        sa.Column("reader", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("facts", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("checksum", _TEXT, nullable=False, server_default=""),
        sa.Column("header", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.ForeignKeyConstraint(["archive"], ["archives.id"], name=op.f("fk_files_archive_archives")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_files_sha256"), "files", ["sha256"], unique=False)
    op.create_table(
        "activities",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", _TEXT, nullable=False, server_default=""),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("url", _TEXT, nullable=False, server_default=""),
        sa.Column("detail", _TEXT, nullable=False, server_default=""),
        sa.Column("text", _TEXT, nullable=False, server_default=""),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_activities")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_activities_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "address_book",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_name", _TEXT, nullable=False, server_default=""),
        sa.Column("last_name", _TEXT, nullable=False, server_default=""),
        sa.Column("emails", _TEXT, nullable=False, server_default=""),
        sa.Column("company", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("created_at", sa.BigInteger(), nullable=True),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_address_book")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_address_book_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "affiliations",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", _TEXT, nullable=False, server_default=""),
        sa.Column("organization", _TEXT, nullable=False, server_default=""),
        sa.Column("title", _TEXT, nullable=False, server_default=""),
        sa.Column("since", _TEXT, nullable=False, server_default=""),
        sa.Column("until", _TEXT, nullable=False, server_default=""),
        sa.Column("precision", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("location", _TEXT, nullable=False, server_default=""),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_affiliations")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_affiliations_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "hidden_connections",
        sa.Column("archive", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("connected_on", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("file", "line", name=op.f("pk_hidden_connections")),
        sa.ForeignKeyConstraint(["archive"], ["archives.id"], name=op.f("fk_hidden_connections_archive_archives")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_hidden_connections_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "interactions",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("direction", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("party", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("detail", _TEXT, nullable=False, server_default=""),
        sa.Column("text", _TEXT, nullable=False, server_default=""),
        sa.Column("length", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_interactions")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_interactions_party_parties")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_interactions_file_files")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_interactions_party"), "interactions", ["party"], unique=False)
    op.create_table(
        "owner_facts",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", _TEXT, nullable=False, server_default=""),
        sa.Column("value", _TEXT, nullable=False, server_default=""),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_owner_facts")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_owner_facts_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "rejected_rows",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("code", _TEXT, nullable=False, server_default=""),
        sa.Column("facts", _TEXT, nullable=False, server_default=""),
        sa.Column("raw", _TEXT, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_rows")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_rejected_rows_file_files")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rejected_rows_file"), "rejected_rows", ["file"], unique=False)
    op.create_table(
        "retries",
        sa.Column("rejected", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("rejected", name=op.f("pk_retries")),
        sa.ForeignKeyConstraint(["rejected"], ["rejected_rows.id"], name=op.f("fk_retries_rejected_rejected_rows")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_retries_file_files")),
        sqlite_strict=True,
    )
    op.create_table(
        "sightings",
        sa.Column("archive", sa.BigInteger(), nullable=False),
        sa.Column("connection", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("archive", "connection", name=op.f("pk_sightings")),
        sa.ForeignKeyConstraint(["archive"], ["archives.id"], name=op.f("fk_sightings_archive_archives")),
        sa.ForeignKeyConstraint(["connection"], ["connections.id"], name=op.f("fk_sightings_connection_connections")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_sightings_file_files")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """An older Kreds restores the backup that was made before the migration; there is no way down."""
    raise RuntimeError("restore the backup made before this migration")
