"""A meeting is made whole, and everything that was prepared can be changed until somebody has worked on it."""

import pytest

from app.languages import TEXT_LANGUAGES
from app.limits import LIMIT
from app.links import opens, secret
from app.method import ideas, programme, sorting, wordings
from app.method.act import Act
from app.method.preparing import (
    basket,
    key_results,
    meeting as preparing,
    packs,
    planning,
    population_groups,
    principles,
    questions,
)
from app.method.preparing.begun_pack import pack_begun, pack_sorted
from app.method.preparing.gatherings import Held, add_gathering, set_gathering
from app.method.preparing.meeting import Basics
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.preparing.pattern import usual
from app.method.preparing.translations import no_words
from app.method.refusals import NotYoursError, Refusal, bad_date, bad_number, pack_full, too_long
from app.models import (
    Card,
    Gathering,
    KeyResult,
    Link,
    Meeting,
    PopulationGroup,
    Principle,
    ProgrammeRow,
    Removed,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)
from app.vocabulary import HALL_DOORS, METHOD_STEPS, Category, Door, Language, Step, Theme
from tests.cast import Evening
from tests.crowd import DONE, at_once, told

BASICS = Basics(
    name={"sv": "Möte med beslutsfattare"},
    place={"sv": "Kommunhuset"},
    main_language=Language.sv,
    second_language=Language.fi,
    starts_at=1_800_000_000,
)
SAID = {"sv": "De flesta trivs.", "fi": "Useimmat viihtyvät."}


def make(meeting: Evening, basics: Basics = BASICS) -> int:
    """A meeting of a municipality of its own, beside the cast's; returns its id."""

    def command(act: Act) -> int:
        own = preparing.add_municipality(act, {"sv": "Sundby"}, Language.sv)
        return preparing.make_meeting(act, own, basics, usual()).meeting_id

    return meeting.writer.do(None, command)


def made(meeting: Evening) -> Evening:
    return Evening(meeting.database, meeting.writer, make(meeting))


@pytest.fixture
def desk(meeting: Evening) -> Evening:
    """A new meeting with one population group."""
    new = made(meeting)
    new.do(population_groups.add_group, {"sv": "somalisktalande"})
    return new


def group(desk: Evening) -> int:
    return desk.all(PopulationGroup, round_id=desk.row.round_id)[0].id


def card(desk: Evening, words: str = "Kort", theme: Theme = Theme.security) -> int:
    return desk.do(packs.add_card, theme, group(desk), {"sv": words})


def pack(desk: Evening) -> list[str]:
    with desk.reading() as book:
        cards = book.all(Card, meeting_id=desk.id, order=("position",))
        return [wordings.said(book, row.text_id)[Language.sv] for row in cards]


def kinds(desk: Evening) -> list[Step]:
    with desk.reading() as book:
        rows = book.all(ProgrammeRow, meeting_id=desk.id, order=("position",))
        return [row.kind for row in rows]


def row_of(desk: Evening, kind: Step) -> ProgrammeRow:
    return desk.all(ProgrammeRow, meeting_id=desk.id, kind=kind)[0]


def test_a_new_meeting_has_its_three_hours_its_principles_its_survey_and_its_doors(
    meeting: Evening,
) -> None:
    new = made(meeting)
    assert kinds(new) == list(METHOD_STEPS)
    assert sum(row.minutes for row in new.all(ProgrammeRow, meeting_id=new.id)) == 180
    assert len(new.all(Principle, meeting_id=new.id)) == 9
    assert len(new.all(SurveyQuestion, meeting_id=new.id)) == len(usual().questions)
    assert {link.door for link in new.all(Link, meeting_id=new.id)} == set(HALL_DOORS)
    assert new.row.code != meeting.row.code


def test_what_a_new_meeting_starts_with_is_said_in_every_language() -> None:
    pattern = usual()
    texts = [*pattern.principles, *(question.text for question in pattern.questions)]
    assert all(set(words) == {language.tag for language in TEXT_LANGUAGES} for words in texts)


def test_a_meeting_whose_two_languages_are_one_is_not_made_at_all(meeting: Evening) -> None:
    before = len(meeting.all(Meeting))
    same = Basics({"sv": "Möte"}, {}, Language.sv, Language.sv, 1_800_000_000)
    assert told(lambda: make(meeting, same)) == "same_language"
    assert told(lambda: make(meeting, Basics({}, {}, Language.sv, None, 1))) == no_words.code
    assert len(meeting.all(Meeting)) == before


def test_the_pack_stands_in_the_order_of_the_themes(desk: Evening) -> None:
    for words, theme in (("c", Theme.security), ("a", Theme.participation), ("d", Theme.security)):
        card(desk, words, theme)
    assert pack(desk) == ["a", "c", "d"]


