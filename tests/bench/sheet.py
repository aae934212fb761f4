"""The figures of one run, by name, each with what generator and others used meanwhile."""

from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bench.processes import Window

TOO_BUSY = 0.8


@dataclass(frozen=True)
class Figure:
    """One measured value, with `share`, `foreign` and `beside` of its `Window`."""

    value: float
    share: float = 0.0
    foreign: float = 0.0
    beside: float = 0.0


@dataclass
class Sheet:
    """The figures of one run. `missing`: by the first words of a figure's name, why there is none."""

    figures: dict[str, Figure] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: float, window: Window | None = None) -> None:
        told = window or Window()
        self.figures[name] = Figure(value, told.share, told.foreign, told.beside)

    def why_not(self, name: str) -> str:
        reasons = [
            why for beginning, why in self.missing.items() if name.startswith(f"{beginning} ")
        ]
        return reasons[0] if reasons else "not measured"

    def written(self) -> dict[str, Any]:
        figures = {name: asdict(figure) for name, figure in self.figures.items()}
        return {"figures": figures, "missing": self.missing}
