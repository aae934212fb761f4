"""What differs between Linux, macOS and Windows, with the standard library alone."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn

WINDOWS = sys.platform == "win32"

# As many open files as the program would like: two connections for each phone of a large hall.
FILES = 8192

# A documentation address (RFC 5737): connect() on a UDP socket picks a route and sends nothing.
NOWHERE = ("192.0.2.1", 9)

# Of glibc's mallopt(3): how many heaps there may be.
M_ARENA_MAX, HEAPS = -8, 2


def venv_python(venv: Path) -> Path:
    """Where the interpreter of a virtual environment stands."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def become(arguments: Sequence[str]) -> NoReturn:
    """Go on as another program, in this process where the system can do that."""
    if not WINDOWS:
        os.execv(arguments[0], list(arguments))  # noqa: S606 - no shell is wanted
    # Ctrl-C reaches both processes: the child alone shall act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(list(arguments)))  # noqa: S603 - our own interpreter


def give_way() -> None:
    """Let other programs have the processor first. On Windows nothing changes."""
    if not WINDOWS:
        os.nice(10)


def most_open_files() -> int:
    """How many files and connections this process may have open, raised as far as the system lets it."""
    if sys.platform == "win32":  # there is no such number there, only memory
        return FILES
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if now == resource.RLIM_INFINITY or now >= wanted:
        return FILES if now == resource.RLIM_INFINITY else now
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def listen(host: str, port: int) -> socket.socket:
    """Take a TCP address; OSError if it is taken. Port 0 takes any free one.

    Two programs could both bind it, so it is taken by listening. A peer that connects early waits
    for an answer.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio sees that it is TCP and sends at once: else an answer's
    # body waits 40 ms until the other side acknowledges its head.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform == "win32":  # SO_REUSEADDR would let two programs share a port there
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(FILES)  # with no room to wait in, a peer tries again only a whole second later
    except OSError:
        bound.close()
        raise
    return bound


def take_nothing_ahead(line: socket.socket) -> None:
    """Let the system take only what can leave now, if it can; else it takes some 100 kB more."""
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        with contextlib.suppress(OSError):  # the other side has gone meanwhile
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, 1)


def network_addresses() -> list[str]:
    """Return every private IPv4 address of this machine, the one that others most likely use first."""
    addresses = (_routed_address(), *_interface_addresses())
    return list(dict.fromkeys(address for address in addresses if address and _is_private(address)))


def _is_private(address: str) -> bool:
    known = ip_address(address)
    return known.is_private and not (
        known.is_loopback or known.is_link_local or known.is_unspecified
    )


def _interface_addresses() -> list[str]:
    """Return each network card's own address; on Windows the machine's name gives them all.

    Elsewhere the name is not looked up: without internet that can take seconds.
    """
    if sys.platform == "win32":
        return _named_addresses()
    import fcntl

    ask = 0xC0206921 if sys.platform == "darwin" else 0x8915  # SIOCGIFADDR
    addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):  # a card without an address
                told = fcntl.ioctl(probe, ask, struct.pack("256s", name.encode()[:15]))
                addresses.append(socket.inet_ntoa(told[20:24]))
    return addresses


def network_address() -> str | None:
    """Return the IPv4 address by which others on the same network reach this machine."""
    for address in (_routed_address(), *_named_addresses()):
        if address and not address.startswith(("127.", "0.")):
            return address
    return None


def _routed_address() -> str | None:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(NOWHERE)
        return str(probe.getsockname()[0])
    return None


def _named_addresses() -> list[str]:
    with contextlib.suppress(OSError):
        return socket.gethostbyname_ex(socket.gethostname())[2]
    return []


def keep_small(most: int) -> None:
    """Limit the memory of this process to so many bytes, if the system can do that."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def share_heaps() -> None:
    """Call it before there are threads. The C library of most Linux systems gives each thread a
    heap of its own, and memory that is freed in one is not used by another.
    """
    if sys.platform == "linux" and (set_up := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_up(M_ARENA_MAX, HEAPS)
