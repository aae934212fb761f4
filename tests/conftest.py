"""Fixtures for all tests, and garbage collection as a server has it."""

import gc

from app.serving import collect_seldom

pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]
# Modules stay loaded. Without collections during imports, importing takes a sixth less time.
gc.disable()


def pytest_collection_finish() -> None:
    """Makes collections rare, as a server does: each one would go through all collected tests."""
    collect_seldom()
    gc.enable()
