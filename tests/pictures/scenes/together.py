"""All together: the proposals on the wall, the vote, and what is agreed."""

from functools import partial

from app.db import Book
from app.method import (
    agreement,
    contacts,
    ideas,
    interpreting,
    on_the_wall,
    proposals,
    sealing,
    vote,
    vote_electorate,
    wordings,
)
from app.method.act import Member
from app.method.people import headcount
from app.method.people.belonging import Belonging
from app.models import AgreedAction, Idea, Proposal, Reveal, VoteRound
from app.vocabulary import Shown, Step
from tests.pictures.hall import Hall
from tests.pictures.scene import CONSOLE, HELPER, INTERPRETER, PHONE, WALL, Scene, nothing
from tests.pictures.taps import cut_off, opened, pressed, refused, unsent
from tests.pictures.words import DUE_ON, FIRST_STEP, IDEAS, INTERPRETED, LONG_TITLE, OWNER

# -- the wall ----------------------------------------------------------------------------------


def _proposals(hall: Hall) -> list[Proposal]:
    return hall.all(Proposal, meeting_id=hall.meeting_id)


def _of_others(hall: Hall) -> list[Proposal]:
    """What stands for itself."""
    return [
        proposal
        for proposal in _proposals(hall)
        if proposal.small_group_id != hall.me.group_id
        and not proposal.joined_into
        and not hall.all(Proposal, joined_into=proposal.id)
    ]


def _mine(hall: Hall) -> Proposal:
    return next(
        proposal for proposal in _proposals(hall) if proposal.small_group_id == hall.me.group_id
    )


def _spotlight(hall: Hall) -> None:
    hall.do(on_the_wall.show, Shown.spotlight, str(_mine(hall).idea_id))


def _interpret(hall: Hall) -> None:
    """Two interpreters share a language; what is in the light is typed in the language of my phone."""
    hall.do(interpreting.set_followed, "ar", 2, "https://talk.example/ar")
    hall.do(interpreting.take_over, "ar")
    light = hall.all(Reveal, "what", meeting_id=hall.meeting_id, what=Shown.spotlight)[0].subject
    title_id = hall.all(Idea, id=int(light))[0].title_id
    written = hall.read(lambda book: wordings.written(book, title_id))
    if hall.language.value not in written:
        seen = interpreting.digest(written)
        hall.do(interpreting.interpret, title_id, hall.language.value, INTERPRETED, seen)


def _hide_one(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.spotlight)
    hall.do(ideas.hide, _of_others(hall)[0].idea_id, hidden=True)


def _join_two(hall: Hall) -> None:
    hall.do(ideas.hide, _of_others(hall)[0].idea_id, hidden=False)
    *_, kept, other = _of_others(hall)
    hall.do(proposals.join, kept.id, other.id)
    hall.do(on_the_wall.show, Shown.spotlight, str(kept.idea_id))


def _on_to_the_vote(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.spotlight)
    hall.go(Step.vote)


PROPOSALS = (
    Scene("wall: proposals", lambda hall: hall.go(Step.proposals), (PHONE, WALL, CONSOLE)),
    Scene("wall: one is read", nothing, (PHONE.after(opened("details.more")),)),
    Scene("wall: presented", _spotlight, (PHONE, WALL, CONSOLE)),
    Scene("wall: interpreted", _interpret, (INTERPRETER, CONSOLE)),
    Scene("wall: what was interpreted", nothing, (PHONE,)),
    Scene("wall: one is hidden", _hide_one, (CONSOLE.after(opened("#hidden-ideas")), WALL)),
    Scene("wall: joined", _join_two, (PHONE, WALL, CONSOLE.after(opened("#joining-alike")))),
)

# -- the vote ----------------------------------------------------------------------------------


def _everybody(hall: Hall) -> list[Member]:
    everybody = [hall.member(person_id) for person_id in hall.people]
    return [member for member in everybody if member.group_id]


def _cast(hall: Hall, voters: list[Member], first: int = 0) -> None:
    """In turn for all the proposals that each may choose."""
    for turn, member in enumerate(voters):
        allowed = hall.read(partial(_choices, member))
        hall.do(vote.cast, member, allowed[(turn + first) % len(allowed)])


def _choices(member: Member, book: Book) -> list[int]:
    belonging = Belonging(book, member.meeting_id)
    votable = vote_electorate.votable(book, member.meeting_id)
    return [
        proposal_id
        for proposal_id in votable
        if member.person_id not in belonging.insiders(proposal_id)
    ]


