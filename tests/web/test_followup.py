"""After the evening: what was agreed is followed, owners report by a link, and residents read what became of it."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from zipfile import ZipFile

import docx
import pytest
from icalendar import Calendar

from app.hall_clock import hall_day
from app.languages import HALL_LANGUAGES
from app.links import link_path, public_name
from app.method import accounts, agreement, ending, programme, wordings
from app.method.act import Act
from app.method.followup import following
from app.method.followup.rhythm import later
from app.models import (
    AgreedAction,
    BecameOf,
    Card,
    FollowedAction,
    FollowEntry,
    Gathering,
    Idea,
    Link,
    Meeting,
    PopulationGroup,
    ProgrammeRow,
    Proposal,
    Publication,
    Wording,
)
from app.vocabulary import Door, Language, Step, WordingSource
from tests.cast import Evening
from tests.environment import YEAR
from tests.house import SECRET, Browser, House
from tests.web.at_desk import as_it_is
from tests.web.elements import Element, tree

LARGEST = 60 * 1024
UNSAID: dict[str, Any] = {"corrects": "", "review_on": "", "sv": "", "fi": "", "en": ""}


@pytest.fixture
def evening(house: House) -> Evening:
    evening = house.evening
    evening.propose("Amina", "Språkkafé")
    evening.propose("Hodan", "Kvällsbuss")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    return evening


@pytest.fixture
def desk(house: House, evening: Evening) -> Browser:
    token = evening.sign_in(Language.sv)
    return house.browser(f"/coordinator/meetings/{evening.id}/followup", {"coordinator": token})


def links(page: str, path: str) -> list[str]:
    return [href for href in re.findall(r'href="([^"]*)"', page) if path in href]


def published(desk: Browser) -> int:
    """Publishes what the desk's page offers."""
    page = desk.get().text
    fields = dict(re.findall(r'name="(digest|after)"\s+value="([^"]*)"', page))
    return desk.send("published", **fields).status_code


def followed(desk: Browser) -> str:
    """Follows what was agreed; the path of the first owner's link."""
    assert desk.send("followed").status_code == 303
    return "/report/" + links(desk.get().text, "/report/")[0].split("/report/")[1]


def new_meeting(desk: Browser, on: str = "2099-10-01") -> str:
    """The path of one that the coordinator makes, years later."""
    new = {"name": "Nästa möte", "place": "Sundby", "date": on, "time": "16:30"}
    sent = {**new, "main_language": "sv", "second_language": ""}
    made = desk.ask("POST", "/coordinator/meetings", data=sent).headers["location"]
    return made.partition("/cards")[0]


def opened(house: House, meeting_id: int, door: Door) -> Browser:
    (link,) = house.evening.all(Link, meeting_id=meeting_id, door=door)
    browser = house.browser(f"/{door}/{meeting_id}")
    browser.ask("GET", link_path(SECRET, link))
    return browser


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def test_agreed_followed_by_an_owners_link_published_and_withdrawn(
    house: House, evening: Evening, desk: Browser
) -> None:
    owner, anybody = house.browser(""), house.browser("")
    report = followed(desk)
    public = f"/public/{public_name(evening.id)}"
    assert anybody.ask("GET", public).status_code == 404, "nothing is published yet"

    assert owner.ask("GET", f"{report}?language=fi").status_code == 200
    for unseen in ("", "\u2060", "\u2800"):
        sent = {"state": "not_done", "words": unseen, "language": "fi"}
        refused = owner.ask("POST", report, data=sent)
        assert (refused.status_code, "Kerro, miksi" in refused.text) == (409, True)
    assert 'value="not_done" selected' in refused.text, "it need not be chosen again"
    sent = {"state": "going_on", "words": "Ensimmäinen kahvila pidettiin.", "language": "fi"}
    for _ in range(2):  # a second tap adds nothing
        assert owner.ask("POST", report, data=sent).status_code == 303
    (entry,) = evening.all(FollowEntry)
    assert (entry.by_owner, entry.state) == (True, "going_on")

    evening.do(_is_interpreted)
    preview = desk.ask("GET", f"{desk.path}/preview/fi.html").text
    assert "Ensimmäinen kahvila" in preview
    led = re.findall(r'<a href="#(action-\d+)"', preview.partition('id="asked"')[0])
    assert led, "what became of it stands on top"
    assert all(f'<article id="{where}">' in preview for where in led)
    assert anybody.ask("GET", public).status_code == 404, "a preview publishes nothing"
    assert published(desk) == 303
    moved = anybody.ask("GET", public, headers={"Accept-Language": "fi"})
    page = anybody.ask("GET", moved.headers["location"])
    assert "Ensimmäinen kahvila" in page.text
    assert "Käynnissä" in page.text
    assert "Sivu julkaistiin." in page.text
    assert 'Kielikahvila</bdi> <span class="quiet interpreted">(tulkattu)' in page.text
    assert "Språkkafé" in page.text, "what it was made from stands beside it"
    assert "saavutettavuus@sundby.example" in page.text, "whom to tell what cannot be used"
    assert "<script" not in page.text
    asked = {False: "kysytään vielä", True: "on lupautunut"}
    assert all(asked[action.owner_says_yes] in page.text for action in evening.all(AgreedAction))
    css = anybody.ask("GET", urljoin(moved.headers["location"], "style.css"))
    assert len(page.content) + len(css.content) < LARGEST
    icon = anybody.ask("GET", urljoin(moved.headers["location"], "icon.svg"))
    assert icon.headers["content-type"] == "image/svg+xml"

    assert published(desk) in (303, 409)
    assert len(evening.all(Publication)) == 1, "nothing new, nothing published"
    assert desk.send("withdrawn").status_code == 303
    assert anybody.ask("GET", moved.headers["location"]).status_code == 404
    assert published(desk) == 303
    assert anybody.ask("GET", moved.headers["location"]).status_code == 200, "the same address"


