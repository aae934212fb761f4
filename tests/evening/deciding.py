"""Together again: a move, the wall, the vote, the agreed actions, the survey, thanks."""

import httpx
from playwright.sync_api import expect

from app.method.refusals import own_group
from app.vocabulary import Language, Step
from tests.evening.company import Company, all_gone, all_see, swedish
from tests.evening.phone import Phone
from tests.evening.proposing import RUDE
from tests.evening.sundby import SAMPLE

OWNER, FIRST_STEP, DUE_ON = "Bildningsnämnden", "Nämnden tar upp saken i januari", "2027-01-20"
WRITTEN = "En handbok om bemötande"
FREE = "Maten var god, och alla fick tala."
UNDONE = (
    "Closing cannot be undone: the votes are counted and then erased. Another vote is a new round."
)

NOBODY = "Nobody could vote for the proposal of groups %(groups)s: everybody here is in them."
TIE = "A tie: the order of equal ones means nothing."

Tally = dict[int, int]


def one_is_moved(company: Company) -> Phone:
    """From group 1 to group 2, after both have proposed: back to the step of the groups, and forth again."""
    moved = company.table(1)[0]
    company.console.go_to(Step.groups)
    company.all_at(Step.groups)
    seats = company.console.find(".person summary strong").all_inner_texts()
    on_phone = moved.find("#screen").inner_text()
    (seat,) = [seat for seat in seats if f" {seat}." in on_phone]
    company.console.move(seat, 2)
    moved.sees(moved.say("You are in group %(number)s", number=2))
    return moved


def the_wall(company: Company) -> None:
    """What a group proposes is on the wall when the facilitator puts it there, one at a time."""
    company.console.go_to(Step.wall)
    company.all_at(Step.wall)
    expect(company.wall.find("#hung > li")).to_have_count(len(company.titles))
    company.wall.lacks(*company.titles.values())
    for group, title in sorted(company.titles.items()):
        company.console.spotlight_next()
        company.wall.sees(title, "#spotlit")
        company.wall.lacks(*set(company.titles.values()) - {title})
        all_see(company, "Group %(number)s presents", ".spotlit", number=group)
        for phone in company:
            phone.sees(title, ".spotlit")
            if phone.language is not Language.sv:
                expect(phone.find(".spotlit h2 bdi")).to_have_attribute("lang", Language.sv)
    company.console.take_down("spotlight")
    company.wall.at(Step.wall)
    expect(company.wall.find("#spotlit")).to_have_count(0)
    for screen in (company.wall, *company):
        screen.lacks(RUDE)


def two_are_joined(company: Company, joined: int, kept: int) -> None:
    """What two groups propose is one for a while, with the marks of both; and taken apart again."""
    company.console.join(joined, kept)
    company.wall.counts("#hung > li", len(company.titles))
    expect(company.wall.find("#hung-count")).to_contain_text(str(len(company.titles) - 1))
    for phone in company:
        phone.counts(".joined-marks", 1)
        phone.lacks(company.titles[joined])
    if len(company.titles) == 2:
        company.console.sees(company.console.say(NOBODY, groups="1, 2"))
    company.console.take_apart()
    for phone in company:
        phone.counts(".joined-marks", 0)
        phone.sees(company.titles[joined])


def the_vote_opens(company: Company, moved: Phone | None = None) -> None:
    """Nobody can choose what the own group proposes, nor what an earlier one does; and sees why."""
    company.next(Step.vote)
    company.console.open_vote()
    for phone in company:
        own = {phone.group, 1} if phone is moved else {phone.group}
        phone.counts("#vote button", len(company.titles) - len(own))
        for group in own:
            expect(phone.ballot(group)).to_contain_text(phone.say(own_group.sentence))


