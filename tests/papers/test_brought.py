"""What clerks paste and choose: read into rows whatever it was saved as, and refused by the name of its fault."""

import resource
import time
from dataclasses import replace

import pytest

from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method.refusals import RefusedError
from app.papers.brought import columns
from app.papers.brought.columns import UNSAID, Understood, guessed, without_persons
from app.papers.brought.pieces import Needed, Piece, notes_of, pieces_of
from app.papers.brought.plain_text import sheet_of
from app.papers.brought.sheets import CellSheet, SheetKind, of_json, read_anew, to_json
from app.papers.brought.survey_export import survey_in
from app.papers.brought.template import template
from app.papers.brought.upload import sheets_in
from app.vocabulary import Language, Theme
from tests.papers import clerks_files as files

NOTHING = Understood(language="sv")
USUAL = Understood(language="sv", theme="security", group="somalisktalande")
CARDS = Needed(theme=True, group=True)
Sheets = tuple[CellSheet, ...]


def pieces(sheets: Sheets, choice: Understood = NOTHING, wanted: Needed = CARDS) -> list[Piece]:
    """What a file comes to if nobody changes how it is understood."""
    chosen = guessed(sheets, choice)
    return pieces_of(sheets[chosen.sheet], chosen, wanted)


def read(content: bytes, choice: Understood = NOTHING) -> list[Piece]:
    return pieces(sheets_in(content), choice)


def pasted(text: str, choice: Understood = NOTHING, wanted: Needed = CARDS) -> list[Piece]:
    return pieces((sheet_of(text),), choice, wanted)


def said(rows: list[Piece]) -> list[tuple[str, Theme | None, str]]:
    return [(piece.text, piece.theme, next(iter(piece.group.values()), "")) for piece in rows]


def faults(rows: list[Piece]) -> list[tuple[int, str]]:
    return [(piece.places[0], piece.fault.code) for piece in rows if piece.fault]


def uses(text: str) -> tuple[str, ...]:
    return guessed((sheet_of(text),), NOTHING).uses


def test_plain_lines_are_cards_of_the_chosen_theme_group_and_language() -> None:
    rows = pasted(
        "De flesta trivs, men inte alla.\n\nFlera saknar grannar; några har dem.\r\n", USUAL
    )
    assert said(rows) == [
        ("De flesta trivs, men inte alla.", Theme.security, "somalisktalande"),
        ("Flera saknar grannar; några har dem.", Theme.security, "somalisktalande"),
    ]
    assert faults(rows) == []


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
@pytest.mark.parametrize(
    "headings",
    [
        ("language", "text", "group", "theme"),
        ("Språk", "Text", "Befolkningsgrupp", "Tema"),
        ("Kieli", "Teksti", "Väestöryhmä", "Teema"),
    ],
)
def test_a_table_is_read_by_its_headings_in_three_languages(
    delimiter: str, headings: tuple[str, ...]
) -> None:
    rows = [headings, ("fi", "Useimmat viihtyvät.", "vironkieliset", "asenteet")]
    (card,) = pasted("\n".join(delimiter.join(row) for row in rows))
    assert (card.words, card.theme) == ({"fi": "Useimmat viihtyvät."}, Theme.attitudes)
    assert card.group == {"fi": "vironkieliset"}


def test_whether_the_first_row_holds_the_headings_is_asked_where_nothing_tells_it() -> None:
    bare = "Most like it here, and say so.;interaction;Somali speakers;en\nMany of us do not say it.;security;alla;en"
    understood = guessed((sheet_of(bare),), NOTHING)
    assert (understood.heading, understood.uses) == (UNSAID, ("text", "theme", "group", "language"))
    broken = guessed(
        (sheet_of('"Mitä mieltä\nolet?";Aika\n"Hyvä, että kysytte";1.2.2026'),), NOTHING
    )
    assert (broken.heading, broken.uses) == (UNSAID, ("", ""))
    assert understood.asks
    assert broken.asks


def test_rows_with_one_number_are_one_card_in_several_languages() -> None:
    first, second = pasted(
        "card;text;theme;group;language\n"
        "1;De flesta trivs.;attityder;estnisktalande;sv\n"
        "1;Useimmat viihtyvät.;asenteet;vironkieliset;fi\n"
        "2;Flera är ensamma.;trygghet;estnisktalande;sv\n"
    )
    assert set(first.words) == {"sv", "fi"}
    assert first.group == {"sv": "estnisktalande", "fi": "vironkieliset"}
    assert set(second.words) == {"sv"}


