"""A session's report: from the organisation's link to sent, to a card and a suggestion, and to its last byte erased."""

import html
import re
from io import BytesIO
from typing import Any

import docx
import httpx

from app.limits import LIMIT
from app.method import accounts
from app.method.act import Act
from app.method.preparing import meeting as preparing
from app.method.preparing.meeting import Basics
from app.method.preparing.pattern import usual
from app.models import Card, Coordinator, Gathering, KeyResult, Link
from app.vocabulary import Door, Language
from tests.house import Browser, House
from tests.keeping.test_erasing import found
from tests.web.at_desk import Fields, as_it_is
from tests.web.elements import tree

CARD = "10/12 viettää vapaa-aikansa oman ryhmän kanssa"
CARD_WORDS = "Suurin osa viettää vapaa-aikansa oman ryhmän kanssa"
SUGGESTION = "Kunta järjestää yhteisen kävelyn keväällä"
CANARY = "Kanarialintu lauloi torilla"


def session(house: House) -> Gathering:
    return house.evening.all(Gathering)[0]


def link_of(house: House, desk: Browser) -> str:
    """As the coordinator makes it, and reads it on the page of all links."""
    desk.send(f"links/gatherings/{session(house).id}")
    link = house.evening.all(Link, door=Door.organisation)[0]
    page = desk.ask("GET", f"{desk.path}/links").text
    at = re.search(rf'href="[^"]*(/open/{link.id}\.[^"]+)"', page)
    return html.unescape(at[1]) if at else ""


def secretary(house: House, link: str) -> Browser:
    browser = house.browser(f"/organisation/{session(house).id}/1", {"language": "fi"})
    assert browser.ask("GET", link).status_code == 303
    return browser


def save(browser: Browser, section: str, **said: str) -> str:
    """Presses Save on one page of the report, as it stands there; returns the page after it."""
    page = browser.ask("GET", f"{browser.path}/{section}").text
    fields = dict(re.findall(r'name="(revision_\w+)" value="(\d+)"', page))
    fields |= {f"said_{place}": words for place, words in said.items()}
    answer = browser.ask("POST", f"{browser.path}/{section}", data={**fields, "go": section})
    assert answer.status_code == 303, answer.text
    return browser.ask("GET", answer.headers["location"]).text


def choose(browser: Browser, which: int) -> httpx.Response:
    """Presses the button below one of several wordings, as the page of the security theme has it."""
    return browser.send("chosen", **offered(browser)[which])


def offered(browser: Browser) -> list[Fields]:
    forms = tree(browser.ask("GET", f"{browser.path}/security").text).all("form")
    return [
        as_it_is(form) | {"which": form.one("button").held["value"]}
        for form in forms
        if form.held["action"].endswith("/chosen")
    ]


def write_and_send(writer: Browser) -> None:
    save(writer, "group", participants="12", countries="Syyria, Irak", women="9", men="3")
    save(writer, "interaction", interaction_3=f"{CARD}\n{CANARY}")
    save(writer, "end", end_1=SUGGESTION)
    assert writer.send("sent").status_code == 303


def lines(page: str) -> dict[str, str]:
    """Where the form of each line is sent, by its words."""
    forms = re.findall(
        r'<span class="entry-name voice"[^>]*>([^<]+)</span>.*?action="([^"]+/reports/lines/[^"]+)"',
        page,
        re.DOTALL,
    )
    return {html.unescape(words): action for words, action in forms}


