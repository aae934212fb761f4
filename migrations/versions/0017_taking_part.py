"""who could vote in a closed round, and phones that are taken out"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vote_round", sa.Column("voters", sa.BigInteger(), nullable=True))
    op.add_column(
        "seat", sa.Column("taken_out", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("seat", "taken_out")
    op.drop_column("vote_round", "voters")
