"""A text that the facilitator hides is on no screen but the console; there every line of it says that it is hidden."""

import re
from collections.abc import Iterator

import pytest

from app.method import (
    agreement,
    axis,
    ending,
    groups,
    ideas,
    ideas_rewording,
    on_the_wall,
    proposals,
    vote,
)
from app.method.people import hosting
from app.method.vote_tallies import VoteResult
from app.models import AgreedAction, Idea, Placement, Proposal, Wording
from app.vocabulary import HALL_DOORS, METHOD_STEPS, Door, Language, Shown, Standing, Step
from tests.cast import Evening
from tests.house import Browser, House, main_of, notice_of

# Nothing else in the program says so.
WORDS = ("Kolibri", "Pelikan", "Flamingo")
BESIDE = "Albatross"
TYPED = "Struts"
ALL_WORDS = re.compile("|".join((*WORDS, BESIDE, TYPED)), re.IGNORECASE)
PANEL = re.compile(r'<details[^>]* id="([^"]+)"[^>]* data-opens')
LINE = "Mötesledaren har dolt den här texten."
STRUCK = re.compile(
    r"<s>\s*<bdi[^>]*>Kolibri</bdi>\s*</s>\s*<span class=\"is-hidden\">hidden</span>"
)


class Hall:
    """Everybody who looks, while group 1 has a text that may have to be hidden; group 2 proposes another."""

    def __init__(self, house: House) -> None:
        self.house, self.evening = house, house.evening
        do, amina = self.evening.do, self.evening.member("Amina")
        self.other = self.evening.propose("Hodan", "Plain letters")
        self.evening.go_to(Step.ideas)
        self.idea = do(ideas.write, amina, *WORDS)
        do(ideas_rewording.improve, amina, self.idea, 1, *WORDS[:2], "Flamingo!")
        do(ideas_rewording.improve, amina, self.idea, 1, BESIDE, *WORDS[1:])
        host = self.evening.phone_of("Mikael")
        do(hosting.host, host, hosts=True)
        self.own = {name: house.phone(name) for name in ("Amina", "Kirsi", "Mikael")}
        others = {name: house.phone(name) for name in ("Gunilla", "Layla")}
        opened = {str(door): house.opened(door) for door in HALL_DOORS[1:]}
        self.browsers: dict[str, Browser] = {**self.own, **others, **opened}
        self.console = house.console(Language.en)

    def hide(self, *, hidden: bool = True) -> None:
        self.evening.do(ideas.hide, self.idea, hidden=hidden)

    def propose(self) -> int:
        """Three have placed it, it is settled and proposed; returns the proposal. Leaves the programme at axis."""
        do = self.evening.do
        self.evening.go_to(Step.axis)
        for name in ("Amina", "Börje", "Kirsi"):
            do(axis.place, self.evening.member(name), self.idea, 30, 70)
        do(axis.settle, self.evening.member("Amina"), self.idea, 30, 70)
        do(proposals.propose, self.evening.member("Amina"), self.idea)
        return self.evening.all(Proposal, idea_id=self.idea)[0].id

    def is_silent(self, told: str) -> None:
        """No byte of a whole page, of an answer to the script or of what is pushed has a word of it."""
        for name, browser in self.browsers.items():
            pushed = browser.wire()
            page = browser.get().text
            whole = browser.ask("GET", f"{browser.path}?open={'.'.join(PANEL.findall(page))}").text
            for way in (page, whole, browser.get(script=True).text, pushed.screen):
                assert not ALL_WORDS.search(way), f"{name}, {told}"
            pushed.close()

    def is_marked(self, told: str, times: int) -> None:
        """So many lines of the console have it, and all of them are struck and say so."""
        panels = ".".join(f"hands-at-{group}" for group in self.evening.groups.values())
        page = self.console.ask("GET", f"{self.console.path}?open={panels}").text
        screen = main_of(page)
        assert len(STRUCK.findall(screen)) == times, told
        assert "Kolibri" not in STRUCK.sub("", screen), told


@pytest.fixture
def hall(house: House) -> Hall:
    return Hall(house)


def moments(hall: Hall) -> Iterator[tuple[str, int]]:
    """Hidden at every moment of the evening: what it is called, and in how many lines the console has it."""
    do, evening = hall.evening.do, hall.evening
    hall.hide()
    for step in METHOD_STEPS:
        evening.go_to(step)
        panels = {Step.axis: 2, Step.proposals: 1, Step.vote: 1, Step.agreement: 1}
        yield f"not proposed: {step}", {Step.ideas: 1, **panels}.get(step, 0)
    evening.go_to(Step.ideas)
    do(ideas.drop, evening.member("Amina"), hall.idea)
    yield "taken away", 0
    do(ideas.restore, evening.member("Amina"), hall.idea)
    hall.hide(hidden=False)
    proposal = hall.propose()
    do(on_the_wall.show, Shown.axis_titles)
    hall.hide()
    yield "proposed, on the axis", 2
    yield from proposing(hall, proposal)
    yield from voted_on(hall, proposal)
    for step in (Step.survey, Step.thanks):
        evening.go_to(step)
        yield step, 0
    do(ending.end, ended=True)
    yield "ended", 0


