"""Interpreters: seats of their own; what they type is on every screen of the language, marked, beside the original."""

import re
from collections import Counter
from typing import Any

import pytest

from app.limits import LIMIT
from app.method import (
    agreement,
    ending,
    groups,
    ideas,
    ideas_rewording,
    interpreting,
    on_the_wall,
    sorting,
    vote,
    wordings,
)
from app.method.people import joining, merging
from app.method.people.mixing import Placed, balanced, needing
from app.method.preparing import (
    ends,
    packs,
    pattern,
    planning,
    principles,
    questions,
    translations,
)
from app.method.preparing.planning import PlannedRow
from app.method.refusals import RefusedError, meeting_ended, too_long, voted_on
from app.models import (
    AgreedAction,
    Card,
    Idea,
    Interpreting,
    Meeting,
    Proposal,
    SuggestedAction,
    SurveyQuestion,
    TalkLine,
    Wording,
)
from app.templating import sentence
from app.vocabulary import Category, Door, Language, Role, Shown, Step
from tests.cast import Evening
from tests.house import Browser, House, notice_of
from tests.web.elements import Element, tree

ARABIC = "مقهى اللغات (Språkcafé) يوم الاثنين 17:30!"


def desk(browser: Browser, tag: str) -> Element:
    return tree(browser.ask("GET", f"{browser.path}?open=desk-{tag}").text).one(id=f"desk-{tag}")


def fields(browser: Browser, tag: str, text_id: int) -> dict[str, str]:
    form = desk(browser, tag).one("form", id=f"type-{tag}-{text_id}")
    return {
        field.held["name"]: field.held["value"]
        for field in form.all("input")
        if "value" in field.held
    }


def type_it(browser: Browser, tag: str, text_id: int, words: str) -> None:
    sent = fields(browser, tag, text_id) | {"words": words}
    assert browser.ask("POST", f"{browser.path}/texts/{text_id}", data=sent).status_code == 303


def follow(evening: Evening, tag: str, interpreters: int, talk: str = "") -> None:
    evening.do(interpreting.set_followed, tag, interpreters, talk)


def title_of(evening: Evening, proposal: int) -> int:
    (row,) = evening.all(Proposal, id=proposal)
    return evening.all(Idea, id=row.idea_id)[0].title_id


def test_what_is_typed_once_is_on_all_screens_of_the_language(house: House) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "ar", 2)
    evening.do(joining.speak, evening.member("Layla"), Language.ar)
    first, second = evening.propose("Amina", "Språkcafé"), evening.propose("Hodan", "Tydliga brev")
    evening.go_to(Step.proposals)
    console = tree(house.console(Language.en).screen()).one("li", id="interpreted-ar").said
    assert "2 texts wait, 1 person" in console
    # The newest need comes first: what is in the light, then what is voted on.
    (lit,) = evening.all(Proposal, id=second)
    evening.do(on_the_wall.show, Shown.spotlight, str(lit.idea_id))
    waiting = [section.held["id"] for section in desk(interpreter, "ar").all("section")]
    assert waiting == [f"text-ar-{title_of(evening, proposal)}" for proposal in (second, first)]
    type_it(interpreter, "ar", title_of(evening, first), ARABIC)
    layla = house.phone("Layla").screen()
    assert ARABIC in layla
    assert "(ترجمة شفهية)" in layla
    assert "Språkcafé (sv)" not in layla
    original = tree(layla).one("li", id=f"proposal-{first}").one("details", kind="original")
    assert "Språkcafé" in original.said, "the original is one tap away"
    assert ARABIC not in house.phone("Amina").screen()
    # Empty words take it back, while nobody votes by it.
    type_it(interpreter, "ar", title_of(evening, first), "")
    assert not evening.all(Wording, text_id=title_of(evening, first), language="ar")
    type_it(interpreter, "ar", title_of(evening, first), ARABIC)
    held = fields(interpreter, "ar", title_of(evening, first))
    # The vote says it too; and for whom the words are foreign is reckoned with it.
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    assert ARABIC in house.phone("Layla").screen()
    assert "1 text waits" in tree(house.console(Language.en).screen()).one(id="interpreted-ar").said
    # By then somebody may have voted by it; what still lacks it can be said.
    typed = desk(interpreter, "ar").one("section", id=f"text-ar-{title_of(evening, first)}")
    assert sentence(voted_on, Language.en) in typed.said
    assert not typed.all("form")
    for words in ("", "إغلاق المكتبة"):
        late = interpreter.tap(f"texts/{title_of(evening, first)}", **held | {"words": words})
        assert (late.status_code, notice_of(late.text)) == (409, sentence(voted_on, Language.en))
    type_it(interpreter, "ar", title_of(evening, second), "رسائل واضحة")


