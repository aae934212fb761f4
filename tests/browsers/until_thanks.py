"""The evening's second half in another engine: ideas, axis, wall, vote, what is agreed, survey, thanks."""

from app.method import axis, ideas, proposals, vote, wordings
from app.models import (
    AgreedAction,
    Ballot,
    Idea,
    Interest,
    Placement,
    Proposal,
    SurveyAnswer,
    SurveyForm,
    Tally,
)
from app.vocabulary import Language, Step
from tests.browsers.company import LANGUAGES, Company
from tests.browsers.engine import seen
from tests.browsers.screens import HOME, PAGE_UP, Screen

TITLES = {1: "Bänkar längs vägen till skolan", 2: "مقهى اللغات (Språkcafé) يوم الاثنين 17:30!"}
BESIDES = {1: "Öppet hus i brandstationen", 2: "Cykelverkstad för alla"}
WHAT = {1: "Fem bänkar före första snön", 2: "لقاء كل أسبوع في المكتبة"}
WHO = {1: "Tekniska nämnden", 2: "المكتبة"}
HALF = {1: "Halva tanken är", 2: "نصف الفكرة"}
OWNER, FIRST_STEP, DUE_ON = "Bildningsnämnden", "Nämnden tar upp saken i januari", "2027-01-20"
FREE = {1: "Alla fick tala.", 2: "تكلّم الجميع."}
BALLOT = "button.choice.proposal"
CHOICES = f"return [...document.querySelectorAll('{BALLOT}')].map((one) => one.value)"
QUESTIONS = 7


def writing_ideas(company: Company) -> None:
    company.next(Step.ideas)
    company.look_right("11-ideas")
    for table, phone in company.phones.items():
        for field, words in (("title", TITLES), ("what", WHAT), ("who", WHO)):
            phone.write(f"#new-{field}", words[table])
        phone.press("#idea-add")
        phone.counts("#ideas > .idea", 1)
        (idea,) = _ideas(company, table)
        assert _said(company, idea) == (TITLES[table], WHAT[table], WHO[table])
        _half_written_stays(company, table, phone)
    company.look_right("12-written")


def _half_written_stays(company: Company, table: int, phone: Screen) -> None:
    """While a mate saves another idea."""
    phone.write("#new-title", HALF[table])
    mate = company.members(table)[0]
    company.evening.do(ideas.write, mate, BESIDES[table], "", "")
    phone.counts("#ideas > .idea", 2)
    phone.shows(HALF[table], "#new-title")


def on_the_axis(company: Company) -> None:
    """By the sliders' keys at one table, by a press on the plane at the other; placed, shown, settled, proposed."""
    company.next(Step.axis)
    company.console.open("#settings-panel")
    company.console.write("#proposals-a-group", "2")
    company.console.press("#settings button")
    company.console.shows("2", "#settings-panel > summary")
    for table, phone in company.phones.items():
        idea, other = _ideas(company, table)
        phone.open(f"#tab-{idea.id}")
        (_by_keys if table == 1 else _on_plane)(phone, idea.id)
        phone.is_here(f"#tab-{idea.id} .dot")
        phone.looks_right("13-placed")
        (placed,) = company.evening.all(Placement, person_id=company.me[table])
        assert _is_near((placed.effort, placed.impact), (20, 70) if table == 1 else (50, 50))
        _mates_place(company, table, idea.id)
        _settles(company, phone, idea.id)
        _mate_proposes(company, table, other.id)
    company.wall.counts('[id^="point-"]', 4)
    company.console.press("#titles-up button")
    company.wall.shows(TITLES[2], "#axis-table, #axis-list")
    company.look_right("15-axis")


def _by_keys(phone: Screen, idea: int) -> None:
    phone.write(f"#effort-{idea}", HOME + PAGE_UP * 2)
    phone.write(f"#impact-{idea}", HOME + PAGE_UP * 7)
    phone.press(f'button[id^="place-button-{idea}"]')


