"""who could vote in a closed round"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vote_round", sa.Column("voters", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("vote_round", "voters")
