"""Each word of the method carries its sentences, each limit its number, and nothing else does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app import texts
from app.limits import LIMIT
from app.method.erasing.texts import Wrote
from app.models.report import Went
from app.papers.brought.sheets import SheetKind
from app.vocabulary import (
    LEVELS,
    Category,
    Language,
    MunicipalAnswer,
    Reason,
    Role,
    RoundState,
    Step,
    Theme,
    Word,
)

HOME = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
PARSER = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
SAYING = {"_", "N_", "gettext", "ngettext"}
KINDS = (Step, Theme, Category, Role, RoundState, MunicipalAnswer, Wrote, Went, SheetKind)
WORDS = [word for kind in Word.__subclasses__() for word in kind]
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PRIVACY = (LIMIT.small_cell, LIMIT.fewest_to_spread, LIMIT.fewest_to_lie_apart)
# Phrases whose number protects nobody.
NO_LIMIT = re.compile(
    "about five people at each|groups of about five|every five minutes|for three days"
    "|four-field|three characters|three hours|three goals and three indicators|three or four unrelated words",
    re.IGNORECASE,
)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word}")
def test_a_word_has_every_sentence_that_its_fellows_have(word: Word) -> None:
    forms = {form for fellow in type(word) for form in fellow.says}
    assert {form for form, sentence in word.says.items() if sentence.strip()} == forms


def test_no_two_words_of_a_kind_are_called_the_same() -> None:
    for kind in Word.__subclasses__():
        assert len({word.says["name"] for word in kind}) == len(kind), kind


def test_every_level_of_a_scale_has_its_words() -> None:
    assert len({*LEVELS}) == LIMIT.levels


def test_templates_ask_for_forms_that_there_are() -> None:
    known = {form for word in WORDS for form in word.says}
    asked = {
        form
        for path in TEMPLATES
        for form in re.findall(r"""\bname\([^()]*, "(\w+)\"""", path.read_text("utf-8"))
    }
    assert "next" in asked
    assert asked <= known


def test_only_a_word_itself_says_why_a_group_does_not_know() -> None:
    """So a new reason needs a member with its sentences, and no screen has a case for one."""
    saying = re.compile("|".join(rf"""["']{reason}["']""" for reason in Reason))
    assert not [path for path in TEMPLATES if saying.search(path.read_text("utf-8"))]


def test_no_template_writes_a_limit_as_a_number() -> None:
    numbers = "|".join(str(number) for number in vars(LIMIT).values())
    written = re.compile(rf"""\b(most|max|maxlength|limit)="?({numbers})\b""")
    assert not [path for path in TEMPLATES if written.search(path.read_text("utf-8"))]


def sentences() -> list[str]:
    """All English sentences; another test finds each of them in the Swedish catalogue."""
    keys = [message.id for message in texts.read(Language.sv) if message.id]
    return [form for key in keys for form in ([key] if isinstance(key, str) else key)]


def test_no_sentence_has_the_number_that_protects_people_as_a_word() -> None:
    """Else it would promise that number when the rule keeps another one."""
    words = "|".join(IN_WORDS[number] for number in PRIVACY)
    written = re.compile(rf"\b({words})\b", re.IGNORECASE)
    assert [
        sentence for sentence in sentences() if written.search(NO_LIMIT.sub("", sentence))
    ] == []


def parsed(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text("utf-8"))


def says_something(node: nodes.Node) -> bool:
    return any(
        isinstance(call.node, nodes.Name) and call.node.name in SAYING
        for call in (node, *node.find_all(nodes.Call))
        if isinstance(call, nodes.Call)
    )


def tables_of_words(path: Path) -> Iterator[int]:
    """The lines where a template has sentences by the members of one kind of word."""
    for table in parsed(path).find_all(nodes.Dict):
        keys = {pair.key.value for pair in table.items if isinstance(pair.key, nodes.Const)}
        kinds = [kind for kind in KINDS if len(keys) > 1 and keys <= {*kind}]
        if kinds and any(says_something(pair.value) for pair in table.items):
            yield table.lineno


def test_no_template_has_sentences_of_its_own_for_the_words_of_a_kind() -> None:
    """They stand with the word, so that a new member lacks none in silence."""
    tables = {path: [*tables_of_words(path)] for path in TEMPLATES}
    assert not {path.name: places for path, places in tables.items() if places}


def test_no_template_asks_which_step_it_is() -> None:
    """What differs by step stands with the step, or in a template of its own."""
    asked = {
        path.name: [
            compared.lineno
            for compared in parsed(path).find_all(nodes.Compare)
            if isinstance(compared.expr, nodes.Getattr) and compared.expr.attr == "step"
        ]
        for path in TEMPLATES
    }
    assert not {name: places for name, places in asked.items() if places}
