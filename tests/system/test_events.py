"""l4d2ctl events: a line for what is, then one for each change, for whoever may reach the system bus."""

import json
import os
import queue
import signal
import subprocess
import threading

import pytest

import bed
import game
import instance
import schema

PORT = 27240


class Watching:
    """`l4d2ctl events` in the background; its lines come one by one."""

    def __init__(self, *words, user=bed.OWNER):
        self.child = bed.spawn([bed.L4D2CTL, "events", *words], user, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(line) for line in self.child.stdout], daemon=True).start()

    def line(self):
        return self.lines.get(timeout=2 * bed.PATIENCE)

    def until(self, name, **expected):
        """All events of this instance up to one that is as expected."""
        seen = []
        while not seen or any(seen[-1][key] != value for key, value in expected.items()):
            event = json.loads(self.line())
            schema.check(event, "event.schema.json")
            seen += [event] if event["name"] == name else []
        return seen

    def end(self):
        self.child.terminate()
        return self.child.wait(bed.PATIENCE)


@pytest.fixture
def watching():
    started = []

    def start(*words, **options):
        started.append(Watching(*words, **options))
        return started[-1]
    yield start
    for one in started:
        one.end()


@pytest.mark.parametrize("user", [bed.OWNER, "nobody"])
def test_a_server_is_followed_from_start_to_stop(watching, user):
    instance.create("watched", PORT)
    events = watching("--json", user=user)
    first = events.until("watched", initial=True)[-1]
    assert first["state"] == "stopped" and first["main_pid"] is None
    instance.start("watched")
    started = events.until("watched", state="running", main_pid=game.pid("watched"))
    assert "starting" in [event["state"] for event in started]
    assert not any(event["initial"] for event in started)
    bed.l4d2ctl("stop", "watched")
    stopped = events.until("watched", state="stopped")
    assert "stopping" in [event["state"] for event in stopped] and stopped[-1]["main_pid"] is None


def test_a_crash_is_seen_with_its_signal_though_the_server_is_back_at_once(watching):
    instance.drop_in("watched", "[Service]\nRestartSec=100ms\n")
    instance.create("watched", PORT)
    instance.start("watched")
    events = watching("--json")
    first = events.until("watched", initial=True, state="running")[-1]["main_pid"]
    os.kill(first, signal.SIGSEGV)
    seen = events.until("watched", state="running", restarts=1)
    waiting = [event for event in seen if event["sub_state"] == "auto-restart"]
    assert waiting and waiting[0]["exit_status"] == 128 + signal.SIGSEGV
    assert seen[-1]["main_pid"] not in (None, first)


def test_an_instance_that_is_made_meanwhile_is_seen_and_a_foreign_unit_is_not(watching):
    events = watching("--json")
    bed.run(["systemctl", "start", instance.unit("nobodys")])  # of no instance: it fails, and would be tried again
    bed.must(["systemctl", "stop", instance.unit("nobodys")])
    bed.run(["systemctl", "reset-failed", instance.unit("nobodys")])
    instance.create("newcomer", PORT)
    instance.start("newcomer")
    seen = []
    while not seen or seen[-1]["state"] != "running":
        seen.append(json.loads(events.line()))
    assert {event["name"] for event in seen} == {"newcomer"}


def test_a_systemd_that_has_executed_itself_anew_is_heard_as_before(watching):
    instance.create("watched", PORT)
    instance.start("watched")
    events = watching("--json")
    events.until("watched", initial=True)
    bed.must(["systemctl", "daemon-reexec"])
    assert bed.l4d2ctl("stop", "watched").status == 0
    events.until("watched", state="stopped")


def test_people_read_time_name_and_state(watching):
    instance.create("watched", PORT)
    events = watching()
    words = events.line().split()
    while words[1] != "watched":
        words = events.line().split()
    assert words[1:] == ["watched", "stopped"] and words[0].endswith("Z")


def test_it_ends_with_its_signal_and_with_its_reader(watching):
    events = watching()
    assert bed.eventually(lambda: events.child.poll() is None, "a start")
    assert events.end() == -signal.SIGTERM
    alone = bed.spawn([bed.L4D2CTL, "events"], bed.OWNER, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    alone.stdout.close()
    assert alone.wait(bed.PATIENCE) == -signal.SIGPIPE


def test_without_the_bus_one_sentence_says_so():
    result = bed.run(["unshare", "--mount", "sh", "-c", "mount -t tmpfs none /run/dbus && exec setpriv --reuid=left4me "
                      "--regid=left4me --clear-groups /usr/local/bin/l4d2ctl events"])
    assert result.status == 69 and result.out == ""
    assert result.err.startswith("l4d2ctl: cannot listen to systemd on the system bus: "), result.err
    assert result.err.count("\n") == 1
