"""Each word of the method carries its sentences, each limit its number, and nothing else does."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TypeGuard

import pytest
from jinja2 import nodes

from app import main, texts  # noqa: F401 -- so that all words are there
from app.limits import LIMIT
from app.method.erasing.one_text import Wrote
from app.models.report import Went
from app.papers.brought.sheets import SheetKind
from app.papers.downloads import Download
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
from tests import source

HOME = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
# All but the vocabulary, where the words are.
MODULES = [
    path for path in sorted((HOME / "app").rglob("*.py")) if path.parent.name != "vocabulary"
]
SAYING = {"_", "N_", "gettext", "ngettext"}
KINDS = (
    *(Step, Theme, Category, Role, RoundState, MunicipalAnswer, Wrote, Went, SheetKind),
    Download,
)
WORDS = [word for kind in Word.__subclasses__() for word in kind]
# A number in digits or as a word, beside what is put in. Of one and two no limit is made, but see `ONE_VOTE`.
NUMBER = re.compile(
    r"\d+|half an? (?:hour|year)|half hour"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|hundred|thousand)\b",
    re.IGNORECASE,
)
# What is true only while a person has one vote.
ONE_VOTE = re.compile(
    r"one vote|votes for one|only one idea that you can vote|choose one idea"
    r"|idea (?:they|you|do you) support|your (?:own )?vote\b|more votes than people"
    r"|votes by phone: only|change it until the vote",
    re.IGNORECASE,
)
# Phrases whose number is none of the program's: a law, a date, how something is written or called,
# the beginning of a range, advice.
NO_LIMIT = re.compile(
    r"\b1 to %|\b0 to %|\b0–%|\b0 (?:little|small)|681/2023|306/2019|WCAG 2\.2|python3"
    r"|2026-12-31|1 January 2026|16\.30|3 12 20|10 of 12|10 years in Finland|over 10 years"
    r"|percent 0–100, a scale 1–5|scale from 1 to 5"
    r"|the four-field|three hours|three goals and three indicators"
    r"|three or four unrelated words",
    re.IGNORECASE,
)
SAYING_IN_CODE = {"say", "saying", "ngettext"}
QUOTED = re.compile("“([^”]+)”")
# What some member is called too, where it says something else: a page, a column, a heading, a file.
OF_THEIR_OWN = {
    "More of this": "the program's own name, in every title",
    "Programme": "the console's list of it, a choice of one, and a paper; the word: the desk's page",
    "Agreed actions": "a heading above them; the word: at the wall's foot",
    "National goals and indicators": "the desk's page of them; the word: what a statement is about",
    "Card": "a column; the word: what a row becomes",
    "Key result": "a column; the word: what a line of a report becomes",
    "Yes": "a column of what holds; the word: an answer to a proposal",
    "No": "the same",
    "Date": "of a meeting, a session or a survey; the word: when an action is begun",
    "Removed": "a heading above what lies in the basket; the word: what kind of text it was",
}


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
    written = re.compile(rf"""\b(most|max|maxlength|limit|high)="?({numbers})\b""")
    assert not [path for path in TEMPLATES if written.search(path.read_text("utf-8"))]


def test_no_template_puts_a_number_of_its_own_into_a_sentence_or_a_cut() -> None:
    asked = (
        (path, value)
        for path in TEMPLATES
        for node in source.parsed_template(path).find_all((nodes.Call, nodes.Filter))
        for value in put_into(node)
    )
    assert [(path.name, value.value) for path, value in asked if is_number(value)] == []


def put_into(node: nodes.Expr) -> list[nodes.Expr]:
    """What a sentence is given, or at how many letters words are cut."""
    if isinstance(node, nodes.Filter):
        return node.args[:1] if node.name == "truncate" else []
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return []
    return [given.value for given in node.kwargs] if node.node.name in SAYING else []


def is_number(value: nodes.Expr) -> TypeGuard[nodes.Const]:
    return isinstance(value, nodes.Const) and isinstance(value.value, int)


def test_no_module_puts_a_limit_of_its_own_into_a_sentence() -> None:
    written = [
        (path.name, called.lineno)
        for path in (HOME / "app").rglob("*.py")
        for called in source.nodes_in(path)
        if isinstance(called, ast.Call) and name_of(called.func) in SAYING_IN_CODE
        for given in called.keywords
        # A range may begin with 0 or 1.
        if isinstance(given.value, ast.Constant) and given.value.value not in (0, 1)
        if isinstance(given.value.value, int)
    ]
    assert written == []


