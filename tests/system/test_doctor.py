"""l4d2ctl doctor: green on a host that is whole, and the right command for what is not."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import bed
import generations
import instance
from doctor import failed, findings

SUDOERS = Path("/etc/sudoers.d/left4me")
DROP_INS = [Path(f"/etc/systemd/system/{unit}.d") for unit in ("left4me-server@.service", "left4me-update.service")]


pytestmark = pytest.mark.usefixtures("first")


# In containers the 32-bit loader is there, too; their kernel just does not run it.
@pytest.mark.parametrize("user", [bed.OWNER, "root"])
def test_a_whole_host_has_no_failure(user):
    assert failed(user=user) == {}


def test_people_get_a_table():
    result = bed.l4d2ctl("doctor")
    assert result.status == 0 and result.out.startswith("CHECK"), result
    assert f"build {generations.build_of('1')} is installed" in result.out


def mended(check, user="root"):
    """The check fails; its command, as printed, mends it."""
    entry = findings(user=user)[check]
    assert entry["status"] == "failure", entry
    bed.must(["sh", "-c", entry["fix"]])
    assert findings(user=user)[check]["status"] == "ok"


def test_missing_directories_are_made_by_the_command_it_names():
    os.rename(bed.STATE_ROOT / "runtime", bed.STATE_ROOT / "runtime.away")
    try:
        mended("directories")
    finally:
        shutil.rmtree(bed.STATE_ROOT / "runtime")
        os.rename(bed.STATE_ROOT / "runtime.away", bed.STATE_ROOT / "runtime")


def test_a_missing_library_of_steams_is_a_failure():
    library = bed.STATE_ROOT / "steam/linux32/steamclient.so"
    aside = library.rename(f"{library}.aside")
    entry = failed()["steam-libraries"]
    aside.rename(library)
    assert entry["fix"].endswith("l4d2ctl install") and str(library) in entry["message"], entry
    assert "steam-libraries" not in failed()


def test_a_game_that_is_damaged_is_validated(first):
    generations.remove_all()
    assert generations.install().status == 0
    (instance.INSTALLATION / "srcds_run").unlink()
    assert failed()["installation"]["fix"].endswith("install --validate")
    mended("installation")


def test_a_game_that_is_not_installed_is_installed_by_the_command_it_names():
    generations.remove_all()
    mended("installation")


def test_a_broken_instance_is_made_whole_by_the_command_it_names():
    instance.create("broken", 27390)
    (bed.STATE_ROOT / "instances/broken/instance.env").write_text("L4D2_PORT=banana\n")
    assert "broken cannot start" in findings()["instances"]["message"]
    mended("instances")


def test_an_instance_whose_overlay_is_gone_is_a_failure():
    top = instance.overlay("doctors", {"left4dead2/a.txt": "a"})
    instance.create("lacking", 27391, overlays=["doctors"])
    shutil.rmtree(top)
    entry = failed()["instances"]
    assert "lacking cannot start" in entry["message"] and "instances/lacking/spec.yaml" in entry["fix"], entry


def test_a_spec_that_may_not_be_read_is_a_failure_like_any_other():
    instance.create("closed", 27396)
    spec = bed.STATE_ROOT / "instances/closed/spec.yaml"
    os.chown(spec, 0, 0)
    entry = failed()["instances"]
    assert "closed cannot start" in entry["message"] and str(spec) in entry["message"], entry


def test_nobody_holds_roots_doctor_up_with_a_lease():
    manifest = instance.INSTALLATION / "steamapps/appmanifest_222860.acf"
    there = manifest.exists()
    if not there:
        manifest.parent.mkdir(exist_ok=True)
        manifest.write_text("")
        instance.own_tree(manifest.parent)
    holder = bed.spawn(["python3", "-c", "import fcntl, signal, sys; signal.signal(signal.SIGIO, signal.SIG_IGN); "
                        "file = open(sys.argv[1], 'r+'); fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK); "
                        "print(flush=True); signal.pause()", manifest], stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"\n"
        assert bed.l4d2ctl("doctor", "--json", user="root", timeout=bed.PATIENCE).status in (0, 78)
    finally:
        holder.kill()
        holder.wait()
        if not there:
            shutil.rmtree(manifest.parent)


def test_what_is_hardly_meant_is_a_warning():
    instance.create("odd", 27394, arguments=["+hostport 27395"])
    entry = findings()["instances"]
    assert entry["status"] == "warning" and "odd: arguments hold +hostport" in entry["message"], entry


def test_what_others_cannot_read_is_no_failure():
    instance.create("hidden", 27392)
    assert findings(user="nobody")["instances"]["status"] == "warning"


def test_a_root_of_the_games_that_is_missing_is_made():
    there = Path("/run/left4me")
    away = there.rename("/run/left4me-away")  # which keeps it that of the servers that run
    mended("directories")
    assert (there / "lib").readlink() == Path("usr/lib")
    shutil.rmtree(there)
    away.rename(there)


@pytest.mark.parametrize("rules, check", [
    (None, "sudo"),
    ("left4me ALL = (root:root) NOPASSWD: /nonexistent\n", "sudo"),
    ("left4me ALL = (ALL) NOPASSWD: ALL\n", "sudo-refuses"),
], ids=["none", "wrong", "too wide"])
@pytest.mark.parametrize("user", [bed.OWNER, "root"])
def test_sudo_rules_are_tried(rules, check, user):
    right = SUDOERS.read_text()
    SUDOERS.unlink()
    try:
        if rules is not None:
            SUDOERS.write_text(rules)
            SUDOERS.chmod(0o440)
        found = failed(user=user)
        assert list(found) == [check]
        assert (rules is None) == (f"there is no {SUDOERS}" in found[check]["message"])
        bed.must(["sh", "-c", found[check]["fix"]])
        assert SUDOERS.read_text() == right and findings(user=user)[check]["status"] == "ok"
    finally:
        SUDOERS.write_text(right)
        SUDOERS.chmod(0o440)


@pytest.mark.parametrize("harm", [lambda path: path.chmod(0o4755), lambda path: path.chmod(0o775),
                                  lambda path: os.chown(path, bed.account(bed.OWNER).pw_uid, 0)],
                         ids=["setuid", "writable", "left4me's"])
def test_helpers_that_are_not_roots_alone_are_found(harm):
    harm(bed.OVERLAY_HELPER)
    try:
        assert list(failed()) == ["helpers"]
    finally:
        os.chown(bed.OVERLAY_HELPER, 0, 0)
        bed.OVERLAY_HELPER.chmod(0o755)


def test_a_unit_that_hides_ours_is_moved_away_by_the_command_it_names():
    hiding = Path("/etc/systemd/system/left4me-server@.service")
    hiding.write_text("[Service]\nExecStart=/bin/true\n")
    try:
        entry = findings()["units"]
        assert entry["status"] == "warning" and str(hiding) in entry["message"], entry
        bed.must(["sh", "-c", entry["fix"]])
        assert findings()["units"]["status"] == "ok"
    finally:
        for path in (hiding, Path(f"{hiding}.old")):
            path.unlink(missing_ok=True)
        bed.must(["systemctl", "daemon-reload"])


@pytest.fixture
def other_root():
    """A copy of the state root on a file system of its own: a container's root is an overlay, which can be no upper."""
    other = Path("/srv/left4me")
    other.mkdir()
    bed.must(["mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", other])
    shutil.copytree(bed.STATE_ROOT, other, symlinks=True, ignore=shutil.ignore_patterns("depot"), dirs_exist_ok=True)
    instance.own_tree(other)
    bed.HOST_ENV.write_text(f"LEFT4ME_ROOT={other}\n")
    yield other
    bed.l4d2ctl("delete", "alpha", "--yes")
    bed.HOST_ENV.unlink()
    for directory in DROP_INS:
        shutil.rmtree(directory, ignore_errors=True)
    bed.must(["systemctl", "daemon-reload"])
    bed.must(["umount", other])
    other.rmdir()


