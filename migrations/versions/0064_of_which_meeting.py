"""what became of an action names the meeting of which it was"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what was copied before, no row tells the meeting for sure: two may have one title.
    op.add_column("became_of", sa.Column("before_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("became_of", "before_id")
