"""A long screen, written anew as often as one likes."""

from app.method import ideas
from app.method.act import Act
from app.models import Idea
from app.vocabulary import Step
from tests.cast import Evening


def long_ideas(evening: Evening) -> int:
    """The screen of group 1 becomes a long one; returns the idea to change."""
    evening.go_to(Step.ideas)
    amina = evening.member("Amina")
    for letter in "abcd":
        evening.do(ideas.write, amina, letter * 80, letter * 500, letter * 500)
    return evening.all(Idea, small_group_id=amina.group_id)[0].id


def rewrite(act: Act, idea_id: int) -> None:
    idea = act.book.one(Idea, id=idea_id)
    assert idea is not None
    act.book.change(Idea, {"id": idea_id}, revision=idea.revision + 1)
