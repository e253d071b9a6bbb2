"""reset of an upper directory of many files, against rm -rf of the same tree."""

import statistics

import bed
import figures
import instance
import world
from clock import seconds

NAME = "bench-reset"
RESET = [bed.L4D2CTL, "reset", NAME, "--yes"]


def fill_upper(directory, files):
    for number in range(files):
        place = directory / f"{number // 1000:03}"
        if number % 1000 == 0:
            place.mkdir(parents=True)
        (place / f"{number:06}.txt").write_bytes(b"a demo\n")
    instance.own_tree(directory)


def reset(files):
    world.make_runtime(NAME)
    fill_upper(world.runtime(NAME) / "upper" / "many", files)
    return seconds(lambda: bed.must(RESET, user=bed.OWNER, timeout=3600))


def plain_removal(files):
    plain = world.BENCH / "reset"
    world.remove(plain)
    fill_upper(plain, files)
    return seconds(lambda: bed.must(["rm", "-rf", plain], user=bed.OWNER, timeout=3600))


def measure(scale, found):
    """Who comes first changes each time: the disk is still busy with what the one before wrote."""
    world.create(NAME, world.PORT)
    world.BENCH.mkdir(exist_ok=True)
    instance.owned(world.BENCH)
    times = {reset: [], plain_removal: []}
    turn = [reset, plain_removal]
    for _ in range(scale.removals):
        for removal in turn:
            times[removal].append(removal(scale.files))
        turn.reverse()
    world.delete(NAME)
    found.ratio(f"reset of an upper of {scale.files} files, against rm -rf", 1000 * statistics.median(times[reset]),
                1000 * statistics.median(times[plain_removal]), "ms", figures.at_most(1.2))
