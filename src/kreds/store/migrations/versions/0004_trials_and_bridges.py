"""Trials, and the bridging value: a derived table alone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    # Derived: whatever it held is made anew when the store is next opened.
    op.drop_index("ix_relations_list", table_name="relations")
    op.drop_index(op.f("ix_relations_sort_name"), table_name="relations")
    op.drop_table("relations")
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
        sa.PrimaryKeyConstraint("person", name=op.f("pk_relations")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_relations_sort_name"), "relations", ["sort_name"], unique=False)
    op.create_index(
        "ix_relations_list",
        "relations",
        ["search", "no_longer_since", "level", "strength", "sort_name"],
        unique=False,
    )
