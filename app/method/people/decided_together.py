"""The decisions of two groups, when they are merged and when they are parted again.

Groups 2 and 3 come to group 1, and 2 goes back. Of four cards, what each had decided, and what the
kept group holds afterwards:

    1     2     3     2 came  3 came  2 parted
    -     more  -     more    more    -         only group 2 had decided it
    -     more  more  more    more    more      group 3 has brought it too
    more  less  more  open    more    more      1 and 2 differ; 3 decides it as 1 had
    more  less  less  open    less    open      without group 2, the other two differ
"""

from collections.abc import Mapping

from app.db import Book
from app.frozen import frozen
from app.method import wordings
from app.method.act import Act
from app.method.sorting_pack import lay_anew, pack_of
from app.models import Decision, EarlierDecision, Lean, Merge, TalkLine
from app.vocabulary import Category, Reason

AnyDecision = Decision | EarlierDecision


def bring_decisions(act: Act, merged: Merge) -> None:
    """Copies the decisions of the group that goes; opens a card on which the two differ."""
    own = {row.card_id: row for row in decisions(act.book, merged.kept_id)}
    for brought in decisions(act.book, merged.away_id):
        decided = own.get(brought.card_id)
        if decided is None:
            _decide(act, merged.kept_id, brought)
            _keep(act, merged, None, brought)
        elif _said(decided) != _said(brought):
            _keep(act, merged, decided, brought)
            _open_again(act, decided)
            continue
        if _bring_line(act, merged, brought.card_id) and decided:
            _keep(act, merged, decided, brought)


def return_decisions(act: Act, merged: Merge, *, untouched: bool) -> None:
    """Undoes `bring_decisions` as far as the merged group has not decided or written since.

    The group has again what it would have without this merge: its own decisions, and those that
    other groups have brought which are still a part of it. A decision that was only brought stays if
    the group has written its own line about that card.
    """
    together = _Together(act.book, merged)
    for card_id in sorted(together.brought[merged.id]):
        decided = act.book.one(Decision, small_group_id=merged.kept_id, card_id=card_id)
        held = together.held(card_id)
        if _said(decided) == _said(held.together):
            _go_back(act, together, decided, held, untouched=untouched)
        _record_others(act, together, held)


@frozen
class _Held:
    """What holds about a card if nobody has decided since the last of the merges: `together`, and
    without the one that is parted, `apart`.

    `before`: by merge, what had held when that group came, without the one that is parted.
    """

    card_id: int
    together: AnyDecision | None
    apart: AnyDecision | None
    before: Mapping[int, AnyDecision | None]


class _Together:
    """All merges into the kept group of `merged` that have not been parted, oldest first.

    `brought`: by merge and card, what the group that came had decided. `earlier`: as recorded.
    """

    def __init__(self, book: Book, merged: Merge) -> None:
        merges = book.all(Merge, order=("since",), kept_id=merged.kept_id)
        self.merged, self.merges = merged, [row for row in merges if row.until is None]
        self.brought = {
            row.id: {decided.card_id: decided for decided in decisions(book, row.away_id)}
            for row in self.merges
        }
        self.earlier = {row.id: _earlier(book, row) for row in self.merges}

    def held(self, card_id: int) -> _Held:
        together: AnyDecision | None = None
        apart: AnyDecision | None = None
        before: dict[int, AnyDecision | None] = {}
        for merge in self.merges:
            brought = self.brought[merge.id].get(card_id)
            if brought is None:
                continue
            # Without a record the two had decided alike.
            mine, _ = self.earlier[merge.id].get(card_id, (brought, brought))
            if _said(mine) != _said(together):  # decided by the group since the merge before
                together = apart = mine
            before[merge.id] = apart
            together = _combined(together, brought)
            apart = apart if merge.id == self.merged.id else _combined(apart, brought)
        return _Held(card_id, together, apart, before)


