"""The open page of a simulated person."""

import asyncio
import gc

from app.rehearsal.browser import Browser
from app.rehearsal.page import OpenPage
from app.sample import links_of
from tests.house import House

TURNS = 60  # of the loop: more than it takes to hang up, and to ask for the page again


def test_who_is_told_to_stop_while_a_page_is_opened_again_leaves_nothing_open(
    house: House,
) -> None:
    evening = house.evening
    console = links_of(house.settings, evening.database, evening.id, "")["console"]

    async def every_moment() -> None:
        for turns in range(TURNS):
            page = OpenPage(Browser(house.address, "sv"), console)
            await page.open()
            assert page.is_live
            opening = asyncio.create_task(page.open())
            for _ in range(turns):
                await asyncio.sleep(0)
            opening.cancel()
            await asyncio.wait([opening])
            await page.leave()

    asyncio.run(every_moment())
    gc.collect()  # warns of each connection that was left open
