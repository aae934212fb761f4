"""The words of an evening, as enums: `Category` is the three piles, `Reason` is why a group doesn't know. Words of one
room alone, such as the follow-up, stand there.

A new word is added here first, with the sentences that people read. Values are stored as they stand, never renamed.
"""

from enum import StrEnum

from app.vocabulary.agreed_fact import AgreedFact
from app.vocabulary.asked_of_owners import OwnerReport
from app.vocabulary.desk_tab import DeskTab
from app.vocabulary.guide_part import GuidePart
from app.vocabulary.idea_field import IdeaField
from app.vocabulary.language import Language
from app.vocabulary.press import Press
from app.vocabulary.session_form import SessionForm
from app.vocabulary.shown import Cover, Shown
from app.vocabulary.step import METHOD_STEPS, Step
from app.vocabulary.word import N_, Word

__all__ = [
    "DOORS_OF_ONE_THING",
    "HALL_DOORS",
    "LEVELS",
    "METHOD_STEPS",
    "N_",
    "AgreedFact",
    "Call",
    "Category",
    "Cover",
    "DeskTab",
    "Door",
    "Effort",
    "GuidePart",
    "IdeaField",
    "Impact",
    "Language",
    "MunicipalAnswer",
    "OwnerReport",
    "PlacedBy",
    "Press",
    "QuestionKind",
    "Reason",
    "Role",
    "RoundState",
    "SessionForm",
    "Shown",
    "Source",
    "Standing",
    "Step",
    "Theme",
    "Word",
    "WordingSource",
]


class Theme(Word):
    """The four sub-areas of good relations, always in this order."""

    participation = "participation", N_("Participation")
    attitudes = "attitudes", N_("Attitudes")
    security = "security", N_("Sense of security")
    interaction = "interaction", N_("Interaction")


class Category(Word):
    """The three piles. On screens their order is the meaning: above, on and below the horizon.

    "own": as one person says it. "short": in the wall's legend.
    """

    more = "more", N_("More of this"), {"own": N_("More of this"), "short": N_("More")}
    dunno = "dunno", N_("We don't know"), {"own": N_("I don't know"), "short": N_("We don't know")}
    less = "less", N_("Less of this"), {"own": N_("Less of this"), "short": N_("Less")}


class Reason(Word):
    """Why a group says "We don't know". "whole": with these words. "counted": of so many groups."""

    differ = (
        "differ",
        N_("We have different opinions"),
        {
            "whole": N_("We don't know: we have different opinions"),
            "counted": N_("differ %(count)s"),
        },
    )
    neither = (
        "neither",
        N_("Neither clearly good nor bad"),
        {
            "whole": N_("We don't know: neither clearly good nor bad"),
            "counted": N_("not clearly good or bad %(count)s"),
        },
    )

    @property
    def divides(self) -> bool:
        """Whether a group that says so stands divided about the card."""
        return self is Reason.differ


class Role(Word):
    """ "I am here as …"; nobody has to say. "own": inside that sentence. Residents first, as most are."""

    resident = "resident", N_("Resident"), {"own": N_("resident")}
    elected = (
        "elected",
        N_("Councillor or other elected official"),
        {"own": N_("councillor or other elected official")},
    )
    civil_servant = "civil_servant", N_("Municipal employee"), {"own": N_("municipal employee")}
    organisation = "organisation", N_("From an organisation"), {"own": N_("from an organisation")}
    discussion_leader = (
        "discussion_leader",
        N_("Discussion leader or secretary"),
        {"own": N_("discussion leader or secretary")},
    )
    authority = "authority", N_("From another authority"), {"own": N_("from another authority")}
    unsaid = "unsaid", N_("Not said"), {"own": N_("rather not say")}


class WordingSource(StrEnum):
    """`said`: by the facilitator, in a language that a proposal lacked."""

    written = "written"
    said = "said"
    interpreted = "interpreted"


class Standing(StrEnum):
    """`beside`: written at the same time as the current one, and kept until somebody chooses."""

    current = "current"
    beside = "beside"


class Source(Word):
    """How a contribution came in."""

    phone = "phone", N_("by phone")
    table_host = "table_host", N_("by the table's phone")
    paper = "paper", N_("on paper")


