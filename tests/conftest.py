"""Fixtures for all tests, and garbage collection as a server has it."""

import gc

from app.live.collecting import collect_little

pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]
# Modules stay loaded. Without collections during imports, importing takes a sixth less time.
gc.disable()


def pytest_collection_finish() -> None:
    """Collects as a server does. Each collection would go through all collected tests otherwise."""
    collect_little()
    gc.enable()
