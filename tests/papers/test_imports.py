"""What people paste and send: good rows come in, and each refused one is named with its line and its reason."""

import pytest

from app.limits import LIMIT
from app.method.preparing.packs import NewCard
from app.method.refusals import RefusedError
from app.papers.files import decoded
from app.papers.imports import Imported, Usual, read_cards, read_suggestions
from app.vocabulary import Language, Theme

USUAL = Usual(Language.sv, Theme.security, "somalisktalande")
NOTHING = Usual(Language.sv)


def refused(text: str, usual: Usual = NOTHING, room: int = LIMIT.cards) -> list[tuple[int, str]]:
    return [(row.line, row.refusal.code) for row in read_cards(text, usual, room).refused]


def test_plain_lines_are_cards_of_the_chosen_theme_group_and_language() -> None:
    text = "De flesta trivs, men inte alla.\n\nFlera saknar grannar; några har dem.\r\n"
    found = read_cards(text, USUAL, LIMIT.cards)
    assert [card.words for card in found.good] == [
        {Language.sv: "De flesta trivs, men inte alla."},
        {Language.sv: "Flera saknar grannar; några har dem."},
    ]
    assert {card.theme for card in found.good} == {Theme.security}
    assert found.good[0].group == {Language.sv: "somalisktalande"}
    assert found.refused == ()


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
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
    text = "\n".join(delimiter.join(row) for row in rows)
    (card,) = read_cards(text, NOTHING, LIMIT.cards).good
    assert card.words == {Language.fi: "Useimmat viihtyvät."}
    assert (card.theme, card.group) == (Theme.attitudes, {Language.fi: "vironkieliset"})


def test_a_table_without_headings_is_read_by_its_places() -> None:
    text = "Most like it here.;interaction;Somali speakers;en\nSeveral do not.;security;Somali speakers;en"
    found = read_cards(text, NOTHING, LIMIT.cards)
    assert [card.theme for card in found.good] == [Theme.interaction, Theme.security]


def test_rows_with_one_number_are_one_card_in_several_languages() -> None:
    text = (
        "card;text;theme;group;language\n"
        "1;De flesta trivs.;attityder;estnisktalande;sv\n"
        "1;Useimmat viihtyvät.;asenteet;vironkieliset;fi\n"
        "2;Flera är ensamma.;trygghet;estnisktalande;sv\n"
    )
    first, second = read_cards(text, NOTHING, LIMIT.cards).good
    assert set(first.words) == {Language.sv, Language.fi}
    assert first.group == {Language.sv: "estnisktalande", Language.fi: "vironkieliset"}
    assert set(second.words) == {Language.sv}


def test_each_refused_row_is_named_by_its_line_and_reason() -> None:
    text = (
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
    assert refused(text) == [
        (3, "no_text"),
        (4, "unknown_theme"),
        (5, "group_missing"),
        (6, "no_theme"),
        (7, "row_language"),
        (8, "said_twice"),
        (9, "too_long"),
    ]
    assert len(read_cards(text, NOTHING, LIMIT.cards).good) == 1


def test_a_quoted_cell_may_hold_line_breaks_and_the_next_row_keeps_its_number() -> None:
    text = 'text;theme;group\n"Två\nrader.";trygghet;alla\n;trygghet;alla'
    found = read_cards(text, NOTHING, LIMIT.cards)
    assert found.good[0].words == {Language.sv: "Två rader."}
    assert [row.line for row in found.refused] == [4]


def test_what_the_pack_has_no_room_for_is_refused_by_line() -> None:
    assert refused("a\nb\nc", USUAL, room=2) == [(3, "pack_full")]


def test_control_and_direction_characters_are_cleaned_and_scripts_kept() -> None:
    text = "De \u202eflesta\u202c\x07 trivs – نعم 👩‍👩‍👧"
    (card,) = read_cards(text, USUAL, LIMIT.cards).good
    assert card.words[Language.sv] == "De flesta trivs – نعم 👩‍👩‍👧"


def test_suggestions_need_neither_theme_nor_group() -> None:
    found = read_suggestions("Ordna talko.\nHåll salen öppen.", NOTHING)
    assert [one.theme for one in found.good] == [None, None]
    assert found.refused == ()


def read(content: bytes, usual: Usual = NOTHING) -> Imported[NewCard]:
    """What a file comes to."""
    return read_cards(decoded(content), usual, LIMIT.cards)


def reason(content: bytes) -> str:
    """Why nothing of a file is taken."""
    with pytest.raises(RefusedError) as refused:
        read(content)
    return refused.value.refusal.code


def test_a_number_in_front_is_never_the_text_and_the_methods_words_are_known() -> None:
    found = read(
        "Nr;Centralt resultat;Tema;Grupp;På finska\n"
        "1;Vi vågar tala svenska.;Attityder;estnisktalande;Uskallamme puhua ruotsia.".encode(
            "utf-8-sig"
        )
    )
    (card,) = found.good
    assert card.words == {"sv": "Vi vågar tala svenska.", "fi": "Uskallamme puhua ruotsia."}


def test_a_column_for_each_language_gives_one_card_in_both() -> None:
    content = "Svenska;Suomi;Tema;Grupp\nVi väntar.;Odotamme.;delaktighet;alla".encode("cp1252")
    (card,) = read(content).good
    assert card.words == {"sv": "Vi väntar.", "fi": "Odotamme."}


def test_a_column_that_is_not_used_is_named_and_a_heavy_card_is_heavy() -> None:
    text = "Kort;Tema;Grupp;Finska;Tungt;Anmärkning\nHot.;trygghet;alla;Uhka.;x;från grupp 2"
    found = read(text.encode())
    assert found.good[0].heavy
    assert [column.heading for column in found.columns if not column.use] == ["Anmärkning"]
    assert found.columns[3].use == "text:fi"


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Delområde 1: Delaktighet", Theme.participation),
        ("Osallisuus ja vaikuttaminen", Theme.participation),
        ("Attitydklimat", Theme.attitudes),
        ("Turvallisuuden tunteet", Theme.security),
        ("Keskinäinen vuorovaikutus", Theme.interaction),
        ("vaxelverkan", Theme.interaction),
    ],
)
def test_a_theme_is_known_by_the_names_that_reports_give_it(words: str, theme: Theme) -> None:
    (card,) = read(f"Delområde;Språkgrupp;Centralt resultat\n{words};alla;Så är det.".encode()).good
    assert card.theme is theme


