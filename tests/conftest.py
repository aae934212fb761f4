"""Fixtures for all tests, and garbage collection as a server has it."""

import gc
from pathlib import Path

import pytest

from app.live.collecting import collect_little

# So that an assertion in a module beside the tests says what it saw, as one in a test does.
pytest.register_assert_rewrite(*(f"tests.{path.stem}" for path in Path(__file__).parent.iterdir()))
pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]
# Modules stay loaded. Without collections during imports, importing takes a sixth less time.
gc.disable()


def pytest_collection_finish() -> None:
    """Collects as a server does. Each collection would go through all collected tests otherwise."""
    collect_little()
    gc.enable()