def test_a_secretary_writes_in_finnish_from_link_to_sent_and_the_coordinator_erases_the_last_byte(
    house: House, desk: Browser
) -> None:
    writer = secretary(house, link_of(house, desk))
    first = writer.ask("GET", f"{writer.path}/group").text
    assert 'lang="fi"' in first
    assert "Lähtömaat" in first
    assert "Kenen kanssa" in writer.ask("GET", f"{writer.path}/interaction").text
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        form = writer.ask("GET", f"/organisation/{session(house).id}/form.{kind}")
        assert form.content.startswith(begins)

    assert CARD in save(writer, "interaction", interaction_3=CARD)
    assert "being written" in desk.ask("GET", f"{desk.path}/reports").text
    assert CARD not in desk.ask("GET", f"{desk.path}/reports").text, "nobody reads a draft"
    save(writer, "attitudes", attitudes_1="Naapurini on 45-vuotias, puh. 040 123 4567")
    looked = writer.ask("GET", f"{writer.path}/sending").text
    assert "45-vuotias" in looked
    assert "040 123 4567" in looked
    assert "Naapurini" in looked
    save(writer, "attitudes", attitudes_1="Alueella epäillään tulijoita")
    assert "45-vuotias" not in writer.ask("GET", f"{writer.path}/sending").text

    write_and_send(writer)
    assert "lähetetty" in writer.ask("GET", writer.path).text
    assert (
        writer.ask(
            "POST", f"{writer.path}/end", data={"said_end_1": "x", "revision_end_1": "1"}
        ).status_code
        == 409
    )
    assert writer.send("opened-again").status_code == 303
    assert writer.send("sent").status_code == 303

    page = desk.ask("GET", f"{desk.path}/reports").text
    assert CARD_WORDS in page, "the share is offered in words"
    assert "Syyria" in page
    assert f"fewer than {LIMIT.small_cell}" in page, "three men are not told of"
    there = lines(page)
    cards, results = len(house.evening.all(Card)), len(house.evening.all(KeyResult))
    made = {"words": CARD_WORDS, "went": "card"}
    for _ in range(2):  # pressed twice, it is made once
        assert desk.ask("POST", there[CARD], data=made).status_code == 303
    told = {"words": SUGGESTION, "went": "suggestion", "theme": ""}
    assert desk.ask("POST", there[SUGGESTION], data=told).status_code == 303
    refused = desk.ask("POST", there[SUGGESTION], data={**told, "went": "result"})
    assert "Choose a theme first" in refused.text
    assert desk.ask("POST", there[CARD], data={**made, "went": "result"}).status_code == 303
    assert len(house.evening.all(Card)) == cards + 1
    assert len(house.evening.all(KeyResult)) == results + 1
    assert CARD_WORDS in desk.ask("GET", f"{desk.path}/cards").text
    assert SUGGESTION in desk.ask("GET", f"{desk.path}/suggestions").text
    assert "→ Card" in desk.ask("GET", f"{desk.path}/reports").text

    data, dealt = house.settings.data, re.findall(r'action="([^"]+/dealt)"', page)[0]
    assert found(CANARY, data)
    assert desk.ask("POST", dealt).status_code == 303
    for words in (CANARY, CARD, "Syyria", "45-vuotias", "Alueella epäillään"):
        assert not found(words, data), words
    assert found(CARD_WORDS, data)
    assert writer.send("opened-again").status_code == 409
    assert "poistettu" in writer.ask("GET", writer.path).text


def test_an_answer_that_is_taken_away_is_gone(house: House, desk: Browser) -> None:
    writer = secretary(house, link_of(house, desk))
    assert CANARY in save(writer, "attitudes", attitudes_1=CANARY)
    assert CANARY not in save(writer, "attitudes", attitudes_1="")
    assert "15" in save(writer, "group", participants="15")
    assert 'value="15"' not in save(writer, "group", participants="")


def test_what_one_takes_away_and_another_has_typed_over_is_chosen_between(
    house: House, desk: Browser
) -> None:
    link = link_of(house, desk)
    writer, other = secretary(house, link), secretary(house, link)

    def types(browser: Browser, words: str, revision: int) -> str:
        fields = {"said_security_1": words, "revision_security_1": str(revision)}
        browser.ask("POST", f"{browser.path}/security", data=fields | {"go": "security"})
        return writer.ask("GET", f"{writer.path}/security").text

    types(writer, "Tori on turvaton", 0)
    types(writer, "", 1)
    both = types(other, "Tori on turvaton", 1)
    assert both.count("/chosen") == 2, "from a page that was made before it was taken away"
    assert "Ei vastausta" in both
    types(writer, "Asema", 2)
    assert choose(writer, 0).status_code == 303
    both = types(other, "", 3)
    assert both.count("/chosen") == 2, "nobody saw what is taken away"
    assert "Asema" in both
    assert types(other, "", 3).count("/chosen") == 2


