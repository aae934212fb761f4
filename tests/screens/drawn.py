"""Acts drawn by chance: every act of the method that there is, with arguments that may be anything of the meeting."""

import importlib
import inspect
import pkgutil
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from sqlmodel import SQLModel

import app.method
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES
from app.links import of_sign_up
from app.method import interpreting, programme
from app.method.act import Act, Member
from app.method.correcting import LIMITS, Corrected
from app.method.followup.following import Reported
from app.method.on_paper import Stood
from app.method.people.sharing import phones
from app.method.preparing.ends import USUAL
from app.method.preparing.gatherings import Held
from app.method.preparing.meeting import Basics
from app.method.preparing.pattern import Question
from app.method.preparing.planning import PlannedRow
from app.method.refusals import NotYoursError, RefusedError
from app.method.reports.said_lines import Making, lines_of, sent_reports
from app.method.results import Slide
from app.method.rules import step_of
from app.method.sorting_pack import pack_of
from app.method.survey import Answered
from app.method.typed_piles import PILES
from app.method.wordings import Words, written
from app.models import (
    AgreedAction,
    Card,
    Device,
    Gathering,
    Idea,
    KeyResult,
    Link,
    Merge,
    Person,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Proposal,
    Publication,
    Report,
    SmallGroup,
    SuggestedAction,
    SurveyForm,
    SurveyQuestion,
    VoteRound,
    Wording,
)
from app.models.followup import FollowState
from app.models.report import Went
from app.papers.public.new_version import as_stored, next_version
from app.vocabulary import (
    METHOD_STEPS,
    Language,
    MunicipalAnswer,
    QuestionKind,
    Role,
    Shown,
    Source,
    Standing,
    Step,
    Theme,
)
from tests.cast import STARTS_AT, Evening
from tests.house import SECRET

Done = Callable[..., object]
TODAY = date(2026, 11, 26)
# What no door takes of an enum is not drawn: a pause is made by an act of its own.
OF: dict[Any, Any] = {Step: METHOD_STEPS}
# What an argument can be whose name says nothing more; a string is another one each time.
PLAIN: dict[Any, list[Any]] = {None: [None], bool: [True, False], bytes: [b"cast"], str: []}
# Parts of other acts, and what only asks; what is done outside of any meeting, and what no screen of one shows.
PARTS = {
    "accounts": "rename set_password set_up sign_in sign_out speak",
    "agreement": "forget_contact",
    "drafts": "forget_all keep",
    "desk_links": "for_colleague for_locked_out use",
    "erasing.people": "erase_forms erase_phones",
    "erasing.retention": "confirm_clock set_days",
    "erasing.typed_words": "forget",
    "erasing.whole": "erase_meeting erase_rows",
    "followup.effect": "note_asked",
    "followup.later_surveys": "choose keep remove",
    "followup.national": "add_figure remove_figure",
    "followup.next_round": "open_with set_budget",
    "followup.publishing": "forget",
    "groups": "carry_out place_late sit sit_again stand_up with_numbers",
    "people.absent": "take_in_again",
    "people.calls": "call_apart call_together",
    "people.decided_together": "bring_decisions return_decisions",
    "people.headcount": "add_heads bring_heads",
    "people.seating": "get_up",
    "people.stays": "blur go_on",
    "people.telling": "remember",
    "undoing": "as_sent",
    "people.sharing": "keep_turn pass_on require_here",
    "last_acts": "noted",
    "sorting_pack": "lay_anew set_turn",
    "preparing.brought": "add bring drop forget understand",
    "preparing.meeting": (
        "add_municipality found_municipality make_meeting municipality_for name_municipality"
    ),
    "preparing.again": "copy_meeting stay_in_house",
    "preparing.content": "add_meeting add_round",
    "preparing.basket": "empty put put_back",
    "preparing.corrections": "correct",
    "preparing.expecting": "count",
    "preparing.order": "arrange",
    "preparing.packs": "add_cards add_suggestions",
    "preparing.population_groups": "groups_of round_of row_of_round",
    "preparing.translations": "new_text reword",
    "preparing.typed": "drop keep",
    "ideas": "put_down to_word",
    "ideas_rewording": "reword",
    "late_words": "keep_as_long",
    "owners_yes": "settle",
    "clock": "deadline_of keep_left",
    "ending": "close",
    "proposals": "put_up take_down take_down_idea",
    "reports.bringing": "bring",
    "reports.erasing": "erase_report",
    "reports.writing": "choose keep open_again report_to_write send set_language",
    "rules": "idea_at live_group number_of own_idea own_row",
    "typed_piles": "put",
    "sorting": "close_if_all_leaned",
    "vote": "end_round",
    "survey.answering": "may_say",
    "survey.closing": "begun close_with_meeting lose_waiting open_with_meeting",
}
# Before most evenings and after them, and drawn seldom.
BESIDE = ("preparing.", "phone_network.", "reports.", "followup.")
OF_DECIDED = {"sorting.reopen", "sorting.keep_line"}
SHOWING = ("on_the_wall.show", "on_the_wall.take_down")
# What else than its own acts a step is for.
ALSO: dict[Step | None, tuple[str, ...]] = {
    Step.results: SHOWING,
    Step.groups: ("people.",),
    Step.picture: SHOWING,
    Step.sorting: ("on_paper.type_piles",),
    Step.ideas: ("ideas_rewording.", "on_paper."),
    Step.axis: ("proposals.", "ideas.", "ideas_rewording.", "on_paper.", *SHOWING),
    Step.proposals: ("ideas.hide", "interpreting.", *SHOWING),
    Step.vote: ("groups.", "people.merging", "ideas.hide", *SHOWING),
    Step.agreement: ("contacts.", *SHOWING),
    Step.survey: ("agreement.",),
    Step.thanks: ("survey.", "agreement.", "contacts."),
}


