"""What every test may ask for."""

pytest_plugins = ["tests.environment", "tests.stage", "tests.house"]
