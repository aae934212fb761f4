"""The evening until the small groups sit: joining, opening, results, supper."""

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from app.vocabulary import Language, Step, Theme
from tests.evening.company import BACKGROUNDS, Company
from tests.evening.sundby import SAMPLE

LATE = "Leena"
ON_A_WEAK_LINE = "Yusuf"
IN_TIME = [name for name in BACKGROUNDS if name != LATE]
CAVEAT = "Not to be generalised: what is told here was told by those who took part."


def everybody_joins(company: Company) -> None:
    company.wall.sees_number(0, "#people")
    company.wall.sees(company.hall.code[:3], "#code")
    for name in IN_TIME:
        line = company.hall.line() if name == ON_A_WEAK_LINE else None
        company.comes(name, line=line)
    for phone in company:
        phone.is_back()
        phone.sees(SAMPLE["meeting"]["name"][phone.language])
        phone.sees(phone.say("The meeting begins soon."))
    company.wall.sees_number(len(IN_TIME), "#people")
    company.console.sees_number(len(IN_TIME), "#people")


def opening_and_results(company: Company, themes: Sequence[Theme] = tuple(Theme)) -> None:
    company.next(Step.opening)
    held = len(SAMPLE["gathering"])
    expect(company.wall.find("#gatherings > li")).to_have_count(held)
    for phone in company:
        phone.counts("#screen .line", held)
    company.next(Step.results)
    for theme in themes:
        if theme is not Theme.participation:
            company.console.show_theme(theme)
        _theme_is_told(company, theme)


def _theme_is_told(company: Company, theme: Theme) -> None:
    """The groups side by side, on the wall and in each hand in the own language."""
    told = [row for row in SAMPLE["result"] if row["theme"] == theme]
    for phone in company:
        phone.sees(told[0]["text"][phone.language])
        phone.sees(phone.say(CAVEAT))
    groups = {row["population_group"] for row in told}
    expect(company.wall.find(f'[id^="result-{theme}-"]')).to_have_count(len(groups))
    expect(company.wall.find("#caveat")).not_to_be_empty()


def supper(company: Company) -> None:
    """Its clock is started by Next, given more, stopped and started again."""
    company.next(Step.supper)
    clock = company.wall.find("#large-clock time")
    (planned,) = [row["minutes"] for row in SAMPLE["programme"] if row["kind"] == "supper"]
    expect(clock).to_have_text(_about(planned))
    company.console.add_five_minutes()
    expect(clock).to_have_text(_about(planned + 5))
    company.console.stop_clock()
    expect(clock).to_have_count(0)
    company.console.start_clock(30)
    expect(clock).to_have_text(_about(30))


def _about(minutes: int) -> re.Pattern[str]:
    """A clock that was set a moment ago."""
    return re.compile(f"^({minutes:02}|{minutes - 1:02}|{minutes - 2:02}):")


def small_groups(company: Company) -> None:
    """Two groups are suggested for eleven; the facilitator wants three."""
    company.next(Step.groups)
    for phone in company:
        phone.sees(phone.say("The small groups are being formed"))
    expect(company.console.find("#number-of-groups")).to_have_value("2")
    company.console.form_groups(3)
    expect(company.wall.find("#tables > li")).to_have_count(3)
    for phone in company:
        expect(phone.find("#bar .group-mark")).to_be_visible()
    sizes = [len(company.table(group)) for group in (1, 2, 3)]
    assert sorted(sizes) == [3, 4, 4]
    for phone in company:
        phone.sees(phone.say("You are in group %(number)s", number=phone.group))


def in_own_languages(company: Company) -> None:
    """One reads Finnish, one English, all others Swedish."""
    for phone in company:
        expect(phone.find("html")).to_have_attribute("lang", phone.language)
    assert [phone.name for phone in company if phone.language is Language.fi] == ["Kirsi"]
