"""What people write on this stage, in the two languages in which they write it. All of it is fiction."""

from typing import NamedTuple

from app.limits import LIMIT
from app.vocabulary import Language


class Written(NamedTuple):
    title: str
    what: str
    who: str


# What an interpreter has typed, with words of another script in it.
INTERPRETED = "مقهى اللغات (Språkcafé) يوم الاثنين 17:30!"
# What a group calls the suggestion that it develops.
CALLED: dict[Language, str] = {
    Language.sv: "Fler bänkar och bättre belysning längs gångvägarna",
    Language.fi: "Lisää penkkejä ja parempi valaistus kävelyteille",
}
IDEAS: dict[Language, tuple[Written, ...]] = {
    Language.sv: (
        Written(
            "Språkkafé i biblioteket varje torsdagskväll",
            "Biblioteket håller ett rum öppet på torsdagskvällarna. Två värdar hälsar alla välkomna.",
            "Biblioteket och föreningarna",
        ),
        Written(
            "En gemensam väg till sommarjobb för alla unga, också utan egna kontakter i byn",
            "Kommunen och företagarna lägger ut alla sommarjobb på ett och samma ställe senast i mars. "
            "Den som behöver får hjälp att skriva sin ansökan, på biblioteket eller i ungdomshuset, och "
            "varje företag lovar att svara alla som söker. I augusti berättar de unga själva hur det gick.",
            "Näringslivsenheten tillsammans med ungdomsfullmäktige",
        ),
        Written("Ring upp, inte bara brev", "Någon ringer den som har fått ett svårt beslut.", ""),
    ),
    Language.fi: (
        Written(
            "Kielikahvila kirjastossa joka torstai-ilta",
            "Kirjasto pitää huoneen auki torstai-iltaisin. Kaksi isäntää toivottaa kaikki tervetulleiksi.",
            "Kirjasto ja yhdistykset",
        ),
        Written(
            "Yhteinen reitti kesätöihin kaikille nuorille, myös ilman omia tuttavia",
            "Kunta ja yrittäjät ilmoittavat kaikki kesätyöpaikat samassa paikassa viimeistään maaliskuussa. "
            "Hakemuksen kirjoittamiseen saa apua kirjastossa tai nuorisotalossa, ja jokainen yritys lupaa "
            "vastata kaikille hakijoille. Elokuussa nuoret kertovat itse, miten kesä meni.",
            "Elinkeinopalvelut yhdessä nuorisovaltuuston kanssa",
        ),
        Written("Soitetaan, ei vain kirjettä", "Vaikean päätöksen saaneelle soitetaan.", ""),
    ),
}

# As long as a title may be, of words that are long in themselves.
LONG_TITLE = {
    Language.sv: "Gemensam informationsträff om barnomsorgsplatser och skolskjutsar vid kommunhuset",
    Language.fi: "Yhteinen varhaiskasvatuspaikkojen ja koulukuljetusten tiedotustilaisuus vuosittain",
}
LONG_TITLE = {language: words[: LIMIT.title].strip() for language, words in LONG_TITLE.items()}

# Cards of five, sixteen and thirty-five words, one of them as long as words are in these languages.
CARDS = {
    Language.sv: (
        "Vi hälsar alltid på varandra.",
        (
            "Som informationsinsamlingsmötesdeltagare fick vi tala till punkt, "
            "men i vardagen avbryter många oss så fort brytningen hörs."
        ),
        (
            "Vi har bott här i många år och våra barn går i skolan här, men när vi söker jobb får vi "
            "sällan svar, och ingen har berättat för oss vad som saknas i våra ansökningar."
        ),
    ),
    Language.fi: (
        "Meillä tervehditään aina kaikkia naapureita.",
        (
            "Kunnallisvaaliehdokasasettelutilaisuus oli meille uusi asia, "
            "eikä kukaan kertonut meille etukäteen, että sinne saa tulla kuka tahansa asukas."
        ),
        (
            "Olemme asuneet täällä jo monta vuotta ja lapsemme käyvät täällä koulua, mutta kun haemme "
            "töitä, saamme vain harvoin vastauksen, eikä kukaan ole kertonut meille selvästi, mitä "
            "hakemuksistamme puuttuu tai kuka voisi auttaa meitä niiden kirjoittamisessa."
        ),
    ),
}

OTHER_TITLE = {
    Language.sv: "Språkkafé på torg och bibliotek",
    Language.fi: "Kielikahvila torilla ja kirjastossa",
}
HALF = {Language.sv: "Ett halvt påbörjat förslag", Language.fi: "Puoliksi kirjoitettu ehdotus"}

OWNER = {
    Language.sv: "Bildningsnämnden och biblioteket tillsammans",
    Language.fi: "Sivistyslautakunta yhdessä kirjaston kanssa",
}
FIRST_STEP = {
    Language.sv: "Nämnden tar upp ärendet på sitt möte i januari och utser en kontaktperson.",
    Language.fi: "Lautakunta käsittelee asian tammikuun kokouksessaan ja nimeää yhteyshenkilön.",
}
DUE_ON = "2027-01-20"
THOUGHTS = {
    Language.sv: "Jag såg hur olika samma gata kan se ut.",
    Language.fi: "Näin, miten eriltä sama katu voi näyttää.",
}

PASTED = (
    "Kort\tDelområde\tGrupp\tKälla\n"
    "Jag hälsar på mina grannar varje dag.\tdeltagande\tsomalisktalande\tgrupp 2\n"
    "Vi vågar inte gå ensamma hem från träningen.\ttrygghet\tokänd grupp\t\n"
)
