"""From ideas to proposals: developing, writing, two at once, the limit of four, hiding; the axis; moving; the wall."""

from statistics import median_low

from playwright.sync_api import Locator, expect

from app.method.refusals import four_ideas
from app.vocabulary import Language, Step
from tests.evening.company import Company, all_gone, all_see, swedish
from tests.evening.phone import Phone
from tests.evening.sundby import SAMPLE

OWN = "Språkkafé i biblioteket varje torsdag"
HALF = "Gemensam fotboll på skolans plan", "En öppen träning i veckan, halva"
RUDE = "En text som ingen annan ska läsa"
FOUR = ("Skyltar på fyra språk", "Öppet hus i brandstationen", "Läxhjälp på kvällen", RUDE)
DEVELOPED = "Rådgivning på biblioteket en gång i månaden"


def suggestions_come_now(company: Company) -> None:
    """Not before: until now no page had a word of them."""
    suggested = [row["text"] for row in SAMPLE["suggested_action"]]
    for phone in company:
        phone.lacks(*(text[phone.language] for text in suggested))
    company.next(Step.ideas)
    for phone in company:
        texts = [text[phone.language] for text in suggested]
        expect(phone.find("#suggested .suggestion-words")).to_have_text(texts)


def develops(company: Company, table: list[Phone]) -> str:
    """The idea keeps the link to what the residents suggested; its words are written further by another."""
    first, second = swedish(table)[:2]
    first.develop(0)
    for phone in table:
        phone.has_ideas(1)
    idea = first.idea_id(0)
    all_gone(table, "#suggested article:first-of-type button")
    for phone in table:
        phone.open(f"#idea-{idea}")
        phone.sees(SAMPLE["suggested_action"][0]["text"][phone.language], f"#idea-{idea} p.quiet")
    second.reword(idea, title=DEVELOPED)
    second.save(idea)
    for phone in swedish(table):
        phone.is_called(idea, DEVELOPED)
    company.titles[first.group] = DEVELOPED
    return idea


def two_write_one_idea(company: Company, table: list[Phone]) -> str:
    """Nothing is overwritten: both wordings are kept and shown, and somebody chooses one."""
    first, second = swedish(table)[:2]
    first.write("Språkkafé i biblioteket", who="Biblioteket")
    for phone in table:
        phone.has_ideas(1)
    idea = first.idea_id(0)
    first.reword(idea, title="Språkkafé i skolan")
    second.reword(idea, title=OWN)
    first.save(idea)
    for phone in table:
        if phone is not second:
            phone.is_called(idea, "Språkkafé i skolan")
    second.holds(f"#title-{idea}", OWN)
    second.save(idea)
    for phone in table:
        phone.sees("Språkkafé i skolan", f"#beside-{idea}-1")
        phone.sees(OWN, f"#beside-{idea}-1")
    first.choose(OWN)
    for phone in table:
        phone.is_called(idea, OWN)
    second.leave_out("Språkkafé i skolan")
    all_gone(table, ".besides")
    company.titles[first.group] = OWN
    return idea


def writes_half_an_idea(company: Company, writer: Phone) -> None:
    """What is half written stays: through what others save, through another language, a reload, and a lost server."""
    for field, words in zip(("title", "what"), HALF, strict=True):
        writer.find(f"#new-{field}").fill(words)
    friend = next(phone for phone in company.table(writer.group) if phone is not writer)
    known = writer.ideas.count()
    friend.write("Grillkväll med grannarna")
    writer.has_ideas(known + 1)
    _still_has_it(writer)
    writer.switch_to(Language.en)
    _still_has_it(writer)
    writer.reload()
    _still_has_it(writer)
    the_server_is_lost(company)
    _still_has_it(writer)
    writer.add()
    writer.has_ideas(known + 2)
    writer.holds("#new-title", "")


def _still_has_it(writer: Phone) -> None:
    for field, words in zip(("title", "what"), HALF, strict=True):
        writer.holds(f"#new-{field}", words)


def the_server_is_lost(company: Company) -> None:
    """It is killed and started again; everybody is back by themselves, at the same step."""
    with company.hall.watch.lost_lines():
        company.hall.program.kill()
        for screen in (company.console, company.wall, *company):
            expect(screen.find("#offline")).to_be_visible()
        company.hall.program.start()
        for screen in (company.console, company.wall, *company):
            screen.is_back()
    company.all_at(Step.ideas)