def test_what_comes_in_stands_as_it_came(desk: Evening) -> None:
    words = [f"{number}" for number in range(1, 9)]
    new = [NewCard(Theme.security, {"sv": "somalisktalande"}, {"sv": wording}) for wording in words]
    desk.do(packs.add_cards, new)
    assert pack(desk) == words
    desk.do(packs.add_suggestions, [NewSuggestion(None, {"sv": wording}) for wording in words])
    suggested = sorted(
        desk.all(SuggestedAction, meeting_id=desk.id), key=lambda suggestion: suggestion.position
    )
    with desk.reading() as book:
        said = [wordings.said(book, suggestion.text_id)[Language.sv] for suggestion in suggested]
    assert said == words


def test_a_card_moves_inside_its_theme_and_no_further(desk: Evening) -> None:
    card(desk, "a", Theme.participation)
    first, second = card(desk, "b"), card(desk, "c")
    desk.do(packs.place_card, second, 2)
    assert pack(desk) == ["a", "c", "b"]
    desk.do(packs.place_card, first, 1)
    assert pack(desk) == ["a", "b", "c"]


def test_a_card_is_worded_anew_and_an_empty_language_goes(desk: Evening) -> None:
    card_id = desk.do(packs.add_card, Theme.security, group(desk), SAID)
    new = {"sv": "De flesta är trygga.", "fi": "", "en": "Most feel safe."}
    desk.do(packs.set_card, card_id, Theme.attitudes, group(desk), new, heavy=True)
    stored = desk.all(Card, id=card_id)[0]
    with desk.reading() as book:
        assert wordings.said(book, stored.text_id) == {
            "sv": "De flesta är trygga.",
            "en": "Most feel safe.",
        }
    assert (stored.theme, stored.heavy) == (Theme.attitudes, True)


def test_a_card_without_a_word_or_with_too_many_is_refused(desk: Evening) -> None:
    for words, refusal in (({"sv": " "}, no_words), ({"sv": "x" * 501}, too_long)):
        desk.refused(refusal, packs.add_card, Theme.security, group(desk), words)
    assert pack(desk) == []


def test_twenty_who_fill_the_pack_at_once_fill_it_and_no_more(desk: Evening) -> None:
    for number in range(LIMIT.cards - 7):
        card(desk, str(number))
    outcomes = at_once(20, lambda turn: told(lambda: card(desk, f"late {turn}")))
    assert sorted(outcomes) == [DONE] * 7 + [pack_full.code] * 13
    assert len(pack(desk)) == LIMIT.cards


def test_cards_that_come_in_together_come_all_or_not_at_all(desk: Evening) -> None:
    new = NewCard(Theme.security, {"sv": "somalisktalande"}, SAID)
    desk.refused(pack_full, packs.add_cards, [new] * (LIMIT.cards + 1))
    assert pack(desk) == []


def test_imported_cards_find_their_group_by_any_of_its_names(desk: Evening) -> None:
    new = [
        NewCard(Theme.security, {"sv": "Somalisktalande"}, SAID),
        NewCard(Theme.security, {"sv": "estnisktalande", "fi": "vironkieliset"}, SAID),
        NewCard(Theme.security, {"fi": "vironkieliset"}, SAID),
    ]
    desk.do(packs.add_cards, new)
    groups = desk.all(PopulationGroup, round_id=desk.row.round_id)
    assert len(groups) == 2
    assert len({row.population_group_id for row in desk.all(Card, meeting_id=desk.id)}) == 2


def test_once_the_sorting_has_begun_the_pack_stays_as_it_is(meeting: Evening) -> None:
    """The numbers of its cards are printed, and the picture shows their themes."""
    removed, first, *_, last = meeting.ids(Card)
    meeting.do(packs.remove_card, removed)
    lying = meeting.all(Removed)[0].id
    pack, groups = meeting.ids(Card), {row.population_group_id for row in meeting.all(Card)}
    row = meeting.all(Card, id=first)[0]
    other = min(groups - {row.population_group_id})
    new = next(theme for theme in Theme if theme is not row.theme)

    def tried(refusal: Refusal) -> None:
        for card_id in (first, last):
            meeting.refused(refusal, packs.remove_card, card_id)
            meeting.refused(refusal, packs.place_card, card_id, 1)
        meeting.refused(refusal, packs.add_card, row.theme, row.population_group_id, SAID)
        meeting.refused(refusal, packs.split_card, first)
        meeting.refused(
            refusal, packs.set_card, first, new, row.population_group_id, SAID, heavy=False
        )
        meeting.refused(refusal, packs.set_card, first, row.theme, other, SAID, heavy=False)
        meeting.refused(refusal, basket.put_back, lying)
        meeting.do(
            packs.set_card, first, row.theme, row.population_group_id, SAID, heavy=not row.heavy
        )

    meeting.go_to(Step.sorting)
    tried(pack_begun)
    meeting.do(sorting.decide, meeting.member("Amina"), first, Category.more)
    meeting.go_to(Step.opening)
    tried(pack_sorted)
    assert meeting.ids(Card) == pack


