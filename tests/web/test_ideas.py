"""The ideas by their doors: written by two at once, sent twice, refused and given back, hidden and shown again."""

import pytest

from app.limits import LIMIT
from app.method import ideas
from app.method.drafts import MOST
from app.method.people import merging
from app.method.preparing import packs
from app.method.refusals import too_long
from app.models import Draft, Idea, Proposal, SuggestedAction, Wording
from app.templating import sentence
from app.vocabulary import Language, Standing, Step
from tests.crowd import at_once
from tests.house import Browser, House, main_of
from tests.web.elements import tree
from tests.web.markup import form_of, taken_apart

TOO_LONG = "A title that is by far too long " * 3
CHANGES = {"title": "Tea room", "what": "Each Friday", "who": "The library"}


@pytest.fixture
def idea(house: House) -> int:
    """Of group 1; the step is writing ideas."""
    house.evening.go_to(Step.ideas)
    house.phone("Amina").tap("ideas", title="Café", what="Once a week")
    return house.evening.all(Idea)[0].id


def test_a_group_that_has_more_ideas_than_it_may_write_is_told_how_many(house: House) -> None:
    """A merge brings them together, and all of them stay."""
    evening = house.evening
    evening.go_to(Step.ideas)
    for name in ("Amina", "Hodan"):
        for number in range(3):
            evening.do(ideas.write, evening.member(name), f"{name} {number}", "", "")
    assert "Idéer, 3 av högst 4" in house.phone("Amina").screen()
    evening.do(merging.merge, evening.groups[1], evening.groups[2])
    phone = house.phone("Amina")
    phone.send("mark/seen", mark=1)
    screen = phone.screen()
    assert "Idéer, 6 sammanlagt" in screen
    assert "Er grupp har redan 6 idéer." in screen


def test_a_hidden_idea_can_be_shown_again(house: House, console: Browser) -> None:
    house.evening.propose("Amina", "Matkväll")
    idea = house.evening.all(Proposal)[0].idea_id
    house.evening.go_to(Step.ideas)
    assert f'id="unhide-{idea}"' in main_of(console.tap(f"ideas/{idea}/hidden").text)
    assert f'id="hide-{idea}"' in main_of(console.tap(f"ideas/{idea}/unhidden").text)


