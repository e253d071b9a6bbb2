"""What gives rights wherever it is not inert, planted as root into every kind of layer and into upper."""

import os
import shutil
import stat
import struct

import bed
import instance

LAYERS = {"overlay": "overlays/inert", "workshop": "workshop_cache/inert", "cache": "global_overlay_cache/inert",
          "installation": "installations/inert"}
PLACES = [*LAYERS, "upper"]
ID, HEAD = "/usr/bin/id", "/usr/bin/head"
CAP_DAC_READ_SEARCH = 2
SECRET = "/etc/shadow"


def directories(name):
    return {place: bed.STATE_ROOT / layer for place, layer in LAYERS.items()} | {"upper": instance.upper(name)}


def make_layers(name):
    """Of every kind, the installation last; past l4d2ctl, which writes this file anew at each start of its own."""
    for place, layer in LAYERS.items():
        if place == "installation":
            shutil.copytree(instance.INSTALLATION, bed.STATE_ROOT / layer, symlinks=True)
        else:
            (bed.STATE_ROOT / layer).mkdir()
        instance.own_tree(bed.STATE_ROOT / layer)
    write_layers(name, LAYERS.values())


def write_layers(name, layers):
    path = bed.STATE_ROOT / "instances" / name / "layers"
    path.write_text("".join(f"{layer}\n" for layer in layers))
    instance.owned(path)


def remove_layers():
    for layer in LAYERS.values():
        shutil.rmtree(bed.STATE_ROOT / layer, ignore_errors=True)


def setuid_program(path):
    shutil.copyfile(ID, path)
    path.chmod(0o6777)


def capable_program(path):
    """head, which may read every file: permitted, and effective from its first instruction on."""
    shutil.copyfile(HEAD, path)
    path.chmod(0o755)
    words = struct.pack("<5I", 0x02000001, 1 << CAP_DAC_READ_SEARCH, 0, 0, 0)  # vfs_cap_data, revision 2
    os.setxattr(path, "security.capability", words)


def device(path):
    """/dev/null: the one device that every kind of bed lets be opened."""
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    path.chmod(0o666)


KINDS = {"setuid": setuid_program, "capable": capable_program, "device": device}


def plant(name):
    for place, directory in directories(name).items():
        for kind, make in KINDS.items():
            make(directory / f"{kind}-{place}")


def read_as(words):
    """Whether the program could read what only root may."""
    return [*words, "-c", "1", SECRET]
