"""The last things done at a console: each can be undone there, as long as there is something to undo."""

import re
from itertools import pairwise

import pytest

from app.method import agreement, groups, proposals as proposing
from app.method.acts import acts
from app.method.doers import Who
from app.models import Idea, LastAct, ProgrammeRow, Proposal, SmallGroup
from app.screens.console.last import LISTED
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.elements import Element, tree


def test_of_each_act_that_is_listed_its_inverse_is_told_and_whether_it_can_be_done() -> None:
    listed = {act.path: act for act in acts() if act.back}
    assert listed.keys() == LISTED.keys()
    assert all(act.undone_by and act.who is Who.facilitator for act in listed.values())


def test_the_last_things_done_can_be_undone_and_then_are_on_the_list_no_more(house: House) -> None:
    evening, console = house.evening, house.console(Language.en)
    person, here, there = evening.people["Amina"], evening.groups[1], evening.groups[2]
    assert 'id="last-title"' not in console.screen()
    evening.go_to(Step.sorting)
    console.tap(f"people/{person}/group", small_group_id=there)
    console.tap("groups/merged", kept_id=here, away_id=evening.groups[3])
    shown = console.screen().partition('id="last-title"')[2]
    assert shown.index("Group 3 joined group 1") < shown.index("Somebody was moved to group 2")
    parting, moving = re.findall(r'action="/console/\d+/([^"]+)"[^>]*id="undo-\d+"', shown)
    console.tap(parting)
    assert "Group 3 joined" not in console.screen()
    assert evening.member("Layla").group_id == evening.groups[3]
    console.tap(moving, small_group_id=here)
    assert evening.member("Amina").group_id == here
    assert 'id="last-title"' not in console.screen()


def test_undoing_a_join_leaves_together_what_was_joined_before(house: House) -> None:
    evening, console = house.evening, house.console(Language.en)
    first, second, third = (evening.propose(name, name) for name in ("Amina", "Hodan", "Layla"))
    evening.go_to(Step.proposals)

    def joined() -> dict[int, int | None]:
        return {row.id: row.joined_into for row in evening.all(Proposal)}

    def undoing() -> Element:
        return tree(console.screen()).one(id="last-done").all("form")[0]

    console.tap("proposals/joined", kept_id=first, joined_id=second)
    before = joined()
    console.tap("proposals/joined", kept_id=third, joined_id=first)
    sent = said_in(undoing())
    assert console.ask("POST", undoing().held["action"], data=sent).status_code == 303
    assert joined() == before
    console.tap(f"proposals/{second}/apart")
    assert set(joined().values()) == {None}
    assert 'id="last-title"' not in console.screen()


def joined_on(evening: Evening, console: Browser) -> tuple[int, int, int]:
    """Three proposals: the first stood for the second, which stands under the third now."""
    first, second, third = (evening.propose(name, name) for name in ("Amina", "Hodan", "Layla"))
    evening.go_to(Step.proposals)
    console.tap("proposals/joined", kept_id=first, joined_id=second)
    console.tap("proposals/joined", kept_id=third, joined_id=second)
    return first, second, third


def test_undoing_a_join_puts_back_what_stood_under_another_one(house: House) -> None:
    """As where the other console has joined it meanwhile, and this page is older."""
    evening, console = house.evening, house.console(Language.en)
    first, second, third = (evening.propose(name, name) for name in ("Amina", "Hodan", "Layla"))
    evening.go_to(Step.proposals)

    def undoing() -> list[Element]:
        return tree(console.screen()).one(id="last-done").all("form")

    console.tap("proposals/joined", kept_id=first, joined_id=second)
    console.tap("proposals/joined", kept_id=third, joined_id=second)
    (newest,) = undoing()
    assert console.ask("POST", newest.held["action"], data=said_in(newest)).status_code == 303
    assert {row.id: row.joined_into for row in evening.all(Proposal)} == {
        first: None,
        second: first,
        third: None,
    }
    assert len(undoing()) == 1, "the first one again"
    console.tap("proposals/joined", kept_id=first, joined_id=second)
    assert len(undoing()) == 1, "they were one already"


