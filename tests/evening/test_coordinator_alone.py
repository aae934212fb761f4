"""In a real browser, in Finnish: one coordinator alone, from the first link to the memo of what was agreed."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from app import texts
from app.hall_clock import hall_day
from app.method import agreement, ending, groups, sorting, vote, wordings
from app.method.refusals import Refusal
from app.models import (
    Card,
    Gathering,
    KeyResult,
    Meeting,
    ProgrammeRow,
    Proposal,
    ReportAnswer,
    SmallGroup,
)
from app.papers.brought.letters import not_text
from app.papers.brought.upload import empty_file, picture_file
from app.vocabulary import Category, Language, Role, Step
from app.web.desk.importing import nothing_to_add
from app.web.desk.signing_in import first_run_link
from tests.cast import Evening
from tests.house import House
from tests.papers.clerks_tables import TABLES, Clerks

pytestmark = pytest.mark.long

LOGIN, PASSWORD = "Aino", "kolme lehmää haassa"
REFUSALS = {refusal.code: refusal for refusal in (empty_file, picture_file, not_text)}
ACTION, OWNER = "Kielikahvila kirjastoon", "Kirjasto"
LINE = "10/12 käy torilla vain oman ryhmän kanssa"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="fi-FI", viewport={"width": 1366, "height": 768})
    yield opened
    opened.close()


def says(refusal: Refusal) -> str:
    return texts.say(refusal.sentence, Language.fi, **dict(refusal.values))


class Desk:
    """What the coordinator does, page by page."""

    def __init__(self, house: House, context: BrowserContext) -> None:
        self.house, self.context = house, context
        self.page = context.new_page()
        self.at = ""

    def begin(self) -> None:
        state = self.house.app.state.house
        self.page.goto(first_run_link(self.house.settings, state.database, self.house.address))
        expect(self.page.locator("html")).to_have_attribute("lang", "fi")
        for field, words in (("login", LOGIN), ("password", PASSWORD), ("again", PASSWORD)):
            self.page.locator(f"#{field}").fill(words)
        self.press("Aloita")
        self.page.wait_for_url(lambda url: "/first/" not in url)

    def make_meeting(self) -> Evening:
        self.page.goto(f"{self.house.address}/coordinator/meetings/new")
        self.page.locator("#place").fill("Kaupungintalo")
        self.page.locator("#date").fill("2099-10-01")
        self.page.locator("#second").select_option("sv")
        self.page.locator("main button.button-primary").click()
        self.page.wait_for_url("**/cards/import**")
        self.at = self.page.url.partition("/cards")[0]
        number = int(self.at.rpartition("/")[2])
        return Evening(self.house.evening.database, self.house.evening.writer, number)

    def press(self, name: str, page: Page | None = None) -> None:
        (page or self.page).locator("main").get_by_role("button", name=name).first.click()

    def go(self, tab: str) -> Page:
        self.page.goto(f"{self.at}/{tab}")
        return self.page

    def sign_in(self, page: Page) -> None:
        page.locator("#login").fill(LOGIN)
        page.locator("#password").fill(PASSWORD)
        page.locator("main button.button-primary").click()


def choose(desk: Desk, table: Clerks) -> None:
    desk.go("cards/import")
    if desk.page.locator("#file").count() == 0:
        drop(desk.page)
    file = FilePayload(name=table.name, mimeType="text/csv", buffer=table.content)
    desk.page.locator("#file").set_input_files(files=[file])
    desk.page.locator("main form.stack button.button-primary").click()
    desk.page.wait_for_load_state()


def drop(page: Page) -> None:
    page.locator('form[action$="/dropped"] button').click()
    page.wait_for_load_state()


def each_file_comes_in_right_or_is_refused_right(desk: Desk) -> None:
    page = desk.page
    for table in TABLES:
        choose(desk, table)
        if table.refused:
            told = nothing_to_add if not table.content else REFUSALS[table.refused]
            expect(page.get_by_role("alert"), table.name).to_contain_text(says(told))
            continue
        unsaid = page.locator('.import-asked, select[name="heading"] option[value=""][selected]')
        assert bool(unsaid.count()) == table.asked, table.name
        if not table.asked:
            page.locator("#columns button.button-primary").click()
            expect(page.locator("#told"), table.name).to_be_visible()
            fit = page.locator('section[aria-labelledby="good"] li.import-row')
            expect(fit, table.name).to_have_count(table.fit)
            mend = page.locator('section[aria-labelledby="faulty"] li.import-row')
            expect(mend, table.name).to_have_count(table.mend)
            if table.first:
                expect(page.locator("#rows"), table.name).to_contain_text(
                    table.first.partition("\n")[0]
                )
        drop(page)


def cards_are_brought_in(desk: Desk, new: Evening) -> None:
    choose(desk, TABLES[0])
    desk.page.locator("#columns button.button-primary").click()
    desk.page.locator('#rows button[name="add"]').click()
    desk.page.wait_for_url("**/cards?**")
    assert len(new.all(Card, meeting_id=new.id)) == TABLES[0].fit


def two_tabs_lose_nothing(desk: Desk, new: Evening, card: Card) -> None:
    first, second = desk.go(f"cards?chosen={card.id}"), desk.context.new_page()
    swedish = said(new, card.text_id)["sv"]
    second.goto(first.url)
    first.locator("#card-fi").fill("Emme tunne ketään rapussa.")
    first.locator("#editor button.button-primary").click()
    first.wait_for_url("**saved=**")
    second.locator("#card-en").fill("We know nobody in our stairway.")
    second.locator("#editor button.button-primary").click()
    second.wait_for_url("**saved=**")
    assert said(new, card.text_id) == {
        "sv": swedish,
        "fi": "Emme tunne ketään rapussa.",
        "en": "We know nobody in our stairway.",
    }
    second.locator("#card-fi").fill("Toinen sanamuoto.")
    desk.go(f"cards?chosen={card.id}")
    first.locator("#card-fi").fill("Ensimmäinen sanamuoto.")
    first.locator("#editor button.button-primary").click()
    first.wait_for_url("**saved=**")
    second.locator("#editor button.button-primary").click()
    expect(second.locator("#card-fi")).to_have_value("Toinen sanamuoto.")
    expect(second.locator("#editor")).to_contain_text("Ensimmäinen sanamuoto.")
    second.locator("#editor button.button-primary").click()
    second.wait_for_url("**saved=**")
    assert said(new, card.text_id)["fi"] == "Toinen sanamuoto."
    second.close()


def a_rehearsal_is_watched(desk: Desk) -> None:
    """Its page moves by itself."""
    page = desk.go("rehearsal")
    page.locator("#phones").fill("9")
    page.locator("#begin-rehearsal button.button-primary").click()
    told = page.locator("#moving [role=status]")
    first = told.inner_text()
    expect(told).not_to_have_text(first)
    page.locator('form[action$="/stopped"] button').click()
    page.wait_for_load_state()


def a_sign_out_while_typing_loses_nothing(desk: Desk, new: Evening, card: Card) -> None:
    page, other = desk.go(f"cards?chosen={card.id}"), desk.context.new_page()
    page.locator("#card-en").fill("Typed while somebody signed out")
    other.goto(f"{desk.house.address}/coordinator")
    other.locator("details.account summary").click()
    other.locator('form[action$="/sign-out"] button').click()
    other.wait_for_url("**/sign-in**")
    page.locator("#editor button.button-primary").click()
    page.wait_for_url("**/sign-in**")
    expect(page.locator("main")).to_contain_text("Kirjoittamasi")
    desk.sign_in(page)
    expect(page.locator("#card-en")).to_have_value("Typed while somebody signed out")
    assert said(new, card.text_id)["en"] == "We know nobody in our stairway."
    page.locator("#editor button.button-primary").click()
    page.wait_for_url("**saved=**")
    assert said(new, card.text_id)["en"] == "Typed while somebody signed out"
    other.close()


def an_organisation_reports(desk: Desk, browser: Browser, new: Evening) -> None:
    page = desk.go("gatherings")
    page.locator("details.entry-new summary").last.click()
    form = page.locator('form[action$="/gatherings"]')
    form.locator('select[name="population_group_id"]').select_option(index=1)
    form.locator('input[name="held_on"]').fill("2026-09-10")
    form.locator('input[name="participants"]').fill("12")
    form.locator('input[name="place_fi"], textarea[name="place_fi"]').fill("Kirjasto")
    form.locator("button.button-primary").click()
    page.wait_for_url("**saved=**")
    desk.go("links").locator('form[action*="/links/gatherings/"] button').click()
    page.wait_for_url("**saved=**")
    link = page.locator('a[href*="/open/"]').last.get_attribute("href") or ""
    own = browser.new_context(locale="fi-FI", viewport={"width": 390, "height": 844})
    writer = own.new_page()
    writer.goto(desk.house.address + "/open/" + link.partition("/open/")[2])
    at = (
        f"{desk.house.address}/organisation/{new.all(Gathering, round_id=new.row.round_id)[0].id}/1"
    )
    writer.goto(f"{at}/group")
    writer.locator('input[name="said_participants"]').fill("12")
    writer.locator("form.stack button.button-primary").first.click()
    writer.goto(f"{at}/interaction")
    writer.locator("textarea").nth(2).press_sequentially(LINE)
    expect(writer.locator("[data-state]")).to_have_text("Tallennettu")
    writer.goto(f"{at}/sending")
    writer.locator('form[action$="/sent"] button').click()
    writer.wait_for_load_state()
    own.close()
    assert LINE in {answer.words for answer in new.all(ReportAnswer)}

    for went in ("result", "card"):
        line = desk.go("reports").locator('details.entry[id^="line-"]').first
        line.locator("summary").click()
        line.locator(f'button[value="{went}"]').click()
        page.wait_for_url("**saved=**")
    (result,) = new.all(KeyResult, round_id=new.row.round_id)
    assert "Suurin osa" in said(new, result.text_id)["fi"]
    report = desk.go("reports").locator('details.remove:has(form[action$="/dealt"])')
    report.locator("summary").click()
    report.locator("button").click()
    page.wait_for_url("**saved=**")
    assert not new.all(ReportAnswer)


def everything_is_looked_over_and_printed(desk: Desk) -> None:
    page = desk.go("ready")
    undone = page.locator(".ready li:has(.box)")
    before = undone.count()
    assert before > 3
    desk.go("basics")
    page.locator("#tables").fill("3")
    page.locator("#network-name").fill("Sali")
    page.locator('form[action$="/basics"] button.button-primary').click()
    page.wait_for_url("**saved=**")
    desk.go("ready")
    assert undone.count() == before - 2
    expect(desk.go("print").locator("#print-groups")).to_have_value("3")
    pack = desk.context.request.get(f"{desk.at}/print/pack.pdf?language=fi,sv&groups=3")
    assert pack.body().startswith(b"%PDF")


def the_evening_is_held(new: Evening) -> None:
    names = [f"{name}{place}" for place in range(4) for name in ("Amina", "Pekka", "Kirsi")]
    roles = (Role.resident, Role.elected, Role.civil_servant)
    for place, name in enumerate(names):
        new.join(name, roles[place % 3], Language.fi)
    new.go_to(Step.groups)
    new.do(groups.form, 3)
    new.go_to(Step.sorting)
    first = new.ids(Card)[0]
    for name in _one_of_each(new, names):
        new.do(sorting.decide, new.member(name), first, Category.more)
    first_proposer, second_proposer, *_ = _one_of_each(new, names)
    for name, title in ((first_proposer, ACTION), (second_proposer, "Iltabussi")):
        new.propose(name, title)
    new.go_to(Step.vote)
    new.do(vote.open_round)
    for name in names:
        for proposal in new.all(Proposal, meeting_id=new.id):
            if proposal.small_group_id != new.member(name).group_id:
                new.do(vote.cast, new.member(name), proposal.id)
                break
    new.do(vote.close_round, 1)
    new.go_to(Step.agreement)
    new.do(agreement.agree, ACTION, OWNER, "Kutsu neljällä kielellä", "2099-12-01", Language.fi)
    new.go_to(Step.thanks)
    new.do(ending.end, ended=True)


def _one_of_each(new: Evening, names: list[str]) -> list[str]:
    by_group: dict[int, str] = {}
    for name in names:
        by_group.setdefault(new.member(name).group_id or 0, name)
    assert set(by_group) == {row.id for row in new.all(SmallGroup, meeting_id=new.id)}
    return list(by_group.values())


def what_was_agreed_goes_home(desk: Desk, new: Evening) -> None:
    page = desk.go("after")
    answer = page.locator('form[action*="/after/answers/"]').last
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    answer.locator("select").select_option("later")
    answer.locator('textarea[name="fi"]').fill("Uusi sopimus alkaa keväällä.")
    answer.locator("button.button-primary").click()
    page.wait_for_url("**saved=**")
    desk.go("after")
    with page.expect_download() as saved:
        page.locator('button[formaction$="/memo.docx"]').click()
    memo: Any = Document(BytesIO(saved.value.path().read_bytes()))
    cells = [cell.text for table in memo.tables for row in table.rows for cell in row.cells]
    told = "\n".join([*(paragraph.text for paragraph in memo.paragraphs), *cells])
    for words in (
        ACTION,
        OWNER,
        "Kutsu neljällä kielellä",
        "Uusi sopimus alkaa keväällä.",
        "Toinen sanamuoto.",
    ):
        assert words in told, words
    begun = [row.began_at for row in new.all(ProgrammeRow, meeting_id=new.id) if row.began_at]
    held_on = hall_day(begun[0]).isoformat()  # not on the day that was planned
    assert saved.value.suggested_filename.endswith(f"-muistio-valtuustolle-{held_on}-fi.docx")


def said(evening: Evening, text_id: int) -> dict[str, str]:
    with evening.reading() as book:
        return wordings.said(book, text_id)


def test_one_coordinator_alone_from_the_first_link_to_the_memo(
    house: House, context: BrowserContext, browser: Browser
) -> None:
    desk = Desk(house, context)
    desk.begin()
    new = desk.make_meeting()
    assert len(house.evening.all(Meeting)) == 2
    each_file_comes_in_right_or_is_refused_right(desk)
    cards_are_brought_in(desk, new)
    card = new.all(Card, meeting_id=new.id, id=new.ids(Card)[0])[0]
    two_tabs_lose_nothing(desk, new, card)
    a_sign_out_while_typing_loses_nothing(desk, new, card)
    an_organisation_reports(desk, browser, new)
    everything_is_looked_over_and_printed(desk)
    a_rehearsal_is_watched(desk)
    the_evening_is_held(new)
    what_was_agreed_goes_home(desk, new)
