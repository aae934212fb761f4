"""Together again: a move, the wall, the vote, the agreed actions, the survey, thanks."""

import re

import httpx
from playwright.sync_api import expect

from app.method.refusals import own_group
from app.vocabulary import Language, Step
from tests.evening import reading
from tests.evening.all_together import BALLOTS
from tests.evening.company import Company, WholeCompany, all_gone, all_see, alone, swedish
from tests.evening.phone import Phone
from tests.evening.proposing import RUDE
from tests.evening.shared import SharedPhone
from tests.evening.sundby import SAMPLE

OWNER, FIRST_STEP, DUE_ON = "Bildningsnämnden", "Nämnden tar upp saken i januari", "2027-01-20"
WRITTEN = "En handbok om bemötande"
FREE = "Maten var god, och alla fick tala."
UNDONE = (
    "Closing cannot be undone: the votes are counted and then erased. Another vote is a new round."
)

# By the group whose proposal it is: hands raised at the table by its host alone.
HANDS = {2: 2}

Tally = dict[int, int]


def one_is_moved(company: WholeCompany, group: int) -> Phone:
    """From group 1, after all have proposed: back to the step of the groups, and forth again."""
    moved = company.table(1)[0]
    company.console.go_to(Step.groups)
    company.all_at(Step.groups)
    seats = company.console.find(".person summary strong").all_inner_texts()
    on_phone = moved.find("#screen").inner_text()
    (seat,) = [seat for seat in seats if re.search(rf"\b{seat}\b", on_phone)]
    company.console.move(seat, group)
    company.seats[moved.name] = group
    moved.sees(moved.say("You are in group %(number)s", number=group))
    return moved


def are_joined(company: WholeCompany) -> None:
    """Two that are the same stand as one, with the marks of both groups; taken apart, they hang there as before."""
    company.console.go_to(Step.proposals)
    company.all_at(Step.proposals)
    hung = company.wall.find("#hung > li")
    number = len(company.titles) + len(company.joined)
    expect(hung).to_have_count(number)
    for title, head in company.joined.values():
        company.console.join_alike(title, company.titles[head])
        _hang_on_phones(company, number - 1)
        company.tablet.take_apart(title)
        _hang_on_phones(company, number)
        company.tablet.join_alike(title, company.titles[head])
        _hang_on_phones(company, number - 1)
    expect(hung).to_have_count(number)


def _hang_on_phones(company: Company, number: int) -> None:
    for phone in company:
        phone.counts('#screen li[id^="proposal-"]', number)


def the_wall(company: WholeCompany) -> None:
    """What a group proposes is on the wall when the facilitator puts it there, one at a time."""
    company.wall.lacks(*company.titles.values())
    for group, title in sorted(company.titles.items()):
        company.console.spotlight_next()
        company.wall.sees(title, "#spotlit")
        company.wall.lacks(*set(company.titles.values()) - {title})
        marks = company.wall.find("#spotlit .group-mark")
        expect(marks).to_have_count(len(company.proposing(group)))
        all_see(company, "Group %(number)s presents", ".spotlit", number=group)
        for phone in company:
            phone.sees(title, ".spotlit")
            if phone.language is not Language.sv:
                expect(phone.find(".spotlit h2 bdi")).to_have_attribute("lang", Language.sv)
    company.console.take_down("spotlight")
    company.wall.at(Step.proposals)
    expect(company.wall.find("#spotlit")).to_have_count(0)
    for screen in (company.wall, *company):
        screen.lacks(RUDE)


def the_vote_opens(company: WholeCompany, moved: Phone | None = None) -> None:
    """Nobody can choose what the own group proposes, nor what an earlier one does; and sees why."""
    company.next(Step.vote)
    company.tablet.open_vote()
    _are_locked(company, moved)


