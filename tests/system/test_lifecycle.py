"""Start, stop, restart, reset and delete, and what each leaves enabled."""

import json
import os
import time

import pytest

import bed
import game
import instance
import traces

PORT = 27030


@pytest.fixture(scope="module")
def server(shared):
    shared("life", PORT)
    return "life"


@pytest.fixture
def running(server):
    instance.start(server)
    return server


@pytest.fixture
def stopped(server):
    assert bed.l4d2ctl("stop", server).status == 0
    return server


def is_enabled(name):
    return instance.unit(name) in traces.enabled()


def test_stop_waits_until_inactive_and_unmounted_and_disables(running):
    assert bed.l4d2ctl("stop", running).status == 0
    assert traces.mounts_of(running) == [] and not is_enabled(running)
    now = instance.status(running)
    assert (now["state"], now["enabled"], now["mounted"], now["main_pid"]) == ("stopped", False, False, None)


def test_stop_gives_the_game_its_sigint(running):
    game.await_line(running, "(?i)hostport|map|server")
    invocation = instance.show(running, "InvocationID")["InvocationID"]
    assert bed.l4d2ctl("stop", running).status == 0
    lines = bed.run(["journalctl", f"_SYSTEMD_INVOCATION_ID={invocation}", "-o", "cat"]).out
    assert "SIGINT" in lines or "bye" in lines.lower() or "quit" in lines.lower(), lines[-400:]


def test_stop_no_disable_leaves_it_enabled(running):
    assert bed.l4d2ctl("stop", running, "--no-disable").status == 0
    assert instance.status(running)["state"] == "stopped" and is_enabled(running)


def test_stopping_what_is_stopped_succeeds(stopped):
    assert bed.l4d2ctl("stop", stopped).status == 0


@pytest.fixture
def left_mounted(running):
    """Stopped, while somebody was in merged."""
    inside = instance.somebody_in(running)
    busy = bed.l4d2ctl("stop", running)
    assert busy.status == 75 and str(inside.pid) in busy.err and "sleep" in busy.err, busy
    inside.kill()
    inside.wait()
    now = instance.status(running)
    assert now["mounted"] and now["main_pid"] is None, now
    return running


@pytest.mark.parametrize("verb", ["stop", "reset"])
def test_what_a_stop_left_mounted_goes_with_the_next(left_mounted, verb):
    assert bed.l4d2ctl(verb, left_mounted, *(["--yes"] if verb == "reset" else [])).status == 0
    assert traces.mounts_of(left_mounted) == []


@pytest.mark.parametrize("verb", ["start", "restart"])
def test_what_a_stop_left_mounted_is_no_obstacle(left_mounted, verb):
    assert bed.l4d2ctl(verb, left_mounted).status == 0
    now = instance.status(left_mounted)
    assert now["state"] == "running" and len(traces.mounts_of(left_mounted)) == 1


def test_start_no_enable_only_starts(stopped):
    instance.start(stopped, "--no-enable")
    assert instance.status(stopped)["state"] == "running" and not is_enabled(stopped)


def test_starting_an_active_server_sees_to_it_that_it_is_enabled(stopped):
    instance.start(stopped, "--no-enable")
    before = game.pid(stopped)
    instance.start(stopped)
    assert is_enabled(stopped) and game.pid(stopped) == before


def test_starting_an_active_server_says_that_its_spec_has_changed(stopped):
    assert instance.initialize(stopped, instance.spec(PORT, config=["hostname now"])).status == 0
    instance.start(stopped)
    assert "l4d2ctl restart" not in bed.l4d2ctl("start", stopped).err
    time.sleep(2)   # systemd tells seconds
    assert instance.initialize(stopped, instance.spec(PORT, config=["hostname now"])).status == 0
    assert "l4d2ctl restart" not in bed.l4d2ctl("start", stopped).err, "it has not changed"
    assert instance.initialize(stopped, instance.spec(PORT, config=["hostname later"])).status == 0
    assert f"l4d2ctl restart {stopped}" in bed.l4d2ctl("start", stopped).err
    assert bed.l4d2ctl("restart", stopped, "--wait").status == 0
    assert "l4d2ctl restart" not in bed.l4d2ctl("start", stopped).err


def test_a_running_server_is_found_on_its_port_until_it_is_restarted_with_another(stopped):
    assert instance.initialize(stopped, instance.spec(PORT)).status == 0
    instance.start(stopped, "--wait")
    env = bed.STATE_ROOT / "instances" / stopped / "instance.env"
    before = env.read_bytes()
    result = instance.initialize(stopped, instance.spec(PORT + 5, arguments=["+map other"]))
    assert f"l4d2ctl restart {stopped}" in result.err and env.read_bytes() == before, result
    assert instance.status(stopped)["port"] == PORT and instance.status(stopped)["players"] is not None
    assert f"l4d2ctl restart {stopped}" in bed.l4d2ctl("status", stopped).err
    for port in (PORT, PORT + 5):  # that which it has, and that which it will have
        assert instance.initialize("life-2", instance.spec(port)).status == 65
    env.write_text("nonsense\n")
    assert instance.initialize(stopped, instance.spec(PORT)).status == 0
    assert env.read_bytes() == before, "a broken one is mended"
    assert instance.initialize(stopped, instance.spec(PORT + 5, arguments=["+map other"])).status == 0
    main_pid = game.pid(stopped)
    bed.must(["kill", "-KILL", str(main_pid)])
    bed.eventually(lambda: game.pid(stopped) not in (0, main_pid), "started again by systemd")
    assert env.read_bytes() == before, "layers and server.cfg are the old ones, too"
    assert bed.l4d2ctl("restart", stopped, "--wait").status == 0
    now = instance.status(stopped)
    assert now["port"] == PORT + 5 and now["players"] is not None
    assert instance.initialize(stopped, instance.spec(PORT)).status == 0


