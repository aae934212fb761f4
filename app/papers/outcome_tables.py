"""The outcome as tables: CSV writes them one below the other, XLSX each on its own sheet."""

from collections.abc import Callable, Iterable, Sequence

from app import texts
from app.languages import alone
from app.limits import LIMIT
from app.papers.document import Inlines
from app.papers.outcome import (
    HIDDEN,
    ActionOutcome,
    CardOutcome,
    Decided,
    IdeaOutcome,
    MeetingResult,
    ProposalOutcome,
    RoundOutcome,
)
from app.papers.section import CellValue, Section, corrected, date_of
from app.papers.survey_tables import survey_answers, survey_forms, survey_intents, survey_words
from app.texts import saying
from app.vocabulary import N_, AgreedFact, Category, Language, Source, Step

BY_HAND = N_("Of them by hand")


def in_the_room(result: MeetingResult) -> Section:
    language = result.language
    rows: list[Sequence[CellValue]] = [
        (texts.say(N_("Joined by phone"), language), result.people),
        (texts.say(N_("Without a phone, as the tables counted"), language), result.without_phone),
        (texts.say(Step.groups.says["name"], language), result.groups),
        *((texts.name(role.role, language), role.people) for role in result.roles),
    ]
    return Section(N_("In the room"), (N_("What"), N_("How many")), rows)


def gatherings(result: MeetingResult) -> Section:
    headings = (
        *(N_("Population group"), N_("Date"), N_("Participants")),
        *(N_("Language"), N_("Place"), N_("How")),
    )
    rows = (
        (
            gathering.population_group,
            date_of(gathering.held_on),
            gathering.participants,
            gathering.language,
            gathering.place,
            gathering.how,
        )
        for gathering in result.gatherings
    )
    return Section(N_("Discussion sessions"), headings, rows)


def key_results(result: MeetingResult) -> Section:
    headings = (N_("Theme"), N_("Population group"), N_("Key result"))
    rows = (
        (texts.name(theme_results.theme, result.language), column.population_group, text)
        for theme_results in result.key_results
        for column in theme_results.groups
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
    rows = (_card_row(outcome, result.language) for outcome in result.cards)
    return Section(N_("The cards"), headings, rows)


def _card_row(outcome: CardOutcome, language: Language) -> Sequence[CellValue]:
    lines = [(number, alone(line.words, language.direction)) for number, line in outcome.lines]
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
    in_brackets = "".join(f" ({mark})" for mark in marks)
    return f"{decided.group_number}: {texts.name(decided.category, language)}{reason}{in_brackets}"


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
        Step.axis.says["name"],
        saying(N_("Amount of work (0 little, %(most)s a lot)"), most=LIMIT.plane),
        saying(N_("Impact (0 small, %(most)s large)"), most=LIMIT.plane),
        *(N_("Proposed"), N_("Joined with"), AgreedFact.origin.says["name"]),
        N_("How it came in"),
    )
    rows = (_idea_row(idea, result.language) for idea in result.ideas)
    return Section(N_("Action ideas"), headings, rows)


def _idea_row(idea: IdeaOutcome, language: Language) -> Sequence[CellValue]:
    return (
        *(idea.mark, idea.title, idea.what, idea.who),
        zones(idea, language),
        *(idea.effort, idea.impact),
        texts.say(N_("Yes") if idea.proposed else N_("No"), language),
        " + ".join(idea.joined_with),
        idea.suggestion,
        texts.name(idea.source, language),
    )


def zones(idea: IdeaOutcome, language: Language) -> str:
    """Where the group placed it, in words: a lot of work, small impact."""
    return ", ".join(texts.name(word, language) for word in idea.zones or ())


def proposals(result: MeetingResult) -> Section:
    headings = (
        *(N_("Idea"), N_("Title"), N_("What is done")),
        *(N_("The municipality's answer"), N_("Because"), N_("Agreed action")),
    )
    rows = (
        (
            *(" + ".join(proposal.marks), proposal.title, proposal.what),
            texts.name(proposal.answer, result.language) if proposal.answer else None,
            *(proposal.because, proposal.action),
        )
        for proposal in result.proposals
    )
    return Section(N_("Proposals and answers"), headings, rows)


