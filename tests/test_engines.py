"""Pages need only iOS 15.4, Chrome 99 or Firefox 115: what is newer has a plain fallback."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from app.assets import STATIC, bundles
from app.templating import TEMPLATES
from tests.engines.judged import in_script, in_style, in_template, rules

STYLES = [name for name in bundles() if name.endswith(".css")]
# Newer features that are used, by what a browser without them does instead.
PLAIN = {
    "a rule of its own is dropped alone, and what it would move or hide stands as it is": (
        ":has (scripting) (forced-colors)"
    ),
    "the other engines' word for it stands beside it": (
        ":-moz-range-thumb :-moz-range-track :-webkit-slider-runnable-track :-webkit-slider-thumb hyphens line-clamp"
        " text-size-adjust"
    ),
    "lines break where they break": (
        "text-wrap text-wrap:balance text-wrap:pretty hyphenate-limit-chars"
    ),
    "js/fields/fit.js gives a field the height of its words": "field-sizing field-sizing:content",
    "a hand has no pointer, and no corner to draw at": (
        "cursor:crosshair cursor:default cursor:pointer resize resize:none resize:vertical"
    ),
    "colours are the page's own, as where nobody forces others": (
        "forced-color-adjust forced-color-adjust:none"
    ),
    "it scrolls, shines or begins as all pages do there": (
        "overscroll-behavior overscroll-behavior:contain scrollbar-width scrollbar-width:thin"
        " scroll-initial-target scroll-initial-target:nearest -webkit-tap-highlight-color"
    ),
    "paper is printed at a desk; pages break where they break": ("@page size break-after:avoid"),
    "js/keep.js shuts the others": "<details name>",
    "tabindex keeps the keys out": "<iframe inert>",
    "one touches the field": "<input autofocus> <textarea autofocus>",
    "Safari has long had it, and other keyboards correct what one lets them": (
        "<textarea autocorrect>"
    ),
    "asked for by name before it is used": (
        ".requestSubmit .wakeLock .released .disableRemotePlayback"
    ),
    "a name of our own": ".config .connection .lost .phone",
}
# Older Safaris know these only with a prefix.
WITH_PREFIX = frozenset({"hyphens", "line-clamp", "text-size-adjust"})
ALLOWED = {word for words in PLAIN.values() for word in re.split(r"\s(?![^<]*>)", words)}


def listed(selector: str) -> list[str]:
    """The selectors of a list; commas inside brackets do not separate."""
    flat = re.sub(
        r"\([^()]*(\([^()]*\)[^()]*)*\)", lambda match: match.group().replace(",", " "), selector
    )
    return flat.split(",")


def faults(style: str) -> Iterator[str]:
    if re.search(r"@layer[^{;]*;", style):
        yield "a statement of layers: with a media query below it Chromium 103 hangs at the second page"
    for rule in rules(style):
        if any(not head.startswith("@") for head in rule.around):
            yield f"nested: {rule.around[-1]} {rule.selector}"
        if rule.selector.startswith("@media") and re.search(r"[<>]", rule.selector):
            yield f"a range: {rule.selector}"
        of_list = [":has(" in selector for selector in listed(rule.selector)]
        if any(of_list) and not all(of_list):
            yield f"one :has() ends the whole list: {rule.selector}"
        yield from (f"{rule.selector}: {fault}" for fault in _values(rule.body))
    yield from (name for name in in_style(style) if name.replace(": ", ":") not in ALLOWED)


def _values(body: str) -> Iterator[str]:
    before: set[str] = set()
    for said in body.split(";"):
        name, _, value = (part.strip() for part in said.partition(":"))
        if name == "text-decoration" and re.search(r"\d", value):
            yield said.strip()
        if name in WITH_PREFIX and f"-webkit-{name}" not in before:
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


@pytest.mark.parametrize(
    ("judge", "wrong"),
    [
        (in_style, ".a { scale: 2 }"),
        (in_style, ".a { display: grid; place-self: start end }"),
        (in_style, "@container (min-width: 9rem) { .a { color: red } }"),
        (in_style, ".a:user-invalid { color: red }"),
        (in_script, "form.requestSubmit();"),
        (in_script, "const list = new Set([1]).union(new Set());"),
        (in_script, "new CloseWatcher();"),
        (in_template, "<dialog closedby='any'>"),
        (in_template, "<div popover>"),
    ],
)
def test_what_is_newer_is_found_by_the_data(judge: Callable[[str], set[str]], wrong: str) -> None:
    assert judge(wrong)


def _newer(judge: Callable[[str], set[str]], files: Iterable[Path]) -> list[tuple[str, str]]:
    uses = ((path.name, word) for path in files for word in judge(path.read_text("utf-8")))
    return [use for use in uses if use[1] not in ALLOWED]


def test_our_scripts_call_nothing_newer() -> None:
    """The vendors' scripts are left out: they check for newer functions before they call them."""
    own = [path for path in STATIC.rglob("*.js") if path.parent.name != "vendor"]
    assert len(own) > 10
    assert _newer(in_script, own) == []


def test_our_pages_hold_nothing_newer() -> None:
    pages = list(TEMPLATES.rglob("*.html"))
    assert len(pages) > 100
    assert _newer(in_template, pages) == []


def test_no_plain_form_is_named_for_what_is_gone() -> None:
    styles = {
        word.replace(": ", ":")
        for name in STYLES
        for word in in_style(bundles()[name].content.decode())
    }
    scripts = {word for path in STATIC.rglob("*.js") for word in in_script(path.read_text("utf-8"))}
    pages = {
        word for path in TEMPLATES.rglob("*.html") for word in in_template(path.read_text("utf-8"))
    }
    assert ALLOWED - styles - scripts - pages == set()
