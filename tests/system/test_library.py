"""libleft4me, used by programs that were built with pkg-config against what is installed."""

import select
import signal
import subprocess

import pytest

import bed
import game
import instance

PORT = 27260
LIBRARY = {"LD_LIBRARY_PATH": "/usr/local/lib/x86_64-linux-gnu"}
PROGRAMS = bed.GAME.parent / "library"


@pytest.fixture(scope="module")
def server(shared):
    name = shared("linked", PORT, config=['rcon_password "secret"'])
    instance.start(name, "--wait")
    return name


def example(*words, **options):
    return bed.run([PROGRAMS / "tail", *words], **{"user": bed.OWNER, "env": LIBRARY, **options})


def probe(*words):
    return bed.spawn([PROGRAMS / "probe", *words], bed.OWNER, LIBRARY, stdin=subprocess.DEVNULL,
                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def make_it_say(name, text):
    bed.must([bed.L4D2CTL, "send", name, "--", f"echo {text}"], user=bed.OWNER)


def test_the_example_shows_state_and_log(server):
    result = example(server)
    assert result.status == 0, result
    lines = result.out.splitlines()
    assert lines[0] == f"{server} runs"
    assert lines[1:] == bed.l4d2ctl("logs", server, "-n", "10").out.splitlines() and len(lines) > 1


def says_more(name, following):
    """Whether the follower passes a line on. journalctl is there before it follows."""
    make_it_say(name, "more")
    return bool(select.select([following.stdout], [], [], 0.5)[0])


@pytest.mark.parametrize("name, status, part", [("nobody-s", 66, "nobody-s"), ("No/Name", 64, "the name of an instance"),
                                                ("", 64, "the name of an instance")])
def test_errors_have_l4d2ctls_status_and_sentence(name, status, part):
    result = example(name)
    assert result.status == status and part in result.err and result.err.count("\n") == 1, result


def test_all_instances_in_one_call(server):
    out, err = probe("all").communicate(timeout=bed.PATIENCE)
    assert f"{server} {PORT} {game.pid(server)}" in out.splitlines(), out + err


def test_a_sink_that_has_enough_ends_the_log_and_nothing_is_left(server):
    following = probe("follow", server)
    bed.eventually(lambda: says_more(server, following), "a line from the follower")
    assert journalctl_of(following)
    make_it_say(server, "enough")
    out, err = following.communicate(timeout=bed.PATIENCE)
    assert following.returncode == 0, err
    assert out.splitlines()[-2:] == ["enough", "ended"], out
    await_no_journalctl_of(following)


def test_threads_ask_while_one_follows(server):
    together = probe("together", server)
    assert together.stdout.readline() == "20 of 20\n"
    make_it_say(server, "an end")
    out, err = together.communicate(timeout=bed.PATIENCE)
    assert together.returncode == 0, out + err


def test_a_signal_is_the_callers_and_ends_the_call(server):
    signalled = probe("signalled", server)
    assert signalled.stdout.readline() == "following\n"
    bed.eventually(lambda: journalctl_of(signalled), "a journalctl")
    signalled.send_signal(signal.SIGTERM)
    out, err = signalled.communicate(timeout=bed.PATIENCE)
    assert out == f"75 {int(signal.SIGTERM)}\n", out + err
    await_no_journalctl_of(signalled)


def await_no_journalctl_of(process):
    """sudo passes the end on; on a busy machine journalctl is the last to know."""
    bed.eventually(lambda: not journalctl_of(process), "the end of journalctl")


def journalctl_of(process):
    """Whether a helper, or what it became, is a descendant: each child of spawn() leads a session of its own."""
    return bed.run(["pgrep", "--session", str(process.pid), "--full", "journalctl"]).out.strip()
