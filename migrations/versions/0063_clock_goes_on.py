"""a clock that was stopped keeps its time while its step is left, and stays stopped"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "programme_row",
        sa.Column("clock_goes_on", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    # Until now only a clock that ran was kept.
    op.execute("UPDATE programme_row SET clock_goes_on = (clock_left IS NOT NULL)")
    with op.batch_alter_table("programme_row") as batch:
        batch.alter_column("clock_goes_on", server_default=None)


def downgrade() -> None:
    op.drop_column("programme_row", "clock_goes_on")
