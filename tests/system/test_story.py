"""Two servers over shared overlays, from spec to nothing left."""

import json
import re

import pytest

import a2s
import bed
import game
import instance
import schema
import traces

ALPHA, BETA = 27015, 27016

ALPHA_SPEC = """\
port: 27015
overlays:
  - path: competitive/base
    alias: overlay_2
    exec: true
  - admin system
  - path: standard
    alias: overlay_1
    exec: true
arguments: ["-tickrate 60", "+map c1m1_hotel"]
config:
  - hostname "left4me alpha"
  - rcon_password "only the owner knows"
  - sv_layer config
x-note: the web application's own
"""

BETA_SPEC = """\
port: 27016
overlays:
  - standard
config: ['hostname "left4me beta"']
"""


def cfg(value):
    return f"sv_layer {value}\nsv_only_{value} 1\n"


def make_overlays():
    instance.overlay("standard", {"left4dead2/cfg/server.cfg": cfg("standard"),
                                  "left4dead2/shared.txt": "standard\n",
                                  "left4dead2/addons/standard.txt": "standard\n"})
    instance.overlay("admin system", {"left4dead2/shared.txt": "admin system\n",
                                      "left4dead2/addons/admin, system: all.txt": "admin\n"})
    instance.overlay("competitive/base", {"left4dead2/cfg/server.cfg": cfg("competitive"),
                                          "left4dead2/shared.txt": "competitive\n"})


@pytest.fixture(scope="module")
def pair(kept):
    """alpha and beta, running; the fingerprint of the installation from before."""
    make_overlays()
    before = instance.fingerprint(instance.INSTALLATION)
    kept.update({"alpha", "beta"})
    for name, text in (("alpha", ALPHA_SPEC), ("beta", BETA_SPEC)):
        result = instance.initialize(name, text)
        assert result.status == 0, result
    started = bed.l4d2ctl("start", "alpha", "beta")
    assert started.status == 0, f"{started}\n{instance.journal('alpha')}"
    yield before
    kept.difference_update({"alpha", "beta"})


def test_start_says_that_the_server_will_start_at_boot(pair):
    again = bed.l4d2ctl("start", "alpha")
    assert again.status == 0
    assert "boot" in again.out + again.err


@pytest.mark.parametrize("port,hostname", [(ALPHA, "left4me alpha"), (BETA, "left4me beta")])
def test_both_answer_on_their_own_port(pair, port, hostname):
    info = bed.eventually(lambda: answer(port), f"A2S on port {port}")
    assert info.name == hostname
    assert info.game_port in (0, port)
    assert a2s.players("127.0.0.1", port) is not None
    assert a2s.rules("127.0.0.1", port)


def answer(port):
    try:
        return a2s.info("127.0.0.1", port)
    except OSError:
        return None


def test_the_bottom_layer_is_executed_first_and_config_last(pair):
    game.await_line("alpha", r"sv_layer\W+config")
    set_to = re.findall(r"sv_layer\W+(\w+)", game.console("alpha"))
    assert set_to == ["standard", "competitive", "config"]


def test_an_overlay_without_exec_is_not_executed(pair):
    game.await_line("beta", r"hostname")
    assert "sv_only_standard" not in game.console("beta")


def test_server_cfg_is_the_exec_lines_and_then_config(pair):
    text = (instance.upper("alpha") / "left4dead2/cfg/server.cfg").read_text()
    assert text.splitlines() == ["exec server_overlay_1.cfg", "exec server_overlay_2.cfg",
                                 'hostname "left4me alpha"',
                                 'rcon_password "only the owner knows"', "sv_layer config"]


def test_each_alias_is_the_overlays_own_server_cfg(pair):
    cfgs = instance.upper("alpha") / "left4dead2/cfg"
    assert (cfgs / "server_overlay_1.cfg").read_text() == cfg("standard")
    assert (cfgs / "server_overlay_2.cfg").read_text() == cfg("competitive")


