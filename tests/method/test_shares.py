"""A share in numbers is offered in words; what could tell who somebody is, is pointed out."""

import pytest

from app.limits import LIMIT
from app.method.reports.facts import shown_facts
from app.method.reports.hints import hints_in
from app.method.reports.said_lines import shortened
from app.method.reports.shares import Share, share_of, together, worded_share
from app.models import ReportAnswer
from app.vocabulary import Language


def test_how_many_is_said_in_seven_words() -> None:
    told = {(said, people): share_of(said, people) for people in (10, 12) for said in range(people)}
    assert told[10, 12] is Share.most
    assert told[7, 12] is Share.more_than_half
    assert told[6, 12] is Share.half
    assert told[3, 10] is Share.less_than_half
    assert told[3, 12] is Share.several
    assert told[2, 12] is Share.some
    assert told[0, 12] is None
    assert share_of(12, 12) is Share.all
    assert share_of(13, 12) is None


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        ("10 of 12 spend it alone", Language.en, "Most of them spend it alone"),
        ("10 of 12 people spend it alone", Language.en, "Most of them spend it alone"),
        ("3 av 10 deltagare röstar", Language.sv, "Mindre än hälften röstar"),
        ("Iltaisin 12:sta 10 pelkää", Language.fi, "Iltaisin suurin osa pelkää"),
        ("12/12 pelkää", Language.fi, "Kaikki pelkää"),
        ("On 24.12. we meet, 13 of 12", Language.en, "On 24.12. we meet, 13 of 12"),
    ],
)
def test_a_line_is_offered_with_its_share_in_words(
    line: str, language: Language, said: str
) -> None:
    assert worded_share(line, language) == said


def test_groups_are_added_up_only_where_each_tells_how_many() -> None:
    whole = together(["10 of 12 do", "3/10 do"])
    assert whole
    assert (whole.said, whole.people, whole.share) == (13, 22, Share.more_than_half)
    assert together(["10 of 12 do", "some do"]) is None


@pytest.mark.parametrize(
    "words",
    [
        "Write to amina@example.org",
        "Ring 040 123 4567",
        "Tunnus 010190-123A",
        "Hon är 45 år gammal",
        "Min granne hälsar aldrig",
        "Hän on töissä Valmetilla",
        "Bor på Storgatan 5",
        "We heard that Anna Virtanen said it",
    ],
)
def test_what_could_tell_who_somebody_is_is_pointed_out(words: str) -> None:
    assert len(hints_in("security_1", words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Most have lived here for 10 years. Many like the park.",
        "10 of 12 go to the library in Turku",
    ],
)
def test_what_tells_of_many_is_not(words: str) -> None:
    assert not hints_in("security_1", words)


def test_a_card_is_short_and_ends_with_a_whole_sentence_or_word() -> None:
    assert shortened("Short.") == "Short."
    assert shortened("First sentence. " + "word " * 60) == "First sentence."
    cut = shortened("word " * 60)
    assert cut.endswith("word…")
    assert len(cut) <= LIMIT.said_on_card + 1


def test_facts_of_fewer_than_five_are_not_shown_nor_what_they_follow_from() -> None:
    def shown(**known: str) -> dict[str, str | None]:
        return shown_facts(
            {
                place: ReportAnswer(report_id=1, place=place, words=words, beside="")
                for place, words in known.items()
            }
        )

    assert shown(participants="12", women="7", men="5", countries="Syria") == {
        "participants": "12",
        "women": "7",
        "men": "5",
        "countries": "Syria",
    }
    assert shown(participants="12", women="9", men="3") == {
        "participants": "12",
        "women": None,
        "men": None,
    }
    assert shown(participants="4", countries="Syria", ages="30–40")["countries"] is None
