"""Finds out, from the system's own tool, how soon this computer goes to sleep by itself."""

import re
import shutil
import subprocess
import sys

# By platform, the command that tells how soon an idle computer sleeps while it is plugged in.
SLEEP = {
    "win32": ("powercfg", "/query", "SCHEME_CURRENT", "SUB_SLEEP", "STANDBYIDLE"),
    "darwin": ("pmset", "-g", "custom"),
    "linux": (
        *("gsettings", "get", "org.gnome.settings-daemon.plugins.power"),
        "sleep-inactive-ac-timeout",
    ),
}


def minutes_until_sleep() -> int | None:
    """Minutes until an idle computer sleeps; 0: never, None: unknown."""
    asked = SLEEP.get(sys.platform)
    if asked is None or shutil.which(asked[0]) is None:
        return None
    try:
        told = subprocess.run(asked, capture_output=True, timeout=5, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told_minutes(sys.platform, told.stdout.decode("ascii", "replace"))


def told_minutes(system: str, told: str) -> int | None:
    """Reads the minutes out of the tool's output, in whatever language its words are."""
    if system == "win32":  # the last two numbers: plugged in, and on battery
        numbers = re.findall(r"0x([0-9a-fA-F]{8})\b", told)[-2:-1]
        return int(numbers[0], 16) // 60 if numbers else None
    if system == "darwin":
        with_power = told.partition("AC Power:")[2] or told
        numbers = re.findall(r"^\s*sleep\s+(\d+)", with_power, re.MULTILINE)[:1]
        return int(numbers[0]) if numbers else None
    numbers = re.findall(r"\d+", told)[-1:]
    return int(numbers[0]) // 60 if numbers else None
