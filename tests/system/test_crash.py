"""A game that dies: systemd restarts it, counts, and gives up in the end."""

import os
import signal
import subprocess

import pytest

import bed
import game
import instance

PORT = 27050
QUICK = "[Service]\nRestartSec=100ms\n"


@pytest.fixture
def crasher():
    """An instance whose restarts do not take the unit's own five seconds."""
    instance.drop_in("crasher", QUICK)
    return "crasher"


def test_a_killed_game_comes_back_by_itself(crasher):
    instance.create(crasher, PORT)
    instance.start(crasher)
    first = game.pid(crasher)
    os.kill(first, signal.SIGSEGV)
    now = bed.eventually(lambda: (s := instance.status(crasher))["state"] == "running"
                         and s["main_pid"] != first and s, "a second process")
    assert now["restarts"] == 1 and now["enabled"] is True
    assert now["mounted"] is True
    assert instance.show(crasher, "NRestarts")["NRestarts"] == "1"


def test_the_installed_unit_restarts_always_and_after_five_seconds():
    shown = instance.show("any", "Restart", "RestartUSec", "StartLimitBurst", "StartLimitIntervalUSec")
    assert shown == {"Restart": "always", "RestartUSec": "5s", "StartLimitBurst": "5",
                     "StartLimitIntervalUSec": "1min"}


def test_crash_after_crash_ends_in_failed_and_a_mended_spec_starts_again(crasher):
    instance.create(crasher, PORT, arguments=["+standin_crash 0"])
    bed.l4d2ctl("start", crasher)
    failed = instance.await_state(crasher, "failed", 4 * bed.PATIENCE)
    assert failed["restarts"] == 5 and failed["main_pid"] is None
    assert failed["exit_status"] == 128 + signal.SIGSEGV
    assert failed["mounted"] is False
    assert instance.initialize(crasher, instance.spec(PORT)).status == 0
    instance.start(crasher)
    assert instance.status(crasher)["state"] == "running"


def test_a_start_that_fails_shows_the_journal_and_is_1(crasher):
    instance.create(crasher, PORT)
    (instance.INSTALLATION / "srcds_run").rename(instance.INSTALLATION / "srcds_gone")
    try:
        result = bed.l4d2ctl("start", crasher)
    finally:
        (instance.INSTALLATION / "srcds_gone").rename(instance.INSTALLATION / "srcds_run")
    assert result.status == 1, result
    assert "srcds_run" in result.err


def test_what_it_shows_is_of_no_earlier_run(crasher):
    instance.create(crasher, PORT)
    instance.start(crasher)
    game.await_line(crasher, "Loaded map")
    assert bed.l4d2ctl("stop", crasher).status == 0
    (instance.INSTALLATION / "srcds_run").rename(instance.INSTALLATION / "srcds_gone")
    try:
        result = bed.l4d2ctl("start", crasher)
    finally:
        (instance.INSTALLATION / "srcds_gone").rename(instance.INSTALLATION / "srcds_run")
    assert result.status == 1 and "srcds_run" in result.err and "Loaded map" not in result.err, result


def test_a_failed_server_can_be_deleted(crasher):
    instance.create(crasher, PORT, arguments=["+standin_crash 0"])
    bed.l4d2ctl("start", crasher)
    instance.await_state(crasher, "failed", 4 * bed.PATIENCE)
    assert bed.l4d2ctl("delete", crasher, "--yes").status == 0


def test_a_game_that_ignores_sigint_is_killed_in_the_end():
    instance.drop_in("deaf", QUICK + "TimeoutStopSec=2s\n")
    instance.create("deaf", PORT, arguments=["+standin_ignore_sigint 1"])
    instance.start("deaf")
    pid = game.pid("deaf")
    game.await_line("deaf", "hostport|27050")
    assert bed.l4d2ctl("stop", "deaf").status == 0
    assert not os.path.exists(f"/proc/{pid}")
    assert instance.status("deaf")["mounted"] is False


def test_a_hung_game_makes_wait_give_up_and_keeps_running():
    instance.create("hung", PORT, arguments=["+standin_hang 1"])
    result = bed.l4d2ctl("start", "hung", "--wait=2")
    assert result.status == 75, result
    assert instance.status("hung")["state"] == "running"


@pytest.mark.parametrize("kind", ["udp", "tcp"])
def test_a_port_that_something_else_holds_is_refused_before_the_start(kind):
    instance.create("late", PORT)
    code = (f"import socket,sys; s=socket.socket(type=socket.SOCK_{'DGRAM' if kind == 'udp' else 'STREAM'});"
            f"s.bind(('0.0.0.0',{PORT})); {'s.listen();' if kind == 'tcp' else ''} print('x',flush=True);"
            "sys.stdin.read()")
    holder = bed.spawn(["python3", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    try:
        result = bed.l4d2ctl("start", "late")
    finally:
        holder.communicate(timeout=10)
    assert result.status == 75, result
    assert str(PORT) in result.err and str(holder.pid) in result.err
    assert instance.status("late")["state"] == "stopped"
