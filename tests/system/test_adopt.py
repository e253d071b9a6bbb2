"""l4d2ctl adopt: a host of the earlier tool is taken over where it is, and nothing of a server's is lost."""

import pytest

import bed
import earlier_tool
import game
import instance
import traces

PORT = 27390
BASE = "sv_base 1\n"
STAGED = {"server.cfg": 'exec server_overlay_7.cfg\nhostname "old days"\nexec server_by_hand.cfg\n',
          "server_overlay_7.cfg": BASE, "server_by_hand.cfg": "sv_by_hand 1\n"}
SPEC = f"""port: {PORT}
overlays:
  - 'admin system'
  - path: 'old/base'
    alias: 'overlay_7'
    exec: true
arguments:
  - '-tickrate 60'
  - '+map c1m1_hotel'
config:
  - 'hostname "old days"'
  - 'exec server_by_hand.cfg'
"""


@pytest.fixture
def old():
    """Played on, and stopped."""
    instance.overlay("old/base", {"left4dead2/cfg/server.cfg": BASE, "left4dead2/unwanted.txt": "x"})
    instance.overlay("admin system", {"left4dead2/addons/admins.txt": "Coach\n"})
    earlier_tool.leave_instance("old", PORT, ["admin system", "old/base"], "-tickrate 60 +map c1m1_hotel", STAGED)
    earlier_tool.play("old")
    return "old"


def adopt(*words, status=0, says=""):
    result = bed.l4d2ctl("adopt", *words)
    assert result.status == status and says in result.err, result
    return result


def spec_of(name):
    return bed.STATE_ROOT / "instances" / name / "spec.yaml"


def everything_of(name):
    return {parent: instance.fingerprint(bed.STATE_ROOT / parent / name) for parent in ("instances", "runtime")}


def contents(name):
    """path → type and content of upper, whatever modes staging gives."""
    return {path: (mode[:5], content) for path, (mode, _, _, content) in instance.fingerprint(instance.upper(name)).items()}


def test_adopt_takes_over_what_is_there_and_the_server_goes_on_with_it(old):
    before, played = everything_of(old)["runtime"], contents(old)
    adopt(says="old: adopted")
    assert spec_of(old).read_text() == SPEC
    assert "L4D2_LOWERDIRS" not in earlier_tool.environment(old).read_text()
    assert everything_of(old)["runtime"] == before
    instance.start(old)
    game.await_line(old, "sv_base")
    game.await_line(old, "sv_by_hand")
    merged = instance.merged(old) / "left4dead2"
    assert (merged / "addons/sourcemod/data/players.sq3").read_text() == "Ellis 4711"
    assert (merged / "addons/admins.txt").read_text() == "Coach\n" and not (merged / "unwanted.txt").exists()
    now = contents(old)
    assert {path: now.get(path) for path in played} == played


def test_adopt_twice_says_already_and_writes_nothing(old):
    adopt(old)
    before = everything_of(old)
    adopt(old, says="old: nothing to adopt")
    adopt(says="old: nothing to adopt")
    assert everything_of(old) == before


def test_adopt_dry_run_shows_the_spec_and_writes_nothing(old):
    before = everything_of(old)
    result = adopt("--dry-run", says="server_by_hand.cfg stays in its upper")
    assert result.out == f"# {spec_of(old)}\n{SPEC}"
    assert everything_of(old) == before


def test_adopt_keeps_the_spec_that_is_there(old):
    spec_of(old).write_text(f"port: {PORT}\nx-note: mine\n")
    instance.owned(spec_of(old))
    adopt(says="the spec.yaml that was there holds")
    assert spec_of(old).read_text() == f"port: {PORT}\nx-note: mine\n"
    assert earlier_tool.environment(old).read_text() == f"L4D2_PORT={PORT}\nL4D2_ARGS=\n"


def test_adopt_waits_for_its_server_to_stop(old):
    adopt(old)
    instance.start(old)
    spec_of(old).unlink()
    earlier_tool.leave_environment(old, PORT, ["admin system"])
    before = everything_of(old)["instances"]
    adopt(old, status=75, says="old is running, as its unit: stop it first: l4d2ctl stop old")
    assert everything_of(old)["instances"] == before and adopt(old, "--dry-run").out != ""
    assert bed.l4d2ctl("stop", old).status == 0
    adopt(old)


def test_adopt_waits_for_a_mount_of_the_earlier_tool_to_go(old):
    earlier_tool.mount(old)
    try:
        adopt(old, status=75, says=f"{instance.merged(old)} is mounted")
        assert not spec_of(old).exists()
    finally:
        earlier_tool.umount(old)
    adopt(old)


def test_adopt_goes_on_after_one_that_it_cannot_take_over(old):
    instance.overlay("a:b", {"a.txt": "a"})
    earlier_tool.leave_instance("colon", PORT + 1, ["a:b"])
    earlier_tool.leave_instance("gone", PORT + 2, ["never-built"])
    adopt(status=65, says="cannot be told from the one between two names")
    adopt("gone", status=66, says='the overlay "never-built" does not exist')
    assert [spec_of(name).exists() for name in ("colon", "gone", old)] == [False, False, True]
    adopt(old, "nosuch", status=66, says="nosuch")


def test_adopted_servers_can_be_reset_before_their_first_start(old):
    adopt(old)
    assert bed.l4d2ctl("reset", old, "--yes").status == 0
    assert not instance.upper(old).exists() and traces.mounts_of(old) == []
    instance.start(old)


def test_without_being_adopted_they_do_not_start_and_say_what_to_do(old):
    result = bed.l4d2ctl("start", old)
    assert result.status == 66 and "run l4d2ctl adopt old" in result.err, result
