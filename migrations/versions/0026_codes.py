"""how many phones may join a meeting, and the codes by which they could until now"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "meeting",
        sa.Column("most_phones", sa.BigInteger(), server_default="300", nullable=False),
    )
    op.create_table(
        "former_code",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_former_code_meeting_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_former_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_former_code_meeting_id"), "former_code", ["meeting_id"], unique=False)


def downgrade() -> None:
    op.drop_table("former_code")
    op.drop_column("meeting", "most_phones")
