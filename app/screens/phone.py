"""A participant's screen: one function a step."""

from collections.abc import Callable

from app.method import axis, ideas, proposals, vote
from app.method.refusals import no_open_vote
from app.models import Idea
from app.reading.pieces import PersonPiece
from app.reading.snapshot import Snapshot
from app.screens import hung, survey, wording
from app.screens.contexts import phone
from app.screens.contexts.shared import Drafts
from app.screens.look import Look
from app.screens.turns import OnePhone
from app.settings import MeetingSettings
from app.vocabulary import RoundState, Step

AT_A_TABLE = frozenset({Step.sorting, Step.ideas, Step.axis})


def screen(snapshot: Snapshot, viewer: OnePhone, drafts: Drafts = ()) -> phone.PhoneScreen:
    """`drafts`: what was sent and not saved, given back in a GET alone."""
    look = Look(snapshot, viewer, drafts)
    step = look.piece.step
    if look.piece.meeting.ended:
        return survey.ended(look)
    if step in AT_A_TABLE and look.member.group_id is None:
        return phone.Waiting(**look.frame, step=step, seat=look.seat)
    return _STEPS[step](look)


def _opening(look: Look) -> phone.Opening:
    return phone.Opening(
        **look.frame,
        meeting=look.say(look.piece.meeting.name_id),
        begun=look.piece.step is not None,
        gatherings=wording.gatherings(look.say),
    )


def _results(look: Look) -> phone.Results:
    theme = wording.theme_shown(look.piece)
    return phone.Results(**look.frame, theme=theme, columns=wording.columns(look.say, theme))


def _supper(look: Look) -> phone.Supper:
    return phone.Supper(**look.frame)


def _groups(look: Look) -> phone.Group:
    members = len(look.group.members) if look.member.group_id else 0
    return phone.Group(**look.frame, seat=look.seat, members=members)


def _sorting(look: Look) -> phone.Sorting:
    group = look.group
    pack, card_id = group.pack, group.pack.current
    here = group.asked
    return phone.Sorting(
        **look.frame,
        card=look.say.card(look.piece.cards[card_id]) if card_id else None,
        number=min(len(pack.decisions) + 1, len(pack.order)),
        total=len(pack.order),
        panes=wording.panes(pack),
        leaning=group.leanings.get(look.own_id or 0),
        leaned=len(group.leanings.keys() & here),
        here=len(here),
        leaning_closed=bool(card_id and pack.is_closed(card_id)),
        spread=wording.spread(group) if card_id and pack.is_closed(card_id) else None,
        may_skip=len(pack.order) - len(pack.decisions) > 1,
        piles=wording.decided(look.say, look.snapshot, group.id),
        pace=wording.pace(look.piece),
        before=wording.decided_before(look.piece, group, card_id),
    )


def _picture(look: Look) -> phone.Picture:
    revealed = "picture" in look.piece.shown
    own = wording.decided(look.say, look.snapshot, look.group.id) if look.member.group_id else ()
    not_reached = len(look.piece.cards) - len(own) if look.member.group_id else 0
    cards = wording.picture(look.say, look.snapshot) if revealed else ()
    return phone.Picture(
        **look.frame, revealed=revealed, cards=cards, own=own, own_not_reached=not_reached
    )


def _ideas(look: Look) -> phone.Ideas:
    group = look.group
    developed = {idea.suggested_action_id for idea in group.standing}
    return phone.Ideas(
        **look.frame,
        suggested=tuple(
            phone.SuggestedLine(line.id, look.say(line.text_id), line.theme, line.id in developed)
            for line in look.piece.suggested
        ),
        ideas=tuple(_idea(look, idea) for idea in group.standing),
        dropped=tuple(
            phone.DroppedIdea(idea.id, look.say(idea.title_id, group.words), idea.hidden)
            for idea in group.ideas
            if idea.dropped
        ),
        refusal=ideas.may_write(len(group.standing)),
        drop_refusal=ideas.may_drop(has_begun=bool(look.piece.rounds)),
    )


