"""The words of the method, as enums: every other module speaks with these.

A new word is added here first. Values are stored as they stand; they are never renamed.
"""

from enum import StrEnum


class Theme(StrEnum):
    """The four sub-areas of good relations, always in this order."""

    participation = "participation"
    attitudes = "attitudes"
    security = "security"
    interaction = "interaction"


class Step(StrEnum):
    """What a row of the programme can be; the usual order of an evening."""

    opening = "opening"
    results = "results"
    supper = "supper"
    groups = "groups"
    sorting = "sorting"
    picture = "picture"
    ideas = "ideas"
    axis = "axis"
    proposals = "proposals"
    vote = "vote"
    agreement = "agreement"
    survey = "survey"
    thanks = "thanks"


class Category(StrEnum):
    """The three piles. On screens their order is the meaning: above, on and below the horizon."""

    more = "more"
    dunno = "dunno"
    less = "less"


class Reason(StrEnum):
    """Why a group says "We don't know"."""

    differ = "differ"
    neither = "neither"


class Role(StrEnum):
    """ "I am here as …"; nobody has to say."""

    elected = "elected"
    civil_servant = "civil_servant"
    resident = "resident"
    organisation = "organisation"
    discussion_leader = "discussion_leader"
    authority = "authority"
    unsaid = "unsaid"


class Language(StrEnum):
    """Languages of the screens. `pseudo` tries the layout from right to left; nobody is offered it."""

    sv = "sv"
    fi = "fi"
    en = "en"
    pseudo = "ar-XB"

    @property
    def direction(self) -> str:
        return "rtl" if self is Language.pseudo else "ltr"

    @property
    def own_name(self) -> str:
        return {
            "sv": "Svenska",
            "fi": "Suomi",
            "en": "English",
            "ar-XB": "\u202eRight to left\u202c",
        }[self]


OFFERED = (Language.sv, Language.fi, Language.en)


class WordingSource(StrEnum):
    written = "written"
    interpreted = "interpreted"
    machine = "machine"


class Standing(StrEnum):
    """`beside`: written at the same time as the current one, and kept until somebody chooses."""

    current = "current"
    beside = "beside"


class Source(StrEnum):
    """How a contribution came in."""

    phone = "phone"
    table_host = "table_host"
    paper = "paper"


class Door(StrEnum):
    """What a link opens."""

    console = "console"
    projector = "projector"
    presenter = "presenter"


class ScopeKind(StrEnum):
    """What an act touches; a connection is woken by a scope of its own alone."""

    meeting = "meeting"
    group = "group"
    person = "person"
    console = "console"
    projector = "projector"


class Shown(StrEnum):
    """What the facilitator has put on the wall; the inverse act takes it down."""

    theme = "theme"
    picture = "picture"
    axis_titles = "axis_titles"
    spotlight = "spotlight"
    read_back = "read_back"


class Call(StrEnum):
    """What a table tells the facilitator. `stuck` is noticed, not said: the same card for long."""

    hand = "hand"
    need = "need"
    stuck = "stuck"


class RoundState(StrEnum):
    """`void`: the key was lost, so nothing can be counted."""

    open = "open"
    closed = "closed"
    void = "void"


class QuestionKind(StrEnum):
    scale = "scale"
    actions = "actions"
    free = "free"
