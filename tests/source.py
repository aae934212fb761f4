"""What is written in the program's own files, for tests that judge it: each is read and parsed once."""

import ast
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

PARSER = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_in(path: Path) -> tuple[ast.AST, ...]:
    """All of a module, in the order of `ast.walk`."""
    return tuple(ast.walk(parsed(path)))


@cache
def parsed_template(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text("utf-8"))
