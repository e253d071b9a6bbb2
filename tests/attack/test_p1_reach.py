"""P1: what left4me itself cannot reach never becomes a layer, though the helper is root's."""

import ctypes
import errno
import os
import shutil
import struct
import threading

import pytest

import bed
import instance

NAME, PORT = "reaching", 27130


def refuse_everything(device):
    """Every request of the kernel's fails, its first included: fuse(4), linux/fuse.h."""
    try:
        while request := os.read(device.fileno(), 1 << 20):
            (unique,) = struct.unpack_from("<8xQ", request)
            os.write(device.fileno(), struct.pack("<IiQ", 16, -errno.EIO, unique))
    except (OSError, ValueError):  # it is unmounted, or closed
        pass


@pytest.fixture
def roots_fuse():
    """A FUSE that root has mounted for himself in overlays, such as one of sshfs's."""
    instance.create(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    place = instance.overlay("private", {})
    with open(bed.fuse_device(), "r+b", buffering=0) as device:
        options = f"fd={device.fileno()},rootmode=40000,user_id=0,group_id=0"
        assert ctypes.CDLL(None, use_errno=True).mount(b"fuse", bytes(place), b"fuse", 0, options.encode()) == 0
        server = threading.Thread(target=refuse_everything, args=[device], daemon=True)
        server.start()
        yield "overlays/private"
        bed.must(["umount", place])
        server.join(bed.PATIENCE)
    shutil.rmtree(place)
    assert bed.l4d2ctl("delete", NAME, "--yes").status == 0


def test_a_fuse_of_roots_alone_is_no_layer(roots_fuse):
    layers = bed.STATE_ROOT / "instances" / NAME / "layers"
    layers.write_text(f"{roots_fuse}\n{layers.read_text()}")
    refused = bed.sudo(bed.OVERLAY_HELPER, "mount", NAME)
    assert refused.status == 66 and "open layer 1" in refused.err and "may not open it" in refused.err, refused
