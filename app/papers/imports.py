"""Cards and suggested actions out of pasted lines or a file: good ones, and refused rows with line and reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from app.limits import LIMIT
from app.method import wordings
from app.method.cleaning import clean
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.preparing.pattern import Words
from app.method.refusals import Refusal, RefusedError, pack_full, require
from app.papers.columns import Column, Row, Table, table_of
from app.papers.headings import LANGUAGES, is_yes, language_named, theme_named
from app.vocabulary import N_, Theme

New = TypeVar("New")
EXCERPT = 60

no_text = Refusal("no_text", N_("The text is missing."))
unknown_theme = Refusal(
    "unknown_theme", N_("“%(words)s” is none of the themes. Write the theme as on the cards.")
)
no_theme = Refusal(
    "no_theme", N_("The theme is missing. Add a column for it, or choose one above.")
)
no_group = Refusal(
    "group_missing", N_("The population group is missing. Add a column for it, or name one above.")
)
unknown_language = Refusal(
    "row_language", N_("“%(words)s” is none of the languages. Write one of these: %(known)s.")
)
said_twice = Refusal("said_twice", N_("Card number %(number)s already has words in this language."))
there_already = Refusal("there_already", N_("The same text stands in an earlier row."))
of_persons = Refusal(
    "of_persons",
    N_(
        "This file holds people's names or addresses. Nothing of it has been taken. "
        "Take those columns out of it before you choose it again."
    ),
)
unknown_columns = Refusal(
    "unknown_columns",
    N_(
        "This is a table, but none of its columns is known to be the text: %(columns)s. "
        "Write “Text” over the right column, and “Theme” and “Group” where there are any."
    ),
)


@dataclass(frozen=True)
class Usual:
    """What holds for rows that do not say it themselves."""

    language: str
    theme: Theme | None = None
    group: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """`words`: how the row begins, so that it is found again."""

    line: int
    words: str
    refusal: Refusal


@dataclass(frozen=True)
class Imported(Generic[New]):
    """`columns`: how those of a table were understood."""

    good: tuple[New, ...]
    refused: tuple[RefusedRow, ...]
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """One row, understood: words of a card by language. `card`: the number that joins rows of one card."""

    row: Row
    theme: Theme | None
    group: Words
    words: Words
    card: str


@dataclass
class _Reading:
    columns: tuple[Column, ...] = ()
    pieces: list[_Piece] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, row: Row, refusal: Refusal) -> None:
        words = _excerpt(next(iter(row.texts.values()), ""))
        self.refused.append(RefusedRow(row.line, words, refusal))

    def imported(self, found: Iterable[New]) -> Imported[New]:
        in_order = sorted(self.refused, key=lambda row: row.line)
        return Imported(tuple(found), tuple(in_order), self.columns)


def read_cards(text: str, usual: Usual, room: int) -> Imported[NewCard]:
    """`room`: how many more cards the pack holds; what comes after them is refused."""
    reading = _read(text, usual, _card_piece)
    cards: dict[str, NewCard] = {}
    for piece in reading.pieces:
        known = cards.get(piece.card)
        if known and known.words.keys() & piece.words.keys():
            reading.refuse(piece.row, said_twice.saying(number=piece.card))
        elif known:
            cards[piece.card] = _joined(known, piece)
        elif any(_is_same(piece.words, card.words) for card in cards.values()):
            reading.refuse(piece.row, there_already)
        elif len(cards) >= room:
            reading.refuse(piece.row, pack_full.saying(limit=LIMIT.cards))
        else:
            cards[piece.card] = _new_card(piece)
    return reading.imported(cards.values())


def read_suggestions(text: str, usual: Usual) -> Imported[NewSuggestion]:
    """Residents' suggested actions: as cards, but without a group, and the theme may be missing."""
    reading = _read(text, usual, _piece)
    found: dict[str, NewSuggestion] = {}
    for piece in reading.pieces:
        known = found.get(piece.card)
        if known and known.words.keys() & piece.words.keys():
            reading.refuse(piece.row, said_twice.saying(number=piece.card))
        elif known:
            found[piece.card] = replace(known, words={**known.words, **piece.words})
        else:
            found[piece.card] = NewSuggestion(piece.theme, piece.words)
    return reading.imported(found.values())


def _read(text: str, usual: Usual, understand: Callable[[Row, Usual], _Piece]) -> _Reading:
    table = table_of(text)
    require(of_persons if table.is_personal else None)
    require(None if table.is_understood else unknown_columns.saying(columns=_named(table)))
    reading = _Reading(table.columns)
    for row in table.rows:
        try:
            reading.pieces.append(understand(row, usual))
        except RefusedError as error:
            reading.refuse(row, error.refusal)
    return reading


def _named(table: Table) -> str:
    return " · ".join(_excerpt(column.heading) for column in table.columns if column.heading)


def _card_piece(row: Row, usual: Usual) -> _Piece:
    piece = _piece(row, usual)
    require(no_theme if piece.theme is None else None)
    require(None if any(piece.group.values()) else no_group)
    return piece


def _piece(row: Row, usual: Usual) -> _Piece:
    """Raises why the row cannot be taken."""
    require(None if any(clean(words) for words in row.texts.values()) else no_text)
    language = _language(row, usual)
    words = {tag or language: words for tag, words in row.texts.items()}
    theme = theme_named(row["theme"]) if row["theme"] else usual.theme
    require(
        unknown_theme.saying(words=_excerpt(row["theme"])) if row["theme"] and not theme else None
    )
    group = wordings.line(row["group"] or usual.group, LIMIT.title, may_be_empty=True)
    return _Piece(
        row,
        theme,
        {next(iter(words)): group},
        {tag: wordings.line(said, LIMIT.text) for tag, said in words.items()},
        # A row without a number is a card by itself.
        card=row["number"] or f"line {row.line}",
    )


def _language(row: Row, usual: Usual) -> str:
    """Of the text whose column names none."""
    language = language_named(row["language"]) if row["language"] else usual.language
    if language is None:
        known = ", ".join(LANGUAGES)
        raise RefusedError(unknown_language.saying(words=_excerpt(row["language"]), known=known))
    return language


def _is_same(words: Words, others: Words) -> bool:
    return any(others.get(tag, "").casefold() == said.casefold() for tag, said in words.items())


def _new_card(piece: _Piece) -> NewCard:
    if piece.theme is None:  # judged already, where the row was read
        raise RefusedError(no_theme)
    return NewCard(piece.theme, piece.group, piece.words, heavy=is_yes(piece.row["heavy"]))


def _joined(card: NewCard, piece: _Piece) -> NewCard:
    """The same card in one more language; its group too, where the row calls it by another name."""
    is_other_name = bool(piece.row["group"]) and not set(piece.group.values()) & set(
        card.group.values()
    )
    group = {**card.group, **piece.group} if is_other_name else card.group
    return replace(card, group=group, words={**card.words, **piece.words})


def _excerpt(words: str) -> str:
    return clean(words)[:EXCERPT]
