"""What production taught the earlier tool: one test a lesson, numbered as in the list that was handed down."""

import os
import pwd
import select
import signal
import socket
import subprocess

import pytest

import bed
import game
import instance
import traces

PORT = 27060
BUILDER = "l4d2-sandbox"


@pytest.fixture(scope="module")
def builder():
    """Who builds overlays on the production host: another user than the game's."""
    try:
        pwd.getpwnam(BUILDER)
    except KeyError:
        bed.must(["/usr/sbin/useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", BUILDER])
    return BUILDER


@pytest.fixture(scope="module")
def server(shared, builder):
    """One running server that most lessons can be read from."""
    instance.overlay("built", {"left4dead2/cfg/server.cfg": "sv_built 1\n",
                               "left4dead2/addons/built.txt": "built\n"}, user=builder)
    item = bed.STATE_ROOT / "workshop_cache/123/item.vpk"
    item.parent.mkdir(parents=True, exist_ok=True)
    item.write_text("workshop item\n")
    instance.own_tree(item.parent)
    top = instance.overlay("workshop", {"left4dead2/addons/own.txt": "own\n"})
    (top / "left4dead2/addons/123.vpk").symlink_to(item)
    shared("gotcha", PORT, overlays=["workshop", {"path": "built", "alias": "built", "exec": True}])
    instance.start("gotcha")
    game.await_line("gotcha", "sv_built")
    return "gotcha"


def test_gotcha_01_steams_sdk_is_visible_in_the_unit_through_its_symlinks(server):
    for sdk in ("sdk32", "sdk64"):
        seen = game.inside(server, "test", "-s", f"/var/lib/left4me/.steam/{sdk}/steamclient.so")
        assert seen.status == 0, f"{sdk} {seen}"
    assert "LAN mode" not in game.console(server)


def test_gotcha_01_02_the_stand_in_notices_when_steams_sdk_is_hidden():
    instance.drop_in("blind", "[Service]\nInaccessiblePaths=-+/var/lib/left4me/.steam\n")
    instance.create("blind", PORT + 1)
    instance.start("blind")
    game.await_line("blind", "LAN mode")


def test_gotcha_02_the_game_can_read_proc_cpuinfo(server):
    assert "processor" in game.inside(server, "cat", "/proc/cpuinfo").out
    assert instance.show(server, "ProcSubset")["ProcSubset"] == "all"


def test_gotcha_03_workshop_items_are_readable_through_their_symlinks(server):
    link = instance.merged(server) / "left4dead2/addons/123.vpk"
    assert game.inside(server, "cat", link).out == "workshop item\n"


def test_gotcha_04_rcon_listens_on_loopback_too(server):
    assert "+ip 0.0.0.0" in command_line(server)
    socket.create_connection(("127.0.0.1", PORT), timeout=bed.PATIENCE).close()


def command_line(name):
    with open(f"/proc/{game.pid(name)}/cmdline", "rb") as words:
        return words.read().replace(b"\0", b" ").decode()


def test_gotcha_05_cfg_files_are_staged_with_their_owner_before_the_mount(server):
    owner = bed.account(bed.OWNER).pw_uid
    for name in ("server.cfg", "server_built.cfg"):
        for side in (instance.upper(server), instance.merged(server)):
            assert (side / "left4dead2/cfg" / name).stat().st_uid == owner
    started = int(instance.show(server, "ExecMainStartTimestampMonotonic")["ExecMainStartTimestampMonotonic"])
    assert started > 0
    staged_at = (instance.upper(server) / "left4dead2/cfg/server.cfg").stat().st_mtime
    assert staged_at <= os.stat(f"/proc/{game.pid(server)}").st_mtime


@pytest.mark.parametrize("verb", ["reset", "delete"])
def test_gotcha_06_work_is_no_obstacle_to_its_owner(verb):
    instance.create("worked", PORT + 1)
    instance.start("worked")
    game.await_line("worked", str(PORT + 1))
    assert bed.l4d2ctl(verb, "worked", "--yes").status == 0
    assert not (bed.STATE_ROOT / "runtime/worked").exists()


def test_gotcha_07_a_second_mount_is_the_same_mount(server):
    before = traces.mounts_of(server)
    assert len(before) == 1
    for _ in range(3):
        assert bed.sudo(bed.OVERLAY_HELPER, "mount", server).status == 0
    assert traces.mounts_of(server) == before
    place, kind, source = before[0]
    assert (place, kind) == (str(instance.merged(server)), "overlay") and source.startswith(f"left4me/{server}@")


