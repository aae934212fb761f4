"""A table without phones: what it has on paper is typed, counts like all else, and is marked."""

from app.method import axis, ideas, on_the_wall, proposals, sorting, vote
from app.method.preparing import planning
from app.method.typed_piles import PILES
from app.models import Card, Decision, Idea, ProgrammeRow, Proposal
from app.papers.csv_file import result_csv
from app.papers.result import read_result
from app.vocabulary import Category, Door, Language, Shown, Step
from tests.cast import Evening
from tests.house import Browser, House, main_of, notice_of
from tests.web.elements import tree

NOTHING = dict.fromkeys(("seen", *PILES), "")


def piles(browser: Browser, table: int, **typed: str) -> str:
    """What is said when it is refused, else nothing."""
    answer = browser.tap(f"tables/{table}/piles", **(NOTHING | typed))
    return "" if answer.status_code == 200 else notice_of(answer.text)


def decided(evening: Evening, table: int) -> dict[int, tuple[str, str]]:
    """By the printed number: what, and how it came in."""
    numbers = {card_id: number for number, card_id in enumerate(evening.ids(Card), 1)}
    rows = evening.all(Decision, small_group_id=table)
    return {numbers[row.card_id]: (row.reason or row.category, row.source) for row in rows}


def form_of(browser: Browser, table: int, opens: str) -> dict[str, str]:
    """What stands in the fields of the table's piles."""
    screen = browser.ask("GET", f"{browser.path}?open={opens}").text
    form = tree(screen).one("form", id=f"piles-of-{table}")
    (seen,) = [field.held["value"] for field in form.all("input") if field.held["name"] == "seen"]
    return {"seen": seen} | {area.held["name"]: area.said for area in form.all("textarea")}


def test_a_card_can_be_typed_into_each_pile_that_there_is(house: House) -> None:
    evening, helper, table = house.evening, house.opened(Door.helper), house.evening.groups[1]
    evening.go_to(Step.sorting)
    seen = ""
    for pile, (category, reason) in sorting.DECISIONS.items():
        assert not piles(helper, table, **{pile: "1", "seen": seen})
        assert decided(evening, table) == {1: (reason or category, "paper")}
        seen = f"1={pile}"
    assert not piles(helper, table, seen=seen)
    assert decided(evening, table) == {}


def test_piles_are_typed_by_the_numbers_on_the_cards_and_stand_in_one_count(house: House) -> None:
    evening, helper, console = house.evening, house.opened(Door.helper), house.console(Language.en)
    table, on_phones = evening.groups[1], evening.groups[2]
    first, second = evening.ids(Card)[:2]
    assert f"tables/{table}/piles" not in helper.screen(), "nothing is sorted yet"
    evening.go_to(Step.sorting)
    evening.do(sorting.decide, evening.member("Amina"), second, Category.less)
    evening.do(sorting.decide, evening.member("Hodan"), first, Category.more)
    # In a mixed table what its phones have decided stands in the form, and stays as it came in.
    opened = form_of(helper, table, f"paper-{table}")
    assert opened == NOTHING | {"less": "2", "seen": "2=less"}
    assert not piles(helper, table, more="1 ٣", less="2", differ="7,8", seen="2=less")
    assert decided(evening, table) == {
        1: ("more", "paper"),
        3: ("more", "paper"),
        2: ("less", "phone"),
        7: ("differ", "paper"),
        8: ("differ", "paper"),
    }
    # Whoever typed on an older page takes away nothing that the table has decided since.
    assert not piles(console, table, more="1", less="2", seen="1=more 2=less")
    assert len(decided(evening, table)) == 5
    assert "4 cards from paper" in console.screen()
    evening.go_to(Step.picture)
    evening.do(on_the_wall.show, Shown.picture)
    line = tree(console.screen()).one("tr", id=f"card-{first}").said
    assert "2 0 0 1" in line, "paper and phones are one count"
    assert "1 group on paper" in line
    assert "Changed since" not in line
    # A late correction counts, and says of itself that it is one.
    assert not piles(helper, table, less="1 2", seen="1=more 2=less")
    line = tree(console.screen()).one("tr", id=f"card-{first}").said
    assert "1 0 1 1" in line
    assert "Changed since the picture was shown" in line
    assert "Ändrat" in tree(house.phone("Mikael").screen()).one(id=f"card-{first}").said
    with evening.reading() as book:
        told = result_csv(read_result(book, evening.id, Language.en)).decode()
    assert "1: Less of this (on paper) (after the picture was shown), 2: More of this" in told
    assert evening.all(Decision, small_group_id=on_phones)[0].source == "phone"