def test_an_idea_that_is_sent_again_is_one_idea(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    intent = f"{'0a' * 16}.1.1"
    told = at_once(8, lambda _: phone.tap("ideas", title="Café", intent=intent))
    assert {answer.status_code for answer in told} == {200}
    assert len(house.evening.all(Idea)) == 1


def test_of_two_who_write_one_idea_both_wordings_are_kept_and_shown(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    amina.tap("ideas", title="Café", what="Once a week")
    idea = evening.all(Idea)[0].id
    amina.tap(f"ideas/{idea}", revision=1, title="Language café", what="Each Monday")
    late = mikael.send(f"ideas/{idea}", revision=1, title="Café for all", what="Each Friday")
    assert late.status_code == 303
    words = {row.words: row.standing for row in evening.all(Wording)}
    assert words["Language café"] == words["Each Monday"] == Standing.current
    assert words["Café for all"] == words["Each Friday"] == Standing.beside
    for phone in (amina, mikael):
        said = taken_apart(phone.screen()).said
        assert all(each in said for each in ("Language café", "Café for all", "Each Friday"))


def test_of_two_who_name_one_suggestion_at_once_both_names_are_kept_and_shown(
    house: House,
) -> None:
    """A suggestion that is too long for a title gets one from whoever develops it."""
    evening = house.evening
    suggested = evening.ids(SuggestedAction)[0]
    evening.do(packs.word_suggestion, suggested, {"sv": "Något som är för långt. " * 4})
    evening.go_to(Step.ideas)
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    for number in range(LIMIT.ideas - 1):
        amina.tap("ideas", title=f"Idea {number}")
    amina.tap(f"suggestions/{suggested}/developed", title="Café")
    answer = mikael.tap(f"suggestions/{suggested}/developed", title="Tea room")
    assert (answer.status_code, len(evening.all(Idea))) == (200, LIMIT.ideas)
    for phone in (amina, mikael):
        said = taken_apart(phone.screen()).said
        assert all(each in said for each in ("Café", "Tea room", "Två av er skrev samtidigt"))


@pytest.mark.parametrize("mine", CHANGES)
@pytest.mark.parametrize("others", CHANGES)
def test_a_text_that_somebody_left_as_it_was_competes_with_nobodys(
    house: House, idea: int, mine: str, others: str
) -> None:
    """From one page each changes one text; the later one has sent the other texts as they were."""
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    pages = {phone: form_of(phone.get(), f"{phone.path}/ideas/{idea}") for phone in (amina, mikael)}
    amina.tap(f"ideas/{idea}", **{**pages[amina], others: "Changed first"})
    mikael.tap(f"ideas/{idea}", **{**pages[mikael], mine: CHANGES[mine]})
    standings = {row.words: row.standing for row in house.evening.all(Wording)}
    assert standings["Changed first"] == Standing.current
    both = mine == others
    assert standings[CHANGES[mine]] == (Standing.beside if both else Standing.current)
    assert ('id="beside-' in amina.screen()) is both


def test_what_was_refused_leaves_alone_what_it_did_not_change(house: House, idea: int) -> None:
    """Without script: refused, somebody else saves, shortened and sent again from the page."""
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    page = form_of(phone.get(), f"{phone.path}/{path}")
    phone.send(path, script=False, **{**page, "title": TOO_LONG})
    house.phone("Mikael").tap(path, **{**page, "what": "Each Friday"})
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert phone.send(path, script=False, **{**typed, "title": "Shorter"}).status_code == 303
    words = {row.words: row.standing for row in house.evening.all(Wording)}
    assert words["Shorter"] == words["Each Friday"] == Standing.current
    assert "Once a week" not in words


def test_twenty_savings_of_one_revision_lose_no_words(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    phones = [house.phone(name) for name in ("Amina", "Mikael")]
    phones[0].tap("ideas", title="Café")
    idea = evening.all(Idea)[0].id
    told = at_once(
        20, lambda turn: phones[turn % 2].tap(f"ideas/{idea}", revision=1, title=f"Words {turn}")
    )
    assert {answer.status_code for answer in told} == {200}
    title = evening.all(Idea)[0].title_id
    kept = {row.words for row in evening.all(Wording, text_id=title)}
    assert kept == {f"Words {turn}" for turn in range(20)}


@pytest.mark.parametrize("script", [True, False])
def test_what_was_refused_comes_back_in_the_next_page_and_never_in_a_push(
    house: House, idea: int, *, script: bool
) -> None:
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    wire, other = phone.wire(), house.phone("Mikael")
    refused = phone.send(path, script=script, revision=1, title=TOO_LONG, what="Each Monday")
    assert refused.status_code == 409
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert (typed["title"], typed["what"]) == (TOO_LONG.strip(), "Each Monday")
    other.tap("ideas", title="Something else")
    wire.wait(lambda wire: "Something else" in wire.screen)
    assert not any(TOO_LONG.strip() in frame.content for frame in wire.frames)
    assert TOO_LONG.strip() not in other.screen()
    saved = phone.send(path, script=script, revision=1, title="Shorter", what="Each Monday")
    assert saved.status_code == (200 if script else 303)
    assert TOO_LONG.strip() not in phone.screen()
    assert house.evening.all(Draft) == []


def test_a_refused_page_gives_back_what_was_typed_at_once(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    page = phone.send("ideas", title="Café", what="w" * 501)
    assert page.status_code == 409
    typed = form_of(page, f"{phone.path}/ideas")
    assert (typed["title"], typed["what"]) == ("Café", "w" * 501)
    assert sentence(too_long.saying(limit=500), Language.sv) in taken_apart(page.text).said


def test_whoever_sends_to_ever_new_forms_fills_no_disk_and_the_answer_gives_back_what_was_typed(
    house: House,
) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    for number in range(MOST):
        phone.send(f"ideas/{number}", script=True, title="Café", what="", who="")
    assert len(house.evening.all(Draft)) == MOST
    page = phone.send("ideas", title=TOO_LONG, what="Each Friday")
    typed = form_of(page, f"{phone.path}/ideas")
    assert (typed["title"], typed["what"]) == (TOO_LONG.strip(), "Each Friday")
    assert len(house.evening.all(Draft)) == MOST


def test_what_comes_back_is_clean(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    phone.send("ideas", title="\u202eCafé\x00\x07" + "x" * 80)
    assert form_of(phone.get(), f"{phone.path}/ideas")["title"] == "Café" + "x" * 80


def test_a_name_for_a_suggestion_that_is_too_long_comes_back_where_it_was_typed(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    suggested = evening.ids(SuggestedAction)[0]
    evening.do(packs.word_suggestion, suggested, {"sv": "Något som är för långt. " * 4})
    evening.go_to(Step.ideas)
    phone.send(f"suggestions/{suggested}/developed", title=TOO_LONG)
    page = phone.get()
    assert (
        form_of(page, f"{phone.path}/suggestions/{suggested}/developed")["title"]
        == TOO_LONG.strip()
    )
    assert form_of(page, f"{phone.path}/ideas")["title"] == ""


def test_developing_a_suggestion_keeps_what_was_typed_beside_it(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    phone.send("ideas", title=TOO_LONG, what="Each Monday")
    phone.send(f"suggestions/{house.evening.ids(SuggestedAction)[0]}/developed")
    assert form_of(phone.get(), f"{phone.path}/ideas")["what"] == "Each Monday"


def test_what_comes_back_overwrites_nobody(house: House, idea: int) -> None:
    """Without script: refused, somebody else saves, shortened and sent again from the page."""
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    phone.send(path, revision=1, title=TOO_LONG, what="Each Monday")
    house.phone("Mikael").tap(path, revision=1, title="Tea room", what="Each Friday")
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert phone.send(path, script=False, **(typed | {"title": "Shorter"})).status_code == 303
    words = {row.words for row in house.evening.all(Wording)}
    assert {"Tea room", "Each Friday", "Shorter", "Each Monday"} <= words


@pytest.mark.parametrize("script", [True, False])
def test_who_was_moved_meanwhile_sees_what_is_on_beside_one_sentence(
    house: House, idea: int, *, script: bool
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    moved = evening.people["Amina"]
    house.console().tap(f"people/{moved}/group", small_group_id=evening.groups[2])
    answer = phone.send(f"ideas/{idea}", script=script, revision=1, title="Too late")
    assert answer.status_code == 409
    assert 'data-step="new-mark"' in main_of(answer.text)
    assert "Too late" not in {row.words for row in evening.all(Wording)}


def test_what_was_taken_away_can_be_put_back_while_there_is_room(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    for number in range(LIMIT.ideas):
        phone.tap("ideas", title=f"Idea {number}")
    phone.tap(f"ideas/{house.evening.all(Idea)[0].id}/dropped")
    assert "/restored" in phone.screen()
    phone.tap("ideas", title="Another")
    assert "/restored" not in phone.screen()


def test_no_two_ideas_of_a_group_have_one_letter_however_many_it_has_taken_away(
    house: House,
) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    phone.tap("ideas", title="The first one")
    for number in range(26):
        phone.tap("ideas", title=f"Idea {number}")
        last = max(house.evening.all(Idea), key=lambda idea: idea.number)
        if number < 25:
            phone.tap(f"ideas/{last.id}/dropped")
    with house.evening.reading() as book:
        there = ideas.standing_ideas(book, house.evening.groups[1])
    assert [ideas.letter(idea) for idea in there] == ["A", "AA"]
    house.evening.go_to(Step.axis)
    page = tree(phone.screen())
    marks = [page.one(id=f"tab-{idea.id}").one("text").said for idea in there]
    assert marks == ["A", "AA"]
