"""One phone's view of a snapshot, and the frame that a phone's screen has at every step."""

from typing import Any, ClassVar

from app.frozen import frozen
from app.kept import found_once
from app.languages import of_phones
from app.method.people import joining
from app.method.people.headcount import most_heads
from app.reading.group_pieces import GroupPiece, GroupWorkPiece
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.screens.own import Own
from app.screens.phone_parts import Help, MarkPlace, News, TopBar, sharing
from app.screens.screen import SEAT, AskedBeside, Drafts, Screen
from app.screens.speaker import Said, Speaker
from app.screens.table_look import Host, TableLook
from app.screens.turns import InTurn, PhoneTurn
from app.texts import Saying, saying
from app.viewer import OnePhone, TableHost
from app.vocabulary import N_, Category, Word

NOTHING_TO_DO = saying(N_("You can put the phone down. The next step comes by itself."))


@frozen
class PhoneScreen(Screen, InTurn):
    nothing_to_do: ClassVar[Saying] = NOTHING_TO_DO
    bar: TopBar
    help: Help
    news: News
    turn: PhoneTurn | None


class PhoneLook:
    """`own`: this person's own values; `shows_chosen` says whether a choice among them may be
    shown. `told_table`: the table at which this person says they sit, until there is a group.
    """

    def __init__(self, snapshot: Snapshot, viewer: OnePhone, own: Own, asked: AskedBeside) -> None:
        self.snapshot = snapshot
        self.own = own
        self.piece = snapshot.meeting
        self.viewer = viewer
        self.member = viewer.member
        self.asked = asked
        self.drafts = asked.drafts
        self.opened = asked.opened
        self.at = f"/{viewer.code}"
        self.turn = turns.turn_of(snapshot, viewer)
        self.is_hosts = isinstance(viewer, TableHost)
        self.say = Speaker(self.piece, viewer.member.language, reads=viewer.member.reads)

    @property
    def seat(self) -> str:
        """A blank for the tag; on a shared phone the tag itself, since each person's turn has a
        screen of its own anyway.
        """
        return joining.seat_tag(self.member.person_id) if self.is_shared else SEAT

    @property
    def is_shared(self) -> bool:
        return len(self.viewer.seats) > 1

    @property
    def is_nobodys(self) -> bool:
        """True where no person's choice is asked for or shown: a table's phone, or nobody's turn."""
        return self.is_hosts or (self.turn is not None and self.turn.now is None)

    @property
    def shows_chosen(self) -> bool:
        """False on a shared phone too, also once its turns are over: the others would see it."""
        return not (self.is_shared or self.is_nobodys)

    @property
    def lean(self) -> Category | None:
        return self.own.lean if self.shows_chosen else None

    @property
    def told_table(self) -> int | None:
        return None if self.member.has_group else self.member.table

    @found_once
    def group_number(self) -> int | None:
        return self.piece.numbers.get(self.member.group_id or 0)

    @found_once
    def group(self) -> GroupPiece:
        return self.snapshot.group(self.member.group_id or 0)

    @found_once
    def alike(self) -> TableLook:
        """What all tables that have got equally far have in common. Open panels and drafts of one
        phone are not in it.
        """
        known = (self.own.at_card.far, self.member.language, self.member.reads, self.is_hosts)
        return self.snapshot.made(known, lambda: TableLook(self.piece, self.at, *known))

    def frame(self, title: str, **values: Word | str | int) -> dict[str, Any]:
        """The fields that a phone's screen has at every step, under this title."""
        said = saying(title, **values)
        return {
            "language": self.member.language,
            "at": self.at,
            "bar": self._bar(said),
            "help": self._help(),
            "news": self.news(said),
            "turn": self.turn,
            "drafts": self.drafts,
        }

    def news(self, *sentences: Saying, words: tuple[Said, ...] = ()) -> News:
        return News(self.member.language, sentences, words)

    def drafts_of(self, form: str) -> Drafts:
        """The input of this form that could not be saved."""
        return tuple(draft for draft in self.drafts if draft[0] == form)

    def _bar(self, title: Saying) -> TopBar:
        until = None if self.piece.meeting.ended else self.piece.meeting.clock_until
        language = self.member.language
        mark = MarkPlace(language) if self.member.has_group else None
        return TopBar(language, title, mark, until, self.is_hosts)

    def _help(self) -> Help:
        """Made once for all phones that show the same in it."""
        has_group, ended = self.member.has_group, self.piece.meeting.ended
        known: dict[str, Any] = {
            "at": self.at,
            "hand": self.own.hand if has_group and not ended else None,
            "seat": None if has_group else self.seat,
            "help_comes": self.viewer.help_comes,
            "language_tie": self._language_tie,
            "host": _host(self) if self.is_hosts and not ended else None,
        }
        here = tuple(position for position, _ in self.viewer.seats)

        def make() -> Help:
            return Help(
                self.member.language,
                **known,
                sharing=sharing(self.piece.meeting, here, self.viewer.gone),
                goes_on=not ended,
                principles=tuple(
                    self.say(principle.text_id) for principle in self.piece.principles
                ),
                reads=self.member.reads,
                readable=self._readable,
                talk=self._talk,
            )

        return self.say.once(("help", *known.values(), here, self.viewer.gone), make)

    @property
    def _language_tie(self) -> bool | None:
        has_choice = not (self.member.has_group or self.piece.meeting.ended)
        return self.member.language_tie if has_choice else None

    @property
    def _readable(self) -> tuple[str, ...]:
        """Languages that the meeting's texts are written or interpreted in, without those that
        phones' screens have here.
        """
        written = {tag for given in self.piece.words.values() for tag in given}
        spoken = {language.tag for language in of_phones(self.piece.meeting.unchecked_languages)}
        return tuple(sorted((written | {*self.piece.followed}) - spoken))

    @property
    def _talk(self) -> str:
        followed = self.piece.followed.get(self.member.written_in)
        return followed.talk if followed and not self.piece.meeting.ended else ""

    @found_once
    def work(self) -> GroupWorkPiece:
        return self.snapshot.group_work(self.member.group_id or 0)


def _host(look: PhoneLook) -> Host:
    group_id = look.member.group_id
    if group_id is None:
        return Host(None, 0, 0)
    group, known = look.group, len(look.group.members)
    return Host(group.heads, known, most_heads(group.headcount, known))
