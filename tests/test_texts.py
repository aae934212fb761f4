"""Every sentence exists in Swedish and Finnish, and those of phones in each language of phones."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from app import texts
from app.catalogues import rule, translator_notes
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, WRITTEN_LANGUAGES, of_phones, unchecked
from app.screens import projector  # noqa: F401 -- so that all screens of the wall are imported
from app.screens.screen import Part, Screen
from app.screens.wall_look import WallScreen
from app.screens.wall_parts import WallPart
from app.vocabulary import Language, Step

HOME = Path(__file__).resolve().parent.parent
TRANSLATED = [language for language in PHONE_LANGUAGES if language is not Language.en]
REFUSED = ("app/method/refusals", "app/method/people", "app/method/survey", "app/web/errors")
OF_PHONES = [language for language in PHONE_LANGUAGES if language not in HALL_LANGUAGES]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Extract all sentences from code and templates."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    extract = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "pyproject.toml",
    ]
    subprocess.run([*extract, "-o", str(template), "."], cwd=HOME, check=True)
    with template.open("rb") as file:
        return read_po(file, abort_invalid=True)


def source(language: str) -> Path:
    return HOME / "app" / "locales" / language / "LC_MESSAGES" / "messages.po"


@cache
def catalogue(language: str) -> Catalog:
    with source(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def wordings(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else [*(text or [""])]


def test_the_program_says_something(said: Catalog) -> None:
    assert len(said) > 50


@pytest.mark.parametrize("language", [own for own in HALL_LANGUAGES if own in TRANSLATED])
def test_every_sentence_is_translated(said: Catalog, language: str) -> None:
    translated = {
        message.id
        for message in catalogue(language)
        if not message.fuzzy and all(wordings(message.string))
    }
    assert [message.id for message in said if message.id and message.id not in translated] == []


def test_a_translator_is_told_what_comes_in_each_place_and_where_it_stands() -> None:
    """Checks the notes for all sentences of phones; the workbook has them in a column."""
    for message in catalogue("ar"):
        if message.id:
            places = [place for place, _ in message.locations]
            about = translator_notes.about(
                " / ".join(wordings(message.id)), places, message.context
            )
            assert "read by" in about or "paper" in about, message.id
    here, there = "templates/sorting/chosen.html", "templates/vote/phone.html"
    leaned = translator_notes.about("%(leaned)s of %(here)s have chosen.", [here], None)
    assert "step “sorting”" in leaned
    assert leaned.endswith("%(leaned)s: a number. %(here)s: a number.")
    both = translator_notes.about(
        "Skip", [here, there, "templates/axis/console.html"], "button: the next one"
    )
    assert both.startswith("Button: the next one. On several screens; read by everybody.")
    assert both.endswith("The console; read by the meeting leader.")
    counted = translator_notes.about("ideas", ["app/screens/axis/on_console.py"], None)
    assert counted == "The console; read by the meeting leader."


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_names_a_file_that_says_the_sentence(said: Catalog, language: str) -> None:
    """The note for the translator tells by it where the sentence is used."""
    says = {m.id: {place for place, _ in m.locations} for m in said}
    named = {m.id: {place for place, _ in m.locations} for m in catalogue(language) if m.id}
    assert [
        sentence for sentence, places in named.items() if not places & says.get(sentence, places)
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_short_word_and_no_sentence_has_a_context(language: str) -> None:
    """In other languages a button, a heading and a person's or a thing's state differ."""
    wrong = [
        message.id
        for message in catalogue(language)
        if message.id and bool(message.context) != rule.is_short(wordings(message.id)[0])
    ]
    assert wrong == []


def test_short_is_what_has_two_words_at_most_beside_what_is_put_in() -> None:
    assert all(map(rule.is_short, ("Open", "Not said", "%(num)s min", "%(a)s of %(b)s: done")))
    assert not any(map(rule.is_short, ("Open the vote", "%(num)s of the cards")))


def test_one_english_wording_has_one_context_and_the_same_in_each_language() -> None:
    """The program looks up sentences by their English alone, so two meanings need two wordings."""
    contexts = {(m.id, m.context) for language in TRANSLATED for m in catalogue(language) if m.id}
    english = [wordings(key)[0] for key, _context in contexts]
    assert [sentence for sentence, times in Counter(english).items() if times > 1] == []


def test_a_word_with_a_context_is_found_by_its_english_alone() -> None:
    assert "msgctxt" in source("fi").read_text("utf-8")
    assert [texts.say("Save", language) for language in (Language.sv, Language.fi)] == [
        "Spara",
        "Tallenna",
    ]
    assert texts.ngettext("%(num)s idea", "%(num)s ideas", 2, Language.sv) == "2 idéer"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_what_the_sentence_needs(language: str) -> None:
    """The rule of `app.catalogues.rule`: placeholders, plural forms, markup and length."""
    swedish, finnish = catalogue("sv"), catalogue("fi")
    wrong = []
    for message in catalogue(language):
        if message.id and message.string:
            beside = [words for other in (swedish, finnish) for words in beside_in(other, message)]
            is_format = "python-format" in message.flags
            said, english = wordings(message.string), wordings(message.id)
            if fault := rule.fault(english, said, beside, is_format=is_format):
                wrong.append((fault, said))
    assert wrong == []


def beside_in(other: Catalog, message: Message) -> list[str]:
    translated = other.get(wordings(message.id)[0], message.context)
    return wordings(translated.string) if translated else []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_that_counts_has_the_forms_of_its_language(language: Language) -> None:
    read = catalogue(language)
    usual = get_plural(language.value)
    assert read.num_plurals == usual.num_plurals
    if language is not Language.ar:  # Babel swaps Arabic's forms for 11 and for 100
        assert read.plural_expr == usual.plural_expr
    counted = [message for message in read if message.id and not isinstance(message.id, str)]
    assert [m.id for m in counted if len(wordings(m.string)) != rule.forms(language)] == []


def test_arabic_counts_eleven_in_the_singular_as_it_does_from_there_to_a_hundred() -> None:
    people = "%(num)s person", "%(num)s people"
    said = {
        num: texts.catalogue(Language.ar).ngettext(*people, num) % {"num": num}
        for num in (1, 2, 3, 10, 11, 99, 100, 103)
    }
    assert {said[num].split()[-1] for num in (3, 10, 103)} == {"أشخاص"}
    assert {said[num].split()[-1] for num in (11, 99)} == {"شخصًا"}
    assert said[100].split()[-1] == "شخص"
    assert said[2].split()[-1] == "شخصان"


# What a limit says is never one, and these are said of two or more.
OF_LIMITS = {"actions", "fewest", "length", "limit", "most", "sharing", "size"}
OF_SEVERAL = {
    "%(number)s themes come after this one.",
    "%(number)s proposals come after this one.",
    "%(number)s people have not finished the survey yet.",
    "%(number)s people are not in a group.",
    "%(number)s ideas got the same number of votes",
    "Your group already has %(number)s ideas. Develop one of them instead.",
    "The system lets the program hold only %(files)s connections. That is enough for %(phones)s phones.",
}


def test_a_number_that_may_be_one_stands_before_no_word_for_several(said: Catalog) -> None:
    """Either the sentence counts, or the word stands before a colon or is a unit that is alike for
    one and for several. The words are those that are counted somewhere.
    """
    counted = [message for message in said if isinstance(message.id, tuple)]
    several = {
        word
        for message in counted
        for word in {*words_of(message.id[1])} - {*words_of(message.id[0])}
        if word == "people" or re.fullmatch(r"\w+[^s]s", word)
    }
    assert {"days", "minutes", "people", "votes"} <= several
    wrong = [
        (words, told)
        for message in said
        if message.id and message.id not in OF_SEVERAL
        for words in [wordings(message.id)[-1]]
        for told in told_before(several, words)
        if not (isinstance(message.id, tuple) and told == "num")
        if told not in OF_LIMITS and not is_limit_in(message, told)
    ]
    assert wrong == []
    assert OF_SEVERAL - {wordings(message.id)[0] for message in said if message.id} == set()


def words_of(sentence: str) -> list[str]:
    return re.findall(r"\w+", sentence)


def told_before(several: set[str], sentence: str) -> list[str]:
    """The places whose number stands before one of these words, or before it and one more."""
    return re.findall(rf"%\((?!groups)(\w+)\)s (?:[\w-]+ )?(?:{'|'.join(several)})\b", sentence)


def is_limit_in(message: Message, told: str) -> bool:
    """Whether a file that says the sentence puts a limit into this place."""
    files = [(HOME / place).read_text("utf-8") for place, _ in message.locations]
    return all(re.search(rf'\b{told}(=|", )(?i:limit)\.\w', file) for file in files)


def test_in_finnish_what_is_done_so_far_may_be_one_and_so_stands_before_no_partitive() -> None:
    """A sentence with two numbers has a single form, so "1 korttia" could come of it."""
    said = [words for m in catalogue("fi") for words in wordings(m.string)]
    assert [words for words in said if re.search(r"%\(done\)s \w+[aä]\b", words)] == []


@pytest.mark.parametrize("language", OF_PHONES)
def test_a_language_of_phones_has_every_refusal(said: Catalog, language: str) -> None:
    """Other sentences of phones are checked by walking their screens, see `tests/pictures`."""
    refused = {
        words
        for message in said
        for words in wordings(message.id)
        if any(place.startswith(REFUSED) for place, _ in message.locations)
    }
    assert refused
    assert refused - keys_of(language) == set()


def test_a_language_of_phones_has_all_that_the_wall_says(said: Catalog) -> None:
    """Checks all branches of the wall's templates; another test compares the languages."""
    walls = set(map(template_of, parts_below(WallScreen, WallPart)))
    shared = {
        f"templates/wall/{template.name}" for template in (HOME / "templates/wall").glob("*.html")
    }
    spoken = {
        words
        for message in said
        for words in wordings(message.id)
        if {place for place, _ in message.locations} & (walls | shared)
    }
    spoken |= {step.says["wall"] for step in Step}
    assert {"Find your table", "Started by:"} <= spoken
    assert spoken - keys_of("ar") == set()


