"""Sealing: what lies on the disk while a vote is open, and what is left when it is closed."""

import base64
import os
import random
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary
from sqlmodel import SQLModel

from app.data_folder import CLOCK
from app.limits import DAY, LIMIT
from app.method import sealing, vote, vote_counting
from app.method.noting import SEALED_ROWS
from app.models import Ballot, VoteRound
from app.vocabulary import RoundState, Step
from tests.cast import CAST, Evening
from tests.house import House

GUESTS = 60
ROUNDABOUTS = 10


@pytest.fixture
def proposals(meeting: Evening) -> list[int]:
    made = [meeting.propose("Amina", "Language café"), meeting.propose("Hodan", "Plain letters")]
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    return made


@pytest.fixture
def secret(meeting: Evening, proposals: list[int], chance: random.Random) -> set[bytes]:
    """Many vote, change and withdraw: every pseudonym and sealed choice that was ever on the disk, and the key."""
    guests = [f"Guest {number}" for number in range(GUESTS)]
    for name in guests:
        meeting.join(name)
    voters = [meeting.member(name) for name in (*guests, *CAST)]
    key = key_file(meeting).read_bytes()
    parts = {key, *(sealing.pseudonym(key, voter.person_id) for voter in voters)}
    for _ in range(ROUNDABOUTS):
        for voter in chance.sample(voters, len(voters) // 2):
            wanted = proposals[1 if voter.group_id == meeting.groups[1] else 0]
            meeting.writer.submit(meeting.id, partial(vote.cast, member=voter, proposal_id=wanted))
        for voter in chance.sample(voters, len(voters) // 4):
            meeting.writer.submit(meeting.id, partial(vote.withdraw, member=voter))
        meeting.do(vote.cast, voters[0], proposals[1])
        parts.update(ballot.sealed for ballot in meeting.all(Ballot))
    return parts


def written(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def key_file(meeting: Evening) -> Path:
    return meeting.keys / f"{meeting.all(VoteRound)[0].id}.key"


def test_a_pseudonym_finds_the_same_person_under_one_key_and_tells_nothing_under_another() -> None:
    first, second = b"1" * 32, b"2" * 32
    assert sealing.pseudonym(first, 7) == sealing.pseudonym(first, 7)
    assert (
        len({sealing.pseudonym(key, person) for key in (first, second) for person in (7, 8)}) == 4
    )


def test_every_row_that_only_a_pseudonym_finds_is_known_as_sealed() -> None:
    """Who writes such a row is woken by that, and what was tapped for it is forgotten with its key."""
    only_by_it = {
        name
        for name, table in SQLModel.metadata.tables.items()
        if "pseudonym" in table.columns and isinstance(table.columns["pseudonym"].type, LargeBinary)
    }
    assert only_by_it == {str(kind.__tablename__) for kind in SEALED_ROWS}


def test_sealed_choices_are_equally_long_and_never_alike() -> None:
    key, pseudonym = b"k" * 32, sealing.pseudonym(b"k" * 32, 7)
    contents = [sealing.as_bytes(choice) for choice in (1, 1, 2**53 - 1)]
    sealed = [sealing.seal(key, pseudonym, content) for content in contents]
    assert len(set(sealed)) == 3
    assert {len(words) for words in sealed} == {len(sealed[0])}
    assert [sealing.unseal(key, pseudonym, words) for words in sealed] == contents


def test_what_is_sealed_opens_neither_with_another_key_nor_for_another_voter() -> None:
    key, pseudonym = b"k" * 32, sealing.pseudonym(b"k" * 32, 7)
    sealed = sealing.seal(key, pseudonym, sealing.as_bytes(1))
    with pytest.raises(InvalidTag):
        sealing.unseal(b"x" * 32, pseudonym, sealed)
    with pytest.raises(InvalidTag):
        sealing.unseal(key, sealing.pseudonym(key, 8), sealed)


def test_the_key_of_a_round_is_private_to_its_owner(meeting: Evening, proposals: list[int]) -> None:
    assert proposals
    assert key_file(meeting).stat().st_mode & 0o777 == 0o600


def test_in_a_copy_of_the_data_taken_while_the_vote_is_open_there_is_no_key(
    meeting: Evening, secret: set[bytes], tmp_path: Path
) -> None:
    copy = shutil.copytree(tmp_path / "data", tmp_path / "copy")
    key = key_file(meeting).read_bytes()
    copied = b"".join(content for _, content in written(copy))
    assert any(part in copied for part in secret), "the copy holds the sealed ballots"
    for form in (key, key.hex().encode(), base64.b64encode(key)):
        assert form not in copied


def test_after_closing_no_ballot_pseudonym_or_key_is_left_on_the_disk(
    meeting: Evening, secret: set[bytes], tmp_path: Path
) -> None:
    places = (tmp_path / "data", meeting.keys)
    now = {key_file(meeting).read_bytes(), *(row.pseudonym for row in meeting.all(Ballot))}
    before = b"".join(content for _, content in written(*places))
    assert all(part in before for part in now), "all of it was there to be found"
    meeting.do(vote.close_round, 1)
    assert meeting.all(Ballot) == []
    assert list(meeting.keys.iterdir()) == []
    left = [path for path, content in written(*places) if any(part in content for part in secret)]
    assert left == []


def test_a_key_that_outlived_its_closed_round_is_destroyed_at_the_next_start(
    meeting: Evening, proposals: list[int]
) -> None:
    key = key_file(meeting).read_bytes()
    meeting.do(vote.close_round, 1)
    key_file(meeting).write_bytes(key)
    meeting.do(vote.open_round)
    (meeting.keys / "12345.key").write_bytes(key)
    with meeting.reading() as book:
        sealing.sweep_keys(book, meeting.keys, by_age=True)
        opened = book.one(VoteRound, number=2)
    assert opened is not None
    assert proposals
    # What is not known here may be of a vote that came after a backup which was just put back.
    assert {path.stem for path in meeting.keys.iterdir()} == {str(opened.id), "12345"}


@pytest.mark.parametrize("is_right", [True, False], ids=["by its age", "the clock is doubted"])
def test_a_key_of_what_is_not_there_goes_with_what_a_restore_has_kept(
    house: House, *, is_right: bool
) -> None:
    """As of a meeting that was erased when the program died before its key was destroyed."""
    keys, clock = house.settings.keys, house.settings.data / CLOCK
    house.stop()
    for name, days in (("111", LIMIT.aside_days + 1), ("222", LIMIT.aside_days - 1)):
        (keys / f"{name}.key").write_bytes(b"k" * 32)
        at = time.time() - days * DAY
        os.utime(keys / f"{name}.key", (at, at))
    off_for = 0 if is_right else LIMIT.jump_days + 1
    clock.write_text(str(int(time.time()) - off_for * DAY))
    house.start()
    left = {path.stem for path in keys.iterdir()}
    assert left == ({"222"} if is_right else {"111", "222"})


def test_a_ballot_that_was_tampered_with_voids_the_round(
    meeting: Evening, proposals: list[int]
) -> None:
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[0])
    (ballot,) = meeting.all(Ballot)
    forged = bytes(byte ^ 1 for byte in ballot.sealed)
    meeting.do(lambda act: act.book.change(Ballot, {"id": ballot.id}, sealed=forged))
    with meeting.reading() as book:
        vote_round, hodan = book.all(VoteRound)[0], meeting.people["Hodan"]
        own = vote_counting.choice_of(book, key_file(meeting).parent, vote_round, hodan)
        assert own == vote_counting.OwnChoice(left=1)
    assert meeting.do(vote.close_round, 1) == []
    assert meeting.all(VoteRound)[0].state is RoundState.void
