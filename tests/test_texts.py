"""Every sentence that the program says is there in Swedish and in Finnish."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

HOME = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Collect what code and templates say."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    extract = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "pyproject.toml",
    ]
    subprocess.run([*extract, "-o", str(template), "."], cwd=HOME, check=True)
    with template.open("rb") as file:
        return read_po(file, abort_invalid=True)


def catalogue(language: str) -> Catalog:
    source = HOME / "app" / "locales" / language / "LC_MESSAGES" / "messages.po"
    with source.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def wordings(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else [*(text or [""])]


def placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(wordings(text))))


def test_the_program_says_something(said: Catalog) -> None:
    assert len(said) > 50


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_every_sentence_is_translated(said: Catalog, language: str) -> None:
    translated = catalogue(language)
    missing = []
    for message in said:
        found = translated.get(message.id, message.context) if message.id else message
        if found is None or found.fuzzy or not all(wordings(found.string)):
            missing.append(message.id)
    assert [sentence for sentence in missing if sentence] == []


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_a_translation_keeps_the_places_of_what_is_put_in(language: str) -> None:
    wrong = [
        message.id
        for message in catalogue(language)
        if message.id
        and message.string
        and placeholders(message.id) != placeholders(message.string)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_no_translation_is_left_of_what_nobody_says(said: Catalog, language: str) -> None:
    left = [m.id for m in catalogue(language) if m.id and said.get(m.id, m.context) is None]
    assert left == []
