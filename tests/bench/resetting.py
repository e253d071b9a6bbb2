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


def measure(scale, found):
    world.create(NAME, world.PORT)
    ours, peer = [], []
    for _ in range(scale.slow_runs):
        world.make_runtime(NAME)
        fill_upper(world.runtime(NAME) / "upper" / "many", scale.files)
        ours.append(seconds(lambda: bed.must(RESET, user=bed.OWNER, timeout=3600)))
        plain = world.BENCH / "reset"
        world.remove(plain)
        fill_upper(plain, scale.files)
        peer.append(seconds(lambda: bed.must(["rm", "-rf", plain], timeout=3600)))
    world.delete(NAME)
    found.ratio(f"reset of an upper of {scale.files} files, against rm -rf", 1000 * statistics.median(ours),
                1000 * statistics.median(peer), "ms", figures.at_most(1.2))
