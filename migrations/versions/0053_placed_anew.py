"""an idea knows how often all have placed it anew; and no words hold a sign of ours"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None
# By which a screen says where something is put later: until lately it was stored as it came.
BLANK, INSTEAD = "\x7f", "\ufffd"


def upgrade() -> None:
    op.add_column(
        "idea", sa.Column("placing", sa.BigInteger(), server_default=sa.text("1"), nullable=False)
    )
    known = sa.inspect(op.get_bind())
    for table in known.get_table_names():
        for column in known.get_columns(table):
            if isinstance(column["type"], sa.String):
                _without_blanks(sa.table(table, sa.column(column["name"])).c[column["name"]])


def _without_blanks(column: sa.ColumnClause[str]) -> None:
    replaced = sa.func.replace(column, BLANK, INSTEAD)
    op.execute(sa.update(column.table).where(column.contains(BLANK)).values({column: replaced}))


def downgrade() -> None:
    op.drop_column("idea", "placing")
