"""Of many instances systemd is asked about few: what all together are said to be is what each is said to be."""

import json

import pytest

import bed
import instance

NAMES = [f"many-{number}" for number in range(8)]
FIRST_PORT = 27400
CHANGING = {"memory_bytes"}


@pytest.fixture
def many():
    return [instance.create(name, FIRST_PORT + number) for number, name in enumerate(NAMES)]


def status_of_all():
    result = bed.l4d2ctl("status", "--json")
    assert result.status == 0, result
    return {one["name"]: one for one in json.loads(result.out)}


def assert_all_are_what_each_is():
    together = status_of_all()
    assert sorted(together) == NAMES
    for name, one in together.items():
        alone = instance.status(name)
        assert {key: (one[key], alone[key]) for key in alone.keys() - CHANGING if one[key] != alone[key]} == {}, name
    return together


@pytest.fixture
def with_files(many):
    """Files of units that systemd has not read yet."""
    bed.must(["systemctl", "enable", "--quiet", "--no-reload", instance.unit(many[3])])
    bed.must(["systemctl", "mask", "--quiet", "--no-reload", instance.unit(many[4])])
    yield
    bed.must(["systemctl", "unmask", "--quiet", instance.unit(many[4])])


def test_that_were_never_started(many):
    found = assert_all_are_what_each_is()
    assert {(one["state"], one["enabled"]) for one in found.values()} == {("stopped", False)}


def test_of_which_systemd_has_not_read_the_files(with_files):
    found = assert_all_are_what_each_is()
    assert [name for name in NAMES if found[name]["enabled"]] == [NAMES[3]]


def test_of_which_some_run_and_some_have_failed(many):
    instance.start(many[1])
    instance.drop_in(many[2], "[Service]\nRestart=no\n")  # or its state would change while we ask
    instance.start(many[2], "--no-enable")
    bed.must(["systemctl", "kill", "--signal=KILL", "--kill-whom=all", instance.unit(many[2])])
    instance.await_state(many[2], "failed")
    found = assert_all_are_what_each_is()
    assert found[many[1]]["state"] == "running" and found[many[1]]["enabled"]
    assert found[many[2]]["state"] == "failed" and found[many[2]]["result"] == "signal"
