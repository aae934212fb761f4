"""a pseudonym, a digest and a group's work are called so"""

from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


# What was called a mark.
RENAMED = (("ballot", "pseudonym"), ("survey_form", "pseudonym"), ("report_line", "digest"))


def upgrade() -> None:
    for table, column in RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN mark TO {column}")
    op.execute("UPDATE scope SET kind = 'group_work' WHERE kind = 'table'")


def downgrade() -> None:
    for table, column in RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO mark")
    op.execute("UPDATE scope SET kind = 'table' WHERE kind = 'group_work'")
