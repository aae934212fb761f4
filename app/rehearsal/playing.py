"""The rehearsals that a server plays itself: one at a time, each in a thread."""

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from app.method.refusals import Refusal, RefusedError
from app.vocabulary import N_

if TYPE_CHECKING:  # the rehearsal's modules are imported when one is begun
    from app.rehearsal.run import Rehearsal

rehearsing_already = Refusal(
    "rehearsing_already",
    N_("A rehearsal is under way already. Stop it first, or wait for its end."),
)


class Playing:
    """A rehearsal that plays in a thread from now on.

    `failed`: ended by an unexpected exception.
    """

    def __init__(self, rehearsal: "Rehearsal") -> None:
        self.rehearsal = rehearsal
        self.links = rehearsal.begin()
        self.failed = False
        self._thread = threading.Thread(target=self._play, name="rehearsal")
        self._thread.start()

    @property
    def is_on(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stops it; returns when its copy has been removed."""
        self.rehearsal.stop()
        self._thread.join()

    def _play(self) -> None:
        try:
            self.rehearsal.play()
        except asyncio.CancelledError:
            pass
        except Exception:
            self.failed = True
            logging.getLogger(__name__).exception("a rehearsal failed")


class Rehearsals:
    """The rehearsals of one server, one at a time.

    The last one's result is kept, in memory, until the next.
    """

    def __init__(self) -> None:
        self.playing: Playing | None = None
        self._door = threading.Lock()

    def begin(self, rehearsal: "Rehearsal") -> None:
        with self._door:
            if self.playing and self.playing.is_on:
                raise RefusedError(rehearsing_already)
            self.playing = Playing(rehearsal)

    def stop(self) -> None:
        with self._door:
            if self.playing and self.playing.is_on:
                self.playing.stop()
