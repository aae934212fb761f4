"""Reads the fields of the desk's forms into the values of the method."""

from collections.abc import Callable, Collection

from fastapi import Request

from app.languages import PHONE_LANGUAGES, WRITTEN_TAGS, unchecked
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import typed
from app.method.preparing.gatherings import COUNTS, Held
from app.method.preparing.meeting import Basics
from app.method.preparing.translations import Typed
from app.method.refusals import RefusedError, unknown_field
from app.method.wordings import Words, of_hall
from app.models import Coordinator
from app.papers.brought.pieces import no_group, no_theme
from app.vocabulary import N_, Theme
from app.web.desk.door import beside_it, offered
from app.web.desk.typed_drafts import SEEN, changed, meeting_path
from app.web.forms import Form, moment, time_of_day
from app.web.once import Command, read_once

USUAL_NAME = N_("Decision-maker meeting")
BASICS = ("date", "time", "main_language", "second_language", "contact", "privacy_notice")
# Left out of the form for a new meeting.
ACCESSIBILITY = "accessibility_contact"
FURTHER = ("follow_up", ACCESSIBILITY, "tables", "network", "network_password")
PHONES = tuple(f"phones_{language}" for language in PHONE_LANGUAGES)


def worded(*prefixes: str) -> tuple[str, ...]:
    """The names of the fields in which a text is written in each language."""
    return tuple(f"{prefix}_{tag}" for prefix in prefixes for tag in WRITTEN_TAGS)


def words_from(form: Form, prefix: str = "") -> Words:
    """Returns the words by language. An empty field removes the words of that language."""
    names = {tag: f"{prefix}_{tag}" if prefix else tag for tag in WRITTEN_TAGS}
    sent = {tag: name for tag, name in names.items() if name in form}
    seen = {tag: form[SEEN + name] for tag, name in sent.items() if SEEN + name in form}
    return Typed({tag: form[name] for tag, name in sent.items()}, seen)


async def read_typed(
    request: Request, allowed: Collection[str], files: Collection[str] = ()
) -> Form:
    """Reads a form together with the digests of what stood in its fields before."""
    return await read_once(request, with_seen(allowed), files=files)


def with_seen(names: Collection[str]) -> tuple[str, ...]:
    return (*names, *(SEEN + name for name in names))


async def moved(
    request: Request,
    signed: Coordinator,
    names: Collection[str],
    furthest: int,
    move: Callable[[Act, int], object],
) -> Command:
    """Reads the form of an arrow. Returns what moves the thing, and keeps as a draft of its own
    form what is typed beside the arrow and not saved.
    """
    form = await read_typed(request, (*names, "place"))
    to, path = form.number("place", 0, furthest), request.url.path.removesuffix("/place")
    fields = {name: words for name, words in changed(form).items() if name != "place"}

    def command(act: Act) -> None:
        move(act, to)
        if fields:
            typed.keep(act, signed.id, (path, meeting_path(path)), fields)

    return command


def new_basics(form: Form) -> Basics:
    """The basics of a new meeting: named in one language, or in all if it keeps its usual name."""
    main = offered(form["main_language"]).value
    usual = of_hall(USUAL_NAME)
    name = usual if form["name"].strip() in usual.values() else {main: form["name"]}
    return _basics(form, name, {main: form["place"]})


def basics_from(form: Form) -> Basics:
    return _basics(form, words_from(form, "name"), words_from(form, "place"))


def _basics(form: Form, name: Words, place: Words) -> Basics:
    return Basics(
        name=name,
        place=place,
        main_language=offered(form["main_language"]),
        second_language=beside_it(form["second_language"]) if form["second_language"] else None,
        starts_at=moment(form["date"], form["time"]),
        contact=form.get("contact", ""),
        accessibility_contact=form.get(ACCESSIBILITY, ""),
        privacy_notice=form.get("privacy_notice", ""),
        follow_up=form.get("follow_up", ""),
        unchecked_languages=" ".join(
            language for language in unchecked() if f"phones_{language}" in form
        ),
        tables=_count(form, "tables", LIMIT.tables),
        network=form.get("network", ""),
        network_password=form.get("network_password", ""),
    )


def held_from(form: Form) -> Held:
    return Held(
        population_group_id=group_from(form),
        held_on=form["held_on"].strip(),
        participants=_count(form, "participants", LIMIT.participants),
        place=words_from(form, "place"),
        language=words_from(form, "language"),
        how=words_from(form, "how"),
        begins=typed_time(form.get("begins", "")),
        organisation=form.get("organisation", ""),
        counts={name: _count(form, name, most) for name, most in COUNTS.items()},
    )


def _count(form: Form, name: str, most: int) -> int:
    """Reads a number that may not be known yet: 0 for an empty field."""
    return form.number(name, 0, most) if form.get(name, "").strip() else 0


def typed_time(typed: str) -> str:
    """Reads a time that may not be known yet: "" for an empty field."""
    return time_of_day(typed).strftime("%H:%M") if typed.strip() else ""


HELD = (
    *("population_group_id", "held_on", "participants", "begins", "organisation", *COUNTS),
    *worded("place", "language", "how"),
)


def theme_from(form: Form) -> Theme:
    theme = optional_theme(form)
    if theme is None:
        raise RefusedError(no_theme)
    return theme


def group_from(form: Form) -> int:
    if "population_group_id" in form and not form["population_group_id"]:
        raise RefusedError(no_group)
    return form.id("population_group_id")


def optional_theme(form: Form) -> Theme | None:
    if not form.get("theme"):
        return None
    if form["theme"] not in set(Theme):
        raise RefusedError(unknown_field)
    return Theme(form["theme"])