def proposing(hall: Hall, proposal: int) -> Iterator[tuple[str, int]]:
    do, evening = hall.evening.do, hall.evening
    evening.go_to(Step.proposals)
    do(on_the_wall.show, Shown.spotlight, str(hall.idea))
    yield "hidden in the light", 1
    hall.hide(hidden=False)
    do(proposals.join, proposal, hall.other)
    hall.hide()
    yield "another's words stand there", 2
    do(proposals.take_apart, hall.other)


def voted_on(hall: Hall, proposal: int) -> Iterator[tuple[str, int]]:
    do, evening = hall.evening.do, hall.evening
    hall.hide(hidden=False)
    evening.go_to(Step.vote)
    do(vote.open_round)
    do(vote.cast, evening.member("Layla"), proposal)
    do(vote.raise_hands, evening.groups[2], proposal, 2)
    hall.hide()
    yield "voted for", 2
    hall.hide(hidden=False)
    do(vote.close_round, 1)
    do(on_the_wall.show, Shown.result, "1")
    hall.hide()
    yield "counted", 2
    do(vote.open_round)
    yield "counted in an earlier round", 2
    do(vote.close_round, 2)
    evening.go_to(Step.agreement)
    yield "to agree on", 1


def test_no_word_of_a_hidden_text_is_sent_to_anybody_and_the_console_marks_each_line(
    hall: Hall,
) -> None:
    for told, times in moments(hall):
        hall.is_silent(told)
        hall.is_marked(told, times)


def test_its_own_group_reads_a_neutral_line_wherever_its_words_stood(hall: Hall) -> None:
    evening, (amina, *_) = hall.evening, hall.own.values()
    proposal = hall.propose()
    evening.go_to(Step.ideas)
    assert LINE not in amina.screen()
    hall.hide()
    for step in (Step.ideas, Step.axis, Step.proposals, Step.vote):
        evening.go_to(step)
        assert amina.screen().count(LINE) == 1, step
        assert LINE not in hall.browsers["Gunilla"].screen(), step
    hall.hide(hidden=False)
    evening.do(vote.open_round)
    evening.do(vote.cast, evening.member("Layla"), proposal)
    evening.do(vote.close_round, 1)
    evening.do(on_the_wall.show, Shown.result, "1")
    hall.hide()
    # What has been counted stays counted, for everybody.
    for browser in (amina, hall.browsers["Gunilla"], hall.browsers[Door.projector]):
        assert browser.screen().count(LINE) == 1


def test_nothing_can_be_done_with_it_but_taking_it_away(hall: Hall) -> None:
    evening, (amina, *_) = hall.evening, hall.own.values()
    hall.propose()
    hall.hide()
    (beside, *_) = evening.all(Wording, standing=Standing.beside)
    at, place = f"ideas/{hall.idea}", {"effort": 1, "impact": 1}
    evening.go_to(Step.axis)
    for path, fields in (
        ("", {"revision": 3, "title": TYPED}),
        ("/wording", {"wording_id": beside.id}),
        ("/placement", place),
        ("/settled", place),
        ("/unsettled", {}),
        ("/proposed", {}),
        ("/withdrawn", {}),
    ):
        for script in (True, False):
            answer = amina.send(at + path, script=script, **fields)
            assert answer.status_code == 409, path
            assert not ALL_WORDS.search(answer.text), path
        assert notice_of(amina.tap(at + path, **fields).text) == LINE
    assert {row.effort for row in evening.all(Placement, idea_id=hall.idea)} == {30}
    assert amina.tap(f"{at}/dropped").status_code == 200
    assert evening.all(Idea, id=hall.idea)[0].dropped


def test_what_somebody_was_typing_into_it_comes_back_when_it_is_shown_again(hall: Hall) -> None:
    evening, (amina, *_) = hall.evening, hall.own.values()
    evening.go_to(Step.ideas)
    hall.hide()
    amina.send(f"ideas/{hall.idea}", revision=2, title=TYPED)
    assert TYPED not in amina.get().text
    hall.hide(hidden=False)
    assert TYPED in amina.get().text
    assert TYPED not in hall.own["Kirsi"].get().text