def _idea(look: Look, idea: Idea) -> phone.IdeaCard:
    texts = {name: _words(look, getattr(idea, f"{name}_id")) for name in ideas.FIELDS}
    origins = {line.id: line.text_id for line in look.piece.suggested}
    origin = origins.get(idea.suggested_action_id or 0)
    is_voted_on = bool(look.piece.rounds) and idea.id in look.group.proposed
    return phone.IdeaCard(
        id=idea.id,
        letter=ideas.letter(idea),
        revision=idea.revision,
        origin=look.say(origin) if origin else None,
        hidden=idea.hidden,
        has_beside=any(words.beside for words in texts.values()),
        refusal=ideas.may_improve(idea, is_voted_on=is_voted_on),
        **texts,
    )


def _words(look: Look, text_id: int) -> phone.Words:
    group, main = look.group, look.piece.meeting.main_language
    beside = tuple(
        (
            kept.id,
            wording.say({text_id: {kept.language: kept.words}}, text_id, look.say.language, main),
        )
        for kept in sorted(group.beside.get(text_id, []), key=lambda kept: kept.id)
    )
    return phone.Words(look.say(text_id, group.words), beside)


def _axis(look: Look) -> phone.Axis:
    group = look.group
    most = MeetingSettings.read(look.piece.meeting.settings).proposals_a_group
    lines = tuple(_axis_idea(look, idea, most) for idea in group.standing)
    return phone.Axis(
        **look.frame,
        ideas=lines,
        proposals_a_group=most,
        here=len(group.asked),
    )


def _axis_idea(look: Look, idea: Idea, most: int) -> phone.AxisIdea:
    group = look.group
    places = group.placements[idea.id]
    spread = axis.spread(list(places.values()))
    mine = places.get(look.own_id or 0)
    others = proposals.counted(len(group.shown_proposed - {idea.id}), most)
    return phone.AxisIdea(
        id=idea.id,
        letter=ideas.letter(idea),
        title=look.say(idea.title_id, group.words),
        hidden=idea.hidden,
        mine=wording.point(*mine) if mine else None,
        placed=len(places),
        median=wording.point(*spread.median) if spread else None,
        low=wording.point(*spread.low) if spread else None,
        high=wording.point(*spread.high) if spread else None,
        settled=wording.point(idea.effort, idea.impact),
        proposed=idea.id in group.proposed,
        settle_refusal=axis.may_settle(len(places)),
        propose_refusal=proposals.may_propose(idea, others, most),
    )


def _wall(look: Look) -> phone.Wall:
    lines = [
        hung.proposal_line(
            look.say,
            proposal,
            idea,
            own=look.member.group_id in look.piece.origins(proposal),
        )
        for proposal, idea in hung.seen_by(look.piece, {look.member.group_id or 0})
    ]
    return phone.Wall(**look.frame, proposals=tuple(lines))


def _vote(look: Look) -> phone.Vote:
    person = look.snapshot.person(look.member.person_id)
    sealed = look.snapshot.sealed(look.member.person_id)
    choice = sealed.choice if look.own_id else None
    vote_round = look.piece.round
    is_open = vote_round is not None and vote_round.state is RoundState.open
    lines = [
        hung.proposal_line(
            look.say,
            proposal,
            idea,
            own=bool(look.piece.origins(proposal) & person.own_groups),
            chosen_id=choice,
            refusal=vote.may_vote(look.piece.origins(proposal), person.own_groups)
            or (None if is_open else no_open_vote),
        )
        for proposal, idea in _voted_on(look, person)
    ]
    return phone.Vote(
        **look.frame,
        round_number=vote_round.number if vote_round else 0,
        state=vote_round.state if vote_round else None,
        proposals=hung.by_votes(lines),
        voted=choice is not None,
        choice_hidden=bool(look.own_id) and sealed.choice_hidden,
        tie=hung.is_tie(look.piece.counted),
    )


def _voted_on(look: Look, person: PersonPiece) -> list[hung.Hung]:
    """What can be chosen now, and of what is hidden the own; of a closed round what it counted."""
    is_closed = look.piece.round is not None and look.piece.round.state is RoundState.closed
    if is_closed:
        return hung.results(look.piece, look.piece.counted)
    return hung.seen_by(look.piece, person.own_groups)


def _agreement(look: Look) -> phone.Agreement:
    person = look.snapshot.person(look.member.person_id)
    return phone.Agreement(
        **look.frame,
        actions=wording.action_lines(look.say, mine=person.interests, contacts=person.contacts),
    )


_STEPS: dict[Step | None, Callable[[Look], phone.PhoneScreen]] = {
    None: _opening,
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
    Step.survey: survey.survey,
    Step.thanks: survey.thanks,
}
