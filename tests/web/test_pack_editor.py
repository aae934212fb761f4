"""The editor of cards and suggestions: what is saved leads on, and one card becomes two."""

import re
from typing import Any

import pytest

from app.limits import LIMIT
from app.method.preparing import packs
from app.models import Card, Removed, SuggestedAction
from app.vocabulary import Step, Theme
from tests.house import Browser, House
from tests.web.at_desk import form_on, page_after, said
from tests.web.elements import Element, tree


def row_of(house: House, card_id: int) -> Any:
    return house.evening.all(Card, id=card_id)[0]


def editor(page: str) -> Element:
    return tree(page).one("form", id="editor")


def at_card(phone: Browser) -> int:
    """The card that lies before the table."""
    return int(re.findall(r"/cards/(\d+)/lean", phone.screen())[0])


def leads(desk: Browser, at: str) -> list[str]:
    """Where the buttons of the editor lead when it has been saved."""
    shown = editor(desk.ask("GET", f"{desk.path}/{at}").text)
    return [
        button.held["value"] for button in shown.all("button") if button.held.get("name") == "go"
    ]


@pytest.mark.parametrize("kind", [Card, SuggestedAction])
def test_what_is_saved_leads_on_to_the_one_before_or_behind(
    house: House, desk: Browser, kind: Any
) -> None:
    pack = "cards" if kind is Card else "suggestions"
    for place in range(2):
        house.evening.do(packs.add_suggestion, None, {"sv": f"Nummer {place}"})
    card_id = house.evening.ids(Card)[0]
    house.evening.do(packs.place_card, card_id, 1)  # now they stand by their themes
    before, first, behind = house.evening.ids(kind)[:3]
    assert leads(desk, f"{pack}?chosen={first}")[:2] == [str(before), str(behind)]
    fields = form_on(desk, f"{pack}?chosen={first}", f"{pack}/{first}")
    answer = desk.send(f"{pack}/{first}", **fields | {"en": "Saved on the way", "go": str(behind)})
    assert editor(page_after(desk, answer)).held["action"] == f"{desk.path}/{pack}/{behind}"
    row = house.evening.all(kind, id=first)[0]
    assert said(house, row.text_id)["en"] == "Saved on the way"
    ends = (house.evening.ids(kind)[0], house.evening.ids(kind)[-1])
    counts = [sum(lead.isdigit() for lead in leads(desk, f"{pack}?chosen={end}")) for end in ends]
    assert counts == [1, 1], "the first has nothing before it, the last nothing behind"


def test_what_is_refused_stays_where_it_is(house: House, desk: Browser) -> None:
    first, second, *_ = house.evening.ids(Card)
    fields = form_on(desk, f"cards?chosen={first}", f"cards/{first}")
    late = desk.send(f"cards/{first}", **fields | {"en": "y" * 501, "go": str(second)})
    shown = page_after(desk, late)
    assert editor(shown).held["action"] == f"{desk.path}/cards/{first}"
    assert "y" * 501 in shown


def test_one_new_card_after_another_is_written(house: House, desk: Browser) -> None:
    before = len(house.evening.ids(Card))
    fields = form_on(desk, "cards?new=1", "cards") | {
        "theme": "security",
        "sv": "Nytt",
        "go": "new",
    }
    group = str(row_of(house, house.evening.ids(Card)[0]).population_group_id)
    shown = page_after(desk, desk.send("cards", **fields | {"population_group_id": group}))
    assert editor(shown).held["action"] == f"{desk.path}/cards"
    assert "Nytt" not in editor(shown).said
    assert len(house.evening.ids(Card)) == before + 1


