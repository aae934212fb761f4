"""What is told of an agreed action: by papers and files, at the desk, on phones and on the wall."""

from app.vocabulary.word import N_, Word


class AgreedFact(Word):
    serves = "serves", N_("What it serves")
    owner = "owner", N_("Who starts it")
    first_step = "first_step", N_("First step")
    due_on = "due_on", N_("Date")
    partners = "partners", N_("Cooperation")
    indicator = "indicator", N_("How one sees that it worked")
    review_on = "review_on", N_("Next review")
    from_groups = "from_groups", N_("From small group")
    origin = "origin", N_("From the residents' suggestion")
    interest = "interest", N_("Want to take part")
    corrected_on = "corrected_on", N_("Corrected after the meeting")
