"""The evening until the small groups sit: joining, opening, results, supper."""

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from app.vocabulary import Language, Step, Theme
from tests.evening.company import AT_THE_HOSTS, ROLES, TABLES, Company, WholeCompany, all_see
from tests.evening.sundby import SAMPLE

LATE = "Leena"
ON_A_WEAK_LINE = "Yusuf"
IN_TIME = [name for name in ROLES if name != LATE]
CAVEAT = "This is what the people who took part said. It must not be generalised."


def everybody_joins(company: WholeCompany) -> None:
    company.wall.sees(company.hall.code[:3], "#code")
    for name in IN_TIME:
        line = company.hall.line() if name == ON_A_WEAK_LINE else None
        company.comes(name, line=line)
    for phone in company:
        phone.is_back()
        phone.sees(SAMPLE["meeting"]["name"][phone.language])
        phone.sees(phone.say("The meeting is planned to begin at %(time)s.").partition("%")[0])
    for screen in (company.wall, *company.consoles):
        screen.sees_number(company.people, "#people")


def opening(company: WholeCompany) -> None:
    company.next(Step.opening)
    held = len(SAMPLE["gathering"])
    expect(company.wall.find("#gatherings > li")).to_have_count(held)
    for phone in company:
        phone.counts("#screen .line", held)


def results(company: WholeCompany, themes: Sequence[Theme] = tuple(Theme)) -> None:
    """The presenter turns to the results, and through them; everybody follows."""
    for theme in Theme:
        company.remote.next()
        company.remote.shows(theme)
        if theme in themes:
            company.all_at(Step.results)
            _theme_is_told(company, theme)
    company.remote.counts("#next", 0)
    _both_turn_the_slides(company)


def _both_turn_the_slides(company: WholeCompany) -> None:
    """The presenter and the facilitator: neither turns anything that the other does not see."""
    company.remote.back()
    for console in company.consoles:
        console.shows(Theme.security)
    company.tablet.show_theme(Theme.interaction)
    company.console.shows(Theme.interaction)
    company.remote.shows(Theme.interaction)


def _theme_is_told(company: WholeCompany, theme: Theme) -> None:
    """The groups side by side, on the wall and in each hand in the own language."""
    told = [row for row in SAMPLE["result"] if row["theme"] == theme]
    for phone in company:
        phone.sees(told[0]["text"][phone.language])
        phone.sees(phone.say(CAVEAT))
    groups = {row["population_group"] for row in told}
    expect(company.wall.find(f'[id^="result-{theme}-"]')).to_have_count(len(groups))
    expect(company.wall.find("#caveat")).not_to_be_empty()
    for console in company.consoles:
        console.shows(theme)


def supper(company: WholeCompany) -> None:
    """Its clock is started by Next, given more, stopped and started again, by whichever facilitator."""
    company.next(Step.supper)
    for phone in company:
        words = phone.say("You sit at table %(number)s.", number=TABLES[phone.name])
        phone.sees(words, "#table")
    clock = company.wall.find("#large-clock time")
    (planned,) = [row["minutes"] for row in SAMPLE["programme"] if row["kind"] == "supper"]
    expect(clock).to_have_text(_about(planned))
    company.tablet.add_five_minutes()
    expect(clock).to_have_text(_about(planned + 5))
    company.console.stop_clock()
    expect(clock).to_have_count(0)
    company.tablet.start_clock(30)
    expect(clock).to_have_text(_about(30))


def _about(minutes: int) -> re.Pattern[str]:
    """A clock that was set a moment ago."""
    return re.compile(f"^({minutes:02}|{minutes - 1:02}|{minutes - 2:02}):")


def small_groups(company: WholeCompany, number: int) -> None:
    """First as even as can be, on the tablet; then by the tables where people sit, on the laptop."""
    company.next(Step.groups)
    all_see(company, "The small groups are being formed", "#screen")
    suggested = int(company.tablet.find("#number-of-groups").input_value())
    assert suggested < number
    company.tablet.form_groups(number)
    _have_groups(company, number)
    sizes = [company.heads_at(group) for group in range(1, number + 1)]
    assert max(sizes) - min(sizes) <= 1
    company.console.form_by_table(number)
    for phone in (
        *company,
        company.host,
    ):  # it had a group before, and still shows that one for a moment
        phone.sees(phone.say("You are in group %(number)s", number=TABLES[phone.name]))
    _have_groups(company, number)
    for phone in (*company, company.host):
        assert phone.group == TABLES[phone.name]
    company.host.becomes_the_tables(AT_THE_HOSTS)
    for console in company.consoles:
        console.has_heads(company.host.group, AT_THE_HOSTS)


def _have_groups(company: WholeCompany, number: int) -> None:
    for console in company.consoles:
        console.counts("#tables > li", number)
    expect(company.wall.find("#tables > li")).to_have_count(number)
    for phone in (*company, company.host):
        phone.look()
        expect(phone.find("#bar .group-mark")).to_be_visible()
        phone.sees(phone.say("You are in group %(number)s", number=phone.group))


def in_own_languages(company: Company) -> None:
    """One reads Finnish, one English, all others Swedish."""
    for phone in company:
        expect(phone.find("html")).to_have_attribute("lang", phone.language)
    assert [phone.name for phone in company if phone.language is Language.fi] == ["Kirsi"]
