"""The coordinator's desk before and after the meeting, its papers, and what it says when it is empty."""

import time
from collections.abc import Callable
from dataclasses import replace

from app.limits import LIMIT
from app.method import accounts
from app.method.act import Act
from app.method.preparing import brought
from app.models import Coordinator
from app.papers.brought import columns
from app.papers.brought.columns import ASKED, UNUSED, Understood, guessed
from app.papers.brought.plain_text import sheet_of
from app.papers.brought.sheets import to_json
from app.vocabulary import Language
from app.web.desk.signing_in import first_run_link
from tests.pictures.hall import Hall
from tests.pictures.scene import Look, Scene, desk, door, nothing
from tests.pictures.taps import opened, sent, typed
from tests.pictures.words import PASTED

LOGIN = "samordnare"
SIGN_IN = "/coordinator/sign-in"
TABS = (
    "basics",
    "programme",
    "gatherings",
    "results",
    "cards",
    "suggestions",
    "texts",
    "people",
    "ready",
    "print",
    "links",
)
GUIDE = ("year", "questions", "evening", "checklists", "templates")
FIRST = Look(
    "desk",
    "laptop",
    lambda hall: first_run_link(hall.stage.settings, hall.stage.database, ""),
)

READY = Look("desk", "laptop", lambda hall: f"/console/{hall.meeting_id}/ready.html")


def _public(hall: Hall) -> str:
    """In a language of phones it is there as soon as an interpreter has typed something."""
    tag = "sv" if hall.language is Language.pseudo else hall.language
    return f"/coordinator/meetings/{hall.meeting_id}/followup/preview/{tag}.html"


PUBLIC = Look("desk", "laptop", _public)

REHEARSE = (typed("#phones", str(LIMIT.fewest_rehearsing)), sent("#begin-rehearsal"))


def signed_in(act: Act, language: Language) -> str:
    """A session of the coordinator's, who is made at the first time; returns its token."""
    known = accounts.by_login(act.book, LOGIN)
    made = known or Coordinator(login=LOGIN, password_hash="", language=language)
    if known is None:
        act.book.add(made)
    return accounts.sign_in(act, made.id)


def _sign_in(hall: Hall) -> None:
    hall.coordinator = hall.stage.writer.do(None, lambda act: signed_in(act, hall.others_speak))


def _stop_rehearsing(hall: Hall) -> None:
    hall.stage.application.state.rehearsals.stop()


def _sign_out(hall: Hall) -> None:
    hall.coordinator = ""


def _bring(of_last: str = ASKED) -> Callable[[Hall], None]:
    """A pasted table waits at the desk; with all its columns said, its rows are shown."""

    def act(hall: Hall) -> None:
        sheets = (sheet_of(PASTED),)
        understood = guessed(sheets, Understood(language=hall.others_speak))
        uses = (*understood.uses[:-1], of_last)
        said = columns.to_json(replace(understood, uses=uses, is_settled=of_last == UNUSED))
        hall.do(lambda act: _bring_in(act, to_json(sheets), said))

    return act


def _bring_in(act: Act, sheets: str, said: str) -> None:
    coordinator = accounts.by_login(act.book, LOGIN)
    assert coordinator
    brought.bring(act, coordinator.id, "cards", sheets, said)


BEFORE = (
    Scene("desk: first start", nothing, (FIRST,)),
    Scene(
        "desk: first start, refused",
        nothing,
        (
            FIRST.after(
                typed("#login", LOGIN),
                typed("#password", "kort"),
                typed("#again", "kort"),
                sent("form.stack"),
            ),
        ),
    ),
    Scene("desk: meetings", _sign_in, (desk("/coordinator"),)),
    Scene("desk: account", nothing, (desk("/coordinator").after(opened("details.account")),)),
    Scene("desk: own account and colleagues", nothing, (desk("/coordinator/account"),)),
    Scene("desk: translations", nothing, (desk("/coordinator/languages"),)),
    Scene("desk: another computer", nothing, (desk("/coordinator/carried"),)),
    Scene("desk: what was made a while ago", nothing, (desk("/coordinator/making/old", 404),)),
    Scene("desk: safety", nothing, (desk("/coordinator/safety"),)),
    Scene("desk: facts of data protection", nothing, (desk("/coordinator/safety/facts.html"),)),
    Scene("guide: what it is all for", nothing, (desk("/guide/about"), door("/guide/phones"))),
    *(Scene(f"guide: {part}", nothing, (desk(f"/guide/{part}"),)) for part in GUIDE),
    Scene("desk: new meeting", nothing, (desk("/coordinator/meetings/new"),)),
    *(Scene(f"desk: {tab}", nothing, (desk(tab),)) for tab in TABS),
    Scene("desk: saved", nothing, (desk(f"basics?saved={int(time.time())}"),)),
    Scene(
        "desk: refused",
        nothing,
        (desk("basics").after(typed("[name=date]", ""), sent("form.stack")),),
    ),
    Scene(
        "desk: gatherings, one opened",
        nothing,
        (desk("gatherings").after(opened("details.entry")),),
    ),
    Scene("desk: new card", nothing, (desk("cards?new=1"),)),
    Scene("desk: all cards in one language", nothing, (desk("cards/in/fi"),)),
    Scene("desk: bring cards in", nothing, (desk("cards/import"),)),
    Scene("desk: how the columns were understood", _bring(), (desk("cards/import"),)),
    Scene("desk: rows, one to be mended", _bring(UNUSED), (desk("cards/import?mend=2"),)),
    Scene("desk: bring suggestions in", nothing, (desk("suggestions/import"),)),
    Scene("desk: not here", nothing, (desk("nowhere", 404),)),
)

AFTER = (
    Scene("desk: after", nothing, (desk("after"),)),
    Scene("desk: follow-up", nothing, (desk("followup"),)),
    Scene("desk: what it led to", nothing, (desk("effect").after(opened("details.entry")),)),
    Scene("desk: national goals", nothing, (desk("goals").after(opened("details.entry")),)),
    Scene("desk: the rounds", nothing, (desk("rounds"),)),
    Scene("desk: the public page", nothing, (PUBLIC,)),
    Scene("desk: reports", nothing, (desk("reports"),)),
    Scene("desk: who can be reached", nothing, (desk("contacts").after(opened("#erase")),)),
    Scene("desk: what is kept", nothing, (desk("kept").after(opened("#erase-meeting")),)),
    Scene("desk: survey, a form on paper", nothing, (desk("survey").after(opened("#enter")),)),
    Scene("console: is this computer ready", nothing, (READY,)),
    Scene(
        "desk: after, an action opened",
        nothing,
        (desk("after").after(opened("#agreed ~ article details")),),
    ),
    Scene("desk: rehearsal", nothing, (desk("rehearsal"),)),
    Scene("desk: rehearsing", nothing, (desk("rehearsal").after(*REHEARSE),)),
    Scene("desk: rehearsed", _stop_rehearsing, (desk("rehearsal"),)),
    Scene("desk: sign in", _sign_out, (desk(SIGN_IN),)),
    Scene(
        "desk: sign in, refused",
        nothing,
        (
            desk(SIGN_IN).after(
                typed("#login", LOGIN), typed("#password", "inte det"), sent("form.stack")
            ),
        ),
    ),
)

EMPTY = tuple(
    Scene(f"desk, empty: {tab}", nothing, (desk(tab),))
    for tab in ("gatherings", "results", "cards", "suggestions", "after")
)
