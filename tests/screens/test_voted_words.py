"""What has been voted on keeps the words by which people voted, whatever is done afterwards."""

import random
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from app.db import Book
from app.method import ideas_rewording, vote
from app.method.act import Act
from app.method.refusals import NotYoursError, RefusedError, voted_on
from app.models import Idea, Proposal, Wording
from app.vocabulary import Standing, Step
from tests.cast import Evening
from tests.screens.drawn import Done, Draw, acts

# In these, groups change the words of their ideas until a vote has opened.
WORDING = (Step.ideas, Step.axis, Step.proposals)
CHANGING = ("ideas_rewording.improve", "ideas_rewording.choose_wording")
# Whoever answers for the data can erase any words, as the law says.
ERASING = {"erasing.one_text.erase_words"}
# How often an act is tried in each step, of whatever it is about; and one that could change words.
TIMES, OFTEN = 2, 40


def words_of_proposals(book: Book) -> dict[tuple[int, str], str]:
    """The current words of each proposal, by text and language."""
    proposed = {row.idea_id for row in book.all(Proposal)}
    texts = {
        text_id
        for idea in book.all(Idea)
        if idea.id in proposed
        for text_id in (idea.title_id, idea.what_id, idea.who_id)
    }
    return {
        (row.text_id, row.language): row.words
        for row in book.all(Wording, standing=Standing.current)
        if row.text_id in texts
    }


def changes(evening: Evening, done: Done, arguments: dict[str, Any]) -> bool | None:
    """Whether it changes the words of a proposal; None if it is refused. Afterwards all is as before."""
    told: list[bool] = []

    def tried(act: Act) -> None:
        before = words_of_proposals(act.book)
        done(act, **arguments)
        now = words_of_proposals(act.book)
        told.append(any(now.get(at) != words for at, words in before.items()))
        raise RefusedError(voted_on)  # so that nothing of it stays

    with suppress(RefusedError, NotYoursError):
        evening.do(tried)
    return told[0] if told else None


def test_no_act_changes_the_words_of_a_proposal_once_a_vote_has_opened(
    meeting: Evening, chance: random.Random
) -> None:
    proposal = meeting.propose("Amina", "Language café")
    meeting.propose("Hodan", "Plain letters")
    meeting.go_to(Step.ideas)
    idea_id = meeting.all(Proposal, id=proposal)[0].idea_id
    for title in ("Tea room", "Open house"):
        meeting.do(ideas_rewording.improve, meeting.member("Amina"), idea_id, 0, title, "", "", "")
    draw = Draw(meeting, chance, [])

    def changing(names: Collection[str], times: int) -> tuple[set[str], set[str]]:
        """Which of these acts were done, and which of them changed words."""
        told = dict[str, set[bool | None]]()
        for step in WORDING:
            meeting.go_to(step)
            for name in sorted(names) * times:
                if (arguments := draw.arguments(name, acts()[name])) is not None:
                    told.setdefault(name, set()).add(changes(meeting, acts()[name], arguments))
        done = {name for name, changed in told.items() if changed - {None}}
        return done, {name for name, changed in told.items() if True in changed}

    assert changing(CHANGING, OFTEN)[1] == {*CHANGING}
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    assert changing(CHANGING, OFTEN)[1] == set()
    done, changed = changing(acts().keys() - ERASING, TIMES)
    assert changed == set()
    assert len(done) > 80
