"""Reads the fields of the import pages: uses of columns, edits and ticks of rows."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from app.languages import WRITTEN_TAGS
from app.method.cleaning import clean
from app.method.preparing.brought import Adding
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.refusals import Refusal, RefusedError, require
from app.method.sent import whole_number
from app.papers.brought import columns
from app.papers.brought.columns import (
    ASKED,
    HIGHEST,
    SINGLE,
    UNSAID,
    UNUSED,
    Understood,
    guessed,
    without_persons,
)
from app.papers.brought.letters import ONE_BYTE
from app.papers.brought.pieces import Piece, ThemeNote, notes_of, pieces_of
from app.papers.brought.sheets import CellSheet, read_anew
from app.vocabulary import N_, Theme
from app.web.desk.brought_choices import TARGETS
from app.web.desk.brought_pages import Around, WaitingFile, ticked
from app.web.desk.door import text_language
from app.web.desk.typed_drafts import MADE_ON
from app.web.forms import Form

COLUMNS = (MADE_ON, "sheet", "heading", "encoding", "theme", "group", "language")
USES = {ASKED, UNUSED, *SINGLE, *(f"text:{tag}" for tag in WRITTEN_TAGS)}

columns_unsaid = Refusal(
    "columns_unsaid",
    N_("Say of each column what it holds, or that it is not used. One of them must be the text."),
)
heading_unsaid = Refusal(
    "heading_unsaid", N_("Say first in which row the headings stand, or that there are none.")
)
used_twice = Refusal("used_twice", N_("Two columns are said to hold the same. Change one of them."))
none_ticked = Refusal("none_ticked", N_("No row is ticked that can be added."))
too_many_ticked = Refusal(
    "too_many_ticked",
    N_("Ticked cards: %(ticked)s. There is room for %(room)s: leave %(over)s out."),
)


def understood(form: Form, file: WaitingFile) -> tuple[tuple[CellSheet, ...], Understood]:
    """Returns the sheets, decoded anew if another encoding is chosen, and what is said of their
    columns.

    If the sheet, the heading or the encoding has changed, the columns are guessed anew. They are
    asked about once more, except where that changed nothing in the same sheet.
    """
    before = file.choice
    at = _within(form.get("sheet", ""), len(file.sheets), before.sheet)
    heading = _heading(form, before)
    read = _read(form.get("encoding", ""), file.sheets, at)
    said = replace(
        before,
        sheet=at,
        heading=heading,
        language=text_language(form["language"]),
        theme=form["theme"] if form.get("theme") in set(Theme) else "",
        group=clean(form.get("group", ""))[:200],
    )
    is_same = (at, heading, read) == (before.sheet, before.heading, file.sheets)
    uses = tuple(_use(form, place, use) for place, use in enumerate(before.uses))
    if is_same:
        _judge(said, uses)
        return read, replace(said, uses=uses, is_settled=True)
    anew = replace(said, is_settled=False, edits={}, ticks={}, done=())
    is_as_wide = read[at].width == file.sheets[at].width
    if at != before.sheet or not is_as_wide:
        return read, guessed(read, replace(anew, heading=UNSAID))
    return read, _beside(uses, before.uses, guessed(read, anew))


def _beside(uses: tuple[str, ...], before: tuple[str, ...], anew: Understood) -> Understood:
    """Keeps the uses that somebody chose in the same form; takes the rest as guessed anew."""
    pairs = zip(uses, before, anew.uses, strict=True)
    held = tuple(use if use != old else new for use, old, new in pairs)
    return replace(anew, uses=held, is_settled=held == uses and not replace(anew, uses=held).asks)


def _judge(said: Understood, uses: tuple[str, ...]) -> None:
    require(heading_unsaid if said.heading == UNSAID else None)
    has_text = any(use.startswith("text") for use in uses)
    require(columns_unsaid if ASKED in uses or not has_text else None)
    text = "text" if "language" in uses else f"text:{said.language}"
    used = [text if use == "text" else use for use in uses if use != UNUSED]
    require(used_twice if len(used) > len(set(used)) else None)


def _use(form: Form, place: int, before: str) -> str:
    said = form.get(f"use_{place}", before)
    return said if said in USES else before


def _heading(form: Form, before: Understood) -> int:
    said = form.get("heading", str(before.heading))
    number = whole_number(said.removeprefix("-"))
    if number is None:
        return UNSAID
    return min(number, HIGHEST) if not said.startswith("-") else max(-number, UNSAID)


def _within(words: str, most: int, before: int) -> int:
    number = whole_number(words)
    return number if number is not None and number < most else before


def _read(encoding: str, sheets: tuple[CellSheet, ...], at: int) -> tuple[CellSheet, ...]:
    sheet = sheets[at]
    if encoding not in ONE_BYTE or not sheet.encoding or encoding == sheet.encoding:
        return sheets
    anew = without_persons(read_anew(sheet, encoding))
    return (*sheets[:at], anew, *sheets[at + 1 :])


def row_fields(pieces: Iterable[Piece], kind: str) -> Collection[str]:
    """The names of all fields that the page of the rows may send."""
    names = ("theme", "group", "heavy", *TARGETS[kind], *(f"words_{tag}" for tag in WRITTEN_TAGS))
    of_rows = {f"{name}_{piece.id}" for piece in pieces for name in names}
    return {*of_rows, *(f"note_{theme}" for theme in Theme), MADE_ON, "add", "mend"}


def looked_at(form: Form, pieces: Iterable[Piece], kind: str, choice: Understood) -> Understood:
    """Returns the choice with what was ticked and edited on the page."""
    edits = dict(choice.edits)
    ticks: dict[str, list[int]] = {target: [] for target in TARGETS[kind]}
    for piece in pieces:
        if (edit := _edit(form, piece)) is not None:
            edits[piece.id] = edit
        for target, ids in ticks.items():
            if f"{target}_{piece.id}" in form:
                ids.append(piece.id)
    notes = [place for place, theme in enumerate(Theme) if f"note_{theme}" in form]
    return replace(choice, edits=edits, ticks={**ticks, "notes": notes})


def _edit(form: Form, piece: Piece) -> dict[str, str] | None:
    """Returns all fields of a row if any was changed, since they are read together; None if none
    was, or if they were not on the page.
    """
    if f"theme_{piece.id}" not in form:
        return None
    names = ("theme", "group", *(f"words_{tag}" for tag in WRITTEN_TAGS))
    said = {name: form[f"{name}_{piece.id}"] for name in names if f"{name}_{piece.id}" in form}
    said["heavy"] = "1" if f"heavy_{piece.id}" in form else ""
    return said if said != as_fields(piece, said) else None


def as_fields(piece: Piece, names: Iterable[str]) -> dict[str, str]:
    """The values of a row's fields before anybody changes them."""
    shown = {
        "theme": piece.theme or "",
        "group": next(iter(piece.group.values()), ""),
        "heavy": "1" if piece.heavy else "",
        **{f"words_{tag}": words for tag, words in piece.words.items()},
    }
    return {name: str(shown.get(name, "")) for name in names}