class Door(Word):
    """What a link opens. "for": whom it is for."""

    console = (
        "console",
        N_("The meeting leader's console"),
        {"for": N_("Whoever has this link runs the meeting. Give it to the meeting leader alone.")},
    )
    projector = (
        "projector",
        N_("The projector"),
        {"for": N_("Open it on the computer of the projector. It only shows.")},
    )
    presenter = (
        "presenter",
        N_("The presenter's remote"),
        {
            "for": N_(
                "For whoever presents the results, on their own phone. It turns the slides and shows the notes, "
                "and can do nothing else."
            )
        },
    )
    helper = "helper", N_("The helpers' link"), {"for": N_("For typing what tables have on paper.")}
    interpreter = (
        "interpreter",
        N_("The interpreters' link"),
        {"for": N_("For typing translations.")},
    )
    organisation = (
        "organisation",
        N_("The organisation's report"),
        {"for": N_("It opens the report form of one session, and nothing else.")},
    )


# Each meeting has one of these from the beginning; their pages are live. Some do one thing, on
# somebody's own phone.
DOORS_OF_ONE_THING = (Door.presenter, Door.helper, Door.interpreter)
HALL_DOORS = (Door.console, Door.projector, *DOORS_OF_ONE_THING)


class Call(Word):
    """What a table tells the facilitator, in calm names that others may read; `stuck` is noticed, not said."""

    hand = "hand", N_("Raised hand")
    need = "need", N_("Would like you to come by")
    stuck = "stuck", N_("The same card for long")


class PlacedBy(Word):
    """By what an idea is placed on the axis."""

    effort = "effort", N_("How much work")
    impact = "impact", N_("How great an impact")


class Effort(Word):
    """The thirds of the axis, from its beginning: how laborious an idea is."""

    easy = "easy", N_("little work")
    between = "between", N_("some work")
    laborious = "laborious", N_("a lot of work")


class Impact(Word):
    """The same thirds for how much comes of an idea."""

    small = "small", N_("small impact")
    between = "between", N_("some impact")
    large = "large", N_("large impact")


class RoundState(Word):
    """`void`: the key was lost, or a table had more votes than people and nobody was there any more.

    "heading": on the console. "doing": what the meeting leader says and does. "title", "lead": on the
    wall, until a result is put up. "shows": what the wall shows until then.
    """

    open = (
        "open",
        N_("Open"),
        {
            "heading": N_("The vote is open"),
            "doing": N_(
                "Say once more that nobody votes for their own group's idea. Count the hands of those "
                "without a phone."
            ),
            "title": N_("Which idea do you support most?"),
            "lead": N_(
                "Everybody has one vote. Vote on your phone or raise your hand. You cannot choose your "
                "own group's idea."
            ),
            "shows": N_("How many have voted"),
        },
    )
    closed = (
        "closed",
        N_("Closed"),
        {
            "heading": N_("The vote is closed"),
            "doing": N_("The votes are counted. Show the result, and talk about it."),
            "title": N_("The vote is closed"),
            "lead": N_("The votes are counted. Soon we see the result."),
            "shows": N_("That the votes are counted, and how many have voted"),
        },
    )
    void = (
        "void",
        N_("Could not be counted"),
        {
            "heading": N_("This vote cannot be counted"),
            "doing": N_(
                "Say that the votes could not be counted. Open a new round, or go on without a vote."
            ),
            "title": N_("This vote cannot be counted"),
            "lead": N_("A technical fault: the votes cannot be counted."),
            "shows": N_("That the vote cannot be counted"),
        },
    )


class MunicipalAnswer(Word):
    """What the municipality answers to a proposal."""

    yes = "yes", N_("Yes")
    later = "later", N_("Later")
    no = "no", N_("No")


class QuestionKind(Word):
    scale = "scale", N_("Scale")
    actions = "actions", N_("The agreed actions")
    free = "free", N_("In own words")

    @property
    def is_scale(self) -> bool:
        return self is QuestionKind.scale

    @property
    def is_actions(self) -> bool:
        return self is QuestionKind.actions

    @property
    def is_free(self) -> bool:
        return self is QuestionKind.free


# What a scale's levels mean, from the lowest; its question may name the ends itself.
LEVELS = (N_("Not true"), N_("Partly true"), N_("Mostly true"), N_("Entirely true"))
