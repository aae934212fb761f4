"""What the program tells about itself holds nobody's words, keys or addresses, however much it is asked to tell."""

import logging
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from app.links import link_path
from app.method import agreement, vote
from app.method.act import Act
from app.models import AgreedAction, Idea, Proposal, SurveyQuestion
from app.vocabulary import Door, Language, Step
from tests.house import SECRET, Browser, House

WORDS = "Planted words"
TOO_MANY = WORDS * 40
ADDRESS = "192.0.2.77"
# The browsers of the tests tell what they do themselves.
OF_THE_TESTS = ("httpx", "httpcore", "websockets.client")


def test_nothing_of_what_people_do_is_in_the_log(
    open_house: Callable[..., House],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    # Behind a proxy, so that the address which the proxy names is taken for the client's.
    house = open_house(base_url="http://hall.example")
    secrets = an_evening(house)
    house.stop()
    out, err = capfd.readouterr()
    told = [
        logging.Formatter("%(name)s %(message)s").format(record)
        for record in caplog.records
        if not record.name.startswith(OF_THE_TESTS)
    ]
    assert any("a screen could not be made" in line for line in told)
    everything = "\n".join([*told, out, err])
    assert not [secret for secret in (WORDS, ADDRESS, *secrets) if secret in everything]


def test_who_is_gone_in_the_middle_of_asking_is_no_fault(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    phone = house.phone("Amina")
    at, (_, headers) = urlsplit(house.address).netloc, phone.live()
    head = [f"POST {phone.path}/language HTTP/1.1", "Content-Length: 99"]
    head += [f"{name}: {value}" for name, value in {"Host": at, **headers}.items()]
    head += ["Content-Type: application/x-www-form-urlencoded", "", "language="]
    with socket.create_connection(("127.0.0.1", urlsplit(house.address).port or 0)) as asking:
        asking.sendall("\r\n".join(head).encode())
        assert phone.get().status_code == 200
    assert phone.get().status_code == 200
    house.stop()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def an_evening(house: House) -> set[str]:
    """Somebody comes, writes, votes and is refused, and things go wrong; returns the keys that opened doors."""
    code = house.code
    phone = from_afar(house.browser(f"/{code}"))
    phone.join(role="resident")
    doors = [from_afar(house.opened(door)) for door in (Door.console, Door.projector)]
    wires = [browser.wire() for browser in (phone, *doors)]
    write(house, phone)
    vote_and_answer(house, phone)
    strangers(house)
    go_wrong(house, phone)
    for wire in wires:
        wire.close()
    held = {value for browser in (phone, *doors) for value in browser.cookies.values()}
    return held | {value.rpartition(".")[2] for value in held}


def from_afar(browser: Browser) -> Browser:
    browser.headers["X-Forwarded-For"] = ADDRESS
    return browser


def write(house: House, phone: Browser) -> None:
    house.evening.go_to(Step.ideas)
    assert phone.tap("ideas", title=WORDS, what=WORDS).status_code == 200
    assert phone.send("ideas", title=TOO_MANY).status_code == 409
    assert phone.tap("ideas", title=WORDS, **{WORDS: WORDS}).status_code == 409
    assert phone.tap("ideas", title="x" * 70_000 + WORDS).status_code == 413
    idea = house.evening.all(Idea)[0].id
    assert phone.tap(f"ideas/{idea}", revision=1, title=f"{WORDS} more").status_code == 200
    assert phone.tap(f"ideas/{WORDS}", revision=1, title=WORDS).status_code == 404


def vote_and_answer(house: House, phone: Browser) -> None:
    evening = house.evening
    for name in ("Amina", "Hodan", "Layla"):
        evening.propose(name, WORDS)
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    taken = [
        phone.tap("vote", proposal_id=proposal.id).status_code for proposal in evening.all(Proposal)
    ]
    assert sorted(taken) == [200, 200, 409]
    evening.do(vote.close_round, 1)
    evening.go_to(Step.survey)
    question = evening.ids(SurveyQuestion)[2]
    assert phone.tap(f"survey/{question}", words=WORDS).status_code == 200


def strangers(house: House) -> None:
    right = link_path(SECRET, house.link(Door.console))
    somebody = from_afar(house.browser(f"/{house.code}", {"phone-1": WORDS}))
    assert somebody.ask("GET", right[:-1]).status_code == 404
    assert somebody.ask("GET", "/open/" + WORDS).status_code == 404
    assert somebody.tap("vote", proposal_id=1).status_code == 404
    assert somebody.wire().closed == 4403
    somebody.headers["Origin"] = "http://evil.example"
    assert somebody.tap("vote").status_code == 403


def go_wrong(house: House, phone: Browser) -> None:
    """A screen that cannot be made, whose fault names somebody's words."""
    house.evening.go_to(Step.agreement)
    sequence = house.evening.do(_agree_on_no_day)
    house.console().wire().wait(lambda wire: wire.frames[-1].sequence >= sequence)
    assert phone.get().status_code == 500
    assert phone.get(script=True).status_code == 500


def _agree_on_no_day(act: Act) -> int:
    action = agreement.agree(act, WORDS, WORDS, "", "", Language.sv)
    act.book.change(AgreedAction, {"id": action}, due_on=WORDS)
    return act.sequence
