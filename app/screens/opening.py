"""The opening, and the hall before it: who has come, and the gatherings that this meeting builds on."""

from typing import ClassVar

from app import texts
from app.drawing import fit
from app.frozen import frozen
from app.method.small_cells import told_people, told_sessions
from app.models import Meeting
from app.models.followup import FollowState
from app.qr import qr_path, wifi
from app.reading.meeting_pieces import MeetingPiece
from app.screens import wall_parts
from app.screens.onwards import Onwards, onwards
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.speaker import Pair, Said, Speaker, pair
from app.screens.wall import light
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import CrowdRow, Qr, WallPart
from app.texts import Saying
from app.vocabulary import N_, Language, Shown, Step


@frozen
class GatheringLine:
    population_group: Said
    held_on: str
    place: Said
    language: Said
    how: Said
    participants: int | None


@frozen
class Phone(PhoneScreen):
    """`begun`: False while the evening has not begun; `gatherings`: none until then. `principles`: empty unless the
    wall shows them. `became`: what became of what the meeting before agreed on.
    """

    template: ClassVar[str] = "opening/phone.html"
    meeting: Said
    begun: bool
    group_number: int | None
    table: int | None
    principles: tuple[Said, ...]
    gatherings: tuple[GatheringLine, ...]
    onwards: Onwards
    became: tuple[tuple[Said, FollowState], ...] = ()


@frozen
class People(WallPart):
    template: ClassVar[str] = "opening/people.html"
    name: ClassVar[str] = "people"
    people: int


@frozen
class Network:
    """The Wi-Fi for phones. `qr`: SVG path data on a square of `qr_side` modules."""

    name: str
    password: str
    qr: str
    qr_side: int

    @classmethod
    def of(cls, meeting: Meeting) -> "Network | None":
        """None if it is not named."""
        name, password = meeting.network, meeting.network_password
        return cls(name, password, *qr_path(wifi(name, password))) if name else None


@frozen
class Lobby(WallScreen):
    """`qr`: None while joining is closed. `crowd`: empty where the Wi-Fi stands in its place.
    `has_moved`: see `Addresses`.
    """

    template: ClassVar[str] = "opening/lobby.html"
    meeting: Pair
    address: str
    code: str
    qr: Qr | None
    people: People
    crowd: tuple[CrowdRow, ...]
    network: Network | None = None
    has_moved: bool = False

    @property
    def shows(self) -> Saying:
        joining = N_("How to join, and how many have joined")
        closed = N_("That joining is closed, and how many have joined")
        return Saying(joining if self.qr else closed)

    @property
    def password_words(self) -> tuple[str, ...]:
        """What the password is called, once in each language that has another word for it."""
        languages = [language for language in (self.language, self.second_language) if language]
        return tuple(dict.fromkeys(texts.say(N_("Password"), language) for language in languages))


FEW = 8  # sessions; each has room for both languages
LISTED = (4, 7, FEW, 12, 18)  # sessions, past which each of them gets less room


@frozen
class WallGathering:
    population_group: Pair
    held_on: str
    place: Pair
    participants: int | None


@frozen
class Wall(WallScreen):
    """`participants` is None, here and for one session, where it is too low to be told, or would
    let another number be found that is too low.
    """

    template: ClassVar[str] = "opening/wall.html"
    step: ClassVar[Step] = Step.opening
    nothing: ClassVar[str] = N_("The discussion sessions are not entered yet.")
    gatherings: tuple[WallGathering, ...]
    participants: int | None

    @property
    def shows(self) -> Saying:
        return super().shows if self.gatherings else Saying(self.nothing)

    @property
    def sessions(self) -> int:
        return len(self.gatherings)

    @property
    def are_few(self) -> bool:
        return self.sessions <= FEW

    @property
    def size(self) -> str:
        return fit(self.sessions, LISTED)


@frozen
class Principles(WallScreen):
    """The principles, while they are read aloud. `size`: of the first language's letters."""

    told: ClassVar[str] = N_("The principles")
    template: ClassVar[str] = "opening/principles.html"
    step: ClassVar[Step] = Step.opening
    principles: tuple[Pair, ...]
    size: int

    @property
    def shows(self) -> Saying:
        return Saying(self.told)


