"""Directories outside the state root that root must neither read, change, nor mount on for left4me."""

import os
import subprocess
from pathlib import Path

import bed

NEST = Path("/srv/canary")
# One that left4me could read itself, and one that only root can.
DIRECTORIES = {"open": 0o755, "closed": 0o700}


def put():
    """Access times are kept strictly there, so that reading leaves a mark."""
    NEST.mkdir(exist_ok=True)
    bed.must(["mount", "-t", "tmpfs", "-o", "strictatime,mode=0755", "canary", NEST])
    for name, mode in DIRECTORIES.items():
        directory = NEST / name
        for part in ("upper", "work", "merged", "work/work"):
            (directory / part).mkdir(parents=True)
        (directory / "CANARY").write_text("canary\n")
        (directory / "layers").write_text("installation\n")
        directory.chmod(mode)
    age()


def age():
    """The kernel's clock for access times is coarse, so let every mark lie in the past."""
    for directory, names, files in os.walk(NEST):
        for name in names + files:
            os.utime(os.path.join(directory, name), (1, 1))


def marks():
    """path → when read, when changed. Taken without reading anything that counts: the walk knows the names."""
    found = {}
    for name in DIRECTORIES:
        for part in ("", "CANARY", "layers", "upper", "work", "merged", "work/work"):
            facts = (NEST / name / part).lstat()
            found[f"{name}/{part}"] = (facts.st_atime_ns, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_mode)
    return found


def remove():
    subprocess.run(["umount", NEST], check=True)
    NEST.rmdir()