def _on_plane(phone: Screen, idea: int) -> None:
    phone.press(f"#panel-{idea} [data-plane]")


def _is_near(place: tuple[int, int], meant: tuple[int, int]) -> bool:
    return all(abs(at - other) <= 2 for at, other in zip(place, meant, strict=True))


def _mates_place(company: Company, table: int, idea: int) -> None:
    for mate, effort in zip(company.members(table)[:-1], (30, 40, 60), strict=True):
        company.evening.do(axis.place, mate, idea, effort, 70)


def _settles(company: Company, phone: Screen, idea: int) -> None:
    phone.press(f"#show-button-{idea}")
    phone.is_here(f"#panel-{idea} .plane-zone")
    phone.looks_right("14-where-we-stand")
    phone.press(f'button[form="settle-{idea}"], #settle-{idea} .ground-pair button:not([form])')
    phone.press(f'button[form="propose-{idea}"]')
    phone.is_here(f'button[form="withdraw-{idea}"]')
    (settled,) = company.evening.all(Idea, id=idea)
    assert settled.effort is not None
    assert len(company.evening.all(Proposal, idea_id=idea)) == 1


def _mate_proposes(company: Company, table: int, idea: int) -> None:
    mate = company.members(table)[0]
    company.evening.do(axis.place, mate, idea, 80, 30)
    company.evening.do(axis.settle, mate, idea, 80, 30)
    company.evening.do(proposals.propose, mate, idea)


def the_proposals(company: Company) -> None:
    company.next(Step.proposals)
    for phone in company.phones.values():
        phone.counts('#screen li[id^="proposal-"]', 4)
    company.look_right("16-proposals")
    for title in (TITLES[1], BESIDES[1], TITLES[2]):
        company.console.press("#spotlight-next button")
        for screen in (company.wall, *company.phones.values()):
            screen.shows(title, ".spotlit")
    company.look_right("17-spotlight")
    company.console.press("#spotlight-down button")
    company.wall.is_gone(".spotlit")


def the_vote(company: Company) -> None:
    """Chosen, taken back, chosen anew and changed; then it is closed, and the hall sees what it gave."""
    company.next(Step.vote)
    company.console.press("#open-vote button")
    for table, phone in company.phones.items():
        voted = len(company.evening.all(Ballot))
        phone.counts(BALLOT, 2)
        first, second = phone.engine.ask(CHOICES)
        _chooses(phone, first)
        phone.press('form[action$="/vote/withdrawn"] button')
        phone.is_gone(f"{BALLOT}[aria-pressed=true]")
        assert len(company.evening.all(Ballot)) == voted
        _chooses(phone, first)
        _chooses(phone, second)
        phone.looks_right("18-chosen")
        company.wall.shows(str(voted + 1), "#sun .sun-number")
        assert len(company.evening.all(Ballot)) == voted + 1
        for mate in company.members(table)[:-1]:
            company.evening.do(vote.cast, mate, int(second))
    company.wall.shows("8", "#sun .sun-number")
    company.look_right("19-vote")
    company.console.press("#to-close-vote")
    company.console.is_here("#closing[open]")
    company.console.looks_right("20-closing")
    company.console.press("#close-vote button")
    company.console.is_here("#results")
    company.console.press("#result-up button")
    company.wall.is_here("#tally")
    for phone in company.phones.values():
        phone.is_gone(BALLOT)
    company.look_right("21-result")
    assert sorted(tally.votes for tally in company.evening.all(Tally)) == [0, 0, 4, 4]
    assert company.evening.all(Ballot) == []


def _chooses(phone: Screen, proposal: str) -> None:
    phone.press(f'{BALLOT}[value="{proposal}"]')
    phone.is_here(f'{BALLOT}[value="{proposal}"][aria-pressed=true]')
    phone.is_painted(BALLOT)


