"""Eight callers at once: no error but a documented 75, and nothing left."""

import threading

import bed
import instance

NAMES = ["crowd-a", "crowd-b"]
ROUNDS = 2 if bed.IS_VM else 4
VERBS = [["start"], ["stop"], ["status"], ["restart"], ["stop", "--no-disable"], ["start", "--no-enable"],
         ["status", "--json"], ["reset", "--yes"]]


def caller(index, results):
    for turn in range(ROUNDS):
        words = VERBS[(index + turn) % len(VERBS)]
        name = NAMES[(index + turn) % len(NAMES)]
        result = bed.l4d2ctl(*words, name)
        results.append((words, name, result))


def test_eight_callers_at_once():
    for offset, name in enumerate(NAMES):
        instance.drop_in(name, "[Unit]\nStartLimitIntervalSec=0\n")
        instance.create(name, 27130 + offset)
    results = []
    threads = [threading.Thread(target=caller, args=(index, results)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8 * ROUNDS
    assert [result for result in results if result[2].status not in (0, 75)] == []
    for name in NAMES:
        instance.start(name)
        assert instance.status(name)["state"] == "running"


def test_two_initializes_with_one_port_make_one_instance():
    results = []

    def claim(name):
        results.append(instance.initialize(name, instance.spec(27130)).status)

    threads = [threading.Thread(target=claim, args=(f"claim-{index}",)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0] + [65] * 5