def test_each_row_that_cannot_be_taken_is_named_by_its_line_and_reason() -> None:
    rows = pasted(
        "text;theme;group;language;card\n"
        "Bra.;trygghet;alla;sv;1\n"
        ";trygghet;alla;sv;2\n"
        "Okänt.;väder;alla;sv;3\n"
        "Utan grupp.;trygghet;;sv;4\n"
        "Utan tema.;;alla;sv;5\n"
        "Språk.;trygghet;alla;klingon;6\n"
        "Igen.;trygghet;alla;sv;1\n"
        f"{'x' * 501};trygghet;alla;sv;7\n"
    )
    assert faults(rows) == [
        (3, "no_text"),
        (4, "unknown_theme"),
        (5, "group_missing"),
        (6, "no_theme"),
        (7, "row_language"),
        (8, "said_twice"),
        (9, "too_long"),
    ]


def test_what_is_mended_in_a_row_holds_and_its_other_language_stays() -> None:
    sheets = (sheet_of("nr;text;tema;grupp;språk\n1;Okänt.;väder;alla;sv\n1;Outo.;;alla;fi"),)
    mended = {1: {"theme": "interaction", "group": "alla", "words_sv": "Känt.", "heavy": "1"}}
    (piece,) = pieces(sheets, replace(NOTHING, edits=mended))
    assert (piece.words, piece.theme, piece.heavy) == (
        {"sv": "Känt.", "fi": "Outo."},
        Theme.interaction,
        True,
    )
    assert piece.fault is None


def test_a_quoted_cell_may_hold_line_breaks_and_the_next_row_keeps_its_number() -> None:
    rows = pasted('text;theme;group\n"Två\nrader.";trygghet;alla\n;trygghet;alla')
    assert rows[0].words == {"sv": "Två rader."}
    assert faults(rows) == [(4, "no_text")]


def test_control_and_direction_characters_are_cleaned_and_scripts_kept() -> None:
    (card,) = pasted("De \u202eflesta\u202c\x07 trivs – نعم 👩‍👩‍👧", USUAL)
    assert card.words["sv"] == "De flesta trivs – نعم 👩‍👩‍👧"


def test_suggestions_need_neither_theme_nor_group() -> None:
    rows = pasted("Ordna talko.\nHåll salen öppen.", NOTHING, Needed(theme=False, group=False))
    assert [piece.theme for piece in rows] == [None, None]
    assert faults(rows) == []


def test_a_number_in_front_is_never_the_text_and_the_methods_words_are_known() -> None:
    (card,) = read(
        files.csv_of(
            [
                ("Nr", "Centralt resultat", "Tema", "Grupp", "På finska"),
                ("1", "Vi vågar tala svenska.", "Attityder", "estnisktalande", "Uskallamme puhua."),
            ]
        )
    )
    assert card.words == {"sv": "Vi vågar tala svenska.", "fi": "Uskallamme puhua."}


@pytest.mark.parametrize(
    ("swedish", "finnish"),
    [
        ("Svenska", "Suomi"),
        ("Text sv", "Text fi"),
        ("Centralt resultat (sv)", "Keskeinen tulos (fi)"),
        ("Keskeinen tulos ruotsiksi", "Keskeinen tulos suomeksi"),
        ("Erfarenhetskort på svenska", "Kokemuskortti suomeksi"),
    ],
)
def test_a_column_for_each_language_gives_one_card_in_both(swedish: str, finnish: str) -> None:
    rows = [(swedish, finnish, "Tema", "Grupp"), ("Vi väntar.", "Odotamme.", "delaktighet", "alla")]
    (card,) = read(files.csv_of(rows, "cp1252"))
    assert card.words == {"sv": "Vi väntar.", "fi": "Odotamme."}


