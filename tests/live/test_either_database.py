"""The method's own statements, run on SQLite and on PostgreSQL."""

from pathlib import Path

from app.method import agreement, ending, groups, survey, vote
from app.method.refusals import own_group
from app.method.vote_tallies import VoteResult
from app.models import SurveyQuestion
from app.vocabulary import Language, RoundState, Step
from tests.cast import Evening, make_evening


def test_a_whole_evening_is_the_same_on_either_database(evening: Evening, keys: Path) -> None:
    full = make_evening(evening.database, evening.writer, code="XRAN7A2")
    first, second = full.propose("Amina", "Language café"), full.propose("Hodan", "Plain letters")
    full.go_to(Step.vote)
    full.do(vote.open_round)
    full.do(vote.cast, full.member("Amina"), second)
    full.do(vote.cast, full.member("Layla"), second)
    full.do(vote.cast, full.member("Layla"), first)
    full.refused(own_group, vote.cast, full.member("Amina"), first)
    full.do(groups.move, full.people["Layla"], full.groups[1])
    results = full.do(vote.close_round, 1)
    assert {*results} == {VoteResult(second, 1), VoteResult(first, 1)}
    with full.reading() as book:
        newest = vote.newest_round(book, full.id)
        assert newest is not None
        assert newest.state is RoundState.closed
    assert list(keys.iterdir()) == []

    full.go_to(Step.groups)
    full.do(groups.form, 2)
    full.go_to(Step.survey)
    action_id = full.do(agreement.agree, "A language café", "", "", "", Language.sv)
    full.do(agreement.take_away, action_id)
    full.do(agreement.put_back, action_id)
    full.do(agreement.take_part, full.member("Amina"), action_id)
    scale, choosing, free = full.ids(SurveyQuestion)
    for name in ("Amina", "Olena", "Hodan", "Yusuf", "Layla"):
        full.do(survey.answer, full.member(name), scale, 4)
        full.do(survey.answer, full.member(name), choosing, None, None, (action_id,))
        full.do(survey.answer, full.member(name), free, None, "Thank you")
    full.do(ending.end, ended=True)
    with full.reading() as book:
        assert agreement.interest_count(book, action_id) == 1
        assert survey.survey_state(book, full.id).people == 5
        scales, chosen, said = survey.results(book, full.id)
    assert (scales.levels, chosen.actions, said.words) == (
        None,  # all of one mind: whoever knew that somebody answered would know what
        ((action_id, 5),),
        ("Thank you",) * 5,
    )