@cache
def acts() -> dict[str, Done]:
    """By module and name."""
    modules = [module.name for module in pkgutil.walk_packages(app.method.__path__, "app.method.")]
    return {name: done for module in modules for name, done in _acts_of(module)}


def _acts_of(module: str) -> Iterator[tuple[str, Done]]:
    room = module.removeprefix("app.method.")
    parts = PARTS.get(room, "").split()
    for name, done in vars(importlib.import_module(module)).items():
        if not inspect.isfunction(done) or done.__module__ != module or name in parts:
            continue
        takes = [parameter.annotation for parameter in inspect.signature(done).parameters.values()]
        if takes[:1] == [Act] and not name.startswith("_"):
            yield f"{room}.{name}", done


def _types(kind: Any) -> list[Any]:
    """Of a union all that it can be; nothing is None."""
    return [None if part is type(None) else part for part in (get_args(kind) or (kind,))]


def _of_step(step: Step | None) -> tuple[str, ...]:
    return (f"{step}.", *ALSO.get(step, ()))


def can_be_drawn(argument: str, kind: Any) -> bool:
    """By its name or by what it is."""
    by_name = argument in {**ROWS, **NUMBERS} or hasattr(Draw, f"a_{argument}")
    return by_name or kind == Words or all(part in PLAIN or _is_enum(part) for part in _types(kind))


def _is_enum(kind: Any) -> bool:
    return inspect.isclass(kind) and issubclass(kind, StrEnum)


