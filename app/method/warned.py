"""Refuses what would lose something for good of which the page had not warned; then it does."""

from app.method.refusals import Refusal
from app.vocabulary import N_

answered_meanwhile = Refusal(
    "answered_meanwhile",
    N_("Somebody has answered meanwhile. Once you close the survey, it stays closed."),
)
closes_more = Refusal(
    "closes_more",
    N_(
        "Ending the meeting now closes more than this page said. Read what it closes, then press again."
    ),
)


def unless_warned(told: int | None, refusal: Refusal, *, loses: bool) -> Refusal | None:
    """`told`: whether the page had warned, as a form sends it; None: no page was asked."""
    return refusal if loses and told == 0 else None
