"""What differs between Linux, macOS and Windows, with the standard library alone."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import IO, NoReturn

WINDOWS = sys.platform == "win32"

# On macOS fsync returns before the disk has written; with this pragma SQLite asks for the real
# thing.
FULL_FSYNC = sys.platform == "darwin"

# As many open files as the program would like: two connections for each phone of a large hall.
FILES = 8192

# A documentation address (RFC 5737): connect() on a UDP socket picks a route and sends nothing.
NOWHERE = ("192.0.2.1", 9)

# The names of drafts that an interruption has left; see `_put`.
DRAFTS = ".*." + 16 * "[0-9a-f]"

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


def make_private(path: Path) -> None:
    """Let the owner alone read a file; Windows keeps the folder's own rights."""
    if not WINDOWS and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)


def private_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a file that its owner alone can read, made by `make` if it is missing.

    Two processes that come at once both get the bytes of the first.
    """
    if not path.exists():
        _put(path, make(), _place)
    make_private(path)
    return path.read_bytes()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that its owner alone can read. Whatever happens meanwhile, such as a full disk,
    it is the former one or this one.
    """
    _put(path, content, os.replace)


def _put(path: Path, content: bytes, place: Callable[[Path, Path], None]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(
        draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    settle_folder(path.parent)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless another process was first."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links, such as a memory stick
        if not path.exists():
            draft.replace(path)


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


def lock_file(path: Path) -> IO[bytes] | None:
    """Hold a file's lock until the returned file is closed; None if another process holds it.

    The system releases the lock when the process ends, however it ends.
    """
    file = path.open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


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


def destroy_file(path: Path) -> None:
    """Overwrite a file and delete it, on the disk too. It may be gone already."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    settle_folder(path.parent)


def empty_file(path: Path) -> None:
    """Make a file that its owner alone can read, or empty the one that there is."""
    os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    make_private(path)


def keep_as(path: Path, other: Path) -> None:
    """Give a file a second name, under which it stays when another takes its first one."""
    try:
        other.hardlink_to(path)
    except OSError:  # a disk without hard links, such as a memory stick
        empty_file(other)
        shutil.copyfile(path, other)
        settle_file(other)


def settle_file(path: Path) -> None:
    """Make sure that the disk holds all that was written to a file."""
    with path.open("r+b") as file:
        if sys.platform == "darwin":  # there fsync returns before the disk has written
            import fcntl

            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
        else:
            os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make the disk hold what was put into a folder or taken from it; Windows does so by itself."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
