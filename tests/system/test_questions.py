"""reset and delete ask on a terminal, and only there."""

import os
import pty

import pytest

import bed
import instance


@pytest.fixture
def prepared():
    """An instance with something in upper, as after a run."""
    instance.create("asked", 27040)
    keepsake = instance.upper("asked") / "left4dead2/logs/match.log"
    keepsake.parent.mkdir(parents=True)
    keepsake.write_text("won\n")
    instance.own_tree(bed.STATE_ROOT / "runtime/asked")
    return keepsake


def on_a_terminal(answer, *words):
    """Status and screen of l4d2ctl with this answer typed; stdout is a pipe, so the question must be on stderr."""
    ours, theirs = pty.openpty()
    child = bed.spawn([bed.L4D2CTL, *words], stdin=theirs, stdout=os.open(os.devnull, os.O_WRONLY), stderr=theirs)
    os.close(theirs)
    os.write(ours, answer)
    screen = b""
    try:
        while chunk := os.read(ours, 4096):
            screen += chunk
    except OSError:
        pass
    os.close(ours)
    return child.wait(bed.PATIENCE), screen.decode()


@pytest.mark.parametrize("verb", ["reset", "delete"])
@pytest.mark.parametrize("answer", [b"y\n", b"yes\n"])
def test_yes_is_yes(prepared, verb, answer):
    status, screen = on_a_terminal(answer, verb, "asked")
    assert status == 0, screen
    assert "asked" in screen and not prepared.exists()


@pytest.mark.parametrize("verb", ["reset", "delete"])
@pytest.mark.parametrize("answer", [b"n\n", b"\n", b"yeah\n", b"\x04"], ids=["n", "enter", "yeah", "end of file"])
def test_anything_else_changes_nothing_and_is_1(prepared, verb, answer):
    status, screen = on_a_terminal(answer, verb, "asked")
    assert status == 1, screen
    assert prepared.read_text() == "won\n"


def test_with_yes_it_does_not_ask(prepared):
    status, screen = on_a_terminal(b"n\n", "reset", "asked", "--yes")
    assert status == 0 and "?" not in screen
    assert not prepared.exists()


def test_without_a_terminal_it_does_not_ask(prepared):
    assert bed.l4d2ctl("reset", "asked").status == 0
    assert not prepared.exists()


def test_delete_of_what_is_not_there_says_so_and_asks_nothing(prepared):
    status, screen = on_a_terminal(b"", "delete", "askde")
    assert status == 0 and "there is no instance askde; did you mean asked?" in screen and "[y/N]" not in screen
    assert prepared.exists()
