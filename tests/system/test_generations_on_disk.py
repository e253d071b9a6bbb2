"""How a generation is made depends on the kernel and the file system: the three ways, each on one that has it."""

from contextlib import contextmanager
from pathlib import Path

import pytest

import bed
import generations
import steam

LIMIT = Path("/proc/sys/user/max_user_namespaces")


pytestmark = pytest.mark.usefixtures("nothing_installed")


@contextmanager
def no_user_namespaces():
    before = LIMIT.read_text()
    LIMIT.write_text("0")
    try:
        yield
    finally:
        LIMIT.write_text(before)


@contextmanager
def file_system(make, image):
    """installations/ on a file system of its own."""
    bed.must(["truncate", "--size=512M", image])
    bed.must([*make, image])
    bed.must(["mount", "-o", "loop", image, generations.INSTALLATIONS])
    bed.must(["chown", f"{bed.OWNER}:", generations.INSTALLATIONS])
    try:
        yield
    finally:
        bed.must(["umount", generations.INSTALLATIONS])
        image.unlink()


def update():
    """From build 1000 to 1001; what install said, and how much of both generations is nobody else's."""
    generations.installed()
    before = generations.checksum("1")
    steam.publish("1001")
    said = generations.installed().err
    assert generations.checksum("1") == before, "a byte of the older generation changed"
    assert generations.current() == ["2"] and generations.build_of("2") == "1001"
    return said, {entry["generation"]: entry["own_bytes"] / entry["size_bytes"] for entry in generations.every()}


def test_an_overlay_of_our_own_and_links_where_files_cannot_be_cloned():
    said, own = update()
    assert "whole copy" not in said and max(own.values()) < 0.5, own


def test_a_copy_where_files_are_another_groups():
    generations.installed()
    bed.must(["chgrp", "-R", "root", generations.INSTALLATIONS / "1"])
    steam.publish("1001")
    assert "whole copy" in generations.installed().err
    assert generations.build_of("2") == "1001"


@pytest.mark.vm_only
@pytest.mark.parametrize("make", [["/usr/sbin/mkfs.xfs", "-q"], ["/usr/sbin/mkfs.btrfs", "-q"]], ids=["xfs", "btrfs"])
def test_clones_where_the_file_system_has_them(make):
    with file_system(make, Path("/var/tmp/left4me-generations")):
        with no_user_namespaces():
            said, own = update()
        assert "whole copy" not in said and max(own.values()) < 0.5, own
        generations.remove_all()


@pytest.mark.vm_only
def test_a_copy_where_there_is_neither():
    with no_user_namespaces():
        said, own = update()
    assert "whole copy" in said and min(own.values()) == 1, own
