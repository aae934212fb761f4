"""what is kept over the years: who was asked, later surveys, what was learnt, the next round, national goals"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

ROLES = (
    *("resident", "elected", "civil_servant", "organisation", "discussion_leader", "authority"),
    "unsaid",
)
INDICATORS = ("plans", "relations", "discrimination")
UNITS = ("percent", "scale")
MEASURES = ("recognises", "follows", "eases", "mediates", "plans")
ATTAINED = ("missing", "begun", "there")
STATED = ("integration_act", "regional_authority", "national_goals")


def upgrade() -> None:
    op.create_table(
        "attendance",
        _number("meeting_id"),
        _word("role", "role", ROLES),
        _number("invited"),
        _number("promised"),
        _of("attendance", "meeting_id", "meeting"),
        _keyed("attendance", "meeting_id", "role"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action_effect",
        *map(_number, ("agreed_action_id", "effect_id", "learnt_id")),
        _of("action_effect", "agreed_action_id", "agreed_action"),
        _of("action_effect", "effect_id", "text"),
        _of("action_effect", "learnt_id", "text"),
        _keyed("action_effect", "agreed_action_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "next_round",
        *map(_number, ("meeting_id", "sessions", "a_session", "the_meeting", "besides")),
        _words("decided"),
        _of("next_round", "meeting_id", "meeting"),
        _keyed("next_round", "meeting_id"),
        sqlite_with_rowid=False,
    )
    _later_surveys()
    _national()


def _later_surveys() -> None:
    op.create_table(
        "later_survey",
        _id(),
        _number("meeting_id"),
        _number("position"),
        _words("name"),
        sa.Column("asked_on", sa.String(), nullable=False),
        _number("people"),
        _of("later_survey", "meeting_id", "meeting"),
        _keyed("later_survey", "id"),
    )
    op.create_index(op.f("ix_later_survey_meeting_id"), "later_survey", ["meeting_id"])
    op.create_table(
        "later_answer",
        _id(),
        _number("later_survey_id"),
        _number("question"),
        _words("asked"),
        _number("position"),
        _words("answer"),
        sa.Column("people", sa.BigInteger(), nullable=True),
        _of("later_answer", "later_survey_id", "later_survey"),
        _keyed("later_answer", "id"),
    )
    op.create_index(op.f("ix_later_answer_later_survey_id"), "later_answer", ["later_survey_id"])


def _national() -> None:
    op.create_table(
        "figure",
        _id(),
        _number("municipality_id"),
        _word("indicator", "indicator", INDICATORS),
        _number("year"),
        _word("unit", "unit", UNITS),
        _number("tenths"),
        _words("asked"),
        _words("source"),
        sa.Column("people", sa.BigInteger(), nullable=True),
        _of("figure", "municipality_id", "municipality"),
        _keyed("figure", "id"),
    )
    op.create_index(op.f("ix_figure_municipality_id"), "figure", ["municipality_id"])
    op.create_table(
        "goal_check",
        _number("municipality_id"),
        _word("measure", "measure", MEASURES),
        _word("attained", "attained", ATTAINED),
        _number("has_id"),
        sa.Column("checked_on", sa.String(), nullable=False),
        _of("goal_check", "municipality_id", "municipality"),
        _of("goal_check", "has_id", "text"),
        _keyed("goal_check", "municipality_id", "measure"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stated_text",
        _number("municipality_id"),
        _word("of", "stated", STATED),
        _number("text_id"),
        _words("source"),
        sa.Column("dated_on", sa.String(), nullable=False),
        _of("stated_text", "municipality_id", "municipality"),
        _of("stated_text", "text_id", "text"),
        _keyed("stated_text", "municipality_id", "of"),
        sqlite_with_rowid=False,
    )


def _id() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=False, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, kind: str, words: tuple[str, ...]) -> sa.Column[str]:
    stored = sa.Enum(*words, name=kind, native_enum=False, create_constraint=False, length=24)
    return sa.Column(name, stored, nullable=False)


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _keyed(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def downgrade() -> None:
    for table in (
        *("stated_text", "goal_check", "figure", "later_answer", "later_survey"),
        *("next_round", "action_effect", "attendance"),
    ):
        op.drop_table(table)
