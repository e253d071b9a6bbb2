"""What hostile code inside the game's unit finds."""

import re
from pathlib import Path

import pytest

import bed
import game
import instance

PORT = 27100


@pytest.fixture(scope="module")
def cell(shared):
    """A running server, with a neighbour that has secrets."""
    shared("neighbour", PORT + 1, config=['rcon_password "neighbour"'])
    shared("cell", PORT, config=['rcon_password "own"'])
    for name in ("neighbour", "cell"):
        instance.start(name)
        game.await_line(name, "rcon_password")
    if not bed.HOST_ENV.exists():
        bed.HOST_ENV.write_text("LEFT4ME_ROOT=/var/lib/left4me\n")
    return "cell"


def readable(name, path):
    return game.inside(name, "head", "-c", "1", path).status == 0


@pytest.mark.parametrize("path", [
    "/etc/left4me/host.env", "/var/lib/left4me/instances/neighbour/spec.yaml",
    "/var/lib/left4me/instances/neighbour/instance.env", "/var/lib/left4me/instances/cell/spec.yaml",
    "/var/lib/left4me/instances/cell/layers", "/var/lib/left4me/runtime/neighbour/merged/srcds_run",
    "/var/lib/left4me/runtime/neighbour/upper/left4dead2/cfg/server.cfg",
    "/var/lib/left4me/runtime/cell/upper/left4dead2/cfg/server.cfg",
    "/var/lib/left4me/overlays", "/var/lib/left4me/tmp", "/etc/shadow", "/var/log", "/root",
    "/run/dbus/system_bus_socket", "/run/systemd/private", "/run/systemd/journal/socket", "/run/systemd/journal/dev-log",
    "/dev/pts", "/sys/fs/cgroup", "/boot", "/home", "/mnt", "/opt", "/var/lib/dpkg", "/usr/bin/sudo", "/bin/sudo",
    "/usr/local/libexec/left4me/left4me-systemctl"])
def test_the_game_does_not_see(cell, path):
    listing = game.inside(cell, "sh", "-c", f"head -c 1 {path} || ls -A {path}/")
    assert listing.out == "", listing
    assert game.inside(cell, "test", "-S", path).status != 0


def test_what_else_the_host_has_is_not_there(cell):
    host = Path("/data-of-the-host")
    host.mkdir()
    try:
        # /srv is where another test had a state root.
        assert [name for name in game.inside(cell, "ls", "-A", "/").out.split() if name != "srv"] == [
            "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "root", "run", "sbin", "sys", "tmp", "usr",
            "var"]
        assert game.inside(cell, "ls", "-A", "/var/lib/left4me/instances").out.split() == [cell]
    finally:
        host.rmdir()


def test_nothing_that_steamcmd_makes_later_is_there(cell):
    config = bed.STATE_ROOT / "steam/config"
    config.mkdir(exist_ok=True)
    for place, libraries in (("steam", "linux"), (".steam", "sdk")):
        listed = game.inside(cell, "ls", "-A", f"/var/lib/left4me/{place}").out.split()
        assert listed == [f"{libraries}32", f"{libraries}64"]


@pytest.mark.parametrize("place", ["/tmp", "/var/tmp", "/dev/shm"])
def test_what_the_game_writes_for_a_while_is_in_its_memory(cell, place):
    assert game.inside(cell, "sh", "-c", f"echo x >{place}/x && stat -f -c %T {place}").out == "tmpfs\n"
    assert not any(Path(place).rglob("*left4me-server@*"))


def test_no_other_server_is_mounted_there_not_even_a_later_one(cell, shared):
    shared("later", PORT + 2)
    instance.start("later")
    mounts = Path(f"/proc/{instance.status(cell)['main_pid']}/mountinfo").read_text()
    assert re.findall(r"left4me/([a-z]+)@", mounts) == [cell]
    assert re.findall(r"left4me/([a-z]+)@", Path("/proc/1/mountinfo").read_text()).count("later") == 1


@pytest.mark.parametrize("path", ["/var/lib/left4me/runtime/cell/merged/srcds_run", "/proc/cpuinfo",
                                  "/var/lib/left4me/instances/cell/instance.env", "/etc/resolv.conf",
                                  "/var/lib/left4me/.steam/sdk32/steamclient.so", "/dev/urandom"])
def test_the_game_sees(cell, path):
    assert readable(cell, path)


def test_merged_can_be_written_and_ends_in_upper(cell):
    path = instance.merged(cell) / "left4dead2/from_inside.txt"
    assert game.inside(cell, "sh", "-c", f"echo inside >{path}").status == 0
    assert (instance.upper(cell) / "left4dead2/from_inside.txt").read_text() == "inside\n"


@pytest.mark.parametrize("path", ["/run/x", "/run/lock/x", "/etc/x", "/usr/x", "/var/x", "/opt/x", "/srv/x",
                                  "/home/x", "/var/lib/left4me/x", "/var/lib/left4me/workshop_cache/x",
                                  "/var/lib/left4me/steam/x", "/var/lib/left4me/.steam/x",
                                  "/var/lib/left4me/instances/cell/instance.env"])
def test_the_game_cannot_write(cell, path):
    assert game.inside(cell, "sh", "-c", f"echo x >>{path}").status != 0


def test_the_game_can_execute_neither_sudo_nor_a_helper(cell):
    for program in ("/usr/bin/sudo", bed.OVERLAY_HELPER, bed.SYSTEMCTL_HELPER, bed.JOURNALCTL_HELPER):
        assert game.inside(cell, program, "--version").status in (126, 127), program


def proc_status(name):
    with open(f"/proc/{game.pid(name)}/status", encoding="ascii") as text:
        return dict(line.rstrip("\n").split(":\t", 1) for line in text)


def test_the_game_has_no_capability_and_can_gain_none(cell):
    facts = proc_status(cell)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(facts[name], 16) == 0, name
    assert facts["NoNewPrivs"] == "1"
    assert facts["Seccomp"] == "2"


def test_the_game_is_in_its_own_mount_ipc_and_user_namespace(cell):
    for kind in ("mnt", "ipc", "user"):
        assert bed.run(["readlink", f"/proc/{game.pid(cell)}/ns/{kind}"]).out != \
            bed.run(["readlink", f"/proc/1/ns/{kind}"]).out
