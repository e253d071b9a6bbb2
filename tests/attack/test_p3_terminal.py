"""P3: left4me comes to root's terminal neither by what root's doctor runs as left4me, nor by what root's events show."""

import json
import subprocess
from pathlib import Path

import bed
import instance
from terminal import Terminal

NAME, PORT = "made-up", 27480
UNIT = "/org/freedesktop/systemd1/unit/left4me_2dserver_40made_2dup_2eservice"
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


def name_on_the_bus(pid):
    listed = bed.must(["busctl", "--system", "list", "--unique", "--no-legend", "--no-pager"])
    return next((line.split()[0] for line in listed.splitlines() if line.split()[1] == str(pid)), None)


def test_nobody_but_systemd_makes_an_event():
    instance.create(NAME, PORT)
    instance.start(NAME)
    events = bed.spawn([bed.L4D2CTL, "events", "--json"], "root", stdout=subprocess.PIPE, text=True)
    try:
        theirs = bed.eventually(lambda: name_on_the_bus(events.pid), "events listens")
        while json.loads(events.stdout.readline())["name"] != NAME:
            pass
        emit = ["busctl", "--system", "emit", f"--destination={theirs}", UNIT, "org.freedesktop.DBus.Properties",
                "PropertiesChanged"]
        bed.must([*emit, "sa{sv}as", "org.freedesktop.systemd1.Unit", "2", "ActiveState", "s", "failed", "Result", "s",
                  "forged\033[2J", "0"], user=bed.OWNER)
        bed.must([*emit, "i", "5"], user=bed.OWNER)
        assert bed.l4d2ctl("stop", NAME).status == 0
        seen = []
        while not seen or seen[-1]["state"] != "stopped":
            seen.append(json.loads(events.stdout.readline() or "{}"))
        assert "forged" not in json.dumps(seen) and all(event["state"] != "failed" for event in seen), seen
    finally:
        events.terminate()
        events.wait()
        bed.l4d2ctl("delete", NAME, "--yes")
