"""The wall: one function a step. It is given the hall's numbers and the groups' results, never a person's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.method import ideas
from app.models import Idea, Proposal
from app.reading.pieces import GroupPiece
from app.reading.snapshot import Snapshot
from app.screens import hung, wording
from app.screens.contexts import projector
from app.screens.wording import Speaker
from app.viewer import Projector
from app.vocabulary import MAX_IDEAS_A_GROUP, RoundState, Shown, Step

QUOTED = ("agreed_more", "divided", "agreed_less")


@dataclass(frozen=True)
class Joining:
    """Where people join: the short address, the QR's path with its width, and the Wi-Fi for phones."""

    address: str
    qr: tuple[str, int]
    network: projector.Network | None


class Look:
    def __init__(self, snapshot: Snapshot, viewer: Projector, joining: Joining) -> None:
        self.snapshot = snapshot
        self.piece = snapshot.meeting
        self.say = Speaker(self.piece, viewer.language)
        meeting = self.piece.meeting
        self.frame: dict[str, Any] = {
            "language": viewer.language,
            "at": f"/projector/{viewer.meeting_id}",
            "second_language": meeting.second_language,
            "step": self.piece.step,
            "meeting": wording.pair(self.piece, meeting.name_id),
            "code": meeting.code,
            "joining_open": meeting.joining_open,
            "clock": wording.clock(self.piece),
            "address": joining.address,
            "qr": joining.qr[0],
            "qr_side": joining.qr[1],
        }
        self.network = joining.network

    def seats(self, done: Callable[[GroupPiece], int], total: Callable[[GroupPiece], int]) -> Any:
        groups = [(group.number, self.snapshot.group(group.id)) for group in self.piece.live_groups]
        return tuple(projector.Seats(number, done(group), total(group)) for number, group in groups)


def screen(snapshot: Snapshot, viewer: Projector, joining: Joining) -> projector.WallScreen:
    look = Look(snapshot, viewer, joining)
    return _STEPS[look.piece.step](look)


def _lobby(look: Look) -> projector.Lobby:
    return projector.Lobby(**look.frame, people=look.snapshot.crowd.people, network=look.network)


def _opening(look: Look) -> projector.Opening:
    held = look.piece.gatherings
    gatherings = tuple(
        projector.WallGathering(
            wording.pair(
                look.piece, look.piece.population_groups[gathering.population_group_id].name_id
            ),
            gathering.held_on,
            wording.pair(look.piece, gathering.place_id),
            gathering.participants,
        )
        for gathering in held
    )
    return projector.Opening(
        **look.frame,
        gatherings=gatherings,
        participants=sum(gathering.participants for gathering in held),
        people=look.snapshot.crowd.people,
    )


def _results(look: Look) -> projector.Results:
    theme = wording.theme_shown(look.piece)
    found: dict[int, list[Any]] = {}
    for result in look.piece.results:
        if result.theme is theme:
            found.setdefault(result.population_group_id, []).append(
                wording.pair(look.piece, result.text_id)
            )
    columns = tuple(
        projector.WallColumn(wording.pair(look.piece, group.name_id), tuple(found[group.id]))
        for group in look.piece.population_groups.values()
        if group.id in found
    )
    return projector.Results(**look.frame, theme=theme, columns=columns)


def _supper(look: Look) -> projector.Supper:
    return projector.Supper(**look.frame, groups=_seated(look))


def _groups(look: Look) -> projector.Groups:
    return projector.Groups(**look.frame, groups=_seated(look), people=look.snapshot.crowd.people)


def _seated(look: Look) -> Any:
    return look.seats(lambda group: len(group.here), lambda group: len(group.members))


def _sorting(look: Look) -> projector.Sorting:
    return projector.Sorting(**look.frame, groups=_decided(look))


def _decided(look: Look) -> Any:
    return look.seats(lambda group: len(group.pack.decisions), lambda group: len(group.pack.order))


def _picture(look: Look) -> projector.Picture:
    revealed = Shown.picture in look.piece.shown
    bars = _bars(look) if revealed else ()
    return projector.Picture(**look.frame, revealed=revealed, bars=bars, groups=_decided(look))


