"""The projector's page, which nobody touches."""

import re

from playwright.sync_api import expect

from app.vocabulary import Step
from tests.evening.screen import Screen

# What the wall calls its look, where that is not the step's own word.
LOOKS = {Step.proposals: "hall", Step.vote: "turnout"}


class Wall(Screen):
    def at(self, step: Step | str) -> None:
        look = LOOKS.get(Step(step), step) if step in set(Step) else step
        expect(self.main).to_have_class(re.compile(rf"\b{look}\b"))
