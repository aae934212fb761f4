"""Limits: how long, how many (ideas a group, votes a person), how few. Each number that people meet is here;
templates read them as `limit`.

Sentences and the guide have them put in by name, so no text in any language has to follow one; but for
`votes`: what speaks of one vote would need other words for two.
"""

from app.frozen import frozen

DAY = 24 * 60 * 60  # seconds


@frozen
class Limits:
    """Lengths are in letters. Rules, refusals and forms read the same number by its name here.

    `offered_survey_days`, `offered_survey_end`: the survey is offered to stay open until so many
    days after the meeting's own day, and until this time of day. `days_open`: after so many days a
    meeting ends that nobody has ended.
    `typed_code`: a code as somebody may type it, with blanks. `tag`: the characters by which the
    facilitator finds a person.
    `said_on_card`: a card is read aloud and discussed, so one made of a line that residents have said
    takes over no more. `several`: people from whom on a result says that several said something.
    `free_tries`: wrong passwords before somebody has to wait, in seconds: `first_wait`, then each
    time twice as long, up to `longest_wait`. `paper_languages`: those of one paper.
    `votes`: for how many proposals a person can vote in a round that opens; one that is open keeps
    its own number.
    `minutes_on_the_way`: how long a phone says that somebody comes.
    `minutes_to_move`: how long the code is valid by which another phone takes over.
    `report_months`: the longest time between reports. `early_report_days`: a report counts as given
    if it comes at most so many days before its day. `soon_days`: something is listed as due so many
    days before its day. `feedback_days`: the law's time to answer somebody who cannot use a page.
    `full_table`: a table with more people than this is too full. `turn_minutes`: then an interpreter
    is tired. `plane`: a place on the plane of work and impact is from 0 to this, each way.
    `pack_kilobytes`: a form with all texts of a pack. `free_megabytes`: less on the disk is too
    little for an evening. `bundle_megabytes`: what the program's archive takes while it is made.
    `backup_minutes`: from one backup of an evening to the next. `aside_days`: how long there is what
    a restore or an upgrade has replaced. `desk_days`: how long what was removed, or left unsaved, is
    kept. `jump_days`: if the clock goes ahead by so much, it is asked whether the date is right.
    `session_hours`: how long somebody at the desk stays signed in.
    `usual_…`, `offered_begin`: what stands in a form until somebody changes it; `more_minutes`: what
    the console adds to the clock with one press. `first_report`, `then_reports`: months.
    `furthest`: a place in a list, as somebody types it. `file_rows`: of a file with cards or results;
    `paper_forms`: of one with answers.
    `fewest_rehearsing`: phones, enough for two tables, even if somebody is late;
    `most_rehearsing_here`: at the desk, beside the server's own work.
    `talk_seconds`: a card's short talk and common decision. `words_a_minute`: it is read aloud slowly
    enough for listeners who do not know the language well.
    `behind_cards`: a table with so many fewer cards than most is said to be behind.
    """

    title: int = 80
    text: int = 500
    talk: int = 140
    said_on_card: int = 160
    contact: int = 120
    end: int = 40
    note: int = 1000
    network: int = 32
    network_password: int = 63
    password: int = 200
    shortest_password: int = 12
    free_tries: int = 5
    first_wait: int = 5
    longest_wait: int = 60
    fewest_letters: int = 5
    code: int = 7
    typed_code: int = 13
    tag: int = 3
    pasted: int = 300
    answer: int = 4000
    group_of_discussion: int = 12
    discussion_groups: int = 20

    file_megabytes: int = 10
    file_rows: int = 300
    furthest: int = 1000
    paper_forms: int = 3000
    form_kilobytes: int = 64
    pack_kilobytes: int = 256
    free_megabytes: int = 1000
    bundle_megabytes: int = 300

    cards: int = 30
    ideas: int = 4
    votes: int = 1
    actions: int = 4
    sharing: int = 4
    levels: int = 4
    questions: int = 15
    group_size: int = 5
    full_table: int = 6
    without_phone: int = 30
    tables: int = 99
    phones: int = 2000
    groups: int = 99
    interpreters: int = 20
    paper_languages: int = 2
    turn_minutes: int = 30
    plane: int = 100
    minutes: int = 240
    usual_minutes: int = 10
    more_minutes: tuple[int, ...] = (2, 5)
    offered_begin: str = "16:30"
    usual_tables: int = 8
    usual_phones: int = 300
    fewest_rehearsing: int = 9
    usual_rehearsing: int = 40
    most_rehearsing: int = 300
    most_rehearsing_here: int = 100
    talk_seconds: int = 45
    words_a_minute: int = 120
    behind_cards: int = 3
    offered_survey_days: int = 1
    offered_survey_end: str = "12:00"
    days_open: int = 3
    minutes_on_the_way: int = 10
    minutes_to_move: int = 10
    web_address: int = 300
    report_months: int = 36
    first_report: int = 3
    then_reports: int = 6
    feedback_days: int = 14
    early_report_days: int = 14
    soon_days: int = 14
    participants: int = 1000
    first_year: int = 2000
    last_year: int = 2199
    first_figure_year: int = 1990
    last_figure_year: int = 2100
    answered: int = 10_000_000
    euros: int = 1_000_000
    phone_days: int = 30
    word_days: int = 365
    backup_minutes: int = 5
    backup_days: int = 14
    aside_days: int = 7
    desk_days: int = 30
    desk_link_days: int = 3
    session_hours: int = 14
    jump_days: int = 180

    small_cell: int = 5
    several: int = 3
    fewest_to_spread: int = 3
    fewest_to_lie_apart: int = 4

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
