"""What is written in the program's own files, for tests that judge it: each is read and parsed once."""

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_in(path: Path) -> tuple[ast.AST, ...]:
    """All of a module, in the order of `ast.walk`."""
    return tuple(ast.walk(parsed(path)))
