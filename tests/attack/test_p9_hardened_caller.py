"""P9: the web application is a unit itself, hardened as its admin likes: its own view of the file system does not
matter, and where its hardening takes sudo away, that is said and nothing is half done."""

from pathlib import Path

import pytest

import bed
import instance
import traces

NAME, PORT = "webbed", 27120
HARDENED = ("PrivateTmp=yes", "ProtectSystem=strict", f"ReadWritePaths={bed.STATE_ROOT}")
# Beside those, as documented: these leave sudo alone on every systemd.
HARMLESS = ["ProtectHome=yes", "PrivateNetwork=yes", "PrivateMounts=yes", "PrivateIPC=yes", "ProtectProc=invisible",
            "ProcSubset=pid", "KeyringMode=private", "TemporaryFileSystem=/etc/left4me",
            "TemporaryFileSystem=/run/lock", "WorkingDirectory=/tmp", "Slice=system-web.slice", "Delegate=yes",
            "TasksMax=32", "MemoryMax=256M", "Nice=19", "OOMScoreAdjust=1000", "CPUSchedulingPolicy=idle",
            "IgnoreSIGPIPE=no", "UMask=0777", "LimitNOFILE=16", "LimitFSIZE=1M", "TimerSlackNSec=4s"]
# These may imply NoNewPrivileges for a unit that runs as a user, or leave sudo too little.
HINDERING = ["NoNewPrivileges=yes", "PrivateDevices=yes", "ProtectKernelTunables=yes", "ProtectKernelModules=yes",
             "ProtectKernelLogs=yes", "ProtectClock=yes", "ProtectHostname=yes", "RestrictNamespaces=yes",
             "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes", "MemoryDenyWriteExecute=yes",
             "SystemCallFilter=@system-service", "SystemCallArchitectures=native",
             "RestrictAddressFamilies=AF_UNIX AF_INET AF_NETLINK", "CapabilityBoundingSet=", "PrivateUsers=yes"]
FORGED = Path("/srv/forged.env")
# The caller's views of what the helper reads, writes and mounts on.
VIEWS = {"plain": [], "no state root": [f"TemporaryFileSystem={bed.STATE_ROOT}"],
         "no /run": ["TemporaryFileSystem=/run"], "a private tree": ["MountFlags=private", "PrivateMounts=yes"],
         "forged host.env": ["TemporaryFileSystem=/etc/left4me", f"BindReadOnlyPaths={FORGED}:{bed.HOST_ENV}"]}


def from_a_unit(*words, properties=HARDENED):
    options = [f"--property={one}" for one in ("User=left4me", *properties)]
    return bed.run(["systemd-run", "--quiet", "--wait", "--pipe", "--collect", *options, "--", *words])


def hardened(*words, more=()):
    return from_a_unit(bed.L4D2CTL, *words, properties=(*HARDENED, *more))


def test_a_whole_life_from_a_hardened_unit():
    spec = instance.spec_file(NAME, instance.spec(PORT))
    for words in (["initialize", NAME, "-f", spec], ["start", NAME]):
        result = hardened(*words)
        assert result.status == 0, result
    assert instance.status(NAME)["state"] == "running"
    assert len(traces.mounts_of(NAME)) == 1
    for words in (["restart", NAME], ["logs", NAME, "-n", "5"], ["status", NAME], ["reset", NAME, "--yes"],
                  ["start", NAME], ["stop", NAME], ["delete", NAME, "--yes"]):
        result = hardened(*words)
        assert result.status == 0, result


@pytest.mark.parametrize("directive", HARMLESS)
def test_a_server_lives_by_a_caller_with(directive):
    instance.create(NAME, PORT)
    result = hardened("start", NAME, more=[directive])
    assert result.status == 0, result
    assert instance.status(NAME)["state"] == "running"
    assert instance.show(NAME, "Slice")["Slice"] == "l4d2-game.slice"
    result = hardened("stop", NAME, more=[directive])
    assert result.status == 0 and traces.mounts_of(NAME) == [], result


def takes_sudo_away(directive):
    helper = [bed.SYSTEMCTL_HELPER, "show", NAME]
    return from_a_unit("/usr/bin/sudo", "-n", *helper, properties=(*HARDENED, directive)).status != 0


@pytest.mark.parametrize("directive", HINDERING)
def test_without_sudo_the_caller_is_told_and_nothing_is_half_done(directive):
    instance.create(NAME, PORT)
    result = hardened("start", NAME, more=[directive])
    print(directive, result)
    if takes_sudo_away(directive):
        assert result.status not in (0, 75) and "sudo" in result.err, result
        assert traces.mounts_of(NAME) == [] and traces.enabled() == []
        instance.start(NAME)
    assert instance.status(NAME)["state"] == "running"


@pytest.fixture
def stopped():
    instance.create(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    FORGED.write_text("LEFT4ME_ROOT=/srv/forged\n")
    yield
    bed.sudo(bed.OVERLAY_HELPER, "umount", NAME)
    FORGED.unlink()


@pytest.mark.parametrize("view", VIEWS)
def test_the_helpers_mount_is_the_hosts_whatever_the_caller_sees(stopped, view):
    properties = ("PrivateTmp=yes", "ProtectSystem=strict", *VIEWS[view])
    for verb, mounts in (("mount", 1), ("umount", 0)):
        result = from_a_unit("/usr/bin/sudo", "-n", bed.OVERLAY_HELPER, verb, NAME, properties=properties)
        assert result.status == 0, result
        assert len(traces.mounts_of(NAME)) == mounts


def test_a_forged_host_env_is_one():
    """So that the test above says something."""
    FORGED.write_text("LEFT4ME_ROOT=/srv/forged\n")
    seen = from_a_unit("/usr/bin/cat", bed.HOST_ENV, properties=VIEWS["forged host.env"])
    FORGED.unlink()
    assert seen.out == "LEFT4ME_ROOT=/srv/forged\n", seen
