"""a coordinator can offer a meeting's phones languages that no native reader has checked"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    offered = sa.Column("unchecked_languages", sa.String(), server_default="", nullable=False)
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(offered)


def downgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        batch.drop_column("unchecked_languages")
