"""What left4me can and cannot make root do, through the real sudo -n."""

import os

import pytest

import bed
import instance
import traces

OVERLAY, SYSTEMCTL, JOURNALCTL = (path.name for path in
                                  (bed.OVERLAY_HELPER, bed.SYSTEMCTL_HELPER, bed.JOURNALCTL_HELPER))
LOGS = ["wall", "--lines", "1", "--no-follow"]


@pytest.fixture(scope="module", autouse=True)
def wall(shared):
    """A stopped instance for the calls that must pass."""
    shared("wall", 27090)
    instance.start("wall")
    assert bed.l4d2ctl("stop", "wall").status == 0


@pytest.mark.parametrize("call", [
    [OVERLAY, "mount", "wall"], [OVERLAY, "umount", "wall"], [SYSTEMCTL, "enable", "wall"],
    [SYSTEMCTL, "stop", "wall"], [SYSTEMCTL, "start", "wall"], [SYSTEMCTL, "reset-failed", "wall"],
    [SYSTEMCTL, "disable", "wall"], [SYSTEMCTL, "show", "wall"], [SYSTEMCTL, "show", "wall", "b", "c"],
    [JOURNALCTL, *LOGS], [JOURNALCTL, *LOGS, "--output", "cat"], [JOURNALCTL, *LOGS, "--output", "json"],
    [JOURNALCTL, *LOGS, "--output", "short-iso-precise"]], ids=" ".join)
def test_a_legal_call_passes(call):
    result = bed.sudo(bed.LIBEXEC / call[0], *call[1:])
    assert result.status == 0, result
    if call[0] == OVERLAY:
        assert (result.out, result.err) == ("", "")


REFUSED_BY_SUDO = [
    [OVERLAY], [OVERLAY, "mount"], [OVERLAY, "mount", ""], [OVERLAY, "mount", ".."], [OVERLAY, "mount", "/"],
    [OVERLAY, "mount", "a/b"], [OVERLAY, "mount", "a" * 65], [OVERLAY, "mount", "wall", "wall"],
    [OVERLAY, "mount", "wall\n"], [OVERLAY, "mount", "a\nb"], [OVERLAY, "mount", "Wall"],
    [OVERLAY, "mount", "é"], [OVERLAY, "mount", "-H"], [OVERLAY, "--", "mount", "wall"],
    [OVERLAY, "remount", "wall"], [OVERLAY, "--help"], [OVERLAY, "--version"], [OVERLAY, "mount=wall"],
    [SYSTEMCTL, "restart", "wall"], [SYSTEMCTL, "edit", "wall"], [SYSTEMCTL, "enable", "--now"],
    [SYSTEMCTL, "enable", "wall.service"], [SYSTEMCTL, "enable", "ssh.service"], [SYSTEMCTL, "start", "wall", "b"],
    [SYSTEMCTL, "show"], [SYSTEMCTL, "show", "*"], [SYSTEMCTL, "--root=/tmp", "enable", "wall"],
    [SYSTEMCTL, "daemon-reload"], [SYSTEMCTL, "enab", "wall"],
    [JOURNALCTL, "wall"], [JOURNALCTL, *LOGS, "--cursor-file=/etc/x"], [JOURNALCTL, *LOGS, "--output", "verbose"],
    [JOURNALCTL, "wall", "--lines=1", "--no-follow"], [JOURNALCTL, "wall", "--no-follow", "--lines", "1"],
    [JOURNALCTL, "wall", "--lines", "100001", "--no-follow"], [JOURNALCTL, "wall", "--lines", "-1", "--follow"],
    [JOURNALCTL, "wall", "--lines", "01", "--no-follow"], [JOURNALCTL, *LOGS, "--vacuum-size=1"],
    [JOURNALCTL, *LOGS, "-D", "/tmp"]]


@pytest.mark.parametrize("call", REFUSED_BY_SUDO, ids=lambda call: " ".join(call).replace("\n", "\\n")[:60])
def test_what_is_no_whole_legal_call_stops_at_sudo(call):
    result = bed.sudo(bed.LIBEXEC / call[0], *call[1:])
    assert result.status == 1 and "sudo:" in result.err, result