def test_what_cannot_be_is_refused_with_a_sentence(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper, {"language": Language.en})
    table, other = evening.groups[1], evening.groups[2]
    evening.go_to(Step.sorting)
    assert "no card 25" in piles(helper, table, more="3 25")
    assert "two piles" in piles(helper, table, more="3", less="3 4")
    assert "with a blank between" in piles(helper, table, more="3-5")
    assert "was not understood" in piles(helper, table, more="3", seen="x=more")
    assert "was not understood" in piles(helper, table, more="3", seen=f"{'9' * 5000}=more")
    typed = NOTHING | {"more": "1 25"}
    without_script = helper.ask("POST", f"{helper.path}/tables/{table}/piles", data=typed)
    assert "\n1 25</textarea>" in main_of(without_script.text), "what was typed comes back"
    assert not decided(evening, table)
    assert not decided(evening, other)
    phone = house.phone("Amina")
    assert phone.tap("paper/piles", **(NOTHING | {"more": "1"})).status_code == 404
    assert helper.tap("ended").status_code == 404
    assert helper.tap(f"tables/{table}/ideas", title="Early").status_code == 409


def test_ideas_points_and_hands_of_a_table_on_paper_come_to_the_vote(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper, {"language": Language.fi})
    table = evening.groups[1]
    other_proposal = evening.propose("Hodan", "Plain letters")
    typed = {"title": "Språkkafé", "what": "Var vecka", "who": "Biblioteket"}
    assert helper.tap(f"tables/{table}/ideas", **typed, point="easy large", proposed="1").is_success
    (idea,) = evening.all(Idea, small_group_id=table)
    assert (idea.effort, idea.impact, idea.source) == (17, 83, "paper")
    (proposal,) = evening.all(Proposal, idea_id=idea.id)
    # A point in the same third stays where the table has put it; another one moves it.
    at = f"tables/{table}/ideas/{idea.id}"
    evening.do(lambda act: act.book.change(Idea, {"id": idea.id}, effort=5, impact=90))
    seen = "easy large proposed"
    assert helper.tap(f"{at}/point", seen=seen, point="easy large", proposed="1").is_success
    assert evening.all(Idea, id=idea.id)[0].effort == 5
    assert helper.tap(f"{at}/point", seen=seen, point="laborious small", proposed="1").is_success
    assert evening.all(Idea, id=idea.id)[0].effort == 83
    assert evening.all(Proposal, idea_id=idea.id) == [proposal]
    # Its words are changed by what was seen of them; what somebody has written meanwhile is kept.
    page = tree(helper.ask("GET", f"{helper.path}?open=paper-{table}").text)
    fields = page.one("form", id=f"paper-idea-{idea.id}").all("input")
    seen = next(field.held["value"] for field in fields if field.held.get("name") == "seen")
    assert helper.tap(at, title="Språkcafé", what="Var vecka", who="", seen=seen).is_success
    assert "Språkcafé" in house.phone("Amina").screen()
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    assert "Språkcafé" in house.phone("Hodan").screen()
    hands = {"small_group_id": table, "proposal_id": other_proposal, "round_number": 1}
    assert helper.tap("vote/hands", **hands, votes=2).status_code == 200
    assert helper.tap("vote/hands", **hands, votes=6).status_code == 409, "more than its people"
    assert house.phone("Mikael").tap("host").is_success
    mine = house.phone("Mikael")
    at = f"paper/hands/{table}"
    assert mine.tap(at, proposal_id=other_proposal, votes=3, round_number=1).is_success
    assert mine.tap(at, proposal_id=proposal.id, votes=1).status_code == 409
    opened = mine.ask("GET", f"{mine.path}?open=paper-{table}").text
    assert f"paper-hands-{table}-{other_proposal}" in opened
    assert tree(house.console(Language.en).screen()).one(id="turnout").said == "3 of 15 have voted"
    with evening.reading() as book:
        told = result_csv(read_result(book, evening.id, Language.sv)).decode()
    assert "på papper" in told


