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
    if not (said := form.get(INTENT)):
        return None
    told = _told(said)
    return Intent(told[1], int(told[2]), int(told[3]), said=_digest(form, path), adds=True)


def intent_of(
    declared: Declared, ids: Mapping[str, int], form: Form, claim: Claim, path: str
) -> Intent | None:
    """`ids`: those in the path. Returns None if the form has no intent. Raises RefusedError if what
    it has is not one.
    """
    if not (said := form.get(INTENT)):
        return None
    told = _told(said)
    page = told[1]
    named = {
        name: ids[name] if name in ids else form.get(name, "") for name in declared.named_in_end
    }
    # On a shared phone each person has an end of their own.
    whose = f" {form.get(SEAT, '')}" if declared.who is Who.person else ""
    return Intent(
        page=page,
        seen=int(told[2]),
        count=int(told[3]),
        said=_digest(form, path),
        holder=_holder(declared, claim, page),
        end=declared.end and declared.end.format_map(named) + whose,
        whole=declared.part_of and declared.part_of + whose,
        adds=declared.adds,
    )


def _told(said: str) -> re.Match[str]:
    told = _SAID.fullmatch(said)
    if told is None:
        raise RefusedError(unknown_field)
    return told


def _digest(form: Form, path: str) -> str:
    """Of what the form says besides its intent."""
    return blake2b(f"{path} {form.words(but=INTENT)}".encode(), digest_size=16).hexdigest()


def _holder(declared: Declared, claim: Claim, page: str) -> str:
    """Of what is each phone's own, all its pages are one holder. What says what it saw is judged by
    that, so there each page is its own.
    """
    if declared.says_what_it_saw:
        return f"{claim.holder} {page}"
    return "" if declared.is_everybodys else claim.holder
