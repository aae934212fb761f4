"""The architecture: who may import whom, how large files may grow, what is never written."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path

import pytest
from jinja2 import nodes

from app.assets import ALONE, AUDIENCES, SHARED_STYLES, STYLES, style_sheets
from app.languages import HALL_LANGUAGES
from app.screens.console import PANELS
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel
from app.vocabulary import Call, Shown, Step
from tests.readme import has_test, own_rooms
from tests.source import nodes_in, parsed, parsed_template

HOME = Path(__file__).parent.parent

# From the bottom up: a module may import lower floors and its own room (a folder, or itself).
FLOORS: tuple[tuple[str, ...], ...] = (
    ("app.frozen",),
    (
        "app",
        "app.vocabulary",
        "app.limits",
        "app.machine",
        "app.faults",
        "app.gate",
        "app.assets",
        "app.kept",
        "app.drawing",
        "app.encryption",
    ),
    ("app.texts", "app.disk", "app.trouble"),
    (
        "app.catalogues",
        "app.languages",
        "app.hall_clock",
        "app.settings",
        "app.models",
        "app.bootstrap",
    ),
    ("app.database_file",),
    ("app.links", "app.sql_statements"),
    ("app.db",),
    ("app.migrating",),
    ("app.data_folder",),
    ("app.method",),
    ("app.reading",),
    ("app.viewer", "app.qr", "app.addresses"),
    ("app.screens.wall",),
    ("app.templating",),
    ("app.screens",),
    ("app.assembly",),
    ("app.wire",),
    ("app.live",),
    ("app.keeping",),
    ("app.keeping.terminal",),
    ("app.papers",),
    ("app.web",),
    ("app.sample",),
    ("app.rehearsal",),
    ("app.main",),
    ("app.serving",),
    ("app.rehearsing",),
    ("app.commands",),
    ("app.__main__",),
)

# The third-party packages that a room may import.
TAKEN = {
    "app.vocabulary": set[str](),
    "app.limits": set[str](),
    "app.languages": set[str](),
    "app.settings": set[str](),
    "app.bootstrap": set[str](),
    "app.machine": set[str](),
    "app.disk": set[str](),
    "app.commands": set[str](),
    "app.__main__": set[str](),
    "app.models": {"sqlalchemy", "sqlmodel"},
    "app.db": {"sqlalchemy", "sqlmodel"},
    "app.method": {"sqlalchemy", "sqlmodel", "cryptography"},
    "app.screens": set[str](),
    "app.viewer": set[str](),
}

# All that the engine knows of the method and of screens, which is of no single step or screen.
KNOWN_TO_ENGINE = {
    "app.method.act": "the shape of every change",
    "app.method.noting": "what an act has written",
    "app.method.people.coming_back": "the code by which a phone is known again",
    "app.method.people.joining": "that a phone is present",
    "app.method.refusals": "that an act is refused",
    "app.screens.alike": "which phones see the same",
    "app.screens.by_viewer": "which screen each viewer sees",
    "app.screens.this_computer": "what screens say of this computer",
    "app.screens.screen": "what a screen is made of",
    "app.screens.turns": "whose words a page gives back",
}

# Modules that several pages share. A page imports no other page.
OF_SEVERAL_PAGES = {
    "about",
    "doors",
    "open_door",
    "paths",
    "house",
    "visit",
    "forms",
    "intending",
    "once",
    "refusing",
    "joining",
    "saved",
    "sending",
    "planned_ahead",
    "readers",
    "rendering",
    "compressing",
}
PAGES = {
    "console",
    "evening_page",
    "phone",
    "live",
    "files",
    "guard",
    "guide",
    "desk",
    "organisation",
}

VAGUE = {"utils", "helpers", "common", "misc", "core", "base", "manager", "service", "handler"}
VAGUE |= {"data", "info", "util", "helper", "managers", "services", "handlers", "tools", "stuff"}

# Modules of several rooms that are called alike, as the steps are, because they are about the same.
OF_SEVERAL_ROOMS = {
    "acts": "all acts: in their order, and with their routes",
    "addresses": "the addresses of a machine: found, and chosen at the desk",
    "changing": "leaving or replacing a phone: its rules, and its pages",
    "door": "how somebody is let in: a coordinator, or a secretary",
    "effect": "what actions led to: its rules, and its place at the desk",
    "followup": "what becomes of what was agreed: its tables, and its place at the desk",
    "interpreting": "interpreters: their tables, rules and screen, and what the console says of them",
    "joining": "the way in: its rules, screen and pages",
    "meeting": "a meeting: its tables, and how it is prepared",
    "merging": "small groups that become one: their tables, and their rules",
    "on_console": "a step whose screens are a room: its panel of the console",
    "on_paper": "what was put on paper: its rules, forms, and place on the console; and the survey's",
    "on_wall": "a step whose screens are a room: its wall",
    "packs": "the packs: how they are prepared, and their place at the desk",
    "pages": "what the pages of a room show",
    "people": "who takes part: their tables, their erasing, and who comes by what the desk knows",
    "phone": "a participant's phone: its screens, and its page",
    "programme": "the programme: its rules, and its screen",
    "questions": "the survey's questions: how they are prepared, and their place at the desk",
    "reports": "reports of discussion sessions: read from files, and dealt with at the desk",
    "retention": "how long data is kept: its table, and its rules",
    "whole": "a meeting as a whole: erased; and copied, archived and thrown away",
    "writing": "a report while it is written: its rules, and its form",
}

# Modules that may mark strings as safe markup: our own rendering.
MARKED = {"app/assembly.py"}


@cache
def modules() -> dict[str, Path]:
    """The modules of the program, by dotted name."""
    return {
        ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((HOME / "app").rglob("*.py"))
    }


def tree(name: str) -> ast.Module:
    return parsed(modules()[name])


def written(name: str) -> tuple[ast.AST, ...]:
    return nodes_in(modules()[name])


@cache
def known(name: str) -> frozenset[str]:
    """All imports in a module: our modules by their full name, others by their package's name."""
    return frozenset(_imported(name))


