"""The installation through merged, against the plain directory and fuse-overlayfs; and how often its pages lie in memory."""

import os

import bed
import figures
import instance
import world
from clock import Command, medians

NAME = "bench-read"
BALLAST = "left4dead2/bench"
FORGET = bed.Path(__file__).resolve().parent / "forget"


def measure(scale, found):
    world.fill(bed.STATE_ROOT / "installation" / BALLAST / "big", scale.shared, 100)
    world.fill(bed.STATE_ROOT / "installation" / BALLAST / "small", 4096 * (scale.files // 10), scale.files // 10)
    world.create(NAME, world.PORT)
    mount(NAME)
    fuse = mount_fuse()
    speeds(scale, found, fuse)
    bed.must(["umount", fuse])
    bed.must([bed.OVERLAY_HELPER, "umount", NAME])
    page_cache(scale, found)
    world.delete(NAME)
    world.remove(bed.STATE_ROOT / "installation" / BALLAST)


def mount(name):
    world.make_runtime(name)
    world.write_layers(name, 1)
    bed.must([bed.OVERLAY_HELPER, "mount", name])


def mount_fuse():
    """The same two layers by fuse-overlayfs, which needs no root where FUSE is allowed."""
    top = world.BENCH / "fuse"
    for part in ("upper", "work", "merged"):
        (top / part).mkdir(parents=True, exist_ok=True)
    if not os.path.exists("/dev/fuse"):
        bed.must(["mknod", "/dev/fuse", "c", "10", "229"])
    bed.must(["fuse-overlayfs", "-o", f"lowerdir={bed.STATE_ROOT}/installation,upperdir={top}/upper,workdir={top}/work",
              top / "merged"])
    return top / "merged"


def speeds(scale, found, fuse):
    plain = bed.STATE_ROOT / "installation" / BALLAST
    ours = world.runtime(NAME) / "merged" / BALLAST
    cold = f"{FORGET} {plain} {fuse / BALLAST}"  # FUSE keeps pages of its own; merged has the plain directory's
    for what, before in (("warm", "true"), ("cold", cold)):
        for kind in ("big", "small"):
            merged_time, plain_time, fuse_time = medians(
                [Command(world.read_all(place / kind), before) for place in (ours, plain, fuse / BALLAST)],
                scale.slow_runs, scale.rounds)
            target = figures.at_least(0.95) if kind == "big" else None
            found.speed(f"reading {kind} files through merged, {what}, against the plain directory", 1000 * merged_time,
                        1000 * plain_time, "ms", target)
            found.speed(f"the same against fuse-overlayfs ({kind}, {what})", 1000 * merged_time, 1000 * fuse_time, "ms")


def cached():
    """MiB in the page cache"""
    with open("/proc/meminfo", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Cached:")) / 1024


def grown_by_reading(names):
    world.forget(bed.STATE_ROOT / "installation" / BALLAST / "big")
    before = cached()
    for name in names:
        bed.must(["sh", "-c", f"cat {world.runtime(name)}/merged/{BALLAST}/big/* >/dev/null"])
    return cached() - before


def page_cache(scale, found):
    names = [world.create(f"reader-{number:02}", world.PORT + 1 + number) for number in range(scale.servers)]
    for name in names:
        mount(name)
    one, all_of_them = grown_by_reading(names[:1]), grown_by_reading(names)
    for name in names:
        bed.must([bed.OVERLAY_HELPER, "umount", name])
    world.delete(*names)
    found.ratio(f"page cache of {scale.servers} servers that read the same files, against one", all_of_them, one, "MiB",
                figures.at_most(1.05))
