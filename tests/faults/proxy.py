"""What stands between phones and the program: it drops, holds, and answers in the program's place."""

import random
import socket
import threading
from contextlib import suppress

from tests.environment import PATIENCE

HELD_SECONDS = 0.3
rest = threading.Event().wait
PORTAL = b"<form>Accept the terms of this network</form>"
# How often what is done with a request. `after`: the program has had it, and done it.
DOES = {
    "pass": 6,
    "drop": 1,
    "drop after": 2,
    "hold": 1,
    "200": 1,
    "200 after": 1,
    "408": 1,
    "429": 1,
    "404": 1,
    "503": 1,
}


class Proxy(threading.Thread):
    """One request a connection, each as the seed says."""

    def __init__(self, port: int, seed: int) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._draws = random.Random(seed)  # noqa: S311 -- has to be repeatable
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def run(self) -> None:
        with suppress(OSError):
            while True:
                taken, _ = self._listener.accept()
                does = self._draws.choices([*DOES], [*DOES.values()])[0]
                threading.Thread(target=self._serve, args=(taken, does), daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, taken: socket.socket, does: str) -> None:
        with taken, suppress(OSError, ValueError):
            taken.settimeout(PATIENCE)
            asked = _request(taken)
            if does == "hold":
                rest(HELD_SECONDS)
            answer = b""
            if does in ("pass", "hold") or does.endswith("after"):
                answer = self._answered(asked)
            if does in ("pass", "hold"):
                taken.sendall(answer)
            elif does[:3].isdigit():
                taken.sendall(_of_another(does[:3]))

    def _answered(self, asked: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._port), PATIENCE) as on:
            head, _, body = asked.partition(b"\r\n\r\n")
            lines = [
                line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")
            ]
            on.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            return b"".join(iter(lambda: on.recv(65_536), b""))


def _request(taken: socket.socket) -> bytes:
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += _more(taken)
    head, _, body = asked.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += _more(taken)
    return head + b"\r\n\r\n" + body


def _more(taken: socket.socket) -> bytes:
    if not (more := taken.recv(65_536)):
        raise ValueError
    return more


def _of_another(status: str) -> bytes:
    head = f"HTTP/1.1 {status} Other\r\nContent-Length: {len(PORTAL)}\r\nConnection: close\r\n\r\n"
    return head.encode() + PORTAL
