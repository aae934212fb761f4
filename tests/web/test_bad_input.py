"""What is typed is text, whatever it is; and what cannot be saved is told in one sentence, beside a fresh screen."""

import re
from collections.abc import Iterator

import httpx
import pytest

from app import texts
from app.method import survey
from app.method.act import Act, Member
from app.method.refusals import (
    Refusal,
    bad_number,
    empty,
    no_open_vote,
    step_closed,
    too_long,
    unknown_field,
)
from app.models import Card, Idea, Person, Wording
from app.templating import sentence
from app.vocabulary import Language, Shown, Step
from tests.cast import Evening, make_evening
from tests.house import Browser, House, main_of, notice_of
from tests.web.markup import Sheet, taken_apart
from tests.web.rows import everything

# -- What is refused is told -------------------------------------------------------------------------

# By language: the person of the cast who reads it. Olena's screen is English.
READERS = {
    Language.sv: "Amina",
    Language.fi: "Kirsi",
    Language.en: "Olena",
    Language.pseudo: "Mikael",
}


@pytest.mark.parametrize("language", READERS)
def test_a_refusal_is_one_sentence_in_the_persons_language_with_the_fresh_screen(
    house: House, language: Language
) -> None:
    evening, name = house.evening, READERS[language]
    evening.do(lambda act: act.book.change(Person, {"id": evening.people[name]}, language=language))
    phone = house.phone(name)
    assert (texts.say(step_closed.sentence, language) == step_closed.sentence) is (language == "en")
    evening.go_to(Step.supper)
    told_both_ways(phone, "vote", {"proposal_id": "1"}, step_closed, language)
    evening.go_to(Step.vote)
    told_both_ways(phone, "vote", {"proposal_id": "1"}, no_open_vote, language)
    evening.go_to(Step.ideas)
    told_both_ways(phone, "ideas", {"title": " "}, empty, language)
    evening.go_to(Step.axis)
    low_high = bad_number.saying(low=0, high=100)
    told_both_ways(phone, "ideas/1/placement", {"effort": "101", "impact": "1"}, low_high, language)


def told_both_ways(
    phone: Browser, path: str, fields: dict[str, str], refusal: Refusal, language: Language
) -> None:
    """With script: the screen and the sentence beside it. Without: the whole page, the sentence in it."""
    said = texts.say(refusal.sentence, language, **dict(refusal.values))
    fresh = phone.screen()
    tap, page = phone.tap(path, **fields), phone.send(path, script=False, **fields)
    assert (tap.status_code, page.status_code) == (409, 409)
    assert (main_of(tap.text), notice_of(tap.text)) == (fresh, said)
    assert int(tap.headers["X-Sequence"]) > 0
    assert page.text.startswith("<!doctype html>") or "<!doctype html>" in page.text[:20]
    shown = taken_apart(page.text)
    assert shown.said.count(said) == 1
    assert main_of(page.text)


def test_a_saved_tap_takes_the_last_sentence_away(house: House) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    answer = house.phone("Amina").tap(f"cards/{card}/lean", category="more")
    assert (answer.status_code, notice_of(answer.text)) == (200, "")


# -- Forms that are not ours -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "category=more&admin=1",
        "category=more&category=less",
        "category=everything",
        "category=",
        "category",
        "",
        "category=more&intent=1",
        '{"category": "more"}',
        "category=more&" + "&".join(f"f{place}=1" for place in range(300)),
        "category=%FF%FE",
        "category=more%00",
    ],
)
def test_a_form_with_anything_else_in_it_is_refused_whole(house: House, body: str) -> None:
    house.evening.go_to(Step.sorting)
    phone, card = house.phone("Amina"), house.evening.ids(Card)[0]
    before = everything(house.evening)
    answer = sent(phone, f"cards/{card}/lean", body)
    assert answer.status_code == 409
    assert notice_of(answer.text) == sentence(unknown_field, Language.sv)
    assert everything(house.evening) == before


def sent(phone: Browser, path: str, body: str | bytes | Iterator[bytes]) -> httpx.Response:
    headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
    return phone.ask("POST", f"{phone.path}/{path}", content=body, headers=headers)


