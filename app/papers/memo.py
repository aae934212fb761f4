"""The memo of a meeting for the council and the registry, in one or two languages. It is public.

So it has no number for a role or session of fewer than five people, or for a question that fewer
than five answered; and nobody's vote, lean or contact.
"""

from collections.abc import Callable, Iterator, Sequence

from app import texts
from app.languages import alone
from app.limits import LIMIT
from app.method.small_cells import told_people
from app.papers.agreed_blocks import agreed_actions
from app.papers.document import (
    Block,
    Document,
    Facts,
    Grid,
    Headline,
    InLanguage,
    Inlines,
    NewPage,
    Paragraph,
    in_a_row,
)
from app.papers.outcome import CAVEAT, CardOutcome, IdeaOutcome, MeetingResult
from app.papers.outcome_tables import zones
from app.papers.section import corrected
from app.papers.survey_blocks import survey
from app.papers.vote_blocks import proposals, vote
from app.screens.speaker import Said
from app.vocabulary import N_, AgreedFact, Category, Step

ROLES = N_("The roles are of those who joined by phone. A role is told from %(fewest)s people on.")
AIM = N_(
    "The meeting brought residents' experiences to those who decide. Residents, elected officials and municipal "
    "employees discussed them in small groups. The aim: 1 to %(most)s actions that somebody starts."
)


def memo(results: Sequence[MeetingResult]) -> Document:
    """`results`: of one meeting, one for each language."""
    parts = tuple(
        InLanguage(result.language, _title(result), lead(result), tuple(_blocks(result)))
        for result in results
    )
    return Document(results[0].municipality.words, parts)


def _title(result: MeetingResult) -> str:
    name = alone(result.name.words, result.language.direction)
    return texts.say(N_("Memo: %(meeting)s"), result.language, meeting=name)


def lead(result: MeetingResult) -> Inlines:
    """Whose meeting it was, where and when."""
    day = texts.day(result.held_on, result.language)
    return in_a_row(result.municipality, result.place, day)


def _blocks(result: MeetingResult) -> Iterator[Block]:
    say = _saying(result)
    yield Paragraph((say(AIM, most=LIMIT.actions),))
    yield Paragraph((say(CAVEAT),), quiet=True)
    yield from _in_the_room(result)
    yield from agreed_actions(result)
    yield from _cards(result)
    yield from proposals(result)
    yield from vote(result)
    yield from survey(result)
    yield from _gatherings(result)
    yield from _annex(result)


def _saying(result: MeetingResult) -> Callable[..., str]:
    return lambda sentence, **values: texts.say(sentence, result.language, **values)


def _gatherings(result: MeetingResult) -> Iterator[Block]:
    say = _saying(result)
    yield Headline((say(N_("Discussion sessions")),))
    if not result.gatherings:
        yield Paragraph((say(N_("No sessions entered yet")),))
        return
    heads = (N_("Population group"), N_("Date"), N_("Participants"), N_("Language"), N_("Place"))
    rows = tuple(
        (
            (gathering.population_group,),
            (texts.day(gathering.held_on, result.language),),
            ("–" if gathering.participants is None else str(gathering.participants),),
            (gathering.language,),
            (gathering.place,),
        )
        for gathering in result.gatherings
    )
    yield Grid(tuple(map(say, heads)), rows, widths=(5, 5, 4, 4, 4), numbers=(2,))


def _in_the_room(result: MeetingResult) -> Iterator[Block]:
    say, language = _saying(result), result.language
    yield Headline((say(N_("In the room")),))
    came = result.people + result.without_phone
    people = texts.ngettext(
        "%(num)s person came to the meeting.",
        "%(num)s people came to the meeting.",
        came,
        language,
    )
    groups = texts.ngettext(
        "%(num)s small group.", "%(num)s small groups.", result.groups, language
    )
    sentences = [*([] if told_people(came) is None else [people]), groups]
    yield Paragraph((" ".join(sentences),))
    if result.roles:
        yield Facts(
            tuple((texts.name(role.role, language), (str(role.people),)) for role in result.roles)
        )
        yield Paragraph((say(ROLES, fewest=LIMIT.small_cell),), quiet=True)


