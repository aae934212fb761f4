"""What can be set, with types; and the secret, which is made once and kept with the data."""

import secrets
from pathlib import Path

from app.disk import make_private, private_file
from app.frozen import frozen

# The two files that make a data folder. Neither is of any use without the other.
DATABASE = "meeting.db"
KEY = "secret.key"
KEY_BYTES = 32


def make_secret(data: Path) -> None:
    """For a new folder; a secret that is there already stays."""
    private_file(data / KEY, lambda: secrets.token_bytes(KEY_BYTES))


@frozen
class Settings:
    """What can be set for one server. `data`: the folder with all that must be backed up. `keys`:
    the folder with the keys of open votes, which must never be.

    `base_url` is what somebody gave: origins and cookies are checked against it. `address` is where
    phones reach this machine (the given one, or what it finds out): links and QR codes begin with
    it.
    `everywhere`: it listens on every network of this machine, so other addresses may reach it too.
    `names`: other names of it, beside the host of `base_url` and this machine's own.
    """

    data: Path
    keys: Path
    secret: bytes
    database_url: str
    base_url: str | None = None
    address: str = "http://127.0.0.1:8000"
    everywhere: bool = False
    pseudo_language: bool = False
    names: tuple[str, ...] = ()
    beat_seconds: float = 10.0
    presence_grace_seconds: float = 45.0
    without_script_seconds: float = 300.0
    send_timeout_seconds: float = 20.0
    stuck_seconds: float = 360.0
    deadline_seconds: float = 5.0
    look_seconds: float = 5.0
    patience_seconds: float = 10.0
    backup_look_seconds: float = 5.0
    backup_tidy_seconds: float = 3600.0
    erasing_look_seconds: float = 60.0

    @property
    def is_hosted(self) -> bool:
        """It runs on a server, for several municipalities, not on one's own laptop."""
        return self.base_url is not None

    @classmethod
    def load(
        cls,
        data: Path,
        *,
        base_url: str | None = None,
        address: str = "http://127.0.0.1:8000",
        everywhere: bool = False,
        pseudo_language: bool = False,
    ) -> "Settings":
        """Loads the settings of a folder that has its secret. A lost secret is not replaced by a
        new one.
        """
        data = data.resolve()
        make_private(data / KEY)
        keys = data.with_name(f"{data.name}-keys").resolve()
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(
            data=data,
            keys=keys,
            secret=(data / KEY).read_bytes(),
            database_url=f"sqlite:///{(data / DATABASE).as_posix()}",
            base_url=base_url.rstrip("/") if base_url else None,
            address=address,
            everywhere=everywhere,
            pseudo_language=pseudo_language,
        )
