"""Cards and suggested actions out of pasted lines or a file: good ones, and refused rows with line and reason."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from app.limits import LIMIT
from app.method import wordings
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.preparing.pattern import Words
from app.method.refusals import Refusal, RefusedError, pack_full, require
from app.papers.columns import LANGUAGES, Row, language_named, rows_of, theme_named
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
    good: tuple[New, ...]
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True)
class _Piece:
    """One row, understood: words of a card in one language. `card`: the number that joins rows of one card."""

    row: Row
    language: str
    theme: Theme | None
    group: str
    words: str
    card: str


@dataclass
class _Reading:
    pieces: list[_Piece] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, row: Row, refusal: Refusal) -> None:
        words = _excerpt(row["text"])
        self.refused.append(RefusedRow(row.line, words, refusal))


def read_cards(text: str, usual: Usual, room: int) -> Imported[NewCard]:
    """`room`: how many more cards the pack holds; what comes after them is refused."""
    reading = _read(text, usual, _card_piece)
    cards: dict[str, NewCard] = {}
    for piece in reading.pieces:
        known = cards.get(piece.card)
        if known and piece.language in known.words:
            reading.refuse(piece.row, said_twice.saying(number=piece.card))
        elif known:
            cards[piece.card] = _joined(known, piece)
        elif len(cards) >= room:
            reading.refuse(piece.row, pack_full.saying(limit=LIMIT.cards))
        else:
            cards[piece.card] = _new_card(piece)
    return Imported(tuple(cards.values()), _by_line(reading.refused))


def read_suggestions(text: str, usual: Usual) -> Imported[NewSuggestion]:
    """Residents' suggested actions: as cards, but without a group, and the theme may be missing."""
    reading = _read(text, usual, _piece)
    found: dict[str, NewSuggestion] = {}
    for piece in reading.pieces:
        known = found.get(piece.card)
        if known and piece.language in known.words:
            reading.refuse(piece.row, said_twice.saying(number=piece.card))
        elif known:
            found[piece.card] = replace(known, words=_more(known.words, piece))
        else:
            found[piece.card] = NewSuggestion(piece.theme, _more({}, piece))
    return Imported(tuple(found.values()), _by_line(reading.refused))


def _read(text: str, usual: Usual, understand: Callable[[Row, Usual], _Piece]) -> _Reading:
    reading = _Reading()
    for row in rows_of(text):
        try:
            reading.pieces.append(understand(row, usual))
        except RefusedError as error:
            reading.refuse(row, error.refusal)
    return reading


def _card_piece(row: Row, usual: Usual) -> _Piece:
    piece = _piece(row, usual)
    require(no_theme if piece.theme is None else None)
    require(None if piece.group else no_group)
    return piece


def _piece(row: Row, usual: Usual) -> _Piece:
    """Raises why the row cannot be taken."""
    require(None if wordings.clean(row["text"]) else no_text)
    language = language_named(row["language"]) if row["language"] else usual.language
    if language is None:
        raise RefusedError(
            unknown_language.saying(words=_excerpt(row["language"]), known=", ".join(LANGUAGES))
        )
    theme = theme_named(row["theme"]) if row["theme"] else usual.theme
    require(
        unknown_theme.saying(words=_excerpt(row["theme"])) if row["theme"] and not theme else None
    )
    return _Piece(
        row,
        language,
        theme,
        group=wordings.line(row["group"] or usual.group, LIMIT.title, may_be_empty=True),
        words=wordings.line(row["text"], LIMIT.text),
        # A row without a number is a card by itself.
        card=row["card"] or f"line {row.line}",
    )


def _new_card(piece: _Piece) -> NewCard:
    if piece.theme is None:  # judged already, where the row was read
        raise RefusedError(no_theme)
    return NewCard(piece.theme, {piece.language: piece.group}, _more({}, piece))


def _joined(card: NewCard, piece: _Piece) -> NewCard:
    """The same card in one more language; its group too, where the row calls it by another name."""
    is_other_name = bool(piece.row["group"]) and piece.group not in card.group.values()
    group = {**card.group, piece.language: piece.group} if is_other_name else card.group
    return replace(card, group=group, words=_more(card.words, piece))


def _more(words: Words, piece: _Piece) -> Words:
    return {**words, piece.language: piece.words}


def _excerpt(words: str) -> str:
    return wordings.clean(words)[:EXCERPT]


def _by_line(refused: list[RefusedRow]) -> tuple[RefusedRow, ...]:
    return tuple(sorted(refused, key=lambda row: row.line))
