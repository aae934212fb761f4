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
    // A note of its own line goes.
      const address = "https://a // b"; // this one stays

      send(address, 'c // d', `e // f`);
    """
    assert bare_script(script) == (
        "const address = \"https://a // b\"; // this one stays\nsend(address, 'c // d', `e // f`);"
    )


def test_no_text_in_our_scripts_spans_lines() -> None:
    """Or the blanks at its lines' ends would be lost."""
    for script in (STATIC / "js").glob("*.js"):
        lines = script.read_text("utf-8").splitlines()
        assert not [line for line in lines if line.count("`") % 2], script


def test_what_others_wrote_is_sent_as_they_wrote_it() -> None:
    for script in (STATIC / "vendor").glob("*.js"):
        assert script.read_bytes() in bundles()["live.js"].content


def test_our_own_scripts_are_sent_without_their_notes() -> None:
    sent = bundles()["live.js"].content.decode().split(";\n")[-1]
    assert not re.search(r"^\s*//|^\s|^$", sent, re.MULTILINE)
