"""The proposals in a document, with the municipality's answers; and the vote, round by round."""

from collections.abc import Iterator

from app import texts
from app.limits import LIMIT
from app.papers.document import Block, Grid, Headline, Paragraph
from app.papers.outcome import HIDDEN, Counted, MeetingResult, RoundOutcome
from app.papers.outcome_tables import municipal_answer
from app.vocabulary import N_, Language

TIE = N_("tie")
ALL_HIDDEN = N_("The meeting leader has hidden all proposals.")
PROPOSALS = N_("The proposals, and the municipality's answers")


def proposals(result: MeetingResult) -> Iterator[Block]:
    language = result.language
    yield Headline((texts.say(PROPOSALS, language),))
    if not result.proposals:
        none = ALL_HIDDEN if result.hidden_proposals else N_("Nothing was proposed.")
        yield Paragraph((texts.say(none, language),))
        return
    rows = tuple(
        (
            (" + ".join(proposal.marks),),
            (proposal.title,),
            municipal_answer(proposal, language),
        )
        for proposal in result.proposals
    )
    heads = (N_("Idea"), N_("Proposal"), N_("The municipality's answer"))
    yield Grid(tuple(texts.say(head, language) for head in heads), rows, widths=(2, 7, 7))


def vote(result: MeetingResult) -> Iterator[Block]:
    language = result.language
    yield Headline((texts.say(N_("The vote"), language),))
    if not result.rounds:
        yield Paragraph((texts.say(N_("There was no vote."), language),))
    for vote_round in result.rounds:
        yield from _round(vote_round, language)


def _round(vote_round: RoundOutcome, language: Language) -> Iterator[Block]:
    title = texts.say(N_("Round %(number)s"), language, number=vote_round.number)
    if vote_round.state != "closed":
        title += f": {texts.name(vote_round.state, language)}"
    if vote_round.tie:
        title += f": {texts.say(TIE, language)}"
    yield Headline((title,), 2)
    if vote_round.turnout:
        told = [f"{vote_round.turnout}."]
        if vote_round.hands:
            by_hand = N_("Of the votes %(hands)s by hand.")
            told.append(texts.say(by_hand, language, hands=vote_round.hands))
        yield Paragraph((" ".join(told),))
    if vote_round.order_alone:
        order = N_("Fewer than %(fewest)s people voted by phone: only the order is shown.")
        yield Paragraph((texts.say(order, language, fewest=LIMIT.small_cell),))
    rows = tuple(
        (
            (" + ".join((f"{proposal.group_number}{proposal.letter}", *proposal.joined)),),
            (proposal.title or texts.say(HIDDEN, language),),
            (_votes(proposal, language),),
        )
        for proposal in vote_round.proposals
    )
    heads = (N_("Idea"), N_("Proposal"), N_("Votes"))
    yield Grid(
        tuple(texts.say(head, language) for head in heads), rows, widths=(2, 10, 4), numbers=(2,)
    )


def _votes(proposal: Counted, language: Language) -> str:
    count = (
        texts.say(N_("Place %(place)s"), language, place=proposal.place)
        if proposal.votes is None
        else str(proposal.votes)
    )
    told = [count]
    if proposal.hands:
        told.append(texts.say(N_("%(hands)s of them by hand"), language, hands=proposal.hands))
    if proposal.tied:
        told.append(texts.say(TIE, language))
    return ", ".join(told)