def test_gotcha_08_log_lines_come_one_by_one_through_a_pipe(server):
    child = bed.spawn([bed.L4D2CTL, "logs", server, "-f", "-n", "1"], stdin=subprocess.DEVNULL,
                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    ready, _, _ = select.select([child.stdout], [], [], bed.PATIENCE)
    text = os.read(child.stdout.fileno(), 4096) if ready else b""
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(bed.PATIENCE)
    assert text.endswith(b"\n") and len(text) < 4096


def test_gotcha_09_an_unreadable_overlay_file_is_named_before_anything_starts(builder):
    instance.overlay("tight", {"left4dead2/cfg/server.cfg": "sv_tight 1\n"}, user=builder, mode=0o600)
    instance.create("tight", PORT + 1, overlays=[{"path": "tight", "alias": "tight", "exec": True}])
    result = bed.l4d2ctl("start", "tight")
    assert result.status in (66, 77), result
    assert "tight/left4dead2/cfg/server.cfg" in result.err
    assert instance.status("tight")["state"] == "stopped"


def test_gotcha_09_a_callers_tight_umask_does_not_reach_the_game():
    text = instance.spec(PORT + 1, config=["sv_umask 1"])
    path = instance.spec_file("umask", text)
    for words in (["initialize", "umask", "-f", path], ["start", "umask"]):
        assert bed.l4d2ctl(*words, umask=0o777).status == 0
    game.await_line("umask", "sv_umask")


def test_gotcha_10_an_upper_of_fuse_overlayfs_is_refused_with_a_reason():
    instance.create("fuse", PORT + 1)
    instance.start("fuse")
    assert bed.l4d2ctl("stop", "fuse").status == 0
    os.setxattr(instance.upper("fuse"), "user.fuseoverlayfs.opaque", b"y")
    helper = bed.sudo(bed.OVERLAY_HELPER, "mount", "fuse")
    assert helper.status == 65 and "fuse-overlayfs" in helper.err, helper
    result = bed.l4d2ctl("start", "fuse")
    assert result.status != 0
    assert "fuse-overlayfs" in result.err
    assert bed.l4d2ctl("stop", "fuse").status == 0


def test_gotcha_11_valves_own_restart_loop_is_off(server):
    tree = instance.show(server, "ExecStart")["ExecStart"]
    assert "l4d2ctl" in tree
    assert "-norestart" in command_line(server)


def test_gotcha_11_systemd_sees_the_crash_and_its_status():
    instance.drop_in("seen", "[Service]\nRestart=no\n")
    instance.create("seen", PORT + 1)
    instance.start("seen")
    game.await_line("seen", str(PORT + 1))
    os.kill(game.pid("seen"), signal.SIGSEGV)
    now = instance.await_state("seen", "failed")
    assert now["exit_status"] == 128 + signal.SIGSEGV
    assert now["result"] in ("signal", "core-dump", "exit-code")


def test_gotcha_12_a_first_start_needs_no_directory_of_its_own_and_limits_are_heeded(server):
    shown = instance.show(server, "WorkingDirectory", "StartLimitBurst", "StartLimitIntervalUSec")
    assert shown == {"WorkingDirectory": "", "StartLimitBurst": "5", "StartLimitIntervalUSec": "1min"}
    assert os.readlink(f"/proc/{game.pid(server)}/cwd") == str(instance.merged(server))
    verdict = bed.run(["systemd-analyze", "verify", "--man=no", instance.unit(server)])
    assert "Unknown" not in verdict.err and "StartLimit" not in verdict.err, verdict


def test_gotcha_13_the_console_reaches_the_journal():
    """L4D2 never sends logaddress UDP, so that cannot be tested; what counts is that the only source of game
    events, the console, is whole in the journal: nothing of it is lost when the game floods with more than journald.conf lets
    through, which is 10,000 lines in 30 s, and up to six times that where there is room."""
    lines = 100_000
    instance.create("flood", PORT + 1, arguments=[f"+standin_spam {lines}"])
    instance.start("flood")
    bed.eventually(lambda: game.console("flood").count(f"spam {lines}\n"), "the last line")
    assert game.console("flood").count("spam ") == lines


def test_gotcha_14_restart_never_passes_through_disabled(server):
    link = next(path for path in traces.enabled_links() if path.name == instance.unit(server))
    before = link.lstat()
    assert bed.l4d2ctl("restart", server).status == 0
    after = link.lstat()
    assert (before.st_ino, before.st_ctime_ns) == (after.st_ino, after.st_ctime_ns)


def test_gotcha_15_another_users_overlay_is_read_and_its_cfg_is_replaced_by_a_staged_one(server, builder):
    uid = bed.account(builder).pw_uid
    addon = instance.merged(server) / "left4dead2/addons/built.txt"
    assert addon.stat().st_uid == uid
    assert game.inside(server, "cat", addon).out == "built\n"
    assert game.inside(server, "sh", "-c", f"echo x >>'{addon}'").status != 0
    assert (instance.merged(server) / "left4dead2/cfg/server.cfg").stat().st_uid == bed.account(bed.OWNER).pw_uid


def test_gotcha_15_sysusers_never_renumbers_an_existing_user():
    before = bed.account(bed.OWNER)
    bed.must(["systemd-sysusers"])
    assert bed.account(bed.OWNER) == before
