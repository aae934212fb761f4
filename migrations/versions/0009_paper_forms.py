"""survey forms on paper"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_form",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_paper_form_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_form")),
    )
    op.create_index(op.f("ix_paper_form_meeting_id"), "paper_form", ["meeting_id"], unique=False)
    # Said in the words that both databases know: a copied table would lose what it is held to.
    op.execute(
        "ALTER TABLE survey_answer ADD COLUMN paper_form_id BIGINT"
        " CONSTRAINT fk_survey_answer_paper_form_id REFERENCES paper_form (id)"
    )


def downgrade() -> None:
    # SQLite drops no column that is held to another table: answers on paper go with their forms.
    op.execute("DELETE FROM survey_answer WHERE paper_form_id IS NOT NULL")
    with op.batch_alter_table("survey_answer") as answers:
        answers.drop_column("paper_form_id")
    op.drop_index(op.f("ix_paper_form_meeting_id"), table_name="paper_form")
    op.drop_table("paper_form")