def _imported(name: str) -> Iterator[str]:
    for node in written(name):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} says where from in steps upwards"
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in modules() else str(node.module)


def ours(name: str) -> set[str]:
    return {other for other in known(name) if other in modules() and other != name}


def room(name: str) -> tuple[int, str]:
    """The floor and the room of a module: the longest name in `FLOORS` that fits."""
    floors = [
        (len(own), floor, own)
        for floor, rooms in enumerate(FLOORS)
        for own in rooms
        if name == own or (own != "app" and name.startswith(own + "."))
    ]
    assert floors, f"{name} stands on no floor"
    _, floor, own = max(floors)
    return floor, own


def test_a_module_knows_of_lower_floors_and_its_own_room_alone() -> None:
    assert not [
        f"{name} knows of {other}"
        for name in modules()
        for other in ours(name)
        if not (room(other)[1] == room(name)[1] or room(other)[0] < room(name)[0])
    ]


def test_no_module_knows_of_itself_by_a_detour() -> None:
    TopologicalSorter({name: ours(name) for name in modules()}).prepare()


@pytest.mark.parametrize("own", TAKEN)
def test_a_room_takes_only_what_it_needs_from_others(own: str) -> None:
    names = [name for name in modules() if room(name)[1] == own]
    taken = {other.split(".")[0] for name in names for other in known(name)}
    assert taken - set(sys.stdlib_module_names) - {"app"} <= TAKEN[own]


def test_the_method_knows_nothing_of_pages_and_sockets() -> None:
    for name in modules():
        if name.startswith("app.method"):
            far = {"fastapi", "starlette", "jinja2", "markupsafe", "uvicorn", "websockets"}
            assert not far & {other.split(".")[0] for other in known(name)}, name


def test_the_engine_knows_no_step_and_no_screen() -> None:
    names = [name for name in modules() if room(name)[1] == "app.live"]
    below = {other for name in names for other in ours(name)}
    screens = ("app.method", "app.screens", "app.qr", "app.templating")
    assert {other for other in below if other.startswith(screens)} == {*KNOWN_TO_ENGINE}
    words = {f"{kind.__name__}.{word.name}" for kind in (Step, Shown, Call) for word in kind}
    said = {ast.unparse(node) for name in names for node in written(name)}
    assert not said & words


def test_a_page_knows_of_no_other_page() -> None:
    for name in modules():
        page = name.split(".")[2] if name.startswith("app.web.") else None
        if page in PAGES:
            others = {other.split(".")[2] for other in ours(name) if other.startswith("app.web.")}
            assert others <= OF_SEVERAL_PAGES | {page}, name


