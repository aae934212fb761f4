"""What a simulated hand finds on a screen: only what a person could press."""

import pytest

from app.rehearsal.markup import after, digests_of, main_of, read_screen
from app.rehearsal.seen import SeenButton, SeenForm, SeenScreen


def only(html: str) -> SeenForm:
    screen = read_screen(f'<main id="screen">{html}</main>')
    assert len(screen.forms) == 1
    return screen.forms[0]


FORM = '<form method="post" action="/K/vote" hx-post="/K/vote" id="vote">{}</form>'


@pytest.mark.parametrize(
    "shut",
    [
        "<button disabled>A</button>",
        '<button aria-disabled="true">A</button>',
        "<button hidden>A</button>",
        '<button type="button">A</button>',
        "<fieldset disabled><button>A</button></fieldset>",
        "<div hidden><p><button>A</button></p></div>",
        "",
    ],
)
def test_what_cannot_be_pressed_is_not_offered(shut: str) -> None:
    assert read_screen(FORM.format(shut)).forms == ()


def test_what_stands_after_something_shut_is_offered() -> None:
    form = only(FORM.format("<fieldset disabled><br></fieldset><p>Or<button>B</button></p>"))
    assert form.buttons == (SeenButton(),)


def test_a_button_elsewhere_sends_the_form_that_it_names() -> None:
    before = '<button form="vote" name="proposal_id" value="7" aria-pressed="true">A</button>'
    form = only(before + FORM.format("").replace('id="vote"', 'id="vote" hidden'))
    assert form.buttons == (SeenButton("proposal_id", "7", pressed=True),)
    assert (form.action, form.scripted) == ("/K/vote", True)


def test_every_kind_of_field_is_read_with_what_it_may_hold() -> None:
    form = only(
        FORM.format(
            '<input type="hidden" name="revision" value="3"><input name="title" maxlength="80">'
            '<textarea name="what" maxlength="500">\nTwo &amp; two\nlines</textarea>'
            '<select name="group"><option value="1">1<option value="2" selected>2</select>'
            '<input type="range" name="effort" min="0" max="100" value="50">'
            '<label><input type="radio" name="level" value="1"></label>'
            '<label><input type="radio" name="level" value="2" checked></label>'
            '<input name="shut" disabled><button>Save</button>'
        )
    )
    assert form.hidden == (("revision", "3"),)
    told = {(field.name, field.value): field for field in form.fields}
    assert list(told) == [
        ("revision", "3"),
        ("title", ""),
        ("what", "Two & two\nlines"),
        ("group", "2"),
        ("effort", "50"),
        ("level", "1"),
        ("level", "2"),
    ]
    assert told["title", ""].most == 80
    assert told["group", "2"].options == ("1", "2")
    assert (told["effort", "50"].low, told["effort", "50"].high) == ("0", "100")
    assert told["level", "2"].chosen


def test_a_screen_tells_its_step_and_its_clock() -> None:
    page = (
        '<body><form method="post" action="/K/language"><button name="language" value="fi">'
        '</button></form><main id="screen" data-step="vote"><time data-until="1700">17</time>'
        '</main><div hx-ws:connect="/K/live"></div></body>'
    )
    screen = read_screen(page)
    assert (screen.step, screen.until, screen.socket) == ("vote", 1700, "/K/live")
    assert read_screen(main_of(page)).forms == ()


def test_the_same_act_is_known_again_by_what_it_sends_unseen() -> None:
    written = '<input type="hidden" name="revision" value="{}"><button>Save</button>'
    first = read_screen(FORM.format(written.format(1)))
    later = read_screen(FORM.format(written.format(2)))
    assert first.offers(first.forms[0], SeenButton())
    assert not later.offers(first.forms[0], SeenButton())


def test_a_number_that_is_too_high_by_now_is_not_offered_any_more() -> None:
    """All at a table have voted since the console was looked at."""

    def hands(most: int) -> SeenScreen:
        field = f'<input type="number" name="votes" max="{most}"><button>Save</button>'
        return read_screen(FORM.format(field))

    form = hands(2).forms[0]
    assert hands(1).offers(form, SeenButton(), [("votes", "1")])
    assert not hands(0).offers(form, SeenButton(), [("votes", "1")])


def test_a_frame_of_parts_changes_these_alone() -> None:
    shown = (
        '<main id="screen" data-v="s"><div id="bar" data-v="b"><div>one</div></div>'
        '<p id="card" data-v="c">old</p></main>'
    )
    told = {"digests": "s b d", "parts": {"card": '<p id="card" data-v="d">new</p>'}}
    now = after(shown, told)
    assert now == shown.replace('"c">old', '"d">new')
    assert digests_of(now) == ["s", "b", "d"]
    bar = {"bar": '<div id="bar" data-v="e">two</div>'}
    assert after(now, {"parts": bar}).count("<div") == 1
