"""What the facilitator can do from the console, each act with its inverse; and what is refused, in words."""

import re
from typing import Any

import pytest

from app.method import agreement, ideas, survey, vote
from app.method.act import Act
from app.method.refusals import clock_changed, others_first
from app.models import AgreedAction, Meeting, Proposal, Reveal, SuggestedAction, SurveyQuestion
from app.templating import sentence
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of, notice_of
from tests.web.elements import tree
from tests.web.tabs import Tab


@pytest.fixture
def console(house: House) -> Browser:
    return house.console(Language.en)


def heading(screen: str) -> str:
    title = re.search(r'id="step-title"[^>]*>\s*(.*?)\s*</h2>', screen, re.DOTALL)
    assert title
    return title[1]


def hidden(screen: str, form: str) -> dict[str, str]:
    """What a form of the screen would send by its hidden fields."""
    inside = re.search(rf'<form [^>]*id="{form}"[^>]*>(.*?)</form>', screen, re.DOTALL)
    assert inside, form
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside[1]))


def go_on(console: Browser) -> str:
    return main_of(console.tap("step", **hidden(console.screen(), "next")).text)


def row(house: House) -> Meeting:
    return house.evening.row


def test_next_and_back_walk_the_programme_both_ways(console: Browser) -> None:
    headings = [heading(go_on(console)) for _ in range(3)]
    assert headings == ["Opening", "Results, theme by theme", "Meal"]
    back = console.tap("step", **hidden(console.screen(), "back"))
    assert heading(main_of(back.text)) == "Results, theme by theme"


def test_two_who_press_next_at_once_move_one_step(house: House, console: Browser) -> None:
    other = house.console(Language.sv)
    seen = hidden(console.screen(), "next")
    assert console.tap("step", **seen).status_code == 200
    late = other.tap("step", **seen)
    assert late.status_code == 409
    assert notice_of(late.text)
    assert 'data-step="opening"' in main_of(late.text)


def test_the_clock_is_started_lengthened_and_stopped(house: House, console: Browser) -> None:
    go_on(console)
    console.tap("clock", minutes=10)
    first = row(house).clock_until
    console.tap("clock/more", minutes=5)
    assert first
    assert row(house).clock_until == first + 300
    console.tap("clock/stopped")
    assert row(house).clock_until is None
    assert "No clock is running" in notice_of(console.tap("clock/more", minutes=2).text)


def test_two_consoles_that_add_to_one_clock_at_once_mean_the_same_minutes(
    house: House, console: Browser
) -> None:
    go_on(console)
    first, other = Tab(console), Tab(house.console(Language.en))
    seen = hidden(first.text, "five-more")
    for tab in (first, other):
        assert tab.browser.tap("clock/more", **tab.means(**seen)).status_code == 200
    assert row(house).clock_until == int(seen["until"]) + 300
    refused = other.browser.tap("clock/more", **other.means(**hidden(other.text, "two-more")))
    assert (refused.status_code, notice_of(refused.text)) == (
        409,
        sentence(others_first, Language.en),
    )
    other.read()  # whoever has seen the new end means five more
    later = other.means(**hidden(other.text, "five-more"))
    assert other.browser.tap("clock/more", **later).status_code == 200
    assert row(house).clock_until == int(seen["until"]) + 600


def test_who_adds_to_an_older_end_is_told_of_the_clock_alone(console: Browser) -> None:
    """The hand pressed the other button before the answer was there."""
    go_on(console)
    tab = Tab(console)
    five, two = (tab.means(**hidden(tab.text, form)) for form in ("five-more", "two-more"))
    assert console.tap("clock/more", **five).status_code == 200
    refused = console.tap("clock/more", **two)
    said = sentence(clock_changed, Language.en)
    assert (refused.status_code, notice_of(refused.text)) == (409, said)


@pytest.mark.parametrize("minutes", ["0", "241", "-1", "ten", "", "1e3", "٣"])
def test_a_clock_of_no_sensible_length_is_refused(console: Browser, minutes: str) -> None:
    refused = console.tap("clock", minutes=minutes)
    assert refused.status_code == 409
    assert "whole number" in notice_of(refused.text)