@pytest.mark.parametrize(
    "number", ["-1", "101", "1e1", "1.5", "٣", "", " ", "9" * 40, "0x10", "５"]
)
def test_only_a_whole_number_within_the_plane_is_a_place(house: House, number: str) -> None:
    house.evening.go_to(Step.axis)
    answer = house.phone("Amina").tap("ideas/1/placement", effort=number, impact="5")
    assert answer.status_code == 409
    assert notice_of(answer.text) == sentence(bad_number.saying(low=0, high=100), Language.sv)


@pytest.mark.parametrize(("field", "limit"), [("title", 80), ("what", 500), ("who", 500)], ids=str)
def test_a_text_that_is_too_long_is_told_its_limit(house: House, field: str, limit: int) -> None:
    house.evening.go_to(Step.ideas)
    phone, fields = house.phone("Amina"), {"title": "A title"}
    answer = phone.tap("ideas", **(fields | {field: "å" * (limit + 1)}))
    assert answer.status_code == 409
    assert notice_of(answer.text) == sentence(too_long.saying(limit=limit), Language.sv)
    assert str(limit) in notice_of(answer.text)
    assert phone.tap("ideas", **(fields | {field: "👩‍👩‍👧" * (limit // 5)})).status_code == 200


@pytest.mark.parametrize("script", [True, False])
def test_a_body_of_more_than_64_kilobytes_is_too_much(house: House, *, script: bool) -> None:
    house.evening.go_to(Step.ideas)
    phone, before = house.phone("Amina"), everything(house.evening)
    answer = phone.send("ideas", script=script, title="x" * 65_531)
    assert answer.status_code == 413
    assert "64" in (notice_of(answer.text) if script else taken_apart(answer.text).said)
    assert sent(phone, "ideas", iter([b"title="] + [b"x" * 1000] * 70)).status_code == 413
    assert everything(house.evening) == before
    assert phone.get().status_code == 200


# -- What is cleaned and what is kept ----------------------------------------------------------------

KEPT = [
    "Yötä päivää – Åbo, Ähtäri, Ö",
    "مرحبًا بكم في المكتبة",
    "ሰላም ንኹሉ ሰብ",
    "می‌خواهم کمک کنم",
    "Вітаємо в бібліотеці",
    "สวัสดี ชาวบ้าน",
    "नमस्ते दोस्तों",
    "你好，欢迎来到图书馆",
    "Soo dhawoow maktabadda",
    "👩‍👩‍👧‍👦 👍🏽 🇫🇮🇸🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 1️⃣",
    "“More & more” < 'less' > 50 %",
]


@pytest.mark.parametrize("words", KEPT)
def test_every_script_and_emoji_is_kept_as_it_was_typed(house: House, words: str) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    assert phone.tap("ideas", title=words, what=f"{words}\n{words}").status_code == 200
    assert words in taken_apart(phone.screen()).said
    assert stored(house.evening) == {words, f"{words}\n{words}"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("safe\u202egnp.exe\u202c", "safegnp.exe"),
        ("\u2066isolated\u2069 \u202aembedded\u202c \u2067other\u2069", "isolated embedded other"),
        ("  two \n lines\t and   gaps ", "two lines and gaps"),
        ("e\u0301", "é"),
    ],
)
def test_control_and_direction_characters_are_cleaned_away(
    house: House, typed: str, kept: str
) -> None:
    house.evening.go_to(Step.ideas)
    assert house.phone("Amina").tap("ideas", title=typed).status_code == 200
    assert stored(house.evening) == {kept}


def test_a_text_of_nothing_but_characters_that_are_cleaned_is_empty(house: House) -> None:
    house.evening.go_to(Step.ideas)
    answer = house.phone("Amina").tap("ideas", title="\u202e \x00\u2066\n")
    assert notice_of(answer.text) == sentence(empty, Language.sv)


def stored(evening: Evening) -> set[str]:
    """All words of ideas."""
    ids = {
        text_id
        for idea in evening.all(Idea)
        for text_id in (idea.title_id, idea.what_id, idea.who_id)
    }
    return {row.words for row in evening.all(Wording) if row.text_id in ids}


# -- What somebody typed is never run ----------------------------------------------------------------

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"><script src='//evil.example'></script>",
    "' hx-get='/healthz' hx-trigger='load'",
    '" hx-on:click="alert(1)" autofocus onfocus="alert(1)',
    "</textarea><b hx-post=/x>",
    '</main><main id="screen">',
    "<!-- ]]> --!>",
    '<hx-partial hx-target="#notice">x</hx-partial>',
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "&lt;b&gt; &amp; &#60;",
    "</script><svg onload=alert(1)>",
    "javascript:alert(1)",
    "%(title)s %s {0} ${1}",
]


def test_what_somebody_typed_is_text_on_every_screen_and_never_an_element(house: House) -> None:
    hostile = screens_with(house, house.evening, HOSTILE)
    other = make_evening(
        house.app.state.house.database, house.app.state.house.writer, code="HETKE33"
    )
    harmless = screens_with(house, other, [re.sub(r"\S", "x", words) for words in HOSTILE])
    for told, (sheet, typed) in hostile.items():
        assert sheet.built == harmless[told][0].built, told
        for words in typed:
            assert words in sheet.said, (told, words)


Screens = dict[str, tuple[Sheet, list[str]]]


def screens_with(house: House, evening: Evening, words: list[str]) -> Screens:
    """An evening in which these are all that anybody writes: each page, and which of them it shows."""
    titles, whats, whos = words[:4], words[4:8], words[8:12]
    writer, reader = house.phone("Amina", evening), house.phone("Gunilla", evening)
    console, wall = house.console(of=evening), house.projector(of=evening)
    made: Screens = {}

    def look(told: str, browser: Browser, typed: list[str]) -> None:
        made[told] = (taken_apart(browser.get().text), typed)

    evening.go_to(Step.ideas)
    for title, what, who in zip(titles, whats, whos, strict=True):
        assert writer.tap("ideas", title=title, what=what, who=who).status_code == 200
    look("ideas", writer, [*titles, *whats, *whos])
    look("console ideas", console, titles)
    written = sorted(
        evening.all(Idea, small_group_id=evening.groups[1]), key=lambda row: row.number
    )
    writer.tap(f"ideas/{written[0].id}", revision=1, title=words[-2] * 9, what=words[-1])
    look("draft", writer, [words[-2] * 9, words[-1]])
    evening.go_to(Step.axis)
    console.tap("settings", proposals_a_group=4)
    for idea in written:
        for act in ("placement", "settled"):
            writer.tap(f"ideas/{idea.id}/{act}", effort=10, impact=90)
        assert writer.tap(f"ideas/{idea.id}/proposed").status_code == 200
    console.tap("wall", what=Shown.axis_titles)
    look("axis", writer, titles)
    look("wall axis", wall, titles)
    evening.go_to(Step.proposals)
    for idea, *said in zip(written, titles, whats, whos, strict=True):
        console.tap("wall", what=Shown.spotlight, subject=idea.id)
        look(f"spotlight {idea.number}", wall, said)
    look("wall", reader, [*titles, *whats])
    evening.go_to(Step.vote)
    console.tap("vote/opened")
    look("vote", reader, titles)
    console.tap("vote/closed", round_number=1)
    console.tap("wall", what=Shown.result, subject=1)
    look("result", reader, titles)
    look("wall result", wall, titles)
    agree_and_end(evening, console, words[-1], titles[0])
    for step in (Step.agreement, Step.thanks):
        evening.go_to(step)
        look(f"{step}", reader, [words[-1], titles[0]])
        look(f"wall {step}", wall, [words[-1]])
        look(f"console {step}", console, [words[-1]] if step is Step.agreement else [])
    return made


def agree_and_end(evening: Evening, console: Browser, words: str, owner: str) -> None:
    evening.go_to(Step.agreement)
    answer = console.tap("actions", title=words, owner=owner, first_step=words)
    assert answer.status_code == 200
    evening.go_to(Step.survey)
    evening.do(skip_survey, evening.member("Gunilla"))


def skip_survey(act: Act, member: Member) -> None:
    for question in survey.questions(act.book, act.meeting_id):
        survey.skip(act, member, question.id)
