"""P3: what runs as left4me when root calls doctor has no terminal to write to, or to read from."""

from pathlib import Path

import bed
from terminal import Terminal

TERMINAL = 4  # of what stands behind the name in /proc/PID/stat, proc_pid_stat(5)


def terminals_of(uid):
    """Of each process whose real user that is, sudo's on its way to root among them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            users = entry.joinpath("status").read_text().partition("\nUid:")[2].split()
            if users and int(users[0]) == uid:
                found.append(int(entry.joinpath("stat").read_text().rpartition(") ")[2].split()[TERMINAL]))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended
    return found


def test_what_roots_doctor_runs_as_left4me_has_no_terminal():
    uid = bed.account(bed.OWNER).pw_uid
    before, seen = len(terminals_of(uid)), []
    for _ in range(5):
        doctor = Terminal("doctor", user="root")
        while doctor.child.poll() is None:
            now = terminals_of(uid)
            seen += now if len(now) > before else []
            doctor.read(0)
        doctor.close()
    assert seen, "nothing of left4me's was seen"
    assert not any(seen), seen
