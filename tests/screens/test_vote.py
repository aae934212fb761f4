"""The screens of the vote: a phone keeps its choice, the wall tells turnout, then the order; and a tie is a tie."""

from dataclasses import replace

from app.method import ending, groups, on_the_wall, sealing, vote
from app.method.people import telling
from app.models import ProgrammeRow, VoteRound
from app.papers.result import read_result
from app.screens.wall import tally
from app.vocabulary import Language, Shown, Step
from tests.cast import Evening
from tests.house import House
from tests.screens.walls import closed_vote, open_vote, proposal, whole
from tests.web.elements import tree


def test_while_a_vote_is_open_the_wall_tells_how_many_have_voted_and_nothing_else() -> None:
    shown = whole(open_vote(31, 38))
    assert ">31</text>" in shown
    assert "38" in shown
    assert 'id="tally"' not in shown


def test_why_the_order_alone_is_told_is_said_beside_it() -> None:
    told, order = ([replace(proposal(n), votes=votes) for n in (1, 2)] for votes in (5, None))
    assert 'id="order-alone"' in whole(closed_vote(order))
    assert 'id="order-alone"' not in whole(closed_vote(told))


def test_a_tie_is_said_in_words() -> None:
    counted = (proposal(2, 9, tied=True), proposal(7, 9, tied=True), proposal(5, 7))
    assert 'id="tie"' in whole(closed_vote(counted, tie=True))
    assert 'id="tie"' not in whole(closed_vote(counted[1:]))


def test_the_sun_is_at_noon_when_everybody_has_voted() -> None:
    none, half, all_of_them = (tally.sun(turnout, 38) for turnout in (0, 19, 38))
    assert none.disc - tally.RADIUS == tally.FLOOR
    assert all_of_them.disc - tally.RADIUS == tally.NOON
    assert (none.inside, half.inside) == (False, True)
    assert tally.sun(39, 38) == all_of_them


def test_all_who_share_the_first_place_stand_on_the_wall() -> None:
    drawn = tally.tally([1] * 14 + [15], tie=True, again=False, nobody=False)
    assert (drawn.top, drawn.shown, drawn.rest) == (14, 14, 1)
    alone = tally.tally([1, 2, *[3] * 12], tie=False, again=True, nobody=False)
    assert (alone.top, alone.shown, alone.rest) == (1, 11, 3)


def test_a_vote_stays_chosen_on_the_phone_of_whoever_comes_to_that_table(house: House) -> None:
    evening, amina = house.evening, house.phone("Amina")
    chosen, other = (evening.propose(name, "Café") for name in ("Hodan", "Layla"))
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    amina.tap("vote", proposal_id=chosen)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.do(telling.see, evening.phone_of("Amina"))
    page = tree(amina.screen())
    pressed = [
        button.held["value"]
        for button in page.all("button")
        if button.held.get("aria-pressed") == "true"
    ]
    assert str(chosen) in pressed
    # Who chooses anew cannot come back to it.
    amina.tap("vote", proposal_id=other)
    page = tree(amina.screen())
    assert "Din egen grupps idé" in page.one(id=f"proposal-{chosen}").said
    assert amina.tap("vote", proposal_id=chosen).status_code == 409


def test_where_nothing_can_be_voted_on_no_phone_promises_a_vote(house: House) -> None:
    house.evening.go_to(Step.vote)
    screen = house.phone("Olena").screen()
    assert "There is no proposal to vote on." in screen
    assert "You can put the phone down." in screen
    assert "opens soon" not in screen
    assert "Read the ideas" not in screen


def test_no_phone_is_promised_a_vote_or_an_agreement_that_does_not_come(house: House) -> None:
    evening, olena = house.evening, house.phone("Olena")
    evening.propose("Amina", "Café")
    evening.go_to(Step.proposals)
    assert "Then you vote for what" in olena.screen()
    evening.go_to(Step.vote)
    assert "The vote opens soon." in olena.screen()
    evening.do(vote.open_round)
    evening.do(vote.close_round, 1)
    evening.do(on_the_wall.show, Shown.result, "1")
    assert "Next we agree" in olena.screen()
    without(evening, Step.agreement)
    assert "Next we agree" not in olena.screen()
    without(evening, Step.vote)
    evening.go_to(Step.proposals)
    assert "Then you vote for what" not in olena.screen()


def without(evening: Evening, step: Step) -> None:
    (row,) = evening.all(ProgrammeRow, kind=step)
    if evening.row.current_row_id == row.id:
        evening.go_to(Step.opening)
    evening.do(lambda act: act.book.remove(ProgrammeRow, id=row.id))


def test_of_a_vote_that_cannot_be_counted_an_ended_meeting_asks_for_no_new_round(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    evening.propose("Amina", "Café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    sealing.destroy_key(evening.keys, evening.all(VoteRound)[0].id)
    evening.do(vote.close_round, 1)
    assert "these votes cannot be counted. Open a new round." in console.screen()
    evening.do(ending.end, ended=True)
    assert "the votes cannot be counted." in console.screen()
    assert "Open a new round." not in console.screen()


def test_of_a_round_in_which_each_has_two_votes_people_are_told_and_not_votes(
    house: House,
) -> None:
    """As another version may open it: of three and five votes, at least five people gave them."""
    evening, wall, console = house.evening, house.projector(), house.console(Language.en)
    first, second = (evening.propose(name, "Café") for name in ("Hodan", "Layla"))
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.do(lambda act: act.book.change(VoteRound, {"meeting_id": evening.id}, votes_each=2))
    for name in ("Amina", "Kirsi"):
        house.phone(name).tap("vote", proposal_id=first)
        house.phone(name).tap("vote", proposal_id=second)
    evening.do(vote.cast, evening.member("Börje"), first)
    for name in ("Hodan", "Mikael", "Olena"):
        house.phone(name).tap("vote", proposal_id=second)
    assert tree(console.screen()).one(id="turnout").said == "6 of 15 have voted"
    assert 'aria-label="6 av 15 har röstat"' in wall.screen()
    evening.do(vote.close_round, 1)
    assert 'aria-label="6 av 15 har röstat"' in wall.screen()
    evening.do(on_the_wall.show, Shown.result, "1")
    told = tree(wall.screen())
    assert told.one(id="told-turnout").said.startswith("6 av 15 har röstat")
    assert [row.said for row in told.all(kind="tally-votes")] == ["5 röster", "3 röster"]
    with evening.reading() as book:
        (vote_round,) = read_result(book, evening.id, Language.sv).rounds
    assert (vote_round.turnout, vote_round.votes) == ("6 av 15 har röstat", 8)
