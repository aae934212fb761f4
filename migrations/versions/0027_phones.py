"""phones tell what was just decided, what the ends of the plane mean, and where the follow-up will be"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ENDS = ("effort_low_id", "effort_high_id", "impact_low_id", "impact_high_id")


def upgrade() -> None:
    op.add_column(
        "turn",
        sa.Column("just_decided", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(sa.Column("follow_up", sa.String(), server_default="", nullable=False))
        for end in ENDS:
            batch.add_column(sa.Column(end, sa.BigInteger(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_meeting_{end}"), "text", [end], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        for end in ENDS:
            batch.drop_constraint(op.f(f"fk_meeting_{end}"), type_="foreignkey")
            batch.drop_column(end)
        batch.drop_column("follow_up")
    op.drop_column("turn", "just_decided")
