"""where words are needed and a text was erased on request, it says so"""

import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

LEFT = {"sv": "Raderad text", "fi": "Poistettu teksti", "en": "Erased text"}
NEEDED = {
    "agreed_action": "title_id",
    "became_of": "text_id",
    "card": "text_id",
    "idea": "title_id",
    "key_result": "text_id",
    "meeting": "name_id",
    "population_group": "name_id",
    "prepared_owner": "name_id",
    "principle": "text_id",
    "round": "name_id",
    "suggested_action": "text_id",
    "survey_question": "text_id",
}
# Of a published page, by the names under which it tells its texts.
NEEDED_OF_A_PAGE = {"group", "meeting", "text", "title"}
LARGEST_ID = 2**53


def upgrade() -> None:
    connection = op.get_bind()
    for table, column in NEEDED.items():
        silent = sa.text(
            f"SELECT {column} FROM {table} WHERE NOT EXISTS"  # noqa: S608 -- our own names
            f" (SELECT 1 FROM wording WHERE wording.text_id = {table}.{column})"
        )
        for text_id in connection.execute(silent).scalars().all():
            for language, words in LEFT.items():
                connection.execute(
                    sa.text(
                        "INSERT INTO wording (id, text_id, language, words, source, standing)"
                        " VALUES (:id, :text_id, :language, :words, 'written', 'current')"
                    ),
                    {
                        "id": secrets.randbelow(LARGEST_ID - 1) + 1,
                        "text_id": text_id,
                        "language": language,
                        "words": words,
                    },
                )
    for row in connection.execute(sa.text("SELECT id, content FROM publication")).all():
        told = json.loads(row.content)
        if (said := _said(told)) != told:
            connection.execute(
                sa.text("UPDATE publication SET content = :content WHERE id = :id"),
                {"id": row.id, "content": json.dumps(said, ensure_ascii=False)},
            )


def _said(part: Any, called: str = "") -> Any:
    if isinstance(part, list):
        return [_said(item, called) for item in part]
    if not isinstance(part, dict):
        return part
    if called in NEEDED_OF_A_PAGE and part.get("words") == {}:
        return {"text": part["text"], "words": LEFT}
    return {name: _said(value, name) for name, value in part.items()}


def downgrade() -> None:
    """It stays: for an earlier version these are words like others."""
