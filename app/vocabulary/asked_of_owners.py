"""What a form asks whoever has started an agreed action: on paper, on their own page, at the desk."""

from app.vocabulary.word import N_, Word


class OwnerReport(Word):
    called = "called", N_("Report on an action")
    how_far = "how_far", N_("How far has it come?")
    done = "done", N_("What has been done, and what comes next? If it will not be done: why?")
    becomes_public = (
        "becomes_public",
        N_(
            "Write about what was done, not about single people. It can become public. "
            "What is sent stays in the log; a mistake is corrected by a new report."
        ),
    )