def test_undoing_a_join_lets_stand_alone_what_stood_under_one_that_was_taken_back_since(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    first, second, third = joined_on(evening, console)
    (idea,) = (row.idea_id for row in evening.all(Proposal, id=first))
    evening.do(proposing.withdraw, evening.member("Amina"), idea)
    form = tree(console.screen()).one(id="last-done").all("form")[0]
    assert console.ask("POST", form.held["action"], data=said_in(form)).status_code == 303
    assert {row.id: row.joined_into for row in evening.all(Proposal)} == {second: None, third: None}
    assert 'id="last-title"' not in console.screen(), "what it stood under first is gone"


@pytest.mark.parametrize("apart", [1, 2], ids=["itself", "what it stood under"])
def test_a_join_that_was_parted_by_hand_does_not_come_back_with_the_next_one(
    house: House, apart: int
) -> None:
    evening, console = house.evening, house.console(Language.en)
    first, second, third = joined_on(evening, console)
    console.tap(f"proposals/{(first, second, third)[apart]}/apart")
    assert 'id="last-title"' not in console.screen()
    console.tap("proposals/joined", kept_id=third, joined_id=second)
    (form,) = tree(console.screen()).one(id="last-done").all("form")
    assert console.ask("POST", form.held["action"], data=said_in(form)).status_code == 303
    assert {row.joined_into for row in evening.all(Proposal)} == {None}
    assert 'id="last-title"' not in console.screen()


def said_in(form: Element) -> dict[str, str]:
    """What its fields say beside the intent."""
    fields = {field.held["name"]: field.held["value"] for field in form.all("input")}
    return {name: said for name, said in fields.items() if name != "intent"}


def test_what_cannot_be_undone_any_more_is_not_offered(house: House) -> None:
    """Others act too: what a button says of what was done before is done by it, or it is not there."""
    evening, console, other = house.evening, house.console(Language.en), house.console(Language.fi)
    two, three = evening.groups[2], evening.groups[3]
    proposals = [evening.propose(name, name) for name in ("Amina", "Hodan", "Layla")]
    idea = evening.all(Proposal, id=proposals[2])[0].idea_id
    rows = {row.kind: row.id for row in evening.all(ProgrammeRow, meeting_id=evening.id)}

    def offered() -> list[str]:
        """What is done by each, newest first; and all of it is done when it is pressed."""
        return [
            re.sub(r"\d+", "…", form.held["action"].partition(f"{evening.id}/")[2])
            for form in tree(console.screen()).all("form")
            if form.held.get("id", "").startswith("undo-")
        ]

    console.tap("step", row_id=rows[Step.supper], seen_row_id=rows[Step.axis])
    assert offered() == ["step"]
    other.tap("step", row_id=rows[Step.groups], seen_row_id=rows[Step.supper])
    assert offered() == []
    other.tap("step", row_id=rows[Step.supper], seen_row_id=rows[Step.groups])
    assert offered() == ["step"]
    console.tap(f"people/{evening.people['Amina']}/group", small_group_id=two)
    console.tap("groups/merged", kept_id=three, away_id=two)
    assert offered() == ["merges/…/parted", "people/…/group", "step"]
    evening.do(groups.form, 1)
    assert evening.all(SmallGroup, id=three)[0].dissolved
    assert offered() == ["step"], "the group that was kept is dissolved"
    console.tap(f"ideas/{idea}/hidden")
    assert offered() == ["ideas/…/unhidden", "step"]
    evening.go_to(Step.proposals)
    console.tap("proposals/joined", kept_id=proposals[0], joined_id=proposals[1])
    assert offered() == ["proposals/…/apart", "ideas/…/unhidden"]
    evening.go_to(Step.axis)
    assert offered() == ["ideas/…/unhidden"], "proposals are taken apart where they hang"
    evening.go_to(Step.vote)
    other.tap("vote/opened")
    assert offered() == ["ideas/…/unhidden"]
    action = evening.do(agreement.agree, "A path", "", "", "", Language.sv)
    console.tap(f"actions/{action}/dropped")
    assert offered() == ["actions/…/restored", "ideas/…/unhidden"]
    evening.go_to(Step.picture)
    assert offered() == ["ideas/…/unhidden"], "nothing is agreed in this step"


def test_what_can_be_undone_is_offered_however_much_was_done_since_that_cannot(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    (idea,) = (row.idea_id for row in evening.all(Proposal, id=evening.propose("Amina", "A path")))
    evening.go_to(Step.groups)
    console.tap(f"ideas/{idea}/hidden")
    rows = {row.kind: row.id for row in evening.all(ProgrammeRow, meeting_id=evening.id)}
    leaps = (Step.groups, Step.vote, Step.supper, Step.picture, Step.ideas, Step.survey)
    for seen, step in pairwise([*leaps, Step.sorting, Step.thanks]):
        console.tap("step", row_id=rows[step], seen_row_id=rows[seen])

    def undoing() -> list[str]:
        forms = tree(console.screen()).one(id="last-done").all("form")
        return [form.held["action"].removeprefix(f"{console.path}/") for form in forms]

    assert undoing() == ["step", f"ideas/{idea}/unhidden"], "only the last leap can be taken back"
    for minutes in range(1, 8):
        console.tap(f"rows/{rows[Step.thanks]}/minutes", minutes=minutes)
    assert undoing() == [f"rows/{rows[Step.thanks]}/minutes"] * 5


def test_a_proposal_of_a_dissolved_group_that_was_hidden_can_be_shown_again(house: House) -> None:
    evening, console, phone = house.evening, house.console(Language.en), house.phone("Amina")
    proposal = evening.propose("Layla", "A path through the park")
    idea = evening.all(Proposal, id=proposal)[0].idea_id
    evening.go_to(Step.groups)
    evening.do(groups.form, 2)
    evening.go_to(Step.proposals)
    assert "A path through the park" in phone.screen()
    console.tap(f"ideas/{idea}/hidden")
    assert "A path through the park" not in phone.screen()
    forms = tree(console.screen()).one(id="hidden-ideas").all("form")
    assert [form.held["action"] for form in forms] == [f"{console.path}/ideas/{idea}/unhidden"]
    console.tap(f"ideas/{idea}/unhidden")
    assert "A path through the park" in phone.screen()


def test_what_is_done_after_the_end_is_kept_in_no_order(house: House) -> None:
    evening, console = house.evening, house.console()
    evening.propose("Amina", "A path through the park")
    (idea,) = evening.all(Idea)
    evening.go_to(Step.thanks)
    assert console.tap(f"ideas/{idea.id}/hidden").status_code == 200
    assert len(evening.all(LastAct)) == 1
    assert console.tap("ended").status_code == 200
    assert console.tap(f"ideas/{idea.id}/unhidden").status_code == 200
    assert evening.all(LastAct) == []
