"""Tables that are as far show the same of the cards, made once; of what is true of one of them alone no other shows."""

from pathlib import Path

from app.live.show import Show
from app.method import sorting
from app.method.people import hosting, joining, merging, telling
from app.method.people.joining import token_hash
from app.models import Card
from app.screens.sorting import Phone
from app.settings import Settings
from app.viewer import PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.house import SECRET
from tests.screens.stored import seen

AT_TABLES = ("Börje", "Mikael", "Kirsi", "Gunilla", "Yusuf", "Rolf", "Leena")


class Tables:
    """All phones of the meeting, as one server shows them."""

    def __init__(self, evening: Evening, settings: Settings) -> None:
        self.evening = evening
        self._settings = settings
        self._kept = self._show()
        evening.go_to(Step.sorting)

    def _show(self) -> Show:
        return Show(self.evening.database, self._settings)

    def claim_of(self, name: str) -> PhoneClaim:
        return PhoneClaim(self.evening.id, token_hash(SECRET, f"{self.evening.id}{name}"))

    def screen_of(self, name: str) -> Phone:
        sight = self._kept.see(self.claim_of(name))
        assert sight is not None
        assert isinstance(sight.screen, Phone)
        return sight.screen

    def page_of(self, name: str, show: Show | None = None) -> str:
        return seen(show or self._kept, self.claim_of(name))

    def bring(self, card_id: int, *names: str) -> None:
        """The tables of these go on until they are at this card."""
        for name in names:
            while (card := self.screen_of(name).card) and card.face.id != card_id:
                self.evening.do(sorting.skip, self.evening.member(name), card.face.id)

    def hold(self, told: str) -> None:
        """Each is shown what it would be shown by a server that knows of no other phone."""
        for name in AT_TABLES:
            assert self.page_of(name) == self.page_of(name, self._show()), f"{name}, {told}"


def test_no_table_is_shown_what_is_true_of_another_that_is_as_far(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    tables = Tables(meeting, Settings(tmp_path, keys, SECRET, meeting.database.url))
    first, second = meeting.ids(Card)[:2]
    tables.bring(first, "Börje", "Gunilla", "Rolf")
    borje, gunilla = tables.screen_of("Börje"), tables.screen_of("Gunilla")
    assert borje.card is gunilla.card, "they are as far, and it was made twice"
    assert "Grupp 1" in tables.page_of("Börje")
    assert "Grupp 2" in tables.page_of("Gunilla")
    tables.hold("all at the first card")

    for name in ("Amina", "Börje", "Olena"):
        meeting.do(sorting.lean, meeting.member(name), first, Category.more)
        tables.hold("as many have leaned")
    for name in ("Hodan", "Pekka", "Kadri"):
        meeting.do(sorting.lean, meeting.member(name), first, Category.less)
    for name in ("Börje", "Gunilla"):
        meeting.do(sorting.show_spread, meeting.member(name), first)
    tables.hold("as many have leaned, and otherwise")
    meeting.do(joining.read_in, meeting.phone_of("Mikael"), "fi")
    meeting.do(hosting.host, meeting.phone_of("Yusuf"), hosts=True)
    tables.hold("one reads another language, and one phone is a table's")

    meeting.do(sorting.decide, meeting.member("Börje"), first, Category.more)
    meeting.do(sorting.decide, meeting.member("Gunilla"), first, Category.less)
    meeting.do(sorting.skip, meeting.member("Rolf"), first)
    meeting.do(sorting.decide, meeting.member("Rolf"), first, Category.more)
    tables.bring(second, "Börje", "Gunilla", "Rolf")
    tables.hold("they have just decided the same card, not all alike, and in another order")
    meeting.do(sorting.reopen, meeting.member("Rolf"), first)

    meeting.do(merging.merge, meeting.groups[1], meeting.groups[2])
    for name in ("Börje", "Mikael", "Kirsi", "Gunilla", "Yusuf"):
        meeting.do(telling.see, meeting.phone_of(name))
    tables.bring(first, "Börje")
    card = tables.screen_of("Börje").card
    assert card
    assert card.before
    tables.hold("one had decided before on the card at which two are")
    for card_id in meeting.ids(Card):
        for name, said in (("Börje", Category.more), ("Rolf", Category.less)):
            meeting.do(sorting.decide, meeting.member(name), card_id, said)
    assert tables.screen_of("Rolf").card is None
    tables.hold("all cards are decided")


def test_tables_own_phones_show_the_same_however_many_sit_there(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    tables = Tables(meeting, Settings(tmp_path, keys, SECRET, meeting.database.url))
    tables.bring(meeting.ids(Card)[0], "Börje", "Gunilla")
    for name in ("Börje", "Gunilla"):
        meeting.do(hosting.host, meeting.phone_of(name), hosts=True)
    meeting.do(hosting.tell_heads, meeting.member("Gunilla"), 9)
    borje, gunilla = tables.screen_of("Börje"), tables.screen_of("Gunilla")
    assert borje.card is gunilla.card
    assert 'value="9"' in tables.page_of("Gunilla")
    assert 'value="9"' not in tables.page_of("Börje")
