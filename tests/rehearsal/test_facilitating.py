"""The simulated facilitator does what a person at the console would."""

import asyncio
from random import Random

from app.method import vote
from app.models import Proposal, Tally
from app.rehearsal.deeds import Ledger
from app.rehearsal.facilitating import SimulatedFacilitator
from app.rehearsal.room import FAST, RehearsalRoom
from app.sample import links_of
from app.vocabulary import Step
from tests.house import House


def test_hands_are_lowered_when_phones_have_voted_since_they_were_raised(house: House) -> None:
    evening = house.evening
    evening.propose("Amina", "Språkkafé")
    evening.propose("Hodan", "Kvällsbuss")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    theirs = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    people = sum(evening.member(name).group_id == evening.groups[1] for name in evening.people)
    evening.do(vote.raise_hands, evening.groups[1], theirs, people)
    evening.do(vote.cast, evening.member("Amina"), theirs)
    ledger = Ledger()

    async def lead() -> None:
        room = RehearsalRoom(FAST, Random(1), ledger, print)  # noqa: S311 -- has to be repeatable
        links = links_of(house.settings, evening.database, evening.id, "")
        facilitator = SimulatedFacilitator(
            room, house.address, links["console"], links["projector"]
        )
        await facilitator.open()
        await facilitator.lower_hands()
        await facilitator.leave()

    asyncio.run(lead())
    assert ledger.faults == []
    evening.do(vote.close_round, 1)
    (counted,) = evening.all(Tally, proposal_id=theirs)
    assert (counted.votes, counted.hands) == (1, 0), "only the vote by phone"