def test_no_form_has_a_bound_of_its_own() -> None:
    """In code: between what a number must lie. In templates: the same, and each of several numbers."""
    in_code = [
        (path.name, bound)
        for path in MODULES
        for called in source.nodes_in(path)
        if isinstance(called, ast.Call) and name_of(called.func) in {"number", "Between"}
        for bound in map(ast.unparse, called.args)
        if is_large(own_value(path, bound))
    ]
    in_templates = [
        (path.name, value.value)
        for path in TEMPLATES
        for node in source.parsed_template(path).find_all((nodes.Call, nodes.For))
        for value in bounds(node)
        if is_number(value) and value.value > 1
    ]
    assert in_code + in_templates == []


def own_value(path: Path, bound: str) -> str:
    """The bound; if it is a constant of the module, its value."""
    own = {
        name: ast.unparse(line.value)
        for line in source.parsed(path).body
        if isinstance(line, ast.Assign)
        for name in map(ast.unparse, line.targets)
    }
    return own.get(bound.removeprefix("*"), bound)


def is_large(bound: str) -> bool:
    """Whether it is a number in digits, and not the beginning of a range."""
    return "LIMIT" not in bound and any(int(digits) > 1 for digits in re.findall(r"\b\d+", bound))


def bounds(node: nodes.Node) -> Iterator[nodes.Expr]:
    if isinstance(node, nodes.For):
        yield from node.iter.find_all(nodes.Const)
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        yield from node.args if node.node.name == "whole" else ()
        yield from (given.value for given in node.kwargs if given.key in {"low", "high", "most"})


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def sentences() -> list[str]:
    """All English sentences; another test finds each of them in the Swedish catalogue."""
    keys = [message.id for message in texts.read(Language.sv) if message.id]
    return [form for key in keys for form in ([key] if isinstance(key, str) else key)]


def test_no_sentence_has_the_number_of_a_limit() -> None:
    """Else it would promise that number when the rule keeps another one."""
    assert [said for said in sentences() if NUMBER.search(NO_LIMIT.sub("", said))] == []


def test_that_a_person_has_one_vote_is_said_while_it_is_so_and_in_two_rooms() -> None:
    """With another number each of these is to be written anew. All others are true of any number."""
    said = {
        str(message.id): {place for place, _ in message.locations}
        for message in texts.read(Language.sv)
        if ONE_VOTE.search(str(message.id))
    }
    assert bool(said) is (LIMIT.votes == 1), said
    assert {*chain(*said.values())} <= {
        "app/screens/vote/__init__.py",
        "app/vocabulary/__init__.py",
    }


def says_something(node: nodes.Node) -> bool:
    return any(
        isinstance(call.node, nodes.Name) and call.node.name in SAYING
        for call in (node, *node.find_all(nodes.Call))
        if isinstance(call, nodes.Call)
    )


def tables_of_words(path: Path) -> Iterator[int]:
    """The lines where a template has sentences by the members of one kind of word."""
    for table in source.parsed_template(path).find_all(nodes.Dict):
        keys = {pair.key.value for pair in table.items if isinstance(pair.key, nodes.Const)}
        kinds = [kind for kind in KINDS if len(keys) > 1 and keys <= {*kind}]
        if kinds and any(says_something(pair.value) for pair in table.items):
            yield table.lineno


def test_no_template_has_sentences_of_its_own_for_the_words_of_a_kind() -> None:
    """They stand with the word, so that a new member lacks none in silence."""
    tables = {path: [*tables_of_words(path)] for path in TEMPLATES}
    assert not {path.name: places for path, places in tables.items() if places}


def test_nobody_but_the_word_itself_says_what_a_member_is_called() -> None:
    """Else it has two names as soon as one of them is changed."""
    called = {sentence for word in WORDS for sentence in word.says.values()} | {*LEVELS}
    said = [
        *((path.name, said) for path in TEMPLATES for said in said_in_template(path)),
        *((path.name, said) for path in MODULES for said in said_in_code(path)),
    ]
    assert [(where, words) for where, words in said if words in called - {*OF_THEIR_OWN}] == []
    assert {*OF_THEIR_OWN} <= called & {words for _, words in said}


def test_no_sentence_quotes_a_label_by_writing_it_again() -> None:
    """Else a button is renamed, and the sentence sends people to one that is not there."""
    labels = {*sentences()}
    quoted = [(words, said) for said in labels for words in QUOTED.findall(said)]
    assert [(words, said) for words, said in quoted if words in labels] == []
    taken = {said: words.removeprefix("%(").removesuffix(")s") for words, said in quoted}
    assert list(taken.values()).count("press") > 10
    written = [
        *(said for path in TEMPLATES for said in written_into(source.parsed_template(path), taken)),
        *(said for path in MODULES for said in written_in_code_into(path, taken)),
    ]
    assert written == []


