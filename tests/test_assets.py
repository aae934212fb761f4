"""What browsers are sent of styles and scripts: less air, and every text as it was written."""

import re

from app.assets import STATIC, bare_script, bare_style, bundles


def test_a_style_sheet_keeps_what_stands_in_quotes() -> None:
    sheet = """
    /* it's a list */
    .list > li::after { content: ", "; quotes: '{ ' ' }'; }
    .note::before { content: "/* \\" */"; color: red }
    """
    assert bare_style(sheet).strip() == (
        """.list > li::after{content:", ";quotes:'{ ' ' }';}.note::before{content:"/* \\" */";color:red}"""
    )


def test_a_script_keeps_what_stands_in_quotes() -> None:
    script = """
    // It's a note: "
      const address = "https://a // b"; // what's after a blank, too

      send(address, 'c // d', `e // "f`);
    """
    assert bare_script(script) == (
        'const address = "https://a // b";\nsend(address, \'c // d\', `e // "f`);'
    )


def test_every_quote_in_our_scripts_is_of_a_text_on_one_line() -> None:
    """A pattern with a quote in it would be taken for the beginning of a text."""
    for script in (STATIC / "js").rglob("*.js"):
        bare = bare_script(script.read_text("utf-8"))
        left = re.sub(r"""("(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])*'|`(\\.|[^`\\\n])*`)""", "", bare)
        assert not re.search("[\"'`]", left), script


def test_what_others_wrote_is_sent_as_they_wrote_it() -> None:
    for script in (STATIC / "vendor").glob("*.js"):
        assert script.read_bytes() in bundles()["live.js"].content


def test_our_own_scripts_are_sent_without_their_notes() -> None:
    sent = bundles()["live.js"].content.decode().split(";\n")[-1]
    assert not re.search(r"^\s*//|^\s|^$", sent, re.MULTILINE)
