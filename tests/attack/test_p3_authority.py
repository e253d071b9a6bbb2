"""P3: left4me gets no word with systemd, the bus or the journal but what the two wrappers say for it."""

import grp
import os
import socket
import stat
import subprocess
from pathlib import Path

import pytest

import bed
import instance

PORT = 27350
SYSTEMD = "org.freedesktop.systemd1"
MANAGER = ["busctl", "call", SYSTEMD, "/org/freedesktop/systemd1", f"{SYSTEMD}.Manager"]


@pytest.fixture(scope="module", autouse=True)
def running(shared):
    shared("mine", PORT)
    instance.start("mine")


@pytest.mark.parametrize("words", [
    ["StartUnit", "ss", "debug-shell.service", "replace"], ["StopUnit", "ss", "systemd-journald.service", "replace"],
    ["StopUnit", "ss", "left4me-server@mine.service", "replace"], ["RestartUnit", "ss", "dbus.service", "replace"],
    ["KillUnit", "ssi", "left4me-server@mine.service", "all", "9"], ["Reload"], ["Reexecute"],
    ["SetEnvironment", "as", "1", "LD_PRELOAD=/x.so"], ["LinkUnitFiles", "asbb", "1", "/tmp/x.service", "true", "true"],
    ["EnableUnitFiles", "asbb", "1", "debug-shell.service", "true", "true"],
    ["SetUnitProperties", "sba(sv)", "left4me-server@mine.service", "true", "1", "MemoryMax", "t", "1"],
    ["StartTransientUnit", "ssa(sv)a(sa(sv))", "x.service", "replace", "0", "0"],
    ["PowerOff"], ["Exit"]],
    ids=lambda words: words[0])
def test_the_bus_does_nothing_for_left4me(words):
    result = bed.run(MANAGER + words, user=bed.OWNER)
    assert result.status != 0
    assert any(word in result.err.lower() for word in ("denied", "authenti", "not permitted", "not authorized")), result


def left4me_can_write(path):
    return bed.run(["test", "-w", path], user=bed.OWNER).status == 0


def unit_directories():
    words = bed.must(["systemctl", "show", "--property=UnitPath"]).split("=", 1)[1].split()
    return [path for path in words if os.path.isdir(path)]


def test_no_directory_of_units_or_of_ours_is_left4mes():
    configured = ["/etc/sudoers.d", "/etc/left4me", "/usr/local/libexec/left4me", "/usr/local/bin", "/etc/tmpfiles.d",
                  "/etc/sysusers.d", "/run/left4me"]
    directories = unit_directories() + [path for path in configured if os.path.isdir(path)]
    assert len(directories) >= 8
    assert [path for path in directories if left4me_can_write(path)] == []


def test_no_file_that_root_runs_or_obeys_is_left4mes():
    owner = bed.account(bed.OWNER).pw_uid
    tops = ["/usr/local/libexec/left4me", "/etc/sudoers.d", "/etc/left4me", *unit_directories()]
    files = [path for top in tops if os.path.isdir(top) for path in Path(top).rglob("*left4me*")]
    assert len(files) >= 4
    for path in files:
        facts = path.lstat()
        assert facts.st_uid != owner, path
        assert path.is_symlink() or not facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH), path


@pytest.mark.parametrize("name", ["systemd-journald.service", "..", "mine.service", "*", "mi?e", "mine@mine",
                                  "mine --root=/tmp", "mine\x1b[31m", "mine\n", "-H"])
@pytest.mark.parametrize("helper", [bed.SYSTEMCTL_HELPER, bed.JOURNALCTL_HELPER], ids=lambda helper: helper.name)
def test_only_the_name_of_an_instance_names_a_unit(helper, name):
    words = ["show", name] if helper == bed.SYSTEMCTL_HELPER else [name, "--lines", "5", "--no-follow"]
    result = bed.sudo(helper, *words)
    assert result.status in (1, 64) and result.out == "", result
    assert "\x1b" not in result.err


