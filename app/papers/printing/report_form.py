"""The secretary's form for a discussion session: question by question, printed empty or filled in with Word."""

from app import texts
from app.papers.document import Block, Document, Grid, Headline, InLanguage, Paragraph
from app.papers.printing.prepared import Prepared
from app.vocabulary import N_, Language, Theme

# How many lines an answer has on paper.
ROOM = 6
QUESTIONS: dict[Theme, tuple[str, ...]] = {
    Theme.participation: (
        N_("How do you take part in your own life, in your communities and in society?"),
        N_("Do you belong to several communities or groups? Where and how does it show?"),
        N_("Do you vote, stand for election or work in associations?"),
        N_("Can you take part and have a say where you live? How?"),
    ),
    Theme.attitudes: (
        N_("Have you met trust or mistrust? Who showed it, and towards whom?"),
        N_("Are there prejudices against you? Which ones, and in which situations?"),
    ),
    Theme.security: (
        N_("Is there a place in the municipality where you or people of your group are not safe?"),
        N_("Have you been discriminated against, or seen it happen to others? Where?"),
        N_("Do you feel accepted as you are?"),
        N_("Do you know your rights? Which ones, for example?"),
    ),
    Theme.interaction: (
        N_(
            "Do people of many population groups live in your area, or mostly of one? What would you wish?"
        ),
        N_(
            "Do you have friends from several population groups, or from your own only? What do you think about it?"
        ),
        N_("With whom do you spend your free time?"),
        N_("Do you get support when you need it, and do you give it to others?"),
    ),
}
SUMMING_UP = N_(
    "What should be done, and by whom, so that relations between population groups become better for everybody?"
)
FACTS = (
    N_("Population group"),
    N_("Date and place"),
    N_("Language of the session"),
    N_("Number of participants"),
    N_("Countries of origin"),
    N_("Under 10 years in Finland / over 10 years"),
    N_("Women / men"),
    N_("Age groups"),
)


def report_form(prepared: Prepared) -> Document:
    parts = tuple(_part(prepared, language) for language in prepared.wanted.languages)
    return Document(prepared.municipality.words, parts)


def _part(prepared: Prepared, language: Language) -> InLanguage:
    def say(sentence: str) -> str:
        return texts.say(sentence, language)

    told: list[Block] = [
        Paragraph(
            (
                say(
                    N_(
                        "Write what people said, not who said it. No answer may make it possible to recognise "
                        "a person. Write the answers clean in Finnish or Swedish afterwards."
                    )
                ),
            )
        ),
        Headline((say(N_("General facts about the group")),)),
        Paragraph(
            (say(N_("Leave out whatever fewer than five people have in common.")),), quiet=True
        ),
        Grid((), tuple(((say(one),), ()) for one in FACTS), widths=(6, 10)),
    ]
    heads = (say(N_("Question")), say(N_("What was said")))
    for theme, questions in QUESTIONS.items():
        rows = tuple(((say(one),), ()) for one in questions)
        told.append(Headline((texts.name(theme, language),)))
        told.append(Grid(heads, rows, widths=(6, 10), room=ROOM))
    told.append(Headline((say(N_("The question to everybody at the end")),)))
    told.append(Grid(heads, (((say(SUMMING_UP),), ()),), widths=(6, 10), room=2 * ROOM))
    title = say(N_("Report of the discussion session"))
    return InLanguage(language, title, (prepared.municipality_in(language),), tuple(told))
