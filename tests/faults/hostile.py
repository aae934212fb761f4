"""What could be more than text where it is shown, written into every field that there is; and whether it is."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import fromstring

import httpx
from openpyxl import load_workbook
from pypdf import PdfReader

from app.method.reports.report_questions import COUNTED
from app.rehearsal.markup import ALONE, read_screen
from app.rehearsal.seen import SeenField, SeenForm
from tests.environment import LATER_ON
from tests.house import Browser

# Whatever is made of these has this for a name; nothing else has.
MARK = "zq"
INSIDE = (
    "<zq>", "</p><zq>", "<ZQ/>", "<zq onzq=1>", "<svg zq=1>", "<img zq=1>", "<a zq=1>", "<script>zq()</script>",
    "</script><zq>", "</style><zq>", "</title><zq>", "</textarea><zq>", "</option><zq>", "</select><zq>",
    "</main><zq>", "</form><zq>", "</table><zq>", "</bdi><zq>", "</template><zq>", "<!--zq", "--><zq>", "]]><zq>",
    '"><zq>', "'><zq>", '" zq="1', "' zq='1", "` zq=`1", '" onzq="1', '" hx-zq="1', '" autofocus zq="',
    "javascript:zq()", "data:text/html,<zq>", "//zq.example/", "&lt;zq&gt;", "&#60;zq&#62;", "\\u003czq\\u003e",
    "{{ zq }}", "{% zq %}", "{# zq #}", "${zq}", "#{zq}", "%(zq)s", "{zq}", "%s zq", "%n zq", "<%= zq %>",
    "#zq()", "$zq$", "@zq", "\\zq", "zq\u202ezq", "zq\u0000zq", "zq\u200bzq", "zq\ufeffzq", "zq\ufffdzq", "../zq",
    "\\u0001u003czq\\u003e", "\\u007fu003czq>", "zq\uffffzq", "zq;DROP", "'; zq --", "zq\nzq",
    "zq\r\nX-Zq: 1", "BEGIN:ZQ\nzq",
)  # fmt: skip
# In a field of no more letters there is no room to begin with what counts as the first alone.
SHORT = 40
FIRST = ("=zq()", "+zq", "-zq", "@zq", "\t=zq()", "=HYPERLINK(zq)", "|zq", "%zq")
NUMBER = re.compile(r"[\d.:-]+")
# What else than a text a field must hold.
COUNTS = dict.fromkeys((f"said_{counted}" for counted in COUNTED), "")
USUAL = {"date": LATER_ON, "time": "16.30", **COUNTS}

# In a path: which meeting, which thing, and the secret of a link.
OF_ONE = re.compile(r"/(?:\d[\w.-]*|[0-9A-Z]{7}(?=/))")
# What a spreadsheet reckons out.
FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@＝＋－＠]")
# Of a document: what is filled in when it is opened, and what leads elsewhere.
FILLED, LEADING = ("instrtext", "fldsimple", "delinstrtext"), ("target", "instr", "href")
# Turns the letters that follow, whatever stands there.
TURNS = re.compile("zq[\u202a-\u202e]")
# What keeps the direction of its words to itself; and what needs no such thing.
KEEPING, SHUT = ("bdi",), ("textarea", "option", "title", "script", "style")


class Writer:
    """Fills each field, round after round, until every one of them has been told all."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], int] = {}
        self._long: set[tuple[str, str]] = set()
        self._refused: set[tuple[str, str]] = set()
        self._met = Counter[tuple[int, str]]()
        self.round = 0

    @property
    def fields(self) -> int:
        return len(self._told)

    @property
    def forms(self) -> set[str]:
        """Those that took what was written in them."""
        return {form for form, _ in self._told}

    @property
    def never_taken(self) -> set[str]:
        """Those that were refused every time."""
        return {form for form, _ in self._refused} - self.forms

    @property
    def behind(self) -> list[tuple[str, str]]:
        """Fields that have not been told all."""
        return [field for field, told in self._told.items() if told < len(INSIDE)]

    @property
    def is_long_done(self) -> bool:
        """Whether each field has been told all in which there is room for more than a word or two."""
        return bool(self._told) and not any(field in self._long for field in self.behind)

    @property
    def is_done(self) -> bool:
        return bool(self._told) and not self.behind

    def write(self, browser: Browser, url: str, form: SeenForm) -> list[str]:
        """As many in a field as have room there, before them one that would be something as the first.

        Returns what of it is more than text in the answer.
        """
        if self._is_through(form):
            return []
        path, _ = _kind_of(form.action, "")
        said = {field.name: self._held(field, path) for field in form.fields if _is_sent(field)}
        reached: dict[tuple[str, str], int] = {}
        self._met[self.round, path] += 1
        for field in form.fields:
            if field.kind == "words" and not self._is_kept(field):
                key = _kind_of(form.action, field.name)
                self._long |= {key} if field.most > SHORT else set()
                said[field.name], reached[key] = self._words(key, field.most)
        # What saves says nothing more; what moves or removes has a name.
        for button in sorted(form.buttons, key=lambda button: bool(button.name))[:1]:
            said |= {button.name: button.value} if button.name else {}
        answer = browser.ask("POST", urljoin(url, form.action), data=said)
        assert answer.status_code < 500, (form.action, said)
        if answer.status_code < 400:
            self._told |= reached
        else:
            self._refused |= reached.keys()
        return more_than_text(answer)

    def _held(self, field: SeenField, path: str) -> str:
        """What stands there, or is usual; where nothing is chosen, another one each time that the form is met."""
        options = [option for option in reversed(field.options) if option]
        if options and not field.value:
            return options[self._met[self.round, path] % len(options)]
        return field.value or USUAL.get(field.name, "")

    def _is_through(self, form: SeenForm) -> bool:
        """All its fields have been told all; else, what they hold is written anew."""
        words = [field.name for field in form.fields if field.kind == "words"]
        told = [self._told.get(_kind_of(form.action, name), 0) for name in words]
        return all(times >= len(INSIDE) for times in told)

    def _is_kept(self, field: SeenField) -> bool:
        """What is no text of anybody's, as a day or a number, is left right, else the whole form is refused."""
        return self.round % 5 > 0 and (field.name in USUAL or bool(NUMBER.fullmatch(field.value)))

    def _words(self, key: tuple[str, str], most: int) -> tuple[str, int]:
        at = self._told.get(key, 0) % len(INSIDE)
        words = FIRST[self.round % len(FIRST)] if most > SHORT else INSIDE[at][:most]
        at += most <= SHORT
        while at < len(INSIDE) and len(words) + len(INSIDE[at]) < most:
            words, at = f"{words} {INSIDE[at]}", at + 1
        return words, max(at, self._told.get(key, 0))


