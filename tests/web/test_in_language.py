"""All cards, or all suggestions, in one language: beside their originals, one by one or pasted line by line."""

from typing import Any

import pytest

from app.method import sorting
from app.models import Card, Decision, SuggestedAction
from app.vocabulary import Category, Step
from tests.house import Browser, House
from tests.web.at_desk import form_on, page, page_after, said
from tests.web.elements import tree


def finnish(house: House, kind: Any) -> list[str]:
    rows = [house.evening.all(kind, id=row_id)[0] for row_id in house.evening.ids(kind)]
    return [said(house, row.text_id).get("fi", "") for row in rows]


@pytest.mark.parametrize(("pack", "kind"), [("cards", Card), ("suggestions", SuggestedAction)])
def test_pasted_lines_stand_beside_their_originals_and_are_saved_when_they_were_looked_at(
    house: House, desk: Browser, pack: str, kind: Any
) -> None:
    before = finnish(house, kind)
    lines = [f"{place}. Suomeksi {place}" for place in range(1, len(before) + 1)]
    lines[-1] = "sarake\tSuomeksi viimeinen"
    shown = page_after(desk, desk.send(f"{pack}/in/fi/pasted", lines="\r\n".join(lines)))
    assert "This is what you typed. It is not saved yet." in shown
    assert finnish(house, kind) == before, "nothing is saved by that"
    pairs = [line.said for line in tree(shown).one("ol", kind="pairs").all("li")]
    assert all("(sv)" in pair and "Suomeksi" in pair for pair in pairs)
    fields = form_on(desk, f"{pack}/in/fi", f"{pack}/in/fi")
    assert desk.send(f"{pack}/in/fi", **fields).status_code == 303
    wanted = [f"Suomeksi {place}" for place in range(1, len(before))]
    assert finnish(house, kind) == [*wanted, "Suomeksi viimeinen"]
    assert "This is what you typed" not in page(desk, f"{pack}/in/fi")


def test_another_number_of_lines_is_refused_with_both_numbers_and_kept(
    house: House, desk: Browser
) -> None:
    shown = page_after(desk, desk.send("cards/in/fi/pasted", lines="Yksi\nKaksi"))
    texts = len(house.evening.ids(Card))
    assert f"Lines: 2, texts: {texts}." in shown
    assert "Yksi Kaksi" in tree(shown).one("textarea", id="lines").said


def test_an_empty_line_leaves_its_text_as_it_is(house: House, desk: Browser) -> None:
    before = finnish(house, Card)
    lines = "\n".join(["", *(f"Uusi {place}" for place in range(1, len(before)))])
    page_after(desk, desk.send("cards/in/fi/pasted", lines=lines))
    desk.send("cards/in/fi", **form_on(desk, "cards/in/fi", "cards/in/fi"))
    assert finnish(house, Card) == [
        before[0],
        *(f"Uusi {place}" for place in range(1, len(before))),
    ]


def test_empty_lines_at_the_end_count_as_far_as_there_are_texts(
    house: House, desk: Browser
) -> None:
    before = finnish(house, Card)
    lines = [f"Uusi {place}" for place in range(len(before) - 2)]
    page_after(desk, desk.send("cards/in/fi/pasted", lines="\r\n".join([*lines, "", "", "", ""])))
    desk.send("cards/in/fi", **form_on(desk, "cards/in/fi", "cards/in/fi"))
    assert finnish(house, Card) == [*lines, *before[-2:]]


def test_what_was_typed_there_stays_when_lines_are_pasted_for_other_texts(
    house: House, desk: Browser
) -> None:
    first, *others = house.evening.ids(Card)
    typed = form_on(desk, "cards/in/fi", "cards/in/fi") | {f"words_{first}": "Kirjoitettu"}
    desk.ask("POST", "/coordinator/drafts", data={"form": f"{desk.path}/cards/in/fi", **typed})
    lines = ["", *(f"Uusi {place}" for place, _ in enumerate(others))]
    shown = page_after(desk, desk.send("cards/in/fi/pasted", lines="\n".join(lines)))
    assert tree(shown).one("textarea", id=f"words_{first}").said == "Kirjoitettu"
    assert tree(shown).one("textarea", id=f"words_{others[0]}").said == "Uusi 0"


def test_a_text_that_a_colleague_has_removed_keeps_no_other_from_being_saved(
    house: House, desk: Browser
) -> None:
    first, second = house.evening.ids(Card)[:2]
    mine = form_on(desk, "cards/in/fi", "cards/in/fi")
    desk.send(f"cards/{first}/removed")
    assert desk.send("cards/in/fi", **mine | {f"words_{second}": "Minun"}).status_code == 303
    assert said(house, house.evening.all(Card, id=second)[0].text_id)["fi"] == "Minun"


def test_a_whole_pack_in_the_longest_letters_can_be_saved(house: House, desk: Browser) -> None:
    cards = house.evening.ids(Card)
    longest = {f"words_{card_id}": "ሀ" * 500 for card_id in cards}
    mine = form_on(desk, "cards/in/ti", "cards/in/ti")
    assert len(cards) * 500 * 9 > 64 * 1024
    assert desk.send("cards/in/ti", **mine | longest).status_code == 303
    words = said(house, house.evening.all(Card, id=cards[-1])[0].text_id)
    assert words["ti"] == longest[f"words_{cards[-1]}"]


def test_nobodys_words_are_written_over_there(house: House, desk: Browser) -> None:
    first, second = house.evening.ids(Card)[:2]
    mine = form_on(desk, "cards/in/fi", "cards/in/fi")
    theirs = dict(mine)
    desk.send("cards/in/fi", **theirs | {f"words_{first}": "Heidän"})
    desk.send("cards/in/fi", **mine | {f"words_{second}": "Minun"})
    assert finnish(house, Card)[:2] == ["Heidän", "Minun"]
    late = page_after(desk, desk.send("cards/in/fi", **mine | {f"words_{first}": "Myöhässä"}))
    assert "Somebody else has saved this meanwhile" in late
    assert "Heidän" in late
    assert "Myöhässä" in late
    assert finnish(house, Card)[0] == "Heidän"


def test_a_language_that_the_program_does_not_speak_is_written_there_too(
    house: House, desk: Browser
) -> None:
    first = house.evening.ids(Card)[0]
    others = form_on(desk, "cards/in/ckb", "cards/in/ckb")
    assert desk.send("cards/in/ckb", **others | {f"words_{first}": "کارت"}).status_code == 303
    assert said(house, house.evening.all(Card, id=first)[0].text_id)["ckb"] == "کارت"
    for at in ("cards/in/xx", "results/in/fi", "cards/in/fi/elsewhere"):
        answer = desk.ask("GET", f"{desk.path}/{at}")
        assert answer.status_code in (303, 404), at


def test_what_groups_have_decided_on_is_corrected_there_and_marked(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first = evening.ids(Card)[0]
    evening.do(sorting.decide, evening.member("Amina"), first, Category.more)
    assert evening.all(Decision, card_id=first)
    desk.send(
        "cards/in/fi",
        **form_on(desk, "cards/in/fi", "cards/in/fi") | {f"words_{first}": "Korjattu"},
    )
    assert evening.all(Card, id=first)[0].seen_id
