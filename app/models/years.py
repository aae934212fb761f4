"""What a municipality keeps over the years: who was asked and came, later surveys, the next round, national goals."""

from sqlmodel import SQLModel

from app.models.columns import UNORDERED, key, peoples_words, ref, whole, word
from app.vocabulary import N_, Role, Word


class Attendance(SQLModel, table=True):
    """How many of a role were invited to a meeting, and how many promised to come. Who came is counted."""

    __tablename__ = "attendance"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    role: Role = word(Role, primary_key=True)
    invited: int = whole()
    promised: int = whole()


class ActionEffect(SQLModel, table=True):
    """What was seen of an agreed action's impact, and what was learnt by it."""

    __tablename__ = "action_effect"
    __table_args__ = UNORDERED
    agreed_action_id: int = ref("agreed_action", primary_key=True)
    effect_id: int = ref("text")
    learnt_id: int = ref("text")


class LaterSurvey(SQLModel, table=True):
    """A survey of residents after the meeting, made with another tool. `people`: who answered; never fewer than five.

    `asked_on`: ISO, or nothing.
    """

    __tablename__ = "later_survey"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    name: str = peoples_words()
    asked_on: str
    people: int = whole()


class LaterAnswer(SQLModel, table=True):
    """How many chose an answer to a question of such a survey: only what may stand is ever stored.

    `people`: None where the answers to the question may not be told.
    """

    __tablename__ = "later_answer"
    id: int = key()
    later_survey_id: int = ref("later_survey", index=True)
    question: int = whole()
    asked: str = peoples_words()
    position: int = whole()
    answer: str = peoples_words()
    people: int | None = whole(None, optional=True)


class NextRound(SQLModel, table=True):
    """What the next round may cost, in euros, and where that is decided. Its day stands with the meeting."""

    __tablename__ = "next_round"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    sessions: int = whole()
    a_session: int = whole()
    the_meeting: int = whole()
    besides: int = whole()
    decided: str = peoples_words()


class Indicator(Word):
    """What the national page tells a municipality to follow, by surveys."""

    plans = "plans", N_("Follow-up of equality plans")
    relations = "relations", N_("Relations between the main population groups")
    discrimination = "discrimination", N_("Experiences of discrimination")


class Unit(Word):
    """What a figure is of. "most": the highest there is."""

    percent = "percent", N_("percent of those who answered")
    scale = "scale", N_("average on a scale from 1 to 5")


class Figure(SQLModel, table=True):
    """An indicator of a municipality in a year. `tenths`: ten times the value. `asked`: to what it is the answer.

    `people`: how many answered, where that is known; never fewer than five.
    """

    __tablename__ = "figure"
    id: int = key()
    municipality_id: int = ref("municipality", index=True)
    indicator: Indicator = word(Indicator)
    year: int = whole()
    unit: Unit = word(Unit)
    tenths: int = whole()
    asked: str = peoples_words()
    source: str = peoples_words()
    people: int | None = whole(None, optional=True)


class Goal(Word):
    """What the national page sets as goals."""

    known = (
        "known",
        N_(
            "Authorities and organisations know the relations between the main population groups, "
            "tensions above all."
        ),
    )
    mediated = "mediated", N_("Conflicts between population groups are dealt with by mediation.")
    equal = (
        "equal",
        N_("Equal treatment of minorities holds in public services and public spaces."),
    )


class Measure(Word):
    """What a municipality has where it reaches a goal."""

    recognises = (
        "recognises",
        N_("We recognise what harms relations and safety, such as polarisation and conflicts."),
    )
    follows = (
        "follows",
        N_(
            "We follow the state of things regularly, with other authorities, organisations and communities "
            "of different population groups."
        ),
    )
    eases = (
        "eases",
        N_(
            "We have ways to ease tensions, to deal with conflicts, and to bring people together beforehand."
        ),
    )
    mediates = (
        "mediates",
        N_(
            "Community mediation is to be had, with organisations and the mediation office of the region."
        ),
    )
    plans = (
        "plans",
        N_(
            "We plan for equality with organisations and businesses, against discrimination and hate crimes too."
        ),
    )


class Attained(Word):
    """How far a municipality is with a measure."""

    missing = "missing", N_("Not there yet")
    begun = "begun", N_("Begun")
    there = "there", N_("In place")


class GoalCheck(SQLModel, table=True):
    """`has_id`: what the municipality has. `checked_on`: ISO, when it was last looked at."""

    __tablename__ = "goal_check"
    __table_args__ = UNORDERED
    municipality_id: int = ref("municipality", primary_key=True)
    measure: Measure = word(Measure, primary_key=True)
    attained: Attained = word(Attained)
    has_id: int = ref("text")
    checked_on: str


class Stated(Word):
    """What is said of the law and of authorities. "usual": as it stood when the program was written."""

    integration_act = (
        "integration_act",
        N_("Act on the Promotion of Immigrant Integration (681/2023)"),
        {
            "usual": N_(
                "The municipality sets goals for good relations between population groups, and decides on "
                "measures, responsible bodies, cooperation and follow-up. Amendments are being prepared: "
                "look up what is in force."
            )
        },
    )
    regional_authority = (
        "regional_authority",
        N_("The state's regional authority for integration"),
        {
            "usual": N_(
                "The economic development centre, since 1 January 2026. Before that it was the ELY Centre."
            )
        },
    )
    national_goals = (
        "national_goals",
        N_("National goals and indicators"),
        {
            "usual": N_(
                "The Ministry of Justice tells of the vision, three goals and three indicators of good "
                "relations between population groups."
            )
        },
    )


class StatedText(SQLModel, table=True):
    """How a municipality states it. `source`: where it can be read. `dated_on`: ISO, on which day it stood so."""

    __tablename__ = "stated_text"
    __table_args__ = UNORDERED
    municipality_id: int = ref("municipality", primary_key=True)
    of: Stated = word(Stated, primary_key=True)
    text_id: int = ref("text")
    source: str = peoples_words()
    dated_on: str


OVER_YEARS: tuple[type[SQLModel], ...] = (
    ActionEffect,
    Attendance,
    Figure,
    GoalCheck,
    LaterAnswer,
    LaterSurvey,
    NextRound,
    StatedText,
)
