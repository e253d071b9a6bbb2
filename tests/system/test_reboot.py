"""What a boot brings back."""

import pytest

import bed
import game
import instance
import traces

PORT = 27150


@pytest.mark.before_reboot
def test_one_server_is_left_enabled_and_one_is_not():
    instance.create("boots", PORT, config=["sv_boot 1"])
    instance.create("stays", PORT + 1)
    instance.start("boots")
    instance.start("stays", "--no-enable")
    assert traces.enabled() == [instance.unit("boots")]


@pytest.mark.after_reboot
def test_the_enabled_one_runs_with_its_cfg_and_the_other_does_not():
    instance.await_state("boots", "running")
    game.await_line("boots", "sv_boot")
    assert instance.status("boots")["mounted"] is True
    assert instance.status("stays")["state"] == "stopped"
    assert traces.mounts_of("stays") == []
    assert bed.l4d2ctl("delete", "boots", "stays", "--yes").status == 0