def _bars(look: Look) -> tuple[projector.PictureBar, ...]:
    lines = wording.picture(look.say, look.snapshot)
    quoted = {
        max(lines, key=lambda line: line.more - line.less, default=None): QUOTED[0],
        max(
            lines, key=lambda line: min(line.more, line.less) * 2 + line.differ, default=None
        ): QUOTED[1],
        max(lines, key=lambda line: line.less - line.more, default=None): QUOTED[2],
    }
    cards, groups = look.piece.cards, look.piece.population_groups
    return tuple(
        projector.PictureBar(
            text=wording.pair(look.piece, cards[line.card.id].text_id),
            population_group=wording.pair(
                look.piece, groups[cards[line.card.id].population_group_id].name_id
            ),
            more=line.more,
            dunno=line.dunno,
            less=line.less,
            quoted=quoted.get(line, ""),
            not_reached=line.not_reached,
        )
        for line in lines
    )


def _ideas(look: Look) -> projector.Ideas:
    groups = look.seats(
        lambda group: len(group.shown),
        lambda group: max(MAX_IDEAS_A_GROUP, len(group.shown)),
    )
    return projector.Ideas(**look.frame, groups=groups)


def _axis(look: Look) -> projector.Axis:
    titled = Shown.axis_titles in look.piece.shown
    points = [
        projector.SettledPoint(
            group_number=group.number,
            letter=ideas.letter(idea),
            point=point,
            proposed=idea.id in piece.proposed,
            title=look.say(idea.title_id, piece.words) if titled else None,
        )
        for group in look.piece.live_groups
        for piece in (look.snapshot.group(group.id),)
        for idea in piece.shown
        if (point := wording.point(idea.effort, idea.impact))
    ]
    groups = look.seats(
        lambda group: sum(idea.effort is not None for idea in group.shown),
        lambda group: len(group.shown),
    )
    return projector.Axis(**look.frame, points=tuple(points), groups=groups)


def _wall(look: Look) -> projector.Wall:
    both = hung.proposals(look.piece)
    wanted = look.piece.shown.get(Shown.spotlight)
    spotlit = [_proposal(look, proposal, idea) for proposal, idea in both if str(idea.id) == wanted]
    lines = [hung.proposal_line(look.say, proposal, idea) for proposal, idea in both]
    marks = []
    for line in lines:
        marks.append((line.group_number, line.letter))
        marks.extend((one.group_number, one.letter) for one in line.joined)
    return projector.Wall(
        **look.frame,
        marks=tuple(marks),
        spotlit=spotlit[0] if spotlit else None,
        joined=len(marks) - len(lines),
    )


def _proposal(look: Look, proposal: Proposal, idea: Idea) -> projector.WallProposal:
    line = hung.proposal_line(look.say, proposal, idea)
    return projector.WallProposal(
        line.group_number,
        line.letter,
        line.title,
        line.what,
        line.who,
        line.votes or 0,
        line.hands,
        line.tied,
        line.joined,
        line.hidden,
    )


def _vote(look: Look) -> projector.Vote:
    vote_round = look.piece.round
    is_closed = vote_round is not None and vote_round.state is RoundState.closed
    counted = hung.results(look.piece, look.piece.counted)
    lines = [_proposal(look, proposal, idea) for proposal, idea in counted]
    return projector.Vote(
        **look.frame,
        round_number=vote_round.number if vote_round else 0,
        state=vote_round.state if vote_round else None,
        turnout=look.snapshot.crowd.turnout,
        people=look.snapshot.crowd.voters,
        results=tuple(sorted(lines, key=lambda line: -line.votes)) if is_closed else (),
        tie=hung.is_tie(look.piece.counted),
    )


def _actions(look: Look) -> tuple[projector.WallAction, ...]:
    return tuple(
        projector.WallAction(
            line.number,
            line.title,
            line.owner,
            line.first_step,
            line.due_on,
            line.group_number,
            line.also_from,
            line.owner_says_yes,
            line.in_front,
        )
        for line in wording.action_lines(look.say)
    )


def _agreement(look: Look) -> projector.Agreement:
    return projector.Agreement(**look.frame, actions=_actions(look))


def _survey(look: Look) -> projector.Survey:
    crowd = look.snapshot.crowd
    return projector.Survey(**look.frame, through=crowd.survey.through, people=crowd.asked)


def _thanks(look: Look) -> projector.Thanks:
    return projector.Thanks(**look.frame, actions=_actions(look))


_STEPS: dict[Step | None, Callable[[Look], projector.WallScreen]] = {
    None: _lobby,
    Step.opening: _opening,
    Step.results: _results,
    Step.supper: _supper,
    Step.groups: _groups,
    Step.sorting: _sorting,
    Step.picture: _picture,
    Step.ideas: _ideas,
    Step.axis: _axis,
    Step.proposals: _wall,
    Step.vote: _vote,
    Step.agreement: _agreement,
    Step.survey: _survey,
    Step.thanks: _thanks,
}
