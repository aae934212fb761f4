"""What a municipality keeps over the years: attendance, later surveys, the next round, national
goals.
"""

from sqlmodel import SQLModel

from app.models.column_kinds import UNORDERED, key, peoples_words, ref, whole, word
from app.vocabulary import N_, Role, Word


class Attendance(SQLModel, table=True):
    """How many people of a role were invited to a meeting, and how many promised to come. Those who
    came are counted.
    """

    __tablename__ = "attendance"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    role: Role = word(Role, primary_key=True)
    invited: int = whole()
    promised: int = whole()


class ActionEffect(SQLModel, table=True):
    """The effect of an agreed action that was seen, and what was learnt from it."""

    __tablename__ = "action_effect"
    __table_args__ = UNORDERED
    agreed_action_id: int = ref("agreed_action", primary_key=True)
    effect_id: int = ref("text")
    learnt_id: int = ref("text")


class LaterSurvey(SQLModel, table=True):
    """A survey of residents after the meeting, made with another tool. `people`: how many answered;
    never fewer than five.

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
    """How many people chose an answer to a question of such a survey. Only numbers that may be
    shown are ever stored.

    `people`: None if the answers to the question may not be shown.
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
    """What the next round may cost, in euros, and where that is decided. Its date is stored with
    the meeting.
    """

    __tablename__ = "next_round"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    sessions: int = whole()
    a_session: int = whole()
    the_meeting: int = whole()
    besides: int = whole()
    decided: str = peoples_words()


class Indicator(Word):
    """The indicators that the national page tells a municipality to follow, by surveys."""

    plans = "plans", N_("Follow-up of equality plans")
    relations = "relations", N_("Relations between the main population groups")
    discrimination = "discrimination", N_("Experiences of discrimination")


class Unit(Word):
    """The unit of a figure."""

    percent = "percent", N_("percent of those who answered")
    scale = "scale", N_("average on a scale from 1 to 5")


class Figure(SQLModel, table=True):
    """The value of an indicator for a municipality in a year. `tenths`: ten times the value.
    `asked`: the question that it answers.

    `people`: how many answered, if that is known; never fewer than five.
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
    """The goals that the national page sets."""

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
    """What a municipality has when it reaches a goal."""

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
    """How far a municipality has come with a measure."""

    missing = "missing", N_("Not there yet")
    begun = "begun", N_("Begun")
    there = "there", N_("In place")


class GoalCheck(SQLModel, table=True):
    """How far a municipality is with a measure. `has_id`: what it has. `checked_on`: ISO, when this
    was last checked.
    """

    __tablename__ = "goal_check"
    __table_args__ = UNORDERED
    municipality_id: int = ref("municipality", primary_key=True)
    measure: Measure = word(Measure, primary_key=True)
    attained: Attained = word(Attained)
    has_id: int = ref("text")
    checked_on: str


class Stated(Word):
    """What is told about the law and authorities. "usual": the text when the program was
    written.
    """

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
    """A municipality's own text for it. `source`: where it can be read. `dated_on`: ISO, the day on
    which it was so.
    """

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
