"""The sheets with a layout of their own: cards, categories, the axis and table signs."""

from typing import Any

from app import texts
from app.links import bare
from app.method.preparing.lacks import NO_CARDS
from app.models import Card
from app.papers.document import InLanguage, Paragraph
from app.papers.printing.as_json import SheetValues, document_sheet, inline
from app.papers.printing.prepared import Prepared
from app.qr import wifi
from app.vocabulary import N_, Category, Effort, Impact, Language, Reason, Step

CARDS = N_("Experience cards")


def cards(prepared: Prepared) -> list[SheetValues]:
    """One pack of cards per small group; a page that says so where there are none."""
    if not prepared.piece.cards:
        return [document_sheet(prepared.document(_no_cards))]
    told = [
        _card(prepared, number, card)
        for number, card in enumerate(prepared.piece.cards.values(), start=1)
    ]
    return [_packs(prepared, kind="cards", cards=told)]


def _no_cards(_prepared: Prepared, language: Language) -> InLanguage:
    none = texts.say(NO_CARDS, language)
    return InLanguage(language, texts.say(CARDS, language), (), (Paragraph((none,)),))


def _card(prepared: Prepared, number: int, card: Card) -> dict[str, Any]:
    group = prepared.piece.population_groups[card.population_group_id]
    names = prepared.text(group.name_id)
    heavy = texts.say(N_("A heavy card"), prepared.language) if card.heavy else ""
    return {
        "number": number,
        "theme": texts.name(card.theme, prepared.language),
        "texts": prepared.text(card.text_id),
        "groups": [{**name, "words": f"({name['words']})"} for name in names],
        "heavy": heavy,
    }


def categories(prepared: Prepared) -> list[SheetValues]:
    """The three categories, once per small group. “We don't know” lists its reasons."""
    told = [
        {
            "kind": category.value,
            "names": prepared.each(category.says["name"]),
            "hints": _reasons(prepared) if category is Category.dunno else [],
        }
        for category in Category
    ]
    return [_packs(prepared, kind="categories", categories=told)]


def _reasons(prepared: Prepared) -> list[dict[str, Any]]:
    def both(language: Language) -> str:
        return " / ".join(texts.name(reason, language) for reason in Reason)

    return prepared.by_language(both)


def _packs(prepared: Prepared, **told: Any) -> SheetValues:
    return {**told, "packs": [prepared.pack(number) for number in prepared.groups]}


def axis(prepared: Prepared) -> list[SheetValues]:
    def ends(effort: Effort, impact: Impact) -> list[dict[str, Any]]:
        return prepared.by_language(
            lambda language: ", ".join(texts.name(end, language) for end in (effort, impact))
        )

    return [
        {
            "kind": "axis",
            "titles": prepared.each(Step.axis.says["name"]),
            "large": ends(Effort.easy, Impact.large),
            "easy": ends(Effort.easy, Impact.small),
            "laborious": ends(Effort.laborious, Impact.small),
            "great": ends(Effort.laborious, Impact.large),
            "across": prepared.each(N_("To the right: more work")),
            "up": prepared.each(N_("Upwards: greater impact")),
        }
    ]


def signs(prepared: Prepared) -> list[SheetValues]:
    between = inline(" · ", prepared.language)
    names = prepared.text(prepared.piece.meeting.name_id)
    return [
        {
            "kind": "signs",
            "meeting": [part for name in names for part in (between, name)][1:],
            "tables": [_table(prepared, number) for number in prepared.groups],
            "network": _network(prepared),
            "first": prepared.each(N_("First the Wi-Fi network:")),
            "password": prepared.each(N_("Password")),
            "then": prepared.each(N_("Join the meeting")),
            "type": prepared.each(N_("Point your phone's camera at the square, or type")),
            "code": [prepared.piece.meeting.code[:3], prepared.piece.meeting.code[3:]],
        }
    ]


def _table(prepared: Prepared, number: int) -> dict[str, Any]:
    address = f"{prepared.join}/{number}"
    alt = texts.say(N_("QR code to join at table %(number)s"), prepared.language, number=number)
    return {
        "number": number,
        "names": prepared.each(N_("Table %(number)s"), number=number),
        "address": bare(address),
        "qr": prepared.qr(address.upper(), alt),
    }


def _network(prepared: Prepared) -> dict[str, Any] | None:
    meeting = prepared.piece.meeting
    if not meeting.network:
        return None
    alt = texts.say(N_("QR code that joins the Wi-Fi network"), prepared.language)
    code = wifi(meeting.network, meeting.network_password)
    return {
        "name": meeting.network,
        "password": meeting.network_password,
        "qr": prepared.qr(code, alt),
    }
