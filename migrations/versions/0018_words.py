"""the step is called proposals, a background a role; and what the words are stands in the vocabulary alone"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# Every word of an enum that a column may hold, as each table was told it.
OF_WORDS = re.compile(r",\s*CONSTRAINT \"?ck_\w+\"? CHECK \(\"?\w+\"? IN \([^()]*\)\)")
ON_POSTGRESQL = sa.text(
    "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c'"
    " AND connamespace = current_schema()::regnamespace AND pg_get_constraintdef(oid) LIKE '%= ANY (%'"
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _free_words_of_sqlite(connection)
    else:
        for table, rule in connection.execute(ON_POSTGRESQL).all():
            op.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{rule}"')
    for table in ("person", "survey_answer"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN background TO role")
    op.execute("UPDATE programme_row SET kind = 'proposals' WHERE kind = 'wall'")


def _free_words_of_sqlite(connection: sa.Connection) -> None:
    """Without making each table anew: a rule that goes leaves every row as it is (sqlite.org/lang_altertable.html)."""
    version = int(connection.execute(sa.text("PRAGMA schema_version")).scalar_one())
    tables = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK%'"
    )
    found = connection.execute(tables).all()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for name, said in found:
        connection.execute(
            sa.text("UPDATE sqlite_master SET sql = :said WHERE type = 'table' AND name = :name"),
            {"said": OF_WORDS.sub("", said), "name": name},
        )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")


def downgrade() -> None:
    # The rules of an earlier version are not laid again: it writes nothing that they would refuse.
    op.execute("UPDATE programme_row SET kind = 'wall' WHERE kind = 'proposals'")
    for table in ("person", "survey_answer"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN role TO background")
