"""rows of the programme have names of their own, and the end is held against a wished one"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programme_row") as batch:
        batch.add_column(sa.Column("name_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(op.f("fk_programme_row_name_id"), "text", ["name_id"], ["id"])
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(
            sa.Column("ends_by", sa.String(), server_default=sa.text("''"), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        batch.drop_column("ends_by")
    with op.batch_alter_table("programme_row") as batch:
        batch.drop_constraint(op.f("fk_programme_row_name_id"), type_="foreignkey")
        batch.drop_column("name_id")
