"""What somebody has typed into a form, which comes back if it cannot be saved."""

from collections.abc import Collection

from app.method import drafts
from app.method.act import Act
from app.method.cleaning import clean
from app.screens.turns import GivenBack
from app.web.forms import Fields, Form


class UnsavedWords:
    """The words of one form. `drafts`: what is kept for the person until it is saved, an edited text
    with the revision that it was made from, so that it overwrites nobody's words. `given_back`: what
    this answer alone gives back.
    """

    def __init__(self, form_name: str, form: Form, fields: Fields) -> None:
        self._form_name = form_name
        drafted = _typed(form, fields.drafted)
        self.drafts = {field: words for field, words in drafted.items() if words}
        self.given_back = _typed(form, fields.given_back)

    def keep(self, act: Act, person_id: int) -> bool:
        """Returns whether the drafts are kept."""
        return drafts.keep(act, person_id, self._form_name, self.drafts)

    def forget(self, act: Act, person_id: int) -> None:
        if self.drafts:
            drafts.forget(act.book, person_id, self._form_name)

    def give_drafts_back(self) -> None:
        self.given_back |= self.drafts

    def back_at(self, seat: int | None) -> GivenBack | None:
        """What is given back, to the person at that seat."""
        if not self.given_back:
            return None
        named = ((self._form_name, field, words) for field, words in self.given_back.items())
        return GivenBack(tuple(named), seat)


def _typed(form: Form, fields: Collection[str]) -> dict[str, str]:
    return {field: clean(form.get(field, "")) for field in fields}
