"""One intent is done once, and never after a newer one of the same end: from any tab, with script and without."""

import re
from collections.abc import Callable

import pytest

from app.limits import LIMIT
from app.method import axis, ending, groups, ideas, sealing, survey, vote
from app.method.acts import acts
from app.method.doers import Who
from app.method.erasing import one_text
from app.method.people import seating
from app.method.refusals import another_round, overtaken, placed_anew, voted_meanwhile
from app.method.survey import answered_form
from app.models import (
    Ballot,
    Card,
    Idea,
    Lean,
    Operation,
    Proposal,
    SurveyForm,
    SurveyQuestion,
    TalkLine,
    VoteRound,
)
from app.templating import sentence
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.environment import LATER
from tests.house import Browser, House, main_of, notice_of
from tests.web.elements import tree
from tests.web.rows import everything
from tests.web.tabs import Tab


@pytest.fixture
def proposals(house: House) -> list[int]:
    """Two that Amina can vote for; the vote is on."""
    evening = house.evening
    proposed = [evening.propose("Hodan", "Plain letters"), evening.propose("Layla", "A path")]
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    return proposed


def leaning(evening: Evening) -> list[Category]:
    return [row.category for row in evening.all(Lean)]


def chosen(browser: Browser) -> list[int]:
    pressed = r'name="proposal_id" value="(\d+)" aria-pressed="true"'
    return [int(number) for number in re.findall(pressed, browser.screen())]


