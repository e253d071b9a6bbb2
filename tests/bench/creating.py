"""Instances: the first and the thousandth, their disk, and what a copy of the installation costs instead."""

import statistics

import bed
import figures
import instance
import world
from clock import Command, medians, seconds

PROBE = "bench-probe"


def populate(names, first_port):
    for number, name in enumerate(names):
        world.create(name, first_port + number)


def initialize_times(scale):
    """ms of creating one more instance"""
    spec = instance.spec_file(PROBE, instance.spec(world.PORT - 1))
    gone = f"{bed.L4D2CTL} delete {PROBE} --yes"
    [taken] = medians([Command(f"{bed.L4D2CTL} initialize {PROBE} -f {spec}", gone)], scale.runs, 1, bed.OWNER)
    return 1000 * taken


def status_times(scale):
    """ms of the status of all instances"""
    [taken] = medians([Command(f"{bed.L4D2CTL} status --json")], scale.runs, 1, bed.OWNER)
    return 1000 * taken


def programs_run(words):
    """How many programs the command and its children execute."""
    trace = "/var/tmp/bench-trace"
    bed.run(["strace", "-f", "-qq", "-e", "trace=execve", "-o", trace, *words])
    with open(trace, encoding="utf-8", errors="replace") as lines:
        return sum("execve(" in line and "= 0" in line for line in lines)


def programs_of_status():
    """How many programs `status` of all instances runs, itself aside: each asks systemd for many units."""
    return programs_run([bed.L4D2CTL, "status", "--json"]) - 1


def measure(scale, found):
    """Grows the population, and asks at each size."""
    names, initialize, status = [], {}, {}
    for size in scale.instances:
        more = [f"many-{number:04}" for number in range(len(names), size - 1)]
        populate(more, world.PORT + len(names))
        names += more
        initialize[size] = initialize_times(scale)
        status[size] = status_times(scale)
    programs = programs_of_status()
    for name in (PROBE, *names):  # none has ever run, and a thousand calls of systemctl disable would take their time
        world.remove(bed.STATE_ROOT / "instances" / name)
    report(scale, found, initialize, status, programs)
    disk_per_instance(found)
    against_copies(scale, found)


def report(scale, found, initialize, status, programs):
    first, middle, last = scale.instances[0], scale.instances[-2], scale.instances[-1]
    found.ratio(f"initialize: instance {last} against the first", initialize[last], initialize[first], "ms",
                figures.at_most(1.2))
    found.ratio(f"status --json of {middle} instances against {first}", status[middle], status[first], "ms",
                figures.at_most(3))
    found.ratio(f"status --json of {last} instances against {first}", status[last], status[first], "ms")
    found.size(f"programs that status --json of {last} instances runs", programs, "count", figures.at_most(4))
    for size in scale.instances:
        found.point("One command by instances", "instances", "ms", "initialize", size, initialize[size])
        found.point("One command by instances", "instances", "ms", "status --json of all", size, status[size])


def disk_per_instance(found):
    name = world.create("bench-disk", world.PORT, config=['hostname "bench"'])
    instance.start(name)
    bed.must([bed.L4D2CTL, "stop", name], user=bed.OWNER)
    of_instance = (world.runtime(name), bed.STATE_ROOT / "instances" / name)
    found.size("disk of an instance that has run", world.disk(*of_instance), "KiB", figures.at_most(40))
    if world.has_reflinks():
        found.size("the same on XFS, which keeps small directories in their inodes", disk_on_xfs(of_instance), "KiB")
    world.delete(name)


def disk_on_xfs(directories):
    top = world.REFLINKS / "instance"
    top.mkdir()
    bed.must(["cp", "-a", *directories, top])
    bed.must(["sync"])   # or blocks that are allocated late do not count
    used = world.disk(*top.iterdir())
    world.remove(top)
    return used


def against_copies(scale, found):
    """A new server, against a copy of the installation and the same start."""
    ballast = bed.STATE_ROOT / "installation" / "left4dead2" / "bench"
    world.fill(ballast, scale.copied, 200)
    world.BENCH.mkdir(exist_ok=True)
    instance.owned(world.BENCH)
    new, started = new_server(scale)
    size = world.disk(bed.STATE_ROOT / "installation/")
    copies = copy_times(scale)
    reflinks = reflink_copy(scale) if world.has_reflinks() else None
    name = world.create("bench-disk", world.PORT)
    instance.start(name)
    ours = world.disk(world.runtime(name) / "upper", world.runtime(name) / "work", bed.STATE_ROOT / "instances" / name)
    world.delete(name)
    world.remove(ballast)
    gigabytes = f"{scale.copied / 1024 ** 3:.3g} GiB"
    found.ratio(f"a new server, against cp -a of {gigabytes} and the same start", new, copies["cp -a"] + started, "s",
                figures.at_most(0.02))
    found.ratio("the same without the start, which is systemd's", new - started, copies["cp -a"], "s")
    found.ratio("the same, disk", ours, size, "KiB", figures.at_most(0.001))
    found.ratio("a new server, against hard links and the same start", new, copies["cp -al"] + started, "s")
    if reflinks:
        taken, used = reflinks
        found.ratio("a new server, against cp --reflink=always on XFS and the same start", new, taken + started, "s")
        found.ratio("the same, disk", ours, used, "KiB")


def new_server(scale):
    """seconds of initialize and start; of start alone"""
    both, alone = [], []
    for _ in range(scale.slow_runs):
        made = seconds(lambda: world.create("bench-new", world.PORT))
        started = seconds(lambda: instance.start("bench-new"))
        world.delete("bench-new")
        both.append(made + started)
        alone.append(started)
    return statistics.median(both), statistics.median(alone)


def reflink_copy(scale):
    """seconds of a copy whose files share their blocks with the installation's, and the KiB that it takes"""
    original, copy = world.REFLINKS / "installation", world.REFLINKS / "copy"
    bed.must(["cp", "-a", bed.STATE_ROOT / "installation/", original], timeout=600)
    words = ["cp", "-a", "--reflink=always", original, copy]
    [taken] = medians([Command(" ".join(map(str, words)), f"rm -rf {copy}")], scale.slow_runs, 1)
    world.remove(copy)
    before = world.used(world.REFLINKS)
    bed.must(words)
    used = world.used(world.REFLINKS) - before
    world.remove(copy)
    world.remove(original)
    return taken, used


def copy_times(scale):
    """kind → seconds"""
    copy = world.BENCH / "copy"
    kinds = ("cp -a", "cp -al")
    gone = f"rm -rf {copy}"
    taken = medians([Command(f"{kind} {bed.STATE_ROOT}/installation/ {copy}", gone) for kind in kinds],
                    scale.slow_runs, 1, bed.OWNER)
    world.remove(copy)
    return dict(zip(kinds, taken))