def test_a_column_that_nobody_knows_is_asked_about_and_a_remark_is_named_as_not_used() -> None:
    assert uses(
        "Kort;Tema;Grupp;Finska;Tungt;Anmärkning\nHot.;trygghet;alla;Uhka.;x;från grupp 2"
    ) == (*("text", "theme", "group", "text:fi", "heavy", "none"),)
    assert uses("Kort;Tema;Grupp;Källa\nHot.;trygghet;alla;grupp 2")[3] == ""


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Delområde 1: Delaktighet", Theme.participation),
        ("Osallisuus ja vaikuttaminen", Theme.participation),
        ("Attitydklimat", Theme.attitudes),
        ("Asenneilmapiiri", Theme.attitudes),
        ("Turvallisuuden tunteet", Theme.security),
        ("turvallisuuden kokemus", Theme.security),
        ("Känslan av trygghet", Theme.security),
        ("Keskinäinen vuorovaikutus", Theme.interaction),
        ("vaxelverkan", Theme.interaction),
        ("Va\u0308xelverkan", Theme.interaction),
    ],
)
def test_a_theme_is_known_by_the_names_that_reports_give_it(words: str, theme: Theme) -> None:
    (card,) = pasted(f"Delområde;Språkgrupp;Centralt resultat\n{words};alla;Så är det.")
    assert card.theme is theme


def test_headings_are_found_below_a_title_and_below_what_excel_says_of_itself() -> None:
    title = "Erfarenhetskort till mötet;;\n;;\nKort;Delområde;Grupp\nVi väntar.;trygghet;alla"
    excel = "sep=;\nKort;Tema;Grupp;Språk\nVi väntar.;trygghet;alla;sv"
    for text in (title, excel):
        assert said(read(text.encode())) == [("Vi väntar.", Theme.security, "alla")]


def test_cells_that_were_merged_hold_for_the_rows_below() -> None:
    rows = pasted("Delområde;Grupp;Kort\nAttityder;alla;Ett.\n;;Två.\n;ryskspråkiga;Tre.")
    assert said(rows) == [
        ("Ett.", Theme.attitudes, "alla"),
        ("Två.", Theme.attitudes, "alla"),
        ("Tre.", Theme.attitudes, "ryskspråkiga"),
    ]


def test_a_theme_in_a_row_of_its_own_stands_above_the_rows_below() -> None:
    rows = pasted("Kort;Grupp\nAttityder;\nEtt.;alla\nTrygghet;\nTvå.;alla")
    assert said(rows) == [("Ett.", Theme.attitudes, "alla"), ("Två.", Theme.security, "alla")]


def test_a_list_loses_bullets_and_numbers_and_tells_the_group_in_brackets() -> None:
    rows = pasted(
        "Delaktighet\n"
        "•\tVi väntar länge. (somalisktalande)\n"
        "3. Bussen kom (2026)\n"
        "Attityder\n"
        "– Grannen hjälpte. (alla)\n"
        "o\tIngen hälsar",
        USUAL,
    )
    assert said(rows) == [
        ("Vi väntar länge.", Theme.participation, "somalisktalande"),
        ("Bussen kom (2026)", Theme.participation, "somalisktalande"),
        ("Grannen hjälpte.", Theme.attitudes, "alla"),
        ("Ingen hälsar", Theme.attitudes, "somalisktalande"),
    ]


def test_what_looks_like_a_table_is_never_offered_as_lines() -> None:
    ragged = "a;b;c\n" * 8 + "a;b\n"
    for text in (ragged, "Namn\tOrt\nx\ty", "Ett, två, tre\nfyra, fem, sex", "a|b\nc|d"):
        assert sheet_of(text).kind is SheetKind.table
    sentences = "Vi röstar inte, för vi vet inte hur.\nVi hälsar, men ingen svarar."
    assert sheet_of(sentences).kind is SheetKind.lines


def test_names_and_addresses_are_not_even_taken_in() -> None:
    rows = "Förnamn;Efternamn;Kontakt;Svar\nTest;Testson;a@example.org;Ja\nProv;Provsson;b@example.org;Nej"
    sheet = without_persons(sheet_of(rows))
    assert sheet.without == ("Förnamn", "Efternamn", "Kontakt")
    assert sheet.rows == (("Svar",), ("Ja",), ("Nej",))
    for word in ("Test", "Provsson", "example.org"):
        assert word not in to_json([sheet])


def test_an_answer_or_a_line_that_says_telephone_is_no_heading_over_telephones() -> None:
    for other in ("Ort", "Namn"):
        answers = [("Telefon", f"A{place}") for place in range(6)] + [("E-post", "")] * 6
        content = files.csv_of([("Hur vill du bli nådd?", other), *answers])
        people, (asked,) = survey_in(content)
        assert (people, asked.answers) == (12, (("E-post", 6), ("Telefon", 6)))
    lines = sheet_of("Telefon\nVi hälsar, men ingen svarar.")
    assert lines.kind is SheetKind.lines
    assert without_persons(lines) == lines


