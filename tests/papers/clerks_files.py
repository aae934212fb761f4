"""Files as clerks have them, made by the libraries that others make them with; all texts are fiction."""

import struct
import zipfile
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from pptx import Presentation
from pptx.util import Inches


def workbook_of_two_sheets() -> bytes:
    """A title over merged headings; themes merged down; a number that is reckoned; a second, hidden sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kort"
    sheet.append(["Erfarenhetskort till mötet 3.12", None, None, None])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Nr", "Delområde", "Grupp", "Centralt resultat"])
    sheet.append(["=1+0", "Delaktighet", "somalisktalande", "=HYPERLINK(1)"])
    sheet.append([2, None, "somalisktalande", "Vi är med i en förening."])
    sheet.append([3, "Attityder", "arabisktalande", "Grannen hälsar aldrig."])
    sheet.merge_cells("B4:B5")
    sheet["D4"].data_type = "s"
    hidden = book.create_sheet("Gömd")
    hidden.append(["Kort", "Tema", "Grupp"])
    hidden.append(["Vi väntar.", "trygghet", "alla"])
    hidden.sheet_state = "hidden"
    return saved(book)


def workbook_of(rows: int) -> bytes:
    """So many rows of one card, and below them cells that have a border alone."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(rows):
        sheet.append(["Vi väntar.", "trygghet"])
    for row in range(rows + 1, rows + 100):
        sheet.cell(row, 1).border = Border(bottom=Side("thin"))
    return saved(book)


def workbook_with_a_blank_far_below() -> bytes:
    """Forty answers to one question, and a space that somebody typed in row 60 000."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Trivs du?"])
    for said in ("Ja", "Nej") * 20:
        sheet.append([said])
    sheet.cell(60_000, 1).value = " "
    return saved(book)


def presentation() -> bytes:
    """Themes as titles, with a group beside one of them; a text box; notes; a slide that is of no theme."""
    show = Presentation()
    for title, lines, notes in (
        (
            "Delaktighet",
            ["Vi vet inte hur man röstar. (somalisktalande)", "Vi är med. (alla)"],
            "Vänta här.\nSedan nästa.",
        ),
        ("Attityder – ukrainskspråkiga", ["Grannen hälsar."], ""),
        ("Tack!", ["Frågor?"], ""),
    ):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        frame.text = lines[0]
        for line in lines[1:]:
            frame.add_paragraph().text = line
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    box = show.slides[0].shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    box.text_frame.text = "Vi röstar. (tigrinjatalande)"
    return saved(show)


def document_with_lists() -> bytes:
    paper = Document()
    paper.add_heading("Rapport", 0)
    paper.add_paragraph("Så här gick det till på mötet.")
    paper.add_heading("Osa-alue 1: Osallisuus", 1)
    paper.add_paragraph(
        "Emme tienneet, että saamme äänestää. (somalinkieliset)", style="List Bullet"
    )
    paper.add_paragraph("Koulu kysyi meiltä ja kuunteli. (alla)", style="List Bullet")
    paper.add_heading("Turvallisuuden tunne", 1)
    paper.add_paragraph("Iltaisin emme kulje keskustassa yksin. (alla)", style="List Number")
    return saved(paper)


def document_with_a_table() -> bytes:
    paper = Document()
    table = paper.add_table(rows=0, cols=3)
    for cells in (
        ("Tema", "Grupp", "Kort"),
        ("Växelverkan", "alla", "Vi träffas på torget."),
        ("", "alla", "Vi känner bara varandra."),
    ):
        row = table.add_row().cells
        for cell, words in zip(row, cells, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    return saved(paper)


def saved(made: object) -> bytes:
    taken = BytesIO()
    made.save(taken)  # type: ignore[attr-defined]
    return taken.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    taken = BytesIO()
    with zipfile.ZipFile(taken, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return taken.getvalue()


def bomb() -> bytes:
    """Fifty megabytes of nothing in fifty kilobytes."""
    return packed({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": bytes(50 * 2**20)})


def lying_bomb() -> bytes:
    """One that says of itself that it is small."""
    content = bytearray(packed({"word/document.xml": bytes(40 * 2**20)}))
    size = struct.pack("<I", 40 * 2**20)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 1000)
    return bytes(content)


def many_entities() -> bytes:
    """A document whose one word would be a thousand million long."""
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    kinds = "".join(['<!DOCTYPE x [<!ENTITY a0 "ha">', *names, "]>"])
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    parts = parts_of(document_with_lists())
    return packed(parts | {"word/document.xml": f"{kinds}{words}".encode()})


def cut_off(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def without_its_text(content: bytes) -> bytes:
    """Its parts are there, and the one that matters is no XML."""
    return packed(parts_of(content) | {"word/document.xml": b"<w:document"})


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def older(stream: str) -> bytes:
    """The beginning of a file of the older kind that has such a stream."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)
    )


def csv_of(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(";".join(row) for row in rows).encode(encoding)
