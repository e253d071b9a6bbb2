"""P3: the commands that root's doctor names, and what root's l4d2ctl reads, stay within what is left4me's, whatever links
left4me has put there."""

import contextlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import bed
import instance

NAME, PORT = "pasted", 27470


@pytest.fixture(scope="module", autouse=True)
def pasted(shared):
    shared(NAME, PORT)


@pytest.fixture
def roots():
    """A directory of root's that holds one named like an instance."""
    top = Path("/opt/roots")
    (top / NAME / "upper/left4dead2/cfg").mkdir(parents=True)
    (top / NAME).chmod(0o700)
    yield top
    shutil.rmtree(top)


@contextlib.contextmanager
def led_to(place, target):
    """As left4me does it."""
    away = place.with_name(place.name + ".away")
    bed.must(["mv", "-T", place, away], user=bed.OWNER)
    bed.must(["ln", "-s", target, place], user=bed.OWNER)
    try:
        yield
    finally:
        bed.must(["rm", place], user=bed.OWNER)
        bed.must(["mv", "-T", away, place], user=bed.OWNER)


@contextlib.contextmanager
def spec_with_overlay(ref):
    file = bed.STATE_ROOT / "instances" / NAME / "spec.yaml"
    before = file.read_text()
    file.write_text(instance.spec(PORT, overlays=[ref]))
    try:
        yield
    finally:
        file.write_text(before)


def doctors_fixes(user="root"):
    found = json.loads(bed.run([bed.L4D2CTL, "doctor", "--json"], user=user).out)
    return {entry["id"]: entry["fix"] for entry in found if entry["fix"]}


def test_nothing_of_roots_is_put_aside_through_a_link(roots):
    with led_to(bed.STATE_ROOT / "runtime", roots):
        fixes = doctors_fixes()
    # The link itself may go; a name in it is root's.
    assert NAME not in json.dumps(fixes) and "instances" in fixes


def test_what_becomes_a_link_after_doctors_look_is_not_moved_either(roots):
    bed.must(["install", "-d", "-o", "root", bed.STATE_ROOT / "runtime" / NAME])
    try:
        for owner, command in (("root", "doctor --open="), ("nobody", "-of-another-owner")):
            instance.owned(bed.STATE_ROOT / "runtime" / NAME, owner)
            fix = doctors_fixes()["instances"]
            assert command in fix
            with led_to(bed.STATE_ROOT / "runtime", roots):
                assert bed.run(["sh", "-c", fix + (" --yes" if owner == "root" else "")]).status != 0
            assert (roots / NAME).stat().st_uid == 0
    finally:
        (bed.STATE_ROOT / "runtime" / NAME).rmdir()


def test_the_directories_of_another_state_root_are_made_through_no_link(roots):
    other = Path("/srv/left4me")
    bed.must(["install", "-d", "-o", bed.OWNER, "-g", bed.OWNER, other])
    bed.HOST_ENV.write_text(f"LEFT4ME_ROOT={other}\n")
    try:
        bed.must(["ln", "-s", roots / NAME, other / "tmp"], user=bed.OWNER)
        bed.run(["sh", "-c", doctors_fixes()["directories"]])
        assert (other / "instances").stat().st_uid == bed.account(bed.OWNER).pw_uid
        assert (roots / NAME).stat().st_uid == 0 and (roots / NAME).stat().st_mode & 0o777 == 0o700
    finally:
        bed.HOST_ENV.unlink()
        shutil.rmtree(other)


def test_no_directory_of_roots_is_opened_through_a_link(roots):
    (roots / NAME / "private").mkdir(mode=0o700)
    (roots / NAME).chmod(0o755)
    with spec_with_overlay(f"{NAME}/private"):
        with led_to(bed.STATE_ROOT / "overlays", roots):
            # Root is denied nothing here, so that the owner shows what is named for what is closed.
            assert all("chmod" not in json.dumps(doctors_fixes(user)) for user in ("root", bed.OWNER))


@pytest.mark.parametrize("place", ["instances", "runtime"])
@pytest.mark.parametrize("words", [["status", NAME], ["players", NAME], ["logs", NAME, "--no-follow"]], ids=lambda w: w[0])
def test_root_reads_nothing_through_a_link_in_the_state_root(roots, place, words):
    (roots / NAME / "upper/left4dead2/cfg/server.cfg").write_text('rcon_password "of the host"\n')
    (roots / NAME / "spec.yaml").write_text("port: of the host\n")
    (roots / NAME / "instance.env").write_text("of the host\n")
    with led_to(bed.STATE_ROOT / place, roots):
        result = bed.run([bed.L4D2CTL, *words])
    assert "of the host" not in result.out + result.err, result


def test_no_sentence_has_root_unmount_what_lies_in_the_state_root():
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    assert bed.sudo(bed.OVERLAY_HELPER, "mount", NAME).status == 0
    said = bed.l4d2ctl("run", NAME)
    assert bed.sudo(bed.OVERLAY_HELPER, "umount", NAME).status == 0
    assert said.status == 75 and "is mounted" in said.err and "umount /" not in said.err, said


# left4me may end what has his real uid, as the inner sudo of root's doctor at first.
KILLER = """
import os, signal, sys
print("ready", flush=True)
while True:
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\\0")
            if words[:2] == [b"/usr/bin/sudo", b"-n"] and words[2] != b"-u":
                os.kill(int(pid), signal.SIGKILL)
        except (OSError, IndexError):
            pass
"""


def test_a_doctor_whose_sudo_was_ended_blames_no_rule():
    killer = bed.spawn(["python3", "-c", KILLER], user=bed.OWNER, stdout=subprocess.PIPE)
    try:
        assert killer.stdout.readline() == b"ready\n"
        found = {entry["id"]: entry for entry in json.loads(bed.l4d2ctl("doctor", "--json", user="root").out)}
    finally:
        killer.kill()
        killer.wait()
    assert "something ended it" in found["sudo"]["message"] + found.get("sudo-refuses", found["sudo"])["message"], found
    assert not any("sudo install" in (entry["fix"] or "") for entry in found.values()), found
