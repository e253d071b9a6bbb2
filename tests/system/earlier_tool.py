"""A host as the earlier Python tool left it: what it wrote, and what its mounts leave behind."""

import os
import shutil

import bed
import instance


def environment(name):
    return bed.STATE_ROOT / "instances" / name / "instance.env"


def cfg(name):
    return instance.upper(name) / "left4dead2/cfg"


def leave_environment(name, port, overlays, arguments=""):
    layers = [str(bed.STATE_ROOT / "overlays" / ref) for ref in overlays] + [str(instance.INSTALLATION)]
    environment(name).parent.mkdir(exist_ok=True)
    environment(name).write_text(f"L4D2_PORT={port}\nL4D2_ARGS={arguments}\nL4D2_LOWERDIRS={':'.join(layers)}\n")
    instance.own_tree(environment(name).parent)


def leave_instance(name, port, overlays=(), arguments="", staged=None):
    """Initialized and started once: instance.env, and what was staged (name → text) in upper."""
    leave_environment(name, port, overlays, arguments)
    runtime = bed.STATE_ROOT / "runtime" / name
    for part in ("upper", "work", "merged"):
        (runtime / part).mkdir(parents=True, exist_ok=True)
    cfg(name).mkdir(parents=True)
    for file, text in (staged or {}).items():
        (cfg(name) / file).write_text(text)
    instance.own_tree(runtime)
    return name


def mount(name):
    """By its helper: in PID 1's namespace, by mount(8), as root."""
    runtime = bed.STATE_ROOT / "runtime" / name
    layers = environment(name).read_text().rpartition("L4D2_LOWERDIRS=")[2].strip()
    bed.must(["mount", "-t", "overlay", "overlay", "-o",
              f"lowerdir={layers},upperdir={runtime}/upper,workdir={runtime}/work", runtime / "merged"])


def umount(name):
    bed.must(["umount", instance.merged(name)])


def forget(name):
    """An instance that nothing of ours ever took over."""
    for parent in ("instances", "runtime"):
        shutil.rmtree(bed.STATE_ROOT / parent / name, ignore_errors=True)


def play(name):
    """What a server changes through its mount: a database, and a file of a layer that it removes."""
    mount(name)
    database = instance.merged(name) / "left4dead2/addons/sourcemod/data/players.sq3"
    bed.must(["mkdir", "-p", database.parent], user=bed.OWNER)
    bed.must(["sh", "-c", f"printf 'Ellis 4711' > {database}"], user=bed.OWNER)
    bed.must(["rm", instance.merged(name) / "left4dead2/unwanted.txt"], user=bed.OWNER)
    umount(name)
    leftover = bed.STATE_ROOT / "runtime" / name / "work/work"
    assert leftover.stat().st_uid == 0 and os.listdir(leftover) != []  # the whiteout's twin
