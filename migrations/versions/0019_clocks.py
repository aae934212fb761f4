"""what was left of the clock of a row that the programme has gone on from"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programme_row", sa.Column("clock_left", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("programme_row", "clock_left")
