"""What does not depend on the machine's mood: peak memory, and instructions."""

import bed
import figures
import instance
import world

PEERS = bed.Path(__file__).resolve().parent / "peers"
NAME = "bench-footprint"
OUT = "/var/tmp/bench-footprint"


def peak_memory(words, user):
    """MiB. Not by our own wait4(2): what a process was before execve would count."""
    bed.must(["/usr/bin/time", "--quiet", f"--output={OUT}", "--format=%M", *words], user=user)
    with open(OUT, encoding="ascii") as file:
        return int(file.read().split()[-1]) / 1024


def instructions(words, user="root"):
    bed.must([PEERS / "steps", OUT, *words], user=user, timeout=600)
    with open(OUT, encoding="ascii") as file:
        return int(file.read())


def measure(scale, found):
    names = [world.create(f"{NAME}-{number:04}", world.PORT + number) for number in range(max(2, scale.instances[-2]))]
    name = names[0]
    instance.start(name)
    stopped = [bed.L4D2CTL, "stop", name]
    bed.must(stopped, user=bed.OWNER)
    open(OUT, "w", encoding="ascii").close()
    instance.owned(OUT)
    memory(found, name, names)
    found.size("instructions of true(1), which does nothing", instructions(["/usr/bin/true"]), "instructions")
    if scale.counts_instructions:
        count(found, name)
    world.delete(*names)


def memory(found, name, names):
    helper = max(peak_memory([bed.OVERLAY_HELPER, word, name], "root") for word in ("mount", "umount"))
    found.size("peak memory of left4me-overlay", helper, "MiB", figures.at_most(6))
    started = peak_memory([bed.L4D2CTL, "start", name], bed.OWNER)
    found.size("peak memory of l4d2ctl start", started, "MiB", figures.at_most(14))
    status = peak_memory([bed.L4D2CTL, "status", "--json"], bed.OWNER)
    found.size(f"peak memory of l4d2ctl status --json of {len(names)} instances", status, "MiB", figures.at_most(14))
    bed.must([bed.L4D2CTL, "stop", name], user=bed.OWNER)


def count(found, name):
    for what, words, user in (
            ("left4me-overlay mount", [bed.OVERLAY_HELPER, "mount", name], "root"),
            ("l4d2ctl --version", [bed.L4D2CTL, "--version"], bed.OWNER),
            ("l4d2ctl status --json of one instance", [bed.L4D2CTL, "status", name, "--json"], bed.OWNER)):
        found.size(f"instructions of {what}", instructions(words, user), "instructions")
    bed.must([bed.OVERLAY_HELPER, "umount", name])
