"""P10: what left4me makes never answer holds up neither a root helper nor root's own l4d2ctl."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import bed
import instance

NAME, PORT = "silence", 27420
SILENT_FUSE = Path(__file__).resolve().parent / "silent_fuse.py"


@pytest.fixture
def silent():
    """A process of left4me's with a descriptor on a file system that does not answer, and that in its root directory."""
    bed.fuse_device()
    child = bed.spawn(["python3", "-B", SILENT_FUSE], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"silent\n"
    yield child
    child.kill()
    child.wait()


def ended(argv, silent, user):
    """How it ended. Where nothing but the other end of the FUSE ends it, that is ended."""
    child = bed.spawn(argv, user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        out, _ = child.communicate(timeout=bed.PATIENCE)
    except subprocess.TimeoutExpired:
        silent.kill()
        child.kill()
        child.communicate()
        raise AssertionError(f"{argv} had no end") from None
    return child.returncode, out.decode()


@pytest.fixture
def mounted():
    instance.create(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    assert bed.sudo(bed.OVERLAY_HELPER, "mount", NAME).status == 0
    yield
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", NAME).status == 0


def test_a_file_system_that_does_not_answer_keeps_no_umount_from_its_end(silent, mounted):
    inside = instance.somebody_in(NAME)
    try:
        status, said = ended(["/usr/bin/sudo", "-n", bed.OVERLAY_HELPER, "umount", NAME], silent, bed.OWNER)
        assert status == 75 and f"process {inside.pid} (sleep)" in said, said
    finally:
        inside.kill()
        inside.wait()


# Processes that share one table of descriptors cost next to nothing.
CROWD = """
import ctypes, os, resource, signal
count = min(20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))
for _ in range(count - 100):
    os.dup(0)
CLONE, CLONE_FILES = 56, 0x400
for _ in range(150):
    if ctypes.CDLL(None).syscall(CLONE, CLONE_FILES | signal.SIGCHLD, 0, 0, 0, 0) == 0:
        signal.pause()
"""
HOLD_THE_DIRECTORY = "held = os.open(os.environ['HELD'], os.O_RDONLY)"
HOLD_THE_PORT = "held = socket.socket(type=socket.SOCK_DGRAM); held.bind(('', int(os.environ['PORT'])))"


@pytest.fixture
def crowd():
    """millions of descriptors, and then a process that holds what is looked for"""
    children = []

    def gather(hold):
        for script in (CROWD, f"import os, signal, socket; {hold}"):
            environment = {"HELD": str(instance.merged(NAME)), "PORT": str(PORT + 1), "PATH": "/usr/bin:/bin"}
            children.append(bed.spawn(["python3", "-c", script + "\nprint(flush=True); signal.pause()"],
                                      stdout=subprocess.PIPE, env=environment))
            assert children[-1].stdout.readline() == b"\n"

    yield gather
    for child in children:
        bed.run(["pkill", "-9", "-s", str(child.pid)])
        child.wait()


def test_millions_of_descriptors_keep_no_umount_from_its_end(mounted, crowd):
    crowd(HOLD_THE_DIRECTORY)
    busy = bed.sudo(bed.OVERLAY_HELPER, "umount", NAME)
    assert busy.status == 75 and "/proc does not show" in busy.err, busy


def test_millions_of_descriptors_keep_no_doctor_from_its_end(mounted, crowd):
    instance.create("stopped", PORT + 1)
    crowd(HOLD_THE_PORT)
    said = bed.run([bed.L4D2CTL, "doctor"]).out
    bed.l4d2ctl("delete", "stopped", "--yes")
    assert f"UDP port {PORT + 1} is held by a process of user left4me" in said, said


@pytest.mark.parametrize("place, words", [
    (".steam/sdk32", ["doctor"]), ("steam", ["doctor"]), ("installation", ["doctor"]), ("runtime", ["doctor"]),
    ("runtime", ["status"]),
    ("instances", ["logs", NAME, "--no-follow"]), ("instances", ["players", NAME]), ("instances", ["status"]),
    (f"instances/{NAME}", ["status", NAME]), (f"instances/{NAME}/spec.yaml", ["status", NAME]),
    (f"instances/{NAME}/instance.env", ["status", NAME]), (f"runtime/{NAME}", ["status", NAME]),
    ("overlays", ["doctor"]), ("installations", ["generations"])],
    ids=lambda value: "-".join(value) if isinstance(value, list) else value)
def test_no_link_of_left4mes_leads_root_to_where_nothing_answers(silent, mounted, place, words):
    path = bed.STATE_ROOT / place
    aside = path.with_name(path.name + ".aside")
    path.rename(aside)
    path.symlink_to(f"/proc/{silent.pid}/root/mnt/top/directory")
    try:
        ended([bed.L4D2CTL, *words], silent, "root")
    finally:
        path.unlink()
        aside.rename(path)


@pytest.fixture
def big_specs():
    """one spec of a megabyte, and instances that cost a directory each"""
    first = bed.STATE_ROOT / "instances/big0"
    made = [first, *(first.with_name(f"big{number}") for number in range(1, 60))]
    for place in made:
        place.mkdir()
    (first / "spec.yaml").write_text(f"port: {PORT + 2}\nconfig: [{'a,' * 520_000}a]\n")
    (first / "instance.env").write_text(f"L4D2_PORT={PORT + 2}\nL4D2_ARGS=\n")
    for place in made[1:]:
        for name in ("spec.yaml", "instance.env"):
            (place / name).hardlink_to(first / name)
    bed.must(["chown", "-R", bed.OWNER, *made])
    yield
    for place in made:
        shutil.rmtree(place)


def test_specs_that_are_slow_to_read_keep_no_look_at_all_instances_from_its_end(big_specs):
    listed = bed.run([bed.L4D2CTL, "list"], timeout=bed.PATIENCE)
    assert listed.status == 0 and "big59" in listed.out, listed
    assert "big" in bed.run([bed.L4D2CTL, "status"], timeout=bed.PATIENCE).err
    said = bed.run([bed.L4D2CTL, "doctor"], timeout=2 * bed.PATIENCE).out
    assert "takes too long to look at the instances" in " ".join(said.split()), said


def make_levels(top, levels):
    """deeper than a path may be long"""
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


@pytest.fixture
def slow_refs():
    """overlays of two thousand components each, which lie behind links that take as long as links may"""
    overlays = bed.STATE_ROOT / "overlays"
    for number in range(13):
        target = f"c{number + 1}" if number < 12 else "end"
        (overlays / f"c{number}").symlink_to("./" * 2000 + target)
    make_levels(overlays / "end", 1900)
    place = bed.STATE_ROOT / "instances/slow"
    place.mkdir()
    refs = ["missing", *("c0/" + "/".join(["d"] * (1900 - number)) for number in range(40))]
    (place / "spec.yaml").write_text(f"port: {PORT + 3}\noverlays: [{', '.join(refs)}]\n")
    (place / "instance.env").write_text(f"L4D2_PORT={PORT + 3}\nL4D2_ARGS=\n")
    bed.must(["chown", "-R", bed.OWNER, place])
    yield
    shutil.rmtree(place)
    bed.must(["sh", "-c", f"rm -rf {overlays}/end {overlays}/c*"])


def test_an_overlay_that_is_slow_to_find_keeps_no_doctor_from_its_end(slow_refs):
    said = bed.run([bed.L4D2CTL, "doctor"], timeout=2 * bed.PATIENCE).out
    assert "slow cannot start" in " ".join(said.split()), said
