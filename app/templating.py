"""The Jinja environments, one for each language, made once; and the names that every template may
use.
"""

import marshal
import re
import sys
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any, cast

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes, pass_context
from jinja2.bccache import bc_magic
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from app import assets, drawing, texts
from app.db import GAP
from app.frozen import frozen
from app.hall_clock import hall_time
from app.kept import kept_beside
from app.languages import alone, own_names
from app.limits import LIMIT
from app.links import bare
from app.method import refusals
from app.method.refusals import Refusal
from app.models.followup import FollowState
from app.texts import Saying
from app.vocabulary import Language, Word
from app.vocabulary.audience import Audience

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# The words of the method, by the names under which templates call them.
WORDS = {
    kind.__name__: kind
    for kind in Word.__subclasses__()
    if kind.__module__.startswith("app.vocabulary")
}

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


@frozen
class Page:
    """What the shell adds around a screen. None of it is ever pushed, and equal shells are rendered
    once.

    `audience` names the style sheet. `socket`: path of the live connection, or None. `languages`:
    what the switch at `language_path` offers. `asks_again`: see `Screen`; a page that answers a
    refused post asks for `path`, never for where it was posted. `network`: the Wi-Fi to use when
    contact is lost. `leads_on`: a step may follow.
    `comes_again`: the page has a code by which its phone is recognised, see `coming_back`.
    """

    audience: Audience
    language: Language
    title: str
    socket: str | None
    epoch: int
    notice: str = ""
    languages: tuple[Language, ...] = ()
    language_path: str = ""
    path: str = ""
    asks_again: int = 0
    network: str = ""
    comes_again: bool = False
    leads_on: bool = True

    @property
    def other_languages(self) -> tuple[Language, ...]:
        return tuple(other for other in self.languages if other is not self.language)

    @property
    def tells_status(self) -> bool:
        """To a screen reader. The wall, which nobody reads alone, does not."""
        return self.socket is not None and not self.audience.is_wall

    @property
    def letters(self) -> str:
        """Of the language."""
        return self.language.value[:2]


class _Imported(Template):
    """A template whose macros are made once. Jinja makes them anew if the importing template has
    globals of its own, but none has here.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 -- as it is called
        return super()._get_default_module()


class _InOneLanguage(Environment):
    """Translates sentences without values when a template is compiled, not each time that it is
    rendered.
    """

    template_class = _Imported

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(**options)
        self.language = language
        self.said = texts.catalogue(language)
        how = f"{version('jinja2')} {self.autoescape}".encode()
        by = bc_magic + how + Path(__file__).read_bytes()
        self._made_with = blake2b(by + texts.digest_of(self.said)).digest()

    def compile(self, source: str, name: str, filename: str) -> CodeType:  # type: ignore[override]
        """Compiles once for each language, whose sentences are in the compiled code; see
        `_Saying`.
        """
        file = Path(filename)
        kept_as = f"{file.stem}.{self.language.value}.{sys.implementation.cache_tag}"
        compiled = super().compile

        def make() -> bytes:
            return marshal.dumps(compiled(source, name, filename))

        made = kept_beside(file, kept_as, self._made_with + source.encode(), make)
        return cast("CodeType", marshal.loads(made))  # noqa: S302 -- our own

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Without the indentation, which is for readers of the template: it would be sent with
        every screen.
        """
        return _INDENT.sub(" ", super().preprocess(source, name, filename))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return cast(
            "nodes.Template", _Saying(self.said).visit(super()._parse(source, name, filename))
        )


class _Saying(NodeTransformer):
    def __init__(self, said: NullTranslations) -> None:
        self._said = said

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 -- named by the node's class
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_" | "gettext"),
                args=[nodes.Const(value=str(words))],
                kwargs=[],
            ):
                return nodes.MarkSafe(nodes.Const(self._said.gettext(words) % {}))
        return node


