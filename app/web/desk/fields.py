"""From the fields of the desk's forms to the values of the method."""

from datetime import date, datetime, time

from app import texts
from app.method.preparing.gatherings import MOST_PARTICIPANTS, Held
from app.method.preparing.meeting import Basics
from app.method.preparing.pattern import Words
from app.method.refusals import N_, Refusal, RefusedError, bad_date, unknown_field
from app.papers.imports import no_theme
from app.templating import LOCAL
from app.vocabulary import OFFERED, Language, Theme
from app.web.desk.door import offered
from app.web.forms import Form

USUAL_NAME = N_("Decision-maker meeting")
WORDS = tuple(language.value for language in OFFERED)
BASICS = ("date", "time", "main_language", "second_language")

bad_time = Refusal("bad_time", N_("The time was not understood. Write it like 16.30."))


def worded(*prefixes: str) -> tuple[str, ...]:
    """The names of the fields in which a text is written in each language."""
    return tuple(f"{prefix}_{language}" for prefix in prefixes for language in WORDS)


def words_from(form: Form, prefix: str = "") -> Words:
    """The languages that the form holds; an empty field takes that language away."""
    names = {language: f"{prefix}_{language}" if prefix else language.value for language in OFFERED}
    return {language: form[name] for language, name in names.items() if name in form}


def usual_name(language: Language) -> str:
    return texts.say(USUAL_NAME, language)


def new_basics(form: Form) -> Basics:
    """Of a meeting that is being made: named in one language, or in all if it keeps its usual name."""
    main = offered(form["main_language"])
    usual = {language: usual_name(language) for language in OFFERED}
    name = usual if form["name"].strip() in usual.values() else {main: form["name"]}
    return _basics(form, name, {main: form["place"]})


def basics_from(form: Form) -> Basics:
    return _basics(form, words_from(form, "name"), words_from(form, "place"))


def _basics(form: Form, name: Words, place: Words) -> Basics:
    return Basics(
        name=name,
        place=place,
        main_language=offered(form["main_language"]),
        second_language=offered(form["second_language"]) if form["second_language"] else None,
        starts_at=moment(form["date"], form["time"]),
    )


def moment(day: str, clock: str) -> int:
    """A day and a time by the hall's clock as UTC seconds; the time may be written 16.30 or 16:30."""
    try:
        on = date.fromisoformat(day.strip())
    except ValueError as error:
        raise RefusedError(bad_date) from error
    try:
        at = time.fromisoformat(clock.strip().replace(".", ":").zfill(5))
        return int(datetime.combine(on, at.replace(tzinfo=None), LOCAL).timestamp())
    except (ValueError, OverflowError) as error:
        raise RefusedError(bad_time) from error


def held_from(form: Form) -> Held:
    return Held(
        population_group_id=form.id("population_group_id"),
        held_on=form["held_on"].strip(),
        participants=form.number("participants", 1, MOST_PARTICIPANTS),
        place=words_from(form, "place"),
        language=words_from(form, "language"),
        how=words_from(form, "how"),
    )


HELD = ("population_group_id", "held_on", "participants", *worded("place", "language", "how"))


def theme_from(form: Form) -> Theme:
    theme = optional_theme(form)
    if theme is None:
        raise RefusedError(no_theme)
    return theme


def optional_theme(form: Form) -> Theme | None:
    if not form.get("theme"):
        return None
    if form["theme"] not in set(Theme):
        raise RefusedError(unknown_field)
    return Theme(form["theme"])
