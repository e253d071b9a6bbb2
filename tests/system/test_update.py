"""Updates under running servers: they keep what they have mounted until they are started again."""

import json

import pytest

import a2s
import bed
import game
import generations
import instance
import steam

ALPHA, BETA = 27015, 27016


@pytest.fixture
def pair(first):
    """alpha and beta, running from generation 1, which is the only one; its checksum."""
    for name, port in (("alpha", ALPHA), ("beta", BETA)):
        instance.create(name, port)
        instance.start(name, "--wait")
    return first


def version(name):
    return (instance.merged(name) / "left4dead2/steam.inf").read_text()


def update(*words):
    result = bed.l4d2ctl("update", *words, timeout=20 * bed.PATIENCE)
    assert result.status == 0, result
    return result


def users():
    return {entry["generation"]: entry["used_by"] for entry in generations.every()}


def test_running_servers_keep_their_bytes_until_they_are_restarted(pair):
    old, pid = version("alpha"), game.pid("alpha")
    steam.publish("1001")
    result = generations.installed()
    assert "until they are restarted, generation 1 remains that of: alpha, beta" in result.err
    assert generations.checksum("1") == pair
    assert version("alpha") == old and game.pid("alpha") == pid
    for port in (ALPHA, BETA):
        assert a2s.info("127.0.0.1", port).app_id
    assert users() == {"1": ["alpha", "beta"], "2": []}
    assert bed.l4d2ctl("restart", "alpha").status == 0
    assert version("alpha") != old and version("beta") == old
    assert users() == {"1": ["beta"], "2": ["alpha"]}
    assert generations.checksum("1") == pair


def test_a_crash_brings_back_the_same_generation(pair):
    steam.publish("1001")
    generations.installed()
    before = game.pid("alpha")
    bed.must(["kill", "-KILL", str(before)])
    bed.eventually(lambda: game.pid("alpha") not in (0, before), "alpha started again by systemd")
    assert instance.status("alpha")["layers"] == ["installations/1"]


def test_rollback_returns_to_the_generation_before(pair):
    old = version("beta")
    steam.publish("1001")
    update("--restart=now")
    assert version("beta") != old
    result = generations.install("--rollback")
    assert result.status == 0 and "generation 1 is the current one" in result.err
    assert bed.l4d2ctl("restart", "beta").status == 0
    assert version("beta") == old and generations.checksum("1") == pair


def test_an_update_does_not_bring_again_what_was_rolled_back(pair):
    steam.publish("1001")
    generations.installed()
    said = generations.install("--rollback").err
    assert "will not bring build 1001 again; l4d2ctl install --rollback=2 returns to it" in said
    assert "was rolled back" in update("--restart=now").err
    assert generations.current() == ["1"]
    generations.installed()
    assert generations.build_of(generations.current()[0]) == "1001"
    assert "is up to date" in update().err, "whoever installed it wants it"


def test_rollback_to_what_is_not_there_changes_nothing(pair):
    assert generations.install("--rollback").status == 66
    result = generations.install("--rollback=7")
    assert result.status == 66 and "there are: 1" in result.err
    assert generations.current() == ["1"]


def test_rollback_to_what_could_run_no_server_changes_nothing(pair):
    steam.publish("1001")
    generations.installed()
    (generations.INSTALLATIONS / "1/srcds_run").unlink()
    result = generations.install("--rollback")
    assert result.status == 65 and "installations/1/srcds_run is not there" in result.err
    assert generations.build_of(generations.current()[0]) == "1001"


def test_a_broken_generation_takes_no_whole_ones_place(pair):
    steam.publish("1001")
    update("--restart=now")
    (generations.INSTALLATIONS / "2/srcds_run").unlink()
    assert bed.l4d2ctl("stop", "alpha", "beta").status == 0
    steam.publish("1000")
    generations.installed()
    assert generations.names() == ["1", "3"] and generations.checksum("1") == pair


def test_generations_that_nobody_uses_go(pair):
    for build in ("1001", "1000", "1001"):
        steam.publish(build)
        update("--restart=now")
    assert len(generations.names()) == 2 and "1" not in generations.names()
    assert users()[generations.current()[0]] == ["alpha", "beta"]


def test_a_generation_in_use_stays_whatever_is_to_be_kept(pair):
    for build in ("1001", "1000", "1001"):
        steam.publish(build)
        generations.installed()
    assert users()["1"] == ["alpha", "beta"] and generations.checksum("1") == pair


def test_a_stopped_server_holds_no_generation(pair):
    assert bed.l4d2ctl("stop", "alpha", "beta").status == 0
    assert users() == {"1": []}
    assert bed.l4d2ctl("start", "alpha").status == 0
    assert bed.l4d2ctl("stop", "alpha", "--no-disable").status == 0
    assert users() == {"1": ["alpha"]}, "a boot would start it from there"


def test_check_tells_and_changes_nothing(pair):
    steam.publish("1001")
    assert update("--check").out == "installed: 1000\navailable: 1001\n"
    assert json.loads(update("--check", "--json").out) == {
        "installed_build_id": "1000", "available_build_id": "1001", "newer": True}
    assert generations.names() == ["1"]


def test_an_update_to_what_is_installed_restarts_nobody(pair):
    pid = game.pid("alpha")
    assert "is up to date" in update("--restart=now").err
    assert game.pid("alpha") == pid and generations.names() == ["1"]


def test_restart_now(pair):
    pids = [game.pid(name) for name in ("alpha", "beta")]
    steam.publish("1001")
    update("--restart=now")
    assert users() == {"1": [], "2": ["alpha", "beta"]}
    assert all(game.pid(name) not in (0, pid) for name, pid in zip(("alpha", "beta"), pids, strict=True))


def test_a_branch(pair):
    update("--beta=beta")
    assert generations.build_of(generations.current()[0]) == "1001"


def test_a_server_that_could_not_start_again_keeps_no_other_from_its_restart(pair):
    (bed.STATE_ROOT / "instances/alpha/spec.yaml").write_text("prt: 1")
    steam.publish("1001")
    result = bed.l4d2ctl("update", "--restart=now", timeout=20 * bed.PATIENCE)
    assert result.status == 65 and "prt" in result.err, result
    assert users() == {"1": ["alpha"], "2": ["beta"]}


def with_players(name, port):
    bed.l4d2ctl("stop", name)
    instance.create(name, port, config=["standin_players 1"])
    instance.start(name, "--wait")


def test_a_server_whose_restart_fails_ends_no_waiting_for_others(pair):
    with_players("beta", BETA)
    staged = bed.STATE_ROOT / "runtime/alpha/upper/left4dead2/cfg"
    staged.rename(staged.with_name("away"))
    staged.write_text("put there by the game")
    steam.publish("1001")
    result = bed.l4d2ctl("update", "--restart=when-empty", "--time-limit=3", timeout=20 * bed.PATIENCE)
    assert result.status == 75 and "is not a directory" in result.err and "3 s: beta;" in result.err, result


def test_restart_when_empty_spares_players(pair):
    with_players("alpha", ALPHA)
    steam.publish("1001")
    result = bed.l4d2ctl("update", "--restart=when-empty", "--time-limit=3", timeout=20 * bed.PATIENCE)
    assert result.status == 75 and "3 s: alpha;" in result.err, result
    assert users() == {"1": ["alpha"], "2": ["beta"]}
