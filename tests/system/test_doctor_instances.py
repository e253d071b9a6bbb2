"""l4d2ctl doctor on what keeps an instance from starting, and on a state root of an ordinary user's."""

import ctypes
import json
import os
import shutil
from pathlib import Path

import pytest

import bed
import instance
from doctor import findings

PORT = 27450


@pytest.fixture(scope="module", autouse=True)
def mend(shared):
    shared("mend", PORT)
    instance.start("mend")
    assert bed.l4d2ctl("stop", "mend").status == 0


def mended_by_its_command(said):
    entry = findings(user="root")["instances"]
    assert entry["status"] == "failure" and said in entry["message"], entry
    bed.must(["sh", "-c", entry["fix"]])
    assert findings(user="root")["instances"]["status"] == "ok"
    assert bed.l4d2ctl("start", "mend").status == 0
    assert bed.l4d2ctl("stop", "mend").status == 0


def test_what_somebody_mounted_on_merged_is_named_and_unmounted():
    bed.must(["mount", "-t", "tmpfs", "tmpfs", instance.merged("mend")])
    for verb in ("start", "stop"):
        refused = bed.l4d2ctl(verb, "mend")
        assert refused.status == 75 and f"tmpfs is mounted on {instance.merged('mend')}" in refused.err, refused
    assert "tmpfs is mounted on" in bed.l4d2ctl("status", "mend").err
    entry = findings(user="root")["instances"]
    assert entry["status"] == "failure" and "tmpfs" in bed.must(["sh", "-c", entry["fix"]])
    bed.must(["umount", instance.merged("mend")])


def test_a_fuse_of_left4mes_on_merged_is_named_to_root_too_who_may_not_look_into_it():
    user = bed.account(bed.OWNER)
    with open(bed.fuse_device(), "r+b", buffering=0) as device:
        options = f"fd={device.fileno()},rootmode=40000,user_id={user.pw_uid},group_id={user.pw_gid}"
        # mount(8) of Debian 13 would look into it, which root may not either.
        where = bytes(instance.merged("mend"))
        assert ctypes.CDLL(None, use_errno=True).mount(b"fuse", where, b"fuse", 0, options.encode()) == 0
        try:
            entry = findings(user="root")["instances"]
            assert entry["status"] == "failure" and "fuse is mounted on" in entry["message"], entry
            assert "fuse is mounted on" in bed.run([bed.L4D2CTL, "status", "mend"]).err
        finally:
            bed.must(["umount", instance.merged("mend")])


@pytest.mark.parametrize("how", [[], ["--runtime"]], ids=["for good", "until the boot"])
def test_a_unit_that_somebody_masked_is_named_and_unmasked(how):
    bed.must(["systemctl", "mask", *how, instance.unit("mend")])
    assert bed.l4d2ctl("start", "mend").status != 0
    entry = findings(user="root")["units"]
    assert entry["status"] == "warning" and "masks the unit" in entry["message"], entry
    bed.must(["sh", "-c", entry["fix"]])
    assert bed.l4d2ctl("start", "mend").status == 0
    assert bed.l4d2ctl("stop", "mend").status == 0


@pytest.mark.parametrize("part", ["", "upper", "upper/left4dead2/cfg"])
def test_what_became_anothers_is_put_aside(part):
    aside = bed.STATE_ROOT / "runtime/.mend-of-another-owner"
    try:
        instance.owned(bed.STATE_ROOT / "runtime/mend" / part, "root" if part else "nobody")
        mended_by_its_command("belongs to another user than")
        assert (aside / "upper/left4dead2/cfg/server.cfg").exists()
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@pytest.fixture
def roots_own():
    directory = bed.STATE_ROOT / "instances/rooty"
    directory.mkdir()
    (directory / "spec.yaml").write_text(instance.spec(PORT + 2))
    yield directory
    for left in (bed.STATE_ROOT / "instances").glob(".rooty-of-another-owner*"):
        shutil.rmtree(left)
    bed.l4d2ctl("delete", "rooty", "--yes")


def test_an_instance_of_roots_is_given_back_by_the_commands_of_doctor(roots_own):
    for arguments in (["delete", "rooty", "--yes"], ["start", "rooty"], ["initialize", "rooty", "-f", roots_own / "spec.yaml"]):
        refused = bed.l4d2ctl(*arguments)
        assert refused.status == 73 and "l4d2ctl doctor says what to do with it" in refused.err, refused
        assert (roots_own / "spec.yaml").exists()
    mended = findings(user="root")["instances"]
    assert f"{roots_own} belongs to another user than" in mended["message"], mended
    (roots_own / "spec.yaml").chmod(0o600)
    bed.must(["sh", "-c", mended["fix"] + " --yes"])
    assert roots_own.owner() == bed.OWNER
    bed.must(["sh", "-c", findings(user="root")["instances"]["fix"] + " --yes"])
    bed.must(["sh", "-c", findings(user="root")["instances"]["fix"]])
    assert findings(user="root")["instances"]["status"] == "ok"
    assert bed.l4d2ctl("start", "rooty").status == 0


def test_an_instance_directory_of_another_users_is_put_aside(roots_own):
    instance.owned(roots_own, "nobody")
    bed.must(["sh", "-c", findings(user="root")["instances"]["fix"]])
    instance.create("rooty", PORT + 2)
    assert bed.l4d2ctl("delete", "rooty", "--yes").status == 0
    assert findings(user="root")["instances"]["status"] == "ok"