def _cast_all(hall: Hall) -> None:
    hall.be_own()
    _cast(hall, _everybody(hall))


def _raise_hands(hall: Hall) -> None:
    """Three without a phone sit at my table, and raise their hands for two ideas."""
    _let_sit(hall, 3)
    first, second, *_ = hall.read(partial(_choices, hall.me))
    _raise(hall, first, 2)
    _raise(hall, second, 1)


def _let_sit(hall: Hall, without_phone: int) -> None:
    mine = hall.me.group_id or 0
    hall.do(headcount.count_heads, mine, len(hall.members(mine)) + without_phone)


def _raise(hall: Hall, proposal_id: int, votes: int) -> None:
    hall.do(vote.raise_hands, hall.me.group_id or 0, proposal_id, votes)


def _tie(hall: Hall) -> None:
    """Two share the first place, one of the votes for each by hand."""
    first, second = _of_others(hall)[:2]
    _let_sit(hall, 3)
    for proposal_id in hall.read(partial(_choices, hall.me)):
        _raise(hall, proposal_id, int(proposal_id in (first.id, second.id)))
    everybody = [
        member
        for member in _everybody(hall)
        if member.group_id not in (first.small_group_id, second.small_group_id)
    ]
    for member in _everybody(hall):
        hall.do(vote.withdraw, member)
    even = len(everybody) // 2 * 2
    for turn, member in enumerate(everybody[:even]):
        hall.do(vote.cast, member, (first, second)[turn % 2].id)
    hall.do(vote.close_round, 1)


def _tell(hall: Hall, number: int) -> None:
    hall.do(on_the_wall.show, Shown.result, str(number))


def _void(hall: Hall) -> None:
    """The key of a second round is lost before it is counted."""
    hall.do(vote.open_round)
    _cast(hall, _everybody(hall)[:9])
    newest = hall.all(VoteRound, "number", meeting_id=hall.meeting_id)[-1]
    sealing.destroy_key(hall.stage.settings.keys, newest.id)
    hall.do(vote.close_round, newest.number)


def _few(hall: Hall) -> None:
    """A round of three ballots, of which the order alone is told."""
    hall.do(vote.open_round)
    _cast(hall, _everybody(hall)[:3])
    hall.do(vote.close_round, 3)
    _tell(hall, 3)


def _fourth_round(hall: Hall) -> None:
    hall.do(vote.open_round)
    _cast(hall, _everybody(hall)[:12], 1)


def _leave(hall: Hall, number: int) -> None:
    """All proposals are hidden, but so many that others have made."""
    left = {proposal.id for proposal in _of_others(hall)[:number]}
    for proposal in _proposals(hall):
        hall.do(ideas.hide, proposal.idea_id, hidden=proposal.id not in left)


def _show_again(hall: Hall) -> None:
    for proposal in _proposals(hall):
        hall.do(ideas.hide, proposal.idea_id, hidden=False)


def _clear(hall: Hall) -> None:
    _show_again(hall)
    favourite = _of_others(hall)[0]
    for member in _everybody(hall):
        if member.group_id != favourite.small_group_id:
            hall.do(vote.cast, member, favourite.id)
    hall.do(vote.close_round, 4)
    _tell(hall, 4)


