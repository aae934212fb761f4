"""Acts five hundred times on one meeting and says which acts were acknowledged; started to be killed."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from app.method.act import Act
from app.models import Reveal, SurveyAnswer
from app.vocabulary import Shown
from tests.cast import once

ACTS = 500
HANDS = 8


def add(act: Act, question_id: int, words: str) -> None:
    """An act that would be seen if it happened twice."""
    act.book.add(SurveyAnswer(survey_question_id=question_id, words=words))
    on = ("meeting_id", "what")
    act.book.put(Reveal, on, meeting_id=act.meeting_id, what=Shown.theme, subject=words)


def act_all(writer: Writer, meeting_id: int, question_id: int) -> None:
    def act(number: int) -> None:
        name = f"op-{number}"
        command = partial(add, question_id=question_id, words=name)
        writer.submit(meeting_id, command, intent=once(name)).result()
        os.write(sys.stdout.fileno(), f"{name}\n".encode())

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(act, range(ACTS)))


def main(url: str, keys: str, meeting_id: str, question_id: str) -> None:
    def announce(_: list[Touched]) -> None:
        """Nobody listens."""

    writer = Writer(Database(url), Path(keys), announce)
    writer.start()
    act_all(writer, int(meeting_id), int(question_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
