"""At the tables, first: sorting, with all that happens round it, and the picture of it."""

from collections.abc import Callable
from itertools import cycle

from app.db import Book
from app.method import on_the_wall, sorting, wordings
from app.method.act import Act, Member
from app.method.people import calls, headcount, joining, merging, telling
from app.method.wordings import said
from app.models import Card, Device, Seat
from app.vocabulary import Call, Category, Reason, Shown, Step
from tests.pictures.hall import Hall
from tests.pictures.scene import CONSOLE, HELPER, PHONE, STRANGER, WALL, Scene, nothing
from tests.pictures.taps import cut_off, long_cut_off, opened, pressed, unsent
from tests.pictures.words import CARDS, THOUGHTS

MOST, DUNNO, LESS = Category.more, Category.dunno, Category.less
# One after the other, so that no two groups are alike and every category is often there.
DECIDED = (
    (MOST, None),
    (LESS, None),
    (MOST, None),
    (DUNNO, Reason.differ),
    (MOST, None),
    (DUNNO, Reason.neither),
    (LESS, None),
)


def _decide(hall: Hall, member: Member, cards: int, turn: int) -> None:
    for place in range(turn, turn + cards):
        if card_id := hall.card(member):
            hall.do(sorting.decide, member, card_id, *DECIDED[place % len(DECIDED)])


def _begin_sorting(hall: Hall) -> None:
    hall.go(Step.sorting)
    for turn, member in enumerate(hall.others):
        _decide(hall, member, 3 * turn, turn)


def _move(hall: Hall) -> None:
    """Another laptop goes on, and half of the phones are not back yet."""
    elsewhere = frozenset({"http://192.168.10.7:8000"})
    hall.stage.application.state.house.show.here.addresses.came[hall.meeting_id] = elsewhere
    hall.do(on_the_wall.show, Shown.qr)
    for device in hall.all(Device, meeting_id=hall.meeting_id)[::2]:
        hall.do(joining.set_presence, device.id, present=False)


def _come_back(hall: Hall) -> None:
    hall.stage.application.state.house.show.here.addresses.came.clear()
    hall.do(on_the_wall.take_down, Shown.qr)
    for device in hall.all(Device, meeting_id=hall.meeting_id):
        hall.do(joining.set_presence, device.id, present=True)


def _lean(hall: Hall, *members: Member) -> None:
    card_id = hall.card()
    for member, category in zip(members, cycle((MOST, LESS, MOST, DUNNO)), strict=False):
        hall.tried(sorting.lean, member, card_id, category)


def _next_card(hall: Hall) -> None:
    _decide(hall, hall.me, 1, 0)


def _spread(hall: Hall) -> None:
    _next_card(hall)
    _lean(hall, *hall.mates)
    hall.do(sorting.show_spread, hall.me, hall.card())


def _all_choose(hall: Hall) -> None:
    _lean(hall, *hall.mates, hall.me)


def _too_few(hall: Hall) -> None:
    _next_card(hall)
    hall.do(sorting.show_spread, hall.me, hall.card())


def _find_card(hall: Hall, wanted: int) -> None:
    """Skips until the group has this card."""
    while hall.card() != wanted:
        hall.do(sorting.skip, hall.me, hall.card())


def _heavy_card(hall: Hall) -> None:
    undecided = set(hall.pack(hall.me).order) - hall.pack(hall.me).decisions.keys()
    heavy = [card for card in hall.all(Card, meeting_id=hall.meeting_id) if card.heavy]
    _find_card(hall, next(card.id for card in heavy if card.id in undecided))


def _card_of(place: int) -> Callable[[Hall], None]:
    """The card that the group is at has these words now, in the language in which it is read here."""

    def act(hall: Hall) -> None:
        card = hall.all(Card, id=hall.card())[0]
        words = CARDS[hall.written_in][place]
        hall.do(lambda act: wordings.rewrite(act.book, card.text_id, {hall.written_in: words}))

    return act


