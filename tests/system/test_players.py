"""Who plays: what status, players and the network say agree."""

import json
import select
import subprocess

import pytest

import a2s
import bed
import instance
import schema

PORT = 27150
PLAYERS = 3


@pytest.fixture(scope="module")
def server(shared):
    shared("busy", PORT, arguments=["+map c2m1_highway"], config=[
        "rcon_password hush", 'hostname "left4me busy"', f"standin_players {PLAYERS}"])
    instance.start("busy", "--wait=60")
    return "busy"


def players(name):
    result = bed.l4d2ctl("players", name, "--json")
    assert result.status == 0, result
    report = json.loads(result.out)
    schema.check(report, "players.schema.json")
    return report


def test_status_tells_players_map_and_hostname(server):
    now = instance.status(server)
    schema.check(now, "status.schema.json")
    info = a2s.info("127.0.0.1", PORT)
    assert (now["players"], now["max_players"], now["map"], now["hostname"]) == \
        (PLAYERS, info.max_players, "c2m1_highway", "left4me busy") == \
        (info.players, info.max_players, info.map, info.name)
    table = bed.l4d2ctl("status", server).out
    assert "PLAYERS" in table and f"{PLAYERS}/{info.max_players}" in table and "c2m1_highway" in table


def test_status_has_null_for_who_is_silent(server):
    silent = [instance.create(f"silent{number}", PORT + number, config=["standin_hang 1"]) for number in range(1, 5)]
    for name in silent:
        instance.start(name)
    all_of_them = json.loads(bed.l4d2ctl("status", server, *silent, "--json").out)
    assert [entry["players"] for entry in all_of_them] == [PLAYERS] + [None] * len(silent)
    assert all(entry["hostname"] is entry["map"] is entry["max_players"] is None for entry in all_of_them[1:])


def test_status_has_null_for_a_stopped_server():
    now = instance.status(instance.create("idle", PORT + 5))
    schema.check(now, "status.schema.json")
    assert now["players"] is now["map"] is None


def test_players_come_from_the_console_where_the_password_is_known(server):
    report = players(server)
    assert (report["name"], report["source"], report["hibernating"]) == (server, "rcon", False)
    assert [player["name"] for player in report["players"]] == ["survivor 1", "survivor 2", "survivor 3"]
    first = report["players"][0]
    assert (first["steam_id"], first["ping"], first["loss"], first["state"]) == ("STEAM_1:0:1000", 40, 0, "active")
    assert first["seconds"] >= 0
    table = bed.l4d2ctl("players", server).out
    assert "STEAM_1:0:1000" in table and "survivor 3" in table


def test_players_come_from_a_query_otherwise():
    instance.create("open", PORT + 6, config=["standin_players 2"])
    instance.start("open", "--wait=60")
    report = players("open")
    assert (report["source"], report["hibernating"]) == ("a2s", None)
    assert [(player["name"], player["steam_id"], player["ping"]) for player in report["players"]] == \
        [("survivor 1", None, None), ("survivor 2", None, None)]


def test_where_the_console_refuses_the_query_answers_and_why_is_said(server):
    assert bed.l4d2ctl("send", server, "--", "rcon_password", "another").status == 0
    result = bed.l4d2ctl("players", server, "--json")
    assert json.loads(result.out)["source"] == "a2s" and "refuses the RCON password" in result.err
    assert bed.l4d2ctl("restart", server).status == 0
    instance.start(server, "--wait=60")


def test_an_empty_server_hibernates():
    instance.create("empty", PORT + 7, config=["rcon_password hush"])
    instance.start("empty", "--wait=60")
    report = players("empty")
    assert (report["hibernating"], report["players"]) == (True, [])
    result = bed.l4d2ctl("players", "empty")
    assert (result.status, result.out) == (0, "") and "hibernates" in result.err


def test_a_stopped_or_silent_server_is_75_and_no_instance_66():
    instance.create("idle", PORT + 8)
    assert bed.l4d2ctl("players", "idle").status == 75
    instance.create("silent", PORT + 9, config=["standin_hang 1"])
    instance.start("silent")
    assert bed.l4d2ctl("players", "silent").status == 75
    assert bed.l4d2ctl("players", "nosuch").status == 66


def test_the_password_goes_to_no_other_user(server):
    # As where somebody takes the port before the game does, or the game listens on another address.
    instance.create("robbed", PORT + 10, arguments=["+ip 127.0.0.2"], config=["rcon_password hush"])
    instance.start("robbed")
    robber = bed.spawn(["python3", "-c", "import socket, sys; taken = socket.create_server(('127.0.0.1', int(sys.argv[1]))); "
                        "print(flush=True); taken.settimeout(60); print(taken.accept()[0].recv(99), flush=True)",
                        str(PORT + 10)], user="nobody", stdout=subprocess.PIPE)
    try:
        assert robber.stdout.readline() == b"\n"
        for words in (["players", "robbed"], ["send", "robbed", "--", "status"]):
            assert "who would get the RCON password" in bed.l4d2ctl(*words).err
            assert "who would get the RCON password" in bed.l4d2ctl(*words, user="root").err
        assert select.select([robber.stdout], [], [], 0)[0] == []
    finally:
        robber.kill()
        robber.wait()