def test_tables_are_columns_alone() -> None:
    for name, path in modules().items():
        if name.startswith("app.models"):
            assert not re.search(r"\bRelationship\b|\brelationship\(", path.read_text("utf-8"))


def functions(name: str) -> Iterator[tuple[str, int]]:
    """Yields each function's name with its number of lines."""
    for node in written(name):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_a_module_and_its_functions_can_be_read_at_once() -> None:
    assert not [path for path in modules().values() if lines(path) > 300]
    assert not [
        (name, function)
        for name in modules()
        for function, length in functions(name)
        if length > 50
    ]


def test_templates_and_scripts_can_be_read_at_once() -> None:
    assert not [path for path in templates() if lines(path) > 120]
    ours = {*(HOME / "static").rglob("*.js")} - {*(HOME / "static/vendor").iterdir()}
    assert not [path for path in ours if lines(path) > 300]
    assert not [path for path in styles() if lines(path) > 200]


_SENTENCE = r'"(?:[^"\\]|\\.)*"'
_SAID = re.compile(rf"(\b(?:_|N_|d?ngettext)\((?:[\w.]+, )?){_SENTENCE}(?:, {_SENTENCE})?")


def test_a_line_of_a_template_can_be_read_at_once() -> None:
    """A sentence stands in one piece, however long it is; what is around it is no longer for that."""
    assert not [
        (path.name, number)
        for path in templates()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(_SAID.sub(r"\1", line)) > 120
    ]


def test_every_style_sheet_is_sent_to_somebody() -> None:
    sent = [sheet for folder in STYLES for sheet in style_sheets(folder)]
    assert {*sent} == {*styles()}
    assert len(sent) == len({*sent})
    assert {*STYLES} == {*SHARED_STYLES, *AUDIENCES.values(), ALONE}


def test_files_are_named_by_what_is_in_them() -> None:
    named = [
        *modules().values(),
        *(HOME / "tests").rglob("*.py"),
        *templates(),
        *(HOME / "static/js").rglob("*.js"),
    ]
    assert not [path for path in named if path.stem.removeprefix("test_") in VAGUE]
    assert not [path for path in named if set(path.parent.parts) & VAGUE & {"utils", "core"}]


def test_a_module_has_a_name_of_its_own() -> None:
    named = Counter(path.stem for path in modules().values() if path.stem != "__init__")
    repeated = {word for word, times in named.items() if times > 1}
    assert repeated - {*Step} == {*OF_SEVERAL_ROOMS}


def test_every_module_says_what_it_is_for() -> None:
    empty = [name for name, path in modules().items() if not path.read_text("utf-8").strip()]
    assert not [
        name for name in modules() if name not in empty and not ast.get_docstring(tree(name))
    ]


def is_asked(node: ast.AST, *ways: str) -> bool:
    """Whether this is a call of one of these methods on a book."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ways
        and ast.unparse(node.func.value).endswith("book")
    )


def by_position(function: ast.AST) -> Iterator[str]:
    """Yields places where a row of a result is unpacked or indexed by position."""
    nodes = list(ast.walk(function))
    kept = {
        name.id
        for node in nodes
        if isinstance(node, ast.Assign) and is_asked(node.value, "rows", "row")
        for name in node.targets
        if isinstance(name, ast.Name)
    }

    def is_of(node: ast.AST, way: str) -> bool:
        return is_asked(node, way) or (isinstance(node, ast.Name) and node.id in kept)

    read = {
        ast.unparse(node.target)
        for node in nodes
        if isinstance(node, ast.For | ast.comprehension) and is_of(node.iter, "rows")
    }
    yield from (place for place in read if not place.isidentifier())
    for node in nodes:
        if isinstance(node, ast.Assign) and (
            is_of(node.value, "row") or ast.unparse(node.value) in read
        ):
            yield from (
                ast.unparse(target) for target in node.targets if not isinstance(target, ast.Name)
            )
        if isinstance(node, ast.Subscript) and (
            is_of(node.value, "row") or ast.unparse(node.value) in read
        ):
            yield ast.unparse(node)


def test_what_a_statement_finds_is_read_by_name() -> None:
    positions = {
        name: [
            position
            for function in written(name)
            if isinstance(function, ast.FunctionDef)
            for position in by_position(function)
        ]
        for name in modules()
    }
    assert not {name: places for name, places in positions.items() if places}


def is_named_by_its_step(name: str, word: str) -> bool:
    """Each step's module has a `Phone` and a `Wall`, always named with it: `vote.Wall`."""
    own = {f"app.screens.{step}{room}" for step in Step for room in ("", ".on_wall")}
    return word in {"Phone", "Wall"} and name in own


