"""P10: 64 callers at once over 50 servers. No error but a documented 75, and nothing is left of them afterwards.
LEFT4ME_LOAD_SECONDS says how long."""

import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bed
import instance
import traces

SECONDS = float(os.environ.get("LEFT4ME_LOAD_SECONDS") or 60)
CALLERS, SERVERS, PORT = 64, 50, 27400
NAMES = [f"load-{number}" for number in range(SERVERS)]
VERBS = [["start"], ["stop"], ["restart"], ["status", "--json"], ["status"], ["logs", "-n", "5"], ["reset", "--yes"]]


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def locks():
    """Locks of the helper's file and the orchestrator's, which the kernel lists by their inodes."""
    files = [bed.STATE_ROOT / "instances/.lock", Path("/run/left4me-overlay.lock")]
    mine = {path.stat().st_ino for path in files}
    return [line for line in Path("/proc/locks").read_text().splitlines()
            if mine & {int(word.rsplit(":", 1)[1]) for word in line.split() if word.count(":") == 2}]


def caller(seed, deadline):
    """What it called, and how that ended."""
    dice, results = random.Random(seed), []
    while time.monotonic() < deadline:
        words, name = dice.choice(VERBS), dice.choice(NAMES)
        results.append((words[0], bed.l4d2ctl(*words, name, timeout=20 * bed.PATIENCE)))
    return results


@pytest.fixture(scope="module")
def no_start_limit():
    directory = Path("/run/systemd/system/left4me-server@.service.d")
    directory.mkdir(parents=True)
    (directory / "test.conf").write_text("[Unit]\nStartLimitIntervalSec=0\n")
    bed.must(["systemctl", "daemon-reload"])
    yield
    bed.run(["rm", "-rf", directory])
    bed.must(["systemctl", "daemon-reload"])


@dataclass
class Load:
    results: list                              # (verb, how it ended)
    descriptors_before: int                    # of PID 1
    descriptors_after: int
    left: list = field(default_factory=list)   # traces, once every server was stopped


@pytest.fixture(scope="module")
def load(shared, no_start_limit):
    for number, name in enumerate(NAMES):
        shared(name, PORT + number)
    found = Load([], descriptors(1), 0)
    deadline = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CALLERS) as pool:
        for results in pool.map(lambda seed: caller(seed, deadline), range(CALLERS)):
            found.results += results
    for name in NAMES:
        bed.l4d2ctl("stop", name)
    found.left = [sentence for sentence in traces.everything() if not sentence.startswith("file ")]
    found.descriptors_after = descriptors(1)
    print(len(found.results), "calls:", sorted(Counter((verb, one.status) for verb, one in found.results).items()))
    return found


def test_there_is_a_load(load):
    """Every verb did its work many times over, so that the tests below say something."""
    done = Counter(verb for verb, result in load.results if result.status == 0)
    assert len(load.results) >= 2 * CALLERS
    assert all(done[words[0]] >= 5 for words in VERBS), done


def test_every_call_ends_well_or_is_a_documented_75(load):
    strange = [(verb, result) for verb, result in load.results if result.status not in (0, 75)]
    assert strange == []


def test_whoever_is_refused_gets_one_sentence(load):
    refused = [result for _, result in load.results if result.status == 75]
    assert [result for result in refused if len(result.err.strip().splitlines()) != 1] == []


def test_no_mount_unit_or_process_is_left(load):
    assert load.left == []


def test_no_lock_is_left(load):
    assert locks() == []


def test_systemd_holds_no_more_descriptors_than_before(load):
    assert load.descriptors_after <= load.descriptors_before + 5


def test_every_server_starts_afterwards(load):
    for name in NAMES[::10]:
        instance.start(name)
        assert instance.status(name)["state"] == "running"
