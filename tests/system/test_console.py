"""l4d2ctl console: lines in, answers out."""

import subprocess

import pytest

import bed
import instance
import terminal

PORT = 27160


@pytest.fixture(scope="module")
def server(shared):
    shared("talk", PORT, config=["rcon_password hush"])
    instance.start("talk", "--wait=60")
    return "talk"


def test_lines_of_a_pipe_are_answered_in_turn_without_a_prompt(server):
    child = bed.spawn([bed.L4D2CTL, "console", server], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
    out, err = child.communicate(b"sv_first 1\n\n  \nsv_evil \x1b[31m\nsv_last 3", timeout=bed.PATIENCE)
    assert (child.returncode, err) == (0, b"")
    assert out.decode() == '"sv_first" = "1"\n"sv_evil" = "\\x1b[31m"\n"sv_last" = "3"\n'


def test_a_terminal_has_a_prompt_and_ctrl_d_ends(server):
    console = terminal.Terminal("console", server)
    try:
        console.await_text("talk> ")
        console.type("sv_typed yes\n")
        console.await_text('"sv_typed" = "yes"\r\ntalk> ')
        console.type("\x04")
        assert console.status() == 0
    finally:
        console.close()


def test_a_server_that_leaves_is_75(server):
    """quit itself may still be answered."""
    child = bed.spawn([bed.L4D2CTL, "console", server], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
    _, err = child.communicate(b"quit\nstatus\nstatus\n", timeout=bed.PATIENCE)
    assert child.returncode == 75 and b"talk closed the connection" in err
    assert bed.l4d2ctl("restart", server).status == 0
