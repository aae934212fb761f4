"""A meeting, its programme and everything prepared for it."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.limits import LIMIT
from app.models.column_kinds import UNORDERED, added_later, key, ref, seconds, whole, word
from app.vocabulary import Door, Language, QuestionKind, Shown, Step, Theme


class Meeting(SQLModel, table=True):
    """One meeting. `current_row_id`: the programme's pointer. `proposals_a_group`: how many ideas
    each group may propose. `most_phones`: how many may join.

    `address`: the one that was chosen of those by which phones reach it. `network`: the name of the
    Wi-Fi for phones.
    `reopened_at`: when it was last opened again after its end.
    `contact`: whom people can ask what is kept of them, in words. `privacy_notice`: the address of
    the municipality's own notice. `accessibility_contact`: whom people can tell what they cannot
    use.
    `follow_up`: the address where people can read what came of it. `first_report_months`: how long
    after the meeting residents are told what became of it; `report_months`: how long after that
    each time. `asks_again_on`: when residents are asked the next time, ISO or nothing.
    `effort_low_id` …: what the ends of the plane mean in this municipality; None: as usual.
    `unchecked_languages`: tags of languages that its phones are offered although no native reader
    has checked them.
    `picture_seen`: the picture of all cards has been on the wall.
    `ends_by`: the time of day by which it should be over, or nothing. `archived`: not listed among
    current meetings.
    `tables`: how many small groups are expected; 0 while nobody has said.
    `sign_up_version`, `sign_up_open`: of the link to the page on which people say that they come;
    `sign_up_brought`: as `brought` of a `Link`.
    """

    __tablename__ = "meeting"
    id: int = key()
    round_id: int = ref("round", index=True)
    name_id: int = ref("text")
    place_id: int = ref("text")
    code: str = Field(unique=True, max_length=LIMIT.code)
    main_language: Language = word(Language)
    second_language: Language | None = word(Language, optional=True)
    starts_at: int = seconds()
    sequence: int = whole()
    current_row_id: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    joining_open: bool = True
    clock_until: int | None = seconds(optional=True)
    ended: bool = False
    is_rehearsal: bool = False
    proposals_a_group: int = added_later(default=1)
    address: str = added_later(default="")
    network: str = added_later(default="")
    network_password: str = added_later(default="")
    reopened_at: int | None = seconds(optional=True)
    contact: str = added_later(default="")
    privacy_notice: str = added_later(default="")
    accessibility_contact: str = added_later(default="")
    most_phones: int = added_later(default=LIMIT.usual_phones, earlier="300")
    follow_up: str = added_later(default="")
    first_report_months: int = added_later(default=LIMIT.first_report, earlier="3")
    report_months: int = added_later(default=LIMIT.then_reports, earlier="6")
    asks_again_on: str = added_later(default="")
    effort_low_id: int | None = ref("text", optional=True)
    effort_high_id: int | None = ref("text", optional=True)
    impact_low_id: int | None = ref("text", optional=True)
    impact_high_id: int | None = ref("text", optional=True)
    unchecked_languages: str = added_later(default="")
    picture_seen: bool = added_later(default=False, earlier="false")
    ends_by: str = added_later(default="")
    archived: bool = added_later(default=False)
    sign_up_version: int = added_later(default=0)
    sign_up_open: bool = added_later(default=False)
    sign_up_brought: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    tables: int = added_later(default=0)


class FormerCode(SQLModel, table=True):
    """An earlier join code. Nobody can join by it, but phones that came by it are still recognised
    at its address.
    """

    __tablename__ = "former_code"
    __table_args__ = UNORDERED
    code: str = Field(primary_key=True, max_length=LIMIT.code)
    meeting_id: int = ref("meeting", index=True)


class Reached(SQLModel, table=True):
    """An address by which a phone has come. It is not stored which phone, or when."""

    __tablename__ = "reached"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    address: str = Field(primary_key=True)


class ProgrammeRow(SQLModel, table=True):
    """A row of the programme: one step. `began_at`, `began_sequence`: when the pointer first came
    here, as a time and as the meeting's sequence. The time is that of the evening, if the step was
    tried before its day.

    `clock_left`: the seconds that were left on its clock when the pointer moved on or it was
    stopped, negative if it had run out; None: no clock. `clock_goes_on`: it ran when the pointer
    moved on, and runs again when that comes back.
    `name_id`: the coordinator's name for it; None or without words: the step's own name.
    """

    __tablename__ = "programme_row"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    kind: Step = word(Step)
    minutes: int = whole()
    began_at: int | None = seconds(optional=True)
    began_sequence: int | None = whole(None, optional=True)
    clock_left: int | None = whole(None, optional=True)
    clock_goes_on: bool = False
    name_id: int | None = ref("text", optional=True)


class Link(SQLModel, table=True):
    """A way in without an account. Its secret is derived from id and version, never stored.

    `present`: a page that was opened by it is connected, as acts have stored. `brought`: the secret
    that it had in another installation, sealed; see `app.links`. `gathering_id`: the session whose
    report an organisation writes.
    """

    __tablename__ = "link"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    door: Door = word(Door)
    version: int = whole(1)
    revoked: bool = False
    present: bool = False
    brought: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    gathering_id: int | None = ref("gathering", optional=True)


class Reveal(SQLModel, table=True):
    """What the facilitator has put on the wall. `subject`: a theme, the id of an idea or of an action, or nothing."""

    __tablename__ = "reveal"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    what: Shown = word(Shown, primary_key=True)
    subject: str = ""


class LastAct(SQLModel, table=True):
    """A thing that facilitators have done: what was said of it, and the act that undoes it.

    `path`: of the act, as declared. `said`: the values in its sentence. `undo_path`, `undo_fields`:
    what is sent to undo it. `said` and `undo_fields` are JSON of names and values. Removed when the
    meeting ends.
    """

    __tablename__ = "last_act"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    path: str
    said: str
    undo_path: str
    undo_fields: str


class Card(SQLModel, table=True):
    """An experience card. `seen_id`: the words on which groups decided, if they have been corrected
    since.
    """

    __tablename__ = "card"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    theme: Theme = word(Theme)
    population_group_id: int = ref("population_group")
    text_id: int = ref("text")
    heavy: bool = False
    seen_id: int | None = ref("text", optional=True)


class SuggestedAction(SQLModel, table=True):
    """An action that residents proposed at the gatherings; handed out after the sorting."""

    __tablename__ = "suggested_action"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    theme: Theme | None = word(Theme, optional=True)
    text_id: int = ref("text")


class Principle(SQLModel, table=True):
    """A principle of the safer space, shown when people join."""

    __tablename__ = "principle"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    text_id: int = ref("text")


class SurveyQuestion(SQLModel, table=True):
    """A question of the feedback survey. `low_id`, `high_id`: what the ends of a scale mean.
    `seen_id`: the words that people answered, see `Card`.
    """

    __tablename__ = "survey_question"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    kind: QuestionKind = word(QuestionKind)
    text_id: int = ref("text")
    low_id: int | None = ref("text", optional=True)
    high_id: int | None = ref("text", optional=True)
    seen_id: int | None = ref("text", optional=True)
