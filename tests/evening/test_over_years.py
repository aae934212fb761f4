"""In a real browser, two rounds three years apart: agreed, answered, followed, published, judged, and asked again."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.method import accounts, agreement, ending, wordings
from app.method.act import Act
from app.method.erasing import retention
from app.method.small_cells import too_few
from app.models import AgreedAction, Device, Meeting, Proposal, Publication, Retention, TalkLine
from app.vocabulary import Language, Step
from tests.environment import DAY
from tests.house import House
from tests.pictures.checks import ASK, AXE, LEVELS

pytestmark = pytest.mark.long
LARGEST = 60 * 1024
SLOWEST_MS = 1500
# Whatever else this machine does makes a page slower, never faster.
LOADS = 3
# As a tired phone on a poor line: 1.6 Mbit/s, 150 ms, a quarter of the speed.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
LARGEST_PAINT = """() => new Promise(done => new PerformanceObserver(
  list => done(list.getEntries().at(-1).startTime)
).observe({ type: "largest-contentful-paint", buffered: true }))"""


class Clock:
    """The time of day, as many days ahead as have gone by."""

    def __init__(self) -> None:
        self._real = time.time
        self.ahead = 0

    def __call__(self) -> float:
        return self._real() + self.ahead

    def pass_days(self, days: int) -> None:
        self.ahead += days * DAY


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    injected = Clock()
    monkeypatch.setattr(time, "time", injected)
    return injected


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="sv-FI", viewport={"width": 1366, "height": 768})
    yield opened
    opened.close()


def sign_in(house: House, context: BrowserContext) -> Page:
    """The coordinator's page; sessions end, so it is done anew each time."""

    def command(act: Act) -> str:
        known = accounts.by_login(act.book, "Astrid")
        if known:
            return accounts.sign_in(act, known.id)
        return accounts.set_up(act, "Astrid", "unused", Language.sv)

    token = house.evening.writer.do(None, command)
    context.add_cookies([{"name": "coordinator", "value": token, "url": house.address}])
    return context.new_page()


