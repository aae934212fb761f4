"""What people are told to press, by the label that stands on it."""

from app.vocabulary.word import N_, Word


class Press(Word):
    """A button, link or panel that stands on several pages, or is spoken of elsewhere: by the console's
    big button, on paper, or in a sentence, into which its label is put as `press`. The label stands
    here alone.
    """

    show_principles = "show_principles", N_("Show the principles")
    form_groups = "form_groups", N_("Form the groups")
    show_picture = "show_picture", N_("Show the picture")
    show_titles = "show_titles", N_("Show the titles")
    first_proposal = "first_proposal", N_("Show the first proposal")
    next_proposal = "next_proposal", N_("Next proposal")
    open_vote = "open_vote", N_("Open the vote")
    open_round = "open_round", N_("Open a new round")
    to_close_vote = "to_close_vote", N_("Close the vote …")
    close_vote = "close_vote", N_("Close and count the votes")
    show_result = "show_result", N_("Show the result")
    agree = "agree", N_("Agree on this")
    read_first = "read_first", N_("Read back: the first")
    read_next = "read_next", N_("Read back: the next")
    to_end = "to_end", N_("End the meeting …")
    end = "end", N_("End the meeting")
    keep_survey_open = "keep_survey_open", N_("Keep the survey open until then")
    close_survey = "close_survey", N_("Close the survey now")
    survey_with_meeting = "survey_with_meeting", N_("Let it close with the meeting")
    move_somebody = "move_somebody", N_("Move somebody")
    going_there = "going_there", N_("I am going there")

    joined_already = "joined_already", N_("I have joined already")
    other_phone = "other_phone", N_("Another phone, or leave")
    with_own_language = (
        "with_own_language",
        N_("I would like to sit with somebody who speaks my language"),
    )
    who_uses = "who_uses", N_("Who uses this phone")
    what_is_kept = "what_is_kept", N_("What is kept, and who sees it")

    safety = "safety", N_("Safety")
    ready_computer = "ready_computer", N_("Is this computer ready?")
    other_computer = "other_computer", N_("Another computer")
