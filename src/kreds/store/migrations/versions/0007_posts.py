"""What the owner's posts did, and who reacted to them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_FEATURES = [
    "connected_day",
    "is_connected",
    "messages_in",
    "messages_out",
    "questions_in",
    "questions_out",
    "group_messages",
    "blasts_in",
    "active_days",
    "decayed_days",
    "decayed_in",
    "decayed_out",
    "first_day",
    "last_day",
    "last_in_day",
    "last_out_day",
    "invitations_in",
    "invitations_out",
    "invitation_notes",
    "endorsements_in",
    "endorsements_out",
    "recommendations_in",
    "recommendations_out",
    "notes",
    "follows",
    "channels",
    "starts_in",
    "starts_out",
    "answers_in",
    "answers_out",
    "lately",
    "habit",
    "habit_in",
    "habit_out",
    "lasting",
    "meetings",
    "last_met_day",
    "reactions",
    "comments",
    "colleague",
    "met",
    "business",
    "knows",
    "helps",
    "related",
    "reacts",
    "lists",
]
_REAL = ["decayed_days", "decayed_in", "decayed_out", "lately", "habit", "habit_in", "habit_out", "lasting"]


_FIGURES = ["impressions", "members_reached", "reactions", "comments", "reposts", "engagements"]


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, _TEXT, nullable=False, server_default="")


def _provenance() -> "tuple[sa.Column[int], sa.Column[int]]":
    return (sa.Column("file", sa.BigInteger(), nullable=False), sa.Column("line", sa.BigInteger(), nullable=False))


def upgrade() -> None:
    # Derived: what the columns hold is made anew when the store is next opened.
    op.drop_table("features")
    op.create_table(
        "features",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Float() if name in _REAL else sa.BigInteger(), nullable=True) for name in _FEATURES),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_features")),
        sqlite_strict=True,
    )
    op.create_table(
        "reactors",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        _text("slug"),
        _text("name"),
        _text("headline"),
        sa.Column("degree", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactors")),
        sa.UniqueConstraint("slug", "name", "headline", "degree", name=op.f("uq_reactors_slug_name_headline_degree")),
        sqlite_strict=True,
    )
    op.create_table(
        "post_reactions",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("post"),
        sa.Column("reactor", sa.BigInteger(), nullable=False),
        _text("kind"),
        _text("day"),
        *_provenance(),
        sa.ForeignKeyConstraint(["reactor"], ["reactors.id"], name=op.f("fk_post_reactions_reactor_reactors")),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_post_reactions_file_files")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_post_reactions")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_post_reactions_reactor"), "post_reactions", ["reactor"])
    op.create_table(
        "post_figures",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("post"),
        _text("published"),
        _text("day"),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in _FIGURES),
        *_provenance(),
        sa.ForeignKeyConstraint(["file"], ["files.id"], name=op.f("fk_post_figures_file_files")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_post_figures")),
        sqlite_strict=True,
    )
    op.create_table(
        "reactor_people",
        sa.Column("reactor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reactor", name=op.f("pk_reactor_people")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reactor_people_person"), "reactor_people", ["person"])
