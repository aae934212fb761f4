"""An evening without the axis: a group proposes where it writes, on its phones, on paper and at the console."""

from app.method import ideas, vote
from app.method.preparing import planning
from app.models import Idea, ProgrammeRow, Proposal
from app.vocabulary import Door, Language, Step
from tests.cast import Evening
from tests.house import House, main_of, notice_of
from tests.web.elements import tree

QUESTION = "Which idea do you propose to the others?"


def axis_of(evening: Evening) -> int:
    return evening.all(ProgrammeRow, meeting_id=evening.id, kind=Step.axis)[0].id


def test_a_group_chooses_where_it_writes_and_only_where_the_axis_is_left_out(house: House) -> None:
    evening, olena, kirsi = house.evening, house.phone("Olena"), house.phone("Kirsi")
    console = house.console(Language.en)
    evening.go_to(Step.ideas)
    olena.tap("ideas", title="Café")
    olena.tap("ideas", title="Bus")
    cafe, bus = sorted(evening.all(Idea), key=lambda idea: idea.number)
    assert QUESTION not in olena.screen()
    refused = olena.tap(f"ideas/{cafe.id}/proposed")
    assert refused.status_code == 409, "ideas are placed first"
    evening.do(planning.leave_out, axis_of(evening))
    assert QUESTION in olena.screen()
    for name in ("Hodan", "Layla"):
        house.phone(name).tap("ideas", title="Library")
    assert "No group proposes anything yet" in console.screen()
    olena.tap(f"ideas/{cafe.id}/proposed")
    kirsi.tap(f"ideas/{bus.id}/proposed")
    assert [row.idea_id for row in evening.all(Proposal)] == [bus.id], "one a group: the last one"
    told = tree(olena.screen()).one(id=f"proposing-{bus.id}").said
    assert "Your group proposes this." in told
    assert "Your group proposes: B." in olena.screen()
    console.tap("settings", proposals_a_group=2)
    olena.tap(f"ideas/{cafe.id}/proposed")
    olena.tap(f"ideas/{bus.id}/withdrawn")
    olena.tap(f"ideas/{bus.id}/proposed")
    olena.tap(f"ideas/{cafe.id}/dropped")
    assert [row.idea_id for row in evening.all(Proposal)] == [bus.id]
    evening.go_to(Step.proposals)
    assert "Bus" in house.phone("Amina").screen()
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.go_to(Step.ideas)
    late = olena.tap(f"ideas/{bus.id}/withdrawn")
    assert late.status_code == 409
    assert notice_of(late.text)


def test_what_a_table_proposes_on_paper_needs_no_place_either(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper, {"language": Language.en})
    table = evening.groups[1]
    evening.go_to(Step.ideas)
    at, typed = f"tables/{table}/ideas", {"title": "On the sheet", "proposed": "1"}
    refused = helper.ask("POST", f"{helper.path}/{at}", data=typed)
    assert "position first" in refused.text, "not placed"
    assert "On the sheet" in main_of(refused.text), "what was typed comes back"
    assert not evening.all(Idea)
    assert helper.tap(at, title="On the sheet").is_success
    (idea,) = evening.all(Idea)
    assert helper.tap(f"{at}/{idea.id}/point", proposed="1").status_code == 409
    assert evening.all(Proposal) == []
    assert "<select" in helper.ask("GET", f"{helper.path}?open=paper-{table}").text
    evening.do(planning.leave_out, axis_of(evening))
    helper.tap(f"tables/{table}/ideas", title="At once", proposed="1")
    (proposed,) = evening.all(Proposal)
    assert proposed.idea_id == max(evening.all(Idea), key=lambda idea: idea.number).id
    assert "<select" not in helper.ask("GET", f"{helper.path}?open=paper-{table}").text
    with evening.reading() as book:
        assert len(ideas.standing_ideas(book, table)) == 2
