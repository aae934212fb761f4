"""an end that is everybody's is remembered with the act that was last done for it"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None
_MARKS = ("page", "said")


def upgrade() -> None:
    for name in _MARKS:
        op.add_column(
            "operation",
            sa.Column(name, sa.String(64), server_default=sa.text("''"), nullable=False),
        )
    op.add_column(
        "operation", sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    for name in ("count", *_MARKS):
        op.drop_column("operation", name)