def publish(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Publicera")).click()
    page.wait_for_url("**/followup?saved=*#public")


def numbers(content: str) -> list[int]:
    """Every number of people on a page."""
    return [int(people) for people in re.findall(r"(\d+) (?:person|personer) ", content)]


def axe(page: Page) -> list[list[str]]:
    page.evaluate(AXE.read_text("utf-8") + ";0")
    violations: list[list[str]] = page.evaluate(ASK, [{"type": "tag", "values": LEVELS}, {}])
    return violations


@dataclass
class Years:
    """What goes on over the years, at the coordinator's desk. `report`, `public`: the addresses given to others."""

    house: House
    context: BrowserContext
    browser: Browser
    clock: Clock
    desk: Page
    report: str = ""
    public: str = ""

    @property
    def at(self) -> str:
        return f"{self.house.address}/coordinator/meetings/{self.house.evening.id}"

    def sign_in(self) -> None:
        self.desk.close()
        self.desk = sign_in(self.house, self.context)

    def follow_and_answer(self) -> None:
        desk, evening = self.desk, self.house.evening
        desk.goto(f"{self.at}/followup")
        desk.locator('form[action$="/followed"] button').click()
        bus = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
        answer: dict[str, str | float | bool] = {"answer": "no", "sv": "Avtalet löper ut 2028."}
        answer |= {"fi": "", "en": ""}
        sent = self.context.request.post(
            f"{self.at}/after/answers/{bus}", form=answer, headers={"Origin": self.house.address}
        )
        assert sent.ok
        desk.goto(f"{self.at}/followup")
        self.report, self.public = (self._given(path) for path in ("/report/", "/public/"))

    def _given(self, path: str) -> str:
        """An address that stands on the page, at the one where this browser reaches it."""
        address = self.desk.locator("bdi.address", has_text=path).first.text_content() or ""
        return self.house.address + path + address.split(path)[1]

    def owner_reports(self) -> None:
        own = self.browser.new_context(locale="sv-FI", viewport={"width": 390, "height": 844})
        owner = own.new_page()
        owner.goto(self.report)
        owner.locator("#state").select_option("going_on")
        owner.locator("#words").fill("Kaféet är öppet varje tisdag.")
        owner.get_by_role("button").last.click()
        expect(owner.locator("#sent")).to_be_visible()
        own.close()

    def publish(self) -> str:
        """What anybody reads then."""
        self.desk.goto(f"{self.at}/followup")
        publish(self.desk)
        answer = self.context.request.get(f"{self.public}/sv.html")
        assert answer.ok
        return answer.text()

    def judge(self, action_id: int) -> None:
        self.desk.goto(f"{self.at}/effect")
        learnt = self.desk.locator(f"#action-{action_id}")
        learnt.locator('textarea[name="effect_sv"]').fill("Fler hälsar på varandra.")
        learnt.locator('textarea[name="learnt_sv"]').fill("Barnpassning behövs.")
        learnt.locator("button.button-primary").click()
        self.desk.wait_for_url("**/effect?saved=**")

    def next_meeting(self) -> str:
        """Made, and opened with what became of the last one; its address at the desk."""
        desk = self.desk
        desk.goto(f"{self.house.address}/coordinator/meetings/new")
        if desk.locator("#municipality").count():
            desk.locator("#municipality").fill("Sundby")
        desk.locator("#place").fill("Stadshuset")
        desk.locator("#date").fill("2099-10-01")
        desk.locator("main button.button-primary").click()
        desk.wait_for_url("**/cards/import**")
        return desk.url.partition("/cards")[0]


def read_on_a_tired_phone(years: Years) -> None:
    arabic = years.browser.new_context(locale="ar", viewport={"width": 360, "height": 640})
    phone = arabic.new_page()
    slow = arabic.new_cdp_session(phone)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", LINE)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    weights: list[int] = []
    phone.on("response", lambda answer: weights.append(len(answer.body())))
    slow.send("Network.setCacheDisabled", {"cacheDisabled": True})
    for tag in ("ar", "sv"):
        painted = []
        for _ in range(LOADS):
            weights.clear()
            phone.goto(f"{years.public}/{tag}.html", wait_until="load")
            painted.append(phone.evaluate(LARGEST_PAINT))
            assert sum(weights) <= LARGEST, tag
        assert min(painted) <= SLOWEST_MS, (tag, painted)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    for tag in ("ar", "sv"):
        phone.goto(f"{years.public}/{tag}.html")
        assert axe(phone) == [], tag
    arabic.close()


def opened_from_the_disk(years: Years, folder: Path) -> None:
    packed = years.context.request.get(f"{years.at}/followup/page.zip").body()
    with ZipFile(BytesIO(packed)) as whole:
        whole.extractall(folder)
    (opened,) = folder.glob("*/index.html")
    lost: list[str] = []
    disk = years.context.new_page()
    disk.on("requestfailed", lambda request: lost.append(request.url))
    disk.goto(opened.as_uri())
    expect(disk.locator("h1")).to_be_visible()
    disk.get_by_role("link", name="English").click()
    expect(disk.locator("html")).to_have_attribute("lang", "en")
    assert lost == []
    disk.close()


def years_go_by(years: Years) -> None:
    """What is kept of people goes by itself, and where years have passed at once when the clock is confirmed."""
    evening = years.house.evening
    for _ in range(10):
        years.clock.pass_days(100)
        evening.do(retention.settle)
    assert not evening.all(Device)
    assert not evening.all(TalkLine)
    assert all(row.words_gone for row in evening.all(Retention))


def agreed(house: House) -> AgreedAction:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.propose("Amina", "Språkkafé")
    evening.propose("Hodan", "Kvällsbuss")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.do(ending.end, ended=True)
    evening.do(retention.settle)
    (action,) = evening.all(AgreedAction)
    evening.writer.do(
        evening.id, lambda act: wordings.say(act.book, action.title_id, "ar", "مقهى اللغة")
    )
    return action


def test_two_rounds_three_years_apart(
    house: House, context: BrowserContext, browser: Browser, clock: Clock, tmp_path: Path
) -> None:
    action = agreed(house)
    years = Years(house, context, browser, clock, sign_in(house, context))
    years.follow_and_answer()
    clock.pass_days(95)
    house.evening.do(retention.settle)
    years.sign_in()
    years.desk.goto(f"{house.address}/coordinator")
    expect(years.desk.locator("section:has(#due)")).to_contain_text("Rapport")
    years.owner_reports()
    told = years.publish()
    assert "Avtalet löper ut 2028." in told
    assert "Kaféet är öppet varje tisdag." in told
    assert not [people for people in numbers(told) if too_few(people)]
    read_on_a_tired_phone(years)
    opened_from_the_disk(years, tmp_path)
    years_go_by(years)
    years.sign_in()
    years.judge(action.id)
    again = years.publish()
    assert "Barnpassning behövs." in again
    assert numbers(again) == numbers(told), "nothing is learnt by subtracting"
    assert len(house.evening.all(Publication)) == 2

    new = years.next_meeting()
    years.desk.goto(f"{new}/followup")
    years.desk.locator("#before-id").select_option(str(house.evening.id))
    years.desk.locator('form[action$="/became"] button').click()
    years.desk.wait_for_url("**/followup?saved=**")
    years.desk.goto(f"{new}/rounds")
    expect(years.desk.locator("table.rounds thead th")).to_have_count(2)
    (meeting,) = house.evening.all(Meeting, id=int(new.rsplit("/", 1)[1]))
    seat = house.browser(f"/{meeting.code}")
    seat.join(role="resident")
    assert "Språkkafé" in seat.screen()
