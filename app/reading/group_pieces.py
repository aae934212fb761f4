"""The pieces of a small group and its work, and of one person."""

from collections.abc import Callable, Mapping

from app.frozen import frozen
from app.kept import found_once
from app.method import axis
from app.method.people import headcount
from app.method.sorting_pack import Pack
from app.method.vote_counting import OwnChoice
from app.method.wordings import WordsById
from app.models import AxisSpread, Decision, EarlierDecision, Idea, TalkLine, Wording
from app.reading.lasting import LastingPiece
from app.vocabulary import Role


@frozen
class MemberPiece:
    person_id: int
    role: Role
    present: bool
    device_id: int
    hosts: bool = False


@frozen
class GroupPiece(LastingPiece):
    """The data of a small group that not only its own phones show: also console and wall, those who
    interpret, and in the picture every phone. A step of the programme changes none of it.

    `before`: by card, what groups that are merged now had decided differently. `cards`: in its
    pack. `headcount`: as told. `languages`: how many members have each. `words`: none of a hidden
    idea; see `Snapshot.hidden_words`.
    """

    id: int
    members: list[MemberPiece]
    headcount: int | None
    cards: int
    decisions: dict[int, Decision]
    ideas: list[Idea]
    words: WordsById
    proposed: frozenset[int]
    before: dict[int, tuple[EarlierDecision, ...]]
    languages: Mapping[str, int]

    @found_once
    def standing_ideas(self) -> list[Idea]:
        return [idea for idea in self.ideas if not idea.dropped]

    @found_once
    def shown(self) -> list[Idea]:
        """The standing ideas that are not hidden: those to be placed, and to be counted."""
        return [idea for idea in self.standing_ideas if not idea.hidden]

    @found_once
    def shown_proposed(self) -> set[int]:
        return {idea.id for idea in self.shown if idea.id in self.proposed}

    @found_once
    def here(self) -> set[int]:
        """The people whose phones are connected."""
        return {member.person_id for member in self.members if member.present}

    @found_once
    def heads(self) -> int:
        """How many sit at its table."""
        return headcount.sitting(self.headcount, len(self.members))

    @property
    def without_phone(self) -> int:
        """How many of them were counted at the table alone."""
        return self.heads - len(self.members)

    @found_once
    def asked(self) -> set[int]:
        """The people here who can do what each does alone: not those at the table's own phone."""
        return {member.person_id for member in self.members if member.present and not member.hosts}

    @found_once
    def phones(self) -> dict[int, bool]:
        """Whether each phone at the table is in; several people may share one."""
        return {member.device_id: member.present for member in self.members}


@frozen
class GroupWorkPiece(LastingPiece):
    """What a small group is working on, which only its own phones show; but those who interpret see
    at which card it is. `lines`: of its talk, by card; `words`: of those. `beside`: wordings to
    choose from, by text; none of a hidden idea.
    """

    pack: Pack
    lines: dict[int, TalkLine]
    words: WordsById
    beside: dict[int, list[Wording]]
    placements: dict[int, dict[int, axis.Place]]
    spreads: dict[int, AxisSpread]
    hand: bool


@frozen
class PersonPiece:
    """`contacts`: the actions for which this person left a way to be reached, never which way."""

    interests: frozenset[int]
    contacts: frozenset[int]


class SealedPiece:
    """What this person has sealed and may still change. Read each time: no stamp tells when.

    `vote`: in the open round. `answered`: the survey's questions, also skipped ones.
    """

    def __init__(
        self, vote: Callable[[], OwnChoice], answered: Callable[[], frozenset[int]]
    ) -> None:
        self._vote = vote
        self._answered = answered

    @found_once
    def vote(self) -> OwnChoice:
        return self._vote()

    @found_once
    def answered(self) -> frozenset[int]:
        return self._answered()
