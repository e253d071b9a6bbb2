"""l4d2ctl doctor: the command that opens an overlay, which an admin may run though left4me chooses every name in overlays."""

import shlex
import shutil
import tempfile
from pathlib import Path

import pytest

import bed
import instance
from doctor import failed, findings
from terminal import Terminal

pytestmark = pytest.mark.usefixtures("first")


@pytest.fixture
def barred():
    """How to have an overlay of its owner's that left4me may not enter, and the doctor's entry for it."""
    def bar(owner):
        top = instance.overlay("doctor's own/deep", {"left4dead2/a.txt": "a"}, user=owner)
        top.chmod(0o700 if owner == "nobody" else 0)  # it takes the right to enter it oneself
        instance.create("barred", 27393)
        (bed.STATE_ROOT / "instances/barred/spec.yaml").write_text(
            instance.spec(27393, overlays=["doctor's own/deep"]))
        entry = failed()["instances"]
        assert "barred cannot start" in entry["message"] and "may not be read" in entry["message"], entry
        return top, entry["fix"]

    yield bar
    shutil.rmtree(bed.STATE_ROOT / "overlays/doctor's own")


@pytest.mark.parametrize("owner", ["root", bed.OWNER, "nobody"])
def test_an_overlay_that_may_not_be_read_is_opened_by_the_command_it_names(barred, owner):
    _, fix = barred(owner)
    bed.must(["sh", "-c", fix if owner == bed.OWNER else fix + " --yes"])
    assert findings()["instances"]["status"] == "ok"


def open_by_root(top):
    seen = top.stat()
    return bed.run([bed.L4D2CTL, "doctor", f"--open={seen.st_dev}:{seen.st_ino}:doctor's own/deep", "--yes"])


def test_root_opens_only_what_is_roots(barred):
    top, _ = barred("root")
    top.chmod(0o700)
    for name, mode in (("plain", 0o600), ("program", 0o700), ("setuid", 0o4700), ("theirs", 0o600)):
        (top / name).write_text(name)
        (top / name).chmod(mode)
    shutil.chown(top / "theirs", bed.OWNER)
    opened = open_by_root(top)
    assert opened.status == 77 and "deep/setuid stays closed" in opened.err, opened
    assert [(top / name).stat().st_mode & 0o7777 for name in ("plain", "program", "setuid", "theirs")] == [
        0o604, 0o705, 0o4700, 0o600]
    top.chmod(0o700)
    shutil.chown(top, bed.OWNER)
    assert open_by_root(top).status == 77 and top.stat().st_mode & 0o777 == 0o700


def test_a_cfg_file_that_may_not_be_read_stops_no_server_and_is_opened(first):
    overlay = [{"path": "aliased", "alias": "a"}]
    top = instance.overlay("aliased", {"left4dead2/cfg/server.cfg": "sv_x 1\n"}, user="root")
    instance.create("barred", 27393, overlays=overlay)
    instance.start("barred")
    (top / "left4dead2/cfg/server.cfg").chmod(0o600)
    try:
        refused = bed.l4d2ctl("restart", "barred")
        assert refused.status == 77 and "l4d2ctl doctor --open" in refused.err, refused
        assert instance.status("barred")["state"] == "running"
        bed.must(["sh", "-c", failed()["instances"]["fix"] + " --yes"])
        assert findings()["instances"]["status"] == "ok" and bed.l4d2ctl("restart", "barred").status == 0
    finally:
        bed.l4d2ctl("delete", "barred", "--yes")
        shutil.rmtree(top)


@pytest.mark.parametrize("closed", ["left4dead2/maps/x.bsp", "left4dead2/maps"], ids=["file", "directory"])
def test_what_may_not_be_read_inside_an_overlay_is_named_and_opened(first, closed):
    top = instance.overlay("half", {"left4dead2/maps/x.bsp": "a map", "left4dead2/a.txt": "a"}, user="root")
    instance.create("barred", 27393, overlays=["half"])
    try:
        assert findings()["overlays"]["status"] == "ok"
        (top / closed).chmod(0o600)
        again = instance.initialize("barred", instance.spec(27393, overlays=["half"]))
        assert again.status == 0 and f"may not read, such as {top / closed}" in again.err, again
        entry = findings()["overlays"]
        assert entry["status"] == "warning" and str(top / closed) in entry["message"], entry
        assert "says nothing of left4me" in findings(user="root")["overlays"]["message"]
        bed.must(["sh", "-c", entry["fix"] + " --yes"])
        assert findings()["overlays"]["status"] == "ok"
    finally:
        bed.l4d2ctl("delete", "barred", "--yes")
        shutil.rmtree(top)


@pytest.mark.parametrize("closed", ["left4dead2/maps/x.bsp", "left4dead2/cfg/server.cfg"], ids=["map", "cfg"])
def test_what_root_left_closed_in_an_overlay_of_left4mes_is_opened_alone(first, closed):
    top = instance.overlay("mixed", {"left4dead2/maps/x.bsp": "a map", "left4dead2/cfg/server.cfg": "sv_x 1\n"})
    instance.create("barred", 27393, overlays=[{"path": "mixed", "alias": "m"}])
    shutil.chown(top / closed, "root", "root")
    (top / closed).chmod(0o600)
    try:
        entry = next(entry for entry in findings().values() if "'" in (entry["fix"] or ""))
        whole = bed.run([bed.L4D2CTL, "doctor", "--open", "mixed", "--yes"])
        assert whole.status == 77 and "is not yours" in whole.err, whole
        bed.must(["sh", "-c", entry["fix"] + " --yes"])
        assert (top / closed).stat().st_mode & 0o777 == 0o604
    finally:
        bed.l4d2ctl("delete", "barred", "--yes")
        shutil.rmtree(top)


