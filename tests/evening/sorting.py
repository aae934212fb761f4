"""At the tables: leaning, the spread, deciding together; who has no line, who comes late, who reloads; the picture."""

from playwright.sync_api import expect

from app.limits import LIMIT
from app.vocabulary import Step
from tests.evening.arriving import LATE, ON_A_WEAK_LINE
from tests.evening.company import (
    TABLES,
    Company,
    WholeCompany,
    all_gone,
    all_see,
)
from tests.evening.phone import Phone, heads
from tests.evening.sundby import SAMPLE

SPREAD = "More %(more)s, less %(less)s, don't know %(dunno)s"
CHOSEN = "%(leaned)s of %(here)s have chosen."
LEANINGS = ["more", "less", "dunno", "more"]


def decides(company: Company, table: list[Phone], decider: Phone, decision: str) -> str:
    """One answers for all, and all have the next card."""
    card = decider.card
    decider.decide(decision)
    all_gone(table, f"#card-words-{card}")
    if company.is_plain:  # below the next card: which one it was has to be read there too
        expect(decider.find("#just-decided .card-words")).to_be_visible()
    company.decided[decider.group, card] = decision
    return card


def leans_and_decides(company: Company, table: list[Phone]) -> None:
    first, *others = table
    card = first.card
    first.lean("more")
    first.leans("more")
    all_see(others, CHOSEN, "#saved", leaned=1, here=len(table))
    all_gone(others, '#screen [aria-pressed="true"]')
    for phone, category in zip(others, LEANINGS[1:], strict=False):
        phone.is_at_card(card)
        phone.lean(category)
    leaned = LEANINGS[: len(table)]
    counts = {category: leaned.count(category) for category in ("more", "dunno", "less")}
    all_see(table, SPREAD, "#screen", **counts)
    all_gone(table, 'form[action$="/lean"]')
    decides(company, table, others[-1], "less")


def decides_at_once(company: Company, table: list[Phone]) -> None:
    """Without leaning: "we don't know" for both of its reasons; one is opened again, one is skipped."""
    first, second, third = table[:3]
    differing = decides(company, table, first, "differ")
    decides(company, table, second, "neither")
    skipped = third.card
    third.skip_card()
    all_gone(table, f"#card-words-{skipped}")
    decides(company, table, third, "more")
    second.open("#piles")
    second.sees(second.say("We have different opinions"), f"#decided-{differing}")
    second.shut("#piles")
    first.reopen(differing)
    for phone in table:
        phone.is_at_card(differing)
    decides(company, table, second, "more")


def without_a_line(company: Company, table: list[Phone]) -> None:
    """A tap without a line waits in the phone, and is sent once when the line is back."""
    lonely = company.phones[ON_A_WEAK_LINE]
    line = lonely.line
    assert line is not None
    others = [phone for phone in table if phone is not lonely]
    with company.hall.watch.lost_lines():
        lonely.page.context.set_offline(True)
        line.cut()
        expect(lonely.find("#offline")).to_be_visible()
        lonely.lean("less")
        expect(lonely.find("#screen .unsent-line")).to_be_visible()
        for phone in others:
            phone.lean("more")
        all_see(others, CHOSEN, "#saved", leaned=len(others), here=len(table))
        assert line.posts("/lean") == 0
        line.mend()
        lonely.page.context.set_offline(False)
        lonely.is_back()
    all_see(table, SPREAD, "#screen", more=len(others), dunno=0, less=1)
    expect(lonely.find("[data-unsent]")).to_have_count(0)
    assert line.posts("/lean") == 1
    decides(company, table, others[0], "more")


def one_comes_late(company: Company) -> None:
    """Into the step that is on, and into a group at once: that of the table whose code it was."""
    late = company.comes(LATE)
    late.at(Step.sorting)
    assert late.group == TABLES[LATE]
    company.console.sees_number(company.people, "#people")


def leans_in_turn(company: WholeCompany, table: list[Phone]) -> None:
    """Three share a phone: each chooses alone, the next one sees nothing of it, and all of them count."""
    shared, here = company.shared, heads(table)
    card = shared.card
    for number, category in enumerate(("more", "dunno", "less"), start=1):
        shared.turn_is(number)
        shared.counts('form[action$="/lean"] [aria-pressed="true"]', 0)
        shared.lean(category)
    others = [phone for phone in table if phone is not shared]
    if others:
        shared.all_are_done()
    all_see(others, CHOSEN, "#saved", leaned=3, here=here)
    for phone in others:
        phone.is_at_card(card)
        phone.lean("more")
    all_see(table, SPREAD, "#screen", more=1 + len(others), dunno=1, less=1)
    decides(company, table, shared, "less")


