"""Tables and lists as clerks save them: each with what has to come of it. All texts are fiction."""

import unicodedata
from dataclasses import dataclass

from tests.papers.clerks_files import csv_of

HEADINGS = ("Kort", "Tema", "Grupp", "Språk")
CARDS = (
    ("Vi känner ingen i trappan, fast vi gärna ville.", "växelverkan", "rysktalande", "sv"),
    ("Vi röstade för första gången i våras.", "delaktighet", "somalisktalande", "sv"),
    (
        "Efter nio går vi inte förbi stationen.\nVi tar omvägen.",
        "trygghetskänsla",
        "finskspråkiga",
        "sv",
    ),
    ('Läraren frågade vad vi tycker, "på riktigt".', "attityder", "arabisktalande", "sv"),
    ("=SUMMA(A1:A9) säger vi om papperen.", "delaktighet", "arabisktalande", "sv"),
)
ROWS = (HEADINGS, *CARDS)
LINES = (
    "• Iltaisin kierrämme aseman kaukaa. (tigrinjankieliset)",
    "• Opettaja kysyi meiltä ja odotti vastausta. (somalinkieliset)",
    "3. Bussissa meille tiuskitaan. (arabiankieliset)",
    "– Naapurit kantoivat sohvan ylös. (ukrainankieliset)",
)


@dataclass(frozen=True)
class Clerks:
    """A file, and what is right: so many rows that fit and so many to be mended; or what is asked, or the refusal.

    `first`: the words of its first card. `asked`: the columns have to be looked at before any row is shown.
    """

    name: str
    content: bytes
    fit: int = 0
    mend: int = 0
    first: str = ""
    asked: bool = False
    refused: str = ""


def quoted(rows: tuple[tuple[str, ...], ...], parting: str, end: str = "\r\n") -> str:
    def cell(words: str) -> str:
        doubled = words.replace('"', '""')
        return f'"{doubled}"' if {parting, '"', "\n"} & {*words} else words

    return end.join(parting.join(map(cell, row)) for row in rows) + end


def apart(words: str) -> str:
    return unicodedata.normalize("NFD", words)


