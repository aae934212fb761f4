"""reports of discussion sessions, and where their lines went"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=False, length=24)


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("gathering_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", _word("reportstate", "open", "sent", "dealt"), nullable=False),
        sa.Column("language", _word("language", "sv", "fi", "en"), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_report_meeting_id")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_report_gathering_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "gathering_id",
            "meeting_id",
            "number",
            name=op.f("uq_report_gathering_id_meeting_id_number"),
        ),
    )
    op.create_index(op.f("ix_report_meeting_id"), "report", ["meeting_id"])
    op.create_index(op.f("ix_report_gathering_id"), "report", ["gathering_id"])
    op.create_table(
        "report_answer",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_answer_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "place", name=op.f("pk_report_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_line",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("went", _word("went", "result", "card", "suggestion"), nullable=False),
        sa.Column("made_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_line_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "place", "mark", "went", name=op.f("pk_report_line")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("report_line", "report_answer", "report"):
        op.drop_table(table)