def test_what_two_type_in_one_place_is_kept_until_one_is_chosen(
    house: House, desk: Browser
) -> None:
    link = link_of(house, desk)
    first, other = secretary(house, link), secretary(house, link)
    typing = {"X-Typing": "1"}

    def types(browser: Browser, words: str, revision: int) -> dict[str, Any]:
        fields = {"said_security_1": words, "revision_security_1": str(revision)}
        answer = browser.ask("POST", f"{browser.path}/security", data=fields, headers=typing)
        assert answer.status_code == 200
        return dict(answer.json())

    assert types(first, "Tori on turvaton", 0) == {
        "revisions": {"security_1": 1},
        "beside": [],
        "own": {},
    }
    assert types(first, "Tori on turvaton illalla", 1)["revisions"] == {"security_1": 2}
    assert types(other, "Asema on turvaton", 0)["beside"] == ["security_1"]
    page = first.ask("GET", f"{first.path}/security").text
    assert "Tori on turvaton illalla" in page
    assert "Asema on turvaton" in page
    assert first.send("sent").status_code == 409
    assert choose(first, 1).status_code == 303
    page = first.ask("GET", f"{first.path}/security").text
    assert "Tori on turvaton" not in page
    long = first.ask(
        "POST",
        f"{first.path}/security",
        data={"said_security_2": "z" * 4001, "revision_security_2": "0"},
    )
    assert long.status_code == 409
    assert "z" * 4001 in long.text, "nothing typed is lost"


def test_a_longer_number_does_not_go_on_with_the_number_of_another(
    house: House, desk: Browser
) -> None:
    link = link_of(house, desk)
    for number in ("1", "12"):
        writer = secretary(house, link)
        fields = {"said_women": number, "revision_women": "0", "go": "group"}
        writer.ask("POST", f"{writer.path}/group", data=fields)
    page = tree(writer.ask("GET", f"{writer.path}/group").text)
    assert [words.said for words in page.all("blockquote")] == ["1", "12"]


def test_of_three_who_write_one_answer_nothing_is_lost_until_one_is_chosen(
    house: House, desk: Browser
) -> None:
    link = link_of(house, desk)
    first, second, third = (secretary(house, link) for _ in range(3))
    own: dict[Browser, str] = {}

    def types(browser: Browser, words: str) -> None:
        fields = {"said_security_1": words, "revision_security_1": "0"}
        fields["over_security_1"] = own.get(browser, "")
        page = f"{browser.path}/security"
        answer = browser.ask("POST", page, data=fields, headers={"X-Typing": "1"})
        own[browser] = answer.json()["own"].get("security_1", own.get(browser, ""))

    def stand() -> list[str]:
        page = tree(first.ask("GET", f"{first.path}/security").text)
        return [words.said for words in page.all("blockquote")]

    types(first, "Tori on turvaton")
    for browser, words in ((second, "Asema"), (third, "Koulutie"), (second, "Juna-asema")):
        types(browser, words)
    assert stand() == ["Tori on turvaton", "Koulutie", "Juna-asema"]
    older = offered(first)[0]
    types(third, "Koulutie iltaisin")
    late = first.send("chosen", **older)
    assert late.status_code == 409, "what was typed since the choice was offered"
    assert "Koulutie iltaisin" in late.text
    assert stand() == ["Tori on turvaton", "Juna-asema", "Koulutie iltaisin"]
    types(second, "Koulutie iltaisin")
    types(second, "Ei mikään")
    assert stand() == ["Tori on turvaton", "Koulutie iltaisin", "Ei mikään"]
    assert choose(first, 1).status_code == 303
    assert not stand()