WHOLE = quoted(ROWS, ";")
FIRST = CARDS[0][0]
IN_FINNISH = tuple(
    (words, theme, group, language)
    for (words, _, group, language), theme in zip(
        CARDS,
        ("vuorovaikutus", "osallisuus", "turvallisuuden tunne", "asenteet", "osallisuus"),
        strict=True,
    )
)
TABLES = (
    Clerks("excel-utf8-bom.csv", WHOLE.encode("utf-8-sig"), fit=5, first=FIRST),
    Clerks("excel-sv-cp1252.csv", WHOLE.encode("cp1252"), fit=5, first=FIRST),
    Clerks("excel-unicode-text.txt", quoted(ROWS, "\t").encode("utf-16"), fit=5, first=FIRST),
    Clerks("plain-comma.csv", quoted(ROWS, ",", "\n").encode(), fit=5, first=FIRST),
    Clerks(
        "fi-headers.csv",
        quoted((("Kortti", "Teema", "Ryhmä", "Kieli"), *IN_FINNISH), ";").encode(),
        fit=5,
        first=FIRST,
    ),
    Clerks("mac-cr.csv", quoted(ROWS, ";", "\r").encode("mac_roman"), fit=5, first=FIRST),
    Clerks("sep-line.csv", f"sep=;\r\n{WHOLE}".encode("cp1252"), fit=5, first=FIRST),
    Clerks(
        "ar-ti.csv",
        csv_of(
            [
                HEADINGS,
                (
                    "جيراننا يلقون علينا التحية كل صباح (2026)، «دائمًا».",
                    "växelverkan",
                    "arabisktalande",
                    "ar",
                ),
                ("ጎረባብትና ንግሆ ንግሆ ሰላም ይብሉና።", "växelverkan", "tigrinjatalande", "ti"),
            ],
            "utf-8",
        ),
        fit=2,
        first="جيراننا يلقون علينا التحية كل صباح (2026)، «دائمًا».",
    ),
    Clerks(
        "report-words-fi.csv",
        csv_of(
            [
                ("Osa-alue", "Kieliryhmä", "Keskeinen tulos"),
                (
                    "Osallisuus ja vaikuttaminen",
                    "somalinkieliset",
                    "Meitä ei ole pyydetty valtuuston iltaan.",
                ),
                ("Turvallisuuden tunteet", "somalinkieliset", "Asemalla emme jää odottamaan."),
                ("Asenneilmapiiri", "virolaiset", "Kaupassa meille hymyillään nykyään."),
                ("Keskinäinen vuorovaikutus", "suomenkieliset", "Haluamme soittaa yhdessä."),
            ],
            "utf-8",
        ),
        fit=4,
        first="Meitä ei ole pyydetty valtuuston iltaan.",
    ),
    Clerks(
        "report-words-sv.csv",
        csv_of(
            [
                ("Delområde", "Språkgrupp", "Centralt resultat"),
                (
                    "Delområde 1: Delaktighet",
                    "arabisktalande",
                    "Barnen läser kommunens brev för oss.",
                ),
                ("Attitydklimat", "arabisktalande", "På biblioteket hälsar alla."),
                ("Känslan av trygghet", "svenskspråkiga", "Lampan vid stigen är släckt."),
                ("Interaktion", "estnisktalande", "Vi träffar andra på jobbet."),
            ],
            "cp1252",
        ),
        fit=4,
        first="Barnen läser kommunens brev för oss.",
    ),
    Clerks(
        "brackets.txt", "\n".join(LINES).encode(), mend=4, first="Iltaisin kierrämme aseman kaukaa."
    ),
    Clerks(
        "title-row.csv",
        csv_of(
            [
                ("Korten till kvällen 3.12", "", "", ""),
                ("", "", "", ""),
                ("Kort", "Delområde", "Grupp", "Tungt"),
                ("Vi ringer hellre en vän än polisen.", "Trygghetskänsla", "somalisktalande", "ja"),
                ("Språkkaféet fyller salen.", "Växelverkan", "ukrainskspråkiga", ""),
            ],
            "utf-8",
        ),
        fit=2,
        first="Vi ringer hellre en vän än polisen.",
    ),
    Clerks(
        "merged-cells.csv",
        csv_of(
            [
                ("Delområde", "Grupp", "Kort"),
                ("Delaktighet", "somalisktalande", "Vi väljer inte, för vi vet inte vad."),
                ("", "", "Vi sitter i en styrelse."),
                ("Attityder", "", "I hissen är det tyst."),
                ("", "arabisktalande", "Vakten följer efter oss."),
            ],
            "utf-8",
        ),
        fit=4,
        first="Vi väljer inte, för vi vet inte vad.",
    ),
    Clerks(
        "two-languages.csv",
        csv_of(
            [
                ("Teksti fi", "Teksti sv", "Osa-alue", "Ryhmä"),
                (
                    "Lomake on vaikea löytää.",
                    "Blanketten är svår att hitta.",
                    "Osallisuus",
                    "venäjänkieliset",
                ),
                (
                    "Pihalla leikitään yhdessä.",
                    "På gården leker alla.",
                    "Vuorovaikutus",
                    "suomenkieliset",
                ),
            ],
            "utf-8",
        ),
        fit=2,
        first="Blanketten är svår att hitta.",
    ),
    Clerks(
        "number-first.csv",
        csv_of(
            [
                ("Nr", "Centralt resultat", "Tema", "Grupp", "På finska"),
                (
                    "1",
                    "Vi talar svenska på jobbet.",
                    "Attityder",
                    "estnisktalande",
                    "Puhumme työssä ruotsia.",
                ),
                (
                    "2",
                    "Vi bjuder varandra på kaffe.",
                    "Växelverkan",
                    "estnisktalande",
                    "Kahvittelemme.",
                ),
            ]
        ),
        fit=2,
        first="Vi talar svenska på jobbet.",
    ),
    Clerks(
        "finnish-column.csv",
        csv_of(
            [
                ("Kort", "Tema", "Grupp", "Finska", "Tungt", "Anmärkning"),
                (
                    "Ett rum saknas.",
                    "Delaktighet",
                    "ukrainskspråkiga",
                    "Huone puuttuu.",
                    "",
                    "bord 2",
                ),
                (
                    "Det ropas efter oss.",
                    "Trygghetskänsla",
                    "arabisktalande",
                    "Peräämme huudetaan.",
                    "x",
                    "",
                ),
            ]
        ),
        fit=2,
        first="Ett rum saknas.",
    ),
    Clerks(
        "decomposed.csv",
        csv_of(
            [
                ("Kort", apart("Delområde"), "Befolkningsgrupp"),
                (apart("Vi hörs på torget."), apart("Växelverkan"), apart("svenskspråkiga")),
                (apart("Kön är lång."), "Delaktighet", apart("svenskspråkiga")),
            ],
            "utf-8",
        ),
        fit=2,
        first="Vi hörs på torget.",
    ),
    Clerks("no-header.csv", quoted(CARDS, ";").encode(), asked=True),
    Clerks(
        "heading-with-break.csv",
        '"Mitä haluat\nsanoa?";Aika\n"Kiitos, että kysytte";1.2.2026\n"Vuoroja on\nvähän";2.2.2026'.encode(),
        asked=True,
    ),
    Clerks(
        "not-cards-people.csv",
        csv_of(
            [
                ("Förnamn", "Efternamn", "Adress", "E-post", "Svar"),
                ("Provar", "Provarsson", "Provgatan 1", "p@example.org", "Ja"),
                ("Testa", "Testström", "Provgatan 2", "t@example.org", "Nej"),
            ],
            "utf-8",
        ),
        asked=True,
    ),
    Clerks("empty.csv", b"", refused="empty_file"),
    Clerks("nul.csv", bytes(512), refused="not_text"),
    Clerks("picture-as.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, refused="picture_file"),
    Clerks(
        "long-cell.csv",
        csv_of([HEADINGS, ("x" * 3000, "växelverkan", "alla", "sv")], "utf-8"),
        mend=1,
    ),
    Clerks(
        "unknown-theme.csv",
        quoted((HEADINGS, *((words, "ekonomi", *more) for words, _, *more in CARDS)), ";").encode(),
        mend=5,
    ),
    Clerks(
        "31-cards.csv",
        csv_of(
            [HEADINGS]
            + [
                (f"Kort {place}: vi möts på torget.", "växelverkan", "alla", "sv")
                for place in range(31)
            ],
            "utf-8",
        ),
        fit=31,
        first="Kort 0: vi möts på torget.",
    ),
)
