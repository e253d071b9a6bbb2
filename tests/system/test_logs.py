"""l4d2ctl logs: into a pipe, to a terminal, cut off."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import time

import pytest

import bed
import game
import instance
import traces

EVIL = "left4dead2/cfg/server.cfg"


@pytest.fixture(scope="module")
def talker(shared):
    instance.overlay("evil", {EVIL: "sv_evil \x1b[31mred\x07\necho <0>raid at three\n"})
    shared("talker", 27020, overlays=[{"path": "evil", "alias": "evil", "exec": True}])
    instance.start("talker")
    game.await_line("talker", "sv_evil")
    return "talker"


def follow(*words):
    return bed.spawn([bed.L4D2CTL, "logs", "talker", "--follow", *words], stdin=subprocess.DEVNULL,
                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def next_line(child, patience=bed.PATIENCE):
    """A whole line, read byte by byte so that nothing waits in a buffer of ours."""
    line, deadline = b"", time.monotonic() + patience
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([child.stdout], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, f"no line within {patience} s, only {line!r}"
        byte = os.read(child.stdout.fileno(), 1)
        assert byte, f"the stream ended: {child.stderr.read()!r}"
        line += byte
    return line.decode()


def nobody_left(session):
    bed.eventually(lambda: not traces.session_members(session),
                   f"the end of {traces.session_members(session)}", patience=10)


@pytest.mark.parametrize("option", ["-n", "--lines"])
def test_as_many_lines_as_asked_for(talker, option):
    out = bed.must([bed.L4D2CTL, "logs", talker, option, "3"], user=bed.OWNER)
    assert len(out.splitlines()) == 3


def test_a_server_that_was_never_started_has_none_and_says_so():
    instance.create("silent", 27022)
    result = bed.l4d2ctl("logs", "silent", "--no-follow")
    assert (result.status, result.out) == (0, "") and "no line of silent" in result.err, result


def test_no_lines(talker):
    assert bed.must([bed.L4D2CTL, "logs", talker, "-n", "0", "--no-follow"], user=bed.OWNER) == ""


def test_without_options_it_ends_by_itself_and_shows_the_console(talker):
    assert "sv_evil" in bed.must([bed.L4D2CTL, "logs", talker, "--lines=1000"], user=bed.OWNER)
    assert bed.must([bed.L4D2CTL, "logs", talker], user=bed.OWNER)


def test_json_is_one_object_a_line_of_this_unit_only(talker):
    out = bed.must([bed.L4D2CTL, "logs", talker, "-n", "5", "-o", "json"], user=bed.OWNER)
    entries = [json.loads(line) for line in out.splitlines()]
    assert len(entries) == 5
    for entry in entries:
        assert instance.unit(talker) in (entry.get("_SYSTEMD_UNIT"), entry.get("UNIT"))


def test_short_iso_precise_has_a_time_a_line(talker):
    out = bed.must([bed.L4D2CTL, "logs", talker, "-n", "5", "--output", "short-iso-precise"], user=bed.OWNER)
    for line in out.splitlines():
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}", line), line


def test_follow_into_a_pipe_comes_line_by_line(talker):
    child = follow("-n", "1")
    lines = [next_line(child) for _ in range(3)]
    assert child.poll() is None
    assert len(set(lines)) == 3
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(10)
    nobody_left(child.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to l4d2ctl", "to the terminal's group"])
def test_a_signal_ends_the_whole_chain_and_us_by_the_same_signal(talker, number, send):
    child = follow("-n", "1")
    next_line(child)
    send(child.pid, number)
    assert child.wait(10) == -number  # a shell calls this 130 and 143
    nobody_left(child.pid)


def test_a_reader_that_leaves_ends_the_chain(talker):
    child = follow("-n", "1")
    next_line(child)
    child.stdout.close()
    bed.eventually(lambda: child.poll() is not None, "the end of l4d2ctl without a reader")
    nobody_left(child.pid)


def test_a_pipe_gets_the_bytes_as_they_are(talker):
    assert "\x1b[31mred" in bed.must([bed.L4D2CTL, "logs", talker, "-n", "1000"], user=bed.OWNER)


def test_a_terminal_gets_no_control_characters(talker):
    ours, theirs = pty.openpty()
    child = bed.spawn([bed.L4D2CTL, "logs", talker, "-n", "1000"], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    text = drain(ours)
    assert child.wait(10) == 0
    assert b"sv_evil" in text and b"red" in text
    assert b"\x1b" not in text and b"\x07" not in text


def test_a_game_gives_its_lines_no_priority(talker):
    """journald writes what begins with <0> to every terminal of who is logged in."""
    entries = map(json.loads, bed.must([bed.L4D2CTL, "logs", talker, "-n", "1000", "--output", "json"],
                                       user=bed.OWNER).splitlines())
    raids = {(entry["MESSAGE"], entry["PRIORITY"]) for entry in entries if "raid at three" in entry["MESSAGE"]}
    assert raids == {("<0>raid at three", "6")}


def drain(terminal):
    text = b""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            return text
        if not chunk:
            return text
        text += chunk


@pytest.mark.parametrize("words,status", [
    (["nosuch"], 66), ([], 64), (["talker", "talker"], 64), (["talker", "-f", "--no-follow"], 64),
    (["talker", "-n", "-1"], 64), (["talker", "-n", "100001"], 64), (["talker", "-n", "ten"], 64),
    (["talker", "-n", "1e3"], 64), (["talker", "-n", ""], 64), (["talker", "-o", "verbose"], 64),
    (["talker", "--output"], 64), (["talker", "--cursor-file=/etc/x"], 64), (["../talker"], 64)])
def test_wrong_words(talker, words, status):
    result = bed.l4d2ctl("logs", *words)
    assert (result.status, result.out) == (status, "")
    assert result.err


def test_the_log_of_a_stopped_server_is_still_there(talker):
    assert bed.l4d2ctl("stop", talker).status == 0
    assert "sv_evil" in bed.must([bed.L4D2CTL, "logs", talker, "-n", "1000"], user=bed.OWNER)