@pytest.mark.parametrize(
    ("step", "column", "most"),
    [
        (Step.axis, (Meeting, "effort_low_id"), LIMIT.end),
        (Step.survey, (SurveyQuestion, "low_id"), LIMIT.title),
        (Step.survey, (SurveyQuestion, "text_id"), LIMIT.text),
        (Step.agreement, (AgreedAction, "title_id"), LIMIT.title),
        (Step.vote, (Idea, "title_id"), LIMIT.title),
    ],
)
def test_what_is_typed_may_be_as_long_as_the_text_itself_and_no_longer(
    house: House, step: Step, column: tuple[type[Any], str], most: int
) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.fi})
    evening.do(ends.set_ends, {"effort_low_id": {"sv": "lite arbete"}})
    evening.propose("Amina", "Språkcafé")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkcafé", "", "", "", Language.sv)
    evening.go_to(step)
    kind, name = column
    (text_id, *_) = [held for row in evening.all(kind) if (held := getattr(row, name))]
    follow(evening, "ar", 1)
    field = desk(interpreter, "ar").one("textarea", id=f"words-ar-{text_id}")
    assert field.held["maxlength"] == str(most)
    sent = fields(interpreter, "ar", text_id)
    late = interpreter.tap(f"texts/{text_id}", **sent | {"words": "ا" * (most + 1)})
    told = sentence(too_long.saying(limit=most), Language.fi)
    assert (late.status_code, notice_of(late.text)) == (409, told)
    type_it(interpreter, "ar", text_id, "ا" * most)


def test_an_interpreter_overwrites_nobody_and_reaches_nothing_else(house: House) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    proposal = evening.propose("Amina", "Språkcafé")
    title = title_of(evening, proposal)
    sent = fields(interpreter, "fi", title) | {"words": "Kielikahvila"}
    assert interpreter.tap(f"texts/{title}", **sent | {"language": "sv"}).status_code == 409
    idea = evening.all(Proposal, id=proposal)[0].idea_id
    evening.do(ideas_rewording.improve, evening.member("Amina"), idea, 1, "Språkkafé", "", "")
    late = interpreter.tap(f"texts/{title}", **sent)
    assert (late.status_code, "has changed" in notice_of(late.text)) == (409, True)
    assert interpreter.tap(f"texts/{title}", **sent | {"language": "xx"}).status_code == 409
    evening.do(ideas.hide, idea, hidden=True)
    assert "Språkkafé" not in interpreter.screen()
    assert interpreter.tap(f"texts/{title}", **sent).status_code == 404
    assert interpreter.tap("vote/opened").status_code in (404, 405)
    people = tree(house.console(Language.en).screen()).one(id="people").said
    assert people.startswith("15 people"), "interpreters are not counted"
    # Who writes the text anew ends what was typed from the old one.
    evening.do(ideas.hide, idea, hidden=False)
    type_it(interpreter, "fi", title, "Kielikahvila")
    assert "Kielikahvila" in house.phone("Kirsi").screen()
    evening.do(ideas_rewording.improve, evening.member("Amina"), idea, 2, "Kvällskafé", "", "")
    assert "Kielikahvila" not in house.phone("Kirsi").screen()
    assert "Kvällskafé" in house.phone("Kirsi").screen()


