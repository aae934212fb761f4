"""What every test may ask for."""

from app.serving import collect_seldom

pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]


def pytest_collection_finish() -> None:
    """As a server does when it is open: there are many tests, and each collection would look at all of them."""
    collect_seldom()