def test_a_text_that_stands_twice_is_marked_in_the_file_and_against_the_meeting() -> None:
    wanted = replace(CARDS, there=((19, {"sv": "Vi väntar."}),))
    rows = pasted("Samma.\n• samma\nVI VÄNTAR", USUAL, wanted)
    assert [piece.same.code if piece.same else "" for piece in rows] == [
        *("", "there_already", "in_pack_already"),
    ]
    assert dict(rows[2].same.values if rows[2].same else ()) == {"place": 19}


def test_texts_in_any_language_are_read_and_the_language_of_lines_is_seen() -> None:
    rows = read(
        "Kort;Tema;Grupp;Språk\nمعظم المشاركين;växelverkan;arabisktalande;ar\nመብዛሕትኦም;växelverkan;alla;ti".encode()
    )
    assert [piece.words for piece in rows] == [{"ar": "معظم المشاركين"}, {"ti": "መብዛሕትኦም"}]
    (line,) = pasted("Emme tienneet, että saamme äänestää.", USUAL)
    assert set(line.words) == {"fi"}


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp1251", "cp1256"],
)
def test_a_file_is_read_as_it_was_saved(encoding: str) -> None:
    words = {
        "cp1251": "Мы не знаем, как голосовать. Соседи здороваются.",
        "cp1256": "نحن لا نعرف كيف نصوت في الانتخابات",
    }.get(encoding, "Få känner någon; ärtor på torget. Öarna är många")
    (sheet,) = sheets_in(f"Kort;Tema\n{words.replace(';', ',')};trygghet".encode(encoding))
    assert sheet.rows[1][0] == words.replace(";", ",")


def test_an_old_mac_keeps_its_letters_and_its_lines() -> None:
    text = (
        "Kort;Tema;Grupp\rFå känner någon.\nDe vill.;växelverkan;alla\rVi hör av oss.;trygghet;alla"
    )
    assert [piece.text for piece in read(text.encode("mac_roman"))] == [
        "Få känner någon. De vill.",
        "Vi hör av oss.",
    ]


def test_letters_that_were_guessed_wrong_are_read_anew() -> None:
    (sheet,) = sheets_in("Kort;Tema\nšš;trygghet".encode("cp1252"))
    assert read_anew(sheet, "mac_roman").rows[1][0] == "öö"
    assert read_anew(read_anew(sheet, "mac_roman"), "cp1252").rows == sheet.rows


def test_a_workbook_is_read_sheet_by_sheet_with_merged_cells_filled() -> None:
    shown, hidden = sheets_in(files.workbook_of_two_sheets())
    assert (shown.name, hidden.name) == ("Kort", "Gömd")
    rows = pieces((shown, hidden))
    assert said(rows)[1:] == [
        ("Vi är med i en förening.", Theme.participation, "somalisktalande"),
        ("Grannen hälsar aldrig.", Theme.attitudes, "arabisktalande"),
    ]
    assert said(pieces((hidden,))) == [("Vi väntar.", Theme.security, "alla")]
    assert of_json(to_json((shown, hidden))) == (shown, hidden)


def test_a_presentation_gives_themes_lines_groups_and_notes() -> None:
    (sheet,) = sheets_in(files.presentation())
    rows = pieces((sheet,))
    assert said(rows) == [
        ("Vi vet inte hur man röstar.", Theme.participation, "somalisktalande"),
        ("Vi är med.", Theme.participation, "alla"),
        ("Vi röstar.", Theme.participation, "tigrinjatalande"),
        ("Grannen hälsar.", Theme.attitudes, "ukrainskspråkiga"),
        ("Frågor?", None, ""),
    ]
    assert faults(rows) == [(3, "unknown_theme")]
    (note,) = notes_of(sheet, guessed((sheet,), NOTHING))
    assert (note.theme, note.words) == (Theme.participation, "Vänta här.\nSedan nästa.")


def test_a_document_gives_its_lists_below_their_headings_and_its_tables() -> None:
    assert said(read(files.document_with_lists())) == [
        ("Emme tienneet, että saamme äänestää.", Theme.participation, "somalinkieliset"),
        ("Koulu kysyi meiltä ja kuunteli.", Theme.participation, "alla"),
        ("Iltaisin emme kulje keskustassa yksin.", Theme.security, "alla"),
    ]
    assert said(read(files.document_with_a_table())) == [
        ("Vi träffas på torget.", Theme.interaction, "alla"),
        ("Vi känner bara varandra.", Theme.interaction, "alla"),
    ]


