"""Ideas reworded: what two write at once is kept side by side, until somebody chooses."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated

from app.method import ideas, wordings
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import RefusedError, changed_meanwhile
from app.method.rules import meeting_of
from app.method.sent import DraftedWords, Saw, WhenRefused
from app.models import Idea, Wording
from app.vocabulary import Standing

DIGEST_LENGTH = 8


def digests(texts: Iterable[str]) -> str:
    """Digests of the texts from which a form was made, in their order; the form sends them back."""
    return " ".join(hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LENGTH] for words in texts)


@done_by(Who.table, "ideas/{idea_id}", open_in=ideas.WORDING, undone_by=ITSELF)
def improve(
    act: Act,
    member: Member,
    idea_id: int,
    revision: Annotated[int, WhenRefused.drafted, Saw.exactly],
    title: DraftedWords,
    what: DraftedWords,
    who: DraftedWords,
    seen: Annotated[DraftedWords, Saw.exactly] = "",
) -> None:
    """Saves the texts that the writer changed since `revision`, with the digests `seen`.

    If somebody else has changed the same text meanwhile, both wordings are kept. A text that the
    writer did not change is not saved, even if it has changed meanwhile.
    """
    reword(act, member, idea_id, revision, title, what, who, seen)


def reword(
    act: Act,
    member: Member,
    idea_id: int,
    revision: int,
    title: str,
    what: str,
    who: str,
    seen: str,
) -> None:
    idea = ideas.to_word(act, member, idea_id)
    now = _texts(act, idea, member.written_in)
    was = dict(zip(ideas.FIELDS, seen.split(), strict=False))
    written = {
        name: words
        for name, words in ideas.cleaned(title, what, who).items()
        if words != now[name] and digests([words]) != was.get(name)
    }
    is_newest = revision == idea.revision
    alone = {name for name in written if is_newest or digests([now[name]]) == was.get(name)}
    for name, words in written.items():
        text_id = getattr(idea, f"{name}_id")
        if name in alone:
            wordings.rewrite(act.book, text_id, {member.written_in: words})
        else:
            wordings.say_beside(act.book, text_id, member.written_in, words)
    if alone:
        act.book.change(Idea, {"id": idea.id}, revision=idea.revision + 1)


@done_by(Who.table, "ideas/{idea_id}/wording", open_in=ideas.WORDING, undone_by=ITSELF)
def choose_wording(act: Act, member: Member, idea_id: int, wording_id: int) -> None:
    """Puts a wording kept beside, of any language, in place of the current one; keeps that one."""
    idea = ideas.to_word(act, member, idea_id)
    chosen = _beside(act, idea, wording_id)
    original = wordings.original(act.book, chosen.text_id)
    language, replaced = _shown(act, original, member.written_in)
    wordings.put_in_place(act.book, chosen)
    wordings.say_beside(act.book, chosen.text_id, language, replaced)
    act.book.change(Idea, {"id": idea.id}, revision=idea.revision + 1)


@done_by(
    Who.table,
    "ideas/{idea_id}/wording/dropped",
    about=("wording_id",),
    open_in=ideas.WORDING,
    final="Whoever chose can write it again.",
)
def drop_wording(act: Act, member: Member, idea_id: int, wording_id: int) -> None:
    """Removes a wording kept beside: somebody decided that it is not needed."""
    idea = ideas.to_word(act, member, idea_id)
    act.book.remove(Wording, id=_beside(act, idea, wording_id).id)


def _texts(act: Act, idea: Idea, language: str) -> dict[str, str]:
    """The words shown in each field now."""
    said = {name: wordings.said(act.book, getattr(idea, f"{name}_id")) for name in ideas.FIELDS}
    return {name: _shown(act, words, language)[1] for name, words in said.items()}


def _shown(act: Act, words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The wording that a writer in this language saw in the field, as (language, words)."""
    main = meeting_of(act.book, act.meeting_id).main_language
    return wordings.chosen(words, language, main)


def _beside(act: Act, idea: Idea, wording_id: int) -> Wording:
    wording = act.book.one(Wording, id=wording_id, standing=Standing.beside)
    if wording is None or wording.text_id not in (idea.title_id, idea.what_id, idea.who_id):
        raise RefusedError(changed_meanwhile)
    return wording