@pytest.mark.parametrize("words", [[], ["--no-enable"]], ids=["enabled", "not enabled"])
def test_restart_keeps_enablement_and_makes_a_new_process(stopped, words):
    instance.start(stopped, *words)
    before = game.pid(stopped)
    assert bed.l4d2ctl("restart", stopped).status == 0
    assert game.pid(stopped) not in (0, before)
    assert is_enabled(stopped) is (not words)


def test_restart_stages_again(running):
    text = instance.spec(PORT, config=["hostname later"])
    assert instance.initialize(running, text).status == 0
    assert bed.l4d2ctl("restart", running).status == 0
    assert (instance.merged(running) / "left4dead2/cfg/server.cfg").read_text() == "hostname later\n"


def test_restart_of_a_stopped_server_starts_and_enables_it(stopped):
    assert bed.l4d2ctl("restart", stopped).status == 0
    assert instance.status(stopped)["state"] == "running" and is_enabled(stopped)


def test_reset_wipes_what_ran_disables_and_keeps_the_instance(running):
    spec = (bed.STATE_ROOT / "instances" / running / "spec.yaml").read_bytes()
    assert bed.l4d2ctl("reset", running, "--yes").status == 0
    assert not (bed.STATE_ROOT / "runtime" / running).exists()
    assert (bed.STATE_ROOT / "instances" / running / "spec.yaml").read_bytes() == spec
    assert not is_enabled(running) and traces.mounts_of(running) == []
    instance.start(running)


def test_delete_removes_everything_and_twice_is_success(kept):
    instance.create("brief", 27031)
    instance.start("brief")
    assert bed.l4d2ctl("delete", "brief", "--yes").status == 0
    assert traces.everything(except_for=kept) == []
    assert bed.l4d2ctl("delete", "brief", "--yes").status == 0
    assert bed.l4d2ctl("status", "brief").status == 66


def test_all_names_are_checked_before_the_first_gets_its_turn(stopped):
    result = bed.l4d2ctl("start", stopped, "nosuch")
    assert result.status == 66 and "nosuch" in result.err
    assert instance.status(stopped)["state"] == "stopped"


def test_several_at_once(stopped):
    instance.create("brief", 27031)
    assert bed.l4d2ctl("start", stopped, "brief").status == 0
    states = json.loads(bed.l4d2ctl("status", stopped, "brief", "--json").out)
    assert [entry["state"] for entry in states] == ["running", "running"]
    assert bed.l4d2ctl("stop", stopped, "brief").status == 0


def test_an_alias_the_spec_no_longer_names_leaves_upper_and_nothing_else_does(stopped):
    instance.overlay("aliased", {"left4dead2/cfg/server.cfg": "sv_x 1\n"})
    cfgs = instance.upper(stopped) / "left4dead2/cfg"
    for keys, present in (({"overlays": [{"path": "aliased", "alias": "x", "exec": True}]}, True), ({}, False)):
        assert instance.initialize(stopped, instance.spec(PORT, **keys)).status == 0
        instance.start(stopped)
        assert (cfgs / "server_x.cfg").exists() is present
        assert bed.l4d2ctl("stop", stopped).status == 0
        admins_own = cfgs / "server_admin.cfg"
        admins_own.write_text("his own\n")
        instance.owned(admins_own)
    assert admins_own.read_text() == "his own\n"


def test_wait_returns_when_the_server_answers(stopped):
    result = bed.l4d2ctl("start", stopped, f"--wait={int(4 * bed.PATIENCE)}")
    assert result.status == 0, result


def test_bad_words_for_wait_are_usage(stopped):
    for word in ("--wait=0x5", "--wait=-1", "--wait=soon"):
        assert bed.l4d2ctl("start", stopped, word).status == 64


def test_relative_and_foreign_roots_are_refused(stopped):
    assert bed.l4d2ctl("--root", "left4me", "start", stopped).status == 64
    result = bed.l4d2ctl("--root", "/srv/left4me", "start", stopped)
    assert result.status == 78 and "/srv/left4me" in result.err and str(bed.STATE_ROOT) in result.err
    assert bed.l4d2ctl("start", stopped, env={"LEFT4ME_ROOT": "left4me"}).status == 78


def test_run_by_hand_while_active_is_75(running):
    result = bed.l4d2ctl("run", running)
    assert result.status == 75 and running in result.err


def test_the_installation_may_be_a_symlink_to_a_generation(stopped):
    generations = bed.STATE_ROOT / "installations"
    os.rename(instance.INSTALLATION, generations / "g1")
    instance.INSTALLATION.symlink_to("installations/g1")
    try:
        instance.start(stopped)
        assert instance.status(stopped)["layers"] == ["installations/g1"]
        assert bed.l4d2ctl("stop", stopped).status == 0
    finally:
        instance.INSTALLATION.unlink()
        os.rename(generations / "g1", instance.INSTALLATION)
