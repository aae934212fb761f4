"""hand votes"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TO = ("vote_round", "small_group", "proposal")


def upgrade() -> None:
    op.create_table(
        "hand_vote",
        *(sa.Column(f"{name}_id", sa.BigInteger(), nullable=False) for name in TO),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("votes > 0", name=op.f("ck_hand_vote_votes")),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_hand_vote_{name}_id")
            )
            for name in TO
        ),
        sa.PrimaryKeyConstraint(*(f"{name}_id" for name in TO), name=op.f("pk_hand_vote")),
        sqlite_with_rowid=False,
    )
    op.add_column("tally", sa.Column("hands", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("tally", "hands")
    op.drop_table("hand_vote")