@dataclass
class Draw:
    """Draws acts for one meeting. `joined`: the cookies of phones that came in."""

    evening: Evening
    chance: random.Random
    joined: list[str]

    def act(self) -> str | None:
        """Does something; returns what, or None where it was refused."""
        if self.chance.random() < 0.12:
            return self._go_on()
        name = self.chance.choice(self._likely())
        arguments = self.arguments(name, acts()[name])
        if arguments is None:
            return None
        try:
            self.evening.do(acts()[name], **arguments)
        except (RefusedError, NotYoursError):
            return None
        if "hashed" in arguments:
            self.joined.append(arguments["hashed"])
        return f"{name} {arguments}"

    def _likely(self) -> list[str]:
        """Mostly what the step is for; sometimes anything, and seldom what is prepared before."""
        with self.evening.reading() as book:
            step = step_of(book, self.evening.row)
        luck = self.chance.random()
        if luck < 0.6 and (own := [name for name in acts() if name.startswith(_of_step(step))]):
            return own
        return [name for name in acts() if name.startswith(BESIDE) is (luck > 0.9)]

    def _go_on(self) -> str:
        rows = sorted(self._all(ProgrammeRow), key=lambda row: row.position)
        now = self.evening.row.current_row_id
        after = programme.next_row(rows, now)
        wanted = after if after and self.chance.random() < 0.85 else self.chance.choice(rows)
        self.evening.do(programme.go_to, wanted.id, now)
        return f"to {wanted.kind}"

    def arguments(self, name: str, done: Done) -> dict[str, Any] | None:
        """None: there is nothing of the kind yet."""
        given: dict[str, Any] = {}
        kinds = get_type_hints(done)
        for parameter in [*inspect.signature(done).parameters][1:]:
            try:
                given[parameter] = self._value(name, parameter, kinds[parameter], given)
            except IndexError:
                return None
        return given

    def _value(self, act: str, name: str, kind: Any, given: dict[str, Any]) -> Any:
        if made := getattr(self, f"a_{name}", None):
            return made(act, given)
        if name in ROWS:
            return self.chance.choice(self._all(ROWS[name])).id
        if kind == Words:
            return {language: self.chance.choice(["", self._said()]) for language in ("sv", "fi")}
        if name in NUMBERS:
            return self.chance.choice([*NUMBERS[name], *([None] if None in _types(kind) else [])])
        return self.chance.choice(self._words(kind))

    def _words(self, kind: Any) -> list[Any]:
        """Of an enum, of yes and no, or of whatever can be said."""
        said = {**PLAIN, str: [self._said()]}
        return [
            value for of in _types(kind) for value in (OF.get(of, of) if _is_enum(of) else said[of])
        ]

    # -- of the meeting ---------------------------------------------------------------------------

    def _all(self, kind: type[SQLModel], **equal: Any) -> list[Any]:
        if "meeting_id" in kind.model_fields:
            equal["meeting_id"] = self.evening.id
        return sorted(self.evening.all(kind, **equal), key=lambda row: row.id)

    def _said(self) -> str:
        return f"Word {self.chance.randrange(1000)}"

    def a_member(self, _act: str, _given: dict[str, Any]) -> Member:
        """Of those who take part."""
        with self.evening.reading() as book:
            here = phones(book, self.evening.id)
        person = self.chance.choice([person for person in self._all(Person) if person.id in here])
        self.evening.people["drawn"] = person.id
        member = self.evening.member("drawn")
        return replace(member, language=person.language, source=Source.phone)

    def a_planned(self, _act: str, _given: dict[str, Any]) -> None:
        """It is planned in the act itself."""

    def a_idea_id(self, act: str, given: dict[str, Any]) -> int | None:
        if act == "agreement.agree" and self.chance.random() < 0.3:
            return None
        groups = {group.id for group in self._all(SmallGroup)}
        ideas = [idea for idea in self._all(Idea) if idea.small_group_id in groups]
        table = given["member"].group_id if "member" in given else given.get("small_group_id")
        own = [idea for idea in ideas if idea.small_group_id == table]
        return int(self.chance.choice(own or ideas).id)

    def a_proposal_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._all(Proposal)).id)

    def a_joined_id(self, act: str, given: dict[str, Any]) -> int | tuple[int, ...]:
        proposal_id = self.a_proposal_id(act, given)
        return (proposal_id,) if act == "proposals.take_apart" else proposal_id

    def a_under_id(self, act: str, given: dict[str, Any]) -> int | None:
        return self.chance.choice([None, self.a_proposal_id(act, given)])

    def a_kept_id(self, act: str, _given: dict[str, Any]) -> int:
        kind: type[SQLModel] = SmallGroup if act == "people.merging.merge" else Proposal
        return int(self.chance.choice(self._all(kind)).id)

    def a_card_id(self, act: str, given: dict[str, Any]) -> int:
        """Mostly the one that the table is at: no other is seen by all."""
        cards, group = self._all(Card), given["member"].group_id if "member" in given else None
        if group is not None and self.chance.random() < 0.8:
            with self.evening.reading() as book:
                pack = pack_of(book, self.evening.id, group)
            decided = [*pack.decisions] if act in OF_DECIDED else []
            return int(self.chance.choice(decided or [pack.current or cards[0].id]))
        return int(self.chance.choice(cards).id)

    def a_wording_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._all(Wording, standing=Standing.beside)).id)

    def a_of_revision(self, act: str, given: dict[str, Any]) -> int:
        return self.a_revision(act, given)

    def a_revision(self, _act: str, given: dict[str, Any]) -> int:
        kind: type[SQLModel] = Idea if "idea_id" in given else AgreedAction
        rows = self.evening.all(kind, id=given.get("idea_id", given.get("action_id", 0)))
        return int(rows[0].revision if rows and self.chance.random() < 0.7 else 1)  # type: ignore[attr-defined]

    def a_seen_row_id(self, _act: str, _given: dict[str, Any]) -> int | None:
        return self.evening.row.current_row_id

    def a_round_number(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._all(VoteRound)).number)

    def a_hashed(self, _act: str, _given: dict[str, Any]) -> str:
        return f"{self.chance.getrandbits(64)}"

    def a_others(self, _act: str, _given: dict[str, Any]) -> list[Role]:
        return self.chance.choice([[], [], [Role.resident], [Role.elected, Role.unsaid]])

    def a_subject(self, _act: str, given: dict[str, Any]) -> str:
        of = {"theme": [*Theme], "spotlight": self._all(Idea), "read_back": self._all(AgreedAction)}
        if given["what"] == Shown.result:
            return str(len(self._all(VoteRound)))
        subjects = of.get(given["what"], [])
        subject = self.chance.choice(subjects) if subjects else ""
        return str(getattr(subject, "id", subject))

    def a_until(self, act: str, _given: dict[str, Any]) -> int | None:
        later = STARTS_AT * 2
        return later if act == "survey.closing.keep_open" else self.chance.choice([None, later])

    def a_action_ids(self, _act: str, _given: dict[str, Any]) -> list[int]:
        return [action.id for action in self._all(AgreedAction) if self.chance.random() < 0.5]

    def a_question(self, _act: str, _given: dict[str, Any]) -> Question:
        return Question(self.chance.choice([*QuestionKind]), {"sv": self._said()})

    def a_held(self, act: str, given: dict[str, Any]) -> Held:
        words = {"sv": self._said()}
        group = self.a_population_group_id(act, given)
        return Held(group, "2026-09-20", self.chance.randint(1, 30), words, words, words)

    def a_basics(self, _act: str, _given: dict[str, Any]) -> Basics:
        words = {"sv": self._said()}
        return Basics(
            words, words, Language.sv, Language.fi, STARTS_AT + self.chance.randrange(900)
        )

    def a_population_group_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._of_round(PopulationGroup)).id)

    def a_gathering_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._of_round(Gathering)).id)

    def a_result_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._of_round(KeyResult)).id)

    def _of_round(self, kind: type[SQLModel]) -> list[Any]:
        return self._all(kind, round_id=self.evening.row.round_id)

    def a_wanted(self, act: str, _given: dict[str, Any]) -> Slide | Corrected | bool:
        if act == "correcting.correct":
            return self._a_correction()
        if act == "people.joining.tie":
            return self.chance.choice([True, False])
        return self._a_slide()

    def _a_slide(self) -> Slide:
        row = self.chance.choice(
            [
                programme_row
                for programme_row in self._all(ProgrammeRow)
                if programme_row.kind is Step.results
            ]
        )
        return Slide(row.id, self.chance.choice([*Theme]))

    def _a_correction(self) -> Corrected:
        """Of all texts of an action, of which all but its title may be empty."""
        title = {"sv": self._said(), "fi": self.chance.choice(["", self._said()])}
        others = {
            name: {"sv": self.chance.choice(["", self._said()]), "fi": ""}
            for name in LIMITS
            if name != "title"
        }
        says_yes = self.chance.random() < 0.5
        return Corrected({"title": title, **others}, self.chance.choice([*Theme]), "", "", says_yes)

    def a_link(self, _act: str, _given: dict[str, Any]) -> tuple[bytes, str]:
        """The one for signing up."""
        return SECRET, of_sign_up(SECRET, self.evening.row)

    def a_answers(self, act: str, _given: dict[str, Any]) -> Any:
        if act == "reports.bringing.bring_sent":
            return {place: self._said() for place in ("participation_1", "end_1")}
        asked = [
            question
            for question in self._all(SurveyQuestion)
            if question.kind is QuestionKind.scale
        ]
        return [Answered(question.id, level=2) for question in asked]

    def a_keys(self, _act: str, _given: dict[str, Any]) -> list[str]:
        """Of a report's lines, one."""
        with self.evening.reading() as book:
            told = [
                line.key
                for report in sent_reports(book, self.evening.id)
                for gathering in book.all(Gathering, id=report.gathering_id)
                for line in lines_of(book, report, gathering)
            ]
        return [self.chance.choice(told)]

    def a_making(self, _act: str, _given: dict[str, Any]) -> Making:
        return Making(self.chance.choice([*Went]), self._said(), self.chance.choice([*Theme]))

    def a_said(self, act: str, _given: dict[str, Any]) -> Reported | MunicipalAnswer:
        if act == "answers.answer":
            return MunicipalAnswer(self.chance.choice([*MunicipalAnswer]))
        return Reported(self.chance.choice([*FollowState]), {"sv": self._said()})

    def a_first(self, act: str, _given: dict[str, Any]) -> int | Language:
        """Months, or a language of the wall."""
        return 3 if act == "followup.rhythm.set_rhythm" else self.chance.choice(HALL_LANGUAGES)

    def a_second(self, _act: str, _given: dict[str, Any]) -> Language | None:
        return self.chance.choice([None, *PHONE_LANGUAGES])

    def a_typed(self, _act: str, _given: dict[str, Any]) -> str:
        return self.chance.choice(["", "2027-05-20"])

    def a_told_on(self, act: str, given: dict[str, Any]) -> str:
        return self.a_typed(act, given)

    def a_rows(self, _act: str, _given: dict[str, Any]) -> dict[int, PlannedRow]:
        row = self.chance.choice(self._all(ProgrammeRow))
        return {row.id: PlannedRow(self.chance.choice([3, 10]), {"sv": self._said(), "fi": ""})}

    def a_ends_by(self, _act: str, _given: dict[str, Any]) -> str:
        return self.chance.choice(["", "20:30"])

    def a_asks_again_on(self, act: str, given: dict[str, Any]) -> str:
        return self.a_typed(act, given)

    def a_content(self, _act: str, _given: dict[str, Any]) -> str:
        """Of the public page, as it would be published now."""
        with self.evening.reading() as book:
            return as_stored(next_version(book, self.evening.id, TODAY)[0])

    def a_after(self, act: str, _given: dict[str, Any]) -> int:
        return len(self._all(VoteRound if act == "vote.open_round" else Publication))

    def a_today(self, _act: str, _given: dict[str, Any]) -> date:
        return TODAY

    def a_ends(self, _act: str, _given: dict[str, Any]) -> dict[str, Words]:
        return {self.chance.choice([*USUAL]): {"sv": self._said(), "fi": ""}}

    def a_seen(self, act: str, given: dict[str, Any]) -> Slide | Stood | str:
        """The slide that was seen, or where an idea was; of its texts and of piles, what says nothing."""
        if act.endswith("_point"):
            return Stood(self.a_point(act, given), self.chance.random() < 0.5)
        if act == "interpreting.interpret":
            with self.evening.reading() as book:
                return interpreting.digest(written(book, given["text_id"]))
        is_slide = act.startswith("results.")
        return self._a_slide() if is_slide else ""

    def a_text_id(self, _act: str, _given: dict[str, Any]) -> int:
        return int(self.chance.choice(self._all(Idea)).title_id)

    def a_language(self, act: str, _given: dict[str, Any]) -> str:
        known = ["ar", "kmr", "fi"] if act.startswith("interpreting.") else [*Language]
        return self.chance.choice(known)

    def a_reads(self, _act: str, _given: dict[str, Any]) -> str:
        return self.chance.choice(["", "ar", "kmr"])

    def a_talk(self, _act: str, _given: dict[str, Any]) -> str:
        return self.chance.choice(["", "https://talk.example/ar"])

    def a_point(self, _act: str, _given: dict[str, Any]) -> tuple[int, int] | None:
        return self.chance.choice([None, (17, 83), (50, 50)])

    def a_numbers(self, _act: str, _given: dict[str, Any]) -> dict[str, str]:
        """Of few cards, so that no card is in two piles."""
        few = {pile: ["", str(at), f"{at} {at + len(PILES)}"] for at, pile in enumerate(PILES, 1)}
        return {pile: self.chance.choice(numbers) for pile, numbers in few.items()}


