"""What a server can leave behind: mounts, units, processes and files."""

import os
from pathlib import Path

import bed


def mounts():
    """(mount point, type, source) of every mount that has to do with us, in PID 1's namespace."""
    found = []
    for line in Path("/proc/1/mountinfo").read_text(errors="replace").split("\n"):
        before, _, after = line.partition(" - ")
        if not after:
            continue
        point, (kind, source) = before.split(" ")[4], after.split(" ")[:2]
        if point.startswith(f"{bed.STATE_ROOT}/runtime/"):
            found.append((point, kind, source))
    return found


def mounts_of(name):
    return [entry for entry in mounts() if entry[0] == f"{bed.STATE_ROOT}/runtime/{name}/merged"]


def units():
    """Instances that systemd still holds in memory for another reason than somebody's look at them."""
    out = bed.must(["systemctl", "list-units", "--all", "--plain", "--no-legend", "left4me-server@*"])
    return [line.split()[0] for line in out.splitlines() if line.split()[2] != "inactive"]


def enabled_links():
    return sorted(Path("/etc/systemd/system").glob("*.wants/left4me-server@*"))


def enabled():
    return [link.name for link in enabled_links()]


def processes(user=bed.OWNER):
    """pid → command line of every process of this user that is not a zombie."""
    uid = bed.account(user).pw_uid
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if entry.stat().st_uid == uid and line:
                found[int(entry.name)] = line.strip()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def session_members(session):
    """Command lines of all processes in a session, whoever's: sudo and its child included."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip())
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def files():
    found = []
    for parent in ("instances", "runtime"):
        directory = bed.STATE_ROOT / parent
        found += [f"{parent}/{name}" for name in os.listdir(directory) if not name.startswith(".")]
    return sorted(found)


def everything(except_for=()):
    """Every trace there is, as sentences; [] in a clean bed. `except_for` names instances to overlook."""
    def mine(text):
        return not any(f"@{name}.service" in text or f"/{name}" in text for name in except_for)
    found = [f"mount {entry}" for entry in mounts()]
    found += [f"unit {unit}" for unit in units()]
    found += [f"enabled {link}" for link in enabled()]
    found += [f"file {path}" for path in files()]
    if not except_for:
        found += [f"process {pid} {line}" for pid, line in processes().items()]
    return [sentence for sentence in found if mine(sentence)]


def scrub():
    """By force and as root, so that one failure does not spoil the tests after it."""
    for unit in set(units()) | set(enabled()):
        bed.run(["systemctl", "disable", "--now", unit])
        bed.run(["systemctl", "reset-failed", unit])
    for point, _, _ in mounts():
        bed.run(["umount", "-l", point])
    for path in files():
        bed.run(["rm", "-rf", "--one-file-system", bed.STATE_ROOT / path])