def test_upper_overlays_win_and_every_layer_shows(pair):
    assert (instance.merged("alpha") / "left4dead2/shared.txt").read_text() == "competitive\n"
    assert (instance.merged("beta") / "left4dead2/shared.txt").read_text() == "standard\n"
    addons = {path.name for path in (instance.merged("alpha") / "left4dead2/addons").iterdir()}
    assert {"standard.txt", "admin, system: all.txt"} <= addons
    assert (instance.merged("alpha") / "srcds_run").exists()


def test_upper_holds_what_was_staged_and_what_the_game_wrote_and_nothing_else(pair):
    staged = {"left4dead2/cfg/server.cfg", "left4dead2/cfg/server_overlay_1.cfg",
              "left4dead2/cfg/server_overlay_2.cfg"}
    present = bed.eventually(lambda: (now := set(instance.upper_files("alpha"))) > staged and now,
                             "the game's own files in upper")
    for path in present - staged:
        assert path.startswith("left4dead2/logs/") or (instance.INSTALLATION / path).exists(), path


def test_each_server_writes_into_its_own_upper(pair):
    assert not any("overlay_" in path for path in instance.upper_files("beta"))


def test_status_of_one_is_an_object_that_keeps_the_schema(pair):
    now = instance.status("alpha")
    schema.check(now, "status.schema.json")
    expected = {"name": "alpha", "unit": "left4me-server@alpha.service", "state": "running",
                "active_state": "active", "sub_state": "running", "result": "success", "enabled": True,
                "restarts": 0, "exit_status": None, "port": ALPHA, "mounted": True,
                "main_pid": game.pid("alpha"),
                "layers": ["overlays/competitive/base", "overlays/admin system", "overlays/standard",
                           "installation"]}
    assert {key: now[key] for key in expected} == expected
    assert now["upper_bytes"] > 0


def test_status_of_all_is_an_array(pair):
    everyone = json.loads(bed.must([bed.L4D2CTL, "status", "--json"], user=bed.OWNER))
    assert [entry["name"] for entry in everyone] == ["alpha", "beta"]
    for entry in everyone:
        schema.check(entry, "status.schema.json")


def test_status_as_a_table_names_state_and_port(pair):
    rows = bed.must([bed.L4D2CTL, "status"], user=bed.OWNER).splitlines()
    assert any(re.search(r"\balpha\b.*\brunning\b.*\b27015\b|\balpha\b.*\b27015\b.*\brunning\b", row)
               for row in rows), rows


def test_list_tells_name_port_overlays_and_state(pair):
    entries = json.loads(bed.must([bed.L4D2CTL, "list", "--json"], user=bed.OWNER))
    assert entries == [
        {"name": "alpha", "port": ALPHA, "overlays": ["competitive/base", "admin system", "standard"],
         "state": "running", "enabled": True},
        {"name": "beta", "port": BETA, "overlays": ["standard"], "state": "running", "enabled": True}]


def test_initialize_of_a_running_server_touches_none_of_its_files(pair):
    before = instance.fingerprint(instance.upper("alpha") / "left4dead2/cfg")
    layers = (bed.STATE_ROOT / "instances/alpha/layers").read_text()
    result = instance.initialize("alpha", ALPHA_SPEC.replace("sv_layer config", "sv_layer later"))
    assert result.status == 0, result
    assert bed.l4d2ctl("start", "alpha").status == 0
    assert instance.fingerprint(instance.upper("alpha") / "left4dead2/cfg") == before
    assert (bed.STATE_ROOT / "instances/alpha/layers").read_text() == layers
    assert instance.initialize("alpha", ALPHA_SPEC).status == 0


def test_the_exposure_of_the_unit_is_at_most_one_and_a_half(pair):
    out = bed.must(["systemd-analyze", "security", "--no-pager", instance.unit("alpha")])
    level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", out)
    assert level and float(level.group(1)) <= 1.5, out[-300:]


def test_deleting_one_leaves_the_other_alone(pair):
    assert bed.l4d2ctl("delete", "beta", "--yes").status == 0
    assert instance.status("alpha")["state"] == "running"
    assert traces.everything(except_for={"alpha"}) == []


def test_in_the_end_nothing_is_left_and_the_installation_is_untouched(pair):
    assert bed.l4d2ctl("delete", "alpha", "--yes").status == 0
    assert traces.everything() == []
    assert instance.fingerprint(instance.INSTALLATION) == pair
