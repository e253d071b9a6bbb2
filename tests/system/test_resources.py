"""Limits of the unit, and in a machine of its own the kernel keeping them."""

import pytest

import bed
import game
import instance

PORT = 27140


@pytest.fixture(scope="module")
def limited(shared):
    shared("limited", PORT)
    instance.start("limited")
    game.await_line("limited", str(PORT))
    return "limited"


def test_the_unit_has_productions_settings(limited):
    gib = 1024 ** 3
    expected = {"Nice": "-5", "OOMScoreAdjust": "-200", "MemoryHigh": str(gib * 3 // 2), "MemoryMax": str(2 * gib),
                "TasksMax": "256", "LimitNOFILE": "65536", "KillSignal": "2", "TimeoutStopUSec": "15s",
                "Slice": "l4d2-game.slice"}
    assert instance.show(limited, *expected) == expected


def test_no_unit_of_ours_reads_an_environment_file_or_logs_to_a_file(limited):
    shown = instance.show(limited, "EnvironmentFiles", "StandardOutput", "StandardError")
    assert shown.get("EnvironmentFiles", "") == ""
    assert shown["StandardOutput"] == shown["StandardError"] == "journal"


@pytest.mark.vm_only
def test_the_32_bit_game_is_what_runs(limited):
    with open(f"/proc/{game.pid(limited)}/exe", "rb") as program:
        assert program.read(5) == b"\x7fELF\x01"


@pytest.mark.vm_only
def test_the_kernel_enforces_memory_max():
    instance.drop_in("hungry", "[Service]\nMemoryMax=48M\nMemoryHigh=infinity\nMemorySwapMax=0\nRestart=no\n")
    instance.create("hungry", PORT + 1, arguments=["+standin_eat 256"])
    bed.l4d2ctl("start", "hungry")
    now = instance.await_state("hungry", "failed")
    assert now["result"] == "oom-kill"


@pytest.mark.vm_only
def test_the_kernel_enforces_tasks_max(limited):
    group = bed.run(["systemctl", "show", "-P", "ControlGroup", instance.unit(limited)]).out.strip()
    with open(f"/sys/fs/cgroup{group}/pids.max", encoding="ascii") as limit:
        assert limit.read() == "256\n"


@pytest.mark.vm_only
def test_status_knows_the_memory(limited):
    assert instance.status(limited)["memory_bytes"] > 100_000
