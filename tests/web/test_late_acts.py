"""What comes late, from an older screen, is not done for something newer that somebody else did there meanwhile."""

import pytest

from app.method import axis, ideas, sorting, vote
from app.method.declared import Declared
from app.method.on_paper import type_piles
from app.method.people import hosting
from app.method.refusals import Refusal, others_first
from app.method.rules import another_table
from app.method.sorting_pack import pack_of
from app.models import (
    Card,
    CardTurn,
    HandVote,
    Idea,
    Membership,
    SurveyForm,
    SurveyQuestion,
    TableCall,
)
from app.templating import sentence
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.house import Browser, House, notice_of
from tests.web.rows import everything
from tests.web.sent import sent
from tests.web.tabs import Tab
from tests.web.test_inverses import TABLE, Both, Given, Hall, ready

BOTH_WAYS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def told(act: Declared, given: Given, here: Hall, evening: Evening) -> tuple[str, dict[str, str]]:
    """What a page of now would say, as in `Hall.send`."""
    laid = evening.all(CardTurn, card_id=here.names["card_id"])
    names = here.names | {"laying": laid[0].laying if laid else 1, **here.deadline()}
    said = {name: str(value).format(**names) for name, value in given.items()}
    path, fields = sent(act, names | said, words="Words")
    return path, fields | {name: value for name, value in said.items() if name in fields}


class Twice:
    """Two pages of the same phone or link, of which one is older."""

    def __init__(self, both: Both, here: Hall, evening: Evening) -> None:
        self.both, self.here, self.evening = both, here, evening
        browser = here.browsers[both.who]
        self.old, self.new = Tab(browser), Tab(browser)

    def do(self, *, undo: bool = False) -> None:
        self.new.read()
        path, fields = self._told(undo=undo)
        answer = self.new.browser.tap(path, **self.new.means(**fields))
        assert answer.status_code == 200, answer.text[-300:]

    def late(self, *, undo: bool = False) -> tuple[str, dict[str, object]]:
        self.old.read()
        path, fields = self._told(undo=undo)
        return path, self.old.means(**fields)

    def changes_nothing(self, path: str, fields: dict[str, object]) -> None:
        before = everything(self.evening)
        assert self.old.browser.tap(path, **fields).status_code in (200, 409)
        assert everything(self.evening) == before, str(self.both)

    def _told(self, *, undo: bool) -> tuple[str, dict[str, str]]:
        both = self.both
        act, given = (both.inverse, both.back) if undo else (both.act, both.given)
        return told(act, given, self.here, self.evening)


def judged_as_late(both: Both) -> bool:
    """An addition counts once each. What was typed from a paper says what lay there, and changes that alone."""
    return bool(both.act.end) and all(field.name != "seen" for field in both.act.fields)


@pytest.mark.parametrize("step", list(dict.fromkeys(both.step for both in TABLE)))
def test_what_was_done_and_undone_meanwhile_no_older_page_does_or_undoes_once_more(
    house: House, step: Step
) -> None:
    here = ready(house, step)
    for both in (pair for pair in TABLE if pair.step is step and judged_as_late(pair)):
        twice = Twice(both, here, house.evening)
        late = twice.late()
        twice.do()
        twice.do(undo=True)
        twice.changes_nothing(*late)
        twice.do()
        late = twice.late(undo=True)
        twice.do(undo=True)
        twice.do()
        twice.changes_nothing(*late)
        twice.do(undo=True)


@pytest.mark.parametrize("step", list(dict.fromkeys(both.step for both in TABLE)))
def test_nor_does_one_for_all_after_the_server_was_started_anew(house: House, step: Step) -> None:
    """What a phone has decided for its person alone is remembered by the running server."""
    here, late = ready(house, step), []
    for both in (pair for pair in TABLE if pair.step is step and judged_as_late(pair)):
        if both.act.is_everybodys and not both.act.says_what_it_saw:
            twice = Twice(both, here, house.evening)
            late.append((twice, twice.late()))
            twice.do()
            twice.do(undo=True)
    house.stop()
    house.start()
    for twice, (path, fields) in late:
        twice.evening = house.evening
        twice.changes_nothing(path, fields)


def refused(answer_of: Browser, path: str, refusal: Refusal, **fields: object) -> None:
    answer = answer_of.tap(path, **fields)
    language = Language.en if "/presenter/" in path else Language.sv
    assert (answer.status_code, notice_of(answer.text)) == (409, sentence(refusal, language))


def card_of(evening: Evening) -> int:
    """The card that the first group is at."""
    with evening.reading() as book:
        return pack_of(book, evening.id, evening.groups[1]).current or 0


# -- Cards -------------------------------------------------------------------------------------------


