"""The vote by its doors: opened, voted in, counted with raised hands, closed, shown to the hall, and held again."""

from app.method import groups, ideas, on_the_wall, vote
from app.models import Proposal
from app.vocabulary import Language, Shown, Step
from tests.house import Browser, House, main_of, notice_of
from tests.web.at_console import go_on, heading, hidden, in_ground


def test_hands_are_counted_table_by_table_and_the_vote_waits_until_they_fit(
    house: House, console: Browser
) -> None:
    evening = house.evening
    own, other = evening.propose("Amina", "Café"), evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    group = evening.groups[1]
    hands = f"vote/hands?open=hands-at-{group}"
    fields = {"small_group_id": group, "proposal_id": other}
    counted = main_of(console.tap(hands, votes=5, **fields).text)
    assert f'id="raise-{group}-{own}"' not in counted
    assert 'value="5"' in form_of(counted, f"raise-{group}-{other}")
    assert ">5</span> of 15 have voted" in counted
    refused = console.tap("vote/hands", votes=6, **fields)
    assert refused.status_code == 409
    assert notice_of(refused.text) == ("Group 1 would have too many votes. Count its hands again.")
    house.phone("Amina").tap("vote", proposal_id=other)
    over = console.screen()
    assert "Too many votes in group 1: reduce the number of hands." in over
    assert 'id="close-vote"' not in over
    assert console.tap("vote/closed", round_number=1).status_code == 409
    console.tap("vote/hands", votes=4, **fields)
    for name in ("Layla", "Leena", "Antti", "Rolf"):
        house.phone(name).tap("vote", proposal_id=own)
    closed = main_of(console.tap("vote/closed", round_number=1).text)
    assert "4 of them by hand" in closed
    console.tap("wall", what="result", subject=1)
    assert "4 of them by hand" in house.phone("Layla").screen()
    assert "varav 4 genom handuppräckning" in house.projector().screen()


def test_hands_for_what_was_hidden_later_can_still_be_lowered(
    house: House, console: Browser
) -> None:
    evening = house.evening
    evening.propose("Amina", "Café")
    other = evening.propose("Hodan", "About a neighbour")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    group, idea = evening.groups[1], evening.all(Proposal, id=other)[0].idea_id
    evening.do(vote.raise_hands, group, other, 2)
    evening.do(ideas.hide, idea, hidden=True)
    screen = main_of(console.ask("GET", f"{console.path}?open=hands-at-{group}").text)
    line = screen.partition(f'id="hands-{group}-{other}"')[2].partition("</li>")[0]
    assert ">hidden</span>" in line
    assert "These hands do not count." in line
    assert ">0</span> of 10 have voted" in console.screen()
    fields = {"small_group_id": group, "proposal_id": other}
    assert console.tap("vote/hands", votes=3, **fields).status_code == 409
    lowered = console.tap(f"vote/hands?open=hands-at-{group}", votes=0, **fields)
    assert f'id="hands-{group}-{other}"' not in main_of(lowered.text)


def test_an_earlier_round_stays_in_sight_and_the_newest_says_which_it_is(
    house: House, console: Browser
) -> None:
    evening = house.evening
    cafe, letters = evening.propose("Amina", "Café"), evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.do(vote.raise_hands, evening.groups[3], cafe, 5)
    evening.do(vote.close_round, 1)
    assert "round-1" not in console.screen()
    again = main_of(console.tap("vote/opened", after=1).text)
    assert "First round" in again
    assert f'id="round-1-result-{cafe}"' in again
    assert "Second round" in house.phone("Layla").screen()
    evening.do(vote.raise_hands, evening.groups[3], letters, 5)
    closed = main_of(console.tap("vote/closed", round_number=2).text)
    first = closed.partition('id="round-1"')[2]
    assert result_of(first, f"round-1-result-{cafe}") == "5"
    assert result_of(closed, f"result-{letters}") == "5"
    assert "Andra omgången" in house.projector().screen()