def _combined(mine: AnyDecision | None, brought: AnyDecision) -> AnyDecision | None:
    """What holds once the two are together; None where they differ: the card is open again."""
    return brought if mine is None else mine if _said(mine) == _said(brought) else None


def _go_back(
    act: Act, together: _Together, decided: Decision | None, held: _Held, *, untouched: bool
) -> None:
    merged, card_id = together.merged, held.card_id
    if _said(held.apart) != _said(decided):
        if decided and not held.apart and any(held.before.values()):
            _open_again(act, decided)
        elif decided and (untouched or not _has_words_of_its_own(act, together.merges, card_id)):
            act.book.remove(Decision, id=decided.id)
        elif decided:
            return
        if held.apart:
            _decide(act, merged.kept_id, held.apart)
    if card_id in together.earlier[merged.id]:
        _take_line_back(act, merged, card_id)


def _record_others(act: Act, together: _Together, held: _Held) -> None:
    """Records for each other merge what had held before it without this one, to part it later."""
    for merge in together.merges:
        if merge.id == together.merged.id or merge.id not in held.before:
            continue
        card_id, mine = held.card_id, held.before[merge.id]
        brought = together.brought[merge.id][card_id]
        has_line = _bring_line_beside_decision(act, merge, card_id)
        act.book.remove(EarlierDecision, merge_id=merge.id, card_id=card_id)
        if has_line or card_id in together.earlier[merge.id] or _said(mine) != _said(brought):
            _keep(act, merge, mine, brought)


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


def _said(decided: AnyDecision | None) -> tuple[Category, Reason | None] | None:
    return (decided.category, decided.reason) if decided else None


def _bring_line(act: Act, merged: Merge, card_id: int) -> bool:
    """Copies the line of the talk with the decision. Returns whether there was one to copy."""
    line = act.book.one(TalkLine, small_group_id=merged.away_id, card_id=card_id)
    if line is None or act.book.one(TalkLine, small_group_id=merged.kept_id, card_id=card_id):
        return False
    text_id = wordings.copied(act.book, line.text_id)
    act.book.add(TalkLine(small_group_id=merged.kept_id, card_id=card_id, text_id=text_id))
    return True


def _bring_line_beside_decision(act: Act, merged: Merge, card_id: int) -> bool:
    is_decided = act.book.count(Decision, small_group_id=merged.kept_id, card_id=card_id) > 0
    return is_decided and _bring_line(act, merged, card_id)


def _has_words_of_its_own(act: Act, merges: list[Merge], card_id: int) -> bool:
    """Whether the kept group's line about the card is not simply that of one of the others."""
    kept = _line(act.book, merges[0].kept_id, card_id)
    return bool(kept) and kept not in [
        _line(act.book, merged.away_id, card_id) for merged in merges
    ]


def _line(book: Book, group_id: int, card_id: int) -> dict[str, str]:
    """The line as written, without interpreters' words: those do not make it another line."""
    line = book.one(TalkLine, small_group_id=group_id, card_id=card_id)
    return wordings.written(book, line.text_id) if line else {}


def _take_line_back(act: Act, merged: Merge, card_id: int) -> None:
    """Removes the line about the card, if it is only a copy of the other group's."""
    at = {"small_group_id": merged.kept_id, "card_id": card_id}
    line = act.book.one(TalkLine, **at)
    if line and not _has_words_of_its_own(act, [merged], card_id):
        act.book.remove(TalkLine, **at)
        wordings.remove(act.book, line.text_id)


def _decide(act: Act, group_id: int, like: AnyDecision) -> None:
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


def _keep(act: Act, merged: Merge, mine: AnyDecision | None, brought: AnyDecision) -> None:
    for group_id, decided in ((merged.kept_id, mine), (merged.away_id, brought)):
        if decided:
            act.book.add(
                EarlierDecision(
                    merge_id=merged.id,
                    card_id=decided.card_id,
                    small_group_id=group_id,
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