def types(name: str) -> Iterator[str]:
    """Yields what a module calls its classes, and its other types: `Words = Mapping[str, str]`."""
    yield from (node.name for node in written(name) if isinstance(node, ast.ClassDef))
    for node in tree(name).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            words = [target.id for target in targets if isinstance(target, ast.Name)]
            yield from (word for word in words if word[0].isupper() and not word.isupper())


def test_a_type_has_a_name_of_its_own() -> None:
    named = Counter(
        word for name in modules() for word in types(name) if not is_named_by_its_step(name, word)
    )
    assert not [word for word, times in named.items() if times > 1]


def fields_of(node: ast.ClassDef) -> frozenset[str]:
    return frozenset(
        field.target.id
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and not ast.unparse(field.annotation).startswith("ClassVar")
    )


def test_one_thing_has_one_shape() -> None:
    """What two types say of a thing, by the names of its fields, is said by a third that both hold; a
    table is asked for by a shape of its own.
    """
    shapes = {
        node.name: fields_of(node)
        for name in modules()
        for node in written(name)
        if isinstance(node, ast.ClassDef) and room(name)[1] != "app.models"
    }
    assert not [
        (shape, other)
        for (shape, own), (other, others) in combinations(shapes.items(), 2)
        if len(own & others) > 4 and 3 * len(own & others) > 2 * len(own | others)
    ]


def test_many_values_are_given_by_their_names() -> None:
    """Two that stand beside one another, of one type, would be exchanged unseen. Variables may stand there that
    are called as the values are.
    """
    assert not [
        (name, call.lineno)
        for name in modules()
        for call in written(name)
        if isinstance(call, ast.Call) and len(call.args) > 6
        if is_a_shape(call.func) and not all(isinstance(given, ast.Name) for given in call.args)
    ]


def is_a_shape(made: ast.expr) -> bool:
    """By its name: `PeoplePage`, also in `pages.PeoplePage`."""
    word = ast.unparse(made).rpartition(".")[2]
    return word[:1].isupper() and not word.isupper()


def stands_for_any_type(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in {"TypeVar", "ParamSpec"}
    )


def test_what_stands_for_any_type_is_told_from_types() -> None:
    """By one letter; or, if it must be of a certain kind, as any of these: `AnyRow`."""
    named = [
        ast.unparse(node.targets[0])
        for name in modules()
        for node in tree(name).body
        if isinstance(node, ast.Assign) and stands_for_any_type(node)
    ]
    assert len(named) > 10
    assert not [word for word in named if not re.fullmatch(r"[A-Z]|Any[A-Z]\w+", word)]


def defined_at(name: str, word: str) -> str | None:
    """The module that defines the function which `word` is in this one; None if it is no function of ours."""
    if name not in modules():
        return None
    for node in tree(name).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == word:
            return name
        if isinstance(node, ast.ImportFrom) and word in {taken.name for taken in node.names}:
            return defined_at(node.module or "", word)
    return None


def test_a_function_that_is_called_without_its_module_has_a_name_of_its_own() -> None:
    """Of others the module says whose it is: `workbook.read`, `word_file.read`. A room may hand on what is in it."""
    homes: dict[str, set[str]] = {}
    for name, path in modules().items():
        taken = (node for node in written(name) if isinstance(node, ast.ImportFrom))
        for node in taken if path.stem != "__init__" else ():
            for word in (alias.name for alias in node.names):
                if home := defined_at(node.module or "", word):
                    homes.setdefault(word, set()).add(home)
    assert len(homes) > 500
    assert not {word: where for word, where in homes.items() if len(where) > 1}


def bound(path: Path) -> Iterator[str]:
    """Yields what a module calls its variables, parameters, fields and imports."""
    for node in nodes_in(path):
        match node:
            case ast.Name(id=word, ctx=ast.Store()) | ast.arg(arg=word):
                yield word
            case ast.MatchAs(name=str(word)) | ast.MatchStar(name=str(word)):
                yield word
            case ast.ExceptHandler(name=str(word)) | ast.alias(asname=str(word)):
                yield word


