"""no survey answer, vote or contact among the drafts"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "DELETE FROM draft WHERE form LIKE 'survey/%' OR form LIKE 'vote%' OR form LIKE '%/contact'"
    )


def downgrade() -> None:
    """What was removed is not made again."""
