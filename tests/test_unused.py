"""What nobody uses is not there: functions, what they return, the parameters of macros, style classes."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import nodes

from tests.source import nodes_in, parsed_template

HOME = Path(__file__).parent.parent
# Functions that only a package, or the image for servers, calls: by its name.
CALLED_BY_NAME = {
    "compile_all": "Dockerfile",
    "handle_data": "html.parser",
    "handle_endtag": "html.parser",
    "handle_starttag": "html.parser",
    "put_nowait": "uvicorn, for its queue",
    "run_asgi": "uvicorn",
    "url_path_for": "starlette",
    "visit_Call": "jinja2",
}
Defined = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> list[tuple[ast.AST, ...]]:
    """What is in each."""
    return [nodes_in(path) for path in (HOME / "app").rglob("*.py")]


@cache
def templates() -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in (HOME / "templates").rglob("*.html")}


def defined() -> Iterator[Defined]:
    for module in modules():
        yield from (node for node in module if isinstance(node, Defined))


def named(node: ast.AST) -> str:
    match node:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return word
        case ast.Constant(value=str(word)):
            return word
    return ""


def test_every_function_is_used() -> None:
    """By its name in another place, or in a template; if it is decorated, by the decorator."""
    said = {named(node) for module in modules() for node in module}
    said |= {word for text in templates().values() for word in re.findall(r"\w+", text)}
    unused = {
        function.name
        for function in defined()
        if not function.decorator_list and function.name.strip("_") and function.name not in said
    }
    assert {name for name in unused if not name.startswith("__")} == {*CALLED_BY_NAME}


def test_what_a_function_returns_is_used() -> None:
    """By somebody; a decorated one returns it to its decorator."""
    thrown_away, taken = set[str](), set[str]()
    for module in modules():
        lines = [node.value for node in module if isinstance(node, ast.Expr)]
        calls = [line.value if isinstance(line, ast.Await) else line for line in lines]
        alone = {id(call.func) for call in calls if isinstance(call, ast.Call)}
        for node in module:
            (thrown_away if id(node) in alone else taken).add(named(node))
    returning = {
        function.name
        for function in defined()
        if function.returns and ast.unparse(function.returns) not in {"None", "NoReturn"}
        if not function.decorator_list
    }
    assert returning & (thrown_away - taken) == set()


def test_each_parameter_of_a_macro_is_given_by_somebody() -> None:
    given: dict[str, tuple[int, set[str]]] = {}
    macros: list[nodes.Macro] = []
    for path in templates():
        tree = parsed_template(path)
        macros += tree.find_all(nodes.Macro)
        also = {
            as_said: name
            for taken in tree.find_all(nodes.FromImport)
            for name, as_said in (pair for pair in taken.names if isinstance(pair, tuple))
        }
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                name = also.get(call.node.name, call.node.name)
                most, words = given.get(name, (0, set()))
                words |= {word.key for word in call.kwargs}
                given[name] = max(most, len(call.args)), words
    assert len(macros) > 50
    nothing = 0, set[str]()
    assert not [
        (macro.name, parameter.name)
        for macro in macros
        for most, words in [given.get(macro.name, nothing)]
        for place, parameter in enumerate(macro.args)
        if place >= most and parameter.name not in words
    ]


_CLASS = re.compile(r'class="((?:{{.*?}}|{%.*?%}|[^"{])*)"', re.DOTALL)
_PUT_IN = re.compile(r"\s*{{-(.*?)}}|{{(.*?)}}", re.DOTALL)
_CHOSEN = re.compile(r"{%.*?%}", re.DOTALL)


def written_classes() -> tuple[set[str], set[str]]:
    """The classes that templates write; and the beginnings of those that are put together there."""
    whole, beginnings = set[str](), set[str]()
    for text in templates().values():
        for words in _CLASS.findall(text):
            for word in _PUT_IN.sub(_put_in, _CHOSEN.sub(" ", words)).split():
                (beginnings if "*" in word else whole).add(word.partition("*")[0])
    return whole, beginnings - {""}


def _put_in(said: re.Match[str]) -> str:
    """Whole words, each behind a blank; else what begins, or is, a word of which we know no more."""
    quoted = re.findall(r'"([^"]*)"', said[1] or said[2])
    are_whole = any(words.startswith(" ") or words.endswith(" ") for words in quoted)
    return "".join(quoted) if are_whole else "*"


def test_each_style_class_is_for_something() -> None:
    """It has a rule, or a script or a test looks for it; and each rule is for what somebody writes."""
    sheets = "\n".join(path.read_text("utf-8") for path in (HOME / "static/css").rglob("*.css"))
    ruled = {*re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))}
    looking = [*(HOME / "static/js").rglob("*.js"), *(HOME / "tests").rglob("*.py")]
    looked_for = "\n".join(path.read_text("utf-8") for path in looking)
    whole, beginnings = written_classes()
    assert {word for word in whole - ruled if not _is_looked_for(word, looked_for)} == set()
    code = "\n".join(ast.unparse(module) for module, *_ in modules())
    beginnings |= {*re.findall(r"f['\"]([a-z-]+-){", code)}
    said = {*re.findall(r"[\w-]+", "\n".join([*templates().values(), looked_for, code]))}
    assert {word for word in ruled - said if not _is_put_together(word, beginnings)} == set()


def _is_put_together(word: str, beginnings: set[str]) -> bool:
    return any(re.fullmatch(rf"{begun}(\d+|[a-z]{{2,}})", word) for begun in beginnings)


def _is_looked_for(word: str, where: str) -> bool:
    """As a selector in quotes, or as the page writes it, or by the tests' reader of pages."""
    looking = rf"""["' ]\S*\.{word}["' \]>:,]|class="[^"\n]*\b{word}\b|kind="{word}\""""
    return bool(re.search(looking, where))