def kept_or_done(name: str) -> Iterator[str]:
    """Yields what a module calls its functions, and the values of its objects."""
    for node in written(name):
        match node:
            case ast.Attribute(attr=word, ctx=ast.Store()):
                yield word
            case ast.FunctionDef(name=word) | ast.AsyncFunctionDef(name=word):
                yield word


_BOUND_IN_SCRIPT = re.compile(r"\b(?:const|let|function) (\w+)|\(?(\w+)(?:, (\w+))?\)? =>")


def test_nothing_is_called_one_or_found() -> None:
    """Both fit whatever it is, so that a reader must guess. Only a book has `one` row, or all."""
    tests = {str(path): path for path in (HOME / "tests").rglob("*.py")}
    called = {name: {*bound(path)} for name, path in (modules() | tests).items()}
    for name in modules():
        called[name] |= {word.strip("_") for word in kept_or_done(name)}
    for path in (HOME / "static/js").rglob("*.js"):
        named = _BOUND_IN_SCRIPT.findall(path.read_text("utf-8"))
        called[path.name] = {word for words in named for word in words}
    assert [name for name, words in called.items() if {"one", "found"} & words] == ["app.db"]


def test_a_module_with_a_steps_word_is_of_that_step() -> None:
    own = {Path("app/method"), Path("app/screens"), Path("app/models")}
    assert not [
        path
        for path in modules().values()
        if path.stem in {*Step} and path.parent.relative_to(HOME) not in own
    ]


def styles() -> list[Path]:
    return sorted((HOME / "static/css").rglob("*.css"))


def templates() -> list[Path]:
    return sorted((HOME / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    "never",
    [
        r"\|\s*safe\b",
        r"\bautoescape\b",
        r"\sstyle\s*=",
        r"<style\b",
        r"<script(?![^>]*\ssrc=)",
        r"\son(click|load|error|submit|change|input|focus|blur|key\w+|mouse\w+|pointer\w+)\s*=",
        r"\bhx-on\b",
        r"\bhx-vals\s*=\s*.js:",
        r"javascript:",
        r"(src|href|action|hx-\w+)=\"(https?:)?//",
    ],
)
def test_no_template_says(never: str) -> None:
    assert not [path for path in templates() if re.search(never, path.read_text("utf-8"))]


_IMPORTS = re.compile(r'{% from "[^"]+" import ([\w, ]+?)(?: with context)? %}')
_TAKES_IN = re.compile(r'{% (?:include|extends) "([^"]+)"')


def test_a_template_imports_only_what_is_said_with_it() -> None:
    """By itself, or by a template that it takes in, which imports no such name of its own."""
    saying = {
        path.relative_to(HOME / "templates").as_posix(): path.read_text("utf-8")
        for path in templates()
    }

    def says(name: str, word: str) -> bool:
        words = _IMPORTS.sub("", saying[name])
        return bool(re.search(rf"\b{word}\(", words)) or any(
            says(taken, word) for taken in _TAKES_IN.findall(words) if word not in imported(taken)
        )

    def imported(name: str) -> set[str]:
        words = ", ".join(_IMPORTS.findall(saying[name]))
        return {word.split(" as ")[-1] for word in words.split(", ") if word}

    assert not [(name, word) for name in saying for word in imported(name) if not says(name, word)]


def test_a_macro_is_said_by_its_own_template_or_imported_by_another() -> None:
    sayings = [path.read_text("utf-8") for path in templates()]
    imported = {
        word.split(" as ")[0]
        for saying in sayings
        for words in _IMPORTS.findall(saying)
        for word in words.split(", ")
    }
    unsaid = {
        macro
        for saying in sayings
        for macro in re.findall(r"{%-? macro (\w+)\(", saying)
        if len(re.findall(rf"\b{macro}\(", saying)) == 1
    }
    assert unsaid - imported == set()


_LABELLED = re.compile(r"<(button|summary|a)\b(?:(?!</\1>).)*?</\1>", re.DOTALL)
_SAID_INSIDE = re.compile(r'class="unseen"|(?:icon|group_mark)\([^)]*\b_\(')


def test_a_label_hides_nothing_that_is_said_inside_it() -> None:
    """Who hears the page hears the label alone."""
    assert not [
        (path.name, element[0])
        for path in templates()
        for element in _LABELLED.finditer(path.read_text("utf-8"))
        if "aria-label=" in element[0] and _SAID_INSIDE.search(element[0])
    ]


# What a context does before a template shows it.
COMPUTING_FILTERS = {
    *("abs", "batch", "count", "dictsort", "first", "groupby", "last", "length", "map", "max"),
    *("min", "random", "reject", "rejectattr", "replace", "reverse", "round", "select"),
    *("selectattr", "slice", "sort", "sum", "truncate", "unique", "wordcount"),
}
COMPUTING = (
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow),
    *(nodes.Neg, nodes.Slice),
)
JOINING = (nodes.And, nodes.Or, nodes.Not)
CHANGING = {"append", "extend", "insert", "update"}
DECODING = {"partition", "removeprefix", "removesuffix", "replace", "split", "splitlines", "values"}
# A template that knows these by their tags has a list of languages of its own.
HALL_TAGS = {language.value for language in HALL_LANGUAGES}