def test_another_state_root_works_after_the_command_it_names(other_root):
    mended("state-root")
    spec = other_root / "tmp/alpha.yaml"
    spec.write_text(instance.spec(27015))
    assert bed.l4d2ctl("initialize", "alpha", "-f", spec).status == 0
    result = bed.l4d2ctl("start", "alpha", "--wait")
    assert result.status == 0, f"{result}\n{instance.journal('alpha')}"
    assert bed.l4d2ctl("restart", "alpha").status == 0


def test_what_another_state_root_left_in_the_units_is_removed_by_the_command_it_names(other_root):
    mended("state-root")
    bed.HOST_ENV.write_text("")
    mended("state-root")
    assert not any((directory / "root.conf").exists() for directory in DROP_INS)


def test_a_state_root_that_is_not_there_is_the_fault_of_host_env():
    bed.HOST_ENV.write_text("LEFT4ME_ROOT=/srv/nowhere\n")
    try:
        entry = findings()["state-root"]
        listed = bed.l4d2ctl("status")
    finally:
        bed.HOST_ENV.unlink()
    assert entry["status"] == "failure" and str(bed.HOST_ENV) in entry["message"], entry
    assert entry["fix"].endswith(f"sudo nano {bed.HOST_ENV}"), entry
    assert "there are no instances in /srv/nowhere/instances" in listed.err
