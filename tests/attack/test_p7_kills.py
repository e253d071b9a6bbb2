"""P7: l4d2ctl killed at every call that changes a file. What was there is whole, or what was to be is, and the next
call finishes the job."""

import re

import pytest

import bed
import earlier_tool
import instance
import traces

PORT = 27370
TRACE = bed.STATE_ROOT / "tmp/trace"
# What changes files; every other call leaves them as they are, so that being killed there is being killed before or
# after.
CHANGING = ("openat,mkdirat,renameat,renameat2,unlinkat,write,fsync,fchmod,fchmodat,fchown,fchownat,symlinkat,linkat,"
            "mknodat")
READING = re.compile(r'^openat\((?!.*O_CREAT)')
OLD = {"overlays": ["kills-one"], "config": ["sv_old 1"], "arguments": ["+map old"]}
NEW = {"port": PORT + 1, "overlays": ["kills-two", "kills-one"], "config": ["sv_new 1"], "arguments": ["+map new"]}


def strace(words, *options):
    """Only l4d2ctl itself: as left4me's child sudo would lose its rights under it."""
    return bed.run(["strace", "-qq", "-o", TRACE, "-e", f"trace={CHANGING}", *options, bed.L4D2CTL, *words],
                   user=bed.OWNER, timeout=8 * bed.PATIENCE)


def moments(words):
    """(call, how many-th of its name) of every change that the command makes, from a run of it."""
    result = strace(words)
    assert result.status == 0, result
    counts, found = {}, []
    for line in TRACE.read_text(errors="replace").splitlines():
        call = line.partition("(")[0]
        counts[call] = counts.get(call, 0) + 1
        if not READING.match(line) and not line.startswith(("write(1,", "write(2,", "---", "+++")):
            found.append((call, counts[call]))
    return found


def kill_at(words, moment):
    call, number = moment
    result = strace(words, "-e", f"inject={call}:signal=SIGKILL:when={number}")
    assert result.status in (-9, 137), f"{moment} was never reached: {result}"


@pytest.fixture(autouse=True)
def overlays():
    for ref in ("kills-one", "kills-two"):
        instance.overlay(ref, {f"left4dead2/{ref}.txt": ref})
    yield
    bed.run(["rm", "-f", TRACE])


def words_to_initialize(keys):
    return ["initialize", "kills", "-f", instance.spec_file("kills", instance.spec(**{"port": PORT} | keys))]


def kept_spec():
    return (bed.STATE_ROOT / "instances/kills/spec.yaml").read_text()


def instance_files():
    return {path.name: path.read_text() for path in (bed.STATE_ROOT / "instances/kills").iterdir()}


def leftovers():
    kept = (".lock", ".ports", "kills")
    return [path.name for path in (bed.STATE_ROOT / "instances").iterdir() if path.name not in kept]


def named_ports():
    """Those in either file; when a call was killed between them, they differ."""
    return {int(re.search(r"(?:port\D+|L4D2_PORT=)(\d+)", text)[1])
            for name, text in instance_files().items() if name in ("spec.yaml", "instance.env")}


def lose_claims():
    """All ports are looked up anew; or else how many calls that takes would depend on what was claimed before."""
    bed.must(["rm", "-rf", bed.STATE_ROOT / "instances/.ports"])


@pytest.mark.parametrize("claims", ["kept", "lost"])
def test_the_first_initialize_is_all_or_nothing(claims):
    words = words_to_initialize(OLD)

    def prepare():
        assert bed.l4d2ctl("delete", "kills", "--yes").status == 0
        if claims == "lost":
            lose_claims()

    assert bed.l4d2ctl(*words).status == 0
    prepare()
    found = moments(words)
    whole = instance_files()
    assert len(found) >= 6
    for moment in found:
        prepare()
        kill_at(words, moment)
        if (bed.STATE_ROOT / "instances/kills").exists():
            assert instance_files() == whole, moment
        result = bed.l4d2ctl(*words)
        assert result.status == 0, (moment, result)
        assert instance_files() == whole and leftovers() == [], moment


