"""Whoever looks, in whatever language and at whatever step: what was pushed last is what a fresh page shows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from app.languages import HALL_LANGUAGES
from app.live.show import Show
from app.method import (
    agreement,
    axis,
    clock,
    ending,
    groups,
    ideas,
    ideas_rewording,
    on_the_wall,
    programme,
    proposals,
    results,
    sorting,
    survey,
    vote,
)
from app.method.act import Act
from app.method.people import admitting, calls, headcount, joining, merging
from app.method.people.joining import token_hash
from app.models import (
    AgreedAction,
    Card,
    Device,
    Idea,
    Membership,
    Merge,
    ProgrammeRow,
    Proposal,
    Seat,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)
from app.viewer import Claim, LinkClaim, PhoneClaim, link_cookie, phone_cookie
from app.vocabulary import (
    HALL_DOORS,
    Call,
    Category,
    Door,
    Language,
    Reason,
    Role,
    Shown,
    Standing,
    Step,
    Theme,
)
from tests.cast import Evening
from tests.ears import Wire
from tests.house import SECRET, Browser, House, main_of
from tests.screens.stored import seen

# A step or an act, by the words in which a failure tells of it.
Told = tuple[str, Callable[[], object]]


# The first viewers: one of each kind, who are asked at every act; the others at every step.
OF_A_KIND = 6


@dataclass(frozen=True)
class Viewer:
    name: str
    browser: Browser
    claim: Claim
    wire: Wire


@pytest.fixture
def viewers(house: House) -> list[Viewer]:
    """Phones in every language, one of them without a group; consoles in every language; presenter and wall."""
    evening = house.evening
    evening.do(_without_group, evening.people["Rolf"])
    evening.do(joining.speak, evening.member("Yusuf"), Language.pseudo)
    return [
        *(_phone(house, name) for name in ("Amina", "Hodan", "Rolf")),
        *(_opened(house, door) for door in HALL_DOORS),
        *(_phone(house, name) for name in ("Layla", "Yusuf")),
        *(
            _opened(house, Door.console, language)
            for language in (*HALL_LANGUAGES, Language.pseudo)
        ),
        _opened(house, Door.presenter, Language.fi),
    ]


def _phone(house: House, name: str) -> Viewer:
    browser, meeting = house.phone(name), house.evening.id
    cookie = browser.cookies[phone_cookie(meeting)]
    return Viewer(name, browser, PhoneClaim(meeting, token_hash(SECRET, cookie)), browser.wire())


def _opened(house: House, door: Door, language: Language | None = None) -> Viewer:
    browser = house.opened(door, {"language": language} if language else None)
    meeting = house.evening.id
    cookie = browser.cookies[link_cookie(door, meeting)]
    claim = LinkClaim(meeting, door, cookie, language)
    return Viewer(f"{door} {language}", browser, claim, browser.wire())


def test_at_every_act_of_the_evening_what_was_pushed_last_is_what_is_stored(
    house: House, viewers: list[Viewer]
) -> None:
    for told, act in whole_evening(house.evening):
        act()
        is_step = told in set(Step)
        # Nothing of any earlier moment is kept in this one.
        anew = Show(house.app.state.house.database, house.settings)
        for viewer in viewers if is_step else viewers[:OF_A_KIND]:
            true = seen(anew, viewer.claim)
            assert viewer.wire.shows(true), f"{viewer.name} was not told: {told}"
            if is_step:
                same_when_asked(viewer, true, told)
            ids = re.findall(r' id="([^"]+)"', true)
            assert len(ids) == len(set(ids)), f"{viewer.name} has two of one id: {told}"


def same_when_asked(viewer: Viewer, true: str, told: str) -> None:
    """A fresh page has it, and so has the answer to a script."""
    true = main_of(true)
    assert viewer.browser.screen() == true, f"{viewer.name} is shown another screen: {told}"
    again = viewer.browser.get(script=True)
    assert main_of(again.text) == true, f"{viewer.name} is answered otherwise: {told}"
    assert int(again.headers["X-Sequence"]) >= viewer.wire.frames[-1].sequence


def test_a_tap_is_answered_with_the_screen_that_is_pushed(house: House) -> None:
    house.evening.go_to(Step.sorting)
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    wire, card = amina.wire(), house.evening.ids(Card)[0]
    kirsi.tap(f"cards/{card}/lean", category="more")
    answer = amina.tap(f"cards/{card}/lean", category="less")
    sequence = int(answer.headers["X-Sequence"])
    wire.wait(lambda wire: wire.frames[-1].sequence == sequence)
    assert wire.screen == main_of(answer.text)
    assert "data-sequence" not in wire.screen


def test_equal_viewers_are_sent_the_same_bytes(house: House) -> None:
    house.evening.go_to(Step.results)
    first, second = (house.phone(name).wire() for name in ("Amina", "Mikael"))
    other = house.phone("Kirsi").wire()
    assert first.screen == second.screen
    assert first.screen != other.screen


def whole_evening(evening: Evening) -> Iterator[Told]:
    """Every act that there is, in the order of an evening."""
    yield "the evening has not begun", lambda: None
    yield "somebody joins", lambda: evening.join("Late", Role.resident)
    yield from before_the_tables(evening)
    yield from at_the_tables(evening)
    yield from writing_ideas(evening)
    yield from on_the_axis(evening)
    yield from proposing(evening)
    yield from voting_and_agreeing(evening)
    yield from until_the_end(evening)


def before_the_tables(evening: Evening) -> Iterator[Told]:
    do = evening.do
    row = evening.all(ProgrammeRow, meeting_id=evening.id, kind=Step.supper)[0]
    yield "opening", lambda: evening.go_to(Step.opening)
    yield "joining closed", lambda: do(admitting.open_joining, is_open=False)
    yield "joining open", lambda: do(admitting.open_joining, is_open=True)
    yield "a language", lambda: do(joining.speak, evening.member("Amina"), Language.en)
    yield "the language back", lambda: do(joining.speak, evening.member("Amina"), Language.sv)
    yield "the wall's languages", lambda: do(on_the_wall.speak, Language.fi, Language.en)
    yield "the wall's language alone", lambda: do(on_the_wall.speak, Language.sv, None)
    yield "results", lambda: evening.go_to(Step.results)
    yield "a slide on", lambda: turn(evening, Theme.participation, Theme.attitudes)
    yield "a slide back", lambda: turn(evening, Theme.attitudes, Theme.participation)
    yield "a theme", lambda: do(on_the_wall.show, Shown.theme, "security")
    yield "supper", lambda: evening.go_to(Step.supper)
    yield "somebody's phone is gone", lambda: leave(evening, "Mikael")
    yield "a clock", lambda: do(clock.start_clock, 12)
    yield "more time", lambda: do(clock.add_minutes, 3)
    yield "no clock", lambda: do(clock.stop_clock)
    yield "a shorter supper", lambda: do(programme.shorten, row.id, 20)
    yield "groups", lambda: evening.go_to(Step.groups)
    yield "somebody moved", lambda: do(groups.move, evening.people["Late"], evening.groups[1])
    yield "another phone is gone", lambda: leave(evening, "Kadri")


def at_the_tables(evening: Evening) -> Iterator[Told]:
    do, cards = evening.do, evening.ids(Card)
    amina, hodan = evening.member("Amina"), evening.member("Hodan")
    yield "sorting", lambda: evening.go_to(Step.sorting)
    for name, category in (("Amina", "more"), ("Kirsi", "less"), ("Olena", "dunno")):
        member = evening.member(name)
        yield f"{name} leans", partial(do, sorting.lean, member, cards[0], Category(category))
    yield "spread", lambda: do(sorting.show_spread, amina, cards[0])
    yield "decided", lambda: do(sorting.decide, amina, cards[0], Category.more)
    yield "skipped", lambda: do(sorting.skip, amina, cards[1])
    yield "unsure", lambda: do(sorting.decide, hodan, cards[0], Category.dunno, Reason.differ)
    yield "reopened", lambda: do(sorting.reopen, amina, cards[0])
    yield "decided again", lambda: do(sorting.decide, amina, cards[0], Category.less)
    yield "a line of the talk", lambda: do(sorting.keep_line, amina, cards[0], 0, "We know it")
    yield "a raised hand", lambda: do(calls.call, amina, Call.hand)
    yield "a quiet need", lambda: do(calls.call, hodan, Call.need)
    yield "a hand taken down", lambda: do(calls.take_back, amina, Call.hand)
    yield "somebody comes", lambda: do(calls.answer, evening.groups[2])
    yield "merged", lambda: do(merging.merge, evening.groups[1], evening.groups[3])
    merge = evening.all(Merge, meeting_id=evening.id)[0].id
    yield "parted", lambda: do(merging.part, merge)
    yield "picture", lambda: evening.go_to(Step.picture)
    yield "revealed", lambda: do(on_the_wall.show, Shown.picture)
    yield "covered", lambda: do(on_the_wall.take_down, Shown.picture)


def writing_ideas(evening: Evening) -> Iterator[Told]:
    do, amina = evening.do, evening.member("Amina")
    suggested = evening.ids(SuggestedAction)
    yield "ideas", lambda: evening.go_to(Step.ideas)
    yield "developed", lambda: do(ideas.develop, amina, suggested[0])
    yield "written", lambda: do(ideas.write, amina, "Café", "Every week", "The library")
    idea = evening.all(Idea, small_group_id=amina.group_id)[0]
    yield "improved", lambda: do(ideas_rewording.improve, amina, idea.id, 1, "Better", "So", "Us")
    yield (
        "late words",
        lambda: do(ideas_rewording.improve, amina, idea.id, 1, "Other", "Not so", "They"),
    )
    beside = evening.all(Wording, standing=Standing.beside)
    yield "chosen", lambda: do(ideas_rewording.choose_wording, amina, idea.id, beside[0].id)
    yield "not chosen", lambda: do(ideas_rewording.drop_wording, amina, idea.id, beside[1].id)
    yield "dropped", lambda: do(ideas.drop, amina, idea.id)
    yield "restored", lambda: do(ideas.restore, amina, idea.id)
    yield "hidden", lambda: do(ideas.hide, idea.id, hidden=True)
    yield "unhidden", lambda: do(ideas.hide, idea.id, hidden=False)


def on_the_axis(evening: Evening) -> Iterator[Told]:
    do, idea = evening.do, group_idea(evening, 1)
    yield "axis", lambda: evening.go_to(Step.axis)
    for place, name in enumerate(("Amina", "Kirsi", "Olena")):
        member = evening.member(name)
        yield f"{name} places", partial(do, axis.place, member, idea, 30 + place, 60)
    amina = evening.member("Amina")
    yield "settled", lambda: do(axis.settle, amina, idea, 31, 60)
    yield "unsettled", lambda: do(axis.unsettle, amina, idea)
    yield "settled again", lambda: do(axis.settle, amina, idea, 31, 60)
    yield "titles", lambda: do(on_the_wall.show, Shown.axis_titles)
    yield "proposed", lambda: do(proposals.propose, amina, idea)
    yield "withdrawn", lambda: do(proposals.withdraw, amina, idea)
    yield "up to two", lambda: do(proposals.let_propose, 2)
    yield "proposed again", lambda: do(proposals.propose, amina, idea)
    yield (
        "words of a proposal",
        lambda: do(
            ideas_rewording.improve, amina, idea, revision(evening, idea), "Best", "So", "Us"
        ),
    )
    yield "hidden", lambda: do(ideas.hide, idea, hidden=True)
    yield "unhidden", lambda: do(ideas.hide, idea, hidden=False)


def proposing(evening: Evening) -> Iterator[Told]:
    do, idea = evening.do, group_idea(evening, 1)
    yield "another group's proposal", lambda: evening.propose("Hodan", "Plain letters")
    yield "wall", lambda: evening.go_to(Step.proposals)
    yield "spotlight", lambda: do(on_the_wall.show, Shown.spotlight, str(idea))
    yield "hidden in the light", lambda: do(ideas.hide, idea, hidden=True)
    yield "shown again", lambda: do(ideas.hide, idea, hidden=False)
    yield "no spotlight", lambda: do(on_the_wall.take_down, Shown.spotlight)
    first, second = proposal_of(evening, 1), proposal_of(evening, 2)
    yield "joined", lambda: do(proposals.join, first, second)
    yield "hidden while joined", lambda: do(ideas.hide, idea, hidden=True)
    yield "shown while joined", lambda: do(ideas.hide, idea, hidden=False)
    yield "taken apart", lambda: do(proposals.take_apart, second)


def voting_and_agreeing(evening: Evening) -> Iterator[Told]:
    do, hodan, amina = evening.do, evening.member("Hodan"), evening.member("Amina")
    yield "vote", lambda: evening.go_to(Step.vote)
    yield "opened", lambda: do(vote.open_round)
    chosen = proposal_of(evening, 1)
    yield "voted", lambda: do(vote.cast, hodan, chosen)
    yield "changed one's mind", lambda: do(vote.withdraw, hodan)
    yield "voted again", lambda: do(vote.cast, hodan, chosen)
    yield (
        "moved to the proposing group",
        lambda: do(groups.move, evening.people["Hodan"], evening.groups[1]),
    )
    second = evening.groups[2]
    yield "people at a table", lambda: do(headcount.count_heads, second, 9)
    yield "hands", lambda: do(vote.raise_hands, second, chosen, 3)
    voted_for = group_idea(evening, 1)
    yield "hidden while voted for", lambda: do(ideas.hide, voted_for, hidden=True)
    yield "its words shown again", lambda: do(ideas.hide, voted_for, hidden=False)
    yield "more votes than people", lambda: do(headcount.count_heads, second, None)
    yield "fewer hands", lambda: do(vote.raise_hands, second, chosen, 1)
    yield "closed", lambda: do(vote.close_round, 1)
    yield "the result shown", lambda: do(on_the_wall.show, Shown.result, "1")
    yield "hidden when counted", lambda: do(ideas.hide, voted_for, hidden=True)
    yield "a counted one shown", lambda: do(ideas.hide, voted_for, hidden=False)
    yield "opened again", lambda: do(vote.open_round)
    yield "hands again", lambda: do(vote.raise_hands, second, chosen, 2)
    yield "closed again", lambda: do(vote.close_round, 2)
    yield "the wall put out", lambda: do(on_the_wall.show, Shown.blank)
    yield "the way in over it", lambda: do(on_the_wall.show, Shown.qr)
    yield "the wall lit", lambda: do(on_the_wall.take_down, Shown.blank)
    yield "the way in taken away", lambda: do(on_the_wall.take_down, Shown.qr)
    yield "agreement", lambda: evening.go_to(Step.agreement)
    idea = group_idea(evening, 1)
    yield "agreed", lambda: do(agreement.agree, "", "", "Ask", "2026-12-31", Language.sv, idea)
    yield "written", lambda: do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    action = evening.all(AgreedAction, meeting_id=evening.id)[0]
    yield (
        "changed",
        lambda: do(
            agreement.change_action, action.id, 1, "New signs", "Town", "Order", "", Language.sv
        ),
    )
    yield "the owner's yes", lambda: do(agreement.hear_owner, action.id, says_yes=True)
    yield "taken away", lambda: do(agreement.take_away, action.id)
    yield "put back", lambda: do(agreement.put_back, action.id)
    yield "takes part", lambda: do(agreement.take_part, amina, action.id)
    yield "does not", lambda: do(agreement.leave, amina, action.id)


def until_the_end(evening: Evening) -> Iterator[Told]:
    do, amina = evening.do, evening.member("Amina")
    scale, chosen, free = evening.ids(SurveyQuestion)
    yield "survey", lambda: evening.go_to(Step.survey)
    yield "answered", lambda: do(survey.answer, amina, scale, 3)
    yield "chosen", lambda: do(survey.answer, amina, chosen, None, None, ())
    yield "in own words", lambda: do(survey.answer, amina, free, None, "Thank you")
    yield "skipped", lambda: do(survey.skip, evening.member("Hodan"), scale)
    yield "thanks", lambda: evening.go_to(Step.thanks)
    yield (
        "through at last",
        lambda: [do(survey.skip, evening.member("Hodan"), left) for left in (chosen, free)],
    )
    yield "ended", lambda: do(ending.end, ended=True)
    yield "opened again", lambda: do(ending.end, ended=False)
    yield "back to the groups", lambda: evening.go_to(Step.groups)
    yield "groups anew", lambda: do(groups.form, 2)
    yield "back to sorting", lambda: evening.go_to(Step.sorting)


def turn(evening: Evening, seen: Theme, wanted: Theme) -> None:
    row = evening.all(ProgrammeRow, meeting_id=evening.id, kind=Step.results)[0].id
    evening.do(results.turn, row, wanted, row, seen)


def group_idea(evening: Evening, number: int) -> int:
    return evening.all(Idea, small_group_id=evening.groups[number])[0].id


def revision(evening: Evening, idea_id: int) -> int:
    return evening.all(Idea, id=idea_id)[0].revision


def proposal_of(evening: Evening, number: int) -> int:
    """The proposal of a group."""
    with evening.reading() as book:
        of_group = {row.small_group_id: row.id for row in book.all(Proposal, meeting_id=evening.id)}
    return of_group[evening.groups[number]]


def leave(evening: Evening, name: str) -> None:
    """The phone of one of the cast is gone."""
    device = device_of(evening, name)
    evening.do(joining.set_presence, device, present=False)


def device_of(evening: Evening, name: str) -> int:
    seat = evening.all(Seat, person_id=evening.people[name])[0]
    return evening.all(Device, id=seat.device_id)[0].id


def _without_group(act: Act, person_id: int) -> None:
    for stretch in act.book.all(Membership, person_id=person_id):
        act.book.change(Membership, {"id": stretch.id}, until=act.sequence)
