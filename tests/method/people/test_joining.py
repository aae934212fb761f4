"""Coming in: what tells one person from another."""

from app.db import Database
from app.live.writer import Writer
from app.method.act import Act
from app.method.people import joining
from app.models import Meeting, Person
from app.vocabulary import Language, Role
from tests.cast import bare_evening

MANY = 600  # of 29 791 tags: among so many drawn by chance, six pairs share one


def test_no_two_people_of_a_meeting_have_the_same_tag(database: Database, writer: Writer) -> None:
    def come(act: Act) -> None:
        for number in range(MANY):
            joining.join(act, f"phone {number}", Role.resident, Language.sv)

    evening = bare_evening(database, writer)
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, most_phones=MANY))
    evening.do(come)
    tags = {joining.seat_tag(person.id) for person in evening.all(Person)}
    assert len(tags) == MANY
