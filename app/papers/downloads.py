"""What can be downloaded of a meeting, and as what kinds of file; how each is made: `outgoing`."""

from app.vocabulary import N_, Word


class Download(Word):
    """In the desk's order; the value is its name in addresses. "about": what is in it."""

    before = (
        "key-results",
        N_("Slides of the results"),
        {"about": N_("What residents told, theme by theme, with the presenter's notes.")},
    )
    memo = (
        "memo",
        N_("Memo for the council"),
        {
            "about": N_(
                "Agreed actions in full, what the groups decided, proposals with answers, vote and survey. It is "
                "public: a role that fewer than %(fewest)s have, a session of fewer than %(fewest)s, and a question "
                "that fewer than %(fewest)s answered, are not told of in numbers."
            )
        },
    )
    actions = (
        "actions",
        N_("Agreed actions"),
        {
            "about": N_(
                "As a table for the integration programme: goal, measure, responsible, cooperation, follow-up."
            )
        },
    )
    outcome = (
        "outcome",
        N_("Slides of the outcome"),
        {"about": N_("To show to the council or a committee.")},
    )
    result = (
        "result",
        N_("The whole result"),
        {
            "about": N_(
                "Sessions, key results, decisions on the cards, the groups' sentences about the discussion, ideas, "
                "votes, agreed actions and survey. Never who said what."
            )
        },
    )
    prepared = (
        "meeting",
        N_("The meeting as it was prepared"),
        {
            "about": N_(
                "Programme, cards, results and questions in all languages, and nothing of the people: to begin with "
                "another year, or somewhere else. It is brought in under “%(press)s”."
            )
        },
    )


# What there is before the meeting begins; the rest tells what came of it.
AT_ONCE = (Download.before, Download.prepared)
KINDS: dict[Download, tuple[str, ...]] = {
    Download.before: ("pptx",),
    Download.memo: ("docx", "pdf"),
    Download.actions: ("docx", "xlsx", "pdf", "csv", "json"),
    Download.outcome: ("pptx",),
    Download.result: ("xlsx", "csv", "json"),
    Download.prepared: ("json",),
}
OPENED_BY = {
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "pdf": "PDF",
    "csv": "CSV",
    "json": "JSON",
}