def _are_locked(company: WholeCompany, moved: Phone | None) -> None:
    for phone in company:
        own = {phone.group, 1} if phone is moved else {phone.group}
        locked = [head for head in company.titles if own & company.proposing(head)]
        phone.counts(f"{BALLOTS} .choice", len(company.titles) - len(locked))
        for head in locked:
            expect(phone.ballot(head)).to_contain_text(phone.say(own_group.sentence))


def everybody_votes(company: WholeCompany, moved: Phone) -> None:
    """One changes the vote; one takes it back, and one at the shared phone never votes. Only how many is seen."""
    first, second, third = (alone(company.table(group)) for group in (1, 2, 3))
    for phone, group in zip(first, (2, 3), strict=True):
        votes(phone, group)
    for phone in second:
        votes(phone, 1)
    votes_in_turn(company.shared, 1, people=2)
    hesitating = next(phone for phone in third if phone is not moved)
    votes(hesitating, 1)
    for phone in third:
        votes(phone, 2)
    second[0].take_vote_back()
    expect(second[0].find(f'{BALLOTS} [aria-pressed="true"]')).to_have_count(0)
    voted = company.people - 2 - company.host.people
    _is_turnout(company, voted)
    hands_are_raised(company)
    _is_turnout(company, voted + sum(HANDS.values()))
    all_gone(company, "#screen .outcome")
    expect(company.wall.find("#tally")).to_have_count(0)
    assert len(list(company.hall.program.keys.iterdir())) == 1


def hands_are_raised(company: WholeCompany) -> None:
    """One facilitator counts them at the table, and the other one sees it."""
    company.host.asks_for_nobodys_own()
    for group, number in HANDS.items():
        company.tablet.count_hands(company.host.group, company.titles[group], number)
    raised = sum(HANDS.values())
    words = "Hands: %(raised)s, by phone: %(voted)s"
    for console in company.consoles:
        console.open("#hand-votes")
    company.both_see(words, "#hand-votes", raised=raised, voted=0)


def _is_turnout(company: WholeCompany, voted: int) -> None:
    expect(company.wall.find("#sun .sun-number")).to_have_text(str(voted))
    for console in company.consoles:
        console.sees_number(voted, "#turnout")


def votes(phone: Phone, group: int) -> None:
    phone.vote_for(group)
    phone.voted_for(group)
    phone.sees(phone.say("Your vote is saved"))


def votes_in_turn(phone: SharedPhone, group: int, people: int) -> None:
    """Each of the first ones at a shared phone. What one has chosen is not before the next one."""
    phone.take_turn(1)
    for number in range(1, people + 1):
        phone.turn_is(number)
        phone.counts(f'{BALLOTS} [aria-pressed="true"]', 0)
        phone.vote_for(group)
    if people == phone.people:
        phone.all_are_done()
    else:
        phone.turn_is(people + 1)


def the_vote_closes(company: WholeCompany, tally: Tally) -> None:
    """A tie is told as a tie, and hands as hands. What cannot be undone says so before."""
    company.console.look()
    company.console.open("#closing")
    company.console.sees(company.console.say(UNDONE), "#closing")
    company.console.close_vote()
    expect(company.wall.find("#title")).to_be_visible()
    expect(company.wall.find("#tally")).to_have_count(0)
    reading.that_votes_are_counted(company)
    company.console.show_result()
    most = max(tally.values())
    is_tie = [*tally.values()].count(most) > 1
    expect(company.wall.find("#tie")).to_have_count(1 if is_tie else 0)
    for group, number in tally.items():
        _is_counted(company, group, number)
    ending = "The vote ended in a tie." if is_tie else "The vote is closed."
    all_see(company, ending, "#screen")
    all_gone(company, f"{BALLOTS} .choice")


def _is_counted(company: WholeCompany, group: int, number: int) -> None:
    title = company.titles[group]
    row = company.wall.find(".tally-row").filter(has_text=title)
    expect(row.locator("strong")).to_have_text(str(number))
    for console in company.consoles:
        console.look()
        line = console.find("#results > li").filter(has_text=title)
        expect(line.locator(".votes")).to_contain_text(str(number))
    for phone in company:
        phone.look()
        expect(phone.ballot(group)).to_contain_text(f"{number} ")