@BOTH_WAYS
@pytest.mark.parametrize("path", ["decision", "reopened", "skipped", "spread"])
def test_what_was_meant_before_a_card_was_laid_anew_is_not_done_to_it_as_it_lies_now(
    house: House, path: str, *, script: bool
) -> None:
    evening, tab = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    card, olena = card_of(evening), evening.member("Olena")
    if path == "reopened":
        evening.do(sorting.decide, olena, card, Category.more)

    def meant() -> dict[str, object]:
        tab.read()
        said = {"decision": "more"} if path == "decision" else {}
        return tab.pressed(f"cards/{card}/{path}") | said | (tab.means() if script else {})

    late = meant()
    if path != "reopened":
        evening.do(sorting.decide, olena, card, Category.less)
    evening.do(sorting.reopen, olena, card)
    if path == "reopened":
        evening.do(sorting.decide, olena, card, Category.less)
    before = everything(evening)
    answer = tab.browser.send(f"cards/{card}/{path}", script=script, **late)
    assert answer.status_code == 409
    assert sentence(others_first, Language.sv) in answer.text
    assert everything(evening) == before
    answer = tab.browser.send(f"cards/{card}/{path}", script=script, **meant())
    assert answer.status_code in (200, 303)
    assert everything(evening) != before


@BOTH_WAYS
@pytest.mark.parametrize("path", ["reopened", "skipped"])
def test_what_two_do_to_a_card_at_once_is_done_once_and_neither_is_told_anything(
    house: House, path: str, *, script: bool
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    card, tabs = card_of(evening), [Tab(house.phone(name)) for name in ("Amina", "Olena")]
    if path == "reopened":
        evening.do(sorting.decide, evening.member("Olena"), card, Category.more)
    where = f"cards/{card}/{path}"
    before = everything(evening)
    for tab in tabs:
        tab.read()
    meant = [tab.pressed(where) | (tab.means() if script else {}) for tab in tabs]
    answers = [tabs[1].browser.send(where, script=script, **meant[1])]
    done = everything(evening)
    answers += [tabs[0].browser.send(where, script=script, **meant[0])]
    assert [answer.status_code for answer in answers] == [200 if script else 303] * 2
    assert everything(evening) == done != before


def test_a_card_that_was_skipped_and_skipped_once_more_lies_where_the_newest_wanted_it(
    house: House,
) -> None:
    """Who is two layings behind, or before whom another card was put last, is told so."""
    evening, tab = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    card, olena = card_of(evening), evening.member("Olena")
    path = f"cards/{card}/skipped"
    tab.read()
    late = [tab.means(**tab.pressed(path)) for _ in range(2)]
    evening.do(sorting.skip, olena, card)
    evening.do(sorting.skip, olena, card_of(evening))
    refused(tab.browser, path, others_first, **late[0])
    evening.do(sorting.skip, olena, card)
    before = everything(evening)
    refused(tab.browser, path, others_first, **late[1])
    assert everything(evening) == before


def test_a_decision_that_was_corrected_from_the_paper_is_not_taken_back_by_an_older_screen(
    house: House,
) -> None:
    evening, tab = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    card = card_of(evening)
    evening.do(sorting.decide, evening.member("Olena"), card, Category.more)
    tab.read()
    late = tab.means(**tab.pressed(f"cards/{card}/reopened"))
    number = evening.ids(Card).index(card) + 1
    evening.do(type_piles, evening.groups[1], f"{number}=more", {"less": str(number)})
    before = everything(evening)
    refused(tab.browser, f"cards/{card}/reopened", others_first, **late)
    assert everything(evening) == before


# -- What all have in common -------------------------------------------------------------------------


def test_two_who_press_the_same_at_once_are_told_nothing_and_of_two_ends_the_first_one_stands(
    house: House,
) -> None:
    tabs = [Tab(house.console()) for _ in range(3)]
    first, same, other = (
        tab.means(name=name, password="")
        for tab, name in zip(tabs, ("Town", "Town", "Library"), strict=True)
    )
    assert tabs[0].browser.tap("network", **first).status_code == 200
    before = everything(house.evening)
    assert tabs[1].browser.tap("network", **same).status_code == 200
    refused(tabs[2].browser, "network", others_first, **other)
    assert everything(house.evening) == before
    tabs[2].read()  # who has seen what stands can change it
    again = tabs[2].means(name="Library", password="")
    assert tabs[2].browser.tap("network", **again).status_code == 200
    assert house.evening.row.network == "Library"


def test_who_has_seen_what_stands_is_not_refused_since_others_have_acted_elsewhere(
    house: House,
) -> None:
    first, other = Tab(house.console()), Tab(house.console())
    first.browser.tap("network", **first.means(name="Town", password=""))
    other.read()
    later = other.means(name="Library", password="")
    house.phone("Amina").tap("need")
    first.read()
    first.browser.tap("network", **first.means(name="Town", password=""))  # as it is already
    assert other.browser.tap("network", **later).status_code == 200
    assert house.evening.row.network == "Library"


def test_at_a_table_the_first_point_stands_until_the_others_have_seen_it(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Amina"), "A path", "", "")
    evening.go_to(Step.axis)
    evening.do(axis.place, evening.member("Amina"), idea, 50, 50)
    first, other = Tab(house.phone("Amina")), Tab(house.phone("Olena"))
    path = f"ideas/{idea}/settled"
    late = first.means(effort=10, impact=10)
    assert other.browser.tap(path, **other.means(effort=90, impact=90)).status_code == 200
    refused(first.browser, path, others_first, **late)
    assert evening.all(Idea, id=idea)[0].effort == 90


def test_of_two_who_form_the_groups_at_once_one_does(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.groups)
    tabs = [Tab(house.console()) for _ in range(3)]
    numbers = [
        tab.means(number=number, ties="1") for tab, number in zip(tabs, (2, 2, 5), strict=True)
    ]
    assert tabs[0].browser.tap("groups", **numbers[0]).status_code == 200
    before = everything(evening)
    assert tabs[1].browser.tap("groups", **numbers[1]).status_code == 200
    refused(tabs[2].browser, "groups", others_first, **numbers[2])
    merged = tabs[2].means(kept_id=evening.groups[1], away_id=evening.groups[2])
    refused(tabs[2].browser, "groups/merged", others_first, **merged)
    assert everything(evening) == before


def test_nobody_is_moved_late_out_of_the_groups_that_have_been_formed_anew(house: House) -> None:
    evening, console, late = house.evening, Tab(house.console()), Tab(house.console())
    evening.go_to(Step.groups)
    amina = evening.people["Amina"]
    moved = late.means(small_group_id=evening.groups[3])
    assert console.browser.tap("groups", **console.means(number=2, ties="1")).status_code == 200
    before = evening.all(Membership)
    refused(late.browser, f"people/{amina}/group", others_first, **moved)
    named = late.means(small_group_id=evening.groups[3], person_id=amina)
    refused(late.browser, "people/group", others_first, **named)
    assert evening.all(Membership) == before


def test_a_table_that_calls_again_is_not_taken_for_visited_by_an_older_screen(house: House) -> None:
    evening, phone = house.evening, house.phone("Amina")
    evening.go_to(Step.sorting)
    phone.tap("hand")
    first, other = Tab(house.console()), Tab(house.console())
    path = f"groups/{evening.groups[1]}/visited"
    late = first.means()
    assert other.browser.tap(path, **other.means()).status_code == 200
    phone.tap("hand")
    first.browser.tap(path, **late)
    assert len(evening.all(TableCall)) == 1


def test_the_code_that_two_renew_at_once_is_renewed_once(house: House) -> None:
    tabs = [Tab(house.console()) for _ in range(2)]
    late = [tab.means() for tab in tabs]
    tabs[0].browser.tap("code/renewed", **late[0])
    code = house.evening.row.code
    tabs[1].browser.tap("code/renewed", **late[1])
    assert house.evening.row.code == code


@BOTH_WAYS
def test_no_answer_comes_after_all_answers_were_withdrawn(house: House, *, script: bool) -> None:
    evening, phone = house.evening, house.phone("Amina")
    evening.go_to(Step.survey)
    question, following = evening.ids(SurveyQuestion)[:2]
    phone.tap(f"survey/{question}", level=1)
    old, new = Tab(phone), Tab(phone)
    late = old.form(f"survey/{following}") | (old.means() if script else {})
    before = new.means()  # none of the actions is an answer too
    new.browser.tap("survey/withdrawn", **new.means())
    phone.send(f"survey/{following}", script=script, **late)
    new.browser.tap(f"survey/{following}", **before)
    assert evening.all(SurveyForm) == []
    new.read()
    new.browser.tap(f"survey/{question}", **new.means(level=2))
    assert len(evening.all(SurveyForm)) == 1


def test_hands_that_the_table_has_counted_earlier_do_not_take_the_place_of_what_the_console_says(
    house: House,
) -> None:
    evening = house.evening
    proposal = evening.propose("Hodan", "Plain letters")
    device = evening.phone_of("Amina")
    evening.do(hosting.host, device, hosts=True)
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    table = evening.groups[1]
    host, console = Tab(house.phone("Amina")), Tab(house.console())
    raised = {"proposal_id": proposal, "round_number": 1}
    late = host.means(**raised, votes=3)
    said = console.means(**raised, small_group_id=table, votes=2)
    assert console.browser.tap("vote/hands", **said).status_code == 200
    refused(host.browser, f"paper/hands/{table}", others_first, **late)
    assert [row.votes for row in evening.all(HandVote)] == [2]
    other = f"paper/hands/{evening.groups[2]}"  # where this phone was the table's before
    refused(host.browser, other, another_table, **host.means(**raised, votes=1))
