"""Carries the attacks out, tells the console, and then tries to outlive its own stop."""

import errno
import json
import os
import signal
import time

import authority
import kernel
import others
import processes


def error_name(refusal):
    return errno.errorcode.get(refusal.errno, str(refusal))


def outcome(attack, aims):
    try:
        attack(aims)
    except OSError as refusal:
        return error_name(refusal)
    return "done"


def say(name, how):
    print("ATTACK " + json.dumps([name, how]), flush=True)


def outlive():
    """Out of the session and of the parent's sight, deaf to every signal that can be ignored."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
                try:
                    signal.signal(number, signal.SIG_IGN)
                except OSError:
                    pass
            time.sleep(3600)
        os._exit(0)
    os.wait()


def carry_out(here):
    with open(here + "/aims.json", encoding="utf-8") as text:
        aims = json.load(text)
    for room in (kernel, others, authority, processes):
        for name, attack in room.ATTACKS.items():
            say(name, outcome(attack, aims))
    outlive()
    say("all", "over")
    time.sleep(3600)