def test_show_tells_only_the_properties_that_status_needs():
    out = bed.sudo(bed.SYSTEMCTL_HELPER, "show", "mine").out
    shown = {line.split("=", 1)[0] for line in out.splitlines() if line}
    assert "MainPID" in shown and not shown & {"Environment", "ExecStart", "EnvironmentFiles", "StatusText"}


def test_the_journal_of_one_instance_holds_no_line_of_another_unit():
    bed.must(["systemd-run", "--quiet", "--wait", "--unit", "left4me-secretive", "echo", "hunter2"])
    lines = bed.sudo(bed.JOURNALCTL_HELPER, "mine", "--lines", "100000", "--no-follow", "--output", "json").out
    assert lines and "hunter2" not in lines


CRASH = "fc2e22bc6ee647b6b90729ab34a250b1"  # MESSAGE_ID of systemd-coredump


@pytest.mark.parametrize("claim", [
    "UNIT={}", "UNIT={}\n_PID=1", "_SYSTEMD_UNIT={}", "USER_UNIT={}", "OBJECT_SYSTEMD_UNIT={}",
    f"COREDUMP_UNIT={{}}\nMESSAGE_ID={CRASH}"])
def test_no_line_of_another_users_passes_for_the_servers(claim):
    unit, told = instance.unit("mine"), "told by nobody"
    entry = f"MESSAGE={told}\n{claim.format(unit)}\nSYSLOG_IDENTIFIER=left4me-mine\n"
    bed.must(["python3", "-c", "import socket, sys; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto("
              "sys.argv[1].encode(), '/run/systemd/journal/socket')", entry], user="nobody")
    bed.eventually(lambda: told in bed.must(["journalctl", "--output=cat", "--lines=20", "_UID=65534"]), "the line")
    shown = bed.sudo(bed.JOURNALCTL_HELPER, "mine", "--lines", "100000", "--no-follow")
    assert shown.status == 0 and shown.out and told not in shown.out


def test_neither_wrapper_leaves_its_child_a_capability_and_journalctl_a_user_of_its_own():
    child = bed.spawn(["/usr/bin/sudo", "-n", bed.JOURNALCTL_HELPER, "mine", "--lines", "1", "--follow"],
                      stdout=-3, stderr=-3)
    try:
        def reader():
            for entry in Path("/proc").iterdir():
                try:
                    if entry.name.isdigit() and b"_SYSTEMD_UNIT=left4me-server@mine" in (entry / "cmdline").read_bytes() \
                            and os.readlink(entry / "exe") == "/usr/bin/journalctl":
                        return (entry / "status").read_text()
                except OSError:
                    continue
            return None
        status = dict(line.split(":\t", 1) for line in bed.eventually(reader, "journalctl --follow").splitlines()
                      if ":\t" in line)
        assert set(status["Uid"].split()) == {str(bed.account("left4me-journal").pw_uid)}
        assert set(status["Gid"].split() + status["Groups"].split()) == {str(grp.getgrnam("systemd-journal").gr_gid)}
        assert {int(status[one], 16) for one in ("CapPrm", "CapEff", "CapInh", "CapAmb", "CapBnd")} == {0}
        assert status["NoNewPrivs"] == "1"
    finally:
        bed.run(["pkill", "-9", "-s", str(child.pid)])
        child.wait()


@pytest.mark.parametrize("words", [[bed.JOURNALCTL_HELPER, "mine", "--lines", "5", "--no-follow"],
                                   [bed.SYSTEMCTL_HELPER, "show", "mine"],
                                   [bed.OVERLAY_HELPER, "umount", "unheard-of"]], ids=lambda words: words[0].name)
@pytest.mark.parametrize("output", ["stdout", "stderr"])
def test_no_datagram_of_journalds_comes_from_a_helper(words, output):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        outputs = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, output: theirs}
        child = bed.spawn(["/usr/bin/sudo", "-n", *words], **outputs)
        assert child.wait(bed.PATIENCE) == 77
