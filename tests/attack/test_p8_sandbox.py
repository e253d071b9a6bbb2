"""P8: what a hostile game can do. One server runs every attack of hostile/, and says how each ended."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

import bed
import game
import instance
import plugin
import traces

PORT = 27300
WEB_APPLICATION = ("import socket, time\none = socket.socket(socket.AF_UNIX)\n"
                   "one.bind('\\0left4me-web')\none.listen()\nprint(flush=True)\ntime.sleep(3600)")
REFUSALS = {"EPERM", "EACCES", "ENOENT", "EROFS", "ESRCH", "ENOSYS", "EAFNOSUPPORT", "EMFILE", "EAGAIN"}
LANDLOCK_WITH_SCOPES = 6

sys.path.insert(0, str(plugin.HOSTILE))
import authority  # noqa: E402 (found by the line above)
import kernel  # noqa: E402
import others  # noqa: E402
import processes  # noqa: E402

NEED_SCOPES = {"signal the web application", "signal another server", "signal another server's thread",
               "call the web application by an abstract name"}
SILENT = {"signal as the owner of a file"}       # the sender is not told that it was refused
ITS_OWN = {"leave word in shared memory"}        # may succeed, where nobody else sees it
EVERY = [name for room in (kernel, others, authority, processes) for name in room.ATTACKS]


def landlock_abi():
    return ctypes.CDLL(None).syscall(444, None, 0, 1)


@pytest.fixture(scope="module")
def web_application():
    """Another process of left4me's, which listens under an abstract name."""
    with bed.spawn(["/usr/bin/python3", "-c", WEB_APPLICATION], stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        yield child
        child.kill()


@pytest.fixture(scope="module")
def found(shared, web_application):
    """attack → how it ended."""
    secret = bed.STATE_ROOT / "tmp/web"
    secret.write_text("secret")
    instance.owned(secret)
    if not bed.HOST_ENV.exists():
        bed.HOST_ENV.write_text("LEFT4ME_ROOT=/var/lib/left4me\n")
    shared("neighbour", PORT + 1)
    instance.start("neighbour")
    aims = {"web": web_application.pid, "neighbour": game.pid("neighbour"),
            "merged": str(instance.merged("hostile"))}
    shared("hostile", PORT, overlays=[plugin.overlay(aims)])
    instance.start("hostile")
    return plugin.outcomes("hostile")


def is_32_bit(attack):
    return attack.endswith("32-bit")


def refused(outcome, attack):
    assert outcome in REFUSALS, f"{attack}: {outcome}"


@pytest.mark.parametrize("attack", [one for one in EVERY
                                    if not is_32_bit(one) and one not in NEED_SCOPES | SILENT | ITS_OWN])
def test_the_game_cannot(found, attack):
    refused(found[attack], attack)


@pytest.mark.vm_only
@pytest.mark.parametrize("attack", [one for one in EVERY if is_32_bit(one)])
def test_the_game_cannot_by_32_bit_calls(found, attack):
    refused(found[attack], attack)


@pytest.mark.parametrize("attack", sorted(NEED_SCOPES))
def test_the_game_reaches_nobody_outside_its_unit_where_the_kernel_has_scopes(found, attack):
    """Before Landlock's sixth version nothing stops these, as SECURITY.md says: then they must be seen to succeed."""
    if landlock_abi() >= LANDLOCK_WITH_SCOPES:
        refused(found[attack], attack)
    else:
        assert found[attack] == "done"


def test_what_the_game_leaves_in_shared_memory_is_seen_by_nobody_else(found):
    assert found["leave word in shared memory"] == "done"
    assert not Path("/dev/shm/left4me-hostile").exists()


def test_the_game_forges_no_line_of_another_unit(found):
    assert found["all"] == "over"
    assert "forged by the game" not in bed.must(["journalctl", "--boot", "--no-pager", "--output=cat",
                                                 "MESSAGE=forged by the game"])
    assert "forged" not in instance.show("hostile", "StatusText").get("StatusText", "")


def test_nothing_of_the_game_outlives_a_stop(found, web_application):
    group = [line for line in traces.processes().values() if "/hostile/merged/srcds_run" in line]
    assert len(group) >= 2, "the one that tries to outlive its stop is there"
    assert bed.l4d2ctl("stop", "hostile", timeout=8 * bed.PATIENCE).status == 0
    assert [line for line in traces.processes().values() if "/hostile/merged/srcds_run" in line] == []
    assert traces.mounts_of("hostile") == []
    assert web_application.poll() is None
    assert instance.status("neighbour")["state"] == "running"
