"""What has been voted on keeps the words by which people voted, whatever is done afterwards."""

import random
from contextlib import suppress
from typing import Any

from app.db import Book
from app.method import ideas_rewording, interpreting, vote, wordings
from app.method.act import Act
from app.method.refusals import NotYoursError, RefusedError, voted_on
from app.models import Idea, Proposal, Wording
from app.vocabulary import Language, Standing, Step
from tests.cast import Evening
from tests.screens.drawn import Done, Draw, acts

# In these, groups change the words of their ideas until a vote has opened.
WORDING = (Step.ideas, Step.axis, Step.proposals)
# Whoever answers for the data can erase any words, as the law says.
ERASING = {"erasing.one_text.erase_words"}
# How often an act is tried in each step, of whatever it is about.
TIMES = 2
TITLE = "Language café"


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


def proposed(meeting: Evening) -> Idea:
    """An idea with two wordings beside it, and the words of an interpreter; another group proposes too."""
    proposal = meeting.propose("Amina", TITLE)
    meeting.propose("Hodan", "Plain letters")
    meeting.go_to(Step.ideas)
    idea_id = meeting.all(Proposal, id=proposal)[0].idea_id
    for title in ("Tea room", "Open house"):
        meeting.do(ideas_rewording.improve, meeting.member("Amina"), idea_id, 0, title, "", "", "")
    (idea,) = meeting.all(Idea, id=idea_id)
    meeting.do(interpreting.interpret, idea.title_id, "so", "Makhaayad", original_of(meeting, idea))
    return idea


def original_of(meeting: Evening, idea: Idea) -> str:
    with meeting.reading() as book:
        return interpreting.digest(wordings.written(book, idea.title_id))


def sent(meeting: Evening, idea: Idea) -> dict[str, dict[str, Any]]:
    """What the forms send that change the words of this idea; each was made on what is there now."""
    amina, seen = meeting.member("Amina"), ideas_rewording.digests([TITLE, "", ""])
    said = {"idea_id": idea.id, "title": "Other", "what": "", "who": "", "seen": seen}
    wording_id = meeting.all(Wording, standing=Standing.beside)[0].id
    table = {"small_group_id": idea.small_group_id, "language": Language.sv}
    in_somali = {"text_id": idea.title_id, "language": "so", "words": "Guri"}
    return {
        "ideas_rewording.improve": {"member": amina, "revision": idea.revision, **said},
        "ideas_rewording.choose_wording": {
            "member": amina,
            "idea_id": idea.id,
            "wording_id": wording_id,
        },
        "on_paper.retype_idea": table | said,
        "interpreting.interpret": in_somali | {"seen": original_of(meeting, idea)},
    }


def open_vote(meeting: Evening) -> None:
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)


def test_what_changed_the_words_of_a_proposal_is_refused_once_a_vote_has_opened(
    meeting: Evening,
) -> None:
    forms = sent(meeting, proposed(meeting))

    def all_sent() -> dict[str, bool | None]:
        return {name: changes(meeting, acts()[name], said) for name, said in forms.items()}

    assert all_sent() == dict.fromkeys(forms, True)
    open_vote(meeting)
    meeting.go_to(Step.ideas)
    assert all_sent() == dict.fromkeys(forms)


def test_no_act_changes_the_words_of_a_proposal_once_a_vote_has_opened(
    meeting: Evening, chance: random.Random
) -> None:
    proposed(meeting)
    open_vote(meeting)
    draw, done = Draw(meeting, chance, []), set()
    for step in WORDING:
        meeting.go_to(step)
        for name in sorted(acts().keys() - ERASING) * TIMES:
            if (arguments := draw.arguments(name, acts()[name])) is not None:
                changed = changes(meeting, acts()[name], arguments)
                assert not changed, (name, arguments)
                done |= set() if changed is None else {name}
    assert len(done) > 80
