"""The decisions of two groups, when they are merged and when they are parted again."""

from app.db import Book
from app.method import wordings
from app.method.act import Act
from app.method.pack import lay_anew, pack_of
from app.models import Decision, EarlierDecision, Lean, Merge, TalkLine
from app.vocabulary import Category, Reason


def bring_decisions(act: Act, merged: Merge) -> None:
    """Copies the decisions of the group that goes; opens a card on which the two differ."""
    own = {row.card_id: row for row in decisions(act.book, merged.kept_id)}
    for brought in decisions(act.book, merged.away_id):
        decided = own.get(brought.card_id)
        if decided is None:
            _decide(act, merged.kept_id, brought)
            _keep(act, merged, brought)
        elif _said(decided) != _said(brought):
            _keep(act, merged, decided, brought)
            _open_again(act, decided)
            continue
        if _bring_line(act, merged, brought.card_id) and decided:
            _keep(act, merged, decided, brought)


def return_decisions(act: Act, merged: Merge, *, untouched: bool) -> None:
    """Undoes `bring_decisions` as far as the merged group has not decided or written since.

    A decision that was only brought is removed, unless the group has written its own line about
    that card. If the two had decided differently and have not decided since, the kept group's
    decision is restored. If they had decided alike, only a line that was brought is removed.
    """
    own = {row.card_id: row for row in decisions(act.book, merged.kept_id)}
    for card_id, (mine, brought) in _earlier(act.book, merged).items():
        decided = own.get(card_id)
        if mine and _said(mine) == _said(brought):
            _take_line_back(act, merged, card_id)
        elif mine and decided is None:
            _decide(act, merged.kept_id, mine)
        elif decided and not mine and _said(decided) == _said(brought):
            is_theirs = not untouched and _has_words_of_its_own(act, merged, card_id)
            if not is_theirs:
                act.book.remove(Decision, id=decided.id)
                _take_line_back(act, merged, card_id)


def decided_differently(
    book: Book, merged: Merge
) -> dict[int, tuple[EarlierDecision, EarlierDecision]]:
    """By card: the decision of the kept group, and that of the other one."""
    return {
        card_id: (mine, brought)
        for card_id, (mine, brought) in _earlier(book, merged).items()
        if mine and _said(mine) != _said(brought)
    }


def decisions(book: Book, group_id: int) -> list[Decision]:
    return book.all(Decision, small_group_id=group_id)


def _earlier(
    book: Book, merged: Merge
) -> dict[int, tuple[EarlierDecision | None, EarlierDecision]]:
    """By card with a brought decision: the kept group's decision (None if none), and the other."""
    rows = book.all(EarlierDecision, merge_id=merged.id)
    kept = {row.card_id: row for row in rows if row.small_group_id == merged.kept_id}
    away = {row.card_id: row for row in rows if row.small_group_id == merged.away_id}
    return {card_id: (kept.get(card_id), row) for card_id, row in away.items()}


def _said(decided: Decision | EarlierDecision) -> tuple[Category, Reason | None]:
    return decided.category, decided.reason


def _bring_line(act: Act, merged: Merge, card_id: int) -> bool:
    """Copies the line of the talk with the decision. Returns whether there was one to copy."""
    line = act.book.one(TalkLine, small_group_id=merged.away_id, card_id=card_id)
    if line is None or act.book.one(TalkLine, small_group_id=merged.kept_id, card_id=card_id):
        return False
    text_id = wordings.copied(act.book, line.text_id)
    act.book.add(TalkLine(small_group_id=merged.kept_id, card_id=card_id, text_id=text_id))
    return True


def _has_words_of_its_own(act: Act, merged: Merge, card_id: int) -> bool:
    """Whether the kept group's line about the card is not simply that of the other group."""
    kept = _line(act.book, merged.kept_id, card_id)
    return bool(kept) and kept != _line(act.book, merged.away_id, card_id)


def _line(book: Book, group_id: int, card_id: int) -> dict[str, str]:
    """The line as written, without interpreters' words: those do not make it another line."""
    line = book.one(TalkLine, small_group_id=group_id, card_id=card_id)
    return wordings.written(book, line.text_id) if line else {}


def _take_line_back(act: Act, merged: Merge, card_id: int) -> None:
    """Removes the line about the card, if it is only a copy of the other group's."""
    at = {"small_group_id": merged.kept_id, "card_id": card_id}
    line = act.book.one(TalkLine, **at)
    if line and not _has_words_of_its_own(act, merged, card_id):
        act.book.remove(TalkLine, **at)
        wordings.remove(act.book, line.text_id)


def _decide(act: Act, group_id: int, like: Decision | EarlierDecision) -> None:
    act.book.add(
        Decision(
            small_group_id=group_id,
            card_id=like.card_id,
            category=like.category,
            reason=like.reason,
            source=like.source,
            after_picture=like.after_picture,
        )
    )


def _keep(act: Act, merged: Merge, *decisions: Decision) -> None:
    for decided in decisions:
        act.book.add(
            EarlierDecision(
                merge_id=merged.id,
                card_id=decided.card_id,
                small_group_id=decided.small_group_id,
                category=decided.category,
                reason=decided.reason,
                source=decided.source,
                after_picture=decided.after_picture,
            )
        )


def _open_again(act: Act, decided: Decision) -> None:
    """Makes it the next card. Removes its leans: a second spread would reveal the newcomers'."""
    act.book.remove(Decision, id=decided.id)
    act.book.remove(Lean, small_group_id=decided.small_group_id, card_id=decided.card_id)
    pack = pack_of(act.book, act.meeting_id, decided.small_group_id)
    opened = {"place": pack.first, "leaning_closed": False, "just_decided": False}
    lay_anew(act, decided.small_group_id, pack, decided.card_id, **opened)
