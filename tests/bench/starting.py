"""start against a bare systemctl through the same sudo, and a hundred servers one after the other."""

import statistics
from pathlib import Path

import bed
import figures
import instance
import world
from clock import Command, medians, seconds

NAME = "bench-start"
RULE = Path("/etc/sudoers.d/bench")


def measure(scale, found):
    world.create(NAME, world.PORT)
    instance.start(NAME)  # the peer needs what it staged
    RULE.write_text(f"{bed.OWNER} ALL=(root) NOPASSWD: /usr/bin/systemctl\n")
    unit = instance.unit(NAME)
    sudo = "sudo -n /usr/bin/systemctl"
    # While it is loaded: five starts in a minute are one too many.
    stopped = f"sh -c '{sudo} reset-failed {unit}; {sudo} disable --now {unit}'"
    ours, peer = medians([Command(f"{bed.L4D2CTL} start {NAME}", stopped),
                          Command(f"{sudo} enable --now {unit}", stopped)], scale.runs, scale.rounds, bed.OWNER)
    RULE.unlink()
    world.delete(NAME)
    found.ratio("l4d2ctl start, against systemctl enable --now of the same unit", 1000 * ours, 1000 * peer, "ms",
                figures.at_most(1.3))
    storm(scale, found)


def available():
    """KiB of memory that the machine could still give"""
    with open("/proc/meminfo", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))


def pair_time(scale):
    """ms of a mount and umount of one more overlay"""
    pair = f"sh -c '{bed.OVERLAY_HELPER} mount {NAME} && {bed.OVERLAY_HELPER} umount {NAME}'"
    return 1000 * medians([Command(pair)], scale.runs, 1)[0]


def among_servers(scale, found, alone, free, names):
    """What all these running servers cost, and what they make dearer."""
    found.ratio(f"mount + umount while {len(names)} sandboxed servers run, against none", pair_time(scale), alone, "ms")
    found.size("memory of one of them, all that it costs the machine", (free - available()) / len(names), "KiB",
               note="of the stand-in game; the real one takes some hundred MiB")
    main_pid = instance.show(names[0], "MainPID")["MainPID"]
    with open(f"/proc/{main_pid}/mountinfo", encoding="utf-8") as mounts:
        found.size("mounts in the namespace of one of them", sum(1 for _ in mounts), "count")


def of_last_and_first(times, tenth):
    """ms"""
    return 1000 * statistics.median(times[-tenth:]), 1000 * statistics.median(times[:tenth])


def times_without_enabling(scale):
    """seconds of each start; what is missing from the storm is systemd reading every unit again"""
    names = [world.create(f"calm-{number:03}", world.PORT + number) for number in range(scale.storm)]
    times = [seconds(lambda name=name: instance.start(name, "--no-enable")) for name in names]
    world.delete(*names)
    return times


def storm(scale, found):
    world.create(NAME, world.PORT - 1)
    world.make_runtime(NAME)
    world.write_layers(NAME, 1)
    alone, free = pair_time(scale), available()
    names = [world.create(f"storm-{number:03}", world.PORT + number) for number in range(scale.servers_at_once)]
    times, of_pid1 = [], []
    for name in names:
        before = world.pid1_seconds()
        times.append(seconds(lambda name=name: instance.start(name)))
        of_pid1.append(world.pid1_seconds() - before)
    among_servers(scale, found, alone, free, names)
    world.delete(NAME, *names)
    tenth = max(1, scale.storm // 10)
    last_and_first = f"the last {tenth} of {scale.storm} servers, against the first {tenth}"
    found.ratio(f"start storm: {last_and_first}", *of_last_and_first(times[:scale.storm], tenth), "ms",
                figures.at_most(1.5))
    found.ratio(f"start --no-enable: {last_and_first}", *of_last_and_first(times_without_enabling(scale), tenth), "ms")
    for number, (taken, pid1) in enumerate(zip(times, of_pid1), start=1):
        found.point("Start storm", "servers that run", "ms", "start", number, 1000 * taken)
        found.point("Start storm", "servers that run", "ms", "of it PID 1's processor time", number, 1000 * pid1)
