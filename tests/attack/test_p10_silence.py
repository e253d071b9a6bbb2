"""P10: what left4me makes never answer holds no root helper up."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

import bed
import instance

NAME, PORT = "silence", 27420
FUSE = Path("/dev/fuse")
SILENT_FUSE = Path(__file__).resolve().parent / "silent_fuse.py"


@pytest.fixture
def silent():
    """A process of left4me's with a descriptor on a file system that does not answer."""
    if not FUSE.exists():  # in a container without udev
        os.mknod(FUSE, stat.S_IFCHR, os.makedev(10, 229))
    FUSE.chmod(0o666)
    child = bed.spawn(["python3", "-B", SILENT_FUSE], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"silent\n"
    yield child
    child.kill()
    child.wait()


def test_a_file_system_that_does_not_answer_keeps_no_umount_from_its_end(silent):
    instance.create(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    assert bed.sudo(bed.OVERLAY_HELPER, "mount", NAME).status == 0
    inside = instance.somebody_in(NAME)
    try:
        busy = bed.sudo(bed.OVERLAY_HELPER, "umount", NAME)
        assert busy.status == 75 and f"process {inside.pid} (sleep)" in busy.err, busy
    finally:
        inside.kill()
        inside.wait()
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", NAME).status == 0
