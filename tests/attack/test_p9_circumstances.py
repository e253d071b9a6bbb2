"""P9: whatever a caller hands down through execve(2), sudo's helpers and l4d2ctl do their work, or nothing."""

import signal
import subprocess
from pathlib import Path

import pytest

import bed
import circumstances
import instance
import traces
from circumstances import HARMLESS, HINDERING

NAME, PORT = "anyhow", 27125
# l4d2ctl is the caller's own program: with these it can write no file, or execute no other program.
ONLY_FOR_HELPERS = {"no files of any size", "no processes"}
MOMENTS = range(1, 120, 7)  # milliseconds


@pytest.fixture(scope="module", autouse=True)
def stopped(shared):
    shared(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0


def handed_down(circumstance):
    return {"preexec_fn": circumstance, "close_fds": False}


def mount_and_unmount(**options):
    for verb, mounts in (("mount", 1), ("umount", 0)):
        result = bed.sudo(bed.OVERLAY_HELPER, verb, NAME, **options)
        assert result.status == 0, result
        assert len(traces.mounts_of(NAME)) == mounts


def live(**options):
    for verb, state in (("start", "running"), ("stop", "stopped")):
        result = bed.l4d2ctl(verb, NAME, **options)
        assert result.status == 0, result
        assert instance.status(NAME)["state"] == state


@pytest.mark.parametrize("name", HARMLESS)
def test_the_helpers_do_their_work_with(name):
    options = handed_down(HARMLESS[name])
    mount_and_unmount(**options)
    assert bed.sudo(bed.SYSTEMCTL_HELPER, "show", NAME, **options).status == 0
    assert bed.sudo(bed.JOURNALCTL_HELPER, NAME, "--lines", "1", "--no-follow", **options).status == 0


@pytest.mark.parametrize("name", [name for name in HARMLESS if name not in ONLY_FOR_HELPERS])
def test_a_server_lives_with(name):
    live(**handed_down(HARMLESS[name]))


@pytest.mark.parametrize("name", HINDERING)
def test_nothing_happens_with(name):
    options = handed_down(HINDERING[name])
    assert bed.sudo(bed.OVERLAY_HELPER, "mount", NAME, **options).status != 0
    result = bed.l4d2ctl("start", NAME, **options)
    assert result.status != 0 and result.err, result
    assert traces.mounts_of(NAME) == [] and instance.status(NAME)["state"] == "stopped"
    live()


def test_pauses_of_l4d2ctl_are_as_long_as_meant_whatever_the_callers_timers():
    follower = bed.spawn([bed.L4D2CTL, "logs", NAME], stdout=subprocess.DEVNULL,
                         **handed_down(HARMLESS["timers of no precision"]))
    slack = Path(f"/proc/{follower.pid}/timerslack_ns")
    try:
        bed.eventually(lambda: slack.read_text() == "50000\n", "the kernel's own slack")
    finally:
        follower.terminate()
        follower.wait()


def alarm(milliseconds):
    """A timer survives execve(2), and its signal ends whoever did not expect it."""
    return lambda: signal.setitimer(signal.ITIMER_REAL, milliseconds / 1000)


def test_an_alarm_at_any_moment_of_a_helper_is_made_good_by_the_next_call():
    ended = set()
    for moment in MOMENTS:
        for verb in ("mount", "umount"):
            ended.add(bed.sudo(bed.OVERLAY_HELPER, verb, NAME, **handed_down(alarm(moment))).status)
        mount_and_unmount()
    assert -signal.SIGALRM in ended, ended


def test_an_alarm_at_any_moment_of_a_start_is_made_good_by_the_next_call():
    ended = set()
    for moment in MOMENTS:
        ended.add(bed.l4d2ctl("start", NAME, **handed_down(alarm(moment))).status)
        live()
    assert -signal.SIGALRM in ended, ended


@pytest.mark.parametrize("program", [bed.OVERLAY_HELPER, bed.SYSTEMCTL_HELPER, bed.JOURNALCTL_HELPER, bed.L4D2CTL],
                         ids=lambda program: program.name)
def test_without_any_word_not_even_a_name_a_program_explains_itself(program):
    """CVE-2021-4034. Linux from 5.18 gives such a program an empty name."""
    bare = circumstances.executed_without_words(str(program))
    assert bed.run(["/bin/true"], user=bed.OWNER, preexec_fn=bare).status == 64