def test_the_address_of_the_page_is_a_link_for_as_long_as_it_can_be_opened(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    address = f"/public/{public_name(evening.id)}"

    def told() -> tuple[bool, bool]:
        page = desk.get().text
        return address in tree(page).said, f'{address}">' in page

    assert told() == (True, False), "nothing is published yet"
    assert published(desk) == 303
    assert told() == (True, True)
    assert desk.send("withdrawn").status_code == 303
    assert told() == (True, False)


def _is_interpreted(act: Act) -> None:
    """An interpreter has typed what was agreed; the desk knows whom to tell what cannot be used."""
    title = act.book.all(AgreedAction)[0].title_id
    wordings.say(act.book, title, Language.fi, "Kielikahvila", WordingSource.interpreted)
    told = {"accessibility_contact": "saavutettavuus@sundby.example"}
    act.book.change(Meeting, {"id": act.meeting_id}, **told)


def test_what_was_agreed_stands_on_the_public_page_before_anybody_follows_it(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    assert not evening.all(FollowedAction)
    preview = desk.ask("GET", f"{desk.path}/preview/sv.html").text
    with evening.reading() as book:
        title = wordings.said(book, action.title_id)["sv"]
    done, _, proposals = preview.partition('id="done"')[2].partition("<ul>")
    assert title in proposals
    assert title in done


def test_a_title_that_ends_as_a_sentence_gets_no_colon_after_its_full_stop(
    house: House, evening: Evening, desk: Browser
) -> None:
    for title in ("Vi träffas över en kopp te.", "Läxkafé"):
        evening.do(agreement.agree, title, "Skolan", "", "", Language.sv)
    evening.do(_said_as_a_sentence)
    public = desk.ask("GET", f"{desk.path}/preview/sv.html").text
    assert re.search(r"Språkkafé varje vecka\.</bdi> <strong>", public)
    assert re.search(r"Kvällsbuss</bdi>: <strong>", public)
    followed(desk)
    next_at = new_meeting(desk) + "/followup"
    desk.ask("POST", f"{next_at}/became", data={"before_id": str(evening.id)})
    became = desk.ask("GET", next_at).text
    assert re.search(r"en kopp te\.</bdi> \w", became)
    assert re.search(r"Läxkafé</bdi>: \w", became)
    (meeting,) = evening.all(Meeting, id=int(next_at.split("/")[3]))
    (row,) = evening.all(ProgrammeRow, meeting_id=meeting.id, kind=Step.opening)
    evening.writer.do(meeting.id, lambda act: programme.go_to(act, row.id, None))
    wall, console = (opened(house, meeting.id, door) for door in (Door.projector, Door.console))
    console.tap("wall", what="became", subject="")
    assert re.search(r"en kopp te\.</bdi> \w", wall.screen())
    assert re.search(r"Läxkafé</bdi>: \w", wall.screen())


def _said_as_a_sentence(act: Act) -> None:
    for idea in act.book.all(Idea):
        if wordings.said(act.book, idea.title_id) == {Language.sv: "Språkkafé"}:
            words = "Språkkafé varje vecka."
            wordings.say(act.book, idea.title_id, Language.sv, words, WordingSource.written)


def test_only_who_came_to_a_session_has_been_heard(evening: Evening, desk: Browser) -> None:
    everybody = "har blivit hörd på ett informationsinsamlingsmöte"
    assert everybody in desk.get().text
    group = evening.all(PopulationGroup)[0]
    evening.do(_planned_alone, group.id)
    page = desk.get().text
    assert everybody not in page
    with evening.reading() as book:
        assert wordings.said(book, group.name_id)["sv"] in page.partition('id="unheard"')[2]
    bare = desk.ask("GET", f"{new_meeting(desk)}/followup").text
    assert everybody not in bare, "nobody is there yet to be heard"


def _planned_alone(act: Act, group_id: int) -> None:
    act.book.change(Gathering, {"population_group_id": group_id}, participants=0)


def test_a_link_that_was_renewed_or_taken_away_opens_nothing(house: House, desk: Browser) -> None:
    report, owner = followed(desk), house.browser("")
    (action,) = house.evening.all(AgreedAction)
    assert owner.ask("GET", report).status_code == 200
    desk.send(f"actions/{action.id}/link/renewed")
    sent = {"state": "done", "words": "", "language": "sv"}
    assert owner.ask("GET", report).status_code == 404
    assert owner.ask("POST", report, data=sent).status_code == 404
    new = followed(desk)
    assert owner.ask("GET", new).status_code == 200
    desk.send(f"actions/{action.id}/link/revoked")
    assert owner.ask("GET", new).status_code == 404
    assert not house.evening.all(FollowEntry)


def test_an_owner_without_an_address_reports_by_a_file(evening: Evening, desk: Browser) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    form = desk.ask("GET", f"{desk.path}/actions/{action.id}/form.docx").content

    def answered(how_far: str, number: str = "") -> str:
        file = docx.Document(BytesIO(form))
        (table,) = file.tables
        table.cell(0, 1).text, table.cell(1, 1).text = how_far, "Kaféet hölls i mars."
        if number:
            table.cell(2, 1).text = number
        content = BytesIO()
        file.save(content)
        sent = {"file": ("report.docx", content.getvalue(), "application/octet-stream")}
        return desk.ask("POST", f"{desk.path}/reports", files=sent).headers["location"]

    for refused in (answered(""), answered("Klar", "17"), answered("Kanske")):
        assert "refused=" in refused
    assert not evening.all(FollowEntry)
    assert "saved=" in answered("på gång")
    (entry,) = evening.all(FollowEntry)
    assert (entry.by_owner, entry.state) == (True, "going_on")
    assert "Kaféet hölls i mars." in desk.get().text


def test_the_log_is_added_to_and_a_correction_is_an_entry(evening: Evening, desk: Browser) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    at = f"actions/{action.id}"
    wrong = desk.send(at, **{**UNSAID, "state": "not_done"})
    assert "refused=" in wrong.headers["location"], "why it is not done is asked for"
    desk.send(at, **{**UNSAID, "state": "done", "sv": "Kalle höll tal."})
    desk.send(at, **{**UNSAID, "state": "going_on", "sv": "Ett kafé hölls.", "corrects": "1"})
    log = evening.all(FollowEntry, order=("position",))
    assert [(entry.state, entry.corrects) for entry in log] == [("done", None), ("going_on", 1)]
    assert "Kalle höll tal." in desk.get().text
    preview = desk.ask("GET", f"{desk.path}/preview/sv.html").text
    assert "Kalle" not in preview
    assert "Ett kafé hölls." in preview
    assert published(desk) == 303
    desk.ask("POST", f"/coordinator/meetings/{evening.id}/kept/report/{log[1].id}/erased", data={})
    assert "Ett kafé" not in evening.all(Publication)[0].content, "erased from what is published"


def test_who_moves_the_day_of_the_next_look_alone_has_reported_nothing(
    evening: Evening, desk: Browser
) -> None:
    action = evening.all(AgreedAction)[0].id
    desk.send("followed")
    desk.send(f"actions/{action}", **UNSAID | {"state": "going_on"})
    (said,) = evening.all(FollowEntry)
    evening.do(lambda act: act.book.change(FollowEntry, {"id": said.id}, said_on="2027-11-01"))
    days = ("2028-02-01", "2028-03-01")
    for day in days:
        desk.send(f"actions/{action}", **{**UNSAID, "state": "going_on", "review_on": day})
        assert evening.all(AgreedAction, id=action)[0].review_on == day
        assert len(evening.all(FollowEntry)) == 1
    moved = {**UNSAID, "state": "going_on", "review_on": "", "sv": "Ett kafé."}
    desk.send(f"actions/{action}", **moved)
    assert len(evening.all(FollowEntry)) == 2


def test_the_page_lies_in_a_folder_and_opens_without_the_program(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    evening.writer.do(
        evening.id, lambda act: wordings.say(act.book, action.title_id, "ar", "مقهى اللغة")
    )
    folders = set()
    for language in HALL_LANGUAGES:
        desk.ask("POST", "/coordinator/language", data={"language": language})
        with ZipFile(BytesIO(desk.ask("GET", f"{desk.path}/page.zip").content)) as packed:
            files = {path.split("/", 1)[1]: packed.read(path) for path in packed.namelist()}
            folders |= {path.split("/", 1)[0] for path in packed.namelist()}
    assert folders == {f"follow-up-{public_name(evening.id)}"}, "it replaces what is there"
    assert {"index.html", "sv.html", "fi.html", "en.html", "ar.html", "style.css", "icon.svg"} <= {
        *files
    }
    for name, content in files.items():
        if name.endswith(".html"):
            page = Links(content.decode())
            assert "script" not in page.tags
            assert not [link for link in page.found if link not in files and link[:1] != "#"], name
    arabic = files["ar.html"].decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "مقهى اللغة" in arabic
    assert "سألنا" in arabic, "the headings too"
    assert "لم يراجع هذه الترجمة" in arabic, "and that nobody has checked them"
    assert "Vi frågade" not in arabic


def test_no_small_number_is_published_and_none_is_learnt_from_two_versions(
    evening: Evening, desk: Browser
) -> None:
    (first, *_) = gatherings = evening.all(Gathering)
    followed(desk)
    evening.writer.do(
        evening.id,
        lambda act: act.book.change(Gathering, {"id": first.id}, participants=4),
    )
    assert published(desk) == 303
    assert not re.search(r"\b4 personer", desk.ask("GET", f"{desk.path}/preview/sv.html").text)
    before = sum(gathering.participants for gathering in gatherings if gathering.id != first.id) + 4
    told = re.search(r"(\d+) personer deltog", desk.ask("GET", f"{desk.path}/preview/sv.html").text)
    assert told is None or int(told[1]) == before

    def one_more(act: Any) -> None:
        act.book.change(Gathering, {"id": first.id}, participants=17)
        act.book.change(Meeting, {"id": evening.id}, asks_again_on="2029-09-01")

    evening.writer.do(evening.id, one_more)
    assert published(desk) == 303
    now = desk.ask("GET", f"{desk.path}/preview/sv.html").text
    assert "17 personer" not in now
    assert re.search(r"(\d+) personer deltog", now) is None or f"{before} personer deltog" in now
    assert "1 september 2029" in now


def test_of_a_card_that_one_group_decided_on_the_page_does_not_say_what_most_groups_think(
    house: House, evening: Evening, desk: Browser
) -> None:
    card = evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    house.phone("Amina").tap(f"cards/{card}/decision", decision="less")
    page = desk.ask("GET", f"{desk.path}/preview/sv.html").text
    assert "Smågrupperna bestämde oftast: Mindre av det här" in page
    assert "De flesta smågrupper" not in page


def test_a_copy_of_a_meeting_tells_no_number_almost_like_its_own(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    groups = Counter({row.population_group_id: 0 for row in evening.all(Gathering)})
    for gathering in evening.all(Gathering):
        groups[gathering.population_group_id] += gathering.participants
    whole, most = groups.total(), max(groups.values())
    assert published(desk) == 303
    assert f"{most} personer" in desk.ask("GET", f"{desk.path}/preview/sv.html").text
    made = desk.ask("POST", f"/coordinator/meetings/{evening.id}/copied", data={})
    at = made.headers["location"].partition("/basics")[0]
    assert f"{whole} personer" in desk.ask("GET", f"{at}/followup/preview/sv.html").text
    (copied,) = evening.all(Meeting, id=int(at.split("/")[3]))
    first = max(evening.all(Gathering, round_id=copied.round_id), key=lambda row: row.participants)

    def three_more(act: Any) -> None:
        act.book.change(Gathering, {"id": first.id}, participants=first.participants + 3)

    evening.writer.do(copied.id, three_more)
    now = desk.ask("GET", f"{at}/followup/preview/sv.html").text
    assert f"{whole + 3} personer" not in now
    assert f"{first.participants + 3} personer" not in now


def test_the_memo_tells_of_no_session_and_of_no_few(evening: Evening, desk: Browser) -> None:
    (first, *_) = evening.all(Gathering)
    evening.writer.do(
        evening.id, lambda act: act.book.change(Gathering, {"id": first.id}, participants=4)
    )
    file = desk.ask("GET", f"/coordinator/meetings/{evening.id}/after/memo.docx").content
    memo = docx.Document(BytesIO(file))
    cells = [cell.text for table in memo.tables for row in table.rows for cell in row.cells]
    assert "–" in cells
    assert "4" not in cells
    assert not re.search(
        r"med telefon|utan telefon", "".join(paragraph.text for paragraph in memo.paragraphs)
    )


def test_what_is_due_stands_on_the_first_page_and_in_a_calendar(
    house: House, evening: Evening, desk: Browser
) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    begun = int(time.time())
    evening.writer.do(
        evening.id, lambda act: act.book.change(Meeting, {"id": evening.id}, starts_at=begun)
    )
    bad = desk.send("rhythm", first="0", then="6", asks_again_on="")
    assert "refused=" in bad.headers["location"]
    assert desk.send("rhythm", first="2", then="4", asks_again_on="2029-09-01").status_code == 303
    review = {**UNSAID, "state": "going_on", "sv": "Ett kafé.", "review_on": "2028-02-01"}
    assert desk.send(f"actions/{action.id}", **review).status_code == 303
    assert "Rapport till invånarna" not in desk.ask("GET", "/coordinator").text

    desk.send("calendar/opened")
    (address,) = {*links(desk.get().text, "/calendar/")}
    anybody = house.browser("")
    path = "/calendar/" + address.split("/calendar/")[1]
    events = {
        str(event["summary"]): event.decoded("dtstart")
        for event in Calendar.from_ical(anybody.ask("GET", path).content).walk("VEVENT")
    }
    assert events["Genomgång av åtgärden: Språkkafé"] == date(2028, 2, 1)
    assert events["Invånarna tillfrågas igen"] == date(2029, 9, 1)
    assert events["Rapport till invånarna"] == later(hall_day(evening.row.starts_at), 2)
    desk.send("calendar/closed")
    assert anybody.ask("GET", path).status_code == 404

    def a_year_ago(act: Act) -> None:
        act.book.change(Meeting, {"id": evening.id}, starts_at=begun - YEAR)
        for row in act.book.all(ProgrammeRow, meeting_id=evening.id):
            act.book.change(ProgrammeRow, {"id": row.id}, began_at=begun - YEAR)

    evening.writer.do(evening.id, a_year_ago)
    first = desk.ask("GET", "/coordinator").text
    assert "Rapport till invånarna" in first
    assert "försenad" in first
    assert published(desk) == 303
    assert "Rapport till invånarna" not in desk.ask("GET", "/coordinator").text


def test_only_what_was_previewed_is_published(evening: Evening, desk: Browser) -> None:
    followed(desk)
    page = desk.get().text
    fields = dict(re.findall(r'name="(digest|after)"\s+value="([^"]*)"', page))
    bus = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    answer = {"answer": "no", "sv": "Avtalet löper ut 2028.", "fi": "", "en": ""}
    desk.ask("POST", f"/coordinator/meetings/{evening.id}/after/answers/{bus}", data=answer)
    assert "refused=" in desk.send("published", **fields).headers["location"]
    assert not evening.all(Publication)
    assert published(desk) == 303
    assert "Avtalet" in evening.all(Publication)[0].content


def test_a_new_meeting_opens_with_what_became_of_the_last_one(
    house: House, evening: Evening, desk: Browser
) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    desk.send(f"actions/{action.id}", **{**UNSAID, "state": "done", "sv": "Varje tisdag."})
    at = new_meeting(desk) + "/followup"
    page = desk.ask("GET", at).text
    assert 'id="unheard"' in page, "nobody is heard in this round yet"
    answer = desk.ask("POST", f"{at}/became", data={"before_id": str(evening.id)})
    assert answer.status_code == 303
    (meeting,) = evening.all(Meeting, id=int(at.split("/")[3]))
    phone = house.browser(f"/{meeting.code}")
    phone.join(role="resident")
    screen = phone.screen()
    assert "Vad förra mötet ledde till" in screen
    assert "Språkkafé" in screen
    wall, console = (opened(house, meeting.id, door) for door in (Door.projector, Door.console))
    (row,) = evening.all(ProgrammeRow, meeting_id=meeting.id, kind=Step.opening)
    evening.writer.do(meeting.id, lambda act: programme.go_to(act, row.id, None))
    assert "Språkkafé" not in wall.screen()
    assert console.tap("wall", what="became", subject="").status_code == 200
    assert "Språkkafé</bdi>: Genomförd" in wall.screen()
    assert 'id="became-down"' in console.screen()
    assert console.tap("wall/down", what="became").status_code == 200
    assert "Språkkafé" not in wall.screen()
    own = {"before_id": str(meeting.id)}
    assert desk.ask("POST", f"{at}/became", data=own).status_code == 404
    desk.ask("POST", f"{at}/became", data={"before_id": ""})
    assert "Språkkafé" not in phone.screen()


def test_the_form_for_what_a_meeting_opens_with_holds_what_is_stored(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    at = new_meeting(desk) + "/followup"

    def option() -> Element:
        choice = tree(desk.ask("GET", at).text).one("select", id="before-id")
        (selected,) = (each for each in choice.all("option") if "selected" in each.held)
        return selected

    def chosen() -> str:
        return option().held["value"]

    def save(**fields: str) -> None:
        forms = tree(desk.ask("GET", at).text).all("form")
        form = next(form for form in forms if form.held.get("action") == f"{at}/became")
        answer = desk.ask("POST", f"{at}/became", data=as_it_is(form) | fields)
        assert "saved=" in answer.headers["location"]

    assert chosen() == "", "it opens with nothing until somebody says so"
    save(before_id=str(evening.id))
    assert chosen() == str(evening.id)
    (action,) = evening.all(AgreedAction)
    evening.do(lambda act: wordings.say(act.book, action.title_id, Language.sv, "Kafé på torget"))
    assert chosen() == str(evening.id), "it is the same meeting, though the title was corrected"
    meeting_id = int(at.split("/")[3])

    def of_an_older_version(act: Act) -> None:
        act.book.change(BecameOf, {"meeting_id": meeting_id}, before_id=None)

    evening.do(of_an_older_version)
    assert chosen() == "as-it-is", "nobody knows of which meeting it was"
    assert option().said == "Det som står ovanför", "its meeting is still in the list"
    save()
    assert len(evening.all(BecameOf, meeting_id=meeting_id)) == 1
    save(before_id=str(evening.id))
    assert chosen() == str(evening.id)
    save(before_id="")
    assert chosen() == ""
    assert not evening.all(BecameOf, meeting_id=meeting_id)


def test_of_two_meetings_that_agreed_on_the_same_the_one_is_named_that_was_chosen(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    title = evening.all(Wording, text_id=action.title_id, language=Language.sv)[0].words
    between = int(new_meeting(desk, "2098-10-01").split("/")[3])
    (row,) = evening.all(ProgrammeRow, meeting_id=between, kind=Step.agreement)
    writer = evening.writer
    writer.do(between, lambda act: programme.go_to(act, row.id, None))
    writer.do(between, lambda act: agreement.agree(act, title, "", "", "", Language.sv))
    writer.do(between, following.follow)
    at = new_meeting(desk) + "/followup"
    for chosen in (evening.id, between):
        desk.ask("POST", f"{at}/became", data={"before_id": str(chosen)})
        choice = tree(desk.ask("GET", at).text).one("select", id="before-id")
        (selected,) = (each for each in choice.all("option") if "selected" in each.held)
        assert selected.held["value"] == str(chosen)


def test_another_round_is_asked_for_only_where_it_would_be_taken(
    evening: Evening, desk: Browser
) -> None:
    def page() -> str:
        return desk.ask("GET", desk.path).text

    assert '/followup/shared"' not in page(), "groups sort, or have sorted"
    evening.go_to(Step.groups)
    assert '/followup/shared"' in page()
    evening.do(ending.end, ended=True)
    assert '/followup/shared"' not in page()


def test_a_round_goes_out_as_a_file_and_comes_in_as_a_start_in_another_municipality(
    evening: Evening, desk: Browser, open_house: Callable[..., House]
) -> None:
    followed(desk)
    (action,) = evening.all(AgreedAction)
    desk.send(f"actions/{action.id}", **{**UNSAID, "state": "done", "sv": "Varje tisdag."})
    round_file = desk.ask("GET", f"{desk.path}/round.json").content
    assert b"Varje tisdag." in round_file
    assert not re.search(rb"Amina|Hodan|example\.org", round_file)
    cards = len(evening.ids(Card))

    elsewhere = open_house()
    evening = elsewhere.evening
    token = evening.writer.do(None, lambda act: accounts.set_up(act, "Rauha", "x", Language.fi))
    desk = elsewhere.browser("/coordinator/meetings/new", {"coordinator": token})
    at = new_meeting(desk)
    whole = json.loads(round_file)
    about = {"program", "format", "to_be_known", "municipality", "held_on", "cards", "actions"}
    assert set(whole) == about
    assert set(whole["cards"][0]) == {"theme", "group", "text", "heavy", "small_groups", "most"}
    told = {"theme", "title", "first_step", "state", "effect", "learnt", "log"}
    assert set(whole["actions"][0]) == told
    assert set(whole["actions"][0]["log"][0]) == {"on", "state", "said"}
    endless = json.dumps({**whole, "actions": whole["actions"] * 1000}).encode()
    for foreign in (b'{"program": "another"}', endless):
        wrong = {"file": ("round.json", foreign, "application/json")}
        refused = desk.ask("POST", f"{at}/followup/shared", files=wrong)
        assert "refused=" in refused.headers["location"]
    right = {"file": ("round.json", round_file, "application/json")}
    assert desk.ask("POST", f"{at}/followup/shared", files=right).status_code == 303
    meeting_id = int(at.split("/")[3])
    assert len(evening.all(Card, meeting_id=meeting_id)) == cards
    assert "Språkkafé" in desk.ask("GET", f"{at}/suggestions").text


def test_a_round_comes_in_also_where_words_of_it_were_erased_before_it_went_out(
    evening: Evening, desk: Browser
) -> None:
    group, other, *_ = evening.all(PopulationGroup, round_id=evening.row.round_id)
    cards = evening.all(Card, meeting_id=evening.id)
    silent = next(card for card in cards if card.population_group_id == other.id)
    of_group = sum(card.population_group_id == group.id for card in cards)
    for text_id in (group.name_id, silent.text_id):
        erased = f"/coordinator/meetings/{evening.id}/kept/prepared/{text_id}/erased"
        assert "saved=" in desk.ask("POST", erased).headers["location"]
    file = desk.ask("GET", f"{desk.path}/round.json").content
    at = new_meeting(desk)
    brought = {"file": ("round.json", file, "application/json")}
    answer = desk.ask("POST", f"{at}/followup/shared", files=brought)
    assert answer.headers["location"].startswith(f"{at}/cards?saved=")
    come = evening.all(Card, meeting_id=int(at.split("/")[3]))
    assert len(come) == len(cards) - 1, "all but the card that says nothing any more"
    with evening.reading() as book:
        named = {
            row.id: wordings.said(book, row.name_id).get("sv")
            for row in evening.all(PopulationGroup)
        }
    nameless = [card for card in come if named[card.population_group_id] == "Raderad text"]
    assert len(nameless) == of_group
    assert len({card.population_group_id for card in nameless}) == 1


def test_a_round_of_which_nothing_is_left_is_not_said_to_have_come_in(
    evening: Evening, desk: Browser
) -> None:
    told = json.loads(desk.ask("GET", f"{desk.path}/round.json").content)
    file = json.dumps(told | {"cards": [], "actions": []}).encode()
    at = new_meeting(desk)
    brought = {"file": ("round.json", file, "application/json")}
    answer = desk.ask("POST", f"{at}/followup/shared", files=brought)
    assert "refused=" in answer.headers["location"]
    page = desk.ask("GET", answer.headers["location"]).text
    assert "inget kort och ingen åtgärd" in page
    assert evening.all(Card, meeting_id=int(at.split("/")[3])) == []
