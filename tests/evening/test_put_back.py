"""A backup put back while everybody's pages are open: all follow by themselves, and on another laptop it goes on."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.vocabulary import Step
from tests.environment import HALL
from tests.evening.company import Company
from tests.evening.hall import HOME, Program

pytestmark = [pytest.mark.long, pytest.mark.evening, pytest.mark.timeout(300)]

SECONDS = 15
FIVE_MINUTES = 300


def typed(*words: str | Path) -> None:
    """At the terminal."""
    asked = [sys.executable, "-m", "app", *map(str, words)]
    subprocess.run(asked, cwd=HOME, capture_output=True, check=True)


def test_all_open_pages_show_what_was_put_back(company: Company, tmp_path: Path) -> None:
    program = company.hall.program
    company.go_to(Step.sorting)
    typed("backup", "--data", program.data, "--to", tmp_path)
    company.go_to(Step.ideas)
    pages = (*company, company.console, company.wall)
    with company.hall.watch.lost_lines():
        program.kill()
        typed("restore", tmp_path, "--data", program.data)
        program.start()
        begun = time.monotonic()
        for page in pages:
            page.at(Step.sorting)
        taken = time.monotonic() - begun
    sys.stdout.write(f"{len(pages)} pages showed what was put back {taken:.1f} s after the start\n")
    assert taken <= SECONDS


def test_from_the_second_place_to_a_living_wall(
    company: Company, browser: Browser, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    company.go_to(Step.sorting)
    typed("backup", "--data", company.hall.program.data, "--to", stick)
    begun = time.monotonic()
    typed("restore", stick, "--data", tmp_path / "second")
    second = Program(tmp_path / "second")
    try:
        page = browser.new_page()
        page.goto(
            company.hall.links["projector"].replace(company.hall.program.address, second.address)
        )
        page.wait_for_selector("html[data-link=on] #screen.wall", state="attached")
        taken = time.monotonic() - begun
        page.context.close()
    finally:
        second.stop()
    sys.stdout.write(f"a living wall {taken:.1f} s after the stick was read, at {HALL}\n")
    assert taken <= FIVE_MINUTES
