"""what a group was shown of how its members placed an idea"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

EFFORT = ("easy", "between", "laborious")
IMPACT = ("small", "between", "large")


def _zone(name: str, kind: str, words: tuple[str, ...], *, optional: bool = False) -> sa.Column:
    stored = sa.Enum(*words, name=kind, native_enum=False, create_constraint=False, length=24)
    return sa.Column(name, stored, nullable=optional)


def upgrade() -> None:
    op.create_table(
        "axis_spread",
        sa.Column("idea_id", sa.BigInteger(), nullable=False),
        _zone("effort", "effort", EFFORT),
        _zone("impact", "impact", IMPACT),
        _zone("least_effort", "effort", EFFORT, optional=True),
        _zone("most_effort", "effort", EFFORT, optional=True),
        _zone("least_impact", "impact", IMPACT, optional=True),
        _zone("most_impact", "impact", IMPACT, optional=True),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_axis_spread_idea_id")),
        sa.PrimaryKeyConstraint("idea_id", name=op.f("pk_axis_spread")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("axis_spread")
