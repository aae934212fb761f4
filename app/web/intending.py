"""The intent that comes with a form: which tap of which page it is, and its wanted end.

A page puts it into each of its forms that change something, when it is assembled or rendered.
"""

import re
import secrets
from collections.abc import Mapping
from hashlib import blake2b

from app.live.intents import Intent
from app.method.declared import Declared
from app.method.doers import Who
from app.method.refusals import RefusedError, unknown_field
from app.viewer import Claim
from app.web.forms import INTENT, SEAT, Form

_FORM = re.compile(r'(<form\b[^>]* method="post"[^>]*>.*?)</form>', re.DOTALL)
# The page, the sequence that it showed, and the count of its taps.
_SAID = re.compile(r"([0-9a-f]{16,32})\.(\d{1,15})\.(\d{1,9})", re.ASCII)


def new_intent(seen: int) -> str:
    """The intent of a page that is loaded now."""
    return f"{secrets.token_hex(8)}.{seen}.0"


def in_each_form(words: str, intent: str) -> str:
    """Adds a hidden field with the intent to each form that is posted. The parts of a screen
    themselves do not have it, so that equal parts stay equal.
    """
    told = f'<input type="hidden" name="{INTENT}" value="{intent}"></form>'
    return _FORM.sub(lambda form: form[1] + told, words)


def office_intent_of(form: Form, path: str) -> Intent | None:
    """The intent of an office's form: no other form stands for the same. None if it has none."""
    return Intent(*_told(form, path), adds=True) if form.get(INTENT) else None


def intent_of(
    declared: Declared, ids: Mapping[str, int], form: Form, claim: Claim, path: str
) -> Intent | None:
    """`ids`: those in the path. Returns None if the form has no intent. Raises RefusedError if what
    it has is not one.
    """
    if not form.get(INTENT):
        return None
    told = _told(form, path)
    holder = "" if declared.is_everybodys else claim.holder
    if declared.says_what_it_saw:
        # Judged by what it saw, so each page is its own. Of what else is each phone's own, all its
        # pages are one holder.
        holder = f"{claim.holder} {told[0]}"
    sent = {
        name: ids[name] if name in ids else form.get(name, "") for name in declared.named_in_end
    }
    # On a shared phone each person has an end of their own.
    whose = f" {form.get(SEAT, '')}" if declared.who is Who.person else ""
    return Intent(
        *told,
        holder=holder,
        end=declared.end and declared.end.format_map(sent) + whose,
        whole=declared.part_of and declared.part_of + whose,
        adds=declared.adds,
    )


def _told(form: Form, path: str) -> tuple[str, int, int, str]:
    """The page that the form is of, what that showed and which of its taps this is; and a digest of
    everything else in the form.
    """
    if (told := _SAID.fullmatch(form[INTENT])) is None:
        raise RefusedError(unknown_field)
    fields = [(name, form.several(name)) for name in form if name != INTENT]
    files = [(name, blake2b(file).hexdigest()) for name, file in form.files.items()]
    words = f"{path} {sorted([*fields, *files])}"  # the same for the same fields in any order
    digest = blake2b(words.encode(), digest_size=16).hexdigest()
    return told[1], int(told[2]), int(told[3]), digest
