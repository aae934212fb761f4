"""What a meeting that is being prepared still lacks, each in one sentence."""

from collections.abc import Callable

from app import texts
from app.method.preparing.lacks import NO_CARDS, Lack
from app.texts import language_name, ngettext
from app.vocabulary import N_, DeskTab, Language
from app.web.desk.ready_line import ReadyLine


def lack_line(lack: Lack, language: Language) -> ReadyLine:
    return ReadyLine(is_done=False, says=None, cure=lack.cure, words=_words(lack, language))


def _words(lack: Lack, language: Language) -> str:
    if not lack.language:
        return texts.say(_NONE[lack.kind], language)
    called = language_name(lack.language, language)
    if lack.kind in _UNTRANSLATED:
        return _UNTRANSLATED[lack.kind](lack.count, language, called)
    return ngettext(
        "%(page)s: %(num)s text lacks %(language)s",
        "%(page)s: %(num)s texts lack %(language)s",
        lack.count,
        language,
        language=called,
        page=texts.name(DeskTab(lack.kind), language),
    )


_NONE = {
    "cards": NO_CARDS,
    "results": N_("There are no results yet"),
    "gatherings": N_("No sessions entered yet"),
    "suggestions": N_("There are no suggested actions yet"),
}
_UNTRANSLATED: dict[str, Callable[[int, Language, str], str]] = {
    "cards": lambda number, language, called: ngettext(
        "%(num)s card lacks %(language)s",
        "%(num)s cards lack %(language)s",
        number,
        language,
        language=called,
    ),
    "results": lambda number, language, called: ngettext(
        "%(num)s result lacks %(language)s",
        "%(num)s results lack %(language)s",
        number,
        language,
        language=called,
    ),
    "suggestions": lambda number, language, called: ngettext(
        "%(num)s suggestion lacks %(language)s",
        "%(num)s suggestions lack %(language)s",
        number,
        language,
        language=called,
    ),
    "notes": lambda number, language, called: ngettext(
        "%(num)s of the presenter's notes lacks %(language)s",
        "%(num)s of the presenter's notes lack %(language)s",
        number,
        language,
        language=called,
    ),
}
