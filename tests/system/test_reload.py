"""What makes systemd read every unit again, which takes the longer the more servers there are."""

import pytest

import bed
import instance
import traces

PORT = 27345


@pytest.fixture(scope="module")
def server(shared):
    shared("reload", PORT)
    return "reload"


def reloads():
    bed.must(["journalctl", "--sync"])
    lines = bed.must(["journalctl", "--output=cat", "--boot", "_PID=1"]).splitlines()
    return sum(line.startswith("Reloading") and "finished" not in line for line in lines)


def test_only_what_changes_whether_it_starts_at_boot(server):
    before = reloads()
    for words in (["start", server, "--no-enable"], ["restart", server], ["stop", server], ["stop", server],
                  ["reset", server, "--yes"]):
        assert bed.l4d2ctl(*words).status == 0
    assert reloads() == before
    assert instance.status(server)["state"] == "stopped" and traces.mounts_of(server) == []
    for verb, is_enabled in (("start", True), ("start", True), ("stop", False)):
        assert bed.l4d2ctl(verb, server).status == 0
        assert (instance.unit(server) in traces.enabled()) == is_enabled
    assert reloads() == before + 2


def test_what_systemd_has_not_been_told_of_is_disabled_too(server):
    assert bed.l4d2ctl("start", server, "--no-enable").status == 0
    bed.must(["systemctl", "enable", "--no-reload", instance.unit(server)])
    assert bed.l4d2ctl("stop", server).status == 0
    assert instance.unit(server) not in traces.enabled()
