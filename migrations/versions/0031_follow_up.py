"""an agreed action says what it serves, with whom and how one will see it; every proposal can be answered"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

THEMES = ("participation", "attitudes", "security", "interaction")
ANSWERS = ("yes", "later", "no")
TEXTS = ("goal_id", "partners_id", "indicator_id")
DAYS = ("review_on", "corrected_on")


def upgrade() -> None:
    with op.batch_alter_table("agreed_action") as batch:
        batch.add_column(sa.Column("theme", _words("theme", THEMES), nullable=True))
        for name in TEXTS:
            batch.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_agreed_action_{name}"), "text", [name], ["id"])
        for name in DAYS:
            batch.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
    op.create_table(
        "proposal_answer",
        sa.Column("proposal_id", sa.BigInteger(), nullable=False),
        sa.Column("answer", _words("answer", ANSWERS), nullable=False),
        sa.Column("because_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_answer_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["because_id"], ["text.id"], name=op.f("fk_proposal_answer_because_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_proposal_answer")),
        sqlite_with_rowid=False,
    )


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=False, length=24)


def downgrade() -> None:
    op.drop_table("proposal_answer")
    with op.batch_alter_table("agreed_action") as batch:
        for name in TEXTS:
            batch.drop_constraint(op.f(f"fk_agreed_action_{name}"), type_="foreignkey")
        for name in ("theme", *TEXTS, *DAYS):
            batch.drop_column(name)