def test_what_is_typed_of_a_card_is_marked_until_the_coordinator_words_the_card_anew(
    house: House,
) -> None:
    evening = house.evening
    card = evening.all(Card, id=evening.ids(Card)[0])[0]

    def save(**said: str) -> dict[str, str]:
        """As the page with a field for each language sends them; returns in what languages it is said, and by whom."""
        of, theme = card.population_group_id, card.theme
        evening.do(packs.set_card, card.id, theme, of, said, heavy=card.heavy)
        return {
            wording.language: wording.source
            for wording in evening.all(Wording, text_id=card.text_id)
        }

    written = {"sv": "Card 1 (sv)", "fi": "Card 1 (fi)", "en": "Card 1 (en)"}
    evening.do(interpreting.interpret, card.text_id, "ar", ARABIC, interpreting.digest(written))
    assert save(**written, ar=ARABIC)["ar"] == "interpreted", "nobody has touched it"
    assert "ar" not in save(**written | {"sv": "Nya ord"}, ar=ARABIC)
    save(**written)
    evening.do(interpreting.interpret, card.text_id, "ar", ARABIC, interpreting.digest(written))
    assert "ar" not in save(**written | {"fi": ""}, ar=ARABIC), (
        "words that are gone have no meaning"
    )
    assert save(**written, ar="بطاقة")["ar"] == "written"


def test_what_an_interpreter_typed_is_never_all_that_a_text_says(house: House) -> None:
    evening = house.evening
    card = evening.all(Card, id=evening.ids(Card)[0])[0]
    with evening.reading() as book:
        written = wordings.written(book, card.text_id)
    evening.do(interpreting.interpret, card.text_id, "ar", ARABIC, interpreting.digest(written))
    nothing = dict.fromkeys(written, "")
    for said in (nothing, nothing | {"ar": ARABIC}):
        with pytest.raises(RefusedError):
            evening.do(translations.reword, card.text_id, said, LIMIT.text)
    evening.do(translations.reword, card.text_id, nothing | {"ar": "بطاقة"}, LIMIT.text)
    (left,) = evening.all(Wording, text_id=card.text_id)
    assert (left.words, left.source) == ("بطاقة", "written")


def test_what_is_taken_over_into_another_text_stays_marked(house: House) -> None:
    """From a suggestion to an idea, from there to an action, and with a line to another table."""
    evening, amina = house.evening, house.evening.member("Amina")

    def type_it(text_id: int) -> None:
        with evening.reading() as book:
            seen = interpreting.digest(wordings.written(book, text_id))
        evening.do(interpreting.interpret, text_id, "ar", ARABIC, seen)

    def is_marked(text_id: int) -> bool:
        return evening.all(Wording, text_id=text_id, language="ar")[0].source == "interpreted"

    first, second = evening.ids(SuggestedAction)[:2]
    for suggestion in (first, second):
        type_it(evening.all(SuggestedAction, id=suggestion)[0].text_id)
    evening.go_to(Step.ideas)
    named = evening.do(ideas.develop, amina, second, "Språkkafé")
    assert is_marked(evening.all(Idea, id=named)[0].what_id)
    idea = evening.all(Idea, id=evening.do(ideas.develop, amina, first))[0]
    assert is_marked(idea.title_id)
    evening.go_to(Step.agreement)
    agreed = evening.do(agreement.agree, "", "", "", "", Language.sv, idea.id)
    assert is_marked(evening.all(AgreedAction, id=agreed)[0].title_id)
    card = evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    evening.do(sorting.decide, amina, card, Category.more)
    evening.do(sorting.keep_line, amina, card, 0, "Hörs ofta")
    type_it(evening.all(TalkLine, card_id=card)[0].text_id)
    evening.do(merging.merge, evening.groups[2], evening.groups[1])
    assert all(is_marked(line.text_id) for line in evening.all(TalkLine, card_id=card))
    assert len(evening.all(TalkLine, card_id=card)) == 2