def test_a_removed_card_leaves_no_words_behind(desk: Evening) -> None:
    card_id = card(desk, "Bort")
    text_id = desk.all(Card, id=card_id)[0].text_id
    desk.do(packs.remove_card, card_id)
    assert desk.all(Wording, text_id=text_id) == []


def test_what_belongs_to_another_meeting_is_not_there(meeting: Evening, desk: Evening) -> None:
    theirs = meeting.ids(Card)[0]
    with pytest.raises(NotYoursError):
        desk.do(packs.remove_card, theirs)
    other = meeting.all(PopulationGroup, round_id=meeting.row.round_id)[0].id
    with pytest.raises(NotYoursError):
        desk.do(packs.add_card, Theme.security, other, SAID)
    link = meeting.all(Link, meeting_id=meeting.id)[0].id
    with pytest.raises(NotYoursError):
        desk.do(preparing.renew_link, link)


def test_a_suggestion_that_is_being_developed_stays(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    first, second = meeting.ids(SuggestedAction)[:2]
    meeting.do(ideas.develop, meeting.member("Amina"), first)
    meeting.refused(packs.suggestion_used, packs.remove_suggestion, first)
    meeting.do(packs.remove_suggestion, second)


def test_a_population_group_that_cards_speak_of_stays(desk: Evening) -> None:
    card_id = card(desk)
    desk.refused(population_groups.group_used, population_groups.remove_group, group(desk))
    desk.do(packs.remove_card, card_id)
    desk.do(population_groups.remove_group, group(desk))
    assert desk.all(PopulationGroup, round_id=desk.row.round_id) == []


def test_gatherings_stand_by_their_date(desk: Evening) -> None:
    def held(on: str, people: int = 10) -> Held:
        return Held(group(desk), on, people, place=SAID, language=SAID, how={})

    late = desk.do(add_gathering, held("2026-10-01"))
    desk.do(add_gathering, held("2026-09-01"))
    with desk.reading() as book:
        rows = book.all(Gathering, round_id=desk.row.round_id, order=("position",))
    assert [row.held_on for row in rows] == ["2026-09-01", "2026-10-01"]
    desk.refused(bad_date, set_gathering, late, held("31.9.2026"))
    desk.refused(bad_number, set_gathering, late, held("2026-10-01", -1))


def test_key_results_are_written_worded_anew_and_removed(desk: Evening) -> None:
    result_id = desk.do(key_results.add_result, Theme.attitudes, group(desk), SAID)
    desk.do(key_results.set_result, result_id, {"sv": "Ny"})
    stored = desk.all(KeyResult, id=result_id)[0]
    with desk.reading() as book:
        assert wordings.said(book, stored.text_id)[Language.sv] == "Ny"
    desk.do(key_results.remove_result, result_id)
    assert desk.all(KeyResult, id=result_id) == []


def test_rows_of_the_programme_move_are_left_out_and_come_back_in_place(desk: Evening) -> None:
    desk.do(planning.place_row, row_of(desk, Step.supper).id, 2)
    assert kinds(desk)[:3] == [Step.opening, Step.supper, Step.results]
    desk.do(planning.leave_out, row_of(desk, Step.vote).id)
    assert Step.vote not in kinds(desk)
    desk.do(planning.bring_back, Step.vote)
    assert kinds(desk)[kinds(desk).index(Step.vote) - 1] is Step.proposals
    desk.refused(planning.row_there, planning.bring_back, Step.vote)


def test_a_row_that_has_been_on_is_not_left_out(desk: Evening) -> None:
    opening = row_of(desk, Step.opening).id
    desk.do(programme.go_to, opening, None)
    desk.refused(planning.row_begun, planning.leave_out, opening)


def test_principles_and_questions_are_worded_by_their_meeting(desk: Evening) -> None:
    new = desk.do(principles.add_principle, {"sv": "Vi tar paus."})
    desk.do(principles.remove_principle, desk.ids(Principle)[0])
    assert desk.ids(Principle)[-1] == new
    scale = desk.ids(SurveyQuestion)[0]
    desk.do(questions.set_question, scale, SAID, {"sv": "Nej"}, {"sv": "Ja"})
    desk.refused(too_long, questions.set_question, scale, SAID, {"sv": "x" * 81}, {})


def test_renewing_a_link_ends_the_old_secret(desk: Evening) -> None:
    link = desk.all(Link, meeting_id=desk.id, door=Door.console)[0]
    old = secret(b"key", link.id, link.version)
    assert opens(b"key", link, old)
    desk.do(preparing.renew_link, link.id)
    renewed = desk.all(Link, id=link.id)[0]
    assert not opens(b"key", renewed, old)
    assert opens(b"key", renewed, secret(b"key", link.id, renewed.version))