def test_joining_is_closed_and_opened(house: House, console: Browser) -> None:
    assert 'id="open-joining"' in main_of(console.tap("joining", state="closed").text)
    assert not row(house).joining_open
    assert 'id="close-joining"' in main_of(console.tap("joining", state="open").text)


def test_the_console_promises_to_let_people_in_only_while_it_does(console: Browser) -> None:
    promises = ("People join with the code on the wall", "Those who come late can join")
    assert [promise for promise in promises if promise not in console.screen()] == []
    closed = main_of(console.tap("joining", state="closed").text)
    assert [promise for promise in promises if promise in closed] == []
    assert "When all is ready, press Begin." in closed


def test_what_is_put_on_the_wall_is_taken_down(house: House, console: Browser) -> None:
    house.evening.go_to(Step.picture)
    assert 'id="picture-down"' in main_of(console.tap("wall", what="picture", subject="").text)
    assert 'id="picture-up"' in main_of(console.tap("wall/down", what="picture").text)
    assert house.evening.all(Reveal) == []


def test_the_themes_of_the_results_are_turned_like_pages(house: House, console: Browser) -> None:
    house.evening.go_to(Step.results)
    first = console.screen()
    assert 'id="theme-back"' not in first
    second = main_of(console.tap("wall", **hidden(first, "theme-next")).text)
    assert hidden(second, "theme-back")["subject"] == "participation"


def test_the_wall_speaks_the_languages_that_are_chosen(house: House, console: Browser) -> None:
    console.tap("wall/language", first="fi", second="sv")
    assert (row(house).main_language, row(house).second_language) == (Language.fi, Language.sv)
    console.tap("wall/language", first="sv", second="sv")
    assert row(house).second_language is None
    assert console.tap("wall/language", first="xx", second="").status_code == 404


def test_the_console_speaks_to_each_facilitator_in_the_own_language(
    house: House, console: Browser
) -> None:
    swedish = house.console(Language.sv)
    assert console.send("language", language="fi").status_code == 303
    assert 'lang="fi"' in console.get().text
    assert 'lang="sv"' in swedish.get().text


def test_somebody_is_moved_and_moved_back(house: House, console: Browser) -> None:
    house.evening.go_to(Step.groups)
    person, groups = house.evening.people["Amina"], house.evening.groups
    before = house.evening.member("Amina").group_id
    other = next(group for group in groups.values() if group != before)
    for group in (other, before):
        console.tap(f"people/{person}/group", small_group_id=group)
        assert house.evening.member("Amina").group_id == group


def test_two_groups_are_merged_and_parted_again(house: House, console: Browser) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    kept, away = evening.groups[1], evening.groups[2]
    merged = main_of(console.tap("groups/merged", kept_id=kept, away_id=away).text)
    assert "Group 2 is a part of group 1." in merged
    assert evening.member("Hodan").group_id == kept
    (form,) = {*re.findall(r'action="/console/\d+/(merges/\d+/parted)"', merged)}
    parted = main_of(console.tap(form).text)
    assert "is a part of" not in parted
    assert evening.member("Hodan").group_id == away
    refused = console.tap("groups/merged", kept_id=kept, away_id=kept)
    assert refused.status_code == 409
    assert notice_of(refused.text)