def refused_in(path: Path) -> Iterator[str]:
    """The sentences of the refusals that a module defines."""
    for called in source.nodes_in(path):
        if isinstance(called, ast.Call) and name_of(called.func) == "Refusal":
            said = (inner for inner in calls_in(called) if is_saying(inner))
            yield from (ast.literal_eval(inner.args[0]) for inner in said)


def test_what_a_refusal_says_it_says_alone() -> None:
    """A screen that tells beforehand why something cannot be done takes the sentence from the refusal."""
    refused = {said for path in MODULES for said in refused_in(path)}
    assert len(refused) > 100
    said = Counter(
        words
        for path in (*TEMPLATES, *MODULES)
        for words in (said_in_template if path.suffix == ".html" else said_in_code)(path)
    )
    assert {words for words in refused if said[words] > 1} == set()


def test_a_long_sentence_stands_in_one_template_and_in_one_module() -> None:
    """Else it is mended in one place, and the other goes on saying what it said. A module may repeat what a
    template says: a paper, or what is heard of a screen.
    """
    for paths, said_in, long in ((TEMPLATES, said_in_template, 8), (MODULES, said_in_code, 5)):
        said = Counter(words for path in paths for words in said_in(path))
        assert [words for words in said if said[words] > 1 and len(words.split()) >= long] == []


def written_into(template: nodes.Template, taken: dict[str, str]) -> Iterator[str]:
    """The sentences for whose quotes a template says the words itself. `taken`: the name of what each
    sentence quotes.
    """
    for called in template.find_all(nodes.Call):
        first = called.args[0] if called.args else None
        if isinstance(first, nodes.Const) and first.value in taken:
            named = (given for given in called.kwargs if given.key == taken[first.value])
            yield from (first.value for given in named if says_something(given.value))


def written_in_code_into(path: Path, taken: dict[str, str]) -> Iterator[str]:
    for called in source.nodes_in(path):
        if isinstance(called, ast.Call) and is_saying(called):
            said = {node.value for node in ast.walk(called) if isinstance(node, ast.Constant)}
            quoting = [words for words in said if words in taken]
            named = (
                given for words in quoting for given in called.keywords if given.arg == taken[words]
            )
            if any(is_saying(inner) for given in named for inner in calls_in(given)):
                yield from map(str, quoting)


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def said_in_template(path: Path) -> Iterator[str]:
    for called in source.parsed_template(path).find_all(nodes.Call):
        if isinstance(called.node, nodes.Name) and called.node.name in SAYING | {"say_in"}:
            said = (given.value for given in called.args if isinstance(given, nodes.Const))
            yield from dict.fromkeys(said)


def said_in_code(path: Path) -> Iterator[str]:
    """What a module says outside its words."""
    of_words = {
        inner for node in source.nodes_in(path) if is_word(node) for inner in ast.walk(node)
    }
    for called in source.nodes_in(path):
        if isinstance(called, ast.Call) and called not in of_words and is_saying(called):
            said = (given.value for given in called.args if isinstance(given, ast.Constant))
            yield from dict.fromkeys(words for words in said if isinstance(words, str))


def is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and "Word" in map(name_of, node.bases)


def is_saying(called: ast.Call) -> bool:
    return name_of(called.func) in SAYING | SAYING_IN_CODE


def test_no_module_has_sentences_of_its_own_for_all_members_of_a_kind() -> None:
    """They stand with the word. What only some members have is a table where it is used."""
    kinds = {kind.__name__: {word.name for word in kind} for kind in below(StrEnum)}
    tables = [
        (path.name, table.lineno)
        for path in MODULES
        for table in source.nodes_in(path)
        if isinstance(table, ast.Dict) and all(map(is_sentence, table.values))
        if members_in(table) in [{(kind, name) for name in kinds[kind]} for kind in kinds]
    ]
    assert tables == []


def below(kind: type[StrEnum]) -> Iterator[type[StrEnum]]:
    for own in kind.__subclasses__():
        yield from ([own] if [*own] else below(own))


def members_in(table: ast.Dict) -> set[tuple[str, str]]:
    """The keys that are written as `Kind.member`."""
    return {
        (key.value.id, key.attr)
        for key in table.keys
        if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name)
    }


def is_sentence(value: ast.expr) -> bool:
    """Marked by itself, or inside one more call, such as a refusal's."""
    calls = [value, *value.args] if isinstance(value, ast.Call) else []
    return any(isinstance(call, ast.Call) and is_saying(call) for call in calls)


def test_no_template_asks_which_step_it_is() -> None:
    """What differs by step stands with the step, or in a template of its own."""
    asked = {
        path.name: [
            compared.lineno
            for compared in source.parsed_template(path).find_all(nodes.Compare)
            if isinstance(compared.expr, nodes.Getattr) and compared.expr.attr == "step"
        ]
        for path in TEMPLATES
    }
    assert not {name: places for name, places in asked.items() if places}
