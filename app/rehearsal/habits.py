"""How a person chooses what to do: first what nobody has done yet, then by nature and chance."""

from collections.abc import Callable
from itertools import chain
from random import Random

from app.rehearsal.deeds import OF_PEOPLE, Offer, offers_of
from app.rehearsal.nature import Nature
from app.rehearsal.room import RehearsalRoom
from app.rehearsal.seen import SeenScreen

KNOWN = {deed.path for deed in OF_PEOPLE}
# What a table does once, by the person who loses patience first: the probability at each look.
PATIENT = {
    "cards/#/spread": 0.1,
    "cards/#/decision": 0.22,
    "ideas/#/spread": 0.3,
    "ideas/#/settled": 0.3,
    "ideas/#/proposed": 0.3,
}
IDEAS = 2
# What comes before it, as long as nobody has done that: an idea would be settled that no group has seen, and a host
# be gone who counts the table.
AFTER = {"ideas/#/settled": "ideas/#/spread", "host/withdrawn": "headcount/cleared"}
# An idea can be settled as soon as one person has placed it, but where the group lies is shown from three on. On a busy
# computer the others come late: while nobody has seen where a group lies, ideas are settled so much more seldom.
TOO_EARLY = 0.002


class Habits:
    """One person's habits. `at`: the path of the person's page."""

    def __init__(self, nature: Nature, chance: Random, room: RehearsalRoom, at: str) -> None:
        self._nature = nature
        self._chance = chance
        self._room = room
        self._at = at
        self._judged: dict[str, bool] = {}
        self._wishes: dict[str, Callable[[Offer, SeenScreen], bool]] = {
            "join": lambda _offer, _screen: True,
            "tie": self._ties,
            "tie/withdrawn": self._ties,
            "cards/#/lean": self._leans,
            "cards/#/skipped": self._doubts,
            "suggestions/#/developed": self._adds,
            "ideas": self._adds,
            "ideas/#": self._improves,
            "ideas/#/placement": self._once,
            "vote": self._votes,
            "actions/#/interest": self._talks,
            "survey/#": self._answers,
            "turn": self._turns,
            "host": self._hosts,
            "survey/#/skipped": self._skips,
            "survey/#/taken-back": self._doubts,
        }

    def choose(self, screen: SeenScreen) -> tuple[Offer | None, bool]:
        """Returns what to do now, or None; and whether to look again even without a new screen.

        After one that is wanted no other is asked about: what is wanted once would be forgotten.
        """
        offers = offers_of(screen.forms, self._at)
        self._chance.shuffle(offers)
        new = filter(self._is_new, offers)
        wanted = (offer for offer in offers if self._wants(offer, screen))
        chosen = next(chain(new, wanted), None)
        return chosen, bool(chosen) or any(self._waits_for(offer, screen) for offer in offers)

    def _wants(self, offer: Offer, screen: SeenScreen) -> bool:
        if offer.path not in KNOWN:
            return self._room.tries(offer)
        if self._waits_for(offer, screen):
            likely = PATIENT[offer.path] / len(offer.form.buttons) / self._nature.patience
            likely *= TOO_EARLY if self._is_early(offer) else 1
            return self._chance.random() < likely
        wishes = self._wishes.get(offer.path)
        return wishes is not None and wishes(offer, screen)

    def _is_new(self, offer: Offer) -> bool:
        """Whether nobody has done it yet, and now is the time for it."""
        return not self._is_early(offer) and bool(self._room.lacks(offer)) and _is_answerable(offer)

    def _is_early(self, offer: Offer) -> bool:
        before = AFTER.get(offer.path)
        return before is not None and self._room.ledger.lacks(before)

    def _waits_for(self, offer: Offer, screen: SeenScreen) -> bool:
        """Whether this is done once for the table, by the person who loses patience first."""
        if offer.path == "ideas/#/proposed":
            return not self._sees("ideas/#/withdrawn", screen)
        return offer.path in PATIENT

    def _judge(self, offer: Offer, likely: float) -> bool:
        """Decides by chance, only once for each thing."""
        return self._judged.setdefault(_thing(offer), self._chance.random() < likely)

    def _leans(self, offer: Offer, _screen: SeenScreen) -> bool:
        """Leans by inclination; on a shared phone always."""
        likely = 1.0 if offer.form.has("seat") else self._nature.talk
        return not offer.form.is_chosen and self._judge(offer, likely)

    def _ties(self, offer: Offer, _screen: SeenScreen) -> bool:
        return self._first(offer, self._nature.doubt / 4)

    def _doubts(self, offer: Offer, _screen: SeenScreen) -> bool:
        return self._first(offer, self._nature.doubt / 5)

    def _talks(self, offer: Offer, _screen: SeenScreen) -> bool:
        return self._first(offer, self._nature.talk / 2)

    def _improves(self, offer: Offer, screen: SeenScreen) -> bool:
        """Edits an idea.

        Also, once, one that somebody else is writing on, so that two write at once.
        """
        if offer.form.action == self._room.writing:
            return self._first(offer, 1, "with others ")
        lacks = any(map(self._room.ledger.lacks, ("ideas/#/wording", "ideas/#/wording/dropped")))
        if lacks and not self._room.writing and not self._sees("ideas/#/wording", screen):
            return True
        return self._talks(offer, screen)

    def _once(self, offer: Offer, _screen: SeenScreen) -> bool:
        return self._first(offer, 1)

    def _adds(self, _offer: Offer, screen: SeenScreen) -> bool:
        return (
            len(self._sees("ideas/#", screen)) < IDEAS and self._chance.random() < self._nature.talk
        )

    def _votes(self, offer: Offer, _screen: SeenScreen) -> bool:
        return not offer.form.is_chosen or self._first(offer, self._nature.doubt / 3)

    def _answers(self, offer: Offer, _screen: SeenScreen) -> bool:
        return _is_answerable(offer) and not self._judge(offer, self._nature.doubt)

    def _skips(self, _offer: Offer, screen: SeenScreen) -> bool:
        """Skips the question if it will not or cannot be answered."""
        return not any(self._answers(offer, screen) for offer in self._sees("survey/#", screen))

    def _hosts(self, _offer: Offer, screen: SeenScreen) -> bool:
        return self._nature.hosts and screen.step in ("sorting", "axis")

    def _turns(self, offer: Offer, screen: SeenScreen) -> bool:
        """Passes a shared phone on; sometimes somebody takes it for a seat."""
        seat = offer.button.value
        if offer.button.pressed or not seat:
            return not seat
        return self._first(offer, self._nature.doubt, f"{screen.step} {seat} ")

    def _sees(self, path: str, screen: SeenScreen) -> list[Offer]:
        return [offer for offer in offers_of(screen.forms, self._at) if offer.path == path]

    def _first(self, offer: Offer, likely: float, why: str = "") -> bool:
        """Decides by chance, and is true at most once for each thing."""
        wants = self._judged.setdefault(why + _thing(offer), self._chance.random() < likely)
        self._judged[why + _thing(offer)] = False
        return wants


def _thing(offer: Offer) -> str:
    """The key of a thing to do: the form's action, and on a shared phone the seat."""
    seat = dict(offer.form.hidden).get("seat", "")
    return f"{offer.form.action} {seat}"


def _is_answerable(offer: Offer) -> bool:
    return offer.path != "survey/#" or any(
        offer.form.has(name) for name in ("level", "action_id", "words")
    )