@cache
def environment(language: Language) -> Environment:
    made = _InOneLanguage(
        language,
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,  # else each part of each screen costs a file check
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(made.said, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        drawing.DRAWN,
        asset=assets.url,
        built=assets.built(),
        language=language,
        direction=language.direction,
        N_=str,
        limit=LIMIT,
        refusals=refusals,
        name=_name,
        named=lambda words: texts.named(words, language),
        own_names=own_names,
        comma=texts.comma(language),
        ending=texts.ending,
        **WORDS,
        FollowState=FollowState,
        say_in=texts.say,
        dngettext=_counted_in,
        date_in=texts.day,
        language_name=lambda told: texts.language_name(told, language),
        language_names=lambda told: texts.language_names(told, language),
        sentence=lambda saying: sentence(saying, language),
        in_words=lambda choices: [(value, _told(words, language)) for value, words in choices],
    )
    made.tests["none"] = _is_none
    made.filters.update(
        clock_time=clock_time,
        alone=lambda words: alone(words, language.direction),
        date=lambda iso: texts.day(iso, language),
        tenths=lambda number: _tenths(number, language),
        bare=bare,
        short_date=lambda iso: format_date(date.fromisoformat(iso), "d.M.yyyy"),
    )
    return made


def _is_none(value: object) -> bool:
    """Raises for a name that does not exist. Jinja's own test returns False for it, so a misspelt
    name would go unnoticed.
    """
    if isinstance(value, StrictUndefined):
        str(value)
    return value is None


def compile_all() -> None:
    """For a container image, which cannot keep what it compiles later."""
    for language in Language:
        for name in environment(language).list_templates(["html"]):
            environment(language).get_template(name)


def forget_words() -> None:
    """Drops what templates say, so that it is made again from the catalogues."""
    environment.cache_clear()
    shell.cache_clear()


def gap(name: str) -> str:
    """The place, of this name, where something is put into what is rendered once; see `cut`."""
    return f"{GAP}{name}{GAP}"


def cut(words: str) -> tuple[list[str], list[str]]:
    """Returns what is around the gaps, and the names of the gaps."""
    pieces = words.split(GAP)
    return pieces[::2], pieces[1::2]


@lru_cache(maxsize=256)
def shell(page: Page) -> str:
    """Renders the page with gaps: `main` for the screen, its `sequence`, the time `now`; and, if
    the page `comes_again`, `again` for the code.
    """
    words = environment(page.language).get_template("shell.html")
    return words.render(
        page=page, sequence=gap("sequence"), now=gap("now"), again=gap("again"), main=gap("main")
    )


def render_template(name: str, language: Language, **values: Any) -> str:
    """A page that is not live, with its own layout."""
    return environment(language).get_template(name).render(**values)


def sentence(saying: Refusal | Saying, language: Language) -> str:
    values = {
        key: texts.say(value.says["name"], language)
        if isinstance(value, Word)
        else alone(value, language.direction)
        if isinstance(value, str)
        else value
        for key, value in saying.values
    }
    return texts.say(saying.sentence, language, **values)


def _told(words: Saying | str, language: Language) -> str:
    return words if isinstance(words, str) else sentence(words, language)


def _counted_in(
    told: Language | None, singular: str, plural: str, number: int, **values: str | int
) -> str:
    """Like gettext's own, but with the language in place of the domain, so that the sentence is
    found for the catalogues.
    """
    return texts.ngettext(singular, plural, number, told, **values) if told else ""


@pass_context
def _name(context: Context, word: Word, form: str = "name", **values: str | int) -> str:
    """What a word is called, in one of its forms; translated like any other sentence of a
    template.
    """
    return cast("str", context.call(context["gettext"], word.says[form], **values))


def _tenths(number: int, language: Language) -> str:
    return format_decimal(number / 10, format="0.0", locale=texts.locale(language))


def clock_time(seconds: int) -> str:
    """UTC seconds as a time on the hall's wall: 17.45, as it is written in Finland."""
    return hall_time(seconds).strftime("%H.%M")
