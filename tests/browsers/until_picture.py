"""The evening's first half in another engine: coming in, the results, the meal, the groups, the cards, the picture."""

from app.method import sorting
from app.method.sorting_pack import pack_of
from app.models import Decision, Lean, Person, Reveal
from app.vocabulary import Category, Shown, Step, Theme
from tests.browsers.company import LANGUAGES, Company, person_of
from tests.browsers.engine import seen
from tests.browsers.screens import Screen

LEAN = "form[action$=lean] button"
LEANINGS = (Category.more, Category.less, Category.dunno)


def all_come_in(company: Company) -> None:
    company.wall.shows(company.evening.row.code[:3], "#code")
    for table, phone in company.phones.items():
        before = {person.id for person in company.evening.all(Person)}
        phone.go(f"{company.address}/{company.evening.row.code}/{table}")
        phone.speaks(LANGUAGES[table])
        phone.press("label.choice")
        phone.is_here("input[name=role]:checked")
        phone.is_painted("label.choice")
        phone.looks_right("00-joining")
        phone.press("#join-button")
        phone.is_gone("form#join")
        company.me[table] = person_of(company, before)
    company.wall.shows("8", "#people")
    company.look_right("01-lobby")


def opening(company: Company) -> None:
    company.next(Step.opening)
    for phone in company.phones.values():
        phone.counts("#screen .line", 7)
    company.wall.counts("#gatherings > li", 7)
    company.remote.is_here("#next")
    company.look_right("02-opening")


def results(company: Company) -> None:
    """The presenter turns them."""
    for theme in Theme:
        company.remote.press("#next button")
        company.remote.is_here(f'[name="seen_theme"][value="{theme}"]')
        company.all_at(Step.results)
        for phone in company.phones.values():
            phone.is_here(f"#sky-results-{theme}")
            phone.counts(".told", 5)
        company.wall.is_here(f'[id^="result-{theme}-"]')
        company.console.is_here(f'#theme-{theme}[aria-current="true"]')
    company.look_right("03-results")
    company.remote.looks_right("03-results")
    company.remote.press("#back button")
    before_last = list(Theme)[-2]
    company.wall.is_here(f'[id^="result-{before_last}-"]')
    (shown,) = company.evening.all(Reveal, meeting_id=company.evening.id, what=Shown.theme)
    assert shown.subject == before_last


def supper(company: Company) -> None:
    company.next(Step.supper)
    before = company.evening.row.clock_until or 0
    company.console.press("#more-5 button")
    company.wall.is_here("#large-clock time")
    company.wall.engine.until(f"document.querySelector('[data-until=\"{before + 300}\"]')")
    company.look_right("04-supper")


def small_groups(company: Company) -> None:
    """First as even as can be, then by the codes of the tables."""
    company.next(Step.groups)
    company.console.write("#number-of-groups", "2")
    company.console.press("#form-now")
    company.console.counts("#tables > li", 2)
    company.console.open("#form-anew")
    company.console.press("#form-by-table button")
    for table, phone in company.phones.items():
        phone.shows(str(table), "#bar .group-mark text")
        phone.engine.until(f"document.querySelector('#sky-groups-{table}')")
    company.wall.counts("#tables > li", 2)
    company.look_right("05-groups")
    assert company.group(1) != company.group(2)


def sorting_cards(company: Company) -> None:
    company.next(Step.sorting)
    for table, phone in company.phones.items():
        _leans(company, table, phone)
        phone.looks_right("06-leant")
        for mate, leaning in zip(company.members(table)[:-1], LEANINGS, strict=True):
            company.evening.do(sorting.lean, mate, _card(company, table), leaning)
        phone.is_gone(LEAN)
        phone.is_here(".discs")
        phone.looks_right("07-spread")
        _decides(company, table, phone)
    _asks_for_help(company)
    company.look_right("08-sorting")


def _leans(company: Company, table: int, phone: Screen) -> None:
    """One choice, and then another."""
    for value in ("more", "less"):
        phone.press(f"{LEAN}[value={value}]")
        phone.is_here(f"{LEAN}[value={value}][aria-pressed=true]")
        phone.is_painted(LEAN)
    (lean,) = company.evening.all(Lean, person_id=company.me[table])
    assert lean.category == Category.less


def _decides(company: Company, table: int, phone: Screen) -> None:
    card = _card(company, table)
    phone.open("details.decide")
    phone.press('form[action$="/decision"] [value="more"]')
    phone.is_gone(f"#card-words-{card}")
    (decided,) = company.evening.all(Decision, small_group_id=company.group(table))
    assert (decided.card_id, decided.category) == (card, Category.more)
    if phone.engine.ask(f"return Boolean({seen('#go-on')})"):
        phone.press("#go-on")


def _asks_for_help(company: Company) -> None:
    (phone,) = [own for table, own in company.phones.items() if table == 2]
    phone.open("details.help")
    phone.looks_right("08-help")
    phone.press("#raise-hand button")
    phone.is_here("#help-mark.is-up")
    company.console.press("#calls button")
    phone.is_here("#help-mark:not(.is-up)")
    company.console.is_gone("#calls > li")


def the_picture(company: Company) -> None:
    """What is left of the cards the mates decide."""
    for table in company.phones:
        mate = company.members(table)[0]
        for place in range(9):
            said = LEANINGS[(place + table) % 2]
            company.evening.do(sorting.decide, mate, _card(company, table), said)
    company.next(Step.picture)
    for phone in company.phones.values():
        phone.counts(".pile-card", 10)
    company.look_right("09-picture-soon")
    company.console.press("#picture-up button")
    company.console.is_here("#picture-down")
    company.wall.is_here("#picture-table tbody tr")
    for phone in company.phones.values():
        phone.is_here('#screen li[id^="card-"]')
    company.look_right("10-picture")


def _card(company: Company, table: int) -> int:
    with company.evening.reading() as book:
        current = pack_of(book, company.evening.id, company.group(table)).current
    assert current
    return current
