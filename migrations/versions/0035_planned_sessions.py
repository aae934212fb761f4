"""sessions are planned, with how many lead, write, are invited and come; a link opens the report of one"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COUNTS = ("discussion_groups", "leaders", "secretaries", "invited", "coming")


def upgrade() -> None:
    with op.batch_alter_table("gathering") as batch:
        for name in ("begins", "organisation"):
            batch.add_column(
                sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False)
            )
        for name in COUNTS:
            batch.add_column(sa.Column(name, sa.BigInteger(), server_default="0", nullable=False))
    with op.batch_alter_table("link") as batch:
        batch.add_column(sa.Column("gathering_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_link_gathering_id"), "gathering", ["gathering_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("link") as batch:
        batch.drop_constraint(op.f("fk_link_gathering_id"), type_="foreignkey")
        batch.drop_column("gathering_id")
    with op.batch_alter_table("gathering") as batch:
        for name in ("begins", "organisation", *COUNTS):
            batch.drop_column(name)
