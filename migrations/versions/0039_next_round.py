"""a meeting opens with what became of the one before"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

STATES = ("waiting", "going_on", "done", "not_done")


def upgrade() -> None:
    op.create_table(
        "became_of",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("text_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *STATES, name="followstate", native_enum=False, create_constraint=False, length=24
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_became_of_meeting_id")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_became_of_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_became_of")),
    )
    op.create_index(op.f("ix_became_of_meeting_id"), "became_of", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("became_of")
