"""An owner's report as a form, sent as a file and back where no web address can be used."""

from app import texts
from app.models.followup import FollowState
from app.papers.document import Block, Document, Grid, InLanguage, Inlines, Paragraph
from app.screens.speaker import Said
from app.vocabulary import N_, Language, OwnerReport

# The first column. The reader of an answered form finds the answers by these.
NUMBER = N_("Number of the action (leave it as it is)")
HOW_FAR = OwnerReport.how_far.says["name"]
DONE = OwnerReport.done.says["name"]
ROOM = 8


def owner_form(municipality: str, title: Said, action_id: int, language: Language) -> Document:
    def say(sentence: str, **values: str) -> str:
        return texts.say(sentence, language, **values)

    states = ", ".join(texts.name(state, language) for state in FollowState)
    rows: tuple[tuple[Inlines, ...], ...] = (
        ((say(HOW_FAR),), ()),
        ((say(DONE),), ()),
        ((say(NUMBER),), (str(action_id),)),
    )
    blocks: tuple[Block, ...] = (
        Paragraph((say(N_("Answer in the right column, and send the file back.")),)),
        Paragraph((say(N_("How far: write one of these: %(states)s."), states=states),)),
        Grid((), rows, widths=(6, 10), room=ROOM),
        Paragraph((texts.name(OwnerReport.becomes_public, language),), quiet=True),
    )
    part = InLanguage(language, texts.name(OwnerReport.called, language), (title,), blocks)
    return Document(municipality, (part,))