def parts_below(*kinds: type[Part] | type[Screen]) -> Iterator[type[Part] | type[Screen]]:
    for kind in kinds:
        yield kind
        yield from parts_below(*kind.__subclasses__())


def template_of(kind: type[Part] | type[Screen]) -> str:
    return f"templates/{kind.template}"


def test_all_languages_of_phones_say_the_same_sentences() -> None:
    sizes = {language: len(keys_of(language)) for language in OF_PHONES}
    every = set().union(*map(keys_of, OF_PHONES))
    assert {
        language: every - keys_of(language)
        for language in OF_PHONES
        if sizes[language] < len(every)
    } == {}


def keys_of(language: str) -> set[str]:
    """The English keys of a catalogue, singular and plural."""
    return {
        words for message in catalogue(language) if message.id for words in wordings(message.id)
    }


def test_a_language_that_no_native_reader_has_checked_says_so_in_its_head() -> None:
    heads = {
        language: source(language).read_text("utf-8").split("\n\n")[0] for language in TRANSLATED
    }
    said = {
        language: re.findall(r'^"X-Checked: (yes|no)\\n"$', head, re.MULTILINE)
        for language, head in heads.items()
    }
    assert said == {
        language: ["no" if language in unchecked() else "yes"] for language in TRANSLATED
    }
    assert set(unchecked()) == {*TRANSLATED} - {Language.sv, Language.fi}
    assert set(unchecked()) & {*HALL_LANGUAGES} == set(), "the hall speaks what a native has read"
    assert of_phones("") == (Language.sv, Language.fi, Language.en)
    assert of_phones("ti ar") == (*of_phones(""), Language.ar, Language.ti)
    assert all(texts.say("Yes", language) != "Yes" for language in OF_PHONES)


def test_only_a_catalogue_that_says_so_in_its_head_has_been_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "sv" / "LC_MESSAGES" / "messages.po"
    new.parent.mkdir(parents=True)
    monkeypatch.setattr(texts, "LOCALES", tmp_path)
    lines = '"X-Checked: yes\\n"\n', '"X-Checked: no\\n"\n', ""
    said = []
    for line in lines:
        new.write_text(f'msgid ""\nmsgstr ""\n{line}\nmsgid "Yes"\nmsgstr ""\n{lines[0]}', "utf-8")
        texts.is_checked.cache_clear()
        said.append(texts.is_checked(Language.sv))
    texts.is_checked.cache_clear()
    assert said == [True, False, False]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_what_nobody_says(said: Catalog, language: str) -> None:
    said_now = {message.id for message in said}
    assert [m.id for m in catalogue(language) if m.id and m.id not in said_now] == []


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
def test_each_language_that_a_text_may_have_is_called_by_a_name(language: Language) -> None:
    named = {
        written.tag: texts.language_name(written.tag, language) for written in WRITTEN_LANGUAGES
    }
    assert [tag for tag, called in named.items() if called == tag] == []
    assert len(set(named.values())) == len(named)
