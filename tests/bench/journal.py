"""logs against journalctl: many lines at once, and how late a followed line comes."""

import selectors
import statistics
import subprocess
import time

import bed
import figures
import instance
import world
from clock import Command, medians

NAME = "bench-logs"


def measure(scale, found):
    world.create(NAME, world.PORT, arguments=[f"+standin_spam {scale.lines}"], config=['rcon_password "bench"'])
    instance.start(NAME, "--wait")
    bed.eventually(lambda: lines_in_journal() >= scale.lines, "the lines in the journal", 240, pause=3)
    throughput(scale, found)
    delay(scale, found)
    world.delete(NAME)


def lines_in_journal():
    return bed.run(["journalctl", "-u", instance.unit(NAME), "-o", "cat", "--no-pager"]).out.count("\n")


def throughput(scale, found):
    [ours] = medians([Command(f"{bed.L4D2CTL} logs {NAME} --no-follow -n {scale.lines}")], scale.slow_runs, scale.rounds,
                     bed.OWNER)
    peer_words = f"journalctl --no-pager --output=cat --lines={scale.lines} --unit={instance.unit(NAME)}"
    [peer] = medians([Command(peer_words)], scale.slow_runs, scale.rounds)
    found.speed(f"logs of {scale.lines} lines, against journalctl", 1000 * ours, 1000 * peer, "ms", figures.at_least(0.9))


def follow(argv, user):
    return bed.spawn(argv, user, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)


def say(token):
    bed.must([bed.L4D2CTL, "send", NAME, "--", "echo", token], user=bed.OWNER)


def arrivals(readers, token, patience=20):
    """reader → when the line came; what had not come within so many seconds is missing"""
    came, text = {}, {reader: b"" for reader in readers}
    deadline = time.monotonic() + patience
    with selectors.DefaultSelector() as selector:
        for reader in readers:
            selector.register(reader.stdout, selectors.EVENT_READ, reader)
        while len(came) < len(readers) and time.monotonic() < deadline:
            for key, _ in selector.select(0.1):
                text[key.data] += key.fileobj.read(65536)
                if token.encode() in text[key.data]:
                    came.setdefault(key.data, time.monotonic())
    return came


def await_both(readers):
    """Nobody says when a follower has begun to follow."""
    for number in range(20):
        say(f"bench-ready-{number}-")
        if len(arrivals(readers, f"bench-ready-{number}-", 1)) == len(readers):
            return
    raise AssertionError("the followers show nothing")


def delay(scale, found):
    unit = instance.unit(NAME)
    ours = follow([bed.L4D2CTL, "logs", NAME, "--follow", "-n", "0"], bed.OWNER)
    peer = follow(["journalctl", "--follow", "--lines=0", "--output=cat", f"--unit={unit}"], "root")
    await_both((ours, peer))
    more, all_of_peer = [], []
    for number in range(scale.runs):
        token = f"bench-line-{number}-"
        began = time.monotonic()
        say(token)
        came = arrivals((ours, peer), token)
        more.append(1000 * (came[ours] - came[peer]))
        all_of_peer.append(1000 * (came[peer] - began))
    for child in (ours, peer):
        child.terminate()
        child.wait()
    found.size("a followed line comes later than with journalctl -f by", statistics.median(more), "ms",
               figures.at_most(5), f"journalctl shows it {statistics.median(all_of_peer):.1f} ms after it was asked for")
