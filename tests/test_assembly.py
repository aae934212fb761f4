"""Equal parts are assembled once; what must be forgotten stays in no cache."""

import gc
import weakref
from pathlib import Path

from app.assembly import Assembled, assembled
from app.live.show import Show
from app.method import sorting
from app.method.people.joining import token_hash
from app.models import Card
from app.screens.phone_look import PhoneScreen
from app.screens.turns import GivenBack
from app.settings import Settings
from app.viewer import PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.house import SECRET

WORDS = "Words that could not be saved"


def test_equal_parts_of_two_tables_screens_are_the_very_same(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    meeting.go_to(Step.sorting)
    first, second = (
        {part.id: part for part in assembled(screen_of(show, meeting, name)).parts}
        for name in ("Amina", "Yusuf")
    )
    equal = {name for name in first if first[name].digests == second[name].digests}
    assert {"help", "panes"} <= equal
    assert not [name for name in equal if first[name] is not second[name]]


def test_what_holds_words_that_could_not_be_saved_is_kept_by_nobody(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    meeting.go_to(Step.sorting)
    card = meeting.ids(Card)[0]
    meeting.do(sorting.decide, meeting.member("Amina"), card, Category.more)
    unsaved = GivenBack(((f"cards/{card}/line", "line", WORDS),), None)
    shown = assembled(screen_of(show, meeting, "Amina", unsaved))
    held = [weakref.ref(part) for part in holding(shown, WORDS)]
    assert len(held) > 1, "a part, and one inside it"
    del shown
    gc.collect()
    assert not [part for part in held if part()]


def test_what_is_forgotten_while_a_page_is_made_is_kept_by_nobody_after_it(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    screen = screen_of(show, meeting, "Amina")
    show.forget()
    held = [weakref.ref(part) for part in assembled(screen).parts]
    del screen
    gc.collect()
    assert held
    assert not [part for part in held if part()]


def screen_of(
    show: Show, meeting: Evening, name: str, unsaved: GivenBack | None = None
) -> PhoneScreen:
    claim = PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}{name}"))
    sight = show.see(claim, whole=True, given_back=unsaved)
    assert sight
    assert isinstance(sight.screen, PhoneScreen)
    return sight.screen


def holding(screen: Assembled, words: str) -> list[Assembled]:
    """All parts, at any depth, that contain these words."""
    holders = [part for part in screen.parts if words in part.whole]
    return holders + [inner for part in holders for inner in holding(part, words)]
