"""Judges whether this computer is ready for an evening, and says what to do about it."""

from app.frozen import frozen
from app.keeping.second_place import Fault
from app.limits import LIMIT
from app.texts import Saying, saying
from app.vocabulary import N_, Word

LEAST_FREE = LIMIT.free_megabytes * 2**20
SLOWEST_SYNC = 0.1
LEAST_FILES = 2048
LEAST_DAYS = 7
# Seconds that the clock may be behind the newest file: two computers' clocks differ by as much.
SLACK = 120


class Light(Word):
    """How a check came out. `unknown`: the program cannot find out, so a person has to look."""

    green = "green", N_("ready")
    red = "red", N_("not ready")
    unknown = "unknown", N_("look yourself")

    @property
    def is_green(self) -> bool:
        return self is Light.green


@frozen
class Check:
    """The result of a check. `about`: its name. `says`: what was found, and what to do."""

    light: Light
    about: str
    says: Saying


@frozen
class Evening:
    """The next meeting. `days_until`: in the hall's time zone.

    `reached`: addresses at which a phone has come.
    """

    days_until: int
    address: str
    reached: frozenset[str]


@frozen
class Found:
    """What was found on this computer. `newest_write`: of its data, in UTC seconds.

    `sync_seconds`: how long one save takes; None if nothing can be saved. `synced_by`: the service
    that copies the data folder away, or empty. `certificate_days`: None without HTTPS, -1 if no
    valid certificate came. `second_place`: its fault, if any. `sleeps_after`: minutes; 0: never,
    None: unknown.
    """

    free_bytes: int
    now: int
    newest_write: int
    sync_seconds: float | None
    open_files: int
    certificate_days: int | None
    has_second_place: bool
    second_place: Fault | None
    is_other_disk: bool
    synced_by: str
    sleeps_after: int | None
    is_hosted: bool
    only_here: bool
    evening: Evening | None


def checks(facts: Found) -> tuple[Check, ...]:
    """All checks, in the order in which somebody should put them right."""
    asked = (
        _day(facts),
        _address(facts),
        _phones(facts),
        _disk(facts),
        _clock(facts),
        _sync(facts),
        _synced(facts),
        _second_place(facts),
        _sleep(facts),
        _files(facts),
        _certificate(facts),
    )
    return tuple(check for check in asked if check)


def is_ready(results: tuple[Check, ...]) -> bool:
    return all(check.light is not Light.red for check in results)


def _light(light: Light, about: str, sentence: str, **values: str | int) -> Check:
    return Check(light, about, saying(sentence, **values))


def _either(about: str, *, is_bad: bool, bad: str, good: str, **values: str | int) -> Check:
    return _light(Light.red if is_bad else Light.green, about, bad if is_bad else good, **values)


def _day(facts: Found) -> Check:
    about, evening = N_("Day"), facts.evening
    if evening and evening.days_until:
        return _light(
            Light.unknown,
            about,
            N_("Days until the next meeting: %(days)s. Look again on its own day."),
            days=evening.days_until,
        )
    return _either(
        about,
        is_bad=evening is None,
        bad=N_("There is no meeting that is still to be held. Make it, or look at its day."),
        good=N_("The meeting is today."),
    )


def _address(facts: Found) -> Check:
    return _either(
        N_("Address"),
        is_bad=facts.only_here,
        bad=N_(
            "Phones cannot reach this computer: it is on no network. Join the hall's Wi-Fi, then look again."
        ),
        good=N_("This computer is on a network that phones can use."),
    )


def _phones(facts: Found) -> Check | None:
    if (evening := facts.evening) is None:
        return None
    return _either(
        N_("Phones"),
        is_bad=evening.address not in evening.reached,
        bad=N_(
            "No phone has come by %(address)s yet. Scan the code on the wall with your own phone. "
            "If it does not open, allow Python in the firewall's question."
        ),
        good=N_("A phone has come by %(address)s."),
        address=evening.address,
    )


