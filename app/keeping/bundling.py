"""Bundles ordered at the desk while the program runs: one at a time, in a thread."""

import threading
from pathlib import Path

from app.bootstrap import PlainRefusal
from app.faults import tell
from app.frozen import frozen
from app.keeping.bundle import NAME, PYTHONS, bundle
from app.method.refusals import Refusal, require
from app.settings import Settings
from app.vocabulary import N_

bundling_already = Refusal(
    "bundling_already", N_("The program is being put together already. Wait until it is done.")
)


@frozen
class Bundling:
    """Progress of one bundle. `fetched`: how many of `total` parts.

    `failed`: most likely without internet.
    """

    system: str
    fetched: int = 0
    total: int = len(PYTHONS)
    is_over: bool = False
    failed: bool = False


class Bundles:
    """The bundles of one server.

    A finished archive stays beside the data folder until it is made again.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.data.with_name(f"{settings.data.name}-bundles")
        self._door = threading.Lock()
        self.newest: Bundling | None = None

    def begin(self, system: str) -> None:
        with self._door:
            under_way = self.newest is not None and not self.newest.is_over
            require(bundling_already if under_way else None)
            self.newest = Bundling(system)
        threading.Thread(target=self._make, args=(system,), name="bundle", daemon=True).start()

    def made(self, system: str) -> Path | None:
        """The archive for that system, or None."""
        archive = self._folder / f"{NAME}-{system}.zip"
        return archive if archive.is_file() else None

    def _make(self, system: str) -> None:
        fetched = -1

        def going_on(_words: str) -> None:
            nonlocal fetched
            fetched += 1
            self.newest = Bundling(system, fetched)

        failed = True
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            bundle(system, self._folder, going_on)
            failed = False
        except PlainRefusal:
            pass  # the desk says so
        except Exception as error:  # noqa: BLE001 -- nobody else waits for this thread
            tell("a bundle could not be made", error)
        finally:
            self.newest = Bundling(system, max(0, fetched), is_over=True, failed=failed)
