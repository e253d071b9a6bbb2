"""left4me-update.timer and its service: what a night does to a host that enabled it."""

import re

import pytest

import bed
import game
import generations
import instance
import steam

PORT = 27190
SERVICE, TIMER = "left4me-update.service", "left4me-update.timer"


def current_build():
    return generations.build_of(generations.current()[0])


@pytest.fixture
def server(first):
    instance.create("nightly", PORT)
    instance.start("nightly", "--wait")
    return "nightly"


def test_the_timer_is_installed_and_not_enabled():
    assert bed.run(["systemctl", "is-enabled", TIMER]).out.strip() == "disabled"
    assert bed.run(["systemctl", "is-active", TIMER]).out.strip() == "inactive"


def test_a_night_installs_the_newer_build_and_restarts_an_empty_server(server):
    steam.publish("1001")
    before = game.pid(server)
    bed.must(["systemctl", "start", SERVICE])
    assert current_build() == "1001"
    assert game.pid(server) != before
    generation = instance.status(server)["layers"][-1]
    assert re.fullmatch(r"installations/\d+", generation)
    assert instance.INSTALLATION.resolve() == bed.STATE_ROOT / generation


def test_a_night_without_a_newer_build_leaves_the_servers_alone(server):
    bed.must(["systemctl", "start", SERVICE])
    before = game.pid(server)
    bed.must(["systemctl", "start", SERVICE])
    assert game.pid(server) == before


def test_the_service_writes_nowhere_else_than_below_the_state_root():
    shown = bed.must(["systemctl", "show", SERVICE, "--property=ProtectSystem,ReadWritePaths,User"])
    assert set(shown.split()) == {"ProtectSystem=strict", f"ReadWritePaths={bed.STATE_ROOT}", "User=left4me"}
