"""Hosts that refuse: full, read-only, without sudo, helpers or systemd."""

import os

import pytest

import bed
import instance
import traces

PORT = 27080
SCRATCH = bed.STATE_ROOT / "tmp/scratch"


def in_a_namespace(setup, *words, after=""):
    """Runs l4d2ctl as left4me in a private copy of the mount table that a shell script changed before."""
    entry = bed.account(bed.OWNER)
    script = (f"mount --make-rprivate /; {setup}\n"
              f"setpriv --reuid {entry.pw_uid} --regid {entry.pw_gid} --init-groups --inh-caps=-all -- \"$@\""
              f" && status=0 || status=$?\n{after}\nexit $status")
    return bed.run(["unshare", "-m", "--", "sh", "-ec", script, "sh", bed.L4D2CTL, *words],
                   env=bed.login_environment(bed.OWNER))


def one_sentence(result, status, *parts):
    assert (result.status, result.out) == (status, ""), result
    assert len(result.err.splitlines()) == 1, result.err
    for part in parts:
        assert str(part) in result.err


@pytest.fixture
def scratch():
    SCRATCH.mkdir(exist_ok=True)
    instance.owned(SCRATCH)
    yield SCRATCH
    assert os.listdir(SCRATCH) == []
    SCRATCH.rmdir()


def test_a_full_disk_is_73_and_leaves_no_half_instance(scratch):
    spec = instance.spec_file("full", instance.spec(PORT, **{"x-big": "x" * 300_000}))
    setup = (f"mount -t tmpfs -o size=1m,mode=0755,uid=$(id -u left4me) tmpfs {scratch}\n"
             f"head -c 900000 /dev/zero >{scratch}/filler")
    result = in_a_namespace(setup, "--root", scratch, "initialize", "full", "-f", spec,
                            after=f"find {scratch} -type f ! -empty ! -name filler; "
                                  f"test ! -e {scratch}/instances/full || echo half")
    one_sentence(result, 73)


def test_a_read_only_state_root_is_73(scratch):
    spec = instance.spec_file("ro", instance.spec(PORT))
    setup = f"mount -t tmpfs -o ro,mode=0755,uid=$(id -u left4me) tmpfs {scratch};"
    one_sentence(in_a_namespace(setup, "--root", scratch, "initialize", "ro", "-f", spec), 73, scratch)


def test_a_read_only_default_root_is_73_at_start():
    instance.create("ro", PORT)
    setup = f"mount --bind {bed.STATE_ROOT} {bed.STATE_ROOT}; mount -o remount,bind,ro {bed.STATE_ROOT};"
    one_sentence(in_a_namespace(setup, "start", "ro"), 73)
    assert instance.status("ro")["state"] == "stopped"


def test_sudos_refusal_is_sudos_own_status_and_words():
    entry = bed.account("nobody")
    instance.create("walled", PORT)
    refused = bed.sudo(bed.SYSTEMCTL_HELPER, "start", "walled", user="nobody")
    assert refused.status == 1 and entry.pw_uid != 0
    setup = "mount -t tmpfs tmpfs /etc/sudoers.d;"
    result = in_a_namespace(setup, "stop", "walled")
    assert result.status == 1, result
    assert "sudo:" in result.err
    assert instance.status("walled")["state"] == "stopped"


@pytest.mark.parametrize("helper,words", [("left4me-systemctl", ["start", "lost"]),
                                          ("left4me-journalctl", ["logs", "lost"])])
def test_a_missing_helper_is_69_and_named(helper, words):
    instance.create("lost", PORT)
    setup = f"mount -t tmpfs tmpfs {bed.LIBEXEC};"
    one_sentence(in_a_namespace(setup, *words), 69, helper)
    assert instance.status("lost")["state"] == "stopped"


def test_a_sudo_that_cannot_be_executed_is_69():
    instance.create("lost", PORT)
    setup = "mount --bind /dev/null /usr/bin/sudo;"
    one_sentence(in_a_namespace(setup, "stop", "lost"), 69, "sudo")


HIDE_SYSTEMD = "mount -t tmpfs tmpfs /run/systemd; mount -t tmpfs tmpfs /run/dbus;"


def test_without_systemd_start_says_so_and_leaves_nothing_running():
    instance.create("lost", PORT)
    result = in_a_namespace(HIDE_SYSTEMD, "start", "lost")
    assert result.status not in (0, 70), result
    assert "systemd" in result.err or "bus" in result.err
    assert instance.status("lost")["state"] == "stopped"
    assert traces.mounts_of("lost") == []


def test_without_systemd_status_is_not_called_running():
    instance.create("lost", PORT)
    result = in_a_namespace(HIDE_SYSTEMD, "status", "lost", "--json")
    assert result.status != 70
    assert '"running"' not in result.out


def test_status_without_the_bus_comes_through_the_helper():
    instance.create("lost", PORT)
    result = in_a_namespace("mount -t tmpfs tmpfs /run/dbus;", "status", "lost", "--json")
    assert result.status == 0, result
    assert '"stopped"' in result.out


@pytest.fixture
def host_env():
    """write(text, mode): another host.env; the old one comes back."""
    saved = bed.HOST_ENV.read_bytes() if bed.HOST_ENV.exists() else None

    def write(text, mode=0o640):
        bed.HOST_ENV.write_bytes(text)
        os.chown(bed.HOST_ENV, 0, bed.account(bed.OWNER).pw_gid)
        bed.HOST_ENV.chmod(mode)

    yield write
    bed.HOST_ENV.unlink()
    if saved is not None:
        write(saved)


@pytest.mark.parametrize("text", [b"LEFT4ME_ROOT=left4me\n", b"LEFT4ME_ROOT=\n", b"what is this\n",
                                  b"LEFT4ME_ROOT=/a\nLEFT4ME_ROOT=/a\n"],
                         ids=["relative", "empty", "no assignment", "duplicate"])
def test_a_broken_host_env_is_78_for_helper_and_caller(host_env, text):
    instance.create("host", PORT)
    host_env(text)
    one_sentence(bed.sudo(bed.OVERLAY_HELPER, "mount", "host"), 78, "host.env")
    one_sentence(bed.l4d2ctl("start", "host"), 78, "host.env")
    host_env(b"")


def test_a_host_env_that_others_can_write_is_78_for_the_helper(host_env):
    instance.create("host", PORT)
    host_env(b"", 0o666)
    one_sentence(bed.sudo(bed.OVERLAY_HELPER, "mount", "host"), 78, "host.env")
    host_env(b"")
