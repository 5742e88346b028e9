"""Two more answers of the person, and whom they want forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
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
    "colleague",
    "met",
    "business",
    "knows",
    "helps",
    "related",
    "reacts",
]
_REAL = ["decayed_days", "decayed_in", "decayed_out", "lately", "habit", "habit_in", "habit_out", "lasting"]


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
        "tombstones",
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tombstones")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
