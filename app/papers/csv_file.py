"""The outcome as CSV that opens right in a Nordic Excel: `;`, a byte order mark, and no formula of anybody's text."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from app import texts
from app.limits import LIMIT
from app.papers.outcome import (
    CAVEAT,
    CardOutcome,
    Decided,
    MeetingResult,
    QuestionOutcome,
    RoundOutcome,
)
from app.screens.speaker import Said
from app.vocabulary import N_, Category, Language, QuestionKind

TOO_FEW = N_("Fewer than %(fewest)s answers: not shown")
ALL_ALIKE = N_("All who answered chose the same: not shown")

Cell = str | int | None | Said

# A cell that begins with one of these would be reckoned out, or cut in two, by a spreadsheet.
DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")


class Section(NamedTuple):
    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def actions_csv(result: MeetingResult) -> bytes:
    return _written(result, [_actions(result)])


def result_csv(result: MeetingResult) -> bytes:
    """Every part of the outcome, one under the other, each with its headings."""
    before = (_gatherings, _key_results, _cards, _ideas, _votes, _actions)
    parts = (*before, _survey_forms, _answers, _words)
    return _written(result, [part(result) for part in parts])


def safe(cell: Cell) -> str | int:
    """People's text that would be a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(cell, int):
        return cell
    words = cell.words if isinstance(cell, Said) else cell or ""
    return f"'{words}" if words[:1] in DANGEROUS and words else words


def _written(result: MeetingResult, sections: Iterable[Section]) -> bytes:
    sheet = StringIO()
    table = csv.writer(sheet, delimiter=";", lineterminator="\r\n")

    def write(*cells: Cell) -> None:
        table.writerow([safe(cell) for cell in cells])

    write(result.municipality, result.name, result.held_on)
    write(texts.say(CAVEAT, result.language))
    for section in sections:
        table.writerow([])
        write(texts.say(section.title, result.language))
        write(*(texts.say(heading, result.language) for heading in section.headings))
        for row in section.rows:
            write(*row)
    return sheet.getvalue().encode("utf-8-sig")


def _gatherings(result: MeetingResult) -> Section:
    headings = (
        N_("Population group"),
        N_("Date"),
        N_("Participants"),
        N_("Language"),
        N_("Place"),
        N_("How"),
    )
    rows = (
        (one.population_group, one.held_on, one.participants, one.language, one.place, one.how)
        for one in result.gatherings
    )
    return Section(N_("Discussion sessions"), headings, rows)


def _key_results(result: MeetingResult) -> Section:
    headings = (N_("Theme"), N_("Population group"), N_("Key result"))
    rows = (
        (texts.name(told.theme, result.language), column.population_group, text)
        for told in result.key_results
        for column in told.groups
        for text in column.texts
    )
    return Section(N_("Key results"), headings, rows)


def _cards(result: MeetingResult) -> Section:
    headings = (
        N_("Card"),
        N_("Theme"),
        N_("Population group"),
        N_("Text"),
        *(category.says["name"] for category in Category),
        N_("Not discussed"),
        N_("Decisions by small group"),
        N_("One sentence about the discussion, by small group"),
    )
    rows = (_card_row(one, result.language) for one in result.cards)
    return Section(N_("The cards"), headings, rows)


def _card_row(outcome: CardOutcome, language: Language) -> Sequence[Cell]:
    return (
        outcome.number,
        texts.name(outcome.card.theme, language),
        outcome.card.population_group,
        _corrected(outcome.card.text, outcome.seen, language),
        *(outcome.count(category) for category in Category),
        len(outcome.not_reached),
        ", ".join(_decision(decided, language) for decided in outcome.decisions),
        " / ".join(
            f"{decided.group_number}: {decided.line.words}"
            for decided in outcome.decisions
            if decided.line
        ),
    )


def _corrected(text: Said, seen: Said | None, language: Language) -> Said | str:
    """What they saw stands beside it."""
    if seen is None:
        return text
    told = texts.say(
        N_("Corrected afterwards. What was seen: %(words)s"), language, words=seen.words
    )
    return f"{text.words} ({told})"


def _decision(decided: Decided, language: Language) -> str:
    reason = f" ({texts.name(decided.reason, language)})" if decided.reason else ""
    earlier = texts.say(N_("before merging"), language)
    before = f" ({earlier})" if decided.before_merging else ""
    return f"{decided.group_number}: {texts.name(decided.category, language)}{reason}{before}"


def _ideas(result: MeetingResult) -> Section:
    headings = (
        N_("Idea"),
        N_("Title"),
        N_("What is done"),
        N_("Who could get it started"),
        N_("Amount of work (0 little, 100 a lot)"),
        N_("Impact (0 small, 100 large)"),
        N_("Proposed"),
        N_("Joined with"),
        N_("From the residents' suggestion"),
    )
    yes, no = texts.say(N_("Yes"), result.language), texts.say(N_("No"), result.language)
    rows = (
        (
            f"{one.group_number}{one.letter}",
            one.title,
            one.what,
            one.who,
            one.effort,
            one.impact,
            yes if one.proposed else no,
            " + ".join(one.joined_with),
            one.suggestion,
        )
        for one in result.ideas
    )
    return Section(N_("Action ideas"), headings, rows)


def _votes(result: MeetingResult) -> Section:
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


def _actions(result: MeetingResult) -> Section:
    headings = (
        N_("Number"),
        N_("Action"),
        N_("Who starts it"),
        N_("Their answer"),
        N_("First step"),
        N_("Date"),
        N_("Want to take part"),
        N_("From small group"),
    )
    yes, to_ask = (
        texts.say(words, result.language) for words in (N_("has said yes"), N_("to be asked"))
    )
    rows = (
        (
            one.number,
            one.title,
            one.owner,
            (yes if one.owner_says_yes else to_ask) if one.owner.words else "",
            one.first_step,
            one.due_on,
            one.interest,
            " + ".join(str(number) for number in (one.group_number, *one.also_from) if number),
        )
        for one in result.actions
    )
    return Section(N_("Agreed actions"), headings, rows)


def _survey_forms(result: MeetingResult) -> Section:
    rows = ((texts.say(words, result.language), count) for words, count in result.forms_told)
    return Section(N_("Survey: how many have answered"), (N_("What"), N_("Number")), rows)


def _answers(result: MeetingResult) -> Section:
    headings = (
        N_("Question"),
        N_("Answers of"),
        N_("Answers"),
        *(str(level) for level in range(1, LIMIT.levels + 1)),
    )
    rows = (row for one in result.survey for row in _question_rows(one, result.language))
    return Section(N_("Survey"), headings, rows)


def _question_rows(asked: QuestionOutcome, language: Language) -> Iterable[Sequence[Cell]]:
    everybody = texts.say(N_("Everybody"), language)
    text = _corrected(asked.text, asked.seen, language)
    if asked.too_few or asked.all_alike:
        why = TOO_FEW if asked.too_few else ALL_ALIKE
        hidden = texts.say(why, language, fewest=LIMIT.small_cell)
        yield (text, everybody, asked.answers, hidden)
        return
    yield (text, everybody, asked.answers, *asked.levels)
    for crossed in asked.by_role:
        people = sum(crossed.levels)
        yield (text, texts.name(crossed.role, language), people, *crossed.levels)
    for meant in asked.actions:
        yield (text, meant.title, meant.people)


def _words(result: MeetingResult) -> Section:
    rows = (
        (asked.text, words)
        for asked in result.survey
        if asked.kind is QuestionKind.free
        for words in asked.words
    )
    return Section(N_("Survey: in their own words"), (N_("Question"), N_("Answer")), rows)
