"""What each one reads in the moments in which somebody was lost, embarrassed or unsafe when an evening was tried."""

from playwright.sync_api import expect

from app.texts import language_name
from app.vocabulary import Language
from tests.evening.company import Company, WholeCompany
from tests.evening.phone import Phone
from tests.evening.sundby import SAMPLE

PRINCIPLES = [row["text"] for row in SAMPLE["principle"]]


def the_principles_before_joining(company: Company) -> None:
    """Each in the own language, above the button that binds to them."""
    for language in (Language.sv, Language.fi, Language.en):
        page = company.hall.stranger(language)
        page.goto(f"{company.hall.program.address}/{company.hall.code}")
        listed = page.locator(".principles li")
        expect(listed).to_have_text([principle[language] for principle in PRINCIPLES])
        first, button = listed.first, page.locator("#join-button")
        above, below = first.bounding_box(), button.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"] <= 640, language
        page.close()


def the_principles_in_the_opening(company: WholeCompany) -> None:
    """The facilitator reads them aloud from the console; the hall has them before it, and each phone one tap away."""
    for principle in PRINCIPLES:
        company.console.sees(principle[Language.sv], "#principles")
    company.console.press("#principles-up button")
    for principle in PRINCIPLES:
        company.wall.sees(principle[Language.sv])
        company.wall.sees(principle[Language.fi])
    company.console.press("#principles-down button")
    expect(company.console.find("#principles-up")).to_be_visible()
    for phone in company:
        phone.open("details.help")
        phone.sees(PRINCIPLES[0][phone.language], "#help")
        phone.shut("details.help")


def that_somebody_comes_before_there_are_groups(company: WholeCompany, phone: Phone) -> None:
    """Only the facilitators read that somebody is needed; the phone says nothing that a neighbour could read."""
    phone.needs_someone()
    words = "Somebody who has no group yet needs you. The characters on the phone: %(seat)s"
    for console in company.consoles:
        console.sees(console.say(words).partition("%")[0], "#calls")
    expect(phone.find("#notice")).to_be_empty()
    phone.hand_is_down()
    company.console.press("#calls button")
    for console in company.consoles:
        console.counts("#calls", 0)
    expect(phone.find("#help-mark.help-comes")).to_be_visible()


def the_way_in_and_nothing(company: WholeCompany) -> None:
    """Whoever comes late finds the code on the wall whenever the facilitator puts it there; and it can be blank."""
    company.console.press("#door-up button")
    company.wall.sees(company.hall.code[:3])
    expect(company.wall.find("#qr")).to_be_visible()
    company.tablet.press("#door-down button")
    expect(company.wall.find("#qr")).to_have_count(0)
    company.console.press("#blank-up button")
    company.wall.at("blank")
    company.console.press("#blank-down button")
    expect(company.console.find("#blank-up")).to_be_visible()


def in_which_language_a_proposal_is_written(company: WholeCompany) -> None:
    """Who does not read it knows at least which language it is."""
    for phone in company:
        if phone.language is not Language.sv:
            named = language_name(Language.sv, phone.language)
            phone.sees(phone.say("Language: %(name)s", name=named))


def that_votes_are_counted(company: WholeCompany) -> None:
    """The facilitator reads the result first; nobody else reads a number of it until the hall is shown it."""
    for phone in company:
        phone.sees(phone.say("The vote is closed."))
        phone.lacks(phone.say("The result of the vote"))
    company.console.counts("#results > li", len(company.titles))


def what_was_agreed_and_where_it_is_told(readers: list[Phone], title: str) -> None:
    for phone in readers:
        phone.sees(title)
        words = "The municipality tells publicly what has become of it, on %(date)s at the latest."
        phone.sees(phone.say(words).partition("%")[0], "#first-report")


def what_was_agreed_when_it_is_over(company: Company, title: str) -> None:
    for phone in company:
        phone.sees(title)
        phone.sees(phone.say("The meeting has ended"))
