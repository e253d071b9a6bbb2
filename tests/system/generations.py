"""An installation that SteamCMD makes, in the place of the one that most tests share."""

import hashlib
import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import bed
import instance
import steam
import traces

INSTALLATIONS = bed.STATE_ROOT / "installations"
ASIDE = bed.STATE_ROOT / "installation.aside"


def delete_instances():
    names = [name for name in os.listdir(bed.STATE_ROOT / "instances") if not name.startswith(".")]
    if names:
        bed.must([bed.L4D2CTL, "delete", *names, "--yes"], user=bed.OWNER)


def remove_all():
    """The generations, the link to the current one, and what a draft left."""
    if instance.INSTALLATION.is_symlink():
        instance.INSTALLATION.unlink()
    shutil.rmtree(instance.INSTALLATION, ignore_errors=True)
    assert not INSTALLATIONS.is_symlink(), "it would be another's that goes"
    for entry in INSTALLATIONS.iterdir():
        bed.must(["rm", "-rf", entry])


@contextmanager
def none_yet(**depot):
    """A state root in which nothing is installed, and a depot with build 1000 for everybody."""
    os.rename(instance.INSTALLATION, ASIDE)
    steam.offer(**depot)
    try:
        yield
    finally:
        delete_instances()
        remove_all()
        os.rename(ASIDE, instance.INSTALLATION)
        shutil.rmtree(steam.DEPOT)


def install(*words, **options):
    return bed.l4d2ctl("install", *words, **{"timeout": 20 * bed.PATIENCE, **options})


def installed(*words):
    result = install(*words)
    assert result.status == 0, result
    return result


def every():
    result = bed.l4d2ctl("generations", "--json")
    assert result.status == 0, result
    return json.loads(result.out)


def names():
    return [entry["generation"] for entry in every()]


def current():
    return [entry["generation"] for entry in every() if entry["current"]]


def build_of(generation):
    return next(entry["build_id"] for entry in every() if entry["generation"] == generation)


def checksum(generation):
    """Of every byte, name, mode and time of modification."""
    digest = hashlib.sha256()
    top = INSTALLATIONS / generation
    for directory, subdirectories, files in sorted(os.walk(top)):
        for name in sorted(subdirectories + files):
            path = Path(directory, name)
            facts = path.lstat()
            digest.update(f"{path.relative_to(top)} {facts.st_mode:o} {facts.st_uid}".encode())
            if path.is_file():
                digest.update(str(facts.st_mtime_ns).encode() + path.read_bytes())
    return digest.hexdigest()


def begin_install(*words):
    """l4d2ctl install in a process of its own; its output goes nowhere."""
    return bed.spawn([bed.L4D2CTL, "install", *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                     stderr=subprocess.DEVNULL)


def steam_processes():
    return [line for line in traces.processes().values() if "steamcmd" in line or "stand-in-child" in line]


def await_no_steam():
    bed.eventually(lambda: not steam_processes(), f"nothing of SteamCMD left; there is {steam_processes()}")


def named_login(password, *words):
    """install as a Steam user, with the password from a descriptor."""
    reader, writer = os.pipe()
    os.write(writer, f"{password}\n".encode())
    os.close(writer)
    try:
        return install("--login=gordon", f"--password-fd={reader}", *words, pass_fds=[reader])
    finally:
        os.close(reader)