def computing(template: nodes.Node) -> Iterator[tuple[int, str]]:
    """The lines where a template selects, counts, calculates, decodes, chooses a language, or has a rule."""
    for node in template.find_all(nodes.Node):
        if told := computed(node) or knowing(node):
            yield node.lineno, told


def computed(node: nodes.Node) -> str:
    """What a template computes here."""
    match node:
        case nodes.Filter(name=str(name)) if name in COMPUTING_FILTERS:
            told = name
        case nodes.Call(node=nodes.Getattr(attr=str(name))) if name in CHANGING | DECODING:
            told = name
        case nodes.For(test=nodes.Expr()):
            told = "which of a list are shown"
        case nodes.Compare() if judges_a_number(node):
            told = "a rule on a number"
        case nodes.Call(node=nodes.Name(name="range")) | nodes.Name(name="namespace"):
            told = "a count of its own"
        case nodes.Getattr(node=nodes.Name(name="loop"), attr="length" | "revindex"):
            told = "how many there are"
        case nodes.And(left=nodes.Getattr(attr="first"), right=nodes.Getattr(attr="last")):
            told = "whether there are several"
        case nodes.And() | nodes.Or() | nodes.Not() if any(map(joins, node.find_all(JOINING))):
            told = "a rule in several parts"
        case _:
            told = type(node).__name__ if isinstance(node, COMPUTING) else ""
    return told


def joins(node: nodes.Node) -> bool:
    """`is not none` is a comparison."""
    return not (isinstance(node, nodes.Not) and isinstance(node.node, nodes.Test))


def judges_a_number(compared: nodes.Compare) -> bool:
    sides = [compared.expr, *(operand.expr for operand in compared.ops)]
    return any(operand.op in {"lt", "lteq", "gt", "gteq"} for operand in compared.ops) or any(
        isinstance(side, nodes.Const) and type(side.value) in {int, float} for side in sides
    )


def knowing(node: nodes.Node) -> str:
    """What a template knows here that its context is to say."""
    match node:
        case nodes.Getitem(arg=nodes.Const(value=int(place))):
            return f"what stands at place {place}"
        case nodes.Call(node=nodes.Name(name=name)) if name.isalpha() and name.istitle():
            return f"a member of {name} by its value"
        case nodes.Call(node=nodes.Getattr(attr="get")):
            return "which value of several is read"
        case nodes.Const(value=str(tag)) if tag in HALL_TAGS:
            return f"a language: {tag}"
    return ""


def test_templates_compute_nothing() -> None:
    computed = {path.name: list(computing(parsed_template(path))) for path in templates()}
    assert not {name: places for name, places in computed.items() if places}


def test_templates_have_no_tables_of_their_own() -> None:
    """What is looked up by a value is in the context; shapes stand by their names where they are drawn."""
    having = {
        path.relative_to(HOME / "templates").as_posix()
        for path in templates()
        for given in parsed_template(path).find_all(nodes.Assign)
        if isinstance(given.node, nodes.Dict)
    }
    assert having == {"parts/marks.html"}


# Templates that ask which of several strings they were given, and why: none chooses words of the method by it.
OF_MARKUP = {
    "desk/fields.html": "the type of a field, as HTML names it",
    "console/parts/act.html": "the same",
    "parts/when.html": "the same",
    "parts/marks.html": "the icons that point along the line of reading",
    "guide/blocks.html": "the kind of a block, each with markup of its own",
}