def to_add(sheet: CellSheet, choice: Understood, there: Around, kind: str) -> Adding:
    """Returns what is added: the ticked rows without a fault. Those with a fault keep waiting."""
    targets = TARGETS[kind]
    pieces = pieces_of(sheet, choice, there.wanted(kind))
    chosen = [(piece, ticked(piece, choice, targets)) for piece in pieces]
    good = [(piece, wanted) for piece, wanted in chosen if wanted and not piece.fault]
    notes = _notes(notes_of(sheet, choice), choice)
    require(none_ticked if not good and not notes else None)
    cards = [_card(piece) for piece, wanted in good if "cards" in wanted]
    over = len(cards) - there.room
    require(
        too_many_ticked.saying(ticked=len(cards), room=there.room, over=over) if over > 0 else None
    )
    done = (*choice.done, *(piece.id for piece, _ in good))
    has_rest = any(wanted and piece.fault for piece, wanted in chosen)
    return Adding(
        tuple(cards),
        tuple(_card(piece) for piece, wanted in good if "results" in wanted),
        tuple(
            NewSuggestion(piece.theme, piece.words)
            for piece, wanted in good
            if "suggestions" in wanted
        ),
        notes,
        columns.to_json(replace(choice, done=done, ticks={**choice.ticks, "notes": []}))
        if has_rest
        else None,
    )


def _notes(notes: Iterable[ThemeNote], choice: Understood) -> tuple[tuple[Theme, str, str], ...]:
    places = choice.ticks.get("notes", ())
    return tuple(
        (note.theme, note.language, note.words)
        for note in notes
        if list(Theme).index(note.theme) in places
    )


def _card(piece: Piece) -> NewCard:
    if piece.theme is None:  # a piece without a theme has a fault
        raise RefusedError(none_ticked)
    return NewCard(piece.theme, piece.group, piece.words, heavy=piece.heavy)