def test_the_language_that_somebody_chose_stays_where_its_short_words_are_not_known() -> None:
    """Estonian has many of the Finnish short words, and its double letters."""
    sheet = sheet_of("Text;Tema\nMe ei saa siin töö juures rääkida ja see on raske.;asenteet")
    guessed_in = {
        usual: guessed((sheet,), replace(NOTHING, language=usual)).language
        for usual in ("et", "sv")
    }
    assert guessed_in == {"et": "et", "sv": "fi"}


@pytest.mark.parametrize("language", HALL_LANGUAGES)
@pytest.mark.parametrize("kind", ["cards", "results", "suggestions"])
def test_the_empty_table_is_understood_when_it_comes_in_filled(
    kind: str, language: Language
) -> None:
    (sheet,) = sheets_in(template(kind, language))
    understood = columns.guessed((sheet,), NOTHING)
    held = {use for use in understood.uses if use}
    assert {"theme", *(f"text:{written}" for written in HALL_LANGUAGES)} <= held
    assert ("heavy" in held) is (kind == "cards")
    assert len(held) == len(understood.uses)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n", "empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture_file"),
        (b"%PDF-1.7\n", "picture_file"),
        (bytes(400), "not_text"),
        (b"<!DOCTYPE html><p>Kort", "web_page"),
        (b"{\\rtf1 Kort}", "other_kind"),
        (files.older("WordDocument"), "old_word"),
        (files.older("PowerPoint Document"), "old_word"),
        (files.older("EncryptedPackage"), "locked_file"),
        (files.older("Workbook"), "broken_file"),
        (files.packed({"a.txt": b"kort"}), "other_kind"),
        (files.cut_off(files.document_with_lists()), "broken_file"),
        (files.cut_off(files.workbook_of_two_sheets()), "broken_file"),
        (files.without_its_text(files.document_with_lists()), "broken_file"),
        (files.bomb(), "packed_too_large"),
        (files.lying_bomb(), "broken_file"),
        (b"Kort;Tema\n" + b"x;y\n" * 600_000, "packed_too_large"),
    ],
)
def test_another_file_is_refused_at_once_by_the_name_of_its_fault(
    content: bytes, code: str
) -> None:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(RefusedError) as refused:
        sheets_in(content)
    assert refused.value.refusal.code == code
    assert time.monotonic() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a_word_that_would_be_a_thousand_million_long_does_no_harm() -> None:
    began = time.monotonic()
    with pytest.raises(RefusedError):
        sheets_in(files.many_entities())
    assert time.monotonic() - began < 2


def test_a_table_that_is_too_long_says_how_much_of_it_was_left() -> None:
    (sheet,) = sheets_in(files.csv_of([("Kort", "Tema"), *[("Vi väntar.", "trygghet")] * 400]))
    assert (len(sheet.rows), sheet.left) == (300, 101)


def test_a_workbook_that_is_far_too_long_says_how_much_of_it_was_left() -> None:
    (sheet,) = sheets_in(files.workbook_of(5000))
    assert (len(sheet.rows), sheet.left) == (300, 4700)


def test_a_blank_far_below_a_table_is_no_row_that_was_left() -> None:
    content = files.workbook_with_a_blank_far_below()
    (sheet,) = sheets_in(content)
    assert (len(sheet.rows), sheet.left) == (41, 0)
    people, (asked,) = survey_in(content)
    assert (people, asked.answers) == (40, (("Ja", 20), ("Nej", 20)))


@pytest.mark.parametrize("text", [";;;\n;;", '"', "\t\t", "text;theme\n"])
def test_text_without_cards_gives_none_and_no_fault(text: str) -> None:
    assert [piece for piece in pasted(text, USUAL) if not piece.fault] == []


def test_a_card_that_is_far_too_long_is_told_of_and_not_kept_whole() -> None:
    (card,) = read(files.csv_of([("Kort", "Tema", "Grupp"), ("x" * 200_000, "trygghet", "alla")]))
    assert card.fault is not None
    assert (card.fault.code, len(card.text)) == ("too_long", 4 * LIMIT.text)
