"""The parts of the guide, in the order in which they are read."""

from app.vocabulary.word import N_, Word


class GuidePart(Word):
    """A page on the screen, a chapter of the booklet."""

    about = "about", N_("What it is all for")
    year = "year", N_("The coordinator's year")
    session = "session", N_("The discussion session")
    introduction = "introduction", N_("Introduction for discussion leaders and secretaries")
    questions = "questions", N_("Questions by theme")
    principles = "principles", N_("A safer space")
    results = "results", N_("From notes to cards")
    meeting = "meeting", N_("The meeting with decision-makers")
    evening = "evening", N_("The meeting leader's evening")
    phones = "phones", N_("When phones fail")
    languages = "languages", N_("Several languages in one room")
    followup = "followup", N_("Follow-up and the next round")
    checklists = "checklists", N_("Checklists")
    costs = "costs", N_("What it costs")
    templates = "templates", N_("Templates and forms")
