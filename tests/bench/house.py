"""The program on a fresh data folder, with the links of its sample meeting opened."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.asking import Doors, Visitor
from tests.bench.loop import Loop
from tests.bench.processes import HOME, Served, free_port, python


class House:
    """A running server. `console`, `wall`: visitors whose browsers have opened those links."""

    def __init__(self, loop: Loop, folder: Path) -> None:
        self.port = free_port()
        data = folder / "data"
        made = subprocess.run(
            python("-m", "app", "sample", "--json", "--data", str(data)),
            cwd=HOME,
            capture_output=True,
            check=True,
        )
        links = json.loads(made.stdout)
        serve = ["-m", "app", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        self.served = Served(python(*serve, "--data", str(data)), folder / "log")
        self.served.opens(self.port)
        self.doors = Doors(loop, self.port)
        self.path = urlsplit(links["join"]).path
        try:
            self.console, self.console_path = self._opened(links["console"])
            self.wall, self.wall_path = self._opened(links["projector"])
        except BaseException:
            self.close()
            raise

    def _opened(self, link: str) -> tuple[Visitor, str]:
        answer = self.doors.answer(Visitor(self.port).get(urlsplit(link).path))
        if answer.status != 303:
            raise RuntimeError(f"a link was answered with {answer.status}")
        return Visitor(self.port, "; ".join(answer.cookies)), answer.location

    def close(self) -> None:
        self.doors.close()
        self.served.kill()
