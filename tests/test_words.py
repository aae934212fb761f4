"""Each thing has one word in each language, and a tired reader understands what the phone says."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from app.languages import PHONE_LANGUAGES
from app.texts import say
from app.vocabulary import Language, Press

HOME = Path(__file__).resolve().parent.parent
LOCALES = HOME / "app" / "locales"
TERMS: list[dict[str, Any]] = tomllib.loads((LOCALES / "glossary.toml").read_text())["term"]

MOST_WORDS = 15
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
SENTENCE_ENDS = re.compile(r"(?<=[.?!…])\s+")
JOINS = {"sv": {"och", "eller", "samt"}, "fi": {"ja", "tai", "sekä"}}
PHONE = (
    *("door/*.html", "parts/*.html", "*/phone.html", "shell.html"),
    *("agreement/action.html", "agreement/written.html"),
    *("axis/acting.html", "axis/facing.html", "axis/panel.html", "axis/tab.html"),
    *("ideas/idea.html", "ideas/suggested.html"),
    *("sorting/chosen.html", "sorting/leaning.html", "sorting/pace.html", "sorting/parts.html"),
    *("sorting/piles.html", "sorting/talk.html"),
    *("vote/ballot.html", "vote/choice.html", "vote/over.html"),
)
SAID = re.compile(r"""(?:_|N_|ngettext)\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?""")


def wordings(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else [*text]


@cache
def said(language: str) -> list[tuple[str, str]]:
    """The English keys, with their wordings in `language`, in which 0 stands for placeholders."""
    return [
        (key, PLACEHOLDER.sub("0", words.replace("\u00ad", ""))) for key, words in written(language)
    ]


def written(language: str) -> Iterator[tuple[str, str]]:
    with (LOCALES / "sv" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        keys = [message.id for message in read_po(file) if message.id]
    if language == "en":
        yield from ((wordings(key)[0], words) for key in keys for words in wordings(key))
        return
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                for words in wordings(message.string or ""):
                    yield wordings(message.id)[0], words


def keys_of_the_phone() -> set[str]:
    """The keys of all sentences in the phone's templates, and of all refusals."""
    files = {file for pattern in PHONE for file in (HOME / "templates").glob(pattern)}
    files.add(HOME / "app" / "method" / "refusals.py")
    matches = (SAID.findall(file.read_text()) for file in files)
    return {key.replace('\\"', '"') for pairs in matches for pair in pairs for key in pair if key}


def sentences_of_the_phone(language: str) -> list[str]:
    keys = keys_of_the_phone()
    return [
        sentence
        for key, words in said(language)
        if key in keys
        for sentence in SENTENCE_ENDS.split(words)
    ]


def test_the_glossary_names_forty_things_in_three_languages() -> None:
    assert len(TERMS) >= 40
    assert all(term["en"] and term["sv"] and term["fi"] and term["why"] for term in TERMS)


def test_what_phones_say_of_them_has_one_word_in_each_of_ten_languages() -> None:
    """Two things with different words in English have different words in each language."""
    there = {
        language: [term[language] for term in TERMS if language in term]
        for language in PHONE_LANGUAGES
    }
    assert {language: len(words) for language, words in there.items() if len(words) < 48} == {}
    twice = {language: len(words) - len(set(words)) for language, words in there.items()}
    assert {language: count for language, count in twice.items() if count} == {}


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_no_sentence_uses_a_word_that_the_glossary_forbids(language: str) -> None:
    wrong = [
        (never, words)
        for term in TERMS
        for never in term.get("never", {}).get(language, [])
        for key, words in said(language)
        if key not in term.get("except", [])
        if re.search(rf"(?<!\w){re.escape(never)}", words, re.IGNORECASE)
    ]
    assert wrong == []


def test_the_glossary_excepts_only_sentences_that_are_said() -> None:
    keys = {key for key, _words in said("en")}
    assert {key for term in TERMS for key in term.get("except", [])} - keys == set()


def test_the_phone_says_enough_to_be_read() -> None:
    assert len(keys_of_the_phone()) > 150


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_a_sentence_on_the_phone_has_at_most_fifteen_words(language: str) -> None:
    long = [
        sentence
        for sentence in sentences_of_the_phone(language)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert long == []


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_a_sentence_on_the_phone_has_at_most_one_conjunction_of_a_list(language: str) -> None:
    heaped = [
        sentence
        for sentence in sentences_of_the_phone(language)
        if sum(word in JOINS[language] for word in re.findall(r"\w+", sentence.casefold())) > 1
    ]
    assert heaped == []


# A button's visible words and its accessible name, given by the macro `act` or by an attribute.
NAMED = (
    re.compile(r'act\([^()]*?_\("(?P<seen>[^"]+)"\)[^{}]*?label=_\("(?P<heard>[^"]+)"'),
    re.compile(
        r'aria-label="\{\{ _\("(?P<heard>[^"]+)"[^}]*\}\}"[^>]*>'
        r'(?:\{\{ icon\([^}]*\}\})?(?:<span>)?\{\{ _\("(?P<seen>[^"]+)"'
    ),
)


def written_out(page: str) -> str:
    """With the labels that stand in the vocabulary."""
    return re.sub(
        r"name\(Press\.(\w+)\)", lambda press: f'_("{Press[press[1]].says["name"]}")', page
    )


def buttons_with_a_name_of_their_own() -> set[tuple[str, str]]:
    pages = (written_out(path.read_text("utf-8")) for path in Path("templates").rglob("*.html"))
    matches = (match for page in pages for named in NAMED for match in named.finditer(page))
    return {(match["seen"], match["heard"]) for match in matches}


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
def test_who_says_what_is_seen_on_a_button_presses_it(language: str) -> None:
    """Its accessible name has its visible words in each language, for people who use voice."""
    pairs = buttons_with_a_name_of_their_own()
    assert len(pairs) > 10
    amiss = []
    for seen, heard in pairs:
        words, name = (say(key, Language(language)).lower() for key in (seen, heard))
        if words not in name:
            amiss.append((words, name))
    assert amiss == []
