"""Console commands through l4d2ctl, and that the password goes nowhere else."""

import os

import pytest

import bed
import game
import instance

PORT = 27140
PASSWORD = "hush-4711"


@pytest.fixture(scope="module")
def server(shared):
    shared("remote", PORT, config=[f'rcon_password "{PASSWORD}"', 'hostname "left4me remote"'])
    instance.start("remote", "--wait=60")
    return "remote"


@pytest.fixture
def open_server():
    """Without a password."""
    instance.create("open", PORT + 1)
    instance.start("open", "--wait=60")
    return "open"


def test_the_server_performs_the_command_and_its_answer_is_shown(server):
    result = bed.l4d2ctl("send", server, "--", "sv_tags", "a;sv_cheats", "1")
    assert (result.status, result.out, result.err) == (0, '"sv_tags" = "a"\n"sv_cheats" = "1"\n', "")
    game.await_line(server, '"sv_cheats" = "1"')


def test_a_long_answer_is_whole(server):
    lines = [f"sv_long_{number} {'x' * 100}" for number in range(100)]
    for at in range(0, 100, 20):
        assert bed.l4d2ctl("send", server, "--", ";".join(lines[at:at + 20])).status == 0
    out = bed.l4d2ctl("send", server, "--", "cvarlist").out
    assert [f'"{line[:line.index(" ")]}" = ' in out for line in lines] == [True] * 100


def test_an_answer_steers_no_terminal(server):
    result = bed.l4d2ctl("send", server, "--", "sv_evil", "\x1b]0;owned\x07")
    assert result.out == '"sv_evil" = "\\x1b]0"\nUnknown command "owned\\x07"\n'


def test_the_password_of_an_executed_file_is_found():
    instance.overlay("remote", {"left4dead2/cfg/server.cfg": 'rcon_password "of the overlay"\n'})
    instance.create("layered", PORT + 2, overlays=[{"path": "remote", "alias": "remote", "exec": True}])
    instance.start("layered", "--wait=60")
    assert bed.l4d2ctl("send", "layered", "--", "echo", "here").out == "here\n"


@pytest.mark.parametrize("words, status", [(["send", "lured", "--", "status"], 77), (["players", "lured"], 0)],
                         ids=["send", "players, which has a query to fall back to"])
def test_root_sends_no_word_of_a_file_that_left4me_may_not_read(words, status):
    """The game can move another's file into upper, and have server.cfg execute it."""
    instance.create("lured", PORT + 4)
    instance.start("lured", "--wait=60")
    cfg = instance.merged("lured") / "left4dead2/cfg"
    (cfg / "theirs.cfg").write_text('rcon_password "of the builder"\n')
    os.chown(cfg / "theirs.cfg", bed.account("daemon").pw_uid, 0)
    (cfg / "theirs.cfg").chmod(0o600)
    (cfg / "server.cfg").write_text("exec theirs.cfg\n")
    result = bed.run([bed.L4D2CTL, *words])
    assert result.status == status and "theirs.cfg" in result.err and "Permission denied" in result.err, result


def test_a_stopped_server_is_75():
    instance.create("idle", PORT + 3, config=["rcon_password x"])
    result = bed.l4d2ctl("send", "idle", "--", "status")
    assert result.status == 75 and "idle does not run" in result.err


def test_no_password_is_78_and_says_where_to_put_one(open_server):
    result = bed.l4d2ctl("send", open_server, "--", "status")
    assert result.status == 78 and "rcon_password" in result.err and "config:" in result.err


def test_a_refused_password_is_77(server):
    assert bed.l4d2ctl("send", server, "--", "rcon_password", "another").status == 0
    try:
        result = bed.l4d2ctl("send", server, "--", "status")
        assert result.status == 77 and PASSWORD not in result.err
    finally:
        assert bed.l4d2ctl("restart", server).status == 0
        instance.start(server, "--wait=60")


def test_a_silent_server_is_75():
    instance.create("silent", PORT + 4, config=["rcon_password x", "standin_hang 1"])
    instance.start("silent")
    game.await_line("silent", "^Network:")
    result = bed.l4d2ctl("send", "silent", "--", "status")
    assert result.status == 75 and "does not answer" in result.err


def test_no_instance_is_66_and_no_command_64(server):
    assert bed.l4d2ctl("send", "nosuch", "--", "status").status == 66
    assert bed.l4d2ctl("send", server).status == 64


def test_nobody_else_can_send(server):
    result = bed.l4d2ctl("send", server, "--", "status", user="nobody")
    assert result.status != 0 and result.out == "" and PASSWORD not in result.err


def test_the_password_is_in_no_output_and_no_log(server):
    result = bed.l4d2ctl("--verbose", "send", server, "--", "cvarlist")
    assert result.status == 0 and PASSWORD not in result.out + result.err
    assert PASSWORD not in bed.must(["journalctl", "--no-pager", "-o", "cat"])
