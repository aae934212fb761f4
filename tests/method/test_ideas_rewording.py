"""Two who write one idea at once: both wordings are kept, whatever their languages, until somebody chooses."""

from dataclasses import replace

from app.method import axis, ideas, ideas_rewording, interpreting, proposals
from app.models import Idea, Proposal, SuggestedAction, Wording
from app.vocabulary import Language, Standing, Step
from tests.cast import Evening


def idea_of(meeting: Evening, idea_id: int) -> Idea:
    return meeting.all(Idea, id=idea_id)[0]


def words(meeting: Evening, text_id: int, standing: Standing) -> dict[str, str]:
    """A text's wordings that stand so, each with its language."""
    rows = meeting.all(Wording, text_id=text_id, standing=standing)
    return {row.words: row.language for row in rows}


def competing(meeting: Evening) -> tuple[int, int]:
    """An idea whose title was written in Swedish and, at the same time, in Finnish; and the Finnish wording."""
    meeting.go_to(Step.ideas)
    idea_id: int = meeting.do(ideas.write, meeting.member("Amina"), "Språkkafé", "", "")
    meeting.do(
        ideas_rewording.improve,
        meeting.member("Amina"),
        idea_id,
        1,
        "Språkkafé varje vecka",
        "",
        "",
    )
    meeting.do(ideas_rewording.improve, meeting.member("Kirsi"), idea_id, 1, "Kielikahvila", "", "")
    (beside,) = meeting.all(Wording, standing=Standing.beside)
    return idea_id, beside.id


def test_a_wording_that_is_chosen_is_the_only_one_that_lives_whatever_its_language(
    meeting: Evening,
) -> None:
    idea_id, finnish = competing(meeting)
    meeting.do(ideas_rewording.choose_wording, meeting.member("Amina"), idea_id, finnish)
    title_id = idea_of(meeting, idea_id).title_id
    assert words(meeting, title_id, Standing.current) == {"Kielikahvila": Language.fi}
    assert words(meeting, title_id, Standing.beside) == {"Språkkafé varje vecka": Language.sv}


def test_the_wording_that_gave_way_can_be_chosen_back(meeting: Evening) -> None:
    idea_id, finnish = competing(meeting)
    meeting.do(ideas_rewording.choose_wording, meeting.member("Amina"), idea_id, finnish)
    (swedish,) = meeting.all(Wording, standing=Standing.beside)
    meeting.do(ideas_rewording.choose_wording, meeting.member("Kirsi"), idea_id, swedish.id)
    title_id = idea_of(meeting, idea_id).title_id
    assert words(meeting, title_id, Standing.current) == {"Språkkafé varje vecka": Language.sv}
    assert words(meeting, title_id, Standing.beside) == {"Kielikahvila": Language.fi}


def test_what_a_group_wrote_is_kept_beside_and_not_what_was_interpreted_of_it(
    meeting: Evening,
) -> None:
    idea_id, finnish = competing(meeting)
    title_id = idea_of(meeting, idea_id).title_id
    seen = interpreting.digest({"sv": "Språkkafé varje vecka"})
    meeting.do(interpreting.interpret, title_id, "en", "Language café", seen)
    reader = replace(meeting.member("Amina"), language=Language.en)
    meeting.do(ideas_rewording.choose_wording, reader, idea_id, finnish)
    assert words(meeting, title_id, Standing.current) == {"Kielikahvila": Language.fi}
    assert words(meeting, title_id, Standing.beside) == {"Språkkafé varje vecka": Language.sv}


def test_what_a_group_wrote_is_kept_beside_and_not_what_was_said_of_it_for_the_hall(
    meeting: Evening,
) -> None:
    idea_id, finnish = competing(meeting)
    meeting.go_to(Step.axis)
    meeting.do(axis.place, meeting.member("Amina"), idea_id, 30, 70)
    meeting.do(axis.settle, meeting.member("Amina"), idea_id, 30, 70)
    meeting.do(proposals.propose, meeting.member("Amina"), idea_id)
    (proposed,) = meeting.all(Proposal)
    meeting.go_to(Step.proposals)
    meeting.do(proposals.say_too, proposed.id, Language.fi, "Kahvila joka viikko", "", "")
    meeting.go_to(Step.ideas)
    meeting.do(ideas_rewording.choose_wording, meeting.member("Kirsi"), idea_id, finnish)
    title_id = idea_of(meeting, idea_id).title_id
    assert words(meeting, title_id, Standing.current) == {"Kielikahvila": Language.fi}
    assert words(meeting, title_id, Standing.beside) == {"Språkkafé varje vecka": Language.sv}


def test_translations_of_what_gave_way_go_with_it(meeting: Evening) -> None:
    """A suggestion is read in three languages; a wording of the group's own is one."""
    meeting.go_to(Step.ideas)
    suggested = meeting.do(lambda act: act.book.all(SuggestedAction, meeting_id=act.meeting_id)[0])
    idea_id: int = meeting.do(ideas.develop, meeting.member("Amina"), suggested.id)
    title_id = idea_of(meeting, idea_id).title_id
    read = next(
        said
        for said, language in words(meeting, title_id, Standing.current).items()
        if language == Language.sv
    )
    meeting.do(
        ideas_rewording.improve, meeting.member("Amina"), idea_id, 0, "Kvällsbibliotek", read, ""
    )
    (beside,) = meeting.all(Wording, text_id=title_id, standing=Standing.beside)
    meeting.do(ideas_rewording.choose_wording, meeting.member("Amina"), idea_id, beside.id)
    assert words(meeting, title_id, Standing.current) == {"Kvällsbibliotek": Language.sv}
    assert words(meeting, title_id, Standing.beside) == {read: Language.sv}
