"""P6: while a copy of a server's mount lives on somewhere, the server is not started over the same upper directory."""

import subprocess

import pytest

import bed
import instance
import traces

PORT = 27360


@pytest.fixture(autouse=True)
def server():
    instance.create("twice", PORT)
    instance.start("twice")


def hold(unit, privacy):
    """A service in a mount namespace of its own, where the server's mount stays when PID 1 unmounts it."""
    bed.must(["systemd-run", "--quiet", f"--unit={unit}", f"--property={privacy}", "--property=MountFlags=private",
              "--", "sleep", "3600"])


@pytest.mark.parametrize("privacy", ["PrivateMounts=yes", "PrivateTmp=yes"])
def test_a_copy_in_a_private_service_stops_the_next_start_until_it_ends(privacy):
    hold("holder", privacy)
    try:
        assert bed.l4d2ctl("stop", "twice").status == 0
        refused = bed.sudo(bed.OVERLAY_HELPER, "mount", "twice")
        assert refused.status == 75 and "sleep" in refused.err, refused
        assert bed.l4d2ctl("start", "twice").status != 0
        assert traces.mounts_of("twice") == []
    finally:
        bed.must(["systemctl", "stop", "holder"])
    bed.l4d2ctl("stop", "twice")
    instance.start("twice")
    assert instance.status("twice")["state"] == "running"


def test_an_umount_below_a_game_that_runs_on_frees_its_upper_for_nobody():
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", "twice").status == 0
    assert (bed.STATE_ROOT / "runtime/twice/work/work").exists(), "the game's overlay works there"
    stolen = bed.STATE_ROOT / "overlays/stolen"
    layers = bed.STATE_ROOT / "instances/thief/layers"
    instance.create("thief", PORT + 1)
    instance.start("thief")
    assert bed.l4d2ctl("stop", "thief").status == 0
    instance.upper("twice").rename(stolen)
    try:
        layers.write_text(f"overlays/stolen\n{layers.read_text()}")
        refused = bed.sudo(bed.OVERLAY_HELPER, "mount", "thief")
        assert refused.status == 75 and "is the upper or work directory" in refused.err, refused
    finally:
        stolen.rename(instance.upper("twice"))
        bed.l4d2ctl("delete", "thief", "--yes")


def test_a_lazily_detached_copy_stops_the_next_start_until_nobody_is_in_it():
    inside = instance.somebody_in("twice")
    try:
        bed.must(["umount", "--lazy", instance.merged("twice")])
        refused = bed.sudo(bed.OVERLAY_HELPER, "mount", "twice")
        assert refused.status == 75, refused
    finally:
        inside.kill()
        inside.wait()
    bed.l4d2ctl("stop", "twice")
    instance.start("twice")


def test_after_a_change_of_layers_it_starts_with_the_same_upper():
    (instance.merged("twice") / "kept.txt").write_text("kept")
    assert bed.l4d2ctl("stop", "twice").status == 0
    instance.overlay("later", {"left4dead2/later.txt": "later"})
    assert instance.initialize("twice", instance.spec(PORT, overlays=["later"])).status == 0
    instance.start("twice")
    assert (instance.merged("twice") / "kept.txt").read_text() == "kept"
    assert (instance.merged("twice") / "left4dead2/later.txt").read_text() == "later"


def test_stop_with_somebody_inside_says_who_and_loses_nothing():
    inside = instance.somebody_in("twice")
    try:
        bed.must(["systemctl", "stop", instance.unit("twice")])
        busy = bed.sudo(bed.OVERLAY_HELPER, "umount", "twice")
        assert busy.status == 75 and str(inside.pid) in busy.err and "sleep" in busy.err, busy
        assert len(traces.mounts_of("twice")) == 1
    finally:
        inside.kill()
        inside.wait()
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", "twice").status == 0


def held_by_a_stranger(below):
    """Whether anybody can take an upper out of use, in a user namespace of his own; with what the helper says then."""
    holder = bed.spawn(["unshare", "--map-root-user", "--mount", "sh", "-c",
                        "mount -t overlay o -o lowerdir=/srv,upperdir=$0/upper,workdir=$0/work /mnt && echo held && "
                        "read -r end", below], user="nobody", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    is_held = holder.stdout.readline() == b"held\n"
    said = bed.sudo(bed.OVERLAY_HELPER, "mount", "twice")
    holder.communicate(b"\n")
    return is_held, said


def test_a_stranger_cannot_take_an_upper_out_of_use():
    runtime = instance.upper("twice").parent
    assert bed.l4d2ctl("stop", "twice").status == 0
    runtime.chmod(0o755)
    is_held, said = held_by_a_stranger(runtime)
    assert is_held and said.status == 75, f"such a directory has to be closed: {said}"
    instance.start("twice")
    assert bed.l4d2ctl("stop", "twice").status == 0
    is_held, said = held_by_a_stranger(runtime)
    assert not is_held and said.status == 0, said