def turnout(result: MeetingResult) -> Section:
    headings = (N_("Round"), N_("State"), N_("Votes"), BY_HAND, N_("Could vote"))
    rows = (
        (
            vote_round.number,
            texts.name(vote_round.state, result.language),
            vote_round.votes,
            vote_round.hands,
            vote_round.voters,
        )
        for vote_round in result.rounds
    )
    return Section(N_("Turnout"), headings, rows)


def votes(result: MeetingResult) -> Section:
    headings = (
        *(N_("Round"), N_("State"), N_("Idea"), N_("Title"), N_("Votes")),
        *(BY_HAND, N_("Tie")),
    )
    rows = (row for vote_round in result.rounds for row in _round_rows(vote_round, result.language))
    return Section(N_("The vote"), headings, rows)


def _round_rows(vote_round: RoundOutcome, language: Language) -> Iterable[Sequence[CellValue]]:
    state, tie = texts.name(vote_round.state, language), texts.say(N_("Tie"), language)
    if not vote_round.proposals:
        yield (vote_round.number, state)
    for proposal in vote_round.proposals:
        title = proposal.title or texts.say(HIDDEN, language)
        marks = " + ".join((f"{proposal.group_number}{proposal.letter}", *proposal.joined))
        if proposal.votes is None:
            place = texts.say(N_("Place %(place)s"), language, place=proposal.place)
            votes: Sequence[CellValue] = (place, None)
        else:
            votes = (proposal.votes, proposal.hands)
        yield (vote_round.number, state, marks, title, *votes, tie if proposal.tied else "")


def actions(result: MeetingResult) -> Section:
    """Columns as in an integration programme: goal, measure, who, with whom, follow-up."""

    def said(fact: AgreedFact) -> str:
        return fact.says["name"]

    headings = (
        *(N_("Number"), N_("Theme"), N_("Goal"), N_("Action")),
        *(said(AgreedFact.owner), N_("Their answer"), said(AgreedFact.partners)),
        *(said(AgreedFact.first_step), said(AgreedFact.due_on)),
        *(said(AgreedFact.indicator), said(AgreedFact.review_on), said(AgreedFact.interest)),
        *(said(AgreedFact.from_groups), said(AgreedFact.origin), said(AgreedFact.corrected_on)),
    )
    rows = (_action_row(action, result.language) for action in result.actions)
    return Section(N_("Agreed actions"), headings, rows)


def _action_row(action: ActionOutcome, language: Language) -> Sequence[CellValue]:
    return (
        action.number,
        texts.name(action.theme, language) if action.theme else None,
        *(
            action.goal,
            action.title,
            action.owner,
            owners_answer(action, language),
            action.partners,
        ),
        *(action.first_step, date_of(action.due_on), action.indicator, date_of(action.review_on)),
        action.interest,
        " + ".join(map(str, action.from_groups)),
        action.origin,
        date_of(action.corrected_on),
    )


def owners_answer(action: ActionOutcome, language: Language) -> str:
    if not action.owner.words:
        return ""
    if action.said_yes_to:
        told = N_("has said yes to earlier words, “%(words)s”, and is to be asked again")
        return texts.say(told, language, words=action.said_yes_to.words)
    return texts.say(N_("has said yes") if action.owner_says_yes else N_("to be asked"), language)


def municipal_answer(proposal: ProposalOutcome, language: Language) -> Inlines:
    """What a proposal has led to: the agreed action, the municipality's answer and why, or that there is none yet."""
    action = N_("Agreed action %(number)s")
    agreed = [texts.say(action, language, number=proposal.action)] if proposal.action else []
    answer = [texts.name(proposal.answer, language)] if proposal.answer else []
    led_to = ". ".join([*agreed, *answer]) or texts.say(N_("Not answered yet"), language)
    return (led_to, ". ", proposal.because) if proposal.because else (led_to,)


# The tables of the whole result, in the order in which files have them.
TABLES: tuple[Callable[[MeetingResult], Section], ...] = (
    *(in_the_room, gatherings, key_results, cards, ideas, turnout, votes, proposals, actions),
    *(survey_forms, survey_answers, survey_intents, survey_words),
)
