"""Every text that people read, with its wordings by language."""

from sqlmodel import SQLModel

from app.models.column_kinds import key, language_tag, peoples_words, ref, unique_where, word
from app.vocabulary import Standing, WordingSource


class Text(SQLModel, table=True):
    __tablename__ = "text"
    id: int = key()


class Wording(SQLModel, table=True):
    """The words of a text in one language."""

    __tablename__ = "wording"
    __table_args__ = (
        unique_where(
            "uq_wording_current", "text_id", "language", where=f"standing = '{Standing.current}'"
        ),
    )
    id: int = key()
    text_id: int = ref("text", index=True)
    language: str = language_tag()
    words: str = peoples_words()
    source: WordingSource = word(WordingSource, default=WordingSource.written)
    standing: Standing = word(Standing, default=Standing.current)