def test_a_later_initialize_leaves_the_old_spec_or_the_new_one():
    for keys in (OLD, NEW, OLD):  # from now on both ports are claimed
        assert bed.l4d2ctl(*words_to_initialize(keys)).status == 0
    before = instance_files()
    found = moments(words_to_initialize(NEW))
    after = instance_files()
    assert before["spec.yaml"] != after["spec.yaml"] and len(found) >= 4
    for moment in found:
        assert bed.l4d2ctl(*words_to_initialize(OLD)).status == 0
        assert instance_files() == before
        words = words_to_initialize(NEW)
        kill_at(words, moment)
        for name, text in instance_files().items():
            assert name.startswith(".") or text in (before[name], after[name]), moment
        assert bed.l4d2ctl("status", "kills").status == 0
        for port in named_ports():
            assert instance.initialize("other", instance.spec(port)).status == 65, (moment, port)
        assert bed.l4d2ctl(*words).status == 0
        assert instance_files() == after and named_ports() == {NEW["port"]}, moment


def test_an_adopt_that_is_killed_is_finished_by_the_next():
    words = ["adopt", "kills"]

    def leave():
        lose_claims()
        earlier_tool.forget("kills")
        earlier_tool.leave_instance("kills", PORT, ["kills-one"], "+map old", {"server.cfg": "sv_old 1\n"})

    leave()
    found, upper = moments(words), instance.fingerprint(instance.upper("kills"))
    whole = instance_files()
    assert len(found) >= 6 and "sv_old 1" in whole["spec.yaml"]
    for moment in found:
        leave()
        kill_at(words, moment)
        result = bed.l4d2ctl(*words)
        assert result.status == 0, (moment, result)
        assert instance_files() == whole and leftovers() == [], moment
        assert instance.fingerprint(instance.upper("kills")) == upper, moment


def played():
    """A stopped server with something in its upper directory."""
    assert bed.l4d2ctl(*words_to_initialize(OLD)).status == 0
    instance.start("kills", "--wait")  # or the number of files would depend on how far it had come
    assert bed.l4d2ctl("stop", "kills").status == 0
    assert (instance.upper("kills") / "left4dead2").exists()


KEPT = ("instances/kills", "runtime/kills")


def keep_played():
    played()
    for place in KEPT:
        bed.must(["cp", "-a", bed.STATE_ROOT / place, bed.STATE_ROOT / "tmp" / place.replace("/", "-")])


def played_again():
    """As keep_played() left it, which is much quicker than to play."""
    for place in KEPT:
        bed.must(["rm", "-rf", bed.STATE_ROOT / place])
        bed.must(["cp", "-a", bed.STATE_ROOT / "tmp" / place.replace("/", "-"), bed.STATE_ROOT / place])
    assert bed.l4d2ctl(*words_to_initialize(OLD)).status == 0  # its port is claimed as it was


@pytest.fixture
def kept_copy():
    yield
    for place in KEPT:
        bed.must(["rm", "-rf", bed.STATE_ROOT / "tmp" / place.replace("/", "-")])


def test_a_start_that_is_killed_while_it_stages_is_finished_by_the_next():
    played()
    assert bed.l4d2ctl("reset", "kills", "--yes").status == 0
    found = moments(["start", "kills"])
    assert len(found) >= 10
    for moment in found:
        assert bed.l4d2ctl("reset", "kills", "--yes").status == 0
        kill_at(["start", "kills"], moment)
        instance.start("kills")
        assert "sv_old 1" in (instance.merged("kills") / "left4dead2/cfg/server.cfg").read_text(), moment
        assert bed.l4d2ctl("stop", "kills").status == 0


@pytest.mark.parametrize("verb", ["reset", "delete"])
def test_what_is_wiped_is_gone_after_the_next_call(verb, kept_copy):
    words = [verb, "kills", "--yes"]
    keep_played()
    found = moments(words)
    assert len(found) >= 4
    # In the middle, one file is removed like the other: every fifth will do.
    for moment in found[:12] + found[12:-12:5] + found[-12:]:
        played_again()
        kill_at(words, moment)
        result = bed.l4d2ctl(*words)
        assert result.status == 0, (moment, result)
        assert not instance.upper("kills").exists() and traces.mounts_of("kills") == [], moment
        assert leftovers() == [], moment
        if verb == "delete":
            assert not (bed.STATE_ROOT / "instances/kills").exists()
        else:
            assert kept_spec() == instance.spec(PORT, **OLD)
