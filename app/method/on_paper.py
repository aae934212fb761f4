"""A table's paper: what it has sorted, written and placed without phones, typed by somebody.

It is typed at the console, by a helper's link or at the table's own phone. It counts like
everything else, and is marked as typed.

Only what has changed in the form since the form was made is stored. So the table's phones lose
nothing meanwhile.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from app.method import ideas, ideas_rewording, proposals, typed_piles as piles, vote
from app.method.act import Act, Member
from app.method.axis import Place, middle_of, zone
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import (
    Refusal,
    require,
    voted_on,
)
from app.method.rules import another_table, idea_at, live_group, own_table
from app.method.sent import (
    Each,
    GivenBackWords,
    MadeOn,
    OwnLanguage,
    Pressed,
    Saw,
    SeenWords,
    Ticked,
)
from app.method.sorting import close_if_all_leaned
from app.models import Idea
from app.vocabulary import METHOD_STEPS, Effort, Impact, Language, Source, Step

# A helper's link opens all of the console's acts for a table on paper.
TYPISTS = (Who.facilitator, Who.helper)
SORTED = METHOD_STEPS[METHOD_STEPS.index(Step.sorting) :]
WRITTEN = (Step.ideas, Step.axis, Step.proposals)
# A paper form knows no revision; its digests alone say what it was made from.
UNKNOWN_REVISION = 0
# By the words of a choice: the middle of that third of the plane.
POINTS: dict[str, Place | None] = {
    "": None,
    **{
        f"{effort} {impact}": (middle_of(effort), middle_of(impact))
        for effort in Effort
        for impact in Impact
    },
}
PointField = Annotated[Place | None, Pressed("point", POINTS, is_given_back=True)]


class Stood(NamedTuple):
    """Where an idea was when its form was made, and whether the table proposed it then."""

    point: Place | None = None
    proposed: bool = False


PROPOSED = " proposed"
# By the word that a form sends for it.
STOOD = {
    f"{word}{PROPOSED if proposed else ''}": Stood(point, proposed)
    for word, point in POINTS.items()
    for proposed in (False, True)
}
StoodField = Annotated[Stood, Pressed("seen", STOOD), Saw.exactly]
NOWHERE = Stood()
InPiles = Annotated[Mapping[str, str], Each(piles.PILES)]


@done_by(TYPISTS, "tables/{small_group_id}/piles", open_in=SORTED, undone_by=ITSELF)
def type_piles(act: Act, small_group_id: int, seen: SeenWords, numbers: InPiles) -> None:
    """`numbers`: the typed cards of each pile. `seen`: the piles the form showed, see `told`."""
    cards = piles.by_number(act.book, act.meeting_id)
    now, before = piles.read(numbers, len(cards)), piles.of_field(seen, len(cards))
    table = live_group(act, small_group_id)
    for number in sorted(now.keys() | before.keys()):
        if now.get(number) != before.get(number):
            piles.put(act, table.id, cards[number], now.get(number))
    close_if_all_leaned(act, table.id)


@done_by(Who.host, "paper/piles", open_in=SORTED, undone_by=ITSELF)
def type_own_piles(act: Act, member: Member, seen: SeenWords, numbers: InPiles) -> None:
    type_piles(act, own_table(member), seen, numbers)


@done_by(
    TYPISTS,
    "tables/{small_group_id}/ideas",
    adds=True,
    open_in=WRITTEN,
    final="Its words are changed, or hidden at the console.",
)
def type_idea(
    act: Act,
    small_group_id: int,
    language: OwnLanguage,
    title: GivenBackWords,
    what: GivenBackWords = "",
    who: GivenBackWords = "",
    point: PointField = None,
    *,
    proposed: Ticked = False,
) -> int:
    """Adds an idea from the table's paper, in the typist's language. Returns its id."""
    hand = _hand(act, small_group_id, language)
    idea_id = ideas.put_down(act, hand, title, what, who)
    _place(act, idea_at(act, small_group_id, idea_id), NOWHERE, Stood(point, proposed))
    return idea_id


@done_by(TYPISTS, "tables/{small_group_id}/ideas/{idea_id}", open_in=WRITTEN, undone_by=ITSELF)
def retype_idea(
    act: Act,
    small_group_id: int,
    idea_id: int,
    language: OwnLanguage,
    title: GivenBackWords,
    seen: SeenWords,
    what: GivenBackWords = "",
    who: GivenBackWords = "",
) -> None:
    """`seen`: the digests of the words from which the form was made, see `ideas_rewording.digests`."""
    hand = _hand(act, small_group_id, language)
    ideas_rewording.reword(act, hand, idea_id, UNKNOWN_REVISION, title, what, who, seen)


@done_by(
    TYPISTS, "tables/{small_group_id}/ideas/{idea_id}/point", open_in=WRITTEN, undone_by=ITSELF
)
def type_point(
    act: Act,
    small_group_id: int,
    idea_id: int,
    seen: StoodField,
    point: PointField = None,
    *,
    proposed: Ticked = False,
) -> None:
    """Stores where the idea is on the table's sheet, by thirds, and if the table proposes it."""
    idea = idea_at(act, live_group(act, small_group_id).id, idea_id)
    _place(act, idea, seen, Stood(point, proposed))