def words_compared(template: nodes.Node) -> Iterator[int]:
    """The lines where a template compares something with a word that is written there."""
    for compared in template.find_all(nodes.Compare):
        written = [compared.expr, *(operand.expr for operand in compared.ops)]
        each = [value for side in written for value in getattr(side, "items", [side])]
        if any(isinstance(value, nodes.Const) and isinstance(value.value, str) for value in each):
            yield compared.lineno


def test_templates_choose_nothing_by_a_word_that_they_compare() -> None:
    """The member of an enum carries its sentences, or the context says which of two it is."""
    comparing = {
        path.relative_to(HOME / "templates").as_posix(): list(words_compared(parsed_template(path)))
        for path in templates()
    }
    assert {name for name, places in comparing.items() if places} == {*OF_MARKUP}, comparing


def test_only_our_own_rendering_is_marked_as_markup() -> None:
    saying = {
        path.relative_to(HOME).as_posix()
        for path in modules().values()
        if re.search(r"\bMarkup\(|\bautoescape=False|\.unescape\(", path.read_text("utf-8"))
    }
    assert saying == MARKED
    for path in MARKED:
        calls = re.findall(r"\bMarkup\((.*)\)", (HOME / path).read_text("utf-8"))
        assert all(call.startswith("gap(") for call in calls)


def test_values_are_made_in_the_way_that_a_start_has_time_for() -> None:
    """See `app.frozen`."""
    old = re.compile(r"^ *@dataclass\(frozen=True\)", re.MULTILINE)
    assert not [name for name, path in modules().items() if old.search(path.read_text("utf-8"))]


def test_one_clock_hangs_in_the_hall() -> None:
    assert {name for name in modules() if "zoneinfo" in known(name)} == {"app.hall_clock"}


def test_what_is_a_number_is_judged_in_one_place() -> None:
    """What is typed at a terminal is read before there are packages, so without the method."""
    judging = {name for name, path in modules().items() if ".isascii()" in path.read_text("utf-8")}
    assert judging == {"app.method.sent", "app.commands"}


def test_every_refusal_has_a_name_of_its_own() -> None:
    codes = Counter(
        node.args[0].value
        for name in modules()
        for node in written(name)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    )
    assert len(codes) > 30
    assert [code for code, times in codes.items() if times > 1] == []


def test_every_refusal_is_said_by_somebody() -> None:
    everything = [node for name in modules() for node in written(name)]
    said = {
        node.id
        for node in everything
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    said |= {node.attr for node in everything if isinstance(node, ast.Attribute)}
    assert not [
        node.targets[0].id
        for node in everything
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and ast.unparse(node.value).startswith("Refusal(")
        and node.targets[0].id not in said
    ]


@pytest.mark.parametrize("step", Step)
def test_every_step_has_its_screens(step: Step) -> None:
    for viewer in ("phone", "wall", "console"):
        assert (HOME / "templates" / step / f"{viewer}.html").exists()
    assert f"app.screens.{step}" in modules()


def kinds(of: type[ConsolePart]) -> Iterator[type[ConsolePart]]:
    """Yields the classes that inherit from this one."""
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("step", Step)
def test_what_the_console_shows_of_a_step_alone_stands_in_its_room(step: Step) -> None:
    makers: list[Callable[[ConsoleLook], ConsolePanel] | type] = [
        kind for kind in kinds(ConsolePart) if getattr(kind, "template", "").startswith(f"{step}/")
    ]
    makers += [PANELS[step]] if step in PANELS else []
    own = {f"app.screens.{step}", f"app.screens.{step}.on_console"}
    assert not [maker for maker in makers if maker.__module__ not in own]


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_test_of_its_own_on_each_floor_where_it_has_code(step: Step) -> None:
    floors = [floor for floor in ("method", "screens") if own_rooms(f"app/{floor}", step)]
    assert "screens" in floors
    assert [floor for floor in (*floors, "web") if not has_test(floor, step)] == []


def test_tests_neither_mock_nor_sleep() -> None:
    for path in (HOME / "tests").rglob("*.py"):
        match = re.search(
            r"\bfrom unittest\b|\bimport mock\b|\btime\.sleep[(]", path.read_text("utf-8")
        )
        assert not match, path