def _cards_of(place: int) -> Callable[[Hall], None]:
    """Each card of the pack has these words, in both languages of the wall."""

    def reword(act: Act) -> None:
        for card in act.book.all(Card, meeting_id=act.meeting_id):
            words = {str(language): told[place] for language, told in CARDS.items()}
            wordings.rewrite(act.book, card.text_id, words)

    return lambda hall: hall.do(reword)


def _longest_card(hall: Hall) -> None:
    _find_card(hall, hall.read(lambda book: _longest(book, hall)))


def _longest(book: Book, hall: Hall) -> int:
    pack = hall.pack(hall.me)
    cards = hall.all(Card, meeting_id=hall.meeting_id)
    undecided = [card for card in cards if card.id not in pack.decisions]
    longest = max(undecided, key=lambda card: len(said(book, card.text_id)[hall.written_in]))
    return longest.id


def _piles(hall: Hall) -> None:
    _decide(hall, hall.me, 9, 0)


def _keep_a_line(hall: Hall) -> None:
    card_id = next(iter(hall.pack(hall.me).decisions))
    hall.do(sorting.keep_line, hall.me, card_id, 0, THOUGHTS[hall.written_in][:140])


def _share(hall: Hall) -> None:
    """A card on which nobody at my phone has leaned, and others at the table have not either."""
    hall.share()
    _next_card(hall)
    while hall.pack(hall.me).is_closed(hall.card()):
        _next_card(hall)


def _all_at_my_phone(hall: Hall) -> None:
    _lean(hall, *hall.mine)


def _call(hall: Hall) -> None:
    """My table's hand is up, somebody is needed at the next one, and a third one is stuck."""
    hall.be_own()
    hall.do(calls.call, hall.me, Call.hand)
    _by_phone(hall, hall.others[0].person_id, calls.need)
    hall.do(calls.note, hall.others[1].group_id or 0, Call.stuck)


def _by_phone(hall: Hall, person_id: int, done: Callable[[Act, int], None]) -> None:
    hall.do(lambda act: done(act, act.book.all(Seat, person_id=person_id)[0].device_id))


def _read(hall: Hall) -> None:
    """Somebody at my table says yes to its new mark."""
    _by_phone(hall, hall.me.person_id, telling.see)


def _count_heads(hall: Hall) -> None:
    """Two without a phone sit at my table."""
    number = len(hall.members(hall.me.group_id or 0)) + 2
    hall.do(headcount.count_heads, hall.me.group_id or 0, number)


def _merge(hall: Hall) -> None:
    """The last group becomes a part of mine; where the two differed, the card is open again."""
    numbers = hall.group_ids
    for group_id in numbers.values():
        hall.do(calls.answer, group_id)
        hall.do(headcount.count_heads, group_id, None)
    hall.kept["merge"] = hall.do(merging.merge, numbers[1], numbers[max(numbers)])


def _part(hall: Hall) -> None:
    hall.do(merging.part, hall.kept["merge"])
    _read(hall)
    _table_gone(hall)


def _table_gone(hall: Hall) -> None:
    hall.run_out()
    for member in hall.members(hall.others[1].group_id or 0):
        hall.be_away(member)


def _all_sorted(hall: Hall) -> None:
    for member in hall.members(hall.others[1].group_id or 0):
        hall.be_away(member, away=False)
    hall.go(Step.sorting)
    for turn, member in enumerate((hall.me, *hall.others)):
        _decide(hall, member, 24 if turn < 3 else 6, turn)


