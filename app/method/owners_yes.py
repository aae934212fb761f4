"""The yes of who starts an action stands for the words that it was given to, and for no others."""

from app.db import Book
from app.frozen import frozen
from app.method import wordings
from app.method.act import Act
from app.method.wordings import Words
from app.models import AgreedAction


@frozen
class Promised:
    """The words to which a yes is given."""

    owner: Words
    title: Words
    first_step: Words

    @property
    def told(self) -> Words:
        """What is done, and the first step where there is one."""
        return {
            tag: " – ".join(filter(None, (title, self.first_step.get(tag))))
            for tag, title in self.title.items()
        }


def promised(book: Book, action: AgreedAction) -> Promised:
    text_ids = (action.owner_id, action.title_id, action.first_step_id)
    return Promised(*(wordings.said(book, text_id) for text_id in text_ids))


def settle(act: Act, action: AgreedAction, before: Promised, *, answer: bool | None = None) -> None:
    """Decides after a rewording whether the yes still stands. `action`, `before`: as they were.
    `answer`: what the owner says to the new words; None if nobody has asked.

    Another owner has not been asked yet. A yes to other words is kept with these, and the owner is
    asked again; it stands anew if they are put back. A language that was missing may be added.
    """
    now, says_yes, kept = promised(act.book, action), action.owner_says_yes, action.said_yes_to_id
    if _is_altered(before.owner, now.owner):
        says_yes, kept = False, None
    elif says_yes and (
        _is_altered(before.title, now.title) or _is_altered(before.first_step, now.first_step)
    ):
        says_yes, kept = False, wordings.write(act.book, before.told)
    elif kept and wordings.said(act.book, kept) == now.told:
        says_yes = True
    act.book.change(
        AgreedAction,
        {"id": action.id},
        owner_says_yes=says_yes if answer is None else answer,
        said_yes_to_id=kept,
    )
    if action.said_yes_to_id not in (None, kept):
        wordings.remove(act.book, action.said_yes_to_id)


def _is_altered(before: Words, now: Words) -> bool:
    return any(now.get(tag) != words for tag, words in before.items())