def test_what_an_earlier_delete_could_not_remove_of_roots_is_put_aside(roots_own):
    roots_own.rename(roots_own.with_name(".removing-rooty"))
    mended = findings(user="root")["instances"]
    assert mended["status"] == "failure" and ".removing-rooty belongs" in mended["message"], mended
    bed.must(["sh", "-c", mended["fix"]])
    instance.create("rooty", PORT + 2)




def test_the_other_instances_at_fault_are_announced(two):
    for name in ("mend", "other"):
        (bed.STATE_ROOT / "instances" / name / "spec.yaml").write_text("prt: 1\n")
    mended = findings(user="root")["instances"]
    assert mended["message"].startswith("mend cannot start") and mended["message"].endswith("doctor goes on with other")


def test_a_server_that_runs_and_lacks_an_overlay_by_now_is_said(two):
    overlay = instance.overlay("gone", {"left4dead2/maps/x.bsp": "a map"})
    assert instance.initialize("mend", instance.spec(PORT, overlays=["gone"])).status == 0
    instance.start("mend")
    overlay.rename(overlay.with_name("away"))
    try:
        assert "mend runs, and could not start again: " in bed.l4d2ctl("status", "mend").err
    finally:
        shutil.rmtree(overlay.with_name("away"))
        bed.l4d2ctl("stop", "mend")


def test_drop_ins_are_named_where_a_start_fails():
    directory = Path(f"/run/systemd/system/{instance.unit('mend')}.d")
    directory.mkdir()
    (directory / "limits.conf").write_text("[Service]\nLimitNOFILE=4\n")
    bed.must(["systemctl", "daemon-reload"])
    try:
        refused = bed.l4d2ctl("start", "mend")
        assert refused.status != 0 and f"{directory} changes the unit, as systemctl cat" in refused.err, refused
    finally:
        shutil.rmtree(directory)
        bed.must(["systemctl", "daemon-reload"])
        bed.l4d2ctl("stop", "mend")


@pytest.fixture
def two():
    instance.create("other", PORT + 1)
    yield bed.STATE_ROOT / "instances/mend/spec.yaml"
    bed.l4d2ctl("delete", "other", "--yes")
    assert instance.initialize("mend", instance.spec(PORT)).status == 0


@pytest.mark.parametrize("verb", ["start", "restart"])
def test_a_port_edited_into_a_spec_is_refused_where_it_is_anothers(two, verb):
    instance.start("mend")
    if verb == "start":
        assert bed.l4d2ctl("stop", "mend").status == 0
    two.write_text(instance.spec(PORT + 1))
    refused = bed.l4d2ctl(verb, "mend")
    assert refused.status == 65 and "that of the instance other" in refused.err, refused
    assert instance.status("mend")["state"] == ("stopped" if verb == "start" else "running")


def test_a_port_edited_into_a_spec_is_said_before_anybody_starts_it(two):
    two.write_text(instance.spec(PORT + 1))
    said = f"port {PORT + 1} is that of the instance other"
    assert said in bed.l4d2ctl("status", "mend").err
    entry = findings(user="root")["instances"]
    assert entry["status"] == "failure" and said in entry["message"], entry


def test_a_spec_that_broke_while_the_server_runs_is_said(two):
    instance.start("mend")
    two.write_text("prt: 1\n")
    os.utime(two, (2 ** 31, 2 ** 31))
    said = bed.l4d2ctl("status", "mend").err
    assert "mend runs, and could not start again" in said and "makes it hold" not in said


@pytest.fixture
def own_root():
    root = Path("/var/tmp/left4me-own")
    root.mkdir()
    instance.owned(root, "daemon")
    yield root
    shutil.rmtree(root)


@pytest.fixture
def root_on_an_overlay():
    top = Path("/var/tmp/left4me-on-top")
    top.mkdir()
    bed.must(["mount", "-t", "tmpfs", "tmpfs", top])  # the bed's own may be an overlay
    for part in ("lower", "upper", "work", "root"):
        (top / part).mkdir()
    options = f"lowerdir={top}/lower,upperdir={top}/upper,workdir={top}/work"
    bed.must(["mount", "-t", "overlay", "-o", options, "overlay", top / "root"])
    instance.owned(top / "root", "daemon")
    yield top / "root"
    bed.must(["umount", "--recursive", top])
    shutil.rmtree(top)


def test_a_state_root_where_no_upper_can_be_is_named(root_on_an_overlay):
    found = {entry["id"]: entry for entry in
             json.loads(bed.l4d2ctl("--root", root_on_an_overlay, "doctor", "--json", user="daemon").out)}
    assert found["disk"]["status"] == "failure" and "on an overlay" in found["disk"]["message"], found["disk"]


def test_an_ordinary_users_own_state_root_is_nobody_elses_affair(own_root):
    result = bed.l4d2ctl("--root", own_root, "doctor", "--json", user="daemon")
    assert '"state-root"' in result.out and "run alone" in result.out, result
    assert "sudo -u left4me" not in result.out and "systemd-tmpfiles" not in result.out
    assert f"l4d2ctl --root {own_root} install" in result.out
    refused = bed.l4d2ctl("--root", own_root, "list", user="daemon")
    assert refused.status == 78 and "there are only install, update," in refused.err
