"""What the report form of a discussion session says to its secretary, on paper and on its page."""

from app.vocabulary.word import N_, Word


class SessionForm(Word):
    called = "called", N_("Report of the discussion session")
    not_who = (
        "not_who",
        N_(
            "Write what people said, not who said it. No answer may make it possible to recognise "
            "a person. Write the answers clean in Finnish or Swedish afterwards."
        ),
    )
    of_group = "of_group", N_("General facts about the group")
    few = "few", N_("Leave out whatever fewer than %(fewest)s people have in common.")
