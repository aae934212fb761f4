"""What the texts of the sample meeting must keep to when somebody rewrites them."""

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.languages import TEXT_LANGUAGES
from app.limits import LIMIT
from app.vocabulary import METHOD_STEPS, QuestionKind, Theme

Row = dict[str, Any]

FILE = Path(__file__).parents[1] / "app" / "sample" / "sundby.toml"
SAMPLE: Row = tomllib.loads(FILE.read_text(encoding="utf-8"))
LANGUAGES = tuple(language.tag for language in TEXT_LANGUAGES)
GROUPS = tuple(group["key"] for group in SAMPLE["population_group"])
SHARES = {
    "sv": ("Mindre än hälften", "Mer än hälften", "De flesta", "Flera", "Några"),
    "fi": ("Alle puol", "Yli puol", "Useimm", "Useimp", "Usea", "Useita", "Jotkut"),
    "en": ("Less than half", "More than half", "Most", "Several", "Some"),
}
TOOK_PART = {"sv": "deltaga", "fi": "osallistuj", "en": "participants"}


def wordings(node: Any) -> Iterator[Row]:
    """Yields every {language: words} of the file, at any depth."""
    if isinstance(node, list):
        for row in node:
            yield from wordings(row)
    elif isinstance(node, dict) and node.keys() & set(LANGUAGES):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from wordings(value)


def texts(kind: str, language: str) -> list[str]:
    return [row["text"][language] for row in SAMPLE[kind]]


def told(language: str) -> list[str]:
    return texts("result", language) + texts("card", language)


def test_every_text_is_written_in_every_language_that_people_are_offered() -> None:
    every = list(wordings(SAMPLE))
    assert len(every) > 100
    assert [text for text in every if set(text) != set(LANGUAGES)] == []


def test_every_text_is_clean_and_within_the_length_that_the_program_takes() -> None:
    for words in (words for text in wordings(SAMPLE) for words in text.values()):
        assert words
        assert words == " ".join(words.split())
        assert words == unicodedata.normalize("NFC", words)
        assert not any(unicodedata.category(mark).startswith("C") for mark in words)
        assert len(words) <= LIMIT.text


def test_names_fit_where_a_title_fits() -> None:
    named = [SAMPLE["municipality"], SAMPLE["round"], SAMPLE["meeting"]]
    for row in named + SAMPLE["population_group"]:
        assert all(len(words) <= LIMIT.title for words in row["name"].values())


def test_five_population_groups_are_heard_and_one_of_them_is_the_majority() -> None:
    assert len(set(GROUPS)) == len(SAMPLE["population_group"]) == 5
    assert [group["majority"] for group in SAMPLE["population_group"]].count(True) == 1


def test_each_group_met_in_discussion_groups_within_the_limit() -> None:
    gatherings = SAMPLE["gathering"]
    assert {gathering["population_group"] for gathering in gatherings} == set(GROUPS)
    assert all(row["participants"] <= LIMIT.group_of_discussion for row in gatherings)
    days = [date.fromisoformat(gathering["held_on"]) for gathering in gatherings]
    assert days == sorted(days)


def test_each_group_has_one_key_result_in_each_theme() -> None:
    told = [(row["theme"], row["population_group"]) for row in SAMPLE["result"]]
    assert told == [(str(theme), group) for theme in Theme for group in GROUPS]


def test_the_pack_is_24_cards_with_six_in_each_theme_and_all_groups_alike() -> None:
    cards = SAMPLE["card"]
    assert len(cards) == 24 <= LIMIT.cards
    assert Counter(card["theme"] for card in cards) == {str(theme): 6 for theme in Theme}
    assert Counter(card["population_group"] for card in cards).keys() == set(GROUPS)
    assert set(Counter(card["population_group"] for card in cards).values()) == {4, 5}


def test_the_pack_has_good_things_and_things_that_are_neither_good_nor_bad() -> None:
    tones = Counter(card["tone"] for card in SAMPLE["card"])
    assert set(tones) == {"wanted", "unwanted", "open"}
    assert tones["wanted"] >= 6
    assert tones["open"] >= 5


