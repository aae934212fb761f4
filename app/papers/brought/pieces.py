"""Makes pieces of a sheet: future cards, results or suggestions, and what each of them lacks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.frozen import frozen
from app.limits import LIMIT
from app.method.cleaning import clean
from app.method.refusals import Refusal, too_long
from app.method.wordings import Words
from app.papers.brought.columns import Understood
from app.papers.brought.headings import is_yes
from app.papers.brought.rows import EXCERPT, CellsByUse, one_line, rows_of, theme_in, words_in
from app.papers.brought.sheets import CellSheet, SheetKind
from app.vocabulary import N_, Theme

no_text = Refusal("no_text", N_("The text is missing."))
unknown_theme = Refusal("unknown_theme", N_("“%(words)s” is none of the themes. Choose the theme."))
no_theme = Refusal("no_theme", N_("The theme is missing. Choose it."))
no_group = Refusal("group_missing", N_("The population group is missing. Name it."))
said_twice = Refusal("said_twice", N_("Card number %(number)s already has words in this language."))
there_already = Refusal("there_already", N_("The same text stands in an earlier row: %(place)s."))
in_pack_already = Refusal(
    "in_pack_already", N_("This text is in the meeting already: number %(place)s.")
)


@frozen
class Piece:
    """One future card, result or suggestion. `id`: the index of its first row in the sheet.

    `places`: its rows, lines or slides in the file. `theme_words`: the words in the theme's cell.
    `fault`: why it cannot be taken as it is. `same`: which other text says the same.
    """

    id: int
    places: tuple[int, ...]
    words: Words
    theme: Theme | None
    group: Words
    heavy: bool
    theme_words: str = ""
    fault: Refusal | None = None
    same: Refusal | None = None

    @property
    def text(self) -> str:
        return next(iter(self.words.values()), "")

    def said_in(self, tag: str) -> str:
        return self.words.get(tag, "")


@frozen
class ThemeNote:
    """The presenter's notes to the results of one theme."""

    theme: Theme
    language: str
    words: str


@frozen
class Needed:
    """What a piece must have.

    `there`: the texts that the meeting has already, with their numbers.
    """

    theme: bool
    group: bool
    there: tuple[tuple[int, Words], ...] = ()


def pieces_of(sheet: CellSheet, choice: Understood, wanted: Needed) -> list[Piece]:
    """The pieces that are not added yet, in file order.

    Rows with the same card number in different languages become one piece.
    """
    by_key: dict[str, Piece] = {}
    for place, cells in rows_of(sheet, choice):
        piece = _piece(sheet, choice, place, cells)
        number = cells.get("number", "")
        key = f"number {number}" if number else f"row {place}"
        known = by_key.get(key)
        if known is None:
            by_key[key] = piece
        elif known.words.keys() & piece.words.keys():
            twice = piece.fault or said_twice.saying(number=number[:EXCERPT])
            by_key[f"row {place}"] = replace(piece, fault=twice)
        else:
            by_key[key] = _joined(known, piece)
    waiting = (piece for piece in by_key.values() if piece.id not in choice.done)
    judged = (_judged(_mended(piece, choice.edits), wanted) for piece in waiting)
    return list(_compared(judged, wanted))


def notes_of(sheet: CellSheet, choice: Understood) -> list[ThemeNote]:
    """The notes of all rows, joined into one per theme."""
    by_theme: dict[Theme, list[str]] = {}
    for _, cells in rows_of(sheet, choice, of_notes=True):
        theme, _ = theme_in(sheet, cells)
        words = clean(cells.get("note", ""))
        if theme and words and words not in by_theme.setdefault(theme, []):
            by_theme[theme].append(words)
    return [
        ThemeNote(theme, choice.language, "\n".join(by_theme[theme]))
        for theme in Theme
        if by_theme.get(theme)
    ]


def _piece(sheet: CellSheet, choice: Understood, place: int, cells: CellsByUse) -> Piece:
    """The piece as its row has it."""
    words, in_brackets, unknown = words_in(cells, choice)
    theme, beside = theme_in(sheet, cells)
    is_said = sheet.kind is SheetKind.table and "theme" in cells
    if theme is None and not is_said and choice.theme in set(Theme):
        theme = Theme(choice.theme)
    group = one_line(cells.get("group") or in_brackets or beside or choice.group)
    return Piece(
        id=place,
        places=(sheet.places[place],),
        words=words,
        theme=theme,
        group={next(iter(words), choice.language): group} if group else {},
        heavy=is_yes(cells.get("heavy", "")),
        theme_words=clean(cells.get("theme", ""))[:EXCERPT],
        fault=unknown,
    )


def _mended(piece: Piece, edits: Mapping[int, CellsByUse]) -> Piece:
    """The piece with what somebody has corrected in it."""
    edited = edits.get(piece.id)
    if edited is None:
        return piece
    words = {
        name.removeprefix("words_"): one_line(said)
        for name, said in edited.items()
        if name.startswith("words_")
    }
    group = one_line(edited.get("group", ""))
    tag = next(iter(piece.group or piece.words or words), "")
    return replace(
        piece,
        words={tag: said for tag, said in {**piece.words, **words}.items() if said},
        theme=Theme(edited["theme"]) if edited.get("theme") in set(Theme) else None,
        group={**piece.group, tag: group} if group else {},
        heavy=is_yes(edited.get("heavy", "")),
        theme_words="",
        fault=None,
    )


def _judged(piece: Piece, wanted: Needed) -> Piece:
    return replace(piece, fault=piece.fault or _fault(piece, wanted))


def _fault(piece: Piece, wanted: Needed) -> Refusal | None:
    if not piece.words:
        return no_text
    if any(len(said) > LIMIT.text for said in piece.words.values()):
        return too_long.saying(limit=LIMIT.text)
    if piece.theme is None and piece.theme_words:
        return unknown_theme.saying(words=piece.theme_words)
    if piece.theme is None and wanted.theme:
        return no_theme
    if wanted.group and not piece.group:
        return no_group
    is_long = any(len(name) > LIMIT.title for name in piece.group.values())
    return too_long.saying(limit=LIMIT.title) if wanted.group and is_long else None


def _joined(piece: Piece, other: Piece) -> Piece:
    """Adds a further language to a piece; to its group too, if the row has another name for it."""
    is_other_name = not set(other.group.values()) & set(piece.group.values())
    return replace(
        piece,
        places=(*piece.places, *other.places),
        words={**piece.words, **other.words},
        theme=piece.theme or other.theme,
        group={**piece.group, **other.group} if is_other_name else piece.group,
        heavy=piece.heavy or other.heavy,
        fault=piece.fault or other.fault,
    )


def _compared(pieces: Iterable[Piece], wanted: Needed) -> Iterator[Piece]:
    """Notes in each piece which text says the same, in the meeting or earlier in the file."""
    in_meeting = {plain(said): number for number, words in wanted.there for said in words.values()}
    in_file: dict[str, int] = {}
    for piece in pieces:
        texts = [plain(said) for said in piece.words.values()]
        number = next((in_meeting[text] for text in texts if text in in_meeting), None)
        place = next((in_file[text] for text in texts if text in in_file), None)
        same = there_already.saying(place=place) if place is not None else None
        if number is not None:
            same = in_pack_already.saying(place=number)
        in_file |= {text: piece.places[0] for text in texts if text not in in_file}
        yield replace(piece, same=same)


def plain(words: str) -> str:
    """The form in which texts are compared: small letters and digits alone."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
