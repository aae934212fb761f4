"""At the desk what is removed can be put back until the meeting is over."""

import re

from app.method import ending, wordings
from app.models import Card, Principle, Removed
from tests.house import Browser, House


def back(desk: Browser, tab: str) -> list[str]:
    """The paths by which what was removed can be put back."""
    page = desk.ask("GET", f"{desk.path}/{tab}").text
    return re.findall(r'action="[^"]*/(basics/removed/\d+)"', page)


def test_a_removed_card_comes_back_whole_and_at_its_place(house: House, desk: Browser) -> None:
    evening = house.evening
    card_id = evening.ids(Card)[4]
    desk.send(f"cards/{card_id}/place", place="3")
    pack, before = evening.ids(Card), evening.all(Card, id=card_id)[0]
    with evening.reading() as book:
        words = wordings.said(book, before.text_id)
    assert desk.send(f"cards/{before.id}/removed").status_code == 303
    assert before.id not in evening.ids(Card)
    (path,) = back(desk, "cards")
    assert desk.send(path, at="cards").status_code == 303
    after = evening.all(Card, id=before.id)[0]
    assert (after.theme, after.heavy) == (before.theme, before.heavy)
    assert evening.ids(Card) == pack
    with evening.reading() as book:
        assert wordings.said(book, after.text_id) == words
    assert back(desk, "cards") == []


def test_a_removed_principle_comes_back_and_not_twice(house: House, desk: Browser) -> None:
    principle_id = house.evening.ids(Principle)[0]
    desk.send(f"texts/principles/{principle_id}/removed")
    (path,) = back(desk, "texts")
    assert desk.send(path, at="texts").status_code == 303
    assert desk.send(path, at="texts").status_code == 404
    assert principle_id in house.evening.ids(Principle)


def test_the_basket_is_emptied_when_the_meeting_is_over(house: House, desk: Browser) -> None:
    evening = house.evening
    desk.send(f"texts/principles/{evening.ids(Principle)[0]}/removed")
    assert len(evening.all(Removed)) == 1
    evening.do(ending.end, ended=True)
    assert evening.all(Removed) == []
    assert back(desk, "texts") == []
