"""What a translator is told of a sentence beside its room: who reads it, where, and what comes in each place."""

import re
from typing import Final

from app.vocabulary import Step

_PLACE = re.compile(r"%\((\w+)\)[sd]")
_NUMBER = "a number"
# In English, as the file has it: by these words a translator knows what to bend.
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
    "again": "the words of a button, as it has them",
    "date": "a day written out: 26 February 2027",
    "day": "a day written out: 26 February 2027",
    "ideas": "letters of ideas: A, B",
    "letter": "a letter: A",
    "name": "the name of a language, in this language",
    "said": "one of the categories, as on its button",
    "seat": "three letters or digits: 7KD",
    "step": "the name of a step of the evening",
    "theme": "the name of a theme",
    "time": "a time of day: 17.45",
    "title": "people's own words",
}
# Of what a short word is said that bends to it: in many languages it is another form for a person than for a thing.
SAID_OF: Final = {
    **dict.fromkeys(("Open", "Closed", "Could not be counted"), "a round of the vote"),
    **dict.fromkeys(("Placed", "Not placed", "Position agreed"), "an idea"),
    **dict.fromkeys(("Taken away", "Hidden by the meeting leader"), "ideas"),
    **dict.fromkeys(("Not begun yet", "Carried out"), "an agreed action"),
    "Done": "a person, a group or a step",
    "Not discussed": "a card that the group did not get to",
    "Not said": "a role that somebody kept to themselves",
    "Saved": "whatever was written",
    "Taken away:": "an agreed action",
    "away": "a person whose phone is not connected",
    "connected": "phones",
    "interpreted": "a text",
    "nobody": "a person who would share the phone",
}
_SAID_ON = {
    "door": "A page before joining or beside the meeting; read by anybody.",
    "console": "The console; read by the meeting leader.",
    "desk": "The coordinator's pages; read by the coordinator.",
    "paper": "On paper.",
    "papers": "In a file or on paper.",
    "public": "The public page; read by everybody, also who was not there.",
    "wall": "The wall; read by everybody from afar.",
}
_ANYWHERE = "On phones in several steps; read by everybody who takes part."


def about(english: str, file: str) -> str:
    """`file`: that which says it first, if it is known."""
    places = dict.fromkeys(_PLACE.findall(english))
    put_in = (f"%({name})s: {PLACES[name]}." for name in places)
    said_of = (f"Said of: {SAID_OF[english]}.",) if english in SAID_OF else ()
    return " ".join((_where(re.split("[/.]", file)), *said_of, *put_in))


def _where(parts: list[str]) -> str:
    audience = next((part for part in parts if part in _SAID_ON), "")
    if audience:
        return _SAID_ON[audience]
    step = next((part for part in parts if part in set(Step)), "")
    return f"A phone in the step “{step}”; read by everybody who takes part." if step else _ANYWHERE
