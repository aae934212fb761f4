"""Whether everybody who comes can follow: interpreters, phones, and texts in further languages."""

from collections.abc import Iterator, Mapping

from app import texts
from app.languages import TEXT_LANGUAGES, turned_on, unchecked
from app.method.preparing.expecting import OTHER
from app.reading.meeting_pieces import MeetingPiece
from app.vocabulary import N_
from app.web.desk.asked import Asked
from app.web.desk.ready_line import ReadyLine, done, ready_line, still_open

# By pack: what is said if it can be read in a further language, and if not.
IN_ANOTHER_LANGUAGE = {
    "cards": (
        N_("%(spoken)s: every card has its text."),
        N_("%(spoken)s is lacking on %(number)s of all cards (%(all)s)."),
    ),
    "suggestions": (
        N_("%(spoken)s: every suggestion has its text."),
        N_("%(spoken)s is lacking in %(number)s of all suggestions (%(all)s)."),
    ),
}


class Following:
    """Finds the lines on each language that is spoken, and on each in which people follow.

    `numbers`: of those who come; see `expected`.
    """

    def __init__(self, piece: MeetingPiece, numbers: Mapping[str, int], asked: Asked) -> None:
        self.piece, self.numbers, self.asked = piece, numbers, asked

    def lines(self) -> Iterator[ReadyLine]:
        meeting = self.piece.meeting
        of_hall = {meeting.main_language, meeting.second_language}
        spoken = {
            what.partition(":")[2]: number
            for what, number in self.numbers.items()
            if number and what.startswith("language:")
        }
        if not spoken:
            yield still_open(N_("Nobody has said yet which language they speak."), "people")
        for tag in sorted(spoken.keys() - of_hall):
            yield from self._language(tag, spoken[tag])
        if spoken and not spoken.keys() - of_hall:
            yield done(N_("All who come speak a language of the hall."), "people")
        yield from self._read_in_others()

    def _read_in_others(self) -> Iterator[ReadyLine]:
        """How much of each pack can be read in the languages that are turned on for phones, and in
        those in which people follow the talk: by an interpreter, or at an address.
        """
        wanted = {*turned_on(self.piece.meeting.unchecked_languages), *self.piece.followed}
        packs = {
            "cards": [card.text_id for card in self.piece.cards.values()],
            "suggestions": [suggestion.text_id for suggestion in self.piece.suggested],
        }
        for tag in sorted(wanted - {language.tag for language in TEXT_LANGUAGES}):
            for pack, text_ids in packs.items():
                if text_ids:
                    yield self._read_in(tag, pack, text_ids)

    def _read_in(self, tag: str, pack: str, text_ids: list[int]) -> ReadyLine:
        lacking = sum(tag not in self.piece.words.get(text_id, {}) for text_id in text_ids)
        told = IN_ANOTHER_LANGUAGE[pack][bool(lacking)]
        spoken = texts.language_name(tag, self.asked.language)
        at = f"{pack}/in/{tag}"
        return ready_line(not lacking, told, at, spoken=spoken, number=lacking, all=len(text_ids))

    def _language(self, tag: str, number: int) -> Iterator[ReadyLine]:
        if tag == OTHER:
            told = N_("Ask which language: one that is not listed is spoken by %(number)s.")
            yield still_open(told, "people", number=number)
            return
        called = texts.language_name(tag, self.asked.language)
        interpreting = self.piece.followed.get(tag)
        is_followed = bool(interpreting and (interpreting.interpreters or interpreting.talk))
        told = (
            N_("Somebody interprets: %(spoken)s.")
            if is_followed
            else N_("Nobody interprets yet: %(spoken)s.")
        )
        yield ready_line(is_followed, told, "links#languages", spoken=called)
        if tag in unchecked() and tag not in turned_on(self.piece.meeting.unchecked_languages):
            yield still_open(
                N_("Phones do not speak it yet: %(spoken)s."),
                "basics#unchecked",
                spoken=called,
            )
