"""The intent that comes with a form: which tap of which page it is, and what it wants the end to be."""

import re
import secrets
from collections.abc import Mapping
from hashlib import blake2b

from app.live.intents import Intent
from app.method.declared import Declared, Who
from app.method.refusals import RefusedError, unknown_field
from app.viewer import Claim, PhoneClaim
from app.web.forms import Form

# A page, the sequence that it showed, and the count of its taps.
FIELD = "intent"
_SAID = re.compile(r"([0-9a-f]{16,32})\.(\d{1,15})\.(\d{1,9})", re.ASCII)


def in_each_form(seen: int) -> tuple[str, str]:
    """Of a page that is loaded now: the end of a form, and what stands in its place. Of no part: those stay equal."""
    intent = f"{secrets.token_hex(8)}.{seen}.0"
    return "</form>", f'<input type="hidden" name="{FIELD}" value="{intent}"></form>'


def intent_of(
    one: Declared, ids: Mapping[str, int], form: Form, claim: Claim, path: str
) -> Intent | None:
    """`ids`: those in the path. None of a form that tells none. Raises RefusedError for what is no intent."""
    if not (said := form.get(FIELD)):
        return None
    told = _SAID.fullmatch(said)
    if told is None:
        raise RefusedError(unknown_field)
    page, seen, count = told[1], int(told[2]), int(told[3])
    words = form.words(but=FIELD)
    return Intent(
        page=page,
        seen=seen,
        count=count,
        said=blake2b(f"{path} {words}".encode(), digest_size=16).hexdigest(),
        holder=_holder(one, claim, page),
        end=_end(one, ids, form),
        adds=one.adds,
    )


def _holder(one: Declared, claim: Claim, page: str) -> str:
    """Of a phone all its pages together. A link is several people's; and what names a revision is judged by that."""
    is_one = isinstance(claim, PhoneClaim) and "revision" not in {it.name for it in one.fields}
    return claim.holder if is_one else f"{claim.holder} {page}"


def _end(one: Declared, ids: Mapping[str, int], form: Form) -> str:
    """At a phone that several share, each has an own one."""
    about = one.about + (("seat",) if one.who is Who.person else ())
    return " ".join((one.end.format_map(ids), *(form.get(name) for name in about)))
