"""Notes for translators: what a short sentence is, where it is used, who reads it, placeholders."""

import re
from collections.abc import Sequence
from typing import Final

from app.vocabulary import Step

_PLACE = re.compile(r"%\((\w+)\)[sd]")
_NUMBER = "a number"
# In English, as the file has it. A translator needs these to inflect words beside a placeholder.
PLACES: Final = {
    **dict.fromkeys(("count", "days", "done", "dunno", "fewest", "hands", "here", "high"), _NUMBER),
    **dict.fromkeys(
        ("leaned", "length", "less", "limit", "low", "minutes", "more", "most", "num"), _NUMBER
    ),
    **dict.fromkeys(("number", "of", "people", "place", "placed", "present", "raised"), _NUMBER),
    **dict.fromkeys(("seconds", "size", "total", "voted"), _NUMBER),
    **dict.fromkeys(("actions", "group", "groups", "numbers"), "one number or several: 1, 2 and 4"),
    "address": "an address on the web",
    "category": "one of the categories, as on its button",
    "date": "a day written out: 26 February 2027",
    "day": "a day written out: 26 February 2027",
    "ideas": "letters of ideas: A, B",
    "languages": "the names of languages, in this language: A, B and C",
    "letter": "a letter: A",
    "name": "the name of a language, in this language",
    "press": "the words of a button, as it has them",
    "said": "one of the categories, as on its button",
    "seat": "a few letters or digits: 7KD",
    "step": "the name of a step of the evening",
    "theme": "the name of a theme",
    "time": "a time of day: 17.45",
    "title": "people's own words",
}
_ON_CONSOLE = "The console; read by the meeting leader."
_SAID_ON = {
    "door": "A page before joining or beside the meeting; read by anybody.",
    "console": _ON_CONSOLE,
    "desk": "The coordinator's pages; read by the coordinator.",
    "interpreting": "The interpreters' page; read by them.",
    "keeping": "The coordinator's pages; read by the coordinator.",
    "on_console": _ON_CONSOLE,
    "organisation": "The organisation's pages; read by the secretary who writes a report.",
    "paper": "On paper.",
    "papers": "In a file or on paper.",
    "public": "The public page; read by everybody, also who was not there.",
    "wall": "The wall; read by everybody from afar.",
}
_ON_A_PHONE = "A phone in the step “%s”; read by everybody who takes part."
# A template of a step that is not only the phone's may be used on the phone and on the console.
_IN_A_STEP = "In the step “%s”; read by everybody who takes part, or by the meeting leader."
_ANYWHERE = "On several screens; read by everybody."


def about(english: str, places: Sequence[str], context: str | None) -> str:
    """The note. `places`: the files that use the sentence.

    `context`: its `msgctxt`, see `rule.is_short`.
    """
    put_in = (f"%({name})s: {PLACES[name]}." for name in dict.fromkeys(_PLACE.findall(english)))
    what = (f"{context[0].upper()}{context[1:]}.",) if context else ()
    return " ".join((*what, *_where(places), *put_in))


def _where(places: Sequence[str]) -> tuple[str, ...]:
    notes = tuple(dict.fromkeys(_of(re.split("[/.]", place)) for place in places))
    steps = [note for note in notes if note not in _SAID_ON.values()]
    if len(steps) > 1:
        return (_ANYWHERE, *(note for note in notes if note not in steps))
    return notes or (_ANYWHERE,)


def _of(parts: Sequence[str]) -> str:
    if audience := next((part for part in parts if part in _SAID_ON), ""):
        return _SAID_ON[audience]
    step = next((part for part in parts if part in set(Step)), "")
    return (_ON_A_PHONE if "phone" in parts else _IN_A_STEP) % step if step else _ANYWHERE
