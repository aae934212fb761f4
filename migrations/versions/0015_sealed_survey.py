"""a survey whose answers are sealed until it closes"""

import json
import secrets
from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BACKGROUNDS = (
    "elected",
    "civil_servant",
    "resident",
    "organisation",
    "discussion_leader",
    "authority",
    "unsaid",
)
SOURCES = ("phone", "table_host", "paper")
SMALL_CELL = 5


def word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    _make_tables()
    connection = op.get_bind()
    answers = _answers(connection)
    _keep_surveys(connection)
    op.drop_table("survey_turn")
    _drop_answers()
    op.drop_table("paper_form")
    _make_answers()
    if answers:
        op.bulk_insert(_table("survey_answer", *answers[0]), answers)


def _make_tables() -> None:
    op.create_table(
        "survey",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", word("roundstate", "open", "closed", "void"), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("forms", "through", "papers", "lost")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_survey_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_survey_meeting_id_number")),
    )
    op.create_index(op.f("ix_survey_meeting_id"), "survey", ["meeting_id"], unique=False)
    op.create_table(
        "survey_form",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("through", sa.Boolean(), nullable=False),
        sa.Column("source", word("source", *SOURCES), nullable=False),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_form_survey_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_form")),
        sa.UniqueConstraint("survey_id", "mark", name=op.f("uq_survey_form_survey_id_mark")),
    )
    op.create_index(op.f("ix_survey_form_survey_id"), "survey_form", ["survey_id"], unique=False)


def _answers(connection: sa.Connection) -> list[dict[str, Any]]:
    """What was answered so far, under new keys and in an order that tells nothing of who answered when."""
    found = connection.execute(
        sa.text("SELECT survey_question_id, background, level, action_id, words FROM survey_answer")
    )
    rows = [dict(row) for row in found.mappings()]
    named = Counter((row["survey_question_id"], row["background"]) for row in rows)
    for row in rows:
        row["id"] = _new_id()
        if named[row["survey_question_id"], row["background"]] < SMALL_CELL:
            row["background"] = None
    secrets.SystemRandom().shuffle(rows)
    return rows


def _keep_surveys(connection: sa.Connection) -> None:
    """The set times move here. A survey that somebody has answered in the open counts as closed."""
    meeting = _table("meeting", "id", "settings")
    for meeting_id, settings in connection.execute(sa.select(meeting)).all():
        kept = json.loads(settings)
        until, is_over = kept.pop("survey_until", None), kept.pop("survey_over", False)
        connection.execute(
            meeting.update().where(meeting.c.id == meeting_id).values(settings=json.dumps(kept))
        )
        counted = _counted(connection, meeting_id)
        if until is None and not any(counted.values()):
            continue
        values = {
            "id": _new_id(),
            "meeting_id": meeting_id,
            "number": 1,
            "state": "closed" if is_over or any(counted.values()) else "open",
            "until": until,
            "lost": 0,
            **counted,
        }
        connection.execute(_table("survey", *values).insert().values(values))


def _counted(connection: sa.Connection, meeting_id: int) -> dict[str, int]:
    turns = connection.execute(
        sa.text(
            "SELECT count(*) FROM survey_turn JOIN survey_question"
            " ON survey_question.id = survey_turn.survey_question_id"
            " WHERE survey_question.meeting_id = :meeting GROUP BY survey_turn.person_id"
        ),
        {"meeting": meeting_id},
    )
    past = [row[0] for row in turns]
    asked = _count(connection, "survey_question", meeting_id)
    return {
        "forms": len(past),
        "through": sum(one == asked for one in past),
        "papers": _count(connection, "paper_form", meeting_id),
    }


def _count(connection: sa.Connection, table: str, meeting_id: int) -> int:
    of = _table(table, "meeting_id")
    counted = sa.select(sa.func.count()).select_from(of).where(of.c.meeting_id == meeting_id)
    return int(connection.execute(counted).scalar_one())


def _drop_answers() -> None:
    op.drop_index(op.f("ix_survey_answer_survey_question_id"), table_name="survey_answer")
    op.drop_table("survey_answer")


def _make_answers(*more: Any) -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("survey_question_id", sa.BigInteger(), nullable=False),
        sa.Column("background", word("background", *BACKGROUNDS), nullable=True),
        sa.Column("level", sa.BigInteger(), nullable=True),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        *more,
        sa.ForeignKeyConstraint(
            ["action_id"], ["agreed_action.id"], name=op.f("fk_survey_answer_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["survey_question_id"],
            ["survey_question.id"],
            name=op.f("fk_survey_answer_survey_question_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
    )
    op.create_index(
        op.f("ix_survey_answer_survey_question_id"),
        "survey_answer",
        ["survey_question_id"],
        unique=False,
    )


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


def _new_id() -> int:
    return secrets.randbelow(2**53 - 1) + 1


def downgrade() -> None:
    # Answers that are released stay; who is past a question is stored nowhere any more.
    connection = op.get_bind()
    answers = [{**row, "source": "phone"} for row in _answers(connection)]
    _drop_answers()
    op.drop_table("survey_form")
    op.drop_table("survey")
    op.create_table(
        "paper_form",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_paper_form_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_form")),
    )
    op.create_index(op.f("ix_paper_form_meeting_id"), "paper_form", ["meeting_id"], unique=False)
    op.create_table(
        "survey_turn",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_question_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_survey_turn_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["survey_question_id"],
            ["survey_question.id"],
            name=op.f("fk_survey_turn_survey_question_id"),
        ),
        sa.PrimaryKeyConstraint("person_id", "survey_question_id", name=op.f("pk_survey_turn")),
        sqlite_with_rowid=False,
    )
    _make_answers(
        sa.Column("source", word("source", *SOURCES), nullable=False),
        sa.Column("paper_form_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["paper_form_id"], ["paper_form.id"], name=op.f("fk_survey_answer_paper_form_id")
        ),
    )
    if answers:
        op.bulk_insert(_table("survey_answer", *answers[0]), answers)
