"""What somebody can choose in a vote: nothing, one idea alone, or one out of several; and what is promised them."""

import pytest

from app.method import ideas, proposals, vote
from app.models import Proposal
from app.vocabulary import Language, Step
from tests.cast import CAST, Evening
from tests.house import House, main_of
from tests.web.elements import tree

# Also true of one who votes by phone alone, though the order then tells what it was.
SECRET = "No screen shows who voted for what."
KNOWN = "There is only one idea that you can vote for"
NOTHING = "There is no idea that you can vote for now."


def voting_on(evening: Evening, *names: str) -> list[int]:
    """Each of these has proposed something, and the vote is open."""
    proposed = [evening.propose(name, f"Idea of {name}") for name in names]
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    return proposed


def hide(evening: Evening, proposal_id: int, *, hidden: bool = True) -> None:
    (proposal,) = evening.all(Proposal, id=proposal_id)
    evening.do(ideas.hide, proposal.idea_id, hidden=hidden)


def test_who_has_a_part_in_all_that_is_voted_on_is_not_counted_among_those_who_can_vote(
    house: House,
) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    console = house.console(Language.en)
    assert ">0</span> of 10 have voted" in console.screen()
    for name, (group, *_) in CAST.items():
        if group != 1:
            evening.do(vote.cast, evening.member(name), proposal)
    assert ">10</span> of 10 have voted" in console.screen()
    assert "av 10 har röstat" in house.projector().screen()
    console.tap("vote/closed", round_number=1)
    assert "av 10" in house.projector().screen()


def test_a_vote_that_was_given_is_one_of_so_many_also_after_its_voter_moved(house: House) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    evening.do(vote.cast, evening.member("Hodan"), proposal)
    console = house.console(Language.en)
    person = evening.people["Hodan"]
    console.tap(f"people/{person}/group", small_group_id=evening.groups[1])
    assert ">1</span> of 10 have voted" in console.screen()


def test_a_phone_asks_nobody_to_choose_who_can_choose_nothing(house: House) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    own, other = house.phone("Olena"), house.phone("Layla")
    assert NOTHING in own.screen()
    assert "Choose one idea" not in own.screen()
    assert "Choose one idea" in other.screen()
    hide(evening, proposal)
    for phone in (own, other):
        assert NOTHING in phone.screen()
        assert "Choose one idea" not in phone.screen()
    hide(evening, proposal, hidden=False)
    assert "Choose one idea" in other.screen()


def test_whoever_had_chosen_what_is_hidden_now_is_not_asked_to_choose_again_out_of_nothing(
    house: House,
) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    phone = house.phone("Layla")
    phone.tap("vote", proposal_id=proposal)
    hide(evening, proposal)
    assert "Choose again" not in phone.screen()
    assert NOTHING in phone.screen()
    assert "The meeting leader has hidden the idea that you chose." in phone.screen()


def test_an_open_vote_without_anything_to_vote_on_says_so_on_the_wall(house: House) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    hide(evening, proposal)
    wall = main_of(house.projector().screen())
    assert "Det finns inget förslag att rösta om." in wall
    assert "har röstat" not in wall
    assert 'id="promise"' not in wall


def test_a_vote_in_which_everybody_has_a_part_in_the_only_idea_says_so_on_the_wall(
    house: House,
) -> None:
    evening = house.evening
    kept, *same = [evening.propose(name, "Språkkafé") for name in ("Amina", "Hodan", "Layla")]
    evening.go_to(Step.vote)
    for proposal in same:
        evening.do(proposals.join, kept, proposal)
    evening.do(vote.open_round)
    wall, console = main_of(house.projector().screen()), house.console(Language.en)
    assert "Det finns inget förslag att rösta om." in wall
    assert "har röstat" not in wall
    assert "have voted" not in main_of(console.screen())
    assert tree(console.screen()).one(id="wall-shows").said == "There is no proposal to vote on."
    console.tap("vote/closed", round_number=1)
    assert "Omröstningen är stängd" in main_of(house.projector().screen())


@pytest.mark.parametrize("names", [("Amina", "Hodan"), ("Amina", "Hodan", "Layla")], ids=len)
def test_no_secret_is_promised_where_somebody_can_choose_one_idea_alone(
    house: House, names: tuple[str, ...]
) -> None:
    evening = house.evening
    voting_on(evening, *names)
    is_secret = len(names) > 2
    own, other = house.phone("Olena").screen(), house.phone("Layla").screen()
    assert (SECRET in own, KNOWN in own) == (is_secret, not is_secret)
    assert SECRET in other, "group 3 can choose one out of two, in both cases"
    assert KNOWN not in other
    assert ('id="promise"' in house.projector().screen()) is is_secret


def test_the_console_does_not_count_who_has_voted_out_of_nobody(house: House) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    console = house.console(Language.en)
    hide(evening, proposal)
    assert "have voted" not in main_of(console.screen())
    assert "There is no proposal to vote on." in console.screen()


def test_the_console_tells_how_to_vote_only_until_the_vote_is_closed(house: House) -> None:
    voting_on(house.evening, "Amina", "Hodan")
    console, counting = house.console(Language.en), "Count the hands"
    assert counting in console.screen()
    console.tap("vote/closed", round_number=1)
    assert counting not in console.screen()
    assert "The votes are counted. Show the result, and talk about it." in console.screen()


def test_no_phone_is_asked_which_idea_it_supports_that_cannot_choose_one(house: House) -> None:
    evening = house.evening
    (proposal,) = voting_on(evening, "Amina")
    question = "Which idea do you support most?"
    own, other = house.phone("Olena"), house.phone("Layla")
    assert (question in own.screen(), question in other.screen()) == (False, True)
    other.tap("vote", proposal_id=proposal)
    assert question in other.screen()
    hide(evening, proposal)
    assert question not in other.screen()