def test_one_card_becomes_two_with_all_its_words_and_can_become_one_again(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    card = row_of(house, evening.ids(Card)[0])
    fields = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    words = {"sv": "Det ena. Det andra.", "fi": "Toinen. Toinen."}
    answer = desk.send(f"cards/{card.id}", **fields | words | {"heavy": "1", "go": "split"})
    assert "This text is in the meeting already: number 1." in page_after(desk, answer)
    first, second, *_ = evening.ids(Card)
    assert first == card.id
    half = row_of(house, second)
    assert said(house, half.text_id) == said(house, card.text_id)
    assert said(house, half.text_id)["sv"] == "Det ena. Det andra."
    assert (half.theme, half.population_group_id, half.heavy) == (
        card.theme,
        card.population_group_id,
        True,
    )
    desk.send(
        f"cards/{second}",
        **form_on(desk, f"cards?chosen={second}", f"cards/{second}") | {"sv": "Det andra."},
    )
    assert said(house, card.text_id)["sv"] == "Det ena. Det andra.", "each has words of its own"
    desk.send(f"cards/{second}/removed")
    assert len(evening.all(Removed)) == 1


def test_a_full_pack_splits_no_card(house: House, desk: Browser) -> None:
    evening = house.evening
    group = row_of(house, evening.ids(Card)[0]).population_group_id
    for _ in range(LIMIT.cards - len(evening.ids(Card))):
        evening.do(lambda act: packs.add_card(act, Theme.security, group, {"sv": "Ett till"}))
    first = evening.ids(Card)[0]
    page = desk.ask("GET", f"{desk.path}/cards?chosen={first}").text
    assert 'value="split"' not in page
    fields = form_on(desk, f"cards?chosen={first}", f"cards/{first}")
    late = page_after(desk, desk.send(f"cards/{first}", **fields | {"go": "split"}))
    assert "The pack holds at most" in late
    assert len(evening.ids(Card)) == LIMIT.cards


def test_once_the_sorting_has_begun_words_alone_are_changed(house: House, desk: Browser) -> None:
    evening = house.evening
    first = evening.ids(Card)[0]
    before = form_on(desk, f"cards?chosen={first}", f"cards/{first}")
    evening.go_to(Step.sorting)
    page = desk.ask("GET", f"{desk.path}/cards?chosen={first}").text
    assert "The sorting has begun. The pack stays as it is" in page
    assert not tree(page).all("select")
    for offered in ("?new=1", "/import", "/place", "/removed", "split"):
        assert offered not in page.partition('class="lacks"')[0], offered
    late = page_after(desk, desk.send(f"cards/{first}", **before | {"theme": Theme.interaction}))
    assert "The sorting has begun." in late
    desk.ask("POST", "/coordinator/drafts/dropped", data={"form": f"{desk.path}/cards/{first}"})
    fields = form_on(desk, f"cards?chosen={first}", f"cards/{first}")
    page_after(desk, desk.send(f"cards/{first}", **fields | {"sv": "Rättat", "heavy": "1"}))
    card = row_of(house, first)
    assert (said(house, card.text_id)["sv"], card.heavy) == ("Rättat", True)
    assert card.theme is not Theme.interaction
    assert "The sorting has begun" in desk.ask("GET", f"{desk.path}/cards?new=1").text


def test_a_trial_of_which_nothing_is_kept_leaves_the_pack_to_be_changed(
    house: House, desk: Browser
) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.sorting)
    first = at_card(amina)
    assert amina.tap(f"cards/{first}/skipped", laying=1).status_code == 200
    page = desk.ask("GET", f"{desk.path}/cards?chosen={first}").text
    assert "Go back on the console to before the sorting." in page
    evening.go_to(Step.groups)
    before = len(evening.ids(Card))
    page_after(desk, desk.send(f"cards/{first}/removed"))
    assert len(evening.ids(Card)) == before - 1
    evening.go_to(Step.sorting)
    assert at_card(amina) in evening.ids(Card)


DECIDED = ("decision", {"decision": "more", "laying": 1})
# What is tapped of a card in a trial, by what is kept of it.
TRIALS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "lean": [("lean", {"category": "more"})],
    "decision": [DECIDED],
    "line": [DECIDED, ("line", {"line": "Said aloud", "revision": 0}), ("reopened", {"laying": 1})],
}


@pytest.mark.parametrize("kept", TRIALS)
def test_a_trial_of_which_something_is_kept_leaves_a_copy_whose_pack_can_be_changed(
    house: House, desk: Browser, kept: str
) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.sorting)
    first = at_card(amina)
    for act, fields in TRIALS[kept]:
        assert amina.tap(f"cards/{first}/{act}", **fields).status_code == 200
    evening.go_to(Step.groups)
    late = page_after(desk, desk.send(f"cards/{first}/removed"))
    assert "Make a copy of the meeting under Basics, and change the pack there." in late
    assert first in evening.ids(Card)
    copied = desk.send("copied", **form_on(desk, "basics", "copied"))
    copy = house.browser(copied.headers["location"].partition("?")[0], dict(desk.cookies))
    pack = copy.path.removesuffix("/basics") + "/cards"
    (new, *_) = (card.id for card in evening.all(Card) if card.id not in evening.ids(Card))
    page_after(copy, copy.ask("POST", f"{pack}/{new}/removed"))
    assert len([*evening.all(Card)]) == 2 * len(evening.ids(Card)) - 1