def test_proposals_that_are_the_same_are_joined_and_taken_apart(
    house: House, console: Browser
) -> None:
    evening = house.evening
    cafe, coffee = evening.propose("Amina", "Café"), evening.propose("Hodan", "Coffee")
    evening.go_to(Step.proposals)
    both = tree(console.screen()).one("form", id="join-alike").all("select")
    assert [select.all("option")[0].held for select in both] == [{"value": ""}] * 2
    assert not any("selected" in option.held for select in both for option in select.all("option"))
    assert all("required" in select.held for select in both), "one press alone joins nothing"
    joined = main_of(console.tap("proposals/joined", kept_id=cafe, joined_id=coffee).text)
    assert heading(joined) == "1 proposal"
    (form,) = {*re.findall(r'action="/console/\d+/(proposals/\d+/apart)"', joined)}
    assert heading(main_of(console.tap(form).text)) == "2 proposals"
    evening.go_to(Step.vote)
    assert 'id="joining-alike"' in console.screen()


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
    assert notice_of(refused.text) == (
        "Group 1 would have more votes than people. Count its hands again."
    )
    house.phone("Amina").tap("vote", proposal_id=other)
    over = console.screen()
    assert "Group 1 has more votes than people: reduce the number of hands." in over
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
    assert ">0</span> of 15 have voted" in console.screen()
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
    again = main_of(console.tap("vote/opened").text)
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


def test_a_hidden_idea_can_be_shown_again(house: House, console: Browser) -> None:
    house.evening.propose("Amina", "Matkväll")
    idea = house.evening.all(Proposal)[0].idea_id
    house.evening.go_to(Step.ideas)
    assert f'id="unhide-{idea}"' in main_of(console.tap(f"ideas/{idea}/hidden").text)
    assert f'id="hide-{idea}"' in main_of(console.tap(f"ideas/{idea}/unhidden").text)


def test_a_vote_is_opened_closed_and_held_again(house: House, console: Browser) -> None:
    house.evening.propose("Amina", "Matkväll")
    house.evening.go_to(Step.vote)
    opened = main_of(console.tap("vote/opened").text)
    assert heading(opened) == "The vote is open"
    assert "cannot be undone" in opened
    closed = main_of(console.tap("vote/closed", **hidden(opened, "close-vote")).text)
    assert heading(closed) == "The vote is closed"
    again = main_of(console.tap("vote/opened").text)
    assert hidden(again, "close-vote") == {"round_number": "2"}


def test_without_a_proposal_there_is_nothing_to_vote_on(house: House, console: Browser) -> None:
    house.evening.go_to(Step.vote)
    refused = console.tap("vote/opened")
    assert refused.status_code == 409
    assert "no proposal" in notice_of(refused.text)


def test_a_proposal_becomes_an_action_that_is_edited_taken_away_and_put_back(
    house: House, console: Browser
) -> None:
    proposal = house.evening.propose("Amina", "Matkväll")
    house.evening.go_to(Step.agreement)
    fields = hidden(console.screen(), f"agree-{proposal}")
    assert "Name who starts" in console.tap("actions", **fields).text
    action = house.evening.all(AgreedAction)[0]
    whole = {
        "title": "Matkväll",
        "owner": "Bildningen",
        "first_step": "Boka",
        "due_on": "2027-01-15",
    }
    saved = main_of(console.tap(f"actions/{action.id}", revision=action.revision, **whole).text)
    assert "Name who starts" not in saved
    assert f'id="restore-{action.id}"' in main_of(console.tap(f"actions/{action.id}/dropped").text)
    assert f'id="edit-{action.id}"' in main_of(console.tap(f"actions/{action.id}/restored").text)


def test_what_ends_with_new_words_is_said_before(house: House, console: Browser) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    suggested = evening.ids(SuggestedAction)[0]
    idea_id = evening.do(ideas.develop, evening.member("Amina"), suggested)
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "", "", "", "", Language.sv, idea_id)
    said = "What you word anew stands in this one alone."
    assert said in console.screen()
    (action,) = evening.all(AgreedAction)
    whole = {"title": "Worded anew", "owner": "", "first_step": "", "due_on": ""}
    console.tap(f"actions/{action.id}", revision=action.revision, **whole)
    assert said not in console.screen()


def test_a_written_action_sent_twice_is_one(house: House, console: Browser) -> None:
    house.evening.go_to(Step.agreement)
    words = {"title": "Lampor", "owner": "", "first_step": "", "due_on": ""}
    for _ in range(2):
        console.tap("actions", **words, intent=f"{'0a' * 16}.1.1")
    with house.evening.reading() as book:
        assert len(agreement.standing(book, house.evening.id)) == 1