@pytest.mark.parametrize("most", [1, 2])
def test_a_group_whose_proposal_is_hidden_has_room_for_another(hall: Hall, most: int) -> None:
    evening, amina = hall.evening, hall.evening.member("Amina")
    evening.go_to(Step.axis)
    evening.do(proposals.let_propose, most)
    hall.propose()
    others = [settled(evening, title) for title in ("A path to school", "A bench")[:most]]
    for idea in others[:-1]:
        evening.do(proposals.propose, amina, idea)
    hall.hide()
    assert f'id="propose-button-{others[-1]}"' in hall.own["Amina"].screen()
    assert hall.own["Amina"].tap(f"ideas/{others[-1]}/proposed").status_code == 200
    proposed = [
        proposal.idea_id for proposal in evening.all(Proposal, small_group_id=amina.group_id)
    ]
    assert sorted(proposed) == sorted(others)


def settled(evening: Evening, title: str) -> int:
    """An idea of group 1 with its place on the axis, where it leaves the programme."""
    amina = evening.member("Amina")
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, amina, title, "", "")
    evening.go_to(Step.axis)
    evening.do(axis.place, amina, idea, 1, 1)
    evening.do(axis.settle, amina, idea, 1, 1)
    return idea


def test_a_shared_phone_does_not_wait_for_anybody_to_place_it(hall: Hall) -> None:
    evening = hall.evening
    evening.share("Maryam", "Tove")
    for name in ("Maryam", "Tove"):
        evening.do(groups.move, evening.people[name], evening.groups[1])
    evening.go_to(Step.axis)
    shared = hall.house.phone("Maryam")
    shared.tap("mark/seen", mark=1)
    assert 'id="turn"' in shared.screen()
    hall.hide()
    assert 'id="turn"' not in shared.screen()


def test_the_voter_is_told_and_asked_to_choose_again_and_the_vote_counts_again(hall: Hall) -> None:
    evening, layla, gunilla = hall.evening, hall.browsers["Layla"], hall.browsers["Gunilla"]
    proposal = hall.propose()
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    layla.tap("vote", proposal_id=proposal)
    gunilla.tap("vote", proposal_id=proposal)
    before = [layla.screen(), gunilla.screen(), hall.console.screen()]
    wire = layla.wire()
    hall.hide()
    told = "The meeting leader has hidden the idea that you chose."
    assert wire.shows(layla.screen(), 3)
    assert told in layla.screen()
    assert 'id="vote-withdrawn' not in layla.screen()
    assert ">0</span> of 10 have voted" in hall.console.screen()
    assert layla.tap("vote", proposal_id=proposal).status_code == 409
    hall.hide(hidden=False)
    assert [layla.screen(), gunilla.screen(), hall.console.screen()] == before
    hall.hide()
    assert told not in layla.tap("vote", proposal_id=hall.other).text
    hall.hide(hidden=False)
    assert ">2</span> of 15 have voted" in hall.console.screen()
    assert evening.do(vote.close_round, 1) == [
        VoteResult(voted_for, 1) for voted_for in sorted((proposal, hall.other))
    ]


def test_an_action_keeps_its_words_and_the_console_says_that_its_idea_is_hidden(hall: Hall) -> None:
    evening = hall.evening
    hall.propose()
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "", "The town", "", "", Language.sv, hall.idea)
    said = "Its idea is hidden."
    assert said not in hall.console.screen()
    hall.hide()
    assert said in hall.console.screen()
    assert "Kolibri" in hall.own["Amina"].screen()
    (action,) = evening.all(AgreedAction)
    taken_away = hall.console.tap(f"actions/{action.id}/dropped").text
    assert "(its idea is hidden)" in taken_away
    hall.is_silent("the action is taken away")
    assert f'id="agree-{evening.all(Proposal, idea_id=hall.idea)[0].id}"' not in taken_away


def test_the_counts_are_of_what_is_shown(hall: Hall) -> None:
    evening = hall.evening
    hall.propose()
    evening.go_to(Step.ideas)
    assert "2 ideas" in hall.console.screen()
    hall.hide()
    assert "1 idea</h2>" in hall.console.screen()
    evening.go_to(Step.axis)
    assert "1 of 1 idea with a settled point" in hall.console.screen()


def test_what_is_hidden_in_the_light_leaves_a_way_on(hall: Hall) -> None:
    evening = hall.evening
    hall.propose()
    evening.go_to(Step.proposals)
    evening.do(on_the_wall.show, Shown.spotlight, str(hall.idea))
    hall.hide()
    assert 'id="spotlight-next"' in hall.console.screen()
