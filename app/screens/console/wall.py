"""The wall on the console: what it shows and can show, its languages, and how phones come here."""

from typing import ClassVar, NamedTuple

from app.addresses import Addresses
from app.frozen import frozen
from app.languages import HALL_LANGUAGES, of_phones
from app.method.phone_network import hides_blanks
from app.screens import results
from app.screens.agreed_actions import lacking
from app.screens.console.look import ConsoleLook, ConsolePart
from app.screens.speaker import Said
from app.texts import Saying, saying
from app.vocabulary import N_, Language, Shown, Step, Theme


@frozen
class AddressLine:
    """An address by which phones may come. `chosen`: all links and QRs begin with it. `reached`: a
    phone came by it.
    """

    address: str
    chosen: bool
    reached: bool


@frozen
class WallNow(ConsolePart):
    """What the wall shows: a sentence, or people's own words `in_front` (with the action's number), in its languages.

    `note`: what is said of it, instead of the languages.
    """

    template: ClassVar[str] = "console/parts/wall_now.html"
    name: ClassVar[str] = "wall-now"
    shows: Saying
    in_front: Said | None
    front_number: int
    note: str
    first: Language
    second: Language | None


@frozen
class WallActs(ConsolePart):
    """Each act has its inverse in the same place. The act that comes next is not here: it is the
    big button.

    `is_up`: something is shown that can be taken down. `before`: the thing of the same kind that
    precedes it. `is_blank`, `is_door`: the blank wall, or the QR code, covers what the step shows.
    `reads_next`: an action that can be read back although something is still to be written.
    `has_became`, `is_became`: what became of the meeting before can be shown, and is shown.
    """

    template: ClassVar[str] = "console/parts/wall_acts.html"
    name: ClassVar[str] = "wall-acts"
    step: Step | None
    is_up: bool
    before: str
    is_blank: bool
    is_door: bool
    reads_next: str
    has_became: bool
    is_became: bool

    @property
    def has_own(self) -> bool:
        """Whether something of the step itself can be put up."""
        return self.step in HAVING_OWN


@frozen
class PutUp:
    """Things that can be shown one after the other, and whether one of them is. `before`, `after`:
    its neighbours, or "".
    """

    is_up: bool
    before: str
    after: str


@frozen
class WallLanguages(ConsolePart):
    """`beside`: the choices for the second language: those of the phones, and the current one."""

    template: ClassVar[str] = "console/parts/wall_languages.html"
    name: ClassVar[str] = "wall-languages"
    offered: ClassVar[tuple[Language, ...]] = HALL_LANGUAGES
    first: Language
    second: Language | None
    beside: tuple[Language, ...]


@frozen
class JoiningPanel(ConsolePart):
    template: ClassVar[str] = "console/parts/joining_panel.html"
    name: ClassVar[str] = "joining-panel"
    code: str
    join_url: str
    joining_open: bool
    most_phones: int


@frozen
class Reaching(ConsolePart):
    """By which address phones come here, whether one has, and the Wi-Fi that they use."""

    template: ClassVar[str] = "console/parts/reaching.html"
    name: ClassVar[str] = "reaching"
    addresses: tuple[AddressLine, ...]
    network: str
    network_password: str
    hides_blanks: bool

    @property
    def is_tried(self) -> bool:
        return any(line.chosen and line.reached for line in self.addresses)


def now(look: ConsoleLook) -> WallNow:
    piece = look.piece
    covered = next((COVERS[cover] for cover in COVERS if cover in piece.shown), "")
    number, front = (0, None) if covered else _front(look)
    return WallNow(
        **look.own,
        shows=Saying(covered) if covered else _shows(look),
        in_front=front,
        front_number=number,
        note=_note(look),
        first=piece.meeting.main_language,
        second=piece.meeting.second_language,
    )


def _shows(look: ConsoleLook) -> Saying:
    """What the wall shows in this step, if nothing covers it."""
    step, vote = look.step, look.piece.round
    if step is None:
        return Saying(N_("How to join, and how many have joined"))
    if step is Step.results:
        return saying(step.says["shows"], theme=results.theme_shown(look.piece))
    if step is Step.opening and _is_became(look):
        return Saying(N_("What became of the last meeting"))
    if step in _PUT_UP and _is_up(look):
        return Saying(_PUT_UP[step].told)
    return Saying((vote.state if step is Step.vote and vote else step).says["shows"])


def _note(look: ConsoleLook) -> str:
    if look.step is Step.picture and _is_up(look):
        return ""
    return _NOTES.get(look.step, "") if look.step else ""