@pytest.mark.parametrize("call", [
    [OVERLAY, "mount wall"], [SYSTEMCTL, "enable wall"], [SYSTEMCTL, "start wall"],
    [SYSTEMCTL, "show", "wall b"], [JOURNALCTL, " ".join(LOGS)], [JOURNALCTL, "wall --lines", "1 --no-follow"],
    [SYSTEMCTL, "show", *["wall"] * 257]], ids=lambda call: " ".join(call)[:60])
def test_what_sudos_patterns_cannot_tell_apart_stops_at_the_helper(call):
    result = bed.sudo(bed.LIBEXEC / call[0], *call[1:])
    assert result.status == 64, result
    assert result.out == "" and len(result.err.splitlines()) == 1
    assert traces.mounts_of("wall") == [] and instance.unit("wall") not in traces.enabled()


@pytest.mark.parametrize("command", [["/bin/sh"], ["/usr/bin/systemctl", "start", "left4me-server@wall"],
                                     ["/usr/bin/journalctl"], [bed.L4D2CTL, "status"],
                                     ["-u", "nobody", bed.OVERLAY_HELPER, "umount", "wall"],
                                     ["-g", "daemon", bed.OVERLAY_HELPER, "umount", "wall"],
                                     ["LEFT4ME_ROOT=/tmp", bed.OVERLAY_HELPER, "umount", "wall"],
                                     ["-E", bed.OVERLAY_HELPER, "umount", "wall"],
                                     ["-D", "/tmp", bed.OVERLAY_HELPER, "umount", "wall"]],
                         ids=lambda command: " ".join(str(word) for word in command))
def test_sudo_runs_nothing_else_and_in_no_other_way(command):
    result = bed.sudo(*command)
    assert result.status == 1 and "sudo:" in result.err, result


def test_in_left4mes_own_group_it_stays_left4me():
    """sudo never refuses somebody's own group; what counts is that it gives no other user with it."""
    result = bed.sudo("-g", bed.OWNER, bed.OVERLAY_HELPER, "umount", "wall")
    assert (result.status, result.out) in ((77, ""), (1, "")), result


@pytest.mark.parametrize("helper", [OVERLAY, SYSTEMCTL, JOURNALCTL])
@pytest.mark.parametrize("user", ["nobody", "daemon"])
def test_nobody_else_gets_through(helper, user):
    words = LOGS if helper == JOURNALCTL else ["umount" if helper == OVERLAY else "stop", "wall"]
    assert bed.sudo(bed.LIBEXEC / helper, *words, user=user).status == 1


@pytest.mark.parametrize("helper,words", [(OVERLAY, ["umount", "wall"]), (SYSTEMCTL, ["stop", "wall"]),
                                          (JOURNALCTL, LOGS)])
def test_without_root_a_helper_is_77_after_its_words_were_judged(helper, words):
    assert bed.run([bed.LIBEXEC / helper, *words], user=bed.OWNER).status == 77
    assert bed.run([bed.LIBEXEC / helper, *words, "more"], user=bed.OWNER).status == 64


def test_helpers_are_roots_without_setuid_or_file_capabilities():
    for helper in (OVERLAY, SYSTEMCTL, JOURNALCTL):
        facts = os.stat(bed.LIBEXEC / helper)
        assert (facts.st_uid, facts.st_gid, oct(facts.st_mode)) == (0, 0, "0o100755")
        assert "security.capability" not in os.listxattr(bed.LIBEXEC / helper)


def test_a_left4me_root_in_the_environment_moves_no_helper():
    forged = bed.STATE_ROOT / "tmp/forged"
    forged.mkdir(exist_ok=True)
    environment = {"LEFT4ME_ROOT": str(forged)}
    try:
        assert bed.sudo(bed.OVERLAY_HELPER, "mount", "wall", env=environment).status == 0
        assert bed.run([bed.OVERLAY_HELPER, "mount", "wall"], env=environment).status == 0
        assert len(traces.mounts_of("wall")) == 1
    finally:
        assert bed.sudo(bed.OVERLAY_HELPER, "umount", "wall", env=environment).status == 0
        forged.rmdir()


def test_left4me_can_read_no_other_units_journal_and_command_no_other_unit():
    bed.must(["systemd-run", "--wait", "-q", "--unit", "secretive", "echo", "the secret"])
    assert "the secret" not in bed.sudo(bed.JOURNALCTL_HELPER, *LOGS).out
    assert bed.run(["systemctl", "stop", "systemd-journald.service"], user=bed.OWNER).status != 0