def point_form(browser: Browser, table: int, idea: int) -> dict[str, str]:
    """What the form of an idea's point sends if nothing is touched."""
    page = browser.ask("GET", f"{browser.path}?open=paper-{table}").text
    form = tree(page).one("form", id=f"paper-point-{idea}")
    boxes = [box for box in form.all("input") if box.held["name"] == "proposed"]
    is_sent = [box for box in boxes if "checked" in box.held or box.held["type"] == "hidden"]
    ticked = {box.held["name"]: "1" for box in is_sent}
    chosen = [option for option in form.all("option") if "selected" in option.held]
    (seen,) = (
        field.held["value"] for field in form.all("input") if field.held.get("name") == "seen"
    )
    hidden = [field for field in form.all("input") if field.held.get("name") == "point"]
    (point,) = [choice.held["value"] for choice in (*chosen, *hidden)] or [""]
    return {"seen": seen, "point": point, **ticked}


def test_who_saves_an_older_form_takes_back_neither_point_nor_proposal(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper)
    table, amina = evening.groups[1], evening.member("Amina")
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, amina, "Language café", "", "")
    evening.go_to(Step.axis)
    evening.do(axis.place, amina, idea, 30, 70)
    at, before = f"tables/{table}/ideas/{idea}/point", point_form(helper, table, idea)
    # Meanwhile the table's phones settle it, and propose it.
    evening.do(axis.settle, amina, idea, 30, 70)
    evening.do(proposals.propose, amina, idea)
    assert helper.tap(at, **before).is_success
    assert evening.all(Idea, id=idea)[0].effort == 30
    assert evening.all(Proposal, idea_id=idea)
    # What is changed in the form is changed; what is left there, not.
    assert helper.tap(at, **before | {"point": "laborious small"}).is_success
    assert evening.all(Idea, id=idea)[0].effort == 83
    assert evening.all(Proposal, idea_id=idea)
    now = point_form(helper, table, idea)
    assert now == {"seen": "laborious small proposed", "point": "laborious small", "proposed": "1"}
    assert helper.tap(at, seen=now["seen"], point=now["point"]).is_success
    assert evening.all(Idea, id=idea)[0].effort == 83
    assert not evening.all(Proposal, idea_id=idea)
    assert helper.tap(at, seen="laborious small", point="").is_success
    assert evening.all(Idea, id=idea)[0].effort is None


def test_what_is_saved_untouched_stays_though_the_axis_left_the_programme_or_came_back(
    house: House,
) -> None:
    evening, helper = house.evening, house.opened(Door.helper)
    table = evening.groups[1]
    at = f"tables/{table}/ideas"
    evening.go_to(Step.ideas)
    assert helper.tap(at, title="Placed", point="easy large", proposed="1").is_success
    placed = evening.all(Idea)[0].id
    (row,) = evening.all(ProgrammeRow, meeting_id=evening.id, kind=Step.axis)
    evening.do(planning.leave_out, row.id)
    untouched = point_form(helper, table, placed)
    assert untouched == {"seen": "easy large proposed", "point": "easy large", "proposed": "1"}
    assert helper.tap(f"{at}/{placed}/point", **untouched).is_success
    assert evening.all(Idea, id=placed)[0].effort == 17
    assert helper.tap(at, title="Nowhere", proposed="1").is_success
    (proposal,) = evening.all(Proposal)
    untouched = point_form(helper, table, proposal.idea_id)
    assert untouched == {"seen": " proposed", "point": "", "proposed": "1"}
    evening.do(planning.bring_back, Step.axis)
    assert helper.tap(f"{at}/{proposal.idea_id}/point", **untouched).is_success
    assert evening.all(Proposal) == [proposal]