SORTING = (
    Scene("sorting: begun", _begin_sorting, (PHONE, WALL, CONSOLE)),
    Scene("sorting: leaned", lambda hall: _lean(hall, hall.me), (PHONE,)),
    Scene("sorting: we decide", nothing, (PHONE.after(opened("details.decide")),)),
    Scene("sorting: some have leaned", lambda hall: _lean(hall, *hall.mates[:2]), (PHONE,)),
    Scene("sorting: a card of five words", _card_of(0), (PHONE,)),
    Scene("sorting: a card of sixteen words", _card_of(1), (PHONE,)),
    Scene("sorting: a card of thirty-five words", _card_of(2), (PHONE,)),
    Scene("sorting: it is decided", nothing, (PHONE.after(opened("details.decide")),)),
    Scene("sorting: too few to show", _too_few, (PHONE,)),
    Scene("sorting: spread", _spread, (PHONE, WALL, CONSOLE)),
    Scene("sorting: decided together", nothing, (PHONE.after(opened("details.decide")),)),
    Scene("sorting: a long card", _longest_card, (PHONE,)),
    Scene("sorting: a heavy card", _heavy_card, (PHONE,)),
    Scene("sorting: offline", nothing, (PHONE.after(cut_off),)),
    Scene("sorting: offline for long", nothing, (PHONE.after(long_cut_off),)),
    Scene("sorting: at another address", _move, (STRANGER, WALL, CONSOLE)),
    Scene("sorting: all are back", _come_back, (WALL,)),
    Scene(
        "sorting: waits in the phone",
        nothing,
        (PHONE.after(cut_off, pressed(".choice-more"), unsent),),
    ),
    Scene("sorting: a heavy card, all have chosen", _all_choose, (PHONE,)),
    Scene("sorting: piles", _piles, (PHONE.after(opened("#piles")), WALL)),
    Scene(
        "sorting: a line of the talk",
        _keep_a_line,
        (PHONE.after(opened("#piles"), opened("details.talk-line-edit")),),
    ),
    Scene("sorting: help", nothing, (PHONE.after(opened("#help")),)),
    Scene("sorting: a shared phone", _share, (PHONE,)),
    Scene("sorting: who shares it", nothing, (PHONE.after(opened("#help"), opened("#sharing")),)),
    Scene("sorting: its next person", lambda hall: _lean(hall, hall.mine[0]), (PHONE,)),
    Scene("sorting: all who share it are done", _all_at_my_phone, (PHONE,)),
    Scene("sorting: the table's phone", Hall.host, (PHONE,)),
    Scene("sorting: its menu", nothing, (PHONE.after(opened("#help")),)),
    Scene("sorting: its paper", nothing, (PHONE.after(opened("#help"), opened(".paper-table")),)),
    Scene("sorting: it decides", nothing, (PHONE.after(opened("details.decide")),)),
    Scene("sorting: tables call", _call, (PHONE.after(opened("#help")), CONSOLE)),
    Scene("sorting: people at the tables", _count_heads, (CONSOLE,)),
    Scene("sorting: how many sit there", nothing, (CONSOLE.after(opened("#heads")),)),
    Scene(
        "sorting: results on paper",
        nothing,
        (HELPER, CONSOLE.after(opened("#on-paper"), opened(".paper-table"))),
    ),
    Scene("sorting: moving somebody", nothing, (CONSOLE.after(opened("#moving")),)),
    Scene("sorting: two tables are told", _merge, (PHONE,)),
    Scene("sorting: merged", _read, (PHONE, WALL, CONSOLE.after(opened("#merging")))),
    Scene("sorting: a table without phones, and no time left", _part, (PHONE, WALL, CONSOLE)),
    Scene("sorting: all cards", _all_sorted, (PHONE, WALL, CONSOLE)),
)

PICTURE = (
    Scene("picture: not shown", lambda hall: hall.go(Step.picture), (PHONE, WALL, CONSOLE)),
    Scene(
        "picture: shown",
        lambda hall: hall.do(on_the_wall.show, Shown.picture),
        (PHONE, WALL, CONSOLE),
    ),
    Scene("picture: cards of five words", _cards_of(0), (PHONE, WALL)),
    Scene("picture: cards of sixteen words", _cards_of(1), (PHONE, WALL)),
    Scene("picture: cards of thirty-five words", _cards_of(2), (PHONE, WALL)),
)

SCENES = (*SORTING, *PICTURE)