def _disk(facts: Found) -> Check:
    return _either(
        N_("Disk"),
        is_bad=facts.free_bytes < LEAST_FREE,
        bad=N_("Only %(free)s MB are free on the disk. Make room for %(needed)s MB."),
        good=N_("There is room on the disk."),
        free=facts.free_bytes // 2**20,
        needed=LIMIT.free_megabytes,
    )


def _clock(facts: Found) -> Check:
    return _either(
        N_("Clock"),
        is_bad=facts.now < facts.newest_write - SLACK,
        bad=N_("The computer's clock is behind what was saved before. Set day and time."),
        good=N_("The computer's clock goes on from what was saved before."),
    )


def _sync(facts: Found) -> Check:
    about = N_("Saving")
    if facts.sync_seconds is None:
        return _light(
            Light.red,
            about,
            N_(
                "Nothing can be saved. Make room on the disk, and look whether the folder of the data may be written."
            ),
        )
    return _either(
        about,
        is_bad=facts.sync_seconds > SLOWEST_SYNC,
        bad=N_(
            "One save takes %(needed)s ms, which is slow. "
            "Close other programs, and do not run it from a stick or a network folder."
        ),
        good=N_("One save takes %(needed)s ms."),
        needed=round(facts.sync_seconds * 1000),
    )


def _synced(facts: Found) -> Check:
    return _either(
        N_("Folder"),
        is_bad=bool(facts.synced_by),
        bad=N_(
            "The data lies in a folder that %(service)s copies away. "
            "Move the program's folder out of it: copies can damage the data, and they leave the computer."
        ),
        good=N_("The data lies in a folder that no service copies away, as far as its path tells."),
        service=facts.synced_by,
    )


def _second_place(facts: Found) -> Check:
    about = N_("Second place")
    if facts.is_hosted and not facts.has_second_place:
        return _light(
            Light.unknown,
            about,
            N_(
                "No second place for backups is chosen. Ask whoever runs the server how it is backed up."
            ),
        )
    fault = _fault_of_second_place(facts)
    return _either(
        about,
        is_bad=bool(fault),
        bad=fault,
        good=N_("Backups go to a second place too."),
    )


def _fault_of_second_place(facts: Found) -> str:
    if not facts.has_second_place:
        return N_(
            "No second place for backups is chosen. Put in a stick and choose it: this computer may die."
        )
    if facts.second_place is Fault.missing:
        return N_("The second place for backups is not there. Put the stick back.")
    if facts.second_place:
        return N_("The second place for backups is full or cannot be written.")
    if not facts.is_other_disk:
        return N_(
            "The second place is on the same disk as the data. Choose a stick, or a folder elsewhere."
        )
    return ""


def _sleep(facts: Found) -> Check:
    about, minutes = N_("Sleep"), 0 if facts.is_hosted else facts.sleeps_after
    if minutes is None:
        return _light(
            Light.unknown,
            about,
            N_(
                "Look in the computer's settings that it does not sleep, plug in its power, and leave its lid open."
            ),
        )
    return _either(
        about,
        is_bad=minutes > 0,
        bad=N_(
            "The computer sleeps after %(minutes)s min. Set it never to sleep while it has power, and plug it in."
        ),
        good=N_("The computer does not sleep by itself."),
        minutes=minutes,
    )


def _files(facts: Found) -> Check:
    files = facts.open_files
    return _either(
        N_("Connections"),
        is_bad=files < LEAST_FILES,
        bad=N_(
            "The system lets the program hold only %(files)s connections. That is enough for %(phones)s phones."
        ),
        good=N_("The system allows as many connections as a full hall needs."),
        files=files,
        phones=files // 8,
    )


def _certificate(facts: Found) -> Check | None:
    days = facts.certificate_days
    if days is None:
        return None
    return _either(
        N_("Certificate"),
        is_bad=days < LEAST_DAYS,
        bad=N_("The public address does not answer with a valid certificate.")
        if days < 0
        else N_("The certificate of the public address runs out soon. Days left: %(days)s."),
        good=N_("The certificate of the public address is valid."),
        days=days,
    )
