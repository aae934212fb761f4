"""The pages of a meeting at the desk."""

from app.vocabulary.word import N_, Word


class DeskTab(Word):
    """Each by its path, in the order in which they stand above every one of them. A sentence that sends
    somebody to one takes its name as `page`.
    """

    basics = "basics", N_("Basics")
    programme = "programme", N_("Programme")
    gatherings = "gatherings", N_("Sessions")
    results = "results", N_("Results")
    cards = "cards", N_("Cards")
    suggestions = "suggestions", N_("Suggestions")
    texts = "texts", N_("Principles and survey")
    people = "people", N_("People")
    ready = "ready", N_("Ready?")
    print = "print", N_("Print")
    links = "links", N_("Links")
    after = "after", N_("Afterwards")
    followup = "followup", N_("Follow-up")
