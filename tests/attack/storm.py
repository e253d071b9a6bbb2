#!/usr/bin/python3
"""storm.py PAIR…: as left4me, swaps the two names of each pair (NAME=DECOY) at full speed until it is told to end.
With --elsewhere first it does so in user and mount namespaces of its own, where the kernel lets it also move
directories that are mount points elsewhere."""

import ctypes
import os
import random
import signal
import sys
import time

PAUSES = (0, 0, 0.001, 0.01)  # seconds
AT_FDCWD, RENAME_EXCHANGE = -100, 2
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
libc = ctypes.CDLL(None, use_errno=True)


def exchange(one, other):
    """False when the kernel refuses: the parent is a symlink just now, or a mount point cannot move."""
    return libc.renameat2(AT_FDCWD, one.encode(), AT_FDCWD, other.encode(), RENAME_EXCHANGE) == 0


def burst(name, decoy):
    """Ends as it began, save for what was refused meanwhile."""
    swapped = sum(exchange(name, decoy) for _ in range(2 * random.randrange(1, 100)))
    if os.path.islink(name) and not os.path.islink(decoy):
        swapped += exchange(name, decoy)
    return swapped


def go_elsewhere():
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0:
        sys.exit(f"no namespaces of one's own: {os.strerror(ctypes.get_errno())}")


def storm(pairs):
    ending = []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    swapped = 0
    while not ending:
        swapped += burst(*random.choice(pairs))
        time.sleep(random.choice(PAUSES))  # for the helper to get somewhere, where the next burst meets it
    print(swapped)


def main(words):
    if words[0] == "--elsewhere":
        go_elsewhere()
        words = words[1:]
    storm([tuple(word.split("=")) for word in words])


if __name__ == "__main__":
    main(sys.argv[1:])