@done_by(Who.host, "paper/point", about=("idea_id",), open_in=WRITTEN, undone_by=ITSELF)
def type_own_point(
    act: Act,
    member: Member,
    idea_id: int,
    seen: StoodField,
    point: PointField = None,
    *,
    proposed: Ticked = False,
) -> None:
    type_point(act, own_table(member), idea_id, seen, point, proposed=proposed)


@done_by(
    Who.host,
    "paper/hands/{small_group_id}",
    end="vote/hands {small_group_id} {proposal_id}",
    open_in={Step.vote},
    undone_by=ITSELF,
)
def raise_own_hands(
    act: Act,
    member: Member,
    small_group_id: int,
    proposal_id: int,
    votes: vote.HandsField,
    round_number: MadeOn | None = None,
) -> None:
    """It has the end of `vote.raise_hands`, since the console may correct the same count."""
    require(None if small_group_id == own_table(member) else another_table)
    vote.raise_hands(act, small_group_id, proposal_id, votes, round_number)


def _place(act: Act, idea: Idea, seen: Stood, typed: Stood) -> None:
    """Applies what was changed in the form; a point already in the typed third is not moved."""
    loses_point = False
    thirds = _thirds(typed.point)
    if thirds not in (_thirds(seen.point), _thirds(_point_of(idea))):
        loses_point = typed.point is None and proposals.placed_first(act)
        require(_voted_on(act) if typed.point is None else None)
        effort, impact = typed.point or (None, None)
        act.book.change(Idea, {"id": idea.id}, effort=effort, impact=impact)
        idea = act.book.one(Idea, id=idea.id) or idea
    is_proposed = proposals.is_proposed(act.book, idea.id)
    if typed.proposed and not seen.proposed and not is_proposed:
        proposals.put_up(act, idea)
    elif is_proposed and (loses_point or (seen.proposed and not typed.proposed)):
        require(_voted_on(act))
        proposals.take_down_idea(act, idea.id)


def _voted_on(act: Act) -> Refusal | None:
    return voted_on if proposals.has_rounds(act.book, act.meeting_id) else None


def _point_of(idea: Idea) -> Place | None:
    return None if idea.effort is None or idea.impact is None else (idea.effort, idea.impact)


def _thirds(point: Place | None) -> tuple[Effort, Impact] | None:
    return (zone(Effort, point[0]), zone(Impact, point[1])) if point else None


def point_word(idea: Idea) -> str:
    """The word of the choice for the idea's place; empty if it has none."""
    thirds = _thirds(_point_of(idea))
    return f"{thirds[0]} {thirds[1]}" if thirds else ""


def stands(idea: Idea, *, proposed: bool) -> str:
    """What a form says about the idea's place and proposal, as key of `STOOD`."""
    return f"{point_word(idea)}{PROPOSED if proposed else ''}"


def _hand(act: Act, group_id: int, language: Language) -> Member:
    """A member who is nobody at the table: the one who types for it."""
    return Member(act.meeting_id, 0, live_group(act, group_id).id, language, Source.paper)