def what_is_agreed(company: Company) -> None:
    company.next(Step.agreement)
    line = "#choices > li:first-child button"
    company.console.press(line)
    company.console.is_here("#actions > li")
    (action,) = company.evening.all(AgreedAction)
    for field, words in (("owner", OWNER), ("first-step", FIRST_STEP)):
        company.console.write(f"#{field}-{action.id}", words)
    company.console.pick_day(f"#due-on-{action.id}", DUE_ON)
    company.console.press(f"#edit-{action.id} .action-acts button:not([form])")
    for screen in (company.wall, *company.phones.values()):
        for words in (OWNER, FIRST_STEP, "2027"):
            screen.shows(words)
    (action,) = company.evening.all(AgreedAction)
    with company.evening.reading() as book:
        said = [wordings.said(book, text_id) for text_id in (action.owner_id, action.first_step_id)]
    assert (said, action.due_on) == (
        [{Language.sv: OWNER}, {Language.sv: FIRST_STEP}],
        DUE_ON,
    )
    _two_take_part(company)
    company.look_right("22-agreed")
    company.console.press("#read-next button")
    company.wall.shows(OWNER, "#in-front-owner")
    company.wall.shows(FIRST_STEP, "#in-front-step")
    company.wall.is_here("#in-front-date")
    company.look_right("23-read-back")


def _two_take_part(company: Company) -> None:
    button = 'form[id^="interest-"] button'
    for phone in company.phones.values():
        phone.press(button)
        phone.is_here(f"{button}[aria-pressed=true]")
    assert len(company.evening.all(Interest)) == 2
    company.console.shows("2", "#actions > li:first-child .action-words .quiet")


def the_survey(company: Company) -> None:
    company.next(Step.survey)
    for table, phone in company.phones.items():
        for place in range(QUESTIONS):
            _answers(phone, table, place)
        phone.is_here("#sky-survey-done")
    assert len(company.evening.all(SurveyForm)) == 2, "sealed until it ends"
    company.wall.shows("2", "#through")
    company.look_right("25-answered")


def _answers(phone: Screen, table: int, place: int) -> None:
    phone.is_here('form[id^="survey-"]')
    asked = phone.engine.ask("return document.querySelector('form[id^=\"survey-\"]').id")
    if phone.engine.ask(f"return Boolean({seen('textarea#words')})"):
        phone.write("textarea#words", FREE[table])
    else:
        phone.press("label.choice")
        phone.is_here("label.choice input:checked")
        if place < QUESTIONS - 2:
            phone.is_painted("label.choice")
        else:
            phone.engine.until(f"getComputedStyle({seen('.box > svg')}).visibility === 'visible'")
    if place in (0, QUESTIONS - 2, QUESTIONS - 1):
        phone.looks_right(f"24-question-{place + 1}")
    phone.press('button[id^="answer-"]')
    phone.is_gone(f"#{asked}")


def thanks(company: Company) -> None:
    company.next(Step.thanks)
    company.wall.is_here("#begins")
    company.look_right("26-thanks")
    company.console.press("#end-meeting button")
    company.console.is_here("#ended")
    for phone in company.phones.values():
        phone.at("ended")
        phone.looks_right("27-ended")
    answers = company.evening.all(SurveyAnswer)
    assert {answer.words for answer in answers if answer.words} == set(FREE.values())
    assert sum(answer.level is not None for answer in answers) == 2 * (QUESTIONS - 2)


def _ideas(company: Company, table: int) -> list[Idea]:
    own = company.evening.all(Idea, small_group_id=company.group(table))
    return sorted(own, key=lambda idea: idea.number)


def _said(company: Company, idea: Idea) -> tuple[str, ...]:
    language = LANGUAGES[1] if idea.small_group_id == company.group(1) else LANGUAGES[2]
    with company.evening.reading() as book:
        texts = (idea.title_id, idea.what_id, idea.who_id)
        return tuple(wordings.said(book, text_id)[language] for text_id in texts)
