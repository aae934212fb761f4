"""The outcome as tables: CSV writes them one below the other, XLSX each on its own sheet."""

from collections.abc import Callable, Iterable, Sequence

from app import texts
from app.languages import alone
from app.papers.document import Words
from app.papers.outcome import (
    ActionOutcome,
    CardOutcome,
    Decided,
    IdeaOutcome,
    MeetingResult,
    ProposalOutcome,
    RoundOutcome,
)
from app.papers.section import Cell, Section, corrected, day
from app.papers.survey_tables import survey_answers, survey_forms, survey_intents, survey_words
from app.vocabulary import N_, Category, Language, Source


def in_the_room(result: MeetingResult) -> Section:
    language = result.language
    rows: list[Sequence[Cell]] = [
        (texts.say(N_("Joined by phone"), language), result.people),
        (texts.say(N_("Without a phone, as the tables counted"), language), result.without_phone),
        (texts.say(N_("Small groups"), language), result.groups),
        *((texts.name(one.role, language), one.people) for one in result.roles),
    ]
    return Section(N_("In the room"), (N_("What"), N_("How many")), rows)


def gatherings(result: MeetingResult) -> Section:
    headings = (
        *(N_("Population group"), N_("Date"), N_("Participants")),
        *(N_("Language"), N_("Place"), N_("How")),
    )
    rows = (
        (one.population_group, day(one.held_on), one.participants, one.language, one.place, one.how)
        for one in result.gatherings
    )
    return Section(N_("Discussion sessions"), headings, rows)


def key_results(result: MeetingResult) -> Section:
    headings = (N_("Theme"), N_("Population group"), N_("Key result"))
    rows = (
        (texts.name(told.theme, result.language), column.population_group, text)
        for told in result.key_results
        for column in told.groups
        for text in column.texts
    )
    return Section(N_("Key results"), headings, rows)


def cards(result: MeetingResult) -> Section:
    headings = (
        *(N_("Card"), N_("Theme"), N_("Population group"), N_("Text")),
        *(category.says["name"] for category in Category),
        N_("Not discussed"),
        N_("Decisions by small group"),
        N_("One sentence about the discussion, by small group"),
    )
    rows = (_card_row(one, result.language) for one in result.cards)
    return Section(N_("The cards"), headings, rows)


def _card_row(outcome: CardOutcome, language: Language) -> Sequence[Cell]:
    lines = [
        (one.group_number, alone(one.line.words, language.direction))
        for one in outcome.decisions
        if one.line
    ]
    return (
        outcome.number,
        texts.name(outcome.card.theme, language),
        outcome.card.population_group,
        corrected(outcome.card.text, outcome.seen, language),
        *(outcome.count(category) for category in Category),
        len(outcome.not_reached),
        ", ".join(_decision(decided, language) for decided in outcome.decisions),
        " / ".join(f"{number}: {words}" for number, words in lines),
    )


def _decision(decided: Decided, language: Language) -> str:
    reason = f" ({texts.name(decided.reason, language)})" if decided.reason else ""
    marks = [texts.say(mark, language) for mark in _marks(decided)]
    told = "".join(f" ({mark})" for mark in marks)
    return f"{decided.group_number}: {texts.name(decided.category, language)}{reason}{told}"


def _marks(decided: Decided) -> Iterable[str]:
    if decided.source is Source.paper:
        yield decided.source.says["name"]
    if decided.after_picture:
        yield N_("after the picture was shown")
    if decided.before_merging:
        yield N_("before merging")


def ideas(result: MeetingResult) -> Section:
    headings = (
        *(N_("Idea"), N_("Title"), N_("What is done"), N_("Who could get it started")),
        N_("Work and impact"),
        N_("Amount of work (0 little, 100 a lot)"),
        N_("Impact (0 small, 100 large)"),
        *(N_("Proposed"), N_("Joined with"), N_("From the residents' suggestion")),
        N_("How it came in"),
    )
    rows = (_idea_row(one, result.language) for one in result.ideas)
    return Section(N_("Action ideas"), headings, rows)


def _idea_row(one: IdeaOutcome, language: Language) -> Sequence[Cell]:
    return (
        *(one.mark, one.title, one.what, one.who),
        zones(one, language),
        *(one.effort, one.impact),
        texts.say(N_("Yes") if one.proposed else N_("No"), language),
        " + ".join(one.joined_with),
        one.suggestion,
        texts.name(one.source, language),
    )


