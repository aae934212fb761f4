"""where people sit until the groups are formed"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_seat",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_table_seat_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_table_seat")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("table_seat")
