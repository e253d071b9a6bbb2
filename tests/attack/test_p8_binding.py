"""P8 and P3: systemd follows left4me's links as root when it binds, also to what left4me itself may not reach."""

import os
import shutil
from pathlib import Path

import pytest

import bed
import instance

NAME, PORT = "spy", 27390
PRIVATE = Path("/var/lib/machines-of-another")


@pytest.fixture
def another_services_files():
    """In a directory for root alone, as containers are kept; its service has left4me's number there."""
    PRIVATE.mkdir(mode=0o700)
    place = PRIVATE / "files"
    place.mkdir(mode=0o700)
    (place / "secret").write_text("the other service's\n")
    for path in (place, place / "secret"):
        shutil.chown(path, bed.OWNER, bed.OWNER)
    yield place
    shutil.rmtree(PRIVATE)


@pytest.mark.parametrize("entry", ["workshop_cache", "global_overlay_cache", "steam/linux64"])
def test_nothing_of_another_services_is_bound(another_services_files, entry):
    script = f"#!/bin/sh\ncat /var/lib/left4me/{entry}/secret\nsleep 100\n"
    top = instance.overlay("spy", {"srcds_run": script}, mode=0o755)
    instance.create(NAME, PORT, overlays=["spy"])
    place = bed.STATE_ROOT / entry
    aside = place.with_name("aside")
    os.rename(place, aside)
    place.symlink_to(another_services_files)
    try:
        assert bed.run(["cat", another_services_files / "secret"], user=bed.OWNER).status != 0
        assert bed.l4d2ctl("start", NAME).status != 0
        said = instance.journal(NAME)
        assert f"{entry} leads elsewhere" in said and "the other service's" not in said, said
    finally:
        bed.l4d2ctl("delete", NAME, "--yes")
        place.unlink()
        os.rename(aside, place)
        shutil.rmtree(top)