def form_of(screen: str, form_id: str) -> str:
    return screen.partition(f'id="{form_id}"')[2].partition("</form>")[0]


def result_of(screen: str, line_id: str) -> str:
    """The votes in a line of results."""
    line = screen.partition(f'id="{line_id}"')[2].partition("</li>")[0]
    return line.partition("Votes:</span>")[2].partition("<")[0].strip()


def test_a_vote_is_opened_closed_and_held_again(house: House, console: Browser) -> None:
    house.evening.propose("Amina", "Matkväll")
    house.evening.go_to(Step.vote)
    opened = main_of(console.tap("vote/opened").text)
    assert heading(opened) == "The vote is open"
    assert "cannot be undone" in opened
    closed = main_of(console.tap("vote/closed", **hidden(opened, "close-vote")).text)
    assert heading(closed) == "The vote is closed"
    again = main_of(console.tap("vote/opened", after=1).text)
    assert hidden(again, "close-vote") == {"round_number": "2"}


def test_without_a_proposal_there_is_nothing_to_vote_on(house: House, console: Browser) -> None:
    house.evening.go_to(Step.vote)
    refused = console.tap("vote/opened")
    assert refused.status_code == 409
    assert "no proposal" in notice_of(refused.text)


def test_an_open_vote_is_remembered_when_the_programme_goes_on(
    house: House, console: Browser
) -> None:
    house.evening.propose("Amina", "Matkväll")
    house.evening.go_to(Step.vote)
    console.tap("vote/opened")
    assert "The vote is still open." in go_on(console)


def test_a_vote_is_seen_by_the_facilitator_before_it_is_shown_to_the_hall(house: House) -> None:
    evening, console = house.evening, house.console(Language.en)
    proposal = evening.propose("Amina", "Matkväll")
    evening.go_to(Step.vote)
    assert 'id="open-vote"' in in_ground(console), "the big button opens the vote"
    assert "The vote has not been opened." in in_ground(console)
    console.tap("vote/opened")
    for name in ("Hodan", "Pekka", "Gunilla", "Yusuf", "Kadri"):
        evening.do(vote.cast, evening.member(name), proposal)
    closed = main_of(console.tap("vote/closed", round_number=1).text)
    assert f'id="result-{proposal}"' in closed
    hall = (house.projector(), house.phone("Olena"), house.phone("Hodan"))
    for screen in hall:
        assert "5 votes" not in screen.screen()
        assert 'id="tally"' not in screen.screen()
    assert "The meeting leader soon shows the result." in house.phone("Olena").screen()
    assert "The result is not being shown." in in_ground(console)
    console.tap("wall", what=Shown.result, subject=1)
    assert 'id="tally"' in house.projector().screen()
    assert "5 votes" in house.phone("Olena").screen()
    console.tap("wall/down", what=Shown.result)
    assert 'id="tally"' not in house.projector().screen()
    evening.do(vote.open_round)
    evening.do(on_the_wall.show, Shown.result, "1")
    evening.do(vote.close_round, 2)
    assert 'id="tally"' not in house.projector().screen(), "another round is told anew"


def test_what_can_no_longer_be_done_is_not_told_as_missing(house: House) -> None:
    """Nobody can vote for a proposal in which everybody has a part; after the vote it is too late to tell."""
    evening, console = house.evening, house.console(Language.en)
    for person in evening.people.values():
        evening.do(groups.move, person, evening.groups[1])
    evening.propose("Amina", "Matkväll")
    evening.go_to(Step.vote)
    nobody = "Nobody could vote for the proposal of group 1: everybody here is in it."
    assert nobody in console.screen()
    console.tap("vote/opened")
    assert nobody in console.screen()
    console.tap("vote/closed", round_number=1)
    assert nobody not in console.screen()
    assert "The result is not being shown." in console.screen()
