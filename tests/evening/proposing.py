"""From ideas to proposals: developing, writing, two at once, the limit of four, hiding; the axis; moving; the wall."""

from playwright.sync_api import Locator, expect

from app.method.refusals import idea_hidden, ideas_full
from app.vocabulary import Language, Step
from tests.evening.company import Company, WholeCompany, all_gone, all_see, swedish
from tests.evening.phone import Phone, heads
from tests.evening.sundby import SAMPLE

OWN = "Språkkafé i biblioteket varje torsdag"
HALF = "Gemensam fotboll på skolans plan", "En öppen träning i veckan, halva"
RUDE = "En text som ingen annan ska läsa"
FOUR = ("Skyltar på fyra språk", "Öppet hus i brandstationen", "Läxhjälp på kvällen", RUDE)
ALIKE = "Skyltar på många språk"
HOSTED = "Ett bord för alla på torget"
BESIDES = "Cykelverkstad för alla"
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
    all_gone(table, "#suggested article:first-of-type .develop")
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


def writes_half_an_idea(company: WholeCompany, writer: Phone) -> None:
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


def the_server_is_lost(company: WholeCompany) -> None:
    """It is killed and started again; everybody is back by themselves, at the same step."""
    screens = [*company.screens(), company.remote]
    with company.hall.watch.lost_lines():
        company.hall.program.kill()
        for screen in screens:
            expect(screen.find("#offline")).to_be_visible()
        company.hall.program.start()
        for screen in screens:
            screen.is_back()
    company.all_at(Step.ideas)


def four_are_enough(table: list[Phone]) -> None:
    """A fifth cannot be written until one is taken away, and what was taken away can be put back."""
    first = swedish(table)[0]
    for place, title in enumerate(FOUR, start=1):
        first.write(title)
        first.has_ideas(place)
    all_see(table, ideas_full.sentence, "#ideas-full", number=len(FOUR))
    all_gone(table, "#idea-new")
    third = first.idea_id(2)
    first.take_away(third)
    for phone in table:
        expect(phone.find("#idea-new")).to_be_visible()
    first.put_back(third)
    all_gone(table, "#idea-new")


def a_text_is_hidden(company: WholeCompany, table: list[Phone]) -> None:
    """On every screen; its own group is told. What one facilitator hides the other one can show."""
    company.console.hide(RUDE)
    all_see(table, idea_hidden.sentence, "#ideas .hidden-line")
    for phone in table:
        phone.lacks(RUDE)
    company.tablet.show_again(RUDE)
    all_gone(table, "#ideas .hidden-line")
    company.console.hide(RUDE)
    all_see(table, idea_hidden.sentence, "#ideas .hidden-line")


def two_become_one(company: WholeCompany, away: int, kept: int) -> None:
    """With all that both have written; the limit of four binds new ideas only. A card that they had decided
    otherwise is open again."""
    came = company.table(away)
    swedish(came)[0].write(ALIKE)
    swedish(came)[0].write(BESIDES)
    came[0].has_ideas(2)
    stayed = company.table(kept)
    stayed[0].look()
    known = stayed[0].ideas.count()
    company.console.merge(away, kept)
    company.became[away] = kept
    company.seats |= {phone.name: kept for phone in came}
    company.both_see("Group %(away)s is a part of group %(kept)s.", "#merges", away=away, kept=kept)
    for phone in (*stayed, *came):
        phone.finds_its_table()
        phone.has_ideas(known + 2)
        phone.counts("#idea-new", 0 if known + 2 >= 4 else 1)
        assert phone.group == kept
    otherwise = len(company.otherwise()) // 2
    assert otherwise
    company.console.sees_number(otherwise, "#merges .quiet")


def is_placed(table: list[Phone], idea: str, *, by_tap: bool = True) -> None:
    """Two points are nobody's business; from three on the group can see where its middle lies."""
    first, second, third = table[:3]
    first.place_by_sliders(idea, 20, 80)
    second.place_by_sliders(idea, 40, 60)
    _two_are_not_shown(table, idea)
    (third.place_on_plane if by_tap else third.place_by_sliders)(idea, 70, 30)
    own = _own_place(third, idea)
    assert abs(own[0] - 70) <= 2
    assert abs(own[1] - 30) <= 2
    _three_are_shown(table, idea)


def is_placed_in_turn(company: WholeCompany, table: list[Phone], idea: str) -> None:
    """By those alone who share a phone: each places it, and is one of three."""
    places = [(20, 80), (40, 60), (70, 30)]
    for number, place in enumerate(places, start=1):
        company.shared.turn_to(idea)
        company.shared.ask_for_turn(number)
        company.shared.turn_to(idea)  # without script a new page begins with the first idea
        company.shared.turn_is(number)
        company.shared.place_by_sliders(idea, *place)
        if number == 2:
            _two_are_not_shown(table, idea)
    _three_are_shown(table, idea, by=company.shared)


def _two_are_not_shown(table: list[Phone], idea: str) -> None:
    for phone in table:
        phone.turn_to(idea)
        phone.has_placed(idea, 2, heads(table))
    all_gone(table, f"#numbers-{idea} tbody tr:nth-child(2)")
    all_gone(table, f"#show-button-{idea}")
    all_gone(table, f"#panel-{idea} .plane-zone")


def _three_are_shown(table: list[Phone], idea: str, by: Phone | None = None) -> None:
    """When one of them says so: the zone of their middle, and nothing of how wide they lie."""
    all_gone(table, f"#panel-{idea} .plane-zone")
    (by or table[0]).show_where_we_stand(idea)
    for phone in table:
        _row_is(phone, idea, "The group's middle", phone.say("some work"), phone.say("some impact"))
    all_gone(table, f"#panel-{idea} .plane-range")


def is_settled(company: Company, table: list[Phone], idea: str, by: Phone | None = None) -> None:
    """Only the settled point leaves the table, and without its words."""
    points = company.wall.find('[id^="point-"]')
    before = points.count()
    (by or table[0]).settle(idea)
    for phone in table:
        phone.turn_to(idea)
        phone.sees(phone.say("The group has agreed on the position."), f"#panel-{idea}")
    expect(points).to_have_count(before + 1)


def is_proposed(table: list[Phone], idea: str) -> None:
    table[-1].propose(idea)
    for phone in table:
        phone.turn_to(idea)
        phone.sees(phone.say("Your group proposes this."), f"#panel-{idea}")


def proposes_for_the_table(company: WholeCompany) -> None:
    """By the only phone of a table: what they have agreed on is settled, and proposed."""
    host = company.host
    idea = host.idea_called(HOSTED)
    host.asks_for_nobodys_own()
    host.settle_together(idea, 30, 70)
    host.sees(host.say("The group has agreed on the position."), f"#panel-{idea}")
    is_proposed([host], idea)
    company.titles[host.group] = HOSTED


def proposes_besides(company: WholeCompany, group: int, title: str, head: int) -> None:
    """A second one, once the facilitator lets them: it is the same as what another group proposes."""
    company.tablet.let_propose(2)
    table = company.table(group)
    idea = table[0].idea_called(title)
    is_placed_in_turn(company, table, idea)
    is_settled(company, table, idea, by=company.shared)
    is_proposed(table, idea)
    company.joined[group] = title, head


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
