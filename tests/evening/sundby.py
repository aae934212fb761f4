"""What was prepared for the sample meeting, as its author wrote it."""

import tomllib
from typing import Any

from app.sample import SUNDBY

SAMPLE: dict[str, Any] = tomllib.loads(SUNDBY.read_text("utf-8"))
