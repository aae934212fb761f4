"""The shell of a live page: what it says and offers around the viewer's screen."""

from collections.abc import Collection

from app.languages import HALL_LANGUAGES, of_phones
from app.live.sight import Sight
from app.method.refusals import Refusal
from app.screens.phone_look import PhoneScreen
from app.settings import Settings
from app.templating import Page, sentence
from app.viewer import (
    Facilitator,
    Helper,
    Interpreter,
    JoinedPhone,
    Participant,
    Presenter,
    Projector,
    TableHost,
)
from app.vocabulary import Language
from app.vocabulary.audience import Audience
from app.web.house import House

AUDIENCE = {
    Participant: Audience.phone,
    TableHost: Audience.phone,
    Facilitator: Audience.console,
    Projector: Audience.projector,
    Presenter: Audience.phone,
    Helper: Audience.phone,
    Interpreter: Audience.phone,
}


def page_around(
    sight: Sight,
    house: House,
    path: str,
    opened: Collection[str],
    refusal: Refusal | None,
    *,
    is_writing: bool,
) -> Page:
    """`path`: the address of the viewer's own page. `opened`: the parts that are open in it.
    `is_writing`: somebody writes in it, so it does not ask for a newer one by itself.
    """
    language = sight.screen.language
    return Page(
        audience=AUDIENCE[type(sight.viewer)],
        language=language,
        title=title_of(sight),
        socket=f"{path}/live",
        epoch=house.show.epoch,
        notice=sentence(refusal, language) if refusal else "",
        languages=_languages(sight, house.settings),
        language_path=f"{path}/language",
        path=f"{path}?open={'.'.join(sorted(opened))}" if opened else path,
        asks_again=0 if is_writing else sight.screen.asks_again,
        network=sight.meeting.network,
        comes_again=isinstance(sight.viewer, JoinedPhone),
        leads_on=not sight.meeting.ended,
    )


def _languages(sight: Sight, settings: Settings) -> tuple[Language, ...]:
    """The languages that the viewer can choose; the wall's is chosen on the console."""
    if isinstance(sight.viewer, Projector):
        return ()
    is_phone = isinstance(sight.viewer, Participant | TableHost)
    offered = of_phones(sight.meeting.unchecked_languages) if is_phone else HALL_LANGUAGES
    return spoken_with(settings, offered)


def spoken_with(settings: Settings, known: tuple[Language, ...]) -> tuple[Language, ...]:
    """Returns these languages, and the pseudo one that tests the layout if it is set."""
    return (*known, Language.pseudo) if settings.pseudo_language else known


def title_of(sight: Sight) -> str:
    """On a phone the name of its place; on other screens the meeting's name, if they have it."""
    if isinstance(sight.screen, PhoneScreen):
        return sentence(sight.screen.bar.title, sight.screen.language)
    return str(getattr(getattr(sight.screen, "meeting", None), "words", ""))
