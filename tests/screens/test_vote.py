"""The screens of the vote: a phone keeps its choice, the wall tells turnout, then the order; and a tie is a tie."""

from dataclasses import replace

from app.method import groups, vote
from app.method.people import telling
from app.models import Seat
from app.screens.wall import tally
from app.vocabulary import Step
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
    evening.do(telling.see, evening.all(Seat, person_id=evening.people["Amina"])[0].device_id)
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