def everybody_votes(company: Company, moved: Phone) -> None:
    """One changes the vote, one takes it back and abstains. Only how many have voted is seen."""
    first, second, third = map(company.table, (1, 2, 3))
    for phone in first:
        votes(phone, 2)
    for phone in second:
        votes(phone, 3 if phone is moved else 1)
    for phone, group in zip(third, (1, 2, 1, 2), strict=True):
        votes(phone, group)
    votes(third[0], 2)
    third[3].take_vote_back()
    expect(third[3].find('#vote [aria-pressed="true"]')).to_have_count(0)
    expect(company.wall.find("#sun .sun-number")).to_have_text("11")
    company.console.sees_number(11, "#turnout")
    all_gone(company, "#screen .outcome")
    expect(company.wall.find("#tally")).to_have_count(0)
    assert len(list(company.hall.program.keys.iterdir())) == 1


def votes(phone: Phone, group: int) -> None:
    phone.vote_for(group)
    phone.voted_for(group)
    phone.sees(phone.say("Your vote is saved"))


def hands_are_counted(company: Company, hands: list[tuple[int, int]], turnout: int) -> None:
    """At each of these tables somebody without a phone raises a hand for another group's idea."""
    for table, _ in hands:
        company.console.count_heads(table, len(company.table(table)) + len(hands))
    for place, (table, group) in enumerate(hands, 1):
        company.console.count_hands(table, company.titles[group], 1)
        company.console.sees_number(turnout + place, "#turnout")
    expect(company.wall.find("#sun .sun-number")).to_have_text(str(turnout + len(hands)))


def a_second_round(company: Company, voters: list[Phone], group: int) -> None:
    """Everybody votes anew; the first round stays in sight of the facilitator."""
    company.console.vote_again()
    all_see(company, "Second round", "#round")
    company.wall.sees(company.wall.say("Second round"), "#round")
    for phone in voters:
        votes(phone, group)
    company.console.close_vote()
    expect(company.wall.find("#tie")).to_have_count(0)
    expect(company.wall.find("#tally-first strong")).to_have_text(str(len(voters)))
    company.console.open("#round-1")
    company.console.sees(company.console.say(TIE), "#round-1")
    for phone in company:
        phone.look()
        expect(phone.ballot(group)).to_contain_text(f"{len(voters)} ")


def the_vote_closes(company: Company, tally: Tally) -> None:
    """A tie is told as a tie. What cannot be undone says so before."""
    company.console.open("#closing")
    company.console.sees(company.console.say(UNDONE), "#closing")
    company.console.close_vote()
    expect(company.wall.find("#tie")).to_be_visible()
    for group, number in tally.items():
        row = company.wall.find(".tally-row").filter(has_text=company.titles[group])
        expect(row.locator("strong")).to_have_text(str(number))
        line = company.console.find("#results > li").filter(has_text=company.titles[group])
        expect(line.locator(".votes")).to_contain_text(str(number))
        for phone in company:
            phone.look()
            expect(phone.ballot(group)).to_contain_text(f"{number} ")
    all_see(company, "The vote ended in a tie.", "#screen")
    all_see(company, "%(hands)s of them by hand", "#screen", hands=1)
    company.wall.sees(company.wall.say("%(hands)s of them by hand", hands=1), "#tally")
    all_gone(company, "#vote button")


def actions_are_agreed(company: Company) -> None:
    """One from a proposal, one written here; those who want to take part are a number."""
    company.next(Step.agreement)
    company.console.agree_on(company.titles[1])
    company.console.complete(0, OWNER, FIRST_STEP, DUE_ON)
    company.console.agree(WRITTEN, "Kommunkansliet", "", "")
    for screen in (company.wall, *company):
        for words in (company.titles[1], OWNER, FIRST_STEP, WRITTEN, "2027"):
            screen.sees(words)
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
    company.console.end()
    for phone in company:
        phone.at("ended")
    over, unknown = (
        httpx.get(f"http://127.0.0.1:{company.hall.program.port}/{code}")
        for code in (company.hall.code, "2222222")
    )
    assert (over.status_code, over.text) == (unknown.status_code, unknown.text)
