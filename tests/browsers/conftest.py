"""The engines that are not the newest Chromium, each where this machine has it."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browsers.engine import Engine
from tests.browsers.old_chromium import OldChromium, program
from tests.browsers.over_webdriver import Firefox, WebKit, has_firefox, has_webkit
from tests.environment import missing
from tests.house import House

Opens = Callable[[Path, int], Engine]
ENGINES: dict[str, tuple[Opens, Callable[[], object], str]] = {
    "firefox": (Firefox, has_firefox, "apt-get install firefox-esr"),
    "chromium-103": (OldChromium, program, "python -m tests.browsers.old_chromium"),
    "webkit": (WebKit, has_webkit, "apt-get install webkit2gtk-driver xvfb xauth"),
}


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opens(kind: str, house: House, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens one more browser of this engine, with cookies and a window of its own."""
    made, is_there, how = ENGINES[kind]
    if not is_there():
        missing(f"{kind} is not here (`{how}`)")
    with ExitStack() as closing:

        def open_one() -> Engine:
            folder = tmp_path / f"{kind}-{len(list(tmp_path.glob(f'{kind}-*')))}"
            folder.mkdir()
            opened = made(folder, house.port)
            closing.callback(opened.close)
            return opened

        yield open_one


@pytest.fixture
def pictures(kind: str, tmp_path: Path) -> Path:
    """`PICTURES` names another folder, for whoever wants to look at them."""
    folder = Path(os.environ.get("PICTURES") or tmp_path) / f"pictures-{kind}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