def test_what_is_anothers_and_remains_closed_is_said(first):
    top = instance.overlay("half", {"left4dead2/maps/x.bsp": "a map", "left4dead2/maps/y.bsp": "a map"}, user="root")
    for name, owner in (("x", "root"), ("y", "nobody")):
        shutil.chown(top / f"left4dead2/maps/{name}.bsp", owner)
        (top / f"left4dead2/maps/{name}.bsp").chmod(0o600)
    try:
        opened = bed.run([bed.L4D2CTL, "doctor", "--open", "half", "--yes"])
        assert opened.status == 77 and "y.bsp stays closed: it is another's" in opened.err, opened
        assert (top / "left4dead2/maps/x.bsp").stat().st_mode & 0o777 == 0o604
    finally:
        shutil.rmtree(top)


@pytest.mark.parametrize("owner", [bed.OWNER, "root"])
def test_files_that_lie_too_high_in_an_overlay_are_moved_or_shown(first, owner):
    top = instance.overlay("it's high", {"addons/x.vpk": "x", "maps/y.bsp": "y", "readme": ""}, user=owner)
    instance.create("barred", 27393, overlays=["it's high"])
    try:
        entry = findings()["instances"]
        assert entry["status"] == "warning" and "would look for addons: put it there" in entry["message"], entry
        said = bed.must(["sh", "-c", entry["fix"]])
        if owner == bed.OWNER:
            assert sorted(path.name for path in (top / "left4dead2").iterdir()) == ["addons", "maps"]
            assert findings()["instances"]["status"] == "ok"
        else:
            assert "addons" in said and not (top / "left4dead2").exists()
    finally:
        bed.l4d2ctl("delete", "barred", "--yes")
        shutil.rmtree(top)


def test_an_overlay_that_no_instance_has_yet_is_opened_by_its_name(first):
    top = instance.overlay("not yet", {"left4dead2/a.txt": "a"}, user="root")
    top.chmod(0o700)
    try:
        refused = instance.initialize("not-yet", instance.spec(27394, overlays=["not yet"]))
        assert refused.status == 77 and "l4d2ctl doctor --open OVERLAY" in refused.err, refused
        assert '--open "' not in refused.err, "what a shell expands between double quotes"
        assert bed.l4d2ctl("doctor", "--open", "not yet", "--yes").status == 77
        assert bed.run([bed.L4D2CTL, "doctor", "--open", "not yet", "--yes"]).status == 0
        assert instance.initialize("not-yet", instance.spec(27394, overlays=["not yet"])).status == 0
    finally:
        bed.l4d2ctl("delete", "not-yet", "--yes")
        shutil.rmtree(top)


def test_what_becomes_readable_is_shown_and_asked_for(barred):
    top, fix = barred("root")
    silent = bed.run(["sh", "-c", fix])
    assert silent.status == 1 and "left4dead2" in silent.err, silent
    terminal = Terminal(*shlex.split(fix)[2:], user="root")
    terminal.await_text('which holds "left4dead2"? [y/N]')
    terminal.type("n\n")
    assert terminal.status() == 1 and top.stat().st_mode & 0o777 == 0
    terminal.close()


@pytest.fixture
def private():
    """How to have a directory of a user's that is for nobody else, at a path that all may follow."""
    home = Path(tempfile.mkdtemp(dir="/var/tmp"))
    home.chmod(0o755)

    def make(owner):
        place = home / "private"
        place.mkdir(mode=0o700)
        shutil.chown(place, owner)
        return place

    yield make
    shutil.rmtree(home)


@pytest.mark.parametrize("owner", ["root", "nobody"])
def test_that_command_opens_nothing_else_when_left4me_has_moved_a_link_there(barred, private, owner):
    top, fix = barred(owner)
    place = private(owner)
    top.rename(top.with_name("aside"))
    top.symlink_to(place)
    assert bed.run(["sh", "-c", fix + " --yes"]).status != 0
    assert place.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("owner", ["root", "nobody"])
def test_that_command_opens_no_other_directory_of_its_owners(barred, owner):
    top, fix = barred(owner)
    other = top.with_name("other")
    top.rename(top.with_name("aside"))
    other.mkdir(mode=0o700)
    shutil.chown(other, owner)
    other.rename(top)
    assert bed.run(["sh", "-c", fix + " --yes"]).status != 0
    assert top.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("owner", ["root", "nobody"])
def test_no_command_is_named_for_what_a_link_in_overlays_leads_to(private, owner):
    place = private(owner)
    instance.create("astray", 27397)
    (bed.STATE_ROOT / "instances/astray/spec.yaml").write_text(instance.spec(27397, overlays=["astray/private"]))
    link = bed.STATE_ROOT / "overlays/astray"
    link.symlink_to(place.parent)
    try:
        entry = failed()["instances"]
        assert "astray cannot start" in entry["message"] and "chmod" not in entry["fix"], entry
    finally:
        link.unlink()
