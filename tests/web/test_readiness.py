"""Whether a meeting is ready, actor by actor: what is said is so, and each line leads to where it is put right."""

import re
from html import unescape

from app.method import interpreting, wordings
from app.method.act import Act
from app.method.preparing import owners
from app.models import Card, Gathering, Meeting
from app.vocabulary import WordingSource
from tests.house import Browser, House

BASICS = {
    "municipality_sv": "Sundby",
    "name_sv": "Kväll",
    "place_sv": "Salen",
    "date": "2027-03-09",
    "time": "16.30",
    "main_language": "sv",
    "second_language": "fi",
}


def lines(page: str) -> dict[str, tuple[bool, str]]:
    """By what each says: whether it is done, and where it leads."""
    listed = {}
    for line in re.findall(
        r"<li>(.*?)</li>", page[page.index('id="screen"') : page.index("</main>")], re.DOTALL
    ):
        said = re.search(r"<span>([^<]+)</span>", line)
        to = re.search(r'href="([^"]+)"', line)
        assert said
        assert to
        listed[unescape(said[1])] = ('class="box"' not in line, to[1])
    return listed


def ready(desk: Browser) -> dict[str, tuple[bool, str]]:
    return lines(desk.ask("GET", f"{desk.path}/ready").text)


def sent(desk: Browser, page: str, fields: dict[str, str]) -> None:
    answer = desk.ask("POST", f"{desk.path}/{page}", data=fields)
    assert "saved=" in answer.headers["location"], page


def is_done(listed: dict[str, tuple[bool, str]], says: str) -> bool:
    (done,) = [done for words, (done, _) in listed.items() if words.startswith(says)]
    return done


def test_each_line_is_so_and_leads_to_its_cure(house: House) -> None:
    desk = house.desk()
    listed = ready(desk)
    for path in {to for _, to in listed.values()}:
        page = desk.ask("GET", path)
        assert page.status_code == 200
        place = path.partition("#")[2]
        assert not place or f'id="{place}"' in page.text, path
    assert not is_done(listed, "No Wi-Fi is named")
    assert not is_done(listed, "It is not said yet how many tables")
    assert not is_done(listed, "Nobody has said yet which language")
    assert not is_done(listed, "Nobody is named yet who could start")
    assert not is_done(listed, "Councillor or other elected official: 0")
    undone = sum(not done for done, _ in listed.values())
    assert f"{undone} things are still to be done" in desk.ask("GET", f"{desk.path}/ready").text

    house.evening.do(lambda act: owners.add_owner(act, {"sv": "Fritidsnämnden"}))
    counted = {"role:elected": "9", "language:so": "3", "language:other": "1", "kitchen:halal": "4"}
    sent(desk, "people", counted)
    house_of = {"tables": "2", "network": "Sal", "network_password": "öppen dörr"}
    sent(desk, "basics", BASICS | house_of)
    row = house.evening.all(Meeting, id=house.evening.id)[0]
    assert (row.tables, row.network, row.network_password) == (2, "Sal", "öppen dörr")
    listed = ready(desk)
    assert is_done(listed, "The phones' Wi-Fi is named")
    assert is_done(listed, "Tables: 2")
    assert is_done(listed, "Councillor or other elected official: 9")
    assert is_done(listed, "The kitchen's numbers are there")
    assert not is_done(listed, "Nobody interprets yet: Somali")
    assert not is_done(listed, "Phones do not speak it yet: Somali")
    assert not is_done(listed, "Ask which language: one that is not listed is spoken by 1")
    assert not is_done(listed, "Of 1 who could start an action 1")
    assert desk.send("links/languages", language="so", interpreters="1", talk="").status_code == 303
    assert is_done(ready(desk), "Somebody interprets: Somali")
    sent(desk, "people", {"role:elected": "40"})
    assert not is_done(ready(desk), "Tables: 2. That is more than 6")


def test_nobody_who_comes_from_the_sessions_is_not_ready(house: House) -> None:
    desk = house.desk()
    come = "People who come from the sessions: "

    def coming(act: Act, invited: int, number: int) -> None:
        act.book.change(Gathering, {}, invited=invited, coming=number)

    house.evening.do(coming, 4, 0)
    assert not is_done(ready(desk), f"{come}0")
    house.evening.do(coming, 4, 1)
    sessions = len(house.evening.all(Gathering))
    assert is_done(ready(desk), f"{come}{sessions}")


def test_a_language_that_is_interpreted_or_turned_on_is_missed_on_the_cards(house: House) -> None:
    desk = house.desk()
    assert "every card has its text" not in " ".join(ready(desk))
    sent(desk, "basics", BASICS | {"phones_so": "on"})
    house.evening.do(interpreting.set_followed, "ar", 1, "")
    listed, cards = ready(desk), house.evening.all(Card, meeting_id=house.evening.id)
    for spoken in ("Somali", "Arabic"):
        assert not is_done(
            listed, f"{spoken} is lacking on {len(cards)} of all cards ({len(cards)})"
        )

    def write(act: Act) -> None:
        for card in cards:
            wordings.say(act.book, card.text_id, "so", "Qoraal.", WordingSource.written)

    house.evening.do(write)
    assert is_done(ready(desk), "Somali: every card has its text")
    _, to = next(
        line for told, line in ready(desk).items() if told.startswith("Arabic is lacking on ")
    )
    assert desk.ask("GET", to).status_code == 200


def beside(page: str) -> str:
    """What stands beside every page of a meeting, as text."""
    return unescape(re.sub(r"<[^>]+>", " ", page[page.index('class="lacks"') :]))


def test_beside_every_page_stands_what_the_page_of_what_is_left_says(house: House) -> None:
    desk = house.desk()
    house.evening.do(
        lambda act: act.book.change(Meeting, {"id": act.meeting_id}, starts_at=1_600_000_000)
    )
    undone = sum(not done for done, _ in ready(desk).values())
    assert undone > 1
    for path in ("basics", "cards", "ready", "links", "rehearsal", "kept", "followup"):
        told = beside(desk.ask("GET", f"{desk.path}/{path}").text)
        assert "The day of the meeting has gone by." in told, path
        assert f"{undone} things are still to be done in all" in told, path
        assert "Nothing is left" not in told


def test_after_the_meeting_nothing_is_left_to_do_before_it(house: House) -> None:
    desk = house.desk()
    before = desk.ask("GET", f"{desk.path}/cards").text
    house.evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    after = desk.ask("GET", f"{desk.path}/cards").text
    assert "Left to do before" in before
    assert "Left to do before" not in after
    assert "The meeting is over" in after


def test_days_that_can_hardly_be_meant_are_said(house: House) -> None:
    desk = house.desk()
    gathering = house.evening.all(Gathering)[0]
    gone, late = "The day of the meeting has gone by.", "A session is later than the meeting."
    sent(desk, "basics", BASICS | {"date": "2099-03-09"})
    assert not {gone, late} & set(ready(desk))
    sent(desk, "basics", BASICS | {"date": "2019-01-02"})
    listed = ready(desk)
    assert listed[gone] == (False, f"{desk.path}/basics")
    assert gathering.held_on > "2019-01-02"
    assert listed[late] == (False, f"{desk.path}/gatherings")
