"""what is decided after the picture was shown is marked; a helper types what a table has put on paper, by a link"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

COLUMNS = (
    ("decision", "after_picture"),
    ("earlier_decision", "after_picture"),
    ("meeting", "picture_seen"),
)
LINK = sa.table(
    "link",
    *(sa.column(name) for name in ("id", "meeting_id", "door", "version", "revoked", "present")),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        added = sa.Column(column, sa.Boolean(), server_default=sa.text("false"), nullable=False)
        with op.batch_alter_table(table) as batch:
            batch.add_column(added)
    meetings = op.get_bind().execute(sa.text("SELECT id FROM meeting")).scalars()
    rows = [
        {
            "id": secrets.randbelow(2**53 - 1) + 1,
            "meeting_id": meeting_id,
            "door": "helper",
            "version": 1,
            "revoked": False,
            "present": False,
        }
        for meeting_id in meetings
    ]
    op.bulk_insert(LINK, rows)


def downgrade() -> None:
    op.execute("DELETE FROM link WHERE door = 'helper'")
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