def test_headings_are_found_below_a_title_and_below_what_excel_says_of_itself() -> None:
    title = "Erfarenhetskort till mötet;;\n;;\nKort;Delområde;Grupp\nVi väntar.;trygghet;alla"
    excel = "sep=;\nKort;Tema;Grupp;Språk\nVi väntar.;trygghet;alla;sv"
    for text in (title, excel):
        found = read(text.encode())
        assert [card.words for card in found.good] == [{"sv": "Vi väntar."}]
        assert found.refused == ()


def test_cells_that_were_merged_hold_for_the_rows_below() -> None:
    text = "Delområde;Grupp;Kort\nAttityder;alla;Ett.\n;;Två.\n;ryskspråkiga;Tre."
    found = read(text.encode()).good
    assert {card.theme for card in found} == {Theme.attitudes}
    assert [card.group["sv"] for card in found] == ["alla", "alla", "ryskspråkiga"]


def test_an_old_mac_keeps_its_letters_and_its_lines() -> None:
    text = (
        "Kort;Tema;Grupp\rFå känner någon.\nDe vill.;växelverkan;alla\rVi hör av oss.;trygghet;alla"
    )
    found = read(text.encode("mac_roman"))
    assert [card.words["sv"] for card in found.good] == [
        "Få känner någon. De vill.",
        "Vi hör av oss.",
    ]


def test_a_list_loses_bullets_and_numbers_and_tells_the_group_in_brackets() -> None:
    text = "• Vi väntar länge. (somalisktalande)\n3. Bussen kom (inte alltid)\n– Grannen hjälpte. (alla)"
    found = read_cards(text, USUAL, LIMIT.cards).good
    assert [(card.words["sv"], card.group["sv"]) for card in found] == [
        ("Vi väntar länge.", "somalisktalande"),
        ("Bussen kom (inte alltid)", "somalisktalande"),
        ("Grannen hjälpte.", "alla"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n", "empty_file"),
        (b"PK\x03\x04" + bytes(200), "office_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture_file"),
        (bytes(400), "not_text"),
        ("Mitä mieltä olet?;Aika\nHyvä;1.2.2026\nHuono;2.2.2026".encode(), "unknown_columns"),
        ("Förnamn;Efternamn;Adress;Svar\nA;B;C;Ja".encode(), "of_persons"),
    ],
)
def test_a_file_that_holds_no_cards_is_refused_by_what_it_is(content: bytes, code: str) -> None:
    assert reason(content) == code


def test_a_text_that_stands_twice_comes_in_once() -> None:
    assert refused("Samma.\nsamma.", USUAL) == [(2, "there_already")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_read_as_it_was_saved(encoding: str) -> None:
    text = "text;tema\nTrygghet på svenska: åäö.;trygghet"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n;;", '"', "\ufeff", "\t\t", "text;theme\n"])
def test_text_without_cards_gives_none_and_no_fault(text: str) -> None:
    assert read_cards(text, USUAL, LIMIT.cards).good == ()
