"""Limits: how long, how many (ideas a group, votes a person), how few. Each number that people meet is here;
templates read them as `limit`.

Sentences and the guide have them put in by name, so no text in any language has to follow one; but for
`votes`: what speaks of one vote would need other words for two.
"""

from app.frozen import frozen

DAY = 24 * 60 * 60  # seconds


@frozen
class Limits:
    """In the order of the evening, and what is around it. Lengths are in letters. Rules, refusals and
    forms read the same number by its name here. `usual_…`, `offered_…`: what stands in a form until
    somebody changes it.
    """

    # Words of any step.
    title: int = 80
    text: int = 500
    note: int = 1000
    web_address: int = 300

    # Coming in. `typed_code`: a code as somebody may type it, with blanks; `pasted`: an address too.
    code: int = 7
    typed_code: int = 13
    pasted: int = 300
    # The characters by which the facilitator finds a person.
    tag: int = 3
    sharing: int = 4
    phones: int = 2000
    usual_phones: int = 300
    network: int = 32
    network_password: int = 63
    # How long the code is valid by which another phone takes over.
    minutes_to_move: int = 10

    # The programme. `more_minutes`: what the console adds to the clock with one press.
    minutes: int = 240
    usual_minutes: int = 10
    more_minutes: tuple[int, ...] = (2, 5)
    offered_begin: str = "16:30"
    # After so many days a meeting ends that nobody has ended.
    days_open: int = 3

    # Tables and groups. A table with more people than `full_table` is too full.
    tables: int = 99
    usual_tables: int = 8
    groups: int = 99
    group_size: int = 5
    full_table: int = 6
    without_phone: int = 30
    # How long a phone says that somebody comes.
    minutes_on_the_way: int = 10

    # Sorting. `talk`: the line about a card's talk. `talk_seconds`: a card's short talk and common
    # decision. `words_a_minute`: it is read aloud slowly enough for listeners who do not know the
    # language well.
    cards: int = 30
    talk: int = 140
    talk_seconds: int = 45
    words_a_minute: int = 120
    # A table with so many fewer cards than most is said to be behind.
    behind_cards: int = 3
    # A table sees how its people lean, or place, from so many on.
    fewest_to_spread: int = 3

    # Ideas and the axis. A place on the plane is from 0 to `plane`, each way; `end`: the words at an
    # end of it. A table sees how far its places lie apart from so many on.
    ideas: int = 4
    plane: int = 100
    end: int = 40
    fewest_to_lie_apart: int = 4

    # The vote: for how many proposals a person can vote in a round that opens; one that is open keeps
    # its own number.
    votes: int = 1

    # The agreement.
    actions: int = 4
    contact: int = 120

    # The survey. It is offered to stay open until so many days after the meeting's own day, and until
    # this time of day; more than `survey_days` from now, or from the meeting, is a mistyped date, with
    # which nothing would ever be erased. `paper_forms`: of one file with answers.
    questions: int = 15
    levels: int = 4
    offered_survey_days: int = 1
    offered_survey_end: str = "12:00"
    survey_days: int = 60
    paper_forms: int = 3000

    # Languages. `turn_minutes`: then an interpreter is tired. `paper_languages`: those of one paper.
    interpreters: int = 20
    turn_minutes: int = 30
    paper_languages: int = 2

    # Numbers of fewer people are told nowhere.
    small_cell: int = 5

    # Discussion sessions and their reports. `several`: people from whom on a result says that several
    # said something.
    participants: int = 1000
    group_of_discussion: int = 12
    discussion_groups: int = 20
    answer: int = 4000
    several: int = 3
    # A card is read aloud and discussed, so one made of a line that residents have said takes over no
    # more.
    said_on_card: int = 160

    # Follow-up, in months: the longest time between reports, and the usual times.
    report_months: int = 36
    first_report: int = 3
    then_reports: int = 6
    # A report counts as given if it comes at most so many days before its day.
    early_report_days: int = 14
    # Something is listed as due so many days before its day.
    soon_days: int = 14
    # The next round's costs; the method's example: a session of twenty people, and a meeting with a meal.
    euros: int = 1_000_000
    usual_session_euros: int = 1200
    usual_meeting_euros: int = 1500
    # National figures: how many people answered, and of which year they are.
    answered: int = 10_000_000
    first_figure_year: int = 1990
    last_figure_year: int = 2100

    # Papers: so many cards of each kind tell in the memo, whose annex has all of them, and on a slide.
    memo_cards: int = 5
    slide_cards: int = 4

    # The desk: signing in. Of a password, how many different letters it has at least; wrong ones before
    # somebody has to wait, and for how many seconds: each time twice as long, up to the longest.
    password: int = 200
    shortest_password: int = 12
    fewest_letters: int = 5
    free_tries: int = 5
    first_wait: int = 5
    longest_wait: int = 60
    # How long somebody stays signed in.
    session_hours: int = 14
    # How long a link for a colleague works.
    desk_link_days: int = 3

    # The desk: what is typed and brought there. `furthest`: a place in a list, as somebody types it.
    furthest: int = 1000
    first_year: int = 2000
    last_year: int = 2199
    file_megabytes: int = 10
    # Of a file with cards or results.
    file_rows: int = 300
    form_kilobytes: int = 64
    # A form with all texts of a pack.
    pack_kilobytes: int = 256
    # The law's time to answer somebody who cannot use a page.
    feedback_days: int = 14

    # How long phones are kept, and words that are not to stay: at most, and unless a municipality says
    # something else.
    phone_days: int = 30
    usual_phone_days: int = 1
    word_days: int = 365
    usual_word_days: int = 30
    # How long backups are kept, and what was removed at the desk or left unsaved there.
    backup_days: int = 14
    desk_days: int = 30
    # How long there is what a restore or an upgrade has replaced.
    aside_days: int = 7
    # If the clock goes ahead by so much, it is asked whether the date is right.
    jump_days: int = 180
    # From one backup of an evening to the next.
    backup_minutes: int = 5
    # Less on the disk is too little for an evening.
    free_megabytes: int = 1000
    # What the program's archive takes while it is made.
    bundle_megabytes: int = 300

    # Rehearsing, in phones: enough for two tables, even if somebody is late; and at the desk, beside
    # the server's own work.
    fewest_rehearsing: int = 9
    usual_rehearsing: int = 40
    most_rehearsing: int = 300
    most_rehearsing_here: int = 100

    @staticmethod
    def is_too_long(words: str, most: int) -> bool:
        return len(words) > most

    def is_out_of_days(self, since: int, now: int) -> bool:
        """Whether what lies on the desk since then has lain there for longer than `desk_days`."""
        return now - since > self.desk_days * DAY

    @property
    def also_sharing(self) -> range:
        """Who can share a phone besides the first, by their numbers."""
        return range(2, self.sharing + 1)


LIMIT = Limits()