def four_are_enough(table: list[Phone]) -> None:
    """A fifth cannot be written until one is taken away, and what was taken away can be put back."""
    first = swedish(table)[0]
    for place, title in enumerate(FOUR, start=1):
        first.write(title)
        first.has_ideas(place)
    all_see(table, four_ideas.sentence, "#ideas-full")
    all_gone(table, "#idea-new")
    third = first.idea_id(2)
    first.take_away(third)
    for phone in table:
        expect(phone.find("#idea-new")).to_be_visible()
    first.put_back(third)
    all_gone(table, "#idea-new")


def a_text_is_hidden(company: Company, table: list[Phone]) -> None:
    """On every screen; its own group is told."""
    company.console.hide(RUDE)
    all_see(table, "The facilitator has hidden this text from the others.", "#ideas .remark")
    company.console.show_again(RUDE)
    all_gone(table, "#ideas .remark")
    company.console.hide(RUDE)
    all_see(table, "The facilitator has hidden this text from the others.", "#ideas .remark")


def is_placed(table: list[Phone], idea: str, *, by_tap: bool = True) -> None:
    """Two points are nobody's business; from three on the group sees its median and range."""
    first, second, third = table[:3]
    first.place_by_sliders(idea, 20, 80)
    second.place_by_sliders(idea, 40, 60)
    for phone in table:
        phone.turn_to(idea)
        phone.has_placed(idea, 2, len(table))
    all_gone(table, f"#numbers-{idea} tbody tr:nth-child(2)")
    all_gone(table, f"#panel-{idea} .plane-median")
    (third.place_on_plane if by_tap else third.place_by_sliders)(idea, 70, 30)
    places = [(20, 80), (40, 60), _own_place(third, idea)]
    assert abs(places[2][0] - 70) <= 2
    assert abs(places[2][1] - 30) <= 2
    efforts, impacts = (sorted(axis) for axis in zip(*places, strict=True))
    middle = median_low(efforts), median_low(impacts)
    for phone in table:
        _row_is(phone, idea, "Median", *map(str, middle))
        _row_is(phone, idea, "Range", *(f"{ends[0]}–{ends[2]}" for ends in (efforts, impacts)))


def is_settled(company: Company, table: list[Phone], idea: str) -> None:
    """Only the settled point leaves the table, and without its words."""
    points = company.wall.find('[id^="point-"]')
    before = points.count()
    table[0].settle(idea)
    for phone in table:
        phone.turn_to(idea)
        phone.sees(phone.say("The group's place is settled."), f"#panel-{idea}")
    expect(points).to_have_count(before + 1)


def is_proposed(table: list[Phone], idea: str) -> None:
    table[-1].propose(idea)
    for phone in table:
        phone.turn_to(idea)
        phone.sees(phone.say("Your group proposes this."), f"#panel-{idea}")


def changes_its_mind(company: Company, table: list[Phone], title: str) -> None:
    """A group proposes one: the next takes the place of the one before."""
    other = table[0].idea_called(title)
    table[0].place_on_plane(other, 10, 90)
    is_settled(company, table, other)
    is_proposed(table, other)


def titles_are_shown(company: Company) -> None:
    """On the wall, when the facilitator says so, and gone again when taken down."""
    company.wall.lacks(*company.titles.values())
    company.console.put_up("titles")
    for title in company.titles.values():
        company.wall.sees(title, "#axis-table")
    company.console.take_down("titles")
    company.wall.lacks(*company.titles.values())


def _own_place(phone: Phone, idea: str) -> tuple[int, int]:
    phone.look()
    own = _row(phone, idea, "You").locator("td")
    expect(own).to_have_count(2)
    effort, impact = own.all_inner_texts()
    return int(effort), int(impact)


def _row_is(phone: Phone, idea: str, name: str, *values: str) -> None:
    phone.turn_to(idea)
    expect(_row(phone, idea, name).locator("td")).to_have_text(list(values))


def _row(phone: Phone, idea: str, name: str) -> Locator:
    """Of the table beside the plane."""
    named = phone.page.get_by_text(phone.say(name), exact=True)
    return phone.find(f"#numbers-{idea} tbody tr").filter(has=named)
