"""What people do at the tables. A contribution has a source and may have no person."""

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.limits import LIMIT
from app.models.column_kinds import UNORDERED, added_later, key, ref, whole, word
from app.vocabulary import Category, Effort, Impact, Reason, RoundState, Source


class Lean(SQLModel, table=True):
    """Where one member leans on a card, before the group decides. It stays with the group in which
    it was made.
    """

    __tablename__ = "lean"
    __table_args__ = (UniqueConstraint("small_group_id", "person_id", "card_id"),)
    id: int = key()
    small_group_id: int = ref("small_group", index=True)
    person_id: int = ref("person")
    card_id: int = ref("card")
    category: Category = word(Category)


class CardTurn(SQLModel, table=True):
    """The place of a card in one group's pack. `place` 0: as dealt; a skipped card comes later, a
    reopened one earlier.

    `just_decided`: the group decided on it last, and has not chosen on the next card yet. `laying`
    grows each time that the card is laid before the group anew: skipped, or opened again.
    """

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("small_group_id", "card_id"),)
    id: int = key()
    small_group_id: int = ref("small_group", index=True)
    card_id: int = ref("card")
    place: int = whole()
    leaning_closed: bool = False
    just_decided: bool = added_later(default=False, earlier="false")
    laying: int = added_later(default=1)


class Decision(SQLModel, table=True):
    """What a group decided on a card. `reason` is set exactly when the group does not know: see
    `sorting.DECISIONS`.

    `after_picture`: the picture of all cards had been shown before.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("small_group_id", "card_id"),)
    id: int = key()
    small_group_id: int = ref("small_group", index=True)
    card_id: int = ref("card", index=True)
    category: Category = word(Category)
    reason: Reason | None = word(Reason, optional=True)
    source: Source = word(Source, default=Source.phone)
    after_picture: bool = added_later(default=False, earlier="false")


class TalkLine(SQLModel, table=True):
    """One line of a group's talk about a card. It stays when the card is opened and decided
    again.
    """

    __tablename__ = "talk_line"
    __table_args__ = UNORDERED
    small_group_id: int = ref("small_group", primary_key=True)
    card_id: int = ref("card", primary_key=True)
    text_id: int = ref("text")
    revision: int = whole(1)


class Idea(SQLModel, table=True):
    """An idea that a group develops. `revision` grows with each save of its three texts.

    `effort`, `impact`: 0…100, once the group has settled. `placing` grows each time that all
    members place it anew.
    """

    __tablename__ = "idea"
    __table_args__ = (
        UniqueConstraint("small_group_id", "number"),
        CheckConstraint(f"effort BETWEEN 0 AND {LIMIT.plane}", name="effort"),
        CheckConstraint(f"impact BETWEEN 0 AND {LIMIT.plane}", name="impact"),
    )
    id: int = key()
    small_group_id: int = ref("small_group", index=True)
    number: int = whole(1)
    suggested_action_id: int | None = ref("suggested_action", optional=True)
    title_id: int = ref("text")
    what_id: int = ref("text")
    who_id: int = ref("text")
    revision: int = whole(1)
    effort: int | None = whole(None, optional=True)
    impact: int | None = whole(None, optional=True)
    placing: int = added_later(default=1)
    hidden: bool = False
    dropped: bool = False
    source: Source = word(Source, default=Source.phone)


class Placement(SQLModel, table=True):
    """Where one member places an idea: 0 easy … 100 laborious, 0 small … 100 large."""

    __tablename__ = "placement"
    __table_args__ = (
        UniqueConstraint("idea_id", "person_id"),
        CheckConstraint(f"effort BETWEEN 0 AND {LIMIT.plane}", name="effort"),
        CheckConstraint(f"impact BETWEEN 0 AND {LIMIT.plane}", name="impact"),
    )
    id: int = key()
    idea_id: int = ref("idea", index=True)
    person_id: int = ref("person")
    effort: int = whole()
    impact: int = whole()


class AxisSpread(SQLModel, table=True):
    """How a group's members placed an idea, as it was shown to the group: in zones, unchanged while
    it is settled.

    Of three placements only the middle is told; how far they lie apart (`least_…`, `most_…`) from
    four on.
    """

    __tablename__ = "axis_spread"
    __table_args__ = UNORDERED
    idea_id: int = ref("idea", primary_key=True)
    effort: Effort = word(Effort)
    impact: Impact = word(Impact)
    least_effort: Effort | None = word(Effort, optional=True)
    most_effort: Effort | None = word(Effort, optional=True)
    least_impact: Impact | None = word(Impact, optional=True)
    most_impact: Impact | None = word(Impact, optional=True)


class Proposal(SQLModel, table=True):
    """An idea that its group puts up on the wall. `joined_into`: the proposal that stands
    for both.
    """

    __tablename__ = "proposal"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    idea_id: int = Field(foreign_key="idea.id", sa_type=BigInteger, unique=True)
    small_group_id: int = ref("small_group", index=True)
    joined_into: int | None = ref("proposal", optional=True)


class VoteRound(SQLModel, table=True):
    """A round of voting. `votes_each`: for how many proposals each person can vote in it.

    Of a closed one, as later people come and go: `voters`: how many could vote, also without a
    phone. `voted_by_phone`, `voted_by_hand`: how many did.
    """

    __tablename__ = "vote_round"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    number: int = whole(1)
    state: RoundState = word(RoundState, default=RoundState.open)
    voters: int | None = whole(None, optional=True)
    voted_by_phone: int | None = whole(None, optional=True)
    voted_by_hand: int | None = whole(None, optional=True)
    votes_each: int = added_later(default=1)


class Ballot(SQLModel, table=True):
    """A vote while its round is open. Its voter is a pseudonym under the round's key, and its
    choice is sealed with that key. Removed at the close.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("vote_round_id", "pseudonym"),)
    id: int = key()
    vote_round_id: int = ref("vote_round", index=True)
    pseudonym: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)


class HandVote(SQLModel, table=True):
    """How many hands a small group raised for a proposal; people without a phone vote so. No row:
    no hands.
    """

    __tablename__ = "hand_vote"
    __table_args__ = (CheckConstraint("votes > 0", name="votes"), UNORDERED)
    vote_round_id: int = ref("vote_round", primary_key=True)
    small_group_id: int = ref("small_group", primary_key=True)
    proposal_id: int = ref("proposal", primary_key=True)
    votes: int = whole()


class Tally(SQLModel, table=True):
    """What a closed round counted for one proposal. `hands`: how many of its votes were raised hands."""

    __tablename__ = "tally"
    __table_args__ = UNORDERED
    vote_round_id: int = ref("vote_round", primary_key=True)
    proposal_id: int = ref("proposal", primary_key=True)
    votes: int = whole()
    hands: int = added_later(default=0)