def on_the_wall(look: ConsoleLook) -> PutUp:
    things, light = _things(look)
    place = things.index(light) if light in things else -1
    return PutUp(
        is_up=_is_up(look) or place >= 0,
        before=things[place - 1] if place > 0 else "",
        after=things[place + 1] if place + 1 < len(things) else "",
    )


def acts(look: ConsoleLook) -> WallActs:
    now, shown = on_the_wall(look), look.piece.shown
    return WallActs(
        **look.own,
        step=look.step,
        is_up=now.is_up,
        before=now.before,
        is_blank=Shown.blank in shown,
        is_door=Shown.qr in shown,
        reads_next=now.after
        if look.step is Step.agreement and lacking(line.face for line in look.actions)
        else "",
        has_became=bool(look.piece.became),
        is_became=_is_became(look),
    )


def languages(look: ConsoleLook) -> WallLanguages:
    meeting = look.piece.meeting
    first, second = meeting.main_language, meeting.second_language
    on_phones = of_phones(meeting.unchecked_languages)
    more = (second,) if second and second not in on_phones else ()
    return WallLanguages(**look.own, first=first, second=second, beside=(*on_phones, *more))


def joining_panel(look: ConsoleLook, addresses: Addresses) -> JoiningPanel:
    meeting = look.piece.meeting
    return JoiningPanel(
        **look.own,
        code=meeting.code,
        join_url=joined_at(look, addresses),
        joining_open=meeting.joining_open,
        most_phones=meeting.most_phones,
    )


def joined_at(look: ConsoleLook, addresses: Addresses) -> str:
    return addresses.joining(look.piece.meeting)


def reaching(look: ConsoleLook, addresses: Addresses) -> Reaching:
    """The address in all links, the other addresses, and the Wi-Fi."""
    piece, meeting = look.piece, look.piece.meeting
    used = addresses.used(meeting.address)
    return Reaching(
        **look.own,
        addresses=tuple(
            AddressLine(address, address == used, address in piece.reached)
            for address in addresses.offered()
        ),
        network=meeting.network,
        network_password=meeting.network_password,
        hides_blanks=hides_blanks(meeting),
    )


def _is_up(look: ConsoleLook) -> bool:
    put = _PUT_UP.get(look.step) if look.step else None
    if put is None:
        return False
    return look.piece.is_result_told if put.kind is Shown.result else put.kind in look.piece.shown


def _is_became(look: ConsoleLook) -> bool:
    return bool(look.piece.became) and Shown.became in look.piece.shown


# Steps with something to put up; each has a template for these acts.
HAVING_OWN = frozenset(
    {
        *(Step.opening, Step.results, Step.picture, Step.axis),
        *(Step.proposals, Step.vote, Step.agreement),
    }
)
# What covers the wall, whatever the step shows; the blank wall covers the code too.
COVERS = {
    Shown.blank: N_("Nothing: the wall is blank"),
    Shown.qr: N_("The QR code, to join"),
}


class PuttingUp(NamedTuple):
    """What can be put up in a step, and what the wall shows then."""

    kind: Shown
    told: str


_PUT_UP = {
    Step.opening: PuttingUp(Shown.principles, N_("The principles")),
    Step.picture: PuttingUp(Shown.picture, Step.picture.says["heading"]),
    Step.axis: PuttingUp(Shown.axis_titles, N_("Settled points, with titles")),
    Step.vote: PuttingUp(Shown.result, N_("The result of the vote")),
}
_NOTES = {
    Step.results: N_("The wall says that the results must not be generalised."),
    Step.picture: N_("No card and no decision is seen yet."),
    Step.ideas: N_("Nothing that anybody wrote is shown."),
}


def _things(look: ConsoleLook) -> tuple[list[str], str]:
    """What this step shows one after the other, and the one on the wall, if it is among them."""
    piece = look.piece
    match look.step:
        case Step.results:
            return [*Theme], results.theme_shown(piece)
        case Step.proposals:
            lines = look.proposals
            return [str(line.idea_id) for line in lines], piece.shown.get(Shown.spotlight, "")
        case Step.agreement:
            lines_read = [str(line.face.id) for line in look.actions]
            return lines_read, piece.shown.get(Shown.read_back, "")
        case _:
            return [], ""


def _front(look: ConsoleLook) -> tuple[int, Said | None]:
    if look.step is Step.proposals:
        return next(((0, line.title) for line in look.proposals if line.spotlit), (0, None))
    if look.step is Step.agreement:
        return next(
            ((line.face.number, line.face.title) for line in look.actions if line.in_front),
            (0, None),
        )
    return 0, None
