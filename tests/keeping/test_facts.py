"""The page of facts for a data protection assessment tells of every table that there is."""

import re

from sqlmodel import SQLModel

from tests.house import House

# By row of the page, the tables of which it tells.
TOLD = {
    "people": "device draft membership merge operation person reached scope seat small_group table_seat",
    "calls": "quiet_call table_call",
    "leans": "lean placement",
    "decided": "axis_spread brought_idea decision earlier_decision proposal turn",
    "words": "idea talk_line",
    "votes": "ballot hand_vote tally vote_round",
    "survey": "survey survey_answer survey_form survey_question",
    "interest": "interest",
    "contacts": "contact",
    "coming": "expected",
    "invited": "attendance",
    "interpreters": "interpreting",
    "sessions": "report report_answer report_line",
    "prepared": (
        "became_of card former_code gathering key_result link meeting population_group prepared_owner principle "
        "programme_row retention reveal round slide_note suggested_action text wording"
    ),
    "followed": (
        "action_effect agreed_action follow_entry followed_action next_round proposal_answer publication"
    ),
    "later": "later_answer later_survey",
    "national": "figure goal_check municipality stated_text",
    "accounts": "coordinator desk_link sign_in",
    "unsaved": "brought_file desk_draft last_act removed removed_meeting",
    "backups": "",
    "logs": "",
}


def test_every_table_has_its_row_on_the_page_of_facts(house: House) -> None:
    named = [table for tables in TOLD.values() for table in tables.split()]
    assert sorted(named) == sorted(SQLModel.metadata.tables)
    token = house.evening.sign_in()
    desk = house.browser("/coordinator/safety/facts.html?language=en", {"coordinator": token})
    assert re.findall(r'<tr id="(\w+)">', desk.get().text) == [*dict.fromkeys(TOLD)]
