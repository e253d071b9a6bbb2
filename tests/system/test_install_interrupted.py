"""An install that is cut off: nothing of it is seen, nothing of SteamCMD lives on, and the next one goes on."""

import os
import random
import signal
import time

import pytest

import bed
import generations
import instance
import steam

pytestmark = pytest.mark.usefixtures("nothing_installed")


def contents(top):
    """Relative path → content, of every file."""
    return {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def steam_gave(build):
    tree = steam.DEPOT / "builds" / build
    return contents(tree / "common") | contents(tree / "linux")


def test_one_at_a_time():
    steam.misbehave("hang")
    child = generations.begin_install()
    bed.eventually(generations.steam_processes, "SteamCMD at work")
    result = generations.install()
    assert result.status == 75 and f"process {child.pid}" in result.err, result
    child.send_signal(signal.SIGTERM)
    assert child.wait(bed.PATIENCE) == -signal.SIGTERM


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_signal_ends_everything_and_the_next_install_goes_on(name, first):
    steam.publish("1001")
    steam.misbehave("hang orphan")
    child = generations.begin_install()
    bed.eventually(lambda: len(generations.steam_processes()) >= 3, "SteamCMD and its child at work")
    child.send_signal(signal.Signals[name])
    assert child.wait(bed.PATIENCE) == -signal.Signals[name]
    generations.await_no_steam()
    assert generations.names() == ["1"] and generations.checksum("1") == first
    generations.installed()
    assert generations.build_of("2") == "1001" and generations.checksum("1") == first


def test_killed_at_twenty_moments_it_ends_whole_and_the_old_generation_never_changes(first):
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    steam.publish("1001")
    steam.set_pace(0.4)
    for _ in range(20):
        child = generations.begin_install("--validate")
        time.sleep(moments.uniform(0, 0.8))
        child.kill()
        child.wait()
        generations.await_no_steam()
        assert generations.checksum("1") == first, f"seed {seed}"
        assert os.access(instance.INSTALLATION / "srcds_run", os.X_OK), f"seed {seed}"
    steam.set_pace(0)
    generations.installed("--validate")
    newest = generations.current()[0]
    assert generations.build_of(newest) == "1001", f"seed {seed}"
    assert steam_gave("1001").items() <= contents(generations.INSTALLATIONS / newest).items(), f"seed {seed}"


@pytest.fixture
def small_disk():
    """resize(bytes): installations/ on a file system of its own, with nothing in it."""
    where = generations.INSTALLATIONS
    bed.must(["mount", "-t", "tmpfs", "-o", f"size=64m,mode=0755,uid={bed.account(bed.OWNER).pw_uid},"
              f"gid={bed.account(bed.OWNER).pw_gid}", "tmpfs", where])
    yield lambda size: bed.must(["mount", "-o", f"remount,size={size}", where])
    generations.delete_instances()
    generations.remove_all()
    bed.must(["umount", where])


def test_a_full_disk_is_73_and_the_next_install_goes_on(small_disk):
    generations.installed()
    first = generations.checksum("1")
    facts = os.statvfs(generations.INSTALLATIONS)
    used = (facts.f_blocks - facts.f_bfree) * facts.f_frsize
    steam.publish("1001")
    small_disk(used + 256 * 1024)
    result = generations.install("--retries=0")
    assert result.status == 73 and "call install again" in result.err.splitlines()[-1], result
    assert generations.names() == ["1"] and generations.checksum("1") == first
    small_disk("64m")
    generations.installed()
    assert generations.build_of("2") == "1001" and generations.checksum("1") == first