def test_two_who_share_are_told_when_to_change(house: House) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "ti", 1)
    follow(evening, "fi", 2)
    assert interpreter.tap("turn", language="ti").status_code == 409, (
        "one has nobody to change with"
    )
    assert "every 30 minutes" in desk(interpreter, "fi").said
    assert interpreter.tap("turn", language="fi").status_code == 200
    (row,) = evening.all(Interpreting, language="fi")
    clock = desk(interpreter, "fi").one("time")
    assert int(clock.held["data-until"]) == (row.since or 0) + 30 * 60


def test_a_phone_reads_texts_in_one_language_and_buttons_in_another(house: House) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "kmr", 1, "https://talk.example/kmr")
    kirsi = house.phone("Kirsi")
    assert 'value="kmr"' in kirsi.screen()
    assert kirsi.tap("reads", reads="xx").status_code == 409
    assert kirsi.tap("reads", reads="kmr").status_code == 200
    proposal = evening.propose("Amina", "Språkcafé")
    type_it(interpreter, "kmr", title_of(evening, proposal), "Qehwexaneya zimanan")
    evening.go_to(Step.proposals)
    screen = kirsi.screen()
    assert "Qehwexaneya zimanan" in screen
    assert 'lang="kmr"' in screen
    assert "Kuunnelkaa" in screen or "Näytä alkuperäinen" in screen, "the buttons stay Finnish"
    assert 'href="https://talk.example/kmr"' in screen
    assert "talk.example" not in house.phone("Pekka").screen()
    # What is written there is in that language.
    evening.go_to(Step.ideas)
    assert kirsi.tap("ideas", title="Hevaltî", what="", who="").status_code == 200
    assert evening.all(Wording, words="Hevaltî")[0].language == "kmr"


def test_two_at_a_table_with_the_same_buttons_each_read_in_the_own_language(house: House) -> None:
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "kmr", 1)
    proposal = evening.propose("Hodan", "Tydliga brev")
    evening.go_to(Step.sorting)
    evening.do(joining.speak, evening.member("Amina"), Language.fi)
    kirsi, amina = house.phone("Kirsi"), house.phone("Amina")
    assert evening.member("Kirsi").group_id == evening.member("Amina").group_id
    assert kirsi.tap("reads", reads="kmr").status_code == 200
    (card,) = {*re.findall(r"cards/(\d+)/lean", kirsi.screen())}
    type_it(interpreter, "kmr", evening.all(Card, id=int(card))[0].text_id, "Karta me")
    type_it(interpreter, "kmr", title_of(evening, proposal), "Nameyên zelal")
    for step, words in ((Step.sorting, "Karta me"), (Step.proposals, "Nameyên zelal")):
        evening.go_to(step)
        # Whoever asks first.
        screens = [browser.screen() for browser in (amina, kirsi, amina)]
        assert [words in screen for screen in screens] == [False, True, False], step


def test_the_people_of_n_interpreters_sit_at_n_tables_at_most() -> None:
    roles = [*Role]

    def placed(number: int, *, is_arabic: bool) -> Placed:
        language, interpreters = ("ar", 2) if is_arabic else ("sv", 0)
        role = roles[number % len(roles)]
        return Placed(number, role, None, number, language, interpreters=interpreters)

    people = [placed(number, is_arabic=number < 9) for number in range(40)]
    for groups_formed in (3, 8):
        seats = balanced(people, groups_formed)
        assert len({seats[number] for number in range(9)}) <= 2
        sizes = Counter(seats.values())
        assert max(sizes.values()) - min(sizes.values()) <= 1
    # A small room is held to it too, whoever shares a phone; and forming anew moves nobody.
    few = [person._replace(phone=min(person.phone, 7)) for person in people[4:16]]
    seats = balanced(few, 3)
    assert len({seats[person.person] for person in few if person.language == "ar"}) <= 2
    again = balanced([person._replace(now=seats[person.person]) for person in few], 3)
    assert again == seats
    # Who comes late comes to where the interpreters are, whatever table needs somebody most.
    seats = balanced(people, 8)
    late = placed(99, is_arabic=True)
    seated = [person._replace(now=seats[person.person]) for person in people]
    assert needing([*seated, late], 99, range(1, 9)) in {seats[number] for number in range(9)}


