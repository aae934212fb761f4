"""Voids an open vote whose key is lost (after a restore elsewhere) before anybody votes in it."""

from collections.abc import Iterator
from pathlib import Path

from app.db import Book
from app.method import sealing
from app.method.act import Act
from app.method.vote import end_round, newest_round
from app.models import VoteRound
from app.trouble import of_each
from app.vocabulary import RoundState


def lost(book: Book, keys: Path) -> Iterator[int]:
    """Ids of the meetings whose open vote cannot be read any more."""

    def judged(vote_round: VoteRound) -> Iterator[int]:
        if sealing.key_of(keys, vote_round.id) is None:
            yield vote_round.meeting_id

    return of_each(book.all(VoteRound, state=RoundState.open), judged)


def settle(act: Act) -> None:
    newest = newest_round(act.book, act.meeting_id)
    if newest and newest.state is RoundState.open and not sealing.key_of(act.keys, newest.id):
        end_round(act, newest, RoundState.void)