def test_every_group_tells_of_more_than_one_kind_of_experience() -> None:
    for group in GROUPS:
        tones = {card["tone"] for card in SAMPLE["card"] if card["population_group"] == group}
        assert "wanted" in tones
        assert len(tones) > 1


def test_few_cards_are_heavy_and_none_of_those_is_a_good_thing() -> None:
    heavy = [card["tone"] for card in SAMPLE["card"] if card["heavy"]]
    assert heavy in (["unwanted"] * 2, ["unwanted"] * 3)


def test_no_group_has_all_that_is_heavy_and_each_has_something_wanted() -> None:
    heavy = Counter(card["population_group"] for card in SAMPLE["card"] if card["heavy"])
    assert set(heavy.values()) == {1}
    majority = next(group["key"] for group in SAMPLE["population_group"] if group["majority"])
    assert majority in heavy


def test_no_theme_opens_with_a_heavy_card() -> None:
    first = {card["theme"]: card["heavy"] for card in reversed(SAMPLE["card"])}
    assert not any(first.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_results_are_five_to_thirty_five_words_long(language: str) -> None:
    lengths = {words: len(words.split()) for words in told(language)}
    assert {words: n for words, n in lengths.items() if not 5 <= n <= 35} == {}


def test_the_pack_has_short_cards_and_one_as_long_as_a_card_may_be() -> None:
    lengths = sorted(len(words.split()) for words in texts("card", "sv"))
    assert [5 <= n <= 7 for n in lengths].count(True) == 2
    assert lengths[-1] == 35


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_cards_are_one_sentence_without_a_share(language: str) -> None:
    """As on real cards: their subject is "we", or nobody."""
    plain = [words for words in texts("card", language) if not words.startswith(SHARES[language])]
    assert len(plain) >= len(SAMPLE["card"]) / 2
    assert all(len(words.split()) <= 16 for words in plain)
    assert all(words.endswith(".") and words.count(".") == 1 for words in plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_say_how_many_of_those_who_took_part(language: str) -> None:
    for words in texts("result", language):
        assert words.startswith(SHARES[language])
        assert TOOK_PART[language] in " ".join(words.split()[:6])


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_leave_the_name_of_their_group_to_the_brackets(language: str) -> None:
    names = {group["key"]: group["name"][language] for group in SAMPLE["population_group"]}
    for card in SAMPLE["card"]:
        name = names[card["population_group"]]
        assert name.casefold() not in card["text"][language].casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_twice(language: str) -> None:
    all_texts = told(language) + texts("suggested_action", language) + texts("principle", language)
    assert [words for words, times in Counter(all_texts).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggested_actions_are_one_or_two_sentences(language: str) -> None:
    actions = texts("suggested_action", language)
    assert len(actions) == 8
    assert all(1 <= words.count(".") + words.count("?") <= 2 for words in actions)


def test_suggested_actions_come_from_every_theme() -> None:
    assert {row["theme"] for row in SAMPLE["suggested_action"]} == {str(theme) for theme in Theme}


def test_the_programme_has_every_step_in_order_and_fills_three_hours() -> None:
    assert [row["kind"] for row in SAMPLE["programme"]] == [str(step) for step in METHOD_STEPS]
    assert sum(row["minutes"] for row in SAMPLE["programme"]) == 180


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_principle_is_one_short_sentence(language: str) -> None:
    principles = texts("principle", language)
    assert 7 <= len(principles) <= 9
    assert all(len(words.split()) <= 12 for words in principles)
    assert all(words.endswith(".") and words.count(".") == 1 for words in principles)


def test_the_survey_asks_five_scales_then_the_actions_then_free_words() -> None:
    questions = SAMPLE["survey_question"]
    assert [row["kind"] for row in questions] == [QuestionKind.scale] * 5 + [
        QuestionKind.actions,
        QuestionKind.free,
    ]
    assert len({row["key"] for row in questions}) == len(questions)


def test_scales_name_both_ends_and_have_no_middle() -> None:
    assert LIMIT.levels % 2 == 0
    for row in SAMPLE["survey_question"]:
        assert {"low", "high"} <= row.keys() or row["kind"] != QuestionKind.scale