def again(company: WholeCompany, tally: Tally, moved: Phone | None = None) -> None:
    """A second round: everybody votes anew. The first one stays as it was counted."""
    company.tablet.vote_again()
    _are_locked(company, moved)
    all_see(company, "Second round", "#round")
    for phone in company:
        own = {phone.group, 1} if phone is moved else {phone.group}
        head = next(head for head in company.titles if not own & company.proposing(head))
        if isinstance(phone, SharedPhone):
            votes_in_turn(phone, head, phone.people)
        else:
            votes(phone, head)
    the_vote_closes(company, tally)
    for console in company.consoles:
        for title in company.titles.values():
            console.sees(title, "#round-1-results")


def actions_are_agreed(company: WholeCompany) -> None:
    """One from a proposal, one written here; those who want to take part are a number."""
    company.console.look()
    company.console.open("#heads")
    company.next(Step.agreement)
    expect(company.console.find("#step details[open]")).to_have_count(0)  # of the step before
    company.console.agree_on(company.titles[1])
    company.console.complete(0, OWNER, FIRST_STEP, DUE_ON)
    company.console.agree(WRITTEN, "Kommunkansliet", "", "")
    for screen in (company.wall, company.tablet, *company):
        for words in (company.titles[1], FIRST_STEP, WRITTEN):
            screen.sees(words)
    for screen in (company.wall, *company):
        screen.sees(OWNER)
        screen.sees("2027")
    expect(company.tablet.find('#actions [name="owner"]').first).to_have_value(OWNER)
    willing = list(company)[:3]
    for phone in willing:
        phone.take_part(0)
        expect(phone.taking_part(0)).to_have_attribute("aria-pressed", "true")
    willing[0].take_part(0)
    expect(willing[0].taking_part(0)).to_have_attribute("aria-pressed", "false")
    company.console.sees_number(2, "#actions > li:first-child .action-words .quiet")


def the_survey(company: Company, levels: tuple[int, ...]) -> list[Phone]:
    """As many as there are levels answer everything, one skips everything, the others put the phone away."""
    company.next(Step.survey)
    *answering, skipping = swedish(company)[: len(levels) + 1]
    for phone, level in zip(answering, levels, strict=True):
        answers(company, phone, level)
    for _ in SAMPLE["survey_question"]:
        skipping.skip_question()
    through = [*answering, skipping]
    for phone in through:
        phone.sees(phone.say("Thank you for your answers"))
    company.wall.sees_number(len(through), "#through")
    company.console.sees_number(len(through), "#through")
    return through


def answers(company: Company, phone: Phone, level: int) -> None:
    for question in SAMPLE["survey_question"]:
        phone.sees(question["text"][phone.language])
        match question["kind"]:
            case "scale":
                phone.answer(level)
            case "actions":
                phone.answer_with_action(company.titles[1])
            case "free":
                phone.answer_in_words(FREE)


def thanks(company: Company, through: list[Phone]) -> None:
    """Who is not through the survey still has it. To strangers an ended meeting is like one that never was."""
    company.console.next()
    company.wall.at(Step.thanks)
    for phone in company:
        phone.at(Step.thanks if phone in through else Step.survey)
    company.wall.sees(WRITTEN, "#begins")
    reading.what_was_agreed_and_where_it_is_told(through, WRITTEN)
    company.console.end()
    for phone in company:
        phone.at("ended")
    reading.what_was_agreed_when_it_is_over(company, WRITTEN)
    over, unknown = (
        httpx.get(f"http://127.0.0.1:{company.hall.program.port}/{code}")
        for code in (company.hall.code, "2222222")
    )
    assert (over.status_code, over.text) == (unknown.status_code, unknown.text)
