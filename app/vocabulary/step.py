"""The steps of an evening, each with all that is said of it."""

from app.vocabulary.word import N_, Word


class Step(Word):
    """The kinds of rows in a programme, in the usual order of an evening.

    "next": what pressing Next does. "told": what it is, for people who have never been to such an evening. "doing":
    what the meeting leader says and does. "heading": above its panel on the console, as long as nothing is counted.
    "wall": at the foot of the wall. "shows": what the wall shows once there is some, as long as nothing is put up.
    """

    opening = (
        "opening",
        N_("Opening"),
        {
            "next": N_("Begin: the opening"),
            "told": N_(
                "People join by phone. The meeting leader says why we are here and reads the "
                "principles aloud."
            ),
            "doing": N_(
                "Welcome everybody, and read the principles aloud. The municipality tells about the "
                "sessions that were held."
            ),
            "heading": N_("Opening"),
            "wall": N_("Opening"),
            "shows": N_("The discussion sessions that were held"),
        },
    )
    results = (
        "results",
        N_("Results"),
        {
            "next": N_("Next: show the results"),
            "told": N_(
                "The presenter shows what residents told at the sessions, one theme after another."
            ),
            "doing": N_(
                "One theme at a time, or the presenter does it from the remote. Say that the results "
                "must not be generalised."
            ),
            "heading": N_("Results, theme by theme"),
            "wall": N_("Results, theme %(number)s of %(total)s"),
            "shows": N_("Results: %(theme)s"),
        },
    )
    supper = (
        "supper",
        N_("Meal"),
        {
            "next": N_("Next: break for the meal"),
            "told": N_("Everybody eats together. The wall shows when it goes on."),
            "doing": N_("Say when you continue. Those who come late can join with the code."),
            "heading": N_("Meal"),
            "wall": N_("Meal"),
            "shows": N_("The break for the meal"),
        },
    )
    groups = (
        "groups",
        N_("Small groups"),
        {
            "next": N_("Next: the small groups"),
            "told": N_(
                "The program mixes people into small groups of about %(size)s, and each group finds its "
                "table."
            ),
            "doing": N_(
                "Form groups of about %(size)s. Everybody finds the table with the number and shape "
                "on their phone. Count those without one."
            ),
            "heading": N_("Small groups"),
            "wall": N_("Small groups"),
            "shows": N_("The small groups and their shapes"),
        },
    )
    sorting = (
        "sorting",
        N_("Sorting"),
        {
            "next": N_("Next: start the sorting"),
            "told": N_(
                "Each group talks about one card after another and decides: more of this, less of "
                "this, or we do not know."
            ),
            "doing": N_(
                "One card at a time: the groups read, talk and decide. Walk round, and go where a "
                "hand is up. They need not get to all cards."
            ),
            "heading": N_("Sorting"),
            "wall": N_("Sorting"),
            "shows": N_("How far each group is"),
        },
    )
    picture = (
        "picture",
        N_("The picture"),
        {
            "next": N_("Next: the picture"),
            "told": N_(
                "The wall shows how all groups decided on each card. Everybody looks at it together."
            ),
            "doing": N_(
                "What do most want more of, and where do groups differ? Let some tell what surprised "
                "them."
            ),
            "heading": N_("The picture of all cards"),
            "wall": N_("The picture"),
            "shows": N_("How far each group came"),
        },
    )
    ideas = (
        "ideas",
        N_("Ideas"),
        {
            "next": N_("Next: write ideas"),
            "told": N_(
                "Each group writes 1 to %(most)s ideas: from the residents' suggestions, or its own."
            ),
            "doing": N_(
                "Each group writes 1 to %(most)s ideas: it develops a resident's suggestion, or "
                "finds a new one."
            ),
            "heading": N_("Ideas"),
            "wall": N_("Ideas"),
            "shows": N_("How many ideas each group has"),
        },
    )
    axis = (
        "axis",
        N_("Work and impact"),
        {
            "next": N_("Next: place the ideas"),
            "told": N_(
                "Each group places its ideas by how much work they are and how much they change, and "
                "chooses the one that it proposes."
            ),
            "doing": N_(
                "Each group places its ideas by work and impact, and chooses what it proposes."
            ),
            "heading": N_("Work and impact"),
            "wall": N_("Work and impact"),
            "shows": N_("Settled points, without titles"),
        },
    )
    proposals = (
        "proposals",
        N_("Proposals"),
        {
            "next": N_("Next: present proposals"),
            "told": N_("All proposals stand on the wall, and each group presents its own."),
            "doing": N_(
                "Each group presents its proposal in a minute or two. Join those that are the same."
            ),
            "heading": N_("Proposals"),
            "wall": N_("Proposals"),
            "shows": N_("The shapes of the groups that propose"),
        },
    )
    vote = (
        "vote",
        N_("Vote"),
        {
            "next": N_("Next: the vote"),
            "told": N_("Everybody votes, but not for their own group's proposal."),
            "doing": N_(
                "Everybody votes for what they support most, never for their own group's idea. Count "
                "the hands of those without a phone."
            ),
            "heading": N_("The vote is not open yet"),
            "wall": N_("Vote"),
            "shows": N_("That the vote is about to open"),
        },
    )
    agreement = (
        "agreement",
        N_("Actions"),
        {
            "next": N_("Next: agree on actions"),
            "told": N_(
                "1 to %(actions)s actions are agreed on: who starts, what comes first, and by when."
            ),
            "doing": N_(
                "1 to %(most)s actions: who starts it (a committee or unit), the first step, a date. "
                "Read them aloud."
            ),
            "heading": N_("What we agree on"),
            "wall": N_("Agreed actions"),
            "shows": N_("What is agreed"),
        },
    )
    survey = (
        "survey",
        N_("Survey"),
        {
            "next": N_("Next: open the survey"),
            "told": N_(
                "Everybody answers a few questions about the evening on their phone, without a name."
            ),
            "doing": N_(
                "Everybody answers on the phone, anonymously. The coordinator enters paper forms "
                "afterwards."
            ),
            "heading": N_("Feedback survey"),
            "wall": N_("Feedback survey"),
            "shows": N_("How many have finished the survey"),
        },
    )
    thanks = (
        "thanks",
        N_("Thanks"),
        {
            "next": N_("Next: thank everybody"),
            "told": N_(
                "The meeting leader thanks everybody and says when they hear what came of it."
            ),
            "doing": N_("Thank everybody, and say where the follow-up can be read."),
            "heading": N_("Thanks"),
            "wall": N_("Thanks"),
            "shows": N_("Thanks, and what was agreed"),
        },
    )
    pause = (
        "pause",
        N_("Pause"),
        {
            "next": N_("Next: pause"),
            "told": N_("A pause, a speech, or something else of your own."),
            "doing": N_(
                "Nothing is done by phone. Say when you continue: phones and the wall show it."
            ),
            "heading": N_("Pause"),
            "wall": N_("Pause"),
            "shows": N_("What the pause is called"),
        },
    )


METHOD_STEPS: tuple[Step, ...] = tuple(step for step in Step if step is not Step.pause)
