"""The guide as one document, for its printed booklet and its Word file."""

from collections.abc import Sequence

from app import texts
from app.method.followup.statements import Statement
from app.papers.document import Block, Contents, Document, Headline, InLanguage, NewPage
from app.papers.guide.inserted import inserted
from app.papers.guide.written import parts
from app.vocabulary import N_, GuidePart, Language

TITLE = N_("Guide to good relations between population groups")
LEAD = N_(
    "How a municipality asks, meets, acts and answers. Everything that is needed, from invitation to next round."
)
Parts = dict[GuidePart, tuple[Block, ...]]


def guide(language: Language, stated: Sequence[Statement]) -> Parts:
    return parts(language, inserted(language, stated))


def booklet(language: Language, stated: Sequence[Statement]) -> Document:
    chapters = guide(language, stated)
    titles = {
        guide_part: f"{number}. {texts.name(guide_part, language)}"
        for number, guide_part in enumerate(chapters, 1)
    }
    blocks: list[Block] = [Contents(tuple((title,) for title in titles.values()))]
    for guide_part, chapter in chapters.items():
        blocks += [NewPage(), Headline((titles[guide_part],)), *chapter]
    lead = (texts.say(LEAD, language),)
    part = InLanguage(language, texts.say(TITLE, language), lead, tuple(blocks))
    return Document(texts.say(N_("More of this"), language), (part,))