def test_the_hall_is_told_where_somebody_may_whisper(house: House) -> None:
    evening = house.evening
    for name in ("Kirsi", "Hodan", "Pekka"):
        evening.do(joining.speak, evening.member(name), Language.ar)
    follow(evening, "ar", 1)
    evening.go_to(Step.groups)
    line = tree(house.console(Language.en).screen()).one("li", id="interpreted-ar")
    assert "more tables than the 1 interpreter" in line.said
    assert "viska" in house.phone("Amina").screen()
    assert "viska" not in house.phone("Rolf").screen()
    evening.do(groups.form, 3)
    tables = {groups_of(evening, name) for name in ("Kirsi", "Hodan", "Pekka")}
    assert len(tables) == 1
    line = tree(house.console(Language.en).screen()).one("li", id="interpreted-ar")
    assert "more tables" not in line.said


def groups_of(evening: Evening, name: str) -> int | None:
    return evening.member(name).group_id


def test_after_the_end_nobody_types_or_changes_turns(house: House) -> None:
    """What was agreed goes out as it was read back, also in a language that it lacked."""
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "ar", 2)
    evening.propose("Amina", "Språkcafé")
    evening.go_to(Step.agreement)
    agreed = evening.do(agreement.agree, "Språkcafé", "Biblioteket", "", "", Language.sv)
    title = evening.all(AgreedAction, id=agreed)[0].title_id
    held = fields(interpreter, "ar", title)
    evening.do(ending.end, ended=True)
    ended = (409, sentence(meeting_ended, Language.en))
    for path, sent in ((f"texts/{title}", held | {"words": ARABIC}), ("turn", {"language": "ar"})):
        late = interpreter.tap(path, **sent)
        assert (late.status_code, notice_of(late.text)) == ended, path
    assert not evening.all(Wording, text_id=title, language="ar")
    assert evening.all(Interpreting, language="ar")[0].since is None


def test_the_coordinator_says_who_interprets(house: House) -> None:
    evening = house.evening
    evening.refused(
        interpreting.no_address, interpreting.set_followed, "ar", 1, "javascript:alert(1)"
    )
    follow(evening, "ar", 1, "https://talk.example/ar")
    follow(evening, "ar", 0)
    assert not evening.all(Interpreting)


def test_what_was_prepared_for_a_step_waits_unless_phones_have_the_translation(
    house: House,
) -> None:
    """Of a usual text they have; of what the coordinator has written, the ends of a scale wait too."""
    evening, interpreter = house.evening, house.opened(Door.interpreter, {"language": Language.en})
    follow(evening, "ar", 2)
    evening.do(joining.speak, evening.member("Layla"), Language.ar)
    usual_question = pattern.usual().questions[0]
    evening.do(questions.add_question, usual_question)
    evening.do(principles.add_principle, pattern.usual().principles[0])
    pause = evening.do(planning.add_pause)
    name = {"sv": "Kaffe", "fi": "Kahvi", "en": "Coffee"}
    evening.do(planning.plan, {pause: PlannedRow(15, name)}, "")
    evening.do(ends.set_ends, {"effort_low_id": {"sv": "genast", "fi": "heti", "en": "at once"}})

    def waiting_at(step: Step) -> Counter[str]:
        evening.go_to(step)
        texts = desk(interpreter, "ar").all("section")
        return Counter(text.held["aria-label"] for text in texts)

    assert waiting_at(Step.opening) == {"Principle": 3}
    assert waiting_at(Step.axis) == {"What an end of the four-field means": 1}
    assert waiting_at(Step.pause) == {"Name of the pause": 1}
    scales = sum(asked.low_id is not None for asked in evening.all(SurveyQuestion)) - 1
    assert waiting_at(Step.survey) == {
        "Question of the survey": len(evening.all(SurveyQuestion)) - 1,
        "Answer at the end of a scale in the survey": 2 * scales,
    }