@frozen
class Became(WallScreen):
    """What became of what the meeting before agreed on. `size`: of the first language's letters."""

    told: ClassVar[str] = N_("What became of the last meeting")
    template: ClassVar[str] = "opening/became.html"
    step: ClassVar[Step] = Step.opening
    became: tuple[tuple[Pair, FollowState], ...]
    size: int

    @property
    def shows(self) -> Saying:
        return Saying(self.told)


def phone(look: PhoneLook) -> Phone:
    begun = look.piece.step is not None
    return Phone(
        **look.frame(Step.opening.says["name"] if begun else N_("You have joined")),
        meeting=look.say(look.piece.meeting.name_id),
        begun=begun,
        group_number=look.group_number,
        table=look.told_table,
        principles=_read_aloud(look) if begun else (),
        gatherings=gatherings(look.say) if begun else (),
        became=tuple((look.say(outcome.text_id), outcome.state) for outcome in look.piece.became),
        onwards=onwards(look),
    )


def _read_aloud(look: PhoneLook) -> tuple[Said, ...]:
    is_on = Shown.principles in look.piece.shown
    return (
        tuple(look.say(principle.text_id) for principle in look.piece.principles) if is_on else ()
    )


def lobby(look: WallLook) -> Lobby:
    people, network = look.snapshot.crowd.people, Network.of(look.piece.meeting)
    return Lobby(
        **look.frame,
        meeting=look.meeting,
        address=look.door.address,
        code=look.door.code,
        qr=look.qr if look.opens_door else None,
        people=People(**look.both, people=people),
        crowd=() if network else wall_parts.crowd(look.language, people, people),
        network=network,
        has_moved=look.has_moved,
    )


def wall(look: WallLook) -> Wall | Principles | Became:
    if Shown.became in look.put_up:
        return _became(look)
    if Shown.principles in look.put_up:
        texts = tuple(pair(look.piece, principle.text_id) for principle in look.piece.principles)
        said = [(text.first.words, text.second.words if text.second else "") for text in texts]
        return Principles(**look.frame, principles=texts, size=light.listed(said))
    held = look.piece.gatherings
    lines = tuple(
        WallGathering(
            pair(look.piece, look.piece.population_groups[gathering.population_group_id].name_id),
            gathering.held_on,
            pair(look.piece, gathering.place_id),
            people,
        )
        for gathering, people in zip(held, _told(look.piece), strict=True)
    )
    return Wall(
        **look.frame,
        gatherings=lines,
        participants=told_people(sum(gathering.participants for gathering in held)),
    )


def _became(look: WallLook) -> Became:
    outcomes = tuple(
        (pair(look.piece, outcome.text_id), outcome.state) for outcome in look.piece.became
    )
    second = look.both["second_language"]
    said = [
        (
            _and_state(outcome.first, state, look.language),
            _and_state(outcome.second, state, second) if second else "",
        )
        for outcome, state in outcomes
    ]
    return Became(**look.frame, became=outcomes, size=light.listed(said))


def _and_state(title: Said | None, state: FollowState, language: Language) -> str:
    """The line as it is read, to find the largest size in which it fits."""
    words = title.words if title else ""
    return f"{words}{texts.ending(words, ':')}{texts.say(state.says['name'], language)}"


def gatherings(speaker: Speaker) -> tuple[GatheringLine, ...]:
    return speaker.once("gatherings", lambda: _gatherings(speaker))


def _gatherings(speaker: Speaker) -> tuple[GatheringLine, ...]:
    return tuple(
        GatheringLine(
            speaker.population_group(gathering.population_group_id),
            gathering.held_on,
            speaker(gathering.place_id),
            speaker(gathering.language_id),
            speaker(gathering.how_id),
            people,
        )
        for gathering, people in zip(speaker.piece.gatherings, _told(speaker.piece), strict=True)
    )


def _told(piece: MeetingPiece) -> list[int | None]:
    return told_sessions(
        [(gathering.population_group_id, gathering.participants) for gathering in piece.gatherings]
    )
