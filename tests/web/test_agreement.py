"""The agreed actions by their doors: written, edited, taken away and put back; who takes part may leave a contact."""

from typing import Any

from app.method import agreement, ideas
from app.models import AgreedAction, Draft, Proposal, SuggestedAction
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of
from tests.web.at_console import hidden
from tests.web.elements import tree
from tests.web.markup import form_of


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


def test_what_is_full_takes_nothing_back(house: House, console: Browser) -> None:
    evening = house.evening
    proposal = evening.propose("Amina", "Matkväll")
    (idea,) = (row.idea_id for row in evening.all(Proposal, id=proposal))
    evening.go_to(Step.agreement)
    dropped = evening.do(agreement.agree, "", "", "", "", Language.sv, idea)
    console.tap(f"actions/{dropped}/dropped")
    back = f'action="{console.path}/actions/{dropped}/restored"'
    assert console.screen().count(back) == 2, "where it stood, and among the last acts"
    again = evening.do(agreement.agree, "", "", "", "", Language.sv, idea)
    assert back not in console.screen(), "its idea is agreed"
    evening.do(agreement.take_away, again)
    for title in ("Lampor", "En stig", "Ett kafé"):
        assert console.screen().count(back) == 2
        evening.do(agreement.agree, title, "", "", "", Language.sv)
    assert console.screen().count(back) == 2
    evening.do(agreement.agree, "Brev", "", "", "", Language.sv)
    assert back not in console.screen(), "there are four"
    assert console.tap(f"actions/{dropped}/restored").status_code == 409


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
        assert len(agreement.standing_actions(book, house.evening.id)) == 1


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


def test_a_refused_contact_stands_on_the_refusing_page_alone(house: House, action: int) -> None:
    phone, path = house.phone("Amina"), f"actions/{action}/contact"
    refused = phone.send(path, contact="a@b.example" * 20)
    assert refused.status_code == 409
    assert form_of(refused, f"{phone.path}/{path}")["contact"] == "a@b.example" * 20
    assert f'<details id="reach-{action}" open>' in refused.text
    assert (
        "http-equiv" not in refused.text
    )  # it would ask for the next page while one corrects this
    assert form_of(phone.get(), f"{phone.path}/{path}")["contact"] == ""
    assert house.evening.all(Draft) == []


def test_no_keyboard_corrects_an_address(house: House, action: int) -> None:
    phone = house.phone("Amina")
    phone.send(f"actions/{action}/interest")
    (field,) = (
        area for area in tree(phone.get().text).all("textarea") if area.held["name"] == "contact"
    )
    said = ("autocapitalize", "autocorrect", "spellcheck")
    assert [field.held[name] for name in said] == ["none", "off", "false"]
