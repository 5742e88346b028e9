"""More evidence among the features: who starts, who answers, what the person has answered. Derived tables alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Derived: whatever it held is made anew when the store is next opened.
    op.drop_table("features")
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
        sa.Column("colleague", sa.BigInteger(), nullable=True),
        sa.Column("met", sa.BigInteger(), nullable=True),
        sa.Column("business", sa.BigInteger(), nullable=True),
        sa.Column("knows", sa.BigInteger(), nullable=True),
        sa.Column("helps", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_features")),
        sqlite_strict=True,
    )