def _cards(result: MeetingResult) -> Iterator[Block]:
    say = _saying(result)
    yield Headline((say(N_("What the small groups decided on the cards")),))
    yield Paragraph(
        (
            say(
                N_(
                    "How many small groups decided what. Each decision was made by a group together."
                )
            ),
        )
    )
    kinds = result.telling(LIMIT.memo_cards)
    for title, cards in kinds:
        yield Headline((say(title),), 2)
        yield _card_grid(result, cards)
    if not kinds:
        yield Paragraph((say(N_("No card was decided on.")),))


def _card_grid(
    result: MeetingResult, cards: Sequence[CardOutcome], *, with_lines: bool = False
) -> Grid:
    """The cards with the groups' decisions. `with_lines`: with reasons, and sentences on their talks."""
    say = _saying(result)
    heads = (N_("Card"), *(category.says["short"] for category in Category), N_("Not discussed"))
    rows = tuple(
        (
            (
                *(
                    corrected(outcome.card.text, outcome.seen, result.language),
                    " (",
                    outcome.card.population_group,
                    ")",
                ),
                *(_lines(result, outcome) if with_lines else ()),
            ),
            *((str(outcome.count(category)),) for category in Category),
            (str(len(outcome.not_reached)),),
        )
        for outcome in cards
    )
    return Grid(tuple(map(say, heads)), rows, widths=(10, 2, 3, 4, 3), numbers=(1, 2, 3, 4))


def _lines(result: MeetingResult, card: CardOutcome) -> Iterator[Said | str]:
    for reason, count in card.reasons(Category.dunno):
        yield f"\n{texts.name(reason, result.language)}: {count}"
    for number, line in card.lines:
        group = _saying(result)(N_("Group %(number)s"), number=number)
        yield from (f"\n{group}: ", line)


def _annex(result: MeetingResult) -> Iterator[Block]:
    say = _saying(result)
    yield NewPage()
    if result.cards:
        yield Headline((say(N_("Annex: all the cards")),))
        yield _card_grid(result, result.cards, with_lines=True)
    yield Headline((say(N_("Annex: all the ideas")),))
    if result.ideas:
        yield _idea_grid(result)
    else:
        all_hidden = N_("The meeting leader has hidden all ideas.")
        none = all_hidden if result.hidden_ideas else N_("No idea was written.")
        yield Paragraph((say(none),))
    if result.key_results:
        yield Headline((say(N_("Annex: key results")),))
    for theme_results in result.key_results:
        yield Headline((texts.name(theme_results.theme, result.language),), 2)
        yield Grid(
            (say(N_("Population group")), say(N_("Key result"))),
            tuple(
                ((column.population_group,), (text,))
                for column in theme_results.groups
                for text in column.texts
            ),
            widths=(4, 12),
        )


def _idea_grid(result: MeetingResult) -> Grid:
    """All ideas; with a column for where they were placed, if any was."""
    say, has_places = _saying(result), any(idea.zones for idea in result.ideas)
    heads = (N_("Idea"), N_("What is done"), Step.axis.says["name"])
    rows = tuple(
        ((idea.mark,), tuple(_idea(result, idea)), (zones(idea, result.language),))
        for idea in result.ideas
    )
    columns = 3 if has_places else 2
    shown = tuple(row[:columns] for row in rows)
    return Grid(tuple(map(say, heads))[:columns], shown, widths=(2, 10, 4)[:columns])


def _idea(result: MeetingResult, idea: IdeaOutcome) -> Iterator[Said | str]:
    """An idea. If the group has left the words of a suggestion as they were, they stand once."""
    say = _saying(result)
    yield idea.title
    if idea.what.words not in ("", idea.title.words):
        yield from (texts.ending(idea.title.words), idea.what)
    joined = say(N_("Joined with"))
    proposed = [say(N_("Proposed"))] if idea.proposed else []
    more = [*proposed, *([f"{joined} {' + '.join(idea.joined_with)}"] if idea.joined_with else [])]
    if more:
        yield f" ({', '.join(more)})"
    if idea.suggestion and idea.suggestion.words not in (idea.title.words, idea.what.words):
        origin = say(AgreedFact.origin.says["name"])
        yield from (f"\n{origin}: ", idea.suggestion)
