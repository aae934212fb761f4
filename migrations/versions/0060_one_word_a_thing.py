"""a pseudonym, a digest and a group's work are called so"""

from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

# What was called a mark.
RENAMED = (("ballot", "pseudonym"), ("survey_form", "pseudonym"), ("report_line", "digest"))
ONCE_EACH = (("ballot", "vote_round_id"), ("survey_form", "survey_id"))


def upgrade() -> None:
    for table, column in RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN mark TO {column}")
    for table, column in ONCE_EACH:
        rename_rule(table, column, "mark", "pseudonym")
    op.execute("UPDATE scope SET kind = 'group_work' WHERE kind = 'table'")


def downgrade() -> None:
    op.execute("UPDATE scope SET kind = 'table' WHERE kind = 'group_work'")
    for table, column in ONCE_EACH:
        rename_rule(table, column, "pseudonym", "mark")
    for table, column in RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO mark")


def rename_rule(table: str, column: str, earlier: str, later: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(f"uq_{table}_{column}_{earlier}", type_="unique")
        batch.create_unique_constraint(f"uq_{table}_{column}_{later}", [column, "pseudonym"])
