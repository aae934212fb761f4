"""What every page of the desk shows around its own, and what was typed on it and not saved."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from app.frozen import frozen
from app.languages import (
    HALL_LANGUAGES,
    PHONE_LANGUAGES,
    TEXT_LANGUAGES,
    WRITTEN_LANGUAGES,
    TextLanguage,
)
from app.method.preparing.translations import digest
from app.method.preparing.typed import Unsaved
from app.method.refusals import Refusal
from app.texts import Saying
from app.vocabulary import Language
from app.web.desk import typed_drafts
from app.web.desk.typed_drafts import HOME, SEEN
from app.web.desk.typed_fields import FieldChoice, FieldText, LanguageMark, choice
from app.web.forms import Form


class StoredDigest(NamedTuple):
    """A hidden field with the digest of another field's stored words."""

    name: str
    digest: str


@frozen
class Desk:
    """`login`: who is signed in. `sent`: the form that was refused, posted to `path`.

    `drafts`: what was typed and not saved, by the paths of the forms. `alarm`: what is wrong with
    this computer.
    """

    language: Language
    login: str = ""
    path: str = ""
    saved_at: int | None = None
    refusal: Refusal | None = None
    sent: Form | None = None
    drafts: Mapping[str, Unsaved] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    alarm: Saying | None = None

    @property
    def home(self) -> str:
        return HOME

    @property
    def was_signed_out(self) -> bool:
        """What was typed is kept until somebody signs in."""
        return bool(self.query.get("kept"))

    @property
    def leads_to(self) -> str:
        """The page to show once somebody has signed in."""
        return self.query.get("to", "")

    @property
    def is_saved(self) -> bool:
        return self.saved_at is not None and self.refusal is None

    @property
    def languages(self) -> tuple[Language, ...]:
        return HALL_LANGUAGES

    @property
    def account_language(self) -> Language:
        """Of an account that is made on this page."""
        return self.language if self.language in HALL_LANGUAGES else Language.sv

    @property
    def beside(self) -> tuple[Language, ...]:
        """The languages that the wall can speak beside the main one."""
        return PHONE_LANGUAGES

    @property
    def written_languages(self) -> tuple[TextLanguage, ...]:
        return WRITTEN_LANGUAGES

    @property
    def first_language(self) -> TextLanguage:
        """What stands chosen where a language is asked for."""
        return next(iter(WRITTEN_LANGUAGES))

    def languages_of(
        self, words: Mapping[str, str], *, asked: bool = False
    ) -> tuple[TextLanguage, ...]:
        """The languages of all texts, and others that this one has; `asked`: the query's too."""
        more = {*words, self.query.get("in", "")} if asked else {*words}
        return tuple(
            language
            for language in WRITTEN_LANGUAGES
            if language in TEXT_LANGUAGES or language.tag in more
        )

    def other_languages(self, words: Mapping[str, str]) -> tuple[TextLanguage, ...]:
        """Those in which this text can be written too."""
        here = self.languages_of(words, asked=True)
        return tuple(language for language in WRITTEN_LANGUAGES if language not in here)

    def marks_of(self, words: Mapping[str, str]) -> tuple[LanguageMark, ...]:
        """The languages that each text needs, then others that this one has."""
        others = (other for other in self.languages_of(words) if other not in TEXT_LANGUAGES)
        return tuple(
            LanguageMark(language, is_missing=language.tag not in words)
            for language in (*TEXT_LANGUAGES, *others)
        )

    def text(
        self, action: str, name: str, stored: str, most: int, *, needed: bool = False
    ) -> FieldText:
        said = self.kept(action, name, stored)
        return FieldText(name, stored, said, most, is_missing=needed and not said)

    def texts(
        self,
        action: str,
        words: Mapping[str, str],
        prefix: str,
        most: int,
        *,
        asked: bool,
        begun: object,
    ) -> tuple[tuple[TextLanguage, FieldText], ...]:
        """A text in each language. One that nobody has begun to write is not missing; `begun`: None if
        these words and the form tell that. `asked`: see `languages_of`.
        """
        has_begun = bool(words or self.is_sent(action) if begun is None else begun)

        def text(language: TextLanguage) -> FieldText:
            name = f"{prefix}_{language.tag}" if prefix else language.tag
            is_needed = has_begun and language in TEXT_LANGUAGES
            return self.text(action, name, words.get(language.tag, ""), most, needed=is_needed)

        languages = self.languages_of(words, asked=asked)
        return tuple((language, text(language)) for language in languages)

    def choice(
        self,
        action: str,
        name: str,
        options: Iterable[tuple[object, str]],
        value: object,
        none_words: str,
    ) -> FieldChoice:
        """`none_words`: what stands first, for no choice."""
        first = [("", none_words)] if none_words else []
        return choice([*first, *options], value, lambda stored: self.kept(action, name, stored))

    def kept(self, action: str, name: str, stored: str) -> str:
        """Returns what was typed into a field and not saved; else what is stored."""
        if self.sent is not None and self.path == action:
            return self.sent.get(name, stored)
        return self.drafts[action].fields.get(name, stored) if action in self.drafts else stored

    def is_sent(self, action: str) -> bool:
        """Whether this form has typed text that is not saved."""
        return action in self.drafts or (self.sent is not None and self.path == action)

    def is_for(self, tag: str) -> bool:
        """Whether the page was opened to find what lacks this language."""
        return self.query.get("lacking") == tag

    def lacks(self, *texts: Mapping[str, str] | None) -> bool:
        """Whether one of the texts lacks the language that the page was opened for."""
        tag = self.query.get("lacking")
        return bool(tag) and any(words and tag not in words for words in texts)

    def keeps(self, action: str) -> bool:
        """Whether drafts of this form are kept."""
        return typed_drafts.keeps(action)

    def draft(self, action: str) -> Unsaved | None:
        return self.drafts.get(action)

    def seen(self, name: str, stored: str) -> StoredDigest:
        return StoredDigest(SEEN + name, digest(stored))
