"""What browsers must know is held to iOS 15.4, Chrome 99 and Firefox 115: below what is newer stands a plain form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from app.assets import STATIC, bundles

STYLES = [name for name in bundles() if name.endswith(".css")]
# Newer than one of the three, and dropped whole by those that do not know it: first a value that all know.
NEWER_UNITS = re.compile(r"\d(dvh|svh|lvh|lh|rlh|cqi|cqb)\b")
NEWER_VALUES = re.compile(r"\b(oklch|oklab|lch|lab|color-mix|light-dark|anchor|calc-size)\(")
# Words that no value before them replaces: a rule with them alone would be lost.
NEVER = re.compile(
    r"@starting-style|@scope|@position-try|:popover-open|:user-invalid|::details-content"
)
NEWER_CALLS = re.compile(
    r"\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|withResolvers|isWellFormed)\(|"
    r"\b(URL\.canParse|Object\.groupBy|Array\.fromAsync|navigation\.|scheduler\.)"
)


class Rule(NamedTuple):
    """`around`: what it stands in, from the outside."""

    around: tuple[str, ...]
    selector: str
    body: str


def rules(style: str) -> Iterator[Rule]:
    words = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    stack: list[str] = []
    since = 0
    for found in re.finditer(r"[{}]", words):
        between = words[since : found.start()]
        since = found.end()
        if found.group() == "{":
            stack.append(re.split(r"[;}]", between)[-1].strip())
        else:
            selector = stack.pop()
            yield Rule(tuple(stack), selector, between)


def listed(selector: str) -> list[str]:
    """The selectors of a list: no comma inside brackets parts two."""
    flat = re.sub(
        r"\([^()]*(\([^()]*\)[^()]*)*\)", lambda one: one.group().replace(",", " "), selector
    )
    return flat.split(",")


def faults(style: str) -> Iterator[str]:
    if re.search(r"@layer[^{;]*;", style):
        yield "a statement of layers: with a media query below it Chromium 103 hangs at the second page"
    for rule in rules(style):
        if any(not one.startswith("@") for one in rule.around):
            yield f"nested: {rule.around[-1]} {rule.selector}"
        if rule.selector.startswith("@media") and re.search(r"[<>]", rule.selector):
            yield f"a range: {rule.selector}"
        of_list = [":has(" in one for one in listed(rule.selector)]
        if any(of_list) and not all(of_list):
            yield f"one :has() ends the whole list: {rule.selector}"
        yield from (f"{rule.selector}: {one}" for one in _values(rule.body))
        if NEVER.search(rule.selector):
            yield rule.selector


def _values(body: str) -> Iterator[str]:
    before: set[str] = set()
    for said in body.split(";"):
        name, _, value = (part.strip() for part in said.partition(":"))
        is_newer = NEWER_UNITS.search(value) or NEWER_VALUES.search(value)
        # A property of our own takes any words, so that the older one before it would be lost.
        if is_newer and (name not in before or name.startswith("--")):
            yield said.strip()
        if name == "text-decoration" and re.search(r"\d", value):
            yield said.strip()
        if name == "hyphens" and "-webkit-hyphens" not in before:
            yield said.strip()
        before.add(name)


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_says_nothing_that_an_old_phone_drops_whole(name: str) -> None:
    assert sorted(set(faults(bundles()[name].content.decode()))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ".a { .b { color: red } }",
        "@media (width < 44rem) { .a { color: red } }",
        ".a, .b:has(input) { color: red }",
        ".a { color: oklch(.5 .1 20) }",
        ":root { --a: #fff; --a: oklch(.5 .1 20) }",
        ".a { block-size: 100dvh }",
        ".a { text-decoration: underline 2px }",
        ".a { hyphens: auto }",
        "@layer base, parts; @layer base { .a { color: red } }",
    ],
)
def test_what_old_phones_drop_is_found(wrong: str) -> None:
    assert list(faults(wrong))
    assert not list(faults(".a { block-size: 100vh; block-size: 100dvh } .b:has(a) { color: red }"))


def test_our_scripts_call_nothing_newer() -> None:
    """What others wrote asks for what is newer before it is called."""
    own = [path for path in STATIC.rglob("*.js") if path.parent.name != "vendor"]
    assert len(own) > 10
    assert not [path for path in own if NEWER_CALLS.search(path.read_text("utf-8"))]
