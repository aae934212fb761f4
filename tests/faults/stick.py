"""`unshare -rm python -m tests.faults.stick DATA`: backups to a stick that is too small, then large enough, pulled out,
put back, and locked against writing. It says what is told after each; nothing may be left half made.
"""

import subprocess
import sys
from pathlib import Path

from app.db import Database
from app.keeping import backup, second_place, shelf
from app.keeping.second_place import Fault
from app.keeping.watch import Backups
from app.settings import Settings
from app.texts import Saying


def main(data: Path) -> None:
    settings = Settings.load(data)
    database = Database(settings.database_url)
    backups = Backups(database, settings, lambda _said: None)
    stick = data.parent / "stick"
    stick.mkdir()
    told = {Saying(fault.says["name"]): fault for fault in Fault}

    def say() -> None:
        fault = backups.make()
        sys.stdout.write(f"{told[fault] if fault else 'good'}\n")
        for folder in (shelf.folder_of(data), stick / second_place.FOLDER):
            for made in shelf.backups(folder):
                with backup.unpacked(made):
                    pass

    _mount(stick, "size=16k")
    second_place.choose(data, stick)
    say()
    _run("mount", "-o", "remount,size=64m", str(stick))
    say()
    _run("umount", str(stick))
    say()
    assert not list(stick.iterdir()), "nothing is written where a stick was"
    _mount(stick, "size=64m")
    (stick / second_place.FOLDER).mkdir()
    say()
    _run("mount", "-o", "remount,ro", str(stick))
    say()
    assert len(shelf.backups(stick / second_place.FOLDER)) == 1
    database.close()


def _mount(place: Path, options: str) -> None:
    _run("mount", "-t", "tmpfs", "-o", options, "none", str(place))


def _run(*words: str) -> None:
    subprocess.run(["/usr/bin/env", *words], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
