"""What can be set, typed; and the secrets, made once and kept with the data."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from app.machine import private_file


@dataclass(frozen=True)
class Settings:
    """`data` holds all that must be backed up, `keys` the keys of open votes: never to be.

    `base_url` is what somebody gave: origins and cookies are held to it. `address` is where phones
    reach this machine (the given one, or what it knows): links and QR codes begin with it.
    `everywhere`: it listens on every network of this machine, so other addresses may reach it too.
    """

    data: Path
    keys: Path
    secret: bytes
    database_url: str
    base_url: str | None = None
    address: str = "http://127.0.0.1:8000"
    everywhere: bool = False
    pseudo_language: bool = False
    beat_seconds: float = 10.0
    presence_grace_seconds: float = 45.0
    without_script_seconds: float = 300.0
    send_timeout_seconds: float = 5.0
    stuck_seconds: float = 360.0
    deadline_seconds: float = 5.0

    @classmethod
    def load(
        cls,
        data: Path,
        *,
        base_url: str | None = None,
        address: str = "http://127.0.0.1:8000",
        everywhere: bool = False,
        database_url: str | None = None,
        keys: Path | None = None,
        pseudo_language: bool = False,
    ) -> "Settings":
        data = data.resolve()
        data.mkdir(parents=True, exist_ok=True)
        keys = (keys or data.with_name(f"{data.name}-keys")).resolve()
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(
            data=data,
            keys=keys,
            secret=private_file(data / "secret.key", lambda: secrets.token_bytes(32)),
            database_url=database_url or f"sqlite:///{(data / 'meeting.db').as_posix()}",
            base_url=base_url.rstrip("/") if base_url else None,
            address=address,
            everywhere=everywhere,
            pseudo_language=pseudo_language,
        )


@dataclass(frozen=True)
class MeetingSettings:
    """What one meeting does its own way.

    `address`: the chosen one of the addresses by which phones reach it; `reached`: those by which one has.
    `network`: the name of the Wi-Fi for phones.
    """

    proposals_a_group: int = 1
    address: str = ""
    reached: tuple[str, ...] = ()
    network: str = ""
    network_password: str = ""

    @classmethod
    def read(cls, stored: str) -> "MeetingSettings":
        found = json.loads(stored)
        return cls(**{**found, "reached": tuple(found.get("reached", ()))})

    def written(self) -> str:
        return json.dumps(asdict(self))
