"""The terminal's commands on a data folder; most of them also work while a server runs on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app import disk, texts
from app.addresses import Addresses
from app.bootstrap import PlainRefusal
from app.data_folder import alone_on, opened_alone, opened_as_noted
from app.db import Database
from app.keeping import backup, carried_file, carrying, second_place, shelf
from app.keeping.backup import NotWholeError
from app.keeping.checks import Light, is_ready
from app.keeping.looking import look
from app.live.writer import Writer
from app.method.act import Act
from app.method.erasing import one_text, whole
from app.method.refusals import RefusedError
from app.models import Meeting
from app.settings import KEY, Settings
from app.templating import sentence
from app.trouble import StoreError
from app.vocabulary import Language

LIGHTS = {Light.green: "green", Light.red: "RED", Light.unknown: "look"}


def backed_up(data: Path, to: Path | None) -> Iterator[Path]:
    """Makes a backup in `to`; None: in the program's own folder, and in the chosen second place."""
    settings = opened_as_noted(data, None)
    folder = to or shelf.folder_of(settings.data)
    file = folder / shelf.new_name(datetime.now(UTC))
    database = Database(settings.database_url)
    try:
        folder.mkdir(mode=0o700, parents=to is None, exist_ok=True)
        backup.make(database, settings.data / KEY, file)
        yield file
        place = None if to else second_place.chosen(settings.data)
        if place:
            backup.lay(file, place / file.name)
            yield place / file.name
    except (OSError, StoreError, NotWholeError) as error:
        raise PlainRefusal(
            f"No backup could be made: {error}. Earlier ones are as they were."
        ) from error
    finally:
        database.close()


def verified(data: Path, source: Path | None) -> Iterator[tuple[Path, int, str]]:
    """Yields each backup, when it was made (UTC seconds), and its fault, empty if it is whole."""
    folder = source or shelf.folder_of(data)
    try:
        files = shelf.looked_for(folder) if folder.is_dir() else [folder] if source else []
    except OSError as error:
        raise PlainRefusal(f"{folder} cannot be read: {error.strerror}.") from error
    if not files:
        raise PlainRefusal(f"There is no backup in {folder}.")
    for file in files:
        try:
            with backup.unpacked(file) as unpacked:
                yield file, unpacked.made_at, ""
        except NotWholeError as error:
            yield file, 0, str(error)


def erased(data: Path, code: str, words: str | None, *, do: bool) -> list[str]:
    """Returns what was erased, or with `do` false, what would be.

    Raises `PlainRefusal` while a server runs on the data: the erased words would stay in its open
    write-ahead log. The coordinator erases at that server's desk instead.
    """
    with _writing(data) as (_, database, writer):
        return writer.do(_meeting(database, code), lambda act: _erase(act, words, do=do))


def checked(data: Path, base_url: str | None) -> tuple[bool, list[str]]:
    """Returns whether the computer is ready, and a line for each check."""
    settings = opened_as_noted(data, base_url)
    database = Database(settings.database_url)
    try:
        results = look(database, settings, Addresses(settings))
    finally:
        database.close()
    lines = [
        f"{LIGHTS[check.light]:<6} {texts.say(check.about, Language.en)}: {sentence(check.says, Language.en)}"
        for check in results
    ]
    return is_ready(results), lines


def carried_out_to(data: Path, code: str, folder: Path) -> Path:
    """Writes one meeting into a file that only its owner can read; returns the file."""
    settings = opened_as_noted(data, None)
    database = Database(settings.database_url)
    file = folder / f"{code}{carried_file.ENDING}"
    try:
        meeting_id = _meeting(database, code)
        with database.reading() as book:
            whole_meeting = carrying.carried_out(book, meeting_id, settings.secret)
        disk.empty_file(file)
        file.write_bytes(whole_meeting)
    except OSError as error:
        raise PlainRefusal(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        database.close()
    return file


def carried_in(data: Path, source: Path) -> str:
    """Takes in a carried meeting; returns its code. Makes the data folder if there is none."""
    try:
        carried = carried_file.read(source.read_bytes())
        with _writing(data) as (settings, _, writer):
            writer.do(None, lambda act: carrying.bring_in(act, carried, settings.secret))
    except OSError as error:
        raise PlainRefusal(f"{source} cannot be read: {error.strerror}.") from error
    except RefusedError as error:
        raise PlainRefusal(f"{source}: {sentence(error.refusal, Language.en)}") from error
    return str(carried["rows"]["meeting"][0]["code"])


@contextmanager
def _writing(data: Path) -> Iterator[tuple[Settings, Database, Writer]]:
    """Refuses while a server runs on the data: it would not notice what changes beside it."""
    with alone_on(data):
        settings = opened_alone(data, None, "")
        database = Database(settings.database_url)
        writer = Writer(database, settings.keys, lambda _touched: None)
        writer.start()
        try:
            yield settings, database, writer
        finally:
            writer.stop()
            database.close()


def _meeting(database: Database, code: str) -> int:
    with database.reading() as book:
        meeting = book.one(Meeting, code=code)
    if meeting is None:
        raise PlainRefusal(f"No meeting has the code {code}.")
    return meeting.id


def _erase(act: Act, words: str | None, *, do: bool) -> list[str]:
    if words is None:
        if do:
            whole.erase_meeting(act)
        return [
            "the whole meeting, with all that was prepared for it and everything that came of it"
        ]
    matching = [
        text
        for text in one_text.all_written(act.book, act.meeting_id)
        if any(words.casefold() in said.casefold() for said in text.words)
    ]
    for text in matching if do else ():
        one_text.erase_text(act, text.kind, text.key)
    return [f"{text.kind}: {' / '.join(text.words)}" for text in matching]
