"""What every test may ask for."""

import gc

from app.serving import collect_seldom

pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]
# What is read in now stays: to look at it again and again while more comes is a sixth of the time that it takes.
gc.disable()


def pytest_collection_finish() -> None:
    """As a server does when it is open: there are many tests, and each collection would look at all of them."""
    collect_seldom()
    gc.enable()