def test_a_file_that_is_refused_is_answered_on_the_page_where_it_was_chosen(
    house: House, desk: Browser
) -> None:
    writer = secretary(house, link_of(house, desk))
    for empty in ({"file": ("tyhja.txt", b"")}, None):
        answer = writer.ask("POST", f"{writer.path}/brought", files=empty)
        assert (answer.status_code, 'id="file"' in answer.text) == (409, True)


def test_a_report_from_word_is_found_by_its_questions_and_a_plain_list_by_its_themes(
    house: House, desk: Browser
) -> None:
    writer = secretary(house, link_of(house, desk))
    empty = writer.ask("GET", f"/organisation/{session(house).id}/form.docx").content
    form = docx.Document(BytesIO(empty))
    for row in (row for table in form.tables for row in table.rows):
        if row.cells[0].text.startswith("Kenen kanssa"):
            row.cells[1].text = f"{CARD}\n{CANARY}"
        if row.cells[0].text == "Naisia / miehiä":
            row.cells[1].text = "7 / 5"
    filled = BytesIO()
    form.save(filled)
    for _ in range(2):  # brought twice, it stands there once
        sent = {"file": ("raportti.docx", filled.getvalue())}
        assert writer.ask("POST", f"{writer.path}/brought", files=sent).status_code == 303
    page = writer.ask("GET", f"{writer.path}/interaction").text
    assert page.count(CANARY) == 1
    assert 'value="7"' in writer.ask("GET", f"{writer.path}/group").text

    plain = docx.Document()
    plain.add_heading("Turvallisuudentunne")
    plain.add_paragraph("Asemalla pelotti", style="List Bullet")
    made = BytesIO()
    plain.save(made)
    told = {"session": f"{session(house).id}.1", "language": "fi"}
    sent = {"file": ("lista.docx", made.getvalue())}
    bring = f"{desk.path}/reports/brought"
    unsaid = desk.ask("POST", bring, data=told | {"session": ""}, files=sent)
    assert "Choose first from which session" in unsaid.text
    assert "is writing this report" in desk.ask("POST", bring, data=told, files=sent).text
    assert writer.send("sent").status_code == 303
    answer = desk.ask("POST", bring, data=told, files=sent)
    assert answer.status_code == 303, answer.text
    page = desk.ask("GET", f"{desk.path}/reports").text
    assert "Asemalla pelotti" in page
    assert CANARY in page, "what the coordinator brings stands beside what was written"
    wrong = {"file": ("kuva.docx", b"%PDF-1.7 nothing")}
    told_why = desk.ask("POST", bring, data=told, files=wrong)
    assert "picture or a PDF" in told_why.text


def test_several_reports_of_a_group_stand_together_and_are_merged_with_their_share(
    house: House, desk: Browser
) -> None:
    held = session(house)
    fields: dict[str, Any] = {
        "population_group_id": str(held.population_group_id),
        "held_on": held.held_on,
        "participants": "22",
        "begins": "17.30",
        "organisation": "Bryggan rf",
        "discussion_groups": "2",
        "leaders": "2",
        "secretaries": "2",
        "invited": "6",
        "coming": "4",
    }
    assert desk.send(f"gatherings/{held.id}", **fields).status_code == 303
    page = desk.ask("GET", f"{desk.path}/gatherings").text
    assert 'value="17:30"' in page
    assert "4 of the 6" in page
    writer = secretary(house, link_of(house, desk))
    for number, line in (("1", "10/12 pelkää iltaisin"), ("2", "3/10 pelkää iltaisin")):
        writer.path = f"/organisation/{held.id}/{number}"
        save(writer, "security", security_1=line)
        assert writer.send("sent").status_code == 303
    page = desk.ask("GET", f"{desk.path}/reports").text
    assert "Together 13 of 22: More than half" in page
    keys = re.findall(r'name="line" value="([^"]+)"', page)
    assert len(keys) == 2
    merged = {"line": keys, "words": "Yli puolet pelkää iltaisin", "went": "result"}
    before = len(house.evening.all(KeyResult))
    at = f"{desk.path}/reports/merged/security_1"
    assert desk.ask("POST", at, data=merged).status_code == 303
    assert len(house.evening.all(KeyResult)) == before + 1
    assert desk.ask("GET", f"{desk.path}/reports").text.count("→ Key result") == 2
    assert desk.send(f"gatherings/{held.id}", **{**fields, "coming": "9"}).status_code == 303
    page = desk.ask("GET", f"{desk.path}/gatherings?refused={desk.path}/gatherings/{held.id}").text
    assert "More are coming" in page


