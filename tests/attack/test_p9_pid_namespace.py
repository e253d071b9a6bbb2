"""P9: a caller in a PID namespace of its own, such as PrivatePIDs= of systemd 257 makes, is PID 1 there himself."""

from pathlib import Path

import pytest

import bed
import instance
import traces

NAME, PORT = "counted", 27140
FORGED_INIT = Path(__file__).resolve().parent / "forged_init.py"


def as_init(*words):
    """As left4me, and as PID 1."""
    as_owner = ["setpriv", f"--reuid={bed.OWNER}", f"--regid={bed.OWNER}", "--init-groups", "--"]
    return bed.run(["unshare", "--pid", "--fork", "--mount-proc", "--", *as_owner, *words])


@pytest.fixture
def running():
    instance.create(NAME, PORT)
    instance.start(NAME)
    yield
    assert bed.l4d2ctl("delete", NAME, "--yes").status == 0


@pytest.mark.parametrize("verb", ["mount", "umount"])
def test_the_pid_namespace_of_a_caller_is_refused(running, verb):
    before = traces.mounts_of(NAME)
    refused = as_init("sh", "-c", f"sudo -n {bed.OVERLAY_HELPER} {verb} {NAME}; exit $?")
    assert refused.status == 78 and "call from the PID namespace of the host" in refused.err, refused
    assert traces.mounts_of(NAME) == before != []


def test_a_mount_namespace_that_left4me_forged_is_refused(running):
    refused = as_init("python3", FORGED_INIT, bed.OVERLAY_HELPER, NAME, bed.STATE_ROOT)
    assert refused.status == 78 and refused.out == "left: index\n", refused
