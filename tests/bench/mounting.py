"""The overlay helper against bare system calls, against nsenter with mount(8), and against a Python helper."""

import time

import bed
import figures
import world
from clock import Command, medians

PEERS = bed.Path(__file__).resolve().parent / "peers"
NAME = "bench-mount"
MERGED = bed.STATE_ROOT / "runtime" / NAME / "merged"
IN_PID_1 = "nsenter --mount=/proc/1/ns/mnt --"
# The helper leaves alone what it has not mounted, and then clears away what root's mount has left in work.
AWAY = f"umount --quiet {MERGED}; {bed.OVERLAY_HELPER} umount {NAME}"
# mount(8) of Debian 13 refuses a list of layers of more than 255 bytes, so for these peers there are no more.
MOST_LAYERS_OF_OTHERS = 1


def ways(layers):
    """name → (mount, umount)"""
    options = ",".join([f"lowerdir={':'.join(absolute_layers(layers))}", f"upperdir={MERGED.parent}/upper",
                        f"workdir={MERGED.parent}/work"])
    return {
        "ours": (f"{bed.OVERLAY_HELPER} mount {NAME}", f"{bed.OVERLAY_HELPER} umount {NAME}"),
        "floor": (f"{PEERS}/floor mount {NAME}", f"{PEERS}/floor umount {NAME}"),
        "mount(8)": (f"{IN_PID_1} mount -t overlay overlay -o {options} {MERGED}", f"{IN_PID_1} umount {MERGED}"),
        "python": (f"{PEERS}/python-helper mount {NAME}", f"{PEERS}/python-helper umount {NAME}"),
    }


def absolute_layers(count):
    return [*(f"{bed.STATE_ROOT}/overlays/bench/{number:03}" for number in range(count - 1)),
            f"{bed.STATE_ROOT}/installation"]


def pair_times(layers, scale, names):
    """way → ms of a mount and an umount together"""
    world.write_layers(NAME, layers)
    chosen = [ways(layers)[name] for name in names]
    mounts = medians([Command(mount, f"sh -c '{AWAY}'") for mount, _ in chosen], scale.runs, scale.rounds)
    umounts = medians([Command(umount, f"sh -c '{AWAY} && {mount}'") for mount, umount in chosen],
                      scale.runs, scale.rounds)
    bed.must(["sh", "-c", AWAY])
    return {name: 1000 * (mount + umount) for name, mount, umount in zip(names, mounts, umounts)}


def pid1_cost(scale):
    """ms that PID 1 needs for one mount and umount: systemd reads the mount table when it changes. Pauses, since it takes
    changes that come at once for one."""
    before = world.pid1_seconds()
    for _ in range(scale.runs):
        for verb in ("mount", "umount"):
            bed.must([bed.OVERLAY_HELPER, verb, NAME])
            time.sleep(0.2)
    time.sleep(1)
    return max(1.0, 1000 * (world.pid1_seconds() - before)) / scale.runs


def crowd(count):
    """Names of instances that have an overlay mounted, and nothing else."""
    return [f"crowd-{number:04}" for number in range(count)]


def mount_crowd(names):
    for name in names:
        (bed.STATE_ROOT / "instances" / name).mkdir()
        world.make_runtime(name)
        world.write_layers(name, 1)
        bed.must([PEERS / "floor", "mount", name])


def umount_crowd(names):
    for name in names:
        bed.must([PEERS / "floor", "umount", name])
        world.remove(world.runtime(name))
        world.remove(bed.STATE_ROOT / "instances" / name)


def measure(scale, found):
    world.make_overlays(max(scale.layers) - 1)
    world.create(NAME, world.PORT)
    world.make_runtime(NAME)
    alone = {layers: pair_times(layers, scale, names_for(layers)) for layers in scale.layers}
    alone_pid1 = pid1_cost(scale)
    names = crowd(scale.mounted)
    mount_crowd(names)
    crowded = {layers: pair_times(layers, scale, ("ours", "floor")) for layers in scale.layers}
    crowded_pid1 = pid1_cost(scale)
    umount_crowd(names)
    world.delete(NAME)
    report(scale, found, alone, crowded)
    found.ratio(f"PID 1's own processor time for a mount and umount, {scale.mounted} mounted, against none",
                crowded_pid1, alone_pid1, "ms")


def names_for(layers):
    return ("ours", "floor", "mount(8)", "python") if layers <= MOST_LAYERS_OF_OTHERS else ("ours", "floor")


def report(scale, found, alone, crowded):
    few, many = min(scale.layers), max(scale.layers)
    few_way = alone[few]
    found.ratio("left4me-overlay mount + umount, against bare system calls", few_way["ours"], few_way["floor"], "ms",
                figures.at_most(1.6))
    found.ratio("the same against nsenter, mount(8) and umount(8)", few_way["ours"], few_way["mount(8)"], "ms",
                figures.at_most(0.6))
    found.ratio("the same against a Python helper", few_way["ours"], few_way["python"], "ms", figures.at_most(0.08))
    found.ratio(f"the same with {many} layers, against bare system calls", alone[many]["ours"], alone[many]["floor"], "ms",
                figures.at_most(1.6))
    for layers in scale.layers:
        found.ratio(f"mount + umount of {layers} layers with {scale.mounted} overlays mounted, against none",
                    crowded[layers]["ours"], alone[layers]["ours"], "ms", figures.at_most(1.25),
                    f"bare system calls: {crowded[layers]['floor'] / alone[layers]['floor']:.2f}")
    for label, times in (("", alone), (f", {scale.mounted} mounted", crowded)):
        for layers, ways_of in times.items():
            for way, milliseconds in ways_of.items():
                found.point("Mount and umount by layers", "layers", "ms", way + label, layers, milliseconds)