def test_a_session_that_is_planned_is_presented_once_it_has_been_held(
    house: House, desk: Browser
) -> None:
    held = session(house)
    group = str(held.population_group_id)
    planned: dict[str, Any] = {
        "population_group_id": group,
        "held_on": "2026-11-30",
        "place_en": "Boathouse",
    }
    assert desk.send("gatherings", **planned, participants="").status_code == 303
    assert "planned" in desk.ask("GET", f"{desk.path}/gatherings").text
    assert "Boathouse" not in desk.ask("GET", f"{desk.path}/after/result.json").text
    made = next(
        gathering for gathering in house.evening.all(Gathering) if not gathering.participants
    )
    assert desk.send(f"gatherings/{made.id}", **planned, participants="8").status_code == 303
    assert "Boathouse" in desk.ask("GET", f"{desk.path}/after/result.json").text


def test_a_link_that_is_renewed_or_closed_and_another_municipality_reach_nothing(
    house: House, desk: Browser
) -> None:
    link = link_of(house, desk)
    writer = secretary(house, link)
    write_and_send(writer)
    page = desk.ask("GET", f"{desk.path}/reports").text
    line, dealt = lines(page)[CARD], re.findall(r'action="([^"]+/dealt)"', page)[0]

    def other(act: Act) -> tuple[int, str]:
        made = Coordinator(login="eve", password_hash="", language=Language.en)
        act.book.add(made)
        own = preparing.found_municipality(act, made.id, {"sv": "Ankerö"}, Language.sv)
        basics = Basics({"sv": "Annans möte"}, {}, Language.sv, None, 1_800_000_000)
        inside = preparing.make_meeting(act, own, basics, usual())
        return inside.meeting_id, accounts.sign_in(act, made.id)

    theirs, token = house.evening.writer.do(None, other)
    eve = house.browser("/coordinator", {"coordinator": token})
    making = {"words": "x", "went": "card"}
    before = len(house.evening.all(Card))
    for own_path in (line, dealt):
        foreign = own_path.replace(str(house.evening.id), str(theirs))
        for path in (own_path, foreign):
            answer = eve.ask("POST", path, data=making if "lines" in path else {})
            assert answer.status_code == 404, path
    at = f"/coordinator/meetings/{theirs}"
    assert eve.ask("POST", f"{at}/links/gatherings/{session(house).id}").status_code == 404
    opened = house.evening.all(Link, door=Door.organisation)[0]
    for act in ("renewed", "closed"):
        assert eve.ask("POST", f"{at}/links/{opened.id}/{act}").status_code == 404
    assert eve.ask("GET", f"/organisation/{session(house).id}").status_code == 404
    assert len(house.evening.all(Card)) == before
    assert CANARY in desk.ask("GET", f"{desk.path}/reports").text

    # By its link an organisation gets to no screen of the meeting, and by a screen's link nobody to a report.
    for door in ("console", "projector", "presenter"):
        assert writer.ask("GET", f"/{door}/{house.evening.id}").status_code == 404
    console = house.console()
    assert console.ask("GET", f"/organisation/{session(house).id}/1").status_code == 404
    assert desk.send(f"links/{opened.id}/closed").status_code == 303
    assert writer.get().status_code == 404
    assert house.browser("/").ask("GET", link).status_code == 404
    assert desk.send(f"links/{opened.id}/renewed").status_code == 303
    assert writer.get().status_code == 404
    assert secretary(house, link_of(house, desk)).get().status_code == 200
