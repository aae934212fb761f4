"""The sample meeting of Sundby, a municipality that does not exist, made like any other one."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.db import Book, Database
from app.hall_clock import LOCAL, hall_time
from app.links import link_path
from app.live.writer import Writer
from app.method.act import Act
from app.method.preparing.gatherings import Held, add_gathering
from app.method.preparing.key_results import add_result
from app.method.preparing.meeting import Basics, add_municipality, make_meeting
from app.method.preparing.packs import add_card, add_suggestion
from app.method.preparing.pattern import pattern_of, words_of
from app.method.preparing.population_groups import add_group
from app.method.preparing.slide_notes import set_note
from app.models import Link, Meeting, Municipality
from app.settings import Settings
from app.vocabulary import Door, Language, Theme
from app.web.desk.signing_in import first_run_link

Sample = dict[str, Any]
TABLES = 8
SUNDBY = Path(__file__).with_name("sundby.toml")


def make_sample(writer: Writer) -> int:
    """Makes a sample meeting for this evening or the next, in one transaction; returns its id."""
    sample = tomllib.loads(SUNDBY.read_text("utf-8"))
    return writer.do(None, lambda act: _build(act, sample))


def links_of(
    settings: Settings, database: Database, meeting_id: int, base_url: str
) -> dict[str, Any]:
    """The addresses of all links of a meeting."""
    with database.reading() as book:
        meeting = book.one(Meeting, id=meeting_id)
        doors = {link.door: link for link in book.all(Link, meeting_id=meeting_id)}
    if meeting is None:
        raise LookupError(meeting_id)
    return {
        "join": f"{base_url}/{meeting.code}",
        "tables": [f"{base_url}/{meeting.code}/{number}" for number in range(1, TABLES + 1)],
        "console": base_url + link_path(settings.secret, doors[Door.console]),
        "presenter": base_url + link_path(settings.secret, doors[Door.presenter]),
        "projector": base_url + link_path(settings.secret, doors[Door.projector]),
        "coordinator": first_run_link(settings, database, base_url),
    }


def _build(act: Act, sample: Sample) -> int:
    main = Language(sample["meeting"]["main_language"])
    municipality_id = _municipality(act.book) or add_municipality(
        act, words_of(sample["municipality"]["name"]), main, is_sample=True
    )
    basics = Basics(
        name=words_of(sample["meeting"]["name"]),
        place=words_of(sample["meeting"]["place"]),
        main_language=main,
        second_language=next(other for other in (Language.fi, Language.sv) if other is not main),
        starts_at=_next_evening(time.fromisoformat(sample["meeting"]["starts"]), act.now),
    )
    inside = make_meeting(
        act, municipality_id, basics, pattern_of(sample), words_of(sample["round"]["name"])
    )
    _fill(inside, sample)
    return inside.meeting_id


def _municipality(book: Book) -> int | None:
    municipality = book.one(Municipality, is_sample=True)
    return municipality.id if municipality else None


def _fill(act: Act, sample: Sample) -> None:
    groups = {
        row["key"]: add_group(act, words_of(row["name"]), is_majority=row["majority"])
        for row in sample["population_group"]
    }
    for row in sample["gathering"]:
        add_gathering(act, _held(row, groups[row["population_group"]]))
    for row in sample["result"]:
        group_id = groups[row["population_group"]]
        add_result(act, Theme(row["theme"]), group_id, words_of(row["text"]))
    for row in sample["note"]:
        set_note(act, Theme(row["theme"]), words_of(row["text"]))
    for row in sample["card"]:
        group_id = groups[row["population_group"]]
        add_card(act, Theme(row["theme"]), group_id, words_of(row["text"]), heavy=row["heavy"])
    for row in sample["suggested_action"]:
        add_suggestion(act, Theme(row["theme"]), words_of(row["text"]))


def _held(row: Sample, population_group_id: int) -> Held:
    return Held(
        population_group_id,
        row["held_on"],
        row["participants"],
        place=words_of(row["place"]),
        language=words_of(row["language"]),
        how=words_of(row["how"]),
    )


def _next_evening(starts: time, now: int) -> int:
    """Today at this time in the hall's time zone, or tomorrow if that is past. UTC seconds."""
    hall_now = hall_time(now)
    evening = datetime.combine(hall_now.date(), starts, LOCAL)
    if evening < hall_now:
        evening = datetime.combine(hall_now.date() + timedelta(days=1), starts, LOCAL)
    return int(evening.timestamp())
