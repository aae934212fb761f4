"""What comments and docstrings say of the code: that it names what there is."""

import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import HOME, modules

NAMED = re.compile(r"`(?:\w+\.)*?(\w+)\.([A-Za-z_]\w*)`")


def said(source: str) -> Iterator[str]:
    """Yields the comments, and the strings that may be docstrings."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield token.string


def held(path: Path) -> set[str]:
    """The words of a module; of a room, also its modules."""
    beside = path.parent.iterdir() if path.name == "__init__.py" else ()
    return {*re.findall(r"\w+", path.read_text("utf-8")), *(module.stem for module in beside)}


def test_what_is_named_of_a_module_is_in_it() -> None:
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in modules().items():
        by_word[name.rpartition(".")[2]] |= held(path)
    wrong = {
        f"{path.relative_to(HOME)}: {module}.{word}"
        for path in modules().values()
        for words in said(path.read_text("utf-8"))
        for module, word in NAMED.findall(words)
        if module in by_word and word not in by_word[module] | {"py", "typ"}
    }
    assert wrong == set()
