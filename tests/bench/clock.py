"""Times by hyperfine: alternatives in turns within one run, so that a noisy minute meets them all; medians."""

import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass

import bed


@dataclass(frozen=True)
class Command:
    """As hyperfine takes it, split like a shell's words but run without one. `before` may fail nowhere, and is not timed."""
    words: str
    before: str = "true"


def one_round(commands, runs, user):
    with tempfile.TemporaryDirectory() as directory:
        os.chmod(directory, 0o777)
        report = os.path.join(directory, "report.json")
        argv = ["hyperfine", "--shell=none", "--style=none", "--warmup=1", f"--runs={runs}", f"--export-json={report}"]
        for command in commands:
            argv += ["--prepare", command.before]
        bed.must(argv + [command.words for command in commands], user=user, timeout=3600)
        with open(report, encoding="utf-8") as file:
            return [result["times"] for result in json.load(file)["results"]]


def medians(commands, runs, rounds, user="root"):
    """Seconds of each command: the median of `rounds` times `runs` runs."""
    times = [[] for _ in commands]
    for _ in range(rounds):
        for all_of, more in zip(times, one_round(commands, runs, user)):
            all_of += more
    return [statistics.median(all_of) for all_of in times]


def seconds(action):
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