VOTE = (
    Scene("vote: not open", _on_to_the_vote, (PHONE, WALL, CONSOLE)),
    Scene("vote: open", lambda hall: hall.do(vote.open_round), (PHONE, WALL, CONSOLE)),
    Scene("vote: hands from paper", nothing, (HELPER,)),
    Scene("vote: a shared phone", Hall.share, (PHONE,)),
    Scene("vote: the table's phone", Hall.host, (PHONE,)),
    Scene("vote: cast", _cast_all, (PHONE, WALL, CONSOLE)),
    Scene(
        "vote: waits in the phone",
        nothing,
        (PHONE.after(cut_off, pressed(".proposal[aria-pressed=false]"), unsent),),
    ),
    Scene(
        "vote: by hand",
        _raise_hands,
        (WALL, CONSOLE.after(opened("#hand-votes"), opened("[id^=hands-at]"))),
    ),
    Scene(
        "vote: more votes than people",
        lambda hall: _let_sit(hall, 0),
        (CONSOLE.after(opened("#closing"), opened("#hand-votes")),),
    ),
    Scene("vote: closing", lambda hall: _let_sit(hall, 3), (CONSOLE.after(opened("#closing")),)),
    Scene("vote: closed", _tie, (PHONE, WALL, CONSOLE)),
    Scene("vote: a tie", lambda hall: _tell(hall, 1), (PHONE, WALL, CONSOLE)),
    Scene("vote: again", nothing, (CONSOLE.after(opened("#again")),)),
    Scene("vote: void", _void, (PHONE, WALL, CONSOLE)),
    Scene("vote: few ballots", _few, (PHONE, WALL)),
    Scene("vote: fourth round", _fourth_round, (PHONE, WALL, CONSOLE)),
    Scene("vote: an earlier round", nothing, (CONSOLE.after(opened("#round-1")),)),
    Scene("vote: one idea left", lambda hall: _leave(hall, 1), (PHONE, WALL, CONSOLE)),
    Scene("vote: nothing left", lambda hall: _leave(hall, 0), (PHONE, WALL, CONSOLE)),
    Scene("vote: counted", _clear, (PHONE, WALL, CONSOLE)),
)

# -- agreed actions ----------------------------------------------------------------------------


def _agree(hall: Hall) -> None:
    """One in full, one with nothing but its title."""
    first, second, *_ = _proposals(hall)
    language = hall.written_in
    said = (OWNER[language], FIRST_STEP[language], DUE_ON, language)
    hall.do(agreement.agree, "", *said, first.idea_id)
    hall.do(agreement.agree, "", "", "", "", language, second.idea_id)


def _agree_on_four(hall: Hall) -> None:
    """Four that are full, and one that was taken away."""
    language = hall.written_in
    said = (OWNER[language], FIRST_STEP[language], DUE_ON, language)
    hall.do(agreement.take_away, _agreed(hall)[1].id)
    hall.do(agreement.agree, LONG_TITLE[language], *said)
    hall.do(agreement.agree, IDEAS[language][2].title, *said)
    hall.do(agreement.agree, IDEAS[language][0].title, *said)
    for member in _everybody(hall)[:7]:
        hall.do(agreement.take_part, member, _agreed(hall)[0].id)
    hall.do(agreement.take_part, hall.me, _agreed(hall)[0].id)


def _begin_at_length(hall: Hall) -> None:
    action, language = _agreed(hall)[2], hall.written_in
    words = f"{FIRST_STEP[language]} {FIRST_STEP[language]} {FIRST_STEP[language]}"
    title, owner = IDEAS[language][2].title, OWNER[language]
    said = (title, owner, words, DUE_ON, language)
    hall.do(agreement.change_action, action.id, action.revision, *said)


def _agreed(hall: Hall) -> list[AgreedAction]:
    return hall.read(lambda book: agreement.standing_actions(book, hall.meeting_id))


def _read_back(hall: Hall) -> None:
    """The first has its owner's yes; it stands alone on the wall."""
    first = _agreed(hall)[0]
    hall.do(agreement.hear_owner, first.id, says_yes=True)
    hall.do(on_the_wall.show, Shown.read_back, str(first.id))


def _leave_contact(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.read_back)
    hall.do(contacts.give, hall.me, _agreed(hall)[0].id, "040 123 4567", hall.stage.settings.secret)


AGREEMENT = (
    Scene("agreement: nothing yet", lambda hall: hall.go(Step.agreement), (PHONE, WALL, CONSOLE)),
    Scene("agreement: begun", _agree, (PHONE, WALL, CONSOLE)),
    Scene("agreement: writing one", nothing, (CONSOLE.after(opened("#new-action-panel")),)),
    Scene(
        "agreement: refused",
        nothing,
        (CONSOLE.after(opened("#new-action-panel"), refused("#new-action")),),
    ),
    Scene("agreement: four", _agree_on_four, (PHONE, WALL, CONSOLE)),
    Scene("agreement: four, of which one begins with many words", _begin_at_length, (WALL,)),
    Scene("agreement: may we reach you", nothing, (PHONE.after(opened("details[id^=reach]")),)),
    Scene("agreement: read back", _read_back, (PHONE, WALL, CONSOLE)),
    Scene("agreement: can be reached", _leave_contact, (PHONE,)),
)

SCENES = (*PROPOSALS, *VOTE, *AGREEMENT)