NUMBERS: dict[str, list[int]] = {
    "closes_vote": [0, 1],
    "closes_survey": [0, 1],
    "answered": [0, 1],
    "interpreters": [0, 1, 2],
    "effort": [10, 50, 90],
    "impact": [20, 60],
    "number": [1, 2, 3, 4, 6, 8],
    "headcount": [5, 6, 8],
    "position": [0, 1, 2],
    "seat": [0, 1, 2],
    "table": [1, 2],
    "minutes": [3, 10],
    "votes": [0, 1, 2, 3],
    "level": [1, 2, 3, 4],
    "then": [6, 12],
    "proposals_a_group": [1, 2, 3],
    "starts_at": [STARTS_AT, STARTS_AT + 3600],
    "place": [1, 2, 5],
    "placing": [1, 2],
    "laying": [1, 2],
    "mark": [1, 2],
    "most": [40, 300],
}
ROWS: dict[str, type[SQLModel]] = {
    "owner_id": PreparedOwner,
    "person_id": Person,
    "device_id": Device,
    "small_group_id": SmallGroup,
    "away_id": SmallGroup,
    "action_id": AgreedAction,
    "suggested_action_id": SuggestedAction,
    "suggestion_id": SuggestedAction,
    "question_id": SurveyQuestion,
    "merge_id": Merge,
    "row_id": ProgrammeRow,
    "link_id": Link,
    "principle_id": Principle,
    "form_id": SurveyForm,
    "report_id": Report,
}