def test_what_is_refused_of_an_idea_without_script_comes_back_with_its_place(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper)
    table = evening.groups[1]
    at = f"{helper.path}/tables/{table}/ideas"
    evening.go_to(Step.ideas)
    typed = {"title": "Språkkafé", "what": "Var vecka", "point": "easy large", "proposed": "1"}
    helper.ask("POST", at, data=typed)
    (idea,) = evening.all(Idea)
    refused = helper.ask("POST", at, data=typed | {"title": "x" * 500})
    assert refused.status_code == 409
    assert chosen_in(refused.text, f"paper-new-{table}") == ("easy large", True)
    assert chosen_in(refused.text, f"paper-point-{idea.id}") == ("easy large", True)
    # The table proposes as many as it may: another place is not chosen for nothing either.
    helper.ask("POST", at, data={"title": "Körsång"})
    other = next(written for written in evening.all(Idea) if written.id != idea.id)
    evening.go_to(Step.axis)
    evening.do(proposals.let_propose, 2)
    evening.go_to(Step.ideas)
    helper.ask("POST", at, data=typed | {"title": "Vårbasar"})
    moved = {"seen": "", "point": "laborious large", "proposed": "1"}
    refused = helper.ask("POST", f"{at}/{other.id}/point", data=moved)
    assert refused.status_code == 409
    assert chosen_in(refused.text, f"paper-point-{other.id}") == ("laborious large", True)
    assert chosen_in(refused.text, f"paper-new-{table}") == ("", False)


def test_what_is_refused_on_the_tables_own_phone_comes_back_in_the_form_of_its_idea_alone(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    evening.go_to(Step.ideas)
    phone.tap("host")
    amina = evening.member("Amina")
    first, second, third = (
        evening.do(ideas.write, amina, title, "", "") for title in ("A path", "A café", "A choir")
    )
    evening.go_to(Step.axis)
    evening.do(proposals.let_propose, 2)
    evening.go_to(Step.ideas)
    sent = {"seen": "", "point": "easy large", "proposed": "1"}
    for idea in (first, second):
        assert phone.tap("paper/point", idea_id=idea, **sent).is_success
    moved = sent | {"idea_id": third, "point": "laborious large"}
    refused = phone.ask("POST", f"{phone.path}/paper/point", data=moved)
    assert refused.status_code == 409
    assert chosen_in(refused.text, f"paper-point-{third}") == ("laborious large", True)
    assert chosen_in(refused.text, f"paper-point-{first}") == ("easy large", True)


def typed_and_voted_on(evening: Evening, helper: Browser, at: str) -> Idea:
    """An idea that a helper has typed with its place as a proposal, before a vote was opened."""
    evening.go_to(Step.ideas)
    helper.ask("POST", at, data={"title": "Språkkafé", "point": "easy large", "proposed": "1"})
    (idea,) = evening.all(Idea)
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.go_to(Step.proposals)
    return idea


def test_that_an_idea_is_not_placed_comes_back_too_when_it_is_refused(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper)
    at = f"{helper.path}/tables/{evening.groups[1]}/ideas"
    idea = typed_and_voted_on(evening, helper, at)
    cleared = {"seen": "easy large proposed", "point": ""}
    refused = helper.ask("POST", f"{at}/{idea.id}/point", data=cleared)
    assert refused.status_code == 409
    form = tree(refused.text).one("form", id=f"paper-point-{idea.id}")
    assert [option for option in form.all("option") if "selected" in option.held] == []


def chosen_in(page: str, form: str) -> tuple[str, bool]:
    """The place that is chosen in a form, and whether the idea is ticked as proposed."""
    shown = tree(page).one("form", id=form)
    places = [option.held["value"] for option in shown.all("option") if "selected" in option.held]
    (tick,) = (field for field in shown.all("input") if field.held["name"] == "proposed")
    return next(iter(places), ""), "checked" in tick.held


def test_once_a_vote_has_been_opened_no_other_idea_is_offered_as_the_tables(house: House) -> None:
    evening, helper = house.evening, house.opened(Door.helper)
    table = evening.groups[1]
    idea = typed_and_voted_on(evening, helper, f"{helper.path}/tables/{table}/ideas")
    page = tree(helper.ask("GET", f"{helper.path}?open=paper-{table}").text)
    assert not [field for field in page.all("input") if field.held.get("type") == "checkbox"]
    untouched = point_form(helper, table, idea.id)
    assert untouched["proposed"] == "1"
    assert helper.tap(f"tables/{table}/ideas/{idea.id}/point", **untouched).is_success
    assert evening.all(Proposal)
