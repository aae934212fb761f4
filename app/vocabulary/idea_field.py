"""What a small group writes of an idea, on every form that asks for it and wherever it is shown."""

from app.vocabulary.word import N_, Word


class IdeaField(Word):
    one_sentence = "one_sentence", N_("The idea in one sentence")
    what = "what", N_("What is done?")
    who = "who", N_("Who could get this started?")
