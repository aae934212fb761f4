"""A word of the method is called the same on every screen and paper, whichever member of its kind it is."""

import pytest

from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, TEXT_LANGUAGES, of_phones
from app.limits import LIMIT
from app.method import sorting
from app.method.sorting import DECISIONS
from app.models import Card
from app.papers.csv_file import result_csv
from app.vocabulary import Category, Language, Reason, Role, Shown, Step, Theme, Word
from tests.cast import CAST
from tests.house import House
from tests.papers.test_result import paper, result_of

READER = next(name for name, (_, _, language) in CAST.items() if language is Language.en)


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_is_called_the_same_on_phone_wall_and_console(house: House, theme: Theme) -> None:
    house.evening.go_to(Step.results)
    console = house.console(Language.en)
    console.tap("wall/language", first="en", second="")
    console.tap("wall", what=Shown.theme, subject=theme)
    for screen in (house.phone(READER), house.projector(), console):
        assert theme.says["name"] in screen.screen()


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_is_said_on_the_phone_and_told_by_console_paper_and_file(
    house: House, reason: Reason
) -> None:
    house.evening.go_to(Step.sorting)
    phone, first = house.phone(READER), house.evening.ids(Card)[0]
    assert f'value="{reason}"' in phone.screen()
    assert phone.tap(f"cards/{first}/decision", decision=reason).status_code == 200
    told = reason.says["name"]
    assert told in phone.screen()
    house.evening.go_to(Step.picture)
    console = house.console(Language.en).screen()
    assert reason.says["counted"] % {"count": 1} in console
    assert all(
        other.says["counted"] % {"count": 1} not in console for other in {*Reason} - {reason}
    )
    result = result_of(house.evening, Language.en)
    assert f"{told}: 1" in paper(result)
    assert f"({told})" in result_csv(result).decode("utf-8-sig")


@pytest.mark.parametrize("said", DECISIONS, ids=str)
def test_what_two_merged_groups_had_decided_is_told_whole(house: House, said: Word) -> None:
    """Whatever the other has decided, so that they differ."""
    evening, card = house.evening, house.evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    category, reason = DECISIONS[said]
    other = Category.less if category is not Category.less else Category.more
    evening.do(sorting.decide, evening.member("Hodan"), card, category, reason)
    evening.do(sorting.decide, evening.member(READER), card, other)
    first, second = evening.groups[1], evening.groups[2]
    merged = house.console().tap("groups/merged", kept_id=first, away_id=second)
    assert merged.status_code == 200
    whole = said.says["whole"] if isinstance(said, Reason) else said.says["name"]
    phone = house.phone(READER)
    phone.tap("mark/seen", mark=1)
    assert f"Group 2 had decided: {whole}" in phone.screen()


def test_every_role_is_offered_to_who_joins_and_told_to_the_facilitator(house: House) -> None:
    joining = house.browser(f"/{house.code}", {"language": "en"}).get().text
    assert all(f'value="{role}"' in joining and role.says["own"] in joining for role in Role)
    house.evening.go_to(Step.groups)
    console = house.console(Language.en).screen()
    assert all(role.says["name"] in console for _, role, _ in CAST.values())


def test_a_refusal_tells_the_limit_itself(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone(READER)
    for number in range(LIMIT.ideas):
        assert phone.tap("ideas", title=f"Idea {number}").status_code == 200
    refused = phone.tap("ideas", title="One more")
    assert refused.status_code == 409
    assert f"already has {LIMIT.ideas} ideas" in refused.text
    assert f"{LIMIT.ideas} of at most {LIMIT.ideas}" in phone.screen()


def test_each_door_offers_the_languages_of_its_own_set(house: House) -> None:
    """A language that the phone alone speaks is none of the console's, and no text is prepared in it."""
    joining = house.browser(f"/{house.code}").get().text
    assert all(f'name="language" value="{spoken}"' in joining for spoken in of_phones(""))
    console = house.console(Language.en).get().text
    for language in {*PHONE_LANGUAGES} | {*HALL_LANGUAGES}:
        offered = f'name="language" value="{language}"' in console
        assert offered is (language in HALL_LANGUAGES)
        answer = house.console(Language.en).tap("wall/language", first=language, second="")
        assert (answer.status_code == 200) is (language in HALL_LANGUAGES)
    assert len({text_language.tag for text_language in TEXT_LANGUAGES}) == len(TEXT_LANGUAGES)
