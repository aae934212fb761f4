"""The wall on the console: what it shows and can show, and its languages."""

from typing import ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.languages import HALL_LANGUAGES, of_phones
from app.screens import projector, results
from app.screens.agreed_actions import incomplete_actions
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.speaker import Said
from app.texts import Saying
from app.vocabulary import N_, Cover, Language, Shown, Step, Theme


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
    `opens_door`, `has_principles`, `has_became`: there is a code, there are principles, or outcomes of the meeting
    before, to show; `is_became`: the last are shown. `reads_next`: an action that can be read back although something
    is still to be written.
    """

    template: ClassVar[str] = "console/parts/wall_acts.html"
    name: ClassVar[str] = "wall-acts"
    step: Step | None
    is_up: bool
    before: str
    is_blank: bool
    is_door: bool
    opens_door: bool
    reads_next: str
    has_principles: bool
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


def now(look: ConsoleLook, addresses: Addresses) -> WallNow:
    piece = look.piece
    number, front = (0, None) if look.is_covered else _front(look)
    return WallNow(
        **look.own,
        shows=_shows(look, addresses),
        in_front=front,
        front_number=number,
        note=_note(look),
        first=piece.meeting.main_language,
        second=piece.meeting.second_language,
    )


def _shows(look: ConsoleLook, addresses: Addresses) -> Saying:
    """As the wall itself says it."""
    cover = Cover.over(look.put_up)
    if cover:
        return Saying(cover.says["shows"])
    return projector.screen(look.snapshot, look.language, addresses).shows


def is_up(look: ConsoleLook) -> bool:
    """Whether what can be put up in this step is on the wall."""
    put = _PUT_UP.get(look.step) if look.step else None
    return look.piece.is_result_told if put is Shown.result else put in look.put_up


def _note(look: ConsoleLook) -> str:
    if look.is_covered or (look.step is Step.picture and is_up(look)):
        return ""
    return _NOTES.get(look.step, "") if look.step else ""


def on_the_wall(look: ConsoleLook) -> PutUp:
    things, light = _things(look)
    place = things.index(light) if light in things else -1
    return PutUp(
        is_up=is_up(look) or place >= 0,
        before=things[place - 1] if place > 0 else "",
        after=things[place + 1] if place + 1 < len(things) else "",
    )


def acts(look: ConsoleLook) -> WallActs:
    now = on_the_wall(look)
    return WallActs(
        **look.own,
        step=look.step,
        is_up=now.is_up,
        before=now.before,
        is_blank=Shown.blank in look.put_up,
        is_door=Shown.qr in look.put_up,
        opens_door=look.opens_door,
        reads_next=now.after
        if look.step is Step.agreement and incomplete_actions(line.face for line in look.actions)
        else "",
        has_principles=bool(look.piece.principles),
        has_became=bool(look.piece.became),
        is_became=Shown.became in look.put_up,
    )


def languages(look: ConsoleLook) -> WallLanguages:
    meeting = look.piece.meeting
    first, second = meeting.main_language, meeting.second_language
    on_phones = of_phones(meeting.unchecked_languages)
    more = (second,) if second and second not in on_phones else ()
    return WallLanguages(**look.own, first=first, second=second, beside=(*on_phones, *more))


# Steps with something to put up; each has a template for these acts.
HAVING_OWN = frozenset(
    {
        *(Step.opening, Step.results, Step.picture, Step.axis),
        *(Step.proposals, Step.vote, Step.agreement),
    }
)
_PUT_UP = {
    Step.opening: Shown.principles,
    Step.picture: Shown.picture,
    Step.axis: Shown.axis_titles,
    Step.vote: Shown.result,
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
