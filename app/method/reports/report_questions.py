"""What a report asks: the method's questions by theme, the same on paper and on the screen."""

from app.vocabulary import N_, Theme

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
TO_EVERYBODY = N_("The question to everybody at the end")
SUMMING_UP = N_(
    "What should be done, and by whom, so that relations between population groups become better for everybody?"
)
FACTS = {
    "participants": N_("Number of participants"),
    "countries": N_("Countries of origin"),
    "under_ten": N_("Under 10 years in Finland"),
    "over_ten": N_("Over 10 years in Finland"),
    "women": N_("Women"),
    "men": N_("Men"),
    "ages": N_("Age groups"),
}
# On paper two counts stand on one line, with a stroke between them.
PAIRS = {
    N_("Under 10 years in Finland / over 10 years"): ("under_ten", "over_ten"),
    N_("Women / men"): ("women", "men"),
}
COUNTED = frozenset({"participants", "under_ten", "over_ten", "women", "men"})
# The pages of a report in their order: the themes are between these two.
GROUP = "group"
END = "end"
SECTIONS = (GROUP, *(theme.value for theme in Theme), END)
# The last question of each section, for everything that the others do not ask.
OTHER = N_("What else was said about this")
ANYTHING = N_("What else the municipality should know")


def _asked() -> dict[str, dict[str, str]]:
    asked = {GROUP: dict(FACTS)}
    for theme, questions in QUESTIONS.items():
        numbered = enumerate((*questions, OTHER), start=1)
        asked[theme.value] = {f"{theme}_{number}": words for number, words in numbered}
    return {**asked, END: {"end_1": SUMMING_UP, "end_2": ANYTHING}}


# By section: the place of each answer, and its question.
ASKED = _asked()
ANSWERS = {
    place: words
    for section in SECTIONS
    if section != GROUP
    for place, words in ASKED[section].items()
}


def facts_on_paper() -> tuple[str, ...]:
    """The facts of a session, as the paper form asks for them."""
    lines = {first: line for line, (first, _) in PAIRS.items()}
    seconds = {second for _, second in PAIRS.values()}
    return tuple(lines.get(place, words) for place, words in FACTS.items() if place not in seconds)


def theme_of_place(place: str) -> Theme | None:
    """The theme of an answer's place; None on the last page."""
    word = place.partition("_")[0]
    return Theme(word) if word in set(Theme) else None


def place_for(theme: Theme | None) -> str:
    """The place for what belongs to a theme, or to none, but answers no question."""
    return f"{theme}_{len(QUESTIONS[theme]) + 1}" if theme else "end_2"