# -- What it was made on -----------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("path", ["vote", "vote/withdrawn"])
def test_what_was_meant_in_an_earlier_round_is_not_done_in_the_next(
    house: House, proposals: list[int], path: str, *, script: bool
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    phone.tap("vote", proposal_id=proposals[0])
    tab = Tab(phone)
    form = {"proposal_id": proposals[0]} if path == "vote" else {}
    meant = tab.form(path) | form | (tab.means() if script else {})
    evening.do(vote.close_round, 1)
    evening.do(vote.open_round)
    if path == "vote/withdrawn":
        evening.do(vote.cast, evening.member("Amina"), proposals[1])
    before = everything(evening)
    answer = phone.send(path, script=script, **meant)
    assert answer.status_code == 409
    assert sentence(another_round, Language.sv) in answer.text
    assert everything(evening) == before


def test_a_round_that_was_to_be_opened_before_another_one_was_over_is_not_opened(
    house: House,
) -> None:
    evening, console = house.evening, house.console()
    evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    late = Tab(console).form("vote/opened")
    evening.do(vote.open_round)
    evening.do(vote.close_round, 1)
    refused = console.tap("vote/opened", **late)
    assert (refused.status_code, notice_of(refused.text)) == (
        409,
        sentence(voted_meanwhile, Language.sv),
    )
    assert [row.number for row in evening.all(VoteRound)] == [1]
    assert console.tap("vote/opened", **Tab(console).form("vote/opened")).status_code == 200
    assert sorted(row.number for row in evening.all(VoteRound)) == [1, 2]


# Acts of facilitators that nothing undoes: where the form of each stands.
FINAL = {
    "groups": Step.groups,
    "groups/by-table": Step.groups,
    "groups/{small_group_id}/visited": Step.groups,
    "people/{person_id}/visited": Step.groups,
    "code/renewed": Step.groups,
    "vote/closed": Step.vote,
    "survey/closed": Step.thanks,
}
# These are sent again by themselves: somebody has typed them, and they are worth as much later.
TYPED = {"proposals/said", "tables/{small_group_id}/ideas"}


def test_of_each_act_that_nobody_can_take_back_it_is_known_if_it_may_be_done_late() -> None:
    final = {act.path for act in acts() if act.who is Who.facilitator and act.final}
    assert final == {*FINAL, *TYPED}


@pytest.mark.parametrize(
    ("path", "step"), [*FINAL.items(), ("groups/merged", Step.sorting), ("ended", Step.thanks)]
)
def test_what_nobody_can_take_back_is_never_done_late_by_itself(
    house: House, path: str, step: Step
) -> None:
    """A console that has lost the line would else do it once the hall has gone on with another one."""
    evening, console = house.evening, house.console()
    evening.propose("Hodan", "Plain letters")
    house.phone("Amina").tap("hand")
    evening.do(groups.stand_up, evening.people["Olena"])
    house.phone("Olena").tap("need")
    phone = evening.phone_of("Amina")
    evening.do(seating.take_table, phone, 1)
    evening.go_to(step)
    if step is Step.vote:
        evening.do(vote.open_round)
    if path == "survey/closed":
        evening.do(survey.keep_open, LATER)
        evening.do(ending.end, ended=True)
    forms = tree(console.get().text).all("form")
    where = re.compile(f"{console.path}/{re.sub('{[a-z_]+}', '[0-9]+', path)}")
    (form,) = (element for element in forms if where.fullmatch(element.held["action"]))
    assert "data-fresh" in form.held


def test_hands_that_were_counted_in_an_earlier_round_are_not_stored_in_the_next(
    house: House, proposals: list[int]
) -> None:
    evening, console = house.evening, house.console()
    raised = {"small_group_id": evening.groups[1], "proposal_id": proposals[0], "votes": 1}
    evening.do(vote.close_round, 1)
    evening.do(vote.open_round)
    assert console.tap("vote/hands", round_number=1, **raised).status_code == 409
    where = f"{console.path}?open=hand-votes.hands-at-{evening.groups[1]}"
    assert 'name="round_number" value="2"' in main_of(console.ask("GET", where).text)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("path", ["placement", "settled", "unsettled", "spread", "placed-anew"])
def test_what_was_meant_before_all_place_an_idea_anew_is_not_done_in_the_new_placing(
    house: House, path: str, *, script: bool
) -> None:
    evening, tab = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Amina"), "A path", "", "")
    evening.go_to(Step.axis)
    evening.do(axis.place, evening.member("Amina"), idea, 50, 50)

    def all_place() -> None:
        for name in ("Börje", "Kirsi", "Olena"):
            evening.do(axis.place, evening.member(name), idea, 10, 90)
        if path == "unsettled":
            evening.do(axis.settle, evening.member("Olena"), idea, 10, 90)

    def show() -> None:
        evening.do(axis.show, evening.member("Olena"), idea)

    def meant() -> dict[str, object]:
        tab.read()
        point = {"effort": "90", "impact": "10"} if path in ("placement", "settled") else {}
        return tab.form(f"ideas/{idea}/{path}") | point | (tab.means() if script else {})

    late = {} if path == "placed-anew" else meant()
    all_place()
    show()
    late = late or meant()
    evening.do(axis.place_anew, evening.member("Olena"), idea)
    all_place()
    if path == "placed-anew":
        show()
    before = everything(evening)
    answer = tab.browser.send(f"ideas/{idea}/{path}", script=script, **late)
    assert answer.status_code == 409
    assert sentence(placed_anew, Language.sv) in answer.text
    assert everything(evening) == before
    if path != "settled":  # whoever has placed it now can settle it
        answer = tab.browser.send(f"ideas/{idea}/{path}", script=script, **meant())
        assert answer.status_code in (200, 303)
        assert everything(evening) != before


# -- Older than what stands --------------------------------------------------------------------------


def test_an_older_vote_of_another_tab_does_not_take_the_place_of_a_newer(
    house: House, proposals: list[int]
) -> None:
    old, new = Tab(house.phone("Amina")), Tab(house.phone("Amina"))
    waits = old.means(proposal_id=proposals[0], round_number=1)
    sent = new.means(proposal_id=proposals[1], round_number=1)
    assert new.browser.tap("vote", **sent).status_code == 200
    late = old.browser.tap("vote", **waits)
    assert (late.status_code, notice_of(late.text)) == (409, sentence(overtaken, Language.sv))
    assert chosen(old.browser) == [proposals[1]]
    old.read()  # what is tapped by whoever has seen the newest is done
    again = old.means(proposal_id=proposals[0], round_number=1)
    assert old.browser.tap("vote", **again).status_code == 200
    assert chosen(old.browser) == [proposals[0]]


def test_an_older_vote_does_not_come_after_it_was_taken_back(
    house: House, proposals: list[int]
) -> None:
    tab = Tab(house.phone("Amina"))
    lost = tab.means(proposal_id=proposals[0], round_number=1)
    tab.browser.tap("vote", **lost)
    tab.browser.tap("vote/withdrawn", **tab.means(round_number=1))
    assert tab.browser.tap("vote", **lost).status_code == 200
    assert house.evening.all(Ballot) == []


def test_without_script_an_older_page_does_not_overwrite_what_was_done_on_a_newer(
    house: House, proposals: list[int]
) -> None:
    old, new = Tab(house.phone("Amina")), Tab(house.phone("Amina"))
    new.browser.send("vote", **new.form("vote") | {"proposal_id": str(proposals[1])})
    late = old.browser.send("vote", **old.form("vote") | {"proposal_id": str(proposals[0])})
    assert late.status_code == 409
    assert sentence(overtaken, Language.sv) in late.text
    assert chosen(old.browser) == [proposals[1]]


def test_more_less_more_are_three_and_what_comes_late_of_them_is_not_done(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    path = f"cards/{evening.ids(Card)[0]}/lean"
    tab = Tab(house.phone("Amina"))
    taps = [tab.means(category=said) for said in ("more", "less", "more")]
    leanings = []
    for tap in taps:
        assert tab.browser.tap(path, **tap).status_code == 200
        leanings += leaning(evening)
    assert leanings == [Category.more, Category.less, Category.more]
    for tap in taps:
        assert tab.browser.tap(path, **tap).status_code == 200
        assert leaning(evening) == [Category.more]


def test_two_who_share_a_phone_do_not_stand_in_each_others_way(house: House) -> None:
    evening = house.evening
    evening.share("Maryam", "Tove")
    evening.go_to(Step.sorting)
    path = f"cards/{evening.ids(Card)[0]}/lean"
    first, other = Tab(house.phone("Maryam")), Tab(house.phone("Maryam"))
    late = first.means(category="more", seat=0)
    assert other.browser.tap(path, **other.means(category="less", seat=1)).status_code == 200
    assert first.browser.tap(path, **late).status_code == 200
    assert sorted(leaning(evening)) == [Category.less, Category.more]


def test_of_what_adds_something_a_later_one_stands_for_no_earlier(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    first, other = Tab(house.phone("Amina")), Tab(house.phone("Amina"))
    waits = [first.means(title="A café"), first.means(title="A path")]
    other.browser.tap("ideas", **other.means(title="A choir"))
    for idea in (waits[1], waits[0], waits[0]):
        assert first.browser.tap("ideas", **idea).status_code == 200
    assert len(evening.all(Idea)) == 3


def test_what_adds_something_is_known_again_by_a_server_that_was_started_anew(
    house: House,
) -> None:
    house.evening.go_to(Step.ideas)
    tab = Tab(house.phone("Amina"))
    idea = tab.means(title="A café")
    tab.browser.tap("ideas", **idea)
    house.stop()
    house.start()
    assert tab.browser.tap("ideas", **idea).status_code == 200
    assert len(house.evening.all(Idea)) == 1


def test_of_two_texts_of_one_person_the_older_is_kept_beside(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    house.phone("Amina").tap(f"cards/{card}/decision", decision="more")
    first, other = Tab(house.phone("Amina")), Tab(house.phone("Amina"))
    late = first.means(revision=0, line="The first words")
    other.browser.tap(f"cards/{card}/line", **other.means(revision=0, line="The other words"))
    answer = first.browser.tap(f"cards/{card}/line", **late)
    assert notice_of(answer.text) != sentence(overtaken, Language.sv)
    assert len(evening.all(TalkLine)) == 1


# -- Without script ----------------------------------------------------------------------------------


def test_without_script_a_form_that_is_sent_twice_adds_one_and_with_other_words_another(
    house: House,
) -> None:
    house.evening.go_to(Step.ideas)
    tab = Tab(house.phone("Amina"))
    form = tab.form("ideas")
    for title in ("A café", "A café", "A path"):
        tab.browser.send("ideas", **form | {"title": title})
    assert len(house.evening.all(Idea)) == 2
    tab.read()
    tab.browser.send("ideas", **tab.form("ideas") | {"title": "A café"})
    assert len(house.evening.all(Idea)) == 3


def test_each_page_has_an_intent_of_its_own_in_every_form_and_no_push_or_answer_has_one(
    house: House,
) -> None:
    house.evening.go_to(Step.sorting)
    phone = house.phone("Amina")
    pages = [Tab(phone).text for _ in range(2)]
    named = [set(re.findall(r'name="intent" value="([^"]+)"', page)) for page in pages]
    assert [len(names) for names in named] == [1, 1]
    assert named[0] != named[1]
    for page in pages:
        screen = page[page.index("<main") : page.index("</main>")]
        assert screen.count("</form>") == screen.count('name="intent"') > 0
    assert "intent" not in phone.get(script=True).text
    assert "intent" not in str(phone.wire().frames[0])


@pytest.mark.parametrize("said", ["x", "1.2.3", f"{'a' * 32}.1", f"{'a' * 32}.-1.1", "\0"])
def test_what_is_no_intent_is_refused(house: House, said: str) -> None:
    house.evening.go_to(Step.sorting)
    path = f"cards/{house.evening.ids(Card)[0]}/lean"
    assert house.phone("Amina").tap(path, category="more", intent=said).status_code == 409
    assert leaning(house.evening) == []


def answered(evening: Evening) -> list[int | None]:
    """On the only form that somebody has begun."""
    (row,) = evening.all(SurveyForm)
    key = sealing.key_of(evening.keys, row.survey_id)
    form = answered_form.unsealed_form(key, row) if key else None
    return [answer.level for answer in form.answers.values()] if form else []


def close_the_vote(evening: Evening) -> None:
    evening.do(vote.close_round, 1)


def end_before_the_survey(evening: Evening) -> None:
    evening.do(survey.keep_open, LATER)
    evening.do(ending.end, ended=True)


def erase_a_text(evening: Evening) -> None:
    idea = evening.all(Idea, small_group_id=evening.groups[2])[0].id
    evening.do(one_text.erase_text, one_text.Wrote.idea, str(idea))


@pytest.mark.parametrize("act", [close_the_vote, end_before_the_survey, erase_a_text])
def test_an_older_answer_comes_after_no_newer_whatever_else_is_closed_meanwhile(
    house: House, proposals: list[int], act: Callable[[Evening], None]
) -> None:
    assert proposals
    evening, tab = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.survey)
    path = f"survey/{evening.ids(SurveyQuestion)[0]}"
    late, newer = tab.means(level=2), tab.means(level=4)
    tab.browser.tap(path, **newer)
    act(evening)
    tab.browser.tap(path, **late)
    assert answered(evening) == [4]


# -- What is remembered ------------------------------------------------------------------------------


def cast_vote(tab: Tab, evening: Evening) -> None:
    first = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    tab.browser.tap("vote", **tab.means(proposal_id=first, round_number=1))


def answer_survey(tab: Tab, evening: Evening) -> None:
    evening.go_to(Step.survey)
    level = LIMIT.levels
    tab.browser.tap(f"survey/{evening.ids(SurveyQuestion)[0]}", **tab.means(level=level))


@pytest.mark.parametrize("act", [cast_vote, answer_survey])
def test_of_a_sealed_act_no_table_remembers_the_intent(
    house: House, proposals: list[int], act: Callable[[Tab, Evening], None]
) -> None:
    assert proposals
    tab = Tab(house.phone("Amina"))
    act(tab, house.evening)
    assert house.evening.all(Ballot) or act is answer_survey
    assert house.evening.all(Operation) == []
    assert tab.page not in str(everything(house.evening))


def test_once_the_vote_is_closed_no_table_tells_who_did_what_in_it(
    house: House, proposals: list[int]
) -> None:
    evening = house.evening
    tabs = [Tab(house.phone(name)) for name in ("Amina", "Kirsi")]
    quiet = {"tally", "vote_round", "ballot", "meeting", "scope"}
    before = {name: rows for name, rows in everything(evening).items() if name not in quiet}
    for tab in tabs:
        tab.browser.tap("vote", **tab.means(proposal_id=proposals[0], round_number=1))
    evening.do(vote.close_round, 1)
    after = everything(evening)
    assert {name: rows for name, rows in after.items() if name not in quiet} == before
    assert after["ballot"] == []
