"""Whatever is pressed, and however the program ends in between: nothing is lost, and nothing hidden is told."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from difflib import unified_diff
from pathlib import Path

import pytest

from app.db import Database
from app.live.writer import Writer
from app.method import accounts
from app.method.act import Act
from app.models import Coordinator, Meeting, Round
from app.vocabulary import Language
from tests.faults.doing import Serve
from tests.faults.ledger import Hall
from tests.faults.pressing import Hands, Screens, Window, recognise_phones
from tests.faults.promises import Kept
from tests.faults.server import Kept as Stored, Served
from tests.faults.shares import share
from tests.faults.walking import pages_from, words_in

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3000)]
EVENINGS, PRESSES = share(8), 120
# The words of ideas that are hidden, if nothing was agreed of them.
HIDDEN = """
SELECT words FROM wording JOIN idea ON text_id IN (title_id, what_id, who_id)
WHERE idea.hidden AND idea.id NOT IN (SELECT idea_id FROM agreed_action WHERE idea_id IS NOT NULL)
"""
# By this another computer is given all of a meeting, what is hidden in it too.
WHOLE = "/kept/carried"
# By which a writing is known; see `pressing`.
WRITING = re.compile(r"no\d+x")


@pytest.fixture
def desk(hall: Hall, tmp_path: Path) -> str:
    """The coordinator's cookie. The phones of the hall are recognised, too."""

    def prepare(act: Act) -> str:
        recognise_phones(act, hall.secret)
        token = accounts.set_up(act, "astrid", "no hash", Language.sv)
        (meeting,) = act.book.all(Meeting, id=act.meeting_id)
        (of,) = act.book.all(Round, id=meeting.round_id)
        act.book.change(Coordinator, {}, municipality_id=of.municipality_id)
        return token

    database = Database(f"sqlite:///{(hall.data / 'meeting.db').as_posix()}")
    writer = Writer(database, tmp_path / "hall-keys", lambda _touched: None)
    writer.start()
    token = writer.do(hall.meeting_id, prepare)
    writer.stop()
    database.close()
    return token


def end(server: Served, chance: random.Random) -> str:
    """Killed, or asked to end."""
    if chance.random() < 0.5:
        server.kill()
        return "a kill"
    server.stop()
    return "a stop"


def same(before: Screens, after: Screens, told: str) -> None:
    for name in before:
        was, now = (screens[name].replace("><", ">\n<").splitlines() for screens in (before, after))
        other = "\n".join([*unified_diff(was, now, lineterm="", n=1)][:40])
        assert not other, f"{name}, after {told}\n{other}"


def papers(server: Served, hall: Hall, desk: str) -> Iterator[tuple[str, str]]:
    """All papers and files of the meeting, with the words in each; but not the meeting itself as a file."""
    at = f"/coordinator/meetings/{hall.meeting_id}"
    with closing(Window(server.address, "desk", at, {"coordinator": desk})) as window:
        is_here = re.compile(rf"{at}(?!{WHOLE})").match
        for url, answer in pages_from(window, at, lambda url: bool(is_here(url))):
            if not answer.headers.get("content-type", "").startswith("text/html"):
                yield url, words_in(answer)


def live(hands: Hands, server: Served, chance: random.Random, tried: Counter[str]) -> None:
    """One evening of chance."""
    for _ in range(PRESSES):
        hands.press()
        if chance.random() < 0.12 and (both := hands.press_and_undo()):
            same(*both, " and ".join(hands.pressed[-2:]))
            tried["undone"] += 1
        if chance.random() < 0.04:
            before, how = hands.look(), end(server, chance)
            server.start()
            same(before, hands.look(), f"{how}, and {hands.pressed[-1:]}")
            tried["ends"] += 1


def test_whatever_is_pressed_is_there_after_every_end_is_undone_whole_and_stays_hidden(
    hall: Hall, serve: Serve, desk: str, seed: int, kept: Kept
) -> None:
    server, chance = serve(), random.Random(seed)  # noqa: S311 -- has to be repeatable
    tried: Counter[str] = Counter()
    all_hidden: set[str] = set()
    with closing(Hands(hall, server.address, chance)) as hands:
        for number in range(EVENINGS):
            if number % 2 == 0:
                hands.write_and_hide()
            live(hands, server, chance, tried)
            told = dict(papers(server, hall, desk))
            assert len(told) > 10
            rows = Stored(hall.data).rows(HIDDEN)
            hidden = {mark for (words,) in rows for mark in WRITING.findall(words)}
            assert [url for url in told if hidden & {*WRITING.findall(told[url])}] == []
            all_hidden |= hidden
    assert hands.accepted
    assert tried["undone"]
    assert all_hidden
    kept(
        "pressed",
        f"{hands.accepted:,} presses done: as before after {tried['ends']} kills and stops, and after {tried['undone']}"
        f" that were undone; of {len(all_hidden)} hidden texts 0 told",
    )
