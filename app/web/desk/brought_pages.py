"""The three import pages, as contexts: choosing a file or text, the columns, the rows."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, ClassVar

from fastapi import Request

from app.frozen import frozen
from app.languages import OFFICIAL_LANGUAGES, WRITTEN_TAGS
from app.limits import LIMIT
from app.method.preparing import brought
from app.method.preparing.brought import Seen
from app.method.preparing.translations import digest
from app.method.refusals import NotYoursError
from app.method.wordings import Words
from app.papers.brought import columns as choices, sheets
from app.papers.brought.columns import Column, Understood, columns_of
from app.papers.brought.letters import ONE_BYTE
from app.papers.brought.pieces import Needed, Piece, ThemeNote, notes_of, pieces_of
from app.papers.brought.sheets import CellSheet, SheetKind
from app.texts import Saying
from app.vocabulary import Language, Theme
from app.web.desk import brought_choices
from app.web.desk.brought_choices import TARGETS, OfKind, Options, Target, asks_group
from app.web.desk.pages import Group, Head
from app.web.desk.reading import Reader
from app.web.desk.showing import asked_of
from app.web.house import house_of


@frozen
class ChoosePage(OfKind):
    """`table_languages`: those of clerks, in which there is an empty table to fill in."""

    table_languages: ClassVar[tuple[Language, ...]] = OFFICIAL_LANGUAGES
    head: Head
    kind: str
    text: str


@frozen
class ColumnsPage(OfKind):
    """`parts`: of the file, if it has several. `headings`: the rows that may hold them; empty if the
    file is no table. `uses`: what a column can hold.

    `columns`: each with what it is called if it has no heading. `encodings`: those in which the
    file can be read, if the encoding was guessed.
    """

    head: Head
    kind: str
    sheet: CellSheet
    choice: Understood
    parts: Options
    headings: Options
    uses: Options
    columns: tuple[tuple[Column, Saying], ...]
    encodings: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    made_on: str

    @property
    def heading(self) -> int | str:
        """The chosen row; "" while nobody has said which."""
        return "" if self.is_heading_unsaid else self.choice.heading

    @property
    def is_heading_unsaid(self) -> bool:
        return self.choice.heading == choices.UNSAID


@frozen
class PieceLine:
    """One row. `ticked`: what it is to become. `is_open`: its fields are shown. `near`: an existing
    group with nearly the same name.
    """

    piece: Piece
    ticked: frozenset[str]
    is_open: bool
    is_new_group: bool
    near: str

    @property
    def words(self) -> Words:
        return self.piece.words

    @property
    def group(self) -> str:
        """The population group that is named, in the first of its languages."""
        return next(iter(self.piece.group.values()), "")


@frozen
class RowsPage(OfKind):
    """`over`: how many more cards are ticked than there is room for."""

    head: Head
    kind: str
    sheet: CellSheet
    targets: tuple[Target, ...]
    faulty: tuple[PieceLine, ...]
    good: tuple[PieceLine, ...]
    notes: tuple[tuple[ThemeNote, bool], ...]
    tags: tuple[str, ...]
    groups: tuple[Group, ...]
    room: int
    ticked: int
    over: int
    made_on: str

    @property
    def number_good(self) -> int:
        return len(self.good)

    @property
    def number_faulty(self) -> int:
        return len(self.faulty)


@frozen
class Around:
    """What the meeting already has, with which imported rows are compared."""

    head: Head
    language: Language
    groups: tuple[Group, ...]
    cards: tuple[tuple[int, Words], ...]
    results: tuple[tuple[int, Words], ...]
    suggestions: tuple[tuple[int, Words], ...]
    noted: frozenset[Theme]

    @property
    def room(self) -> int:
        return max(LIMIT.cards - len(self.cards), 0)

    def wanted(self, kind: str) -> Needed:
        packs = {"cards": self.cards, "results": self.results, "suggestions": self.suggestions}
        needs = asks_group(kind)
        return Needed(theme=needs, group=needs, there=packs[kind])


@frozen
class WaitingFile:
    """A file that was brought in and is not added yet. `made_on`: a digest of it and of how it is
    understood, the same until its rows are others.
    """

    seen: Seen
    sheets: tuple[CellSheet, ...]
    choice: Understood
    made_on: str

    @property
    def sheet(self) -> CellSheet:
        return self.sheets[self.choice.sheet]


def waiting(request: Request, meeting_id: int, kind: str) -> WaitingFile | None:
    with house_of(request).database.reading() as book:
        row = brought.waiting(book, request.state.coordinator.id, meeting_id, kind)
    if row is None:
        return None
    seen, choice = Seen(row.coordinator_id, kind, row.revision), choices.of_json(row.choice)
    untouched = replace(choice, edits={}, ticks={})
    made_on = digest(row.sheets + choices.to_json(untouched))
    return WaitingFile(seen, sheets.of_json(row.sheets), choice, made_on)


def around(request: Request, meeting_id: int, kind: str) -> Around:
    if kind not in TARGETS:
        raise NotYoursError
    asked = asked_of(request, meeting_id, kind)
    with house_of(request).database.reading() as book:
        return _around(Reader(book, meeting_id, asked))


def _around(reader: Reader) -> Around:
    piece = reader.piece

    def numbered(things: Any) -> tuple[tuple[int, Words], ...]:
        return tuple(
            (place, reader.words(thing.text_id)) for place, thing in enumerate(things, start=1)
        )

    return Around(
        head=reader.head,
        language=reader.say.language,
        groups=reader.groups(),
        cards=numbered(piece.cards.values()),
        results=numbered(piece.results),
        suggestions=numbered(piece.suggested),
        noted=frozenset(theme for theme, text_id in piece.notes.items() if reader.words(text_id)),
    )


def page_of(request: Request, meeting_id: int, kind: str, pasted: str) -> tuple[str, Any]:
    """Returns the template and the context of the step that the import has reached."""
    there = around(request, meeting_id, kind)
    file = waiting(request, meeting_id, kind)
    if file is None:
        return "import", ChoosePage(there.head, kind, pasted)
    if not file.choice.is_settled or request.query_params.get("step") == "columns":
        return "import_columns", columns_page(there, kind, file)
    opened = request.query_params.get("mend", "")
    return "import_rows", rows_page(there, kind, file, opened)


def columns_page(there: Around, kind: str, file: WaitingFile) -> ColumnsPage:
    sheet, sheets = file.sheet, file.sheets
    return ColumnsPage(
        there.head,
        kind,
        sheet,
        file.choice,
        parts=brought_choices.parts(sheets) if len(sheets) > 1 else (),
        headings=brought_choices.headings(sheet, sheet.rows[: choices.HIGHEST])
        if sheet.kind is SheetKind.table
        else (),
        uses=brought_choices.uses(there.language),
        columns=tuple(
            (column, brought_choices.called(sheet, column.place))
            for column in columns_of(sheet, file.choice)
        ),
        encodings=tuple(ONE_BYTE.items()) if sheet.encoding else (),
        groups=there.groups,
        made_on=file.made_on,
    )


def rows_page(there: Around, kind: str, file: WaitingFile, opened: str = "") -> RowsPage:
    pieces = pieces_of(file.sheet, file.choice, there.wanted(kind))
    targets = TARGETS[kind]
    known = {name.casefold(): name for group in there.groups for name in group.words.values()}
    lines = [_line(piece, file.choice, targets, known, opened) for piece in pieces]
    ticked = sum(Target.cards in line.ticked and line.piece.fault is None for line in lines)
    notes = notes_of(file.sheet, file.choice) if asks_group(kind) and not file.choice.done else []
    return RowsPage(
        there.head,
        kind,
        file.sheet,
        targets,
        faulty=tuple(line for line in lines if line.piece.fault),
        good=tuple(line for line in lines if not line.piece.fault),
        notes=tuple((note, _is_noted(note, kind, there, file.choice)) for note in notes),
        tags=_tags(file.choice, pieces),
        groups=there.groups,
        room=there.room,
        ticked=ticked,
        over=max(ticked - there.room, 0),
        made_on=file.made_on,
    )


def ticked(piece: Piece, choice: Understood, targets: tuple[Target, ...]) -> frozenset[str]:
    """Returns what a row is to become: as ticked; before anything is ticked, the page's default,
    and nothing if the same text is there already.
    """
    if choice.ticks:
        return frozenset(target for target in targets if piece.id in choice.ticks.get(target, ()))
    return frozenset() if piece.same else frozenset(targets[:1])


def _line(
    piece: Piece,
    choice: Understood,
    targets: tuple[Target, ...],
    known: Mapping[str, str],
    opened: str,
) -> PieceLine:
    names = [name.casefold() for name in piece.group.values()]
    is_new = bool(names) and not any(name in known for name in names)
    near = get_close_matches(names[0], known, n=1, cutoff=0.8) if is_new else []
    return PieceLine(
        piece,
        ticked(piece, choice, targets),
        is_open=piece.fault is not None or opened == str(piece.id),
        is_new_group=is_new,
        near=known[near[0]] if near else "",
    )


def _is_noted(note: ThemeNote, kind: str, there: Around, choice: Understood) -> bool:
    """Whether the note is ticked: by default among results, unless the theme has a note."""
    if "notes" in choice.ticks:
        return list(Theme).index(note.theme) in choice.ticks["notes"]
    return kind == "results" and note.theme not in there.noted


def _tags(choice: Understood, pieces: list[Piece]) -> tuple[str, ...]:
    """The languages in which these rows have words, and the file's usual one."""
    tags = {choice.language, *(tag for piece in pieces for tag in piece.words)}
    tags |= {use.partition(":")[2] for use in choice.uses if ":" in use}
    return tuple(
        sorted(tags, key=lambda tag: (WRITTEN_TAGS.index(tag) if tag in WRITTEN_TAGS else 99, tag))
    )
