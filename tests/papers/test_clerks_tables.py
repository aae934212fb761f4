"""Each table and list as a clerk saves it comes in right, is asked about, or is refused by the name of its fault."""

import pytest

from app.method.refusals import RefusedError
from app.papers.brought.columns import ASKED, Understood, guessed
from app.papers.brought.pieces import Needed, pieces_of
from app.papers.brought.upload import sheets_in
from tests.papers.clerks_tables import TABLES, Clerks


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_it_comes_to_what_is_right(table: Clerks) -> None:
    if table.refused:
        with pytest.raises(RefusedError) as refused:
            sheets_in(table.content)
        assert refused.value.refusal.code == table.refused
        return
    (sheet,) = sheets_in(table.content)
    chosen = guessed((sheet,), Understood(language="sv"))
    assert table.asked == (ASKED in chosen.uses or chosen.heading == -2)
    if table.asked:
        return
    pieces = pieces_of(sheet, chosen, Needed(theme=True, group=True))
    assert (
        sum(not piece.fault for piece in pieces),
        sum(bool(piece.fault) for piece in pieces),
    ) == (
        table.fit,
        table.mend,
    )
    assert not table.first or table.first in pieces[0].words.values()
