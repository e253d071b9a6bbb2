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


def storm(scale, found):
    names = [world.create(f"storm-{number:03}", world.PORT + number) for number in range(scale.servers_at_once)]
    times, of_pid1 = [], []
    for name in names:
        before = world.pid1_seconds()
        times.append(seconds(lambda name=name: instance.start(name)))
        of_pid1.append(world.pid1_seconds() - before)
    world.delete(*names)
    tenth = max(1, scale.storm // 10)
    found.ratio(f"start storm: the last {tenth} of {scale.storm} servers, against the first {tenth}",
                1000 * statistics.median(times[scale.storm - tenth:scale.storm]), 1000 * statistics.median(times[:tenth]),
                "ms", figures.at_most(1.5))
    for number, (taken, pid1) in enumerate(zip(times, of_pid1), start=1):
        found.point("Start storm", "servers that run", "ms", "start", number, 1000 * taken)
        found.point("Start storm", "servers that run", "ms", "of it PID 1's processor time", number, 1000 * pid1)
