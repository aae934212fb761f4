"""What in a style sheet, a script or a template is newer than one of the oldest browsers, by `newer.json`."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.engines.make import TABLE

NEWER: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
SETS = {name: frozenset(held) for name, held in NEWER.items() if isinstance(held, list)}
# The data has no key for each of them.
NEWER_UNITS = re.compile(r"\d(dvh|svh|lvh|lh|rlh|cqi|cqb)\b")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)")
TAG = re.compile(r"<([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"(?:^|\s)([a-z-]+)(?=[\s=>/]|$)")
# In a script: what a note says, and a regular expression, is no call.
NOTE = re.compile(r"(?<!\S)//[ \t][^\n]*|/\*.*?\*/", re.DOTALL)


class Rule(NamedTuple):
    """`around`: what it stands in, from the outside."""

    around: tuple[str, ...]
    selector: str
    body: str


def rules(style: str) -> Iterator[Rule]:
    words = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    stack: list[str] = []
    since = 0
    for brace in re.finditer(r"[{}]", words):
        between = words[since : brace.start()]
        since = brace.end()
        if brace.group() == "{":
            stack.append(re.split(r"[;}]", between)[-1].strip())
        else:
            selector = stack.pop()
            yield Rule(tuple(stack), selector, between)


def in_style(style: str) -> set[str]:
    """Each newer word by what it is: `:has`, `@scope`, `text-wrap`, `display: ruby`, `oklch()`, `100dvh`.

    Left out is what has an older value before it, for those that drop the newer one, and what `@supports` asks for.
    """
    return {word for rule in rules(style) for word in _in_rule(rule)}


def _in_rule(rule: Rule) -> Iterator[str]:
    asked = " ".join(head for head in (*rule.around, rule.selector) if head.startswith("@supports"))
    yield from (word for word in _in_head(rule.selector) if word not in asked)
    before: set[str] = set()
    for said in rule.body.split(";"):
        name, _, value = (part.strip() for part in said.partition(":"))
        if name in SETS["properties"] and name not in asked:
            yield name
        # A property of our own takes any words, so that the older one before it would be lost.
        if name not in before or name.startswith("--"):
            yield from _in_value(name, QUOTED.sub("", value))
        before.add(name)


def _in_head(selector: str) -> Iterator[str]:
    if not selector.startswith("@"):
        yield from (
            f":{name}" for name in re.findall(r":([a-z-]+)", selector) if name in SETS["selectors"]
        )
        return
    if selector.startswith("@supports"):
        return
    yield from (
        f"@{name}" for name in re.findall(r"^@([a-z-]+)", selector) if name in SETS["at_rules"]
    )
    if selector.startswith("@media"):
        yield from (
            f"({name})" for name in re.findall(r"\(([a-z-]+)", selector) if name in SETS["media"]
        )


def _in_value(name: str, value: str) -> Iterator[str]:
    yield from (
        f"{function}()"
        for function in re.findall(r"([a-z-]+)\(", value)
        if function in SETS["functions"]
    )
    yield from (unit.group() for unit in NEWER_UNITS.finditer(value))
    words = set(re.findall(r"(?<![\w.-])[a-z][a-z0-9-]*(?![\w(-])", value))
    yield from (f"{name}: {word}" for word in words.intersection(NEWER["values"].get(name, ())))


def in_script(script: str) -> set[str]:
    """Names that it takes of something, and those that it takes from nowhere."""
    words = NOTE.sub("", script)
    taken = {
        f".{member}"
        for member in re.findall(r"\.([A-Za-z]\w*)", words)
        if member in SETS["members"]
    }
    return taken | {
        name
        for name in re.findall(r"(?<![\w.\"'`-])([A-Z]\w*)(?![\w\"'`:-])", QUOTED.sub("", words))
        if name in SETS["globals"]
    }


def in_template(template: str) -> set[str]:
    words = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)
    return {word for tag, held in TAG.findall(words) for word in _in_tag(tag, held)}


def _in_tag(tag: str, held: str) -> Iterator[str]:
    if tag in SETS["elements"]:
        yield f"<{tag}>"
    for name in ATTRIBUTE.findall(QUOTED.sub("", held)):
        if name in NEWER["attributes"].get(tag, ()) or name in SETS["global_attributes"]:
            yield f"<{tag} {name}>"