def test_without_script_a_refused_action_comes_back_with_its_words(
    house: House, console: Browser
) -> None:
    house.evening.go_to(Step.agreement)
    words: dict[str, Any] = {
        "title": "Lampor",
        "owner": "Tekniska",
        "first_step": "",
        "due_on": "next week",
    }
    refused = console.send("actions", **words)
    assert refused.status_code == 409
    assert "The date was not understood" in refused.text
    assert "Lampor</textarea>" in refused.text
    assert 'value="Tekniska"' in refused.text


def test_somebody_is_moved_in_any_step(house: House, console: Browser) -> None:
    house.evening.go_to(Step.sorting)
    assert "Move somebody" in console.screen()
    amina, third = house.evening.people["Amina"], house.evening.groups[3]
    assert console.tap("people/group", person_id=amina, small_group_id=third).status_code == 200
    assert house.evening.member("Amina").group_id == third
    house.evening.go_to(Step.groups)
    assert "Move somebody" not in console.screen()


def test_the_meeting_is_ended_and_opened_again(house: House, console: Browser) -> None:
    house.evening.go_to(Step.thanks)
    console.tap("clock/stopped")
    assert 'id="start-clock"' in console.screen()
    ended = main_of(console.tap("ended").text)
    assert "The meeting has ended" in ended
    assert 'id="start-clock"' not in ended, "no clock would be seen anywhere"
    assert row(house).ended
    assert "The meeting has ended" not in main_of(console.tap("reopened").text)


def test_a_form_with_a_field_of_its_own_making_is_refused(console: Browser) -> None:
    assert console.tap("joining", state="closed", everything="now").status_code == 409


@pytest.mark.parametrize("door", ["phone", "projector", "stranger"])
def test_nobody_else_comes_in_by_the_console(house: House, door: str) -> None:
    came = {"phone": lambda: house.phone("Amina"), "projector": house.projector}.get(door)
    browser = came() if came else house.browser("/")
    path = f"/console/{house.evening.id}"
    assert browser.ask("GET", path).status_code == 404
    assert browser.ask("POST", f"{path}/ended", data={}).status_code == 404
    assert not row(house).ended


def test_an_open_vote_is_remembered_when_the_programme_goes_on(
    house: House, console: Browser
) -> None:
    house.evening.propose("Amina", "Matkväll")
    house.evening.go_to(Step.vote)
    console.tap("vote/opened")
    assert "The vote is still open." in go_on(console)


def test_before_the_meeting_is_ended_it_is_told_how_many_have_not_finished_the_survey(
    house: House, console: Browser
) -> None:
    """Ending closes it, and nobody can open again what somebody has answered."""
    said = "people have not finished the survey yet."
    house.evening.go_to(Step.survey)
    assert said in main_of(console.screen())
    assert said in go_on(console)
    console.tap("ended")
    assert said not in main_of(console.screen())


def test_who_goes_home_after_answering_hides_nobody_who_has_not(
    house: House, console: Browser
) -> None:
    house.evening.go_to(Step.survey)
    here = len(house.evening.people)
    amina = house.phone("Amina")
    for question in house.evening.ids(SurveyQuestion):
        amina.tap(f"survey/{question}/skipped")
    amina.tap("people/0/gone")
    amina.tap("left")
    assert f"{here - 1} people have not finished" in main_of(console.screen())
    assert f'<span class="big">1</span> of {here} have finished' in main_of(console.screen())


def test_a_survey_without_questions_is_nobodys_to_finish(house: House, console: Browser) -> None:
    house.evening.go_to(Step.survey)

    def take_all_out(act: Act) -> None:
        for question in house.evening.ids(SurveyQuestion):
            act.book.remove(SurveyQuestion, id=question)

    house.evening.do(take_all_out)
    assert "finished the survey yet" not in main_of(console.screen())


def test_a_survey_that_stays_open_holds_nobody_at_the_end(house: House, console: Browser) -> None:
    house.evening.go_to(Step.thanks)
    house.evening.do(survey.keep_open, 4_000_000_000)
    assert "finished the survey" not in main_of(console.screen())
