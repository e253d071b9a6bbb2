"""l4d2ctl top: one table for a pipe, a page that refreshes for a terminal, and the terminal as before."""

import re
import signal
import termios

import pytest

import bed
import instance
import terminal

PORT = 27170
ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"


@pytest.fixture(scope="module")
def server(shared):
    shared("watched", PORT, arguments=["+map c2m1_highway"], config=["standin_players 2"])
    instance.start("watched", "--wait=60")
    return "watched"


@pytest.fixture
def top(server):
    shown = terminal.Terminal("top", "--interval", "1")
    shown.await_text(server)
    yield shown
    shown.close()


def is_cooked(shown):
    modes = termios.tcgetattr(shown.ours)[3]
    return bool(modes & termios.ECHO and modes & termios.ICANON)


def test_without_a_terminal_it_shows_one_table(server):
    instance.create("idle", PORT + 1)
    result = bed.l4d2ctl("top")
    assert (result.status, result.err) == (0, "")
    heading, *rows = result.out.splitlines()
    assert heading.split() == ["NAME", "STATE", "PLAYERS", "MAP", "CPU", "MEMORY", "CHANGED"]
    # Where the bed's host delegates no memory controller, memory is unknown.
    row, = (row for row in rows if row.startswith(server))
    assert re.fullmatch(r"watched +running +2/8 +c2m1_highway +\d+\.\d % +(\d+ MiB|-) +\d+\.\d KiB", row)
    assert "\x1b" not in result.out and any(re.match("idle +stopped +- +-", row) for row in rows)


def test_through_the_helper_the_processor_is_known_too(server):
    """As where the bus cannot be reached."""
    shown = bed.must(["/usr/bin/sudo", "-n", bed.SYSTEMCTL_HELPER, "show", server], user=bed.OWNER)
    assert re.search(r"^CPUUsageNSec=\d+$", shown, re.MULTILINE)


def test_it_refreshes_until_q_and_leaves_the_terminal_as_it_was(top):
    assert not is_cooked(top)
    bed.eventually(lambda: (top.read(0.1), top.shown.count("\x1b[H") >= 3)[1], "a third table", pause=0)
    assert re.search(r"running .* \d+\.\d %", top.shown)
    top.type("q")
    assert top.status() == 0
    assert ENTER in top.shown and top.shown.rstrip().endswith(LEAVE) and is_cooked(top)


def test_ctrl_c_ends_it_by_the_signal_and_leaves_the_terminal_as_it_was(top):
    top.type("\x03")
    assert top.status() == -signal.SIGINT
    assert top.shown.rstrip().endswith(LEAVE) and is_cooked(top)
