"""A person can leave a phone, or go on with another one by a short code; from then on the first is nobody's."""

import re

from app.method import ending, sorting
from app.models import Card, Draft, Lean, Person, Seat
from app.viewer import phone_cookie
from app.vocabulary import Category, Step
from tests.house import House

MOVE_CODE = re.compile(r'id="move-code"[^>]*>(\w{7})<')


def test_another_phone_takes_over_by_a_code_that_works_once(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    evening.do(sorting.lean, evening.member("Amina"), card, Category.less)
    first, people = house.phone("Amina"), len(evening.all(Person))
    wire = first.wire()
    assert MOVE_CODE.search(first.ask("GET", f"{first.path}/phone").text) is None
    assert first.send("moving").status_code == 303
    shown = MOVE_CODE.search(first.ask("GET", f"{first.path}/phone").text)
    assert shown
    other, third = house.browser(f"/{house.code}"), house.browser(f"/{house.code}")
    assert f"{other.path}/moved" in other.get().text
    assert other.send("moved", code="ABCDEFG").status_code == 409
    typed = f" {shown[1][:3].lower()} {shown[1][3:]} "
    assert other.send("moved", code=typed).status_code == 303
    assert 'value="less" aria-pressed="true"' in other.screen(), "who they were"
    assert "taken" not in other.path
    wire.wait(lambda wire: wire.closed == 4403)
    assert 'id="join-button"' in first.get().text
    third.get()
    assert third.send("moved", code=shown[1]).status_code == 409
    assert len(evening.all(Person)) == people


def test_who_leaves_is_forgotten_by_phone_and_table(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    phone, wire = house.phone("Amina"), house.phone("Amina").wire()
    phone.tap(f"cards/{card}/lean", category="less")
    assert "/left" in phone.ask("GET", f"{phone.path}/phone").text
    answer = phone.send("left")
    assert answer.status_code == 303
    assert phone_cookie(evening.id) in answer.headers["set-cookie"]
    assert "storage" in answer.headers["clear-site-data"]
    wire.wait(lambda wire: wire.closed == 4403)
    held = house.phone("Amina")
    assert 'id="join-button"' in held.get().text, "the old cookie is nobody's"
    assert all(seat.gone for seat in evening.all(Seat, person_id=evening.people["Amina"]))
    assert evening.member("Amina").group_id is None
    assert evening.all(Draft, person_id=evening.people["Amina"]) == []
    assert len(evening.all(Lean)) == 1, "what was done stays"
    held.join(role="resident")
    assert 'data-step="sorting"' in held.screen()


def test_once_the_meeting_has_ended_a_phone_can_be_left_and_no_other_one_is_promised(
    house: House,
) -> None:
    phone, other = house.phone("Amina"), house.browser(f"/{house.code}")
    going_on = phone.screen()
    assert "Byt telefon" in going_on
    assert phone.send("moving").status_code == 303
    house.evening.do(ending.end, ended=True)
    ended = phone.screen()
    assert f'href="{phone.path}/phone"' in ended
    assert "Byt telefon" not in ended
    late = phone.send("moving")
    assert late.headers["location"] == f"{phone.path}/phone", "from a page of before the end"
    page = phone.ask("GET", f"{phone.path}/phone").text
    assert [MOVE_CODE.search(page), "annan telefon" in page, "/moving" in page] == [
        None,
        False,
        False,
    ]
    assert other.ask("GET", f"{other.path}/moved").status_code == 404
    assert phone.send("left").status_code == 303


def test_a_stranger_has_nothing_to_leave_and_no_code(house: House) -> None:
    stranger = house.browser(f"/{house.code}")
    for path in ("moving", "left"):
        assert stranger.send(path).status_code == 404
    assert stranger.ask("GET", f"{stranger.path}/phone").status_code == 404
