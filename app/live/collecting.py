"""When the garbage collector runs. Everybody waits meanwhile, so it looks through little at a time."""

import gc

# Containers, more than were dropped meanwhile, after which the new ones are looked through. That
# takes about a millisecond: what pages leave behind is found among the new ones.
NEW = 3_000
# After so many times older ones are looked through too, about 30 ms in a hall of 200: more times
# than there are in an evening.
TIMES, OLDER_TIMES = 1_000, 50
# Once everybody has left, all are looked through after so many times.
TIMES_WHEN_ALONE = 20


def collect_little() -> None:
    """From now on. Leaves out all objects that exist already."""
    gc.freeze()  # without collecting first: a start leaves little garbage, and a hall waits
    gc.enable()
    gc.set_threshold(NEW, TIMES, OLDER_TIMES)


def collect_alone() -> None:
    """Looks through all objects, if there may be much to find. For when nobody is connected."""
    if gc.get_count()[1] >= TIMES_WHEN_ALONE:
        gc.collect()
