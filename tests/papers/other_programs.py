"""Other people's programs, where this machine has them: LibreOffice, and poppler's pdftotext and pdftoppm."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.environment import missing

SECONDS = 300


def needed(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        missing(f"{program} is not here (`apt-get install libreoffice-nogui poppler-utils`)")
    return path or program


def converted(files: Mapping[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """By the name without its ending: what LibreOffice saves of each, as a file of another kind."""
    office, came, out = needed("soffice"), folder / "in", folder / ending
    came.mkdir(exist_ok=True)
    for name, content in files.items():
        (came / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", ending, "--outdir", str(out)]
    subprocess.run(
        [*command, *(str(came / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=SECONDS,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )
    return {Path(name).stem: (out / f"{Path(name).stem}.{ending}").read_bytes() for name in files}


def words_of(pdf: bytes, *how: str) -> str:
    """Its text layer, with single spaces."""
    read = subprocess.run(
        [needed("pdftotext"), *how, "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
        timeout=SECONDS,
    )
    return " ".join(read.stdout.decode().split())


def pictured(pdf: bytes, folder: Path, name: str) -> list[Path]:
    """A picture a page, to be looked at."""
    subprocess.run(
        [needed("pdftoppm"), "-r", "60", "-png", "-", str(folder / name)],
        input=pdf,
        check=True,
        timeout=SECONDS,
    )
    return sorted(folder.glob(f"{name}-*.png"))
