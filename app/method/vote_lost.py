"""Voids an open vote whose key is lost (after a restore elsewhere) before anybody votes in it."""

from pathlib import Path

from app.db import Book
from app.method import sealing
from app.method.act import Act
from app.method.vote import end_round, newest_round
from app.models import VoteRound
from app.vocabulary import RoundState


def lost(book: Book, keys: Path) -> list[int]:
    """Ids of the meetings whose open vote cannot be read any more."""
    open_rounds = book.all(VoteRound, state=RoundState.open)
    return [
        vote_round.meeting_id
        for vote_round in open_rounds
        if sealing.key_of(keys, vote_round.id) is None
    ]


def settle(act: Act) -> None:
    newest = newest_round(act.book, act.meeting_id)
    if newest and newest.state is RoundState.open and not sealing.key_of(act.keys, newest.id):
        end_round(act, newest, RoundState.void)
