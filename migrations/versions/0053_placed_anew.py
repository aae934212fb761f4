"""an idea knows how often all have placed it anew; no words hold a sign of ours; and nobody sits at a dissolved table"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None
# By which a screen says where something is put later: until lately it was stored as it came.
BLANK, INSTEAD = "\x7f", "\ufffd"
# Their number was left at a table that was dissolved, and at those that had become a part of it.
_NOBODY_LEFT = """
WITH RECURSIVE gone(id) AS (
    SELECT id FROM small_group WHERE dissolved AND merged_into IS NULL
    UNION SELECT away.id FROM small_group AS away JOIN gone ON away.merged_into = gone.id
)
UPDATE small_group SET headcount = NULL WHERE id IN (SELECT id FROM gone)
"""


def upgrade() -> None:
    op.add_column(
        "idea", sa.Column("placing", sa.BigInteger(), server_default=sa.text("1"), nullable=False)
    )
    known = sa.inspect(op.get_bind())
    for table in known.get_table_names():
        for column in known.get_columns(table):
            if isinstance(column["type"], sa.String):
                _without_blanks(sa.table(table, sa.column(column["name"])).c[column["name"]])
    op.execute(sa.text(_NOBODY_LEFT))


def _without_blanks(column: sa.ColumnClause[str]) -> None:
    replaced = sa.func.replace(column, BLANK, INSTEAD)
    op.execute(sa.update(column.table).where(column.contains(BLANK)).values({column: replaced}))


def downgrade() -> None:
    op.drop_column("idea", "placing")
