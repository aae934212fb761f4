"""interpreters of a language, their link, and how else a talk is followed; a phone reads texts in any language"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

LINK = sa.table(
    "link",
    *(sa.column(name) for name in ("id", "meeting_id", "door", "version", "revoked", "present")),
)


def upgrade() -> None:
    op.create_table(
        "interpreting",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=24), nullable=False),
        sa.Column("interpreters", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("talk", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_interpreting_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "language", name=op.f("pk_interpreting")),
        sqlite_with_rowid=False,
    )
    reads = sa.Column("reads", sa.String(length=24), server_default="", nullable=False)
    with op.batch_alter_table("person") as batch:
        batch.add_column(reads)
    meetings = op.get_bind().execute(sa.text("SELECT id FROM meeting")).scalars()
    rows = [
        {
            "id": secrets.randbelow(2**53 - 1) + 1,
            "meeting_id": meeting_id,
            "door": "interpreter",
            "version": 1,
            "revoked": False,
            "present": False,
        }
        for meeting_id in meetings
    ]
    op.bulk_insert(LINK, rows)


def downgrade() -> None:
    op.execute("DELETE FROM link WHERE door = 'interpreter'")
    with op.batch_alter_table("person") as batch:
        batch.drop_column("reads")
    op.drop_table("interpreting")
