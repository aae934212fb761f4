"""whom one tells what cannot be used"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = sa.Column("accessibility_contact", sa.String(), server_default="", nullable=False)
    op.add_column("meeting", told)


def downgrade() -> None:
    op.drop_column("meeting", "accessibility_contact")
