"""what a form has done is kept with where the form leads"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "operation",
        sa.Column("leads", sa.String(length=300), server_default=sa.text("''"), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("operation", "leads")
