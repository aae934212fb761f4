"""The QR of an address as one SVG path."""

from functools import lru_cache
from typing import NamedTuple


class QrPath(NamedTuple):
    """SVG path data, on a square of `side` modules."""

    path: str
    side: int


@lru_cache(maxsize=64)
def qr_path(address: str) -> QrPath:
    """Returns the QR with its quiet zone of four modules.

    In capitals an address needs fewer, larger modules; scheme and host are not case-sensitive.
    """
    # It imports an image library, for which a hall would wait at a start.
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    code.add_data(address)
    rows = code.get_matrix()
    runs = [
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return QrPath("".join(runs), len(rows))


def qr_svg(address: str) -> str:
    """A standalone picture, dark on white."""
    path, modules = qr_path(address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{modules}v{modules}H0z"/>'
        f'<path d="{path}"/></svg>'
    )


def wifi(name: str, password: str) -> str:
    """What a phone's camera reads as a network to join; an open one has no password."""
    kind, secret = ("WPA", f"P:{_escaped(password)};") if password else ("nopass", "")
    return f"WIFI:T:{kind};S:{_escaped(name)};{secret};"


def _escaped(words: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in words)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    runs: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((place, 1))
    return runs
