"""P10: what left4me makes never answer holds no root helper up."""

import subprocess
from pathlib import Path

import pytest

import bed
import instance

NAME, PORT = "silence", 27420
SILENT_FUSE = Path(__file__).resolve().parent / "silent_fuse.py"


@pytest.fixture
def silent():
    """A process of left4me's with a descriptor on a file system that does not answer."""
    Path("/dev/fuse").chmod(0o666)  # as udev does, which not every bed has
    child = bed.spawn(["python3", "-B", SILENT_FUSE], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"silent\n"
    yield child
    child.kill()
    child.wait()


def test_a_file_system_that_does_not_answer_keeps_no_umount_from_its_end(silent):
    instance.create(NAME, PORT)
    assert bed.sudo(bed.OVERLAY_HELPER, "mount", NAME).status == 0
    inside = instance.somebody_in(NAME)
    try:
        busy = bed.sudo(bed.OVERLAY_HELPER, "umount", NAME)
        assert busy.status == 75 and f"process {inside.pid} (sleep)" in busy.err, busy
    finally:
        inside.kill()
        inside.wait()
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", NAME).status == 0