def forms_of(page: str) -> Iterator[SeenForm]:
    """Those in which something is written, as far as they are no one's way in."""
    for form in read_screen(page).forms:
        kinds = {field.kind for field in form.fields}
        if "words" in kinds and "password" not in kinds and "file" not in kinds:
            yield form


def _is_sent(field: SeenField) -> bool:
    return field.chosen or field.kind not in ("checkbox", "radio")


def _kind_of(path: str, name: str) -> tuple[str, str]:
    """The same form of another thing, or in another meeting, is the same form; and so is a field of it."""
    return OF_ONE.sub("/0", urlsplit(path).path), re.sub(r"\d+", "0", name)


def more_than_text(answer: httpx.Response) -> list[str]:
    """What of it has become anything else than text."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    made = [name for name in answer.headers if MARK in name.lower()]
    return made + READERS.get(kind, lambda _: [])(answer.content)


def _in_html(content: bytes) -> list[str]:
    reader = _Marked()
    reader.feed(content.decode())
    return reader.found


def _in_csv(content: bytes) -> list[str]:
    said = content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(said), delimiter=";") for cell in row]
    return _turned(said) + [cell for cell in cells if MARK in cell and FORMULA.match(cell)]


def _in_workbook(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    leads = [cell.hyperlink.target or "" for cell in cells if cell.hyperlink]
    made = [str(cell.value) for cell in cells if cell.data_type == "f"]
    return made + [to for to in leads if MARK in to] + _in_zip(content)


def _in_zip(content: bytes) -> list[str]:
    """Of the parts of a document, or the pages of a folder."""
    turned = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            inside = packed.read(name)
            if name.endswith((".xml", ".rels")):
                turned += _in_xml(inside)
            elif name.endswith(".html"):
                turned += _in_html(inside)
    return turned


def _in_xml(content: bytes) -> list[str]:
    """Elements of it, fields that a word processor fills in, and where it leads; of a drawing the same."""
    turned = _turned(content.decode())
    for element in fromstring(content).iter():  # noqa: S314 -- our own
        name = element.tag.lower().rpartition("}")[2]
        leads = [value for key, value in element.attrib.items() if key.lower().endswith(LEADING)]
        says = [*leads, element.text or ""] if name in FILLED else leads
        turned += [element.tag] if MARK in name else []
        turned += [f"{name} {said[:40]}" for said in says if MARK in said.lower()]
    return turned


def _in_pdf(content: bytes) -> list[str]:
    """It can be opened, runs nothing, and leads nowhere that people wrote."""
    reader = PdfReader(io.BytesIO(content))
    runs = [name for name in ("/OpenAction", "/AA") if name in reader.root_object]
    links = [
        annotation.get_object() for page in reader.pages for annotation in page.get("/Annots") or ()
    ]
    acts = [str(link["/A"].get_object()) for link in links if "/A" in link]
    acts = [act for act in acts if MARK in act or "/JavaScript" in act or "/Launch" in act]
    return runs + acts


def _in_calendar(content: bytes) -> list[str]:
    lines = content.decode().replace("\r\n ", "").splitlines()
    return [line for line in lines if re.match(r"^[A-Z-]*ZQ", line)]


def _in_json(content: bytes) -> list[str]:
    """It can be read, and nothing that people wrote is a name in it."""
    names: list[str] = []

    def named(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names.extend(name for name, _ in pairs if MARK in name)
        return dict(pairs)

    json.loads(content, object_pairs_hook=named)
    return names + _turned(content.decode())


def _turned(said: str) -> list[str]:
    return [f"turned: {said[turn.start() :][:40]}" for turn in TURNS.finditer(said)]


OFFICE = "application/vnd.openxmlformats-officedocument"
READERS = {
    "text/html": _in_html,
    "text/csv": _in_csv,
    "application/json": _in_json,
    "application/pdf": _in_pdf,
    "application/zip": _in_zip,
    "text/calendar": _in_calendar,
    "image/svg+xml": _in_xml,
    f"{OFFICE}.spreadsheetml.sheet": _in_workbook,
    f"{OFFICE}.wordprocessingml.document": _in_zip,
    f"{OFFICE}.presentationml.presentation": _in_zip,
}


class _Marked(HTMLParser):
    """Elements and attributes that bear the mark, and scripts and addresses that have it in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []  # what is open, and whether it keeps its direction

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALONE:
            keeps = tag in KEEPING or (tag not in ("html", "main") and "dir" in dict(attrs))
            self._open.append((tag, keeps))
        if MARK in tag:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            said = (value or "").strip().lower()
            leads = name in ("href", "src", "action", "formaction") and MARK in said
            if MARK in name or (name.startswith(("on", "hx-", "style")) and MARK in said):
                self.found.append(f"<{tag} {name}>")
            elif leads and not said.startswith(("/", "http://127.", "?", "#")):
                self.found.append(f"{name}={said[:40]}")

    def handle_data(self, data: str) -> None:
        if MARK not in data:
            return
        around = {tag for tag, _ in self._open}
        if around & {"script", "style"}:
            self.found.append(data[:80])
        if not around.intersection(SHUT):
            self.found.extend(_turned(data))
            if not any(keeps for _, keeps in self._open):
                self.found.append(f"leaking: {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append(f"<!--{data[:40]}")
