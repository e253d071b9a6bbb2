"""P1 and P4: while attackers swap every directory the helper looks at for a symlink, and back, as fast as they can,
mount and umount touch nothing outside the state root. LEFT4ME_STORM_SECONDS says how long."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bed
import canary
import instance
import storm
import traces

SECONDS = float(os.environ.get("LEFT4ME_STORM_SECONDS") or 60)
PORT = 27320
# What the manual says of a mount or umount that meets something strange.
DOCUMENTED = {0, 65, 66, 71, 75}
DECOYS = bed.STATE_ROOT / "tmp/decoys"
# The second instance that is mounted: from this generation, named as a directory of the canary's.
GENERATION = bed.STATE_ROOT / "installations/open"


@dataclass
class Record:
    statuses: list = field(default_factory=list)
    sentences: set = field(default_factory=set)
    strange_points: set = field(default_factory=set)
    canaries_shown: set = field(default_factory=set)
    swapped: list = field(default_factory=list)
    table_before: list = field(default_factory=list)
    table_after: list = field(default_factory=list)
    marks_before: dict = field(default_factory=dict)
    marks_after: dict = field(default_factory=dict)


def table():
    """Mount points of PID 1's namespace, topmost last."""
    text = Path("/proc/1/mountinfo").read_text(errors="replace")
    return [line.split(" ")[4] for line in text.split("\n") if line]


def decoys():
    """(real name, symlink to swap it with): out of the state root, to a closed place, to a neighbour."""
    runtime, spec = bed.STATE_ROOT / "runtime", bed.STATE_ROOT / "instances"
    aims = [(runtime / "storm", canary.NEST / "open"), (runtime / "storm/merged", canary.NEST / "open/merged"),
            (runtime / "storm/merged", "/"), (runtime / "storm/merged", runtime / "calm/merged"),
            (runtime / "storm/upper", canary.NEST / "open/upper"), (runtime / "storm/work", canary.NEST / "open/work"),
            (runtime / "storm/work", canary.NEST / "closed/work"), (spec / "storm", canary.NEST / "open"),
            (spec / "storm/layers", canary.NEST / "closed/layers"),
            (bed.STATE_ROOT / "overlays/storm", canary.NEST / "open"),
            (bed.STATE_ROOT / "overlays/storm", canary.NEST / "closed"),
            (bed.STATE_ROOT / "overlays", canary.NEST), (bed.STATE_ROOT / "installation", canary.NEST / "open"),
            (GENERATION, canary.NEST / "open"), (GENERATION, canary.NEST / "closed"),
            (GENERATION.parent, canary.NEST)]
    DECOYS.mkdir()
    instance.owned(DECOYS)
    pairs = []
    for number, (name, target) in enumerate(aims):
        decoy = DECOYS / str(number)
        decoy.symlink_to(target)
        instance.owned(decoy)
        pairs.append((str(name), str(decoy)))
    return pairs


def attackers(pairs):
    words = [f"{name}={decoy}" for name, decoy in pairs]
    merged = [word for word in words if word.split("=")[0].endswith("/merged")]
    program = [sys.executable, storm.__file__]
    return [bed.spawn([*program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE),
            bed.spawn([*program, "--elsewhere", *merged], stdout=subprocess.PIPE, stderr=subprocess.PIPE)]


def calm_down(children, record):
    for child in children:
        child.terminate()
    for child in children:
        out, err = child.communicate(timeout=bed.PATIENCE)
        record.swapped.append(int(out) if out.strip() else err.decode().strip())


def put_back(pairs):
    """A name was swapped with any of its decoys, in any order: rest comes when no real name is a symlink. Where the
    name went while it was a mount point, the mount went along; what left4me hides from the helper, only root can take
    away."""
    for decoy in DECOYS.iterdir():
        while not decoy.is_symlink() and os.path.ismount(decoy):
            bed.must(["umount", decoy])
    for _ in range(20 * len(pairs)):
        for name, decoy in pairs:
            if os.path.islink(name) and os.path.lexists(decoy) and not os.path.islink(decoy):
                storm.exchange(name, decoy)
    assert [name for name, _ in pairs if os.path.islink(name)] == []


def look_around(record):
    for point in set(table()) - set(record.table_before):
        if not point.startswith(f"{bed.STATE_ROOT}/"):
            record.strange_points.add(point)
        elif os.path.lexists(point + "/CANARY"):
            record.canaries_shown.add(point)


def call_helper(verb, name, record):
    result = bed.sudo(bed.OVERLAY_HELPER, verb, name)
    record.statuses.append((verb, name, result.status))
    record.sentences.add(result.err.strip())


def clean_up():
    for name in ("storm", "gale"):
        bed.sudo(bed.OVERLAY_HELPER, "umount", name)


def mount_from_generation(name):
    GENERATION.mkdir(parents=True)
    instance.owned(GENERATION.parent)
    instance.owned(GENERATION)
    (bed.STATE_ROOT / "instances" / name / "layers").write_text(f"installations/{GENERATION.name}\n")


@pytest.fixture(scope="module")
def record(shared):
    shared("storm", PORT, overlays=["storm"] if instance.overlay("storm", {"left4dead2/storm.txt": "x"}) else [])
    shared("calm", PORT + 1)
    shared("gale", PORT + 2)
    for name in ("storm", "calm", "gale"):
        instance.start(name)
    assert bed.l4d2ctl("stop", "storm", "gale").status == 0
    mount_from_generation("gale")
    canary.put()
    found = Record(table_before=table(), marks_before=canary.marks())
    pairs = decoys()
    children = attackers(pairs)
    try:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for verb, name in (("mount", "storm"), ("umount", "storm"), ("mount", "gale"), ("umount", "gale")):
                call_helper(verb, name, found)
                look_around(found)
    finally:
        calm_down(children, found)
        put_back(pairs)
        clean_up()
    found.marks_after, found.table_after = canary.marks(), table()
    yield found
    bed.run(["rm", "-rf", DECOYS, GENERATION])
    canary.remove()


def test_the_storm_was_one(record):
    assert all(isinstance(count, int) and count > 1000 for count in record.swapped), record.swapped
    calm = {verb for verb, _, status in record.statuses if status == 0}
    assert calm == {"mount", "umount"}, "some calls met a calm moment"
    assert {status for *_, status in record.statuses} - {0}, "and some did not"


def test_every_call_ends_as_the_manual_says(record):
    assert {status for *_, status in record.statuses} <= DOCUMENTED, record.sentences
    assert all(len(sentence.splitlines()) <= 1 for sentence in record.sentences)


def test_nothing_is_ever_mounted_outside_the_state_root(record):
    assert record.strange_points == set()


def test_nothing_outside_the_state_root_shows_in_a_mount(record):
    assert record.canaries_shown == set()


def test_nothing_outside_the_state_root_is_read_or_changed(record):
    assert record.marks_after == record.marks_before


def test_no_other_mount_is_taken_away_and_none_is_left(record):
    assert sorted(record.table_after) == sorted(record.table_before)
    assert len(traces.mounts_of("calm")) == 1


def test_after_the_storm_the_server_starts(record):
    instance.start("storm")
    assert instance.status("storm")["state"] == "running"