def zones(one: IdeaOutcome, language: Language) -> str:
    """Where the group placed it, in words: a lot of work, small impact."""
    return ", ".join(texts.name(word, language) for word in one.zones or ())


def proposals(result: MeetingResult) -> Section:
    headings = (
        *(N_("Idea"), N_("Title"), N_("What is done")),
        *(N_("The municipality's answer"), N_("Because"), N_("Agreed action")),
    )
    rows = (
        (
            *(" + ".join(one.marks), one.title, one.what),
            texts.name(one.answer, result.language) if one.answer else None,
            *(one.because, one.action),
        )
        for one in result.proposals
    )
    return Section(N_("Proposals and answers"), headings, rows)


def turnout(result: MeetingResult) -> Section:
    headings = (N_("Round"), N_("State"), N_("Votes"), N_("Of them by hand"), N_("Could vote"))
    rows = (
        (one.number, texts.name(one.state, result.language), one.votes, one.hands, one.voters)
        for one in result.rounds
    )
    return Section(N_("Turnout"), headings, rows)


def votes(result: MeetingResult) -> Section:
    headings = (
        *(N_("Round"), N_("State"), N_("Idea"), N_("Title"), N_("Votes")),
        *(N_("Of them by hand"), N_("Tie")),
    )
    rows = (row for found in result.rounds for row in _round_rows(found, result.language))
    return Section(N_("The vote"), headings, rows)


def _round_rows(found: RoundOutcome, language: Language) -> Iterable[Sequence[Cell]]:
    state, tie = texts.name(found.state, language), texts.say(N_("Tie"), language)
    if not found.proposals:
        yield (found.number, state)
    for one in found.proposals:
        title = one.title or texts.say(N_("Hidden by the meeting leader"), language)
        marks = " + ".join((f"{one.group_number}{one.letter}", *one.joined))
        if one.votes is None:
            place = texts.say(N_("Place %(place)s"), language, place=one.place)
            votes: Sequence[Cell] = (place, None)
        else:
            votes = (one.votes, one.hands)
        yield (found.number, state, marks, title, *votes, tie if one.tied else "")


def actions(result: MeetingResult) -> Section:
    """Columns as in an integration programme: goal, measure, who, with whom, follow-up."""
    headings = (
        *(N_("Number"), N_("Theme"), N_("Goal"), N_("Action")),
        *(N_("Who starts it"), N_("Their answer"), N_("Cooperation")),
        *(N_("First step"), N_("Date"), N_("How one sees that it worked"), N_("Next review")),
        *(N_("Want to take part"), N_("From small group"), N_("From the residents' suggestion")),
        N_("Corrected after the meeting"),
    )
    rows = (_action_row(one, result.language) for one in result.actions)
    return Section(N_("Agreed actions"), headings, rows)


def _action_row(one: ActionOutcome, language: Language) -> Sequence[Cell]:
    return (
        one.number,
        texts.name(one.theme, language) if one.theme else None,
        *(one.goal, one.title, one.owner, owners_answer(one, language), one.partners),
        *(one.first_step, day(one.due_on), one.indicator, day(one.review_on)),
        one.interest,
        " + ".join(map(str, one.from_groups)),
        one.origin,
        day(one.corrected_on),
    )


def owners_answer(one: ActionOutcome, language: Language) -> str:
    words = N_("has said yes") if one.owner_says_yes else N_("to be asked")
    return texts.say(words, language) if one.owner.words else ""


def municipal_answer(one: ProposalOutcome, language: Language) -> Words:
    """What a proposal has led to: the agreed action, the municipality's answer and why, or that there is none yet."""
    action = N_("Agreed action %(number)s")
    agreed = [texts.say(action, language, number=one.action)] if one.action else []
    answer = [texts.name(one.answer, language)] if one.answer else []
    told = ". ".join([*agreed, *answer]) or texts.say(N_("Not answered yet"), language)
    return (told, ". ", one.because) if one.because else (told,)


# The tables of the whole result, in the order in which files have them.
TABLES: tuple[Callable[[MeetingResult], Section], ...] = (
    *(in_the_room, gatherings, key_results, cards, ideas, turnout, votes, proposals, actions),
    *(survey_forms, survey_answers, survey_intents, survey_words),
)
