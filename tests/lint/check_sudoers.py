"""The sudoers fragment lets through what the contract lists and nothing else, by the word of sudo itself.

visudo accepts a broken regular expression, so tests/fixtures/sudoers/calls.json is asked call by call.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

from lint import output_of, places, report, tool

INSIDE = "--inside"


def helpers_directory(fragment):
    return Path(re.search(r"(/\S+)/left4me-overlay ", fragment).group(1))


def stage(fragment, directory):
    """Inside a mount namespace of our own: this fragment is all of sudoers, and user and helpers exist."""
    mount = tool("mount", "mount")
    output_of([mount, "-t", "tmpfs", "none", "/run"])
    Path("/run/sudoers").write_text(fragment)
    os.chmod("/run/sudoers", 0o440)
    user = re.search(r"^(\S+) ALL =", fragment, re.MULTILINE).group(1)
    others = [line for line in Path("/etc/passwd").read_text().splitlines() if not line.startswith(user + ":")]
    Path("/run/passwd").write_text("\n".join([*others, f"{user}:x:4242:4242::/:/bin/sh", ""]))
    output_of([mount, "--bind", "/run/sudoers", "/etc/sudoers"])
    output_of([mount, "--bind", "/run/passwd", "/etc/passwd"])
    # A directory that exists on every machine can be covered; one that does not can not be made without a trace.
    existing = next(parent for parent in directory.parents if parent.is_dir())
    output_of([mount, "-t", "tmpfs", "none", existing])
    directory.mkdir(parents=True)
    for name in ("left4me-overlay", "left4me-systemctl", "left4me-journalctl"):
        (directory / name).touch(mode=0o755)
    return user


def ask(calls, user, directory):
    sudo = tool("sudo", "sudo")
    for verdict, rows in calls.items():
        for helper, *words in rows:
            status, text = output_of([sudo, "-n", "-l", "-U", user, f"{directory}/{helper}", *words])
            if (status == 0) != (verdict != "refused"):
                yield f"{verdict}, says the table, but sudo -l gives {status}: {helper} {words} {text.strip()}"


def asked_inside(source, build):
    """Runs this file again in a mount namespace of its own."""
    if os.geteuid() != 0:
        yield "only root may ask sudo what somebody else may do: run the lint tier as root"
        return
    unshare = tool("unshare", "util-linux")
    status, text = output_of([unshare, "--mount", sys.executable, __file__, INSIDE, source, build])
    if status != 0:
        yield text.rstrip()


def findings(source, build):
    fragment = build / "sudoers/left4me-sudoers"
    with tempfile.NamedTemporaryFile("w") as copy:  # visudo wants to see a mode, not where it lies
        copy.write(fragment.read_text())
        copy.flush()
        status, text = output_of([tool("visudo", "sudo"), "-c", "-f", copy.name])
    if status != 0 or "warning" in text.lower():
        yield text.rstrip()
    yield from asked_inside(source, build)


def main_inside():
    source, build = (Path(word) for word in sys.argv[2:])
    calls = json.loads((source / "tests/fixtures/sudoers/calls.json").read_text())
    fragment = (build / "sudoers/left4me-sudoers").read_text()
    directory = helpers_directory(fragment)
    report(ask(calls, stage(fragment, directory), directory))


if sys.argv[1:2] == [INSIDE]:
    main_inside()
report(findings(*places()))