def decides_for_the_table(company: WholeCompany) -> None:
    """By the only phone of a table: nobody chooses alone there."""
    host = company.host
    host.asks_for_nobodys_own()
    host.sees(host.say("Read the card aloud. Then talk."))
    for decision in ("more", "neither"):
        decides(company, [host], host, decision)


def raises_a_hand(company: WholeCompany, table: list[Phone]) -> None:
    """All at the table see it, and both facilitators, until one of them comes. No other table does."""
    outsider = next(phone for phone in company if phone not in table)
    table[0].raise_hand()
    for phone in table:
        phone.hand_is_up()
    outsider.hand_is_down()
    company.both_see("Raised hand", "#calls")
    company.tablet.goes_to(table[0].group)
    for phone in table:
        phone.hand_is_down()
    company.console.counts("#calls", 0)


def needs_someone(company: WholeCompany, phone: Phone) -> None:
    """The facilitators alone are told: no screen of the table, nor the wall, shows anything."""
    phone.needs_someone()
    company.both_see("Would like you to come by", "#calls")
    for friend in company.table(phone.group):
        friend.hand_is_down()
    company.wall.lacks(company.wall.say("Would like you to come by"))
    company.console.goes_to(phone.group)
    company.tablet.counts("#calls", 0)


def decides_otherwise(company: Company, table: list[Phone], group: int) -> None:
    """Card after card, until one on which another group has decided; and there the other thing."""
    card, said = next(
        (card, said) for (other, card), said in company.decided.items() if other == group
    )
    decider = table[0]
    while decider.card != card:
        decides(company, table, decider, "more")
    decides(company, table, decider, "more" if said == "less" else "less")


def reloads_and_goes_back(company: Company) -> None:
    phone = company.phones["Amina"]
    card = phone.card
    phone.lean("dunno")
    phone.leans("dunno")
    phone.reload()
    phone.is_at_card(card)
    phone.leans("dunno")
    phone.page.go_back()
    phone.is_at_card(card)
    phone.leans("dunno")
    phone.is_back()


def too_few_are_not_shown(company: Company) -> None:
    """Two have chosen and one says "show": nobody's choice can be read out of it."""
    table = company.table_of("Amina")
    friend = next(phone for phone in table if phone.name != "Amina")
    friend.lean("more")
    all_see(table, CHOSEN, "#saved", leaned=2, here=len(table))
    friend.show_now()
    too_few = "The choices are not shown: fewer than %(fewest)s people have chosen."
    all_see(table, too_few, "#screen", fewest=LIMIT.fewest_to_spread)
    all_gone(table, ".discs")
    decides(company, table, friend, "neither")


def progress_is_seen(company: WholeCompany) -> None:
    total = len(SAMPLE["card"])
    for group in {group for group, _ in company.decided}:
        done = sum(number == group for number, _ in company.decided)
        words = company.wall.say(
            "Group %(number)s, cards: %(done)s of %(total)s", number=group, done=done, total=total
        )
        windows = company.wall.find(f"#windows-{group}")
        expect(windows).to_have_attribute("aria-label", words)
        for console in company.consoles:
            console.look()
            expect(console.table(group).locator(".table-count")).to_have_text(str(done))


def the_picture(company: WholeCompany) -> None:
    """Nothing of it is on the wall, and nothing of other groups in a hand, until the facilitator shows it."""
    company.next(Step.picture)
    company.wall.find("#house-1").wait_for()
    company.wall.lacks(*(row["text"]["sv"] for row in SAMPLE["card"]))
    for phone in company:
        phone.counts(".pile-card", sum(group == phone.group for group, _ in company.decided))
    company.console.put_up("picture")
    for card in {card for _, card in company.decided}:
        _card_is_told(company, card)


def _card_is_told(company: WholeCompany, card: str) -> None:
    """By groups: in every hand, and on the wall in a table beside the drawing."""
    counts = {"more": 0, "dunno": 0, "less": 0}
    for (_, decided), decision in company.decided.items():
        if decided == card:
            counts[decision if decision in counts else "dunno"] += 1
    line = f"#card-{card}"
    all_see(company, "Groups: more %(more)s, less %(less)s, don't know %(dunno)s", line, **counts)
    words = company.phones["Amina"].find(f"{line} .card-words").inner_text()
    row = company.wall.find("#picture-table tbody tr").filter(has_text=words)
    groups = {phone.group for phone in (*company, company.host)}
    not_reached = len(groups) - sum(counts.values())
    numbers = [*counts.values(), not_reached]
    expect(row.locator("td")).to_have_text([str(number) for number in numbers])
