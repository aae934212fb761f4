"""Styles and scripts as browsers get them: without needless blanks, every string unchanged."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pygments.lexers.css import CssLexer
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment

from app import texts
from app.assets import OWN_SCRIPTS, SHARED_SCRIPTS, STATIC, bare_script, bare_style, bundles
from app.languages import PHONE_LANGUAGES
from app.live import connection
from app.method.sorting import DECISIONS
from app.vocabulary import Language
from tests.environment import BETWEEN_TAPS


def test_a_style_sheet_keeps_what_stands_in_quotes() -> None:
    sheet = """
    /* it's a list */
    .list > li::after { content: ", "; quotes: '{ ' ' }'; }
    .note::before { content: "/* \\" */"; color: red }
    .end::after { content: ";}"; color: red; /* the last */ }
    """
    assert bare_style(sheet).strip() == (
        """.list > li::after{content:", ";quotes:'{ ' ' }'}.note::before{content:"/* \\" */";color:red}"""
        """.end::after{content:";}";color:red}"""
    )


def test_a_script_keeps_what_stands_in_quotes() -> None:
    script = """
    // It's a note: "
      const address = "https://a // b"; // what's after a blank, too

      send(address, 'c // d', `e  =>  "f`, one === 2 ? 3 : - -4);
      try { send("/* g */"); } catch { /* it's not sent: " */ }
    """
    assert bare_script(script) == (
        'const address="https://a // b";\nsend(address,\'c // d\',`e  =>  "f`,one===2?3:- -4);\n'
        'try{send("/* g */");}catch{}'
    )


def of_ours(ending: str) -> list[Path]:
    """Every file of ours that is sent without its blanks."""
    return [path for path in STATIC.rglob(f"*.{ending}") if path.parent.name != "vendor"]


def read_by(lexer: Any, words: str) -> list[str]:
    """The words and signs that it has for who knows the language; the last sign of a rule says nothing."""
    read = [word for kind, word in lexer.get_tokens(words) if kind not in Comment and word.strip()]
    return [word for word, after in pairwise([*read, ""]) if (word, after) != (";", "}")]


@pytest.mark.parametrize(
    ("ending", "lexer", "bare"),
    [("js", JavascriptLexer, bare_script), ("css", CssLexer, bare_style)],
)
def test_every_file_of_ours_says_without_its_blanks_what_it_says_with_them(
    ending: str, lexer: type[Any], bare: Callable[[str], str]
) -> None:
    """Also a regular expression with blanks in it, and a name that is no sign's neighbour."""
    for file in of_ours(ending):
        words = file.read_text("utf-8")
        assert read_by(lexer(), bare(words)) == read_by(lexer(), words), file


def test_every_quote_in_our_scripts_is_of_a_text_on_one_line() -> None:
    """Else the minifier would take a quote in a regular expression for a string's beginning."""
    for script in of_ours("js"):
        bare = bare_script(script.read_text("utf-8"))
        left = re.sub(r"""("(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])*'|`(\\.|[^`\\\n])*`)""", "", bare)
        assert not re.search("[\"'`]", left), script


def test_every_script_of_ours_is_sent_to_somebody_and_lies_where_the_house_looks_for_it() -> None:
    """What holds for scripts is judged below `static/js/`."""
    folders = {STATIC / folder for folder in ("js", SHARED_SCRIPTS, *OWN_SCRIPTS.values())}
    assert {path.parent for path in of_ours("js")} == folders
    assert {folder.relative_to(STATIC).parts[0] for folder in folders} == {"js"}


def test_what_others_wrote_is_sent_as_they_wrote_it() -> None:
    """Without our line before it, which says what it is."""
    for script in (STATIC / "vendor").glob("*.js"):
        ours, theirs = script.read_bytes().split(b"\n", 1)
        assert ours.startswith(b"/*")
        assert theirs in bundles()["live.js"].content


def test_our_own_scripts_are_sent_without_their_notes() -> None:
    sent = bundles()["live.js"].content.decode().split(";\n")[-1]
    assert not re.search(r"^\s*//|^\s|^$", sent, re.MULTILINE)


def _ranges() -> dict[str, list[range]]:
    """For each font file, the letters for which a browser fetches it."""
    sheet = (STATIC / "css" / "fonts.css").read_text("utf-8")
    faces = re.findall(r'fonts/([\w-]+)\.woff2"\).*?unicode-range: ([^;]+);', sheet, re.DOTALL)
    return {name: [_range(part) for part in told.split(", ")] for name, told in faces}


def _range(part: str) -> range:
    first, _, last = part.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def test_each_script_is_small_and_of_its_own_file() -> None:
    """So a page without a letter of a script does not fetch its font."""
    ranges = _ranges()
    for script in ("arabic", "ethiopic", "cyrillic"):
        files = [STATIC / "fonts" / f"{script}-{weight}.woff2" for weight in (400, 700)]
        assert sum(file.stat().st_size for file in files) <= 75_000
        own = {letter for part in ranges[f"{script}-400"] for letter in part}
        others = {name: parts for name, parts in ranges.items() if not name.startswith(script)}
        assert not any(
            letter in part for parts in others.values() for part in parts for letter in own
        )


def test_every_letter_that_phones_say_is_in_a_font_of_ours() -> None:
    there = {letter for parts in _ranges().values() for part in parts for letter in part}
    for language in PHONE_LANGUAGES:
        if language is Language.en:
            continue
        said = "".join(str(message.string) for message in texts.read(language) if message.id)
        said += language.own_name
        assert {letter for letter in said if ord(letter) not in there} == set(), language


def own_scripts() -> str:
    return "\n".join(path.read_text("utf-8") for path in (STATIC / "js").rglob("*.js"))


def test_tests_that_tap_wait_longer_than_a_page_waits_for_the_half_of_a_double_tap() -> None:
    """One time for a finger, a mouse and a key; on a shared phone the next person has a longer one."""
    within = {int(said) for said in re.findall(r"const DOUBLE = (\d+);", own_scripts())}
    assert len(within) == 1
    assert max(within) < BETWEEN_TAPS * 1000
    assert str(*within) not in re.findall(r"\d+", re.sub(r"DOUBLE = \d+", "", own_scripts()))


def test_the_page_knows_the_code_by_which_the_server_says_that_it_is_out() -> None:
    assert re.findall(r"LEFT = (\d+);", own_scripts()) == [str(connection.LEFT)]


def test_each_answer_of_a_group_has_its_place_among_the_private_ones() -> None:
    sheet = (STATIC / "css" / "phone" / "sorting.css").read_text("utf-8")
    last = f".decide-panel .choice:nth-of-type({len(DECISIONS)})"
    assert f"{last} {{ grid-row: {2 * len(DECISIONS)} / span 2; }}" in sheet
