"""The package's life on a fresh, booted Debian: installed, used, upgraded below a running server, removed, purged.
The tests build upon each other, in their order."""

import glob
import json
import os
from pathlib import Path

import bed
import instance
import steam

PACKAGES = Path("/opt/left4me-tests/packages")
LATER = PACKAGES / "left4me_9.9.9_amd64.deb"
bed.L4D2CTL = Path("/usr/bin/l4d2ctl")

WANTS = "/etc/systemd/system/*.wants/left4me-server@*.service"


def apt(*words):
    # Nothing can be fetched here: what the package needs is there, or this fails.
    return bed.must(["apt-get", "--yes", "--quiet", *words],
                    env={"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})


def this_version():
    return next(path for path in PACKAGES.glob("left4me_*") if path != LATER)


def failures():
    found = json.loads(bed.l4d2ctl("doctor", "--json", user="root").out)
    return {check["id"] for check in found if check["status"] == "failure"}


def test_after_the_installation_only_the_game_is_missing():
    assert not bed.L4D2CTL.exists()
    apt("install", this_version())
    assert failures() == {"steamcmd", "steam-libraries", "installation"}


def test_the_helpers_and_their_rules_are_as_the_contract_has_them():
    for helper in ("overlay", "systemctl", "journalctl"):
        facts = os.lstat(f"/usr/libexec/left4me/left4me-{helper}")
        assert (oct(facts.st_mode), facts.st_uid, facts.st_gid) == ("0o100755", 0, 0)
    assert oct(os.lstat("/etc/sudoers.d/left4me").st_mode) == "0o100440"
    bed.must(["/usr/sbin/visudo", "--check", "--strict"])


def test_rules_that_somebody_deleted_come_back_by_the_command_that_the_doctor_prints():
    os.remove("/etc/sudoers.d/left4me")
    found = json.loads(bed.l4d2ctl("doctor", "--json", user="root").out)
    fixes = [check["fix"] for check in found if check["id"] == "sudo" and check["status"] == "failure"]
    assert len(fixes) == 1, found
    bed.must(["sh", "-c", fixes[0]])
    assert "sudo" not in failures()


def test_a_server_lives_from_nothing_to_nothing():
    bed.must(["/opt/left4me-tests/story"], timeout=120)


def test_with_the_game_the_doctor_has_nothing_to_mend():
    instance.install_steamcmd()
    steam.offer()
    result = bed.l4d2ctl("install")
    assert result.status == 0, result
    assert failures() == set()


def test_an_upgrade_leaves_a_running_server_alone_and_the_next_start_works():
    instance.create("kept", 27015)
    instance.start("kept", "--wait")
    before = instance.status("kept")["main_pid"]
    apt("install", LATER)
    assert bed.must(["dpkg-query", "--show", "--showformat=${Version}", "left4me"]) == "9.9.9"
    assert instance.status("kept")["main_pid"] == before
    assert bed.l4d2ctl("restart", "kept").status == 0
    assert instance.status("kept")["main_pid"] not in (None, before)


def test_the_library_is_for_whoever_builds_against_it():
    apt("install", *PACKAGES.glob("libleft4me*"))
    assert "libleft4me.so.0 " in bed.must(["/usr/sbin/ldconfig", "--print-cache"])
    assert bed.must(["/opt/left4me-tests/library/tail", "kept"], user=bed.OWNER).startswith("kept runs\n")
    apt("remove", "libleft4me0")


def test_removing_stops_servers_unmounts_and_keeps_the_state():
    apt("remove", "left4me")
    assert not os.path.ismount(instance.merged("kept"))
    assert bed.run(["pgrep", "--uid", "left4me"]).out == ""
    assert (bed.STATE_ROOT / "instances/kept/spec.yaml").exists()
    assert not bed.L4D2CTL.exists()


def test_a_second_installation_finds_everything_again():
    apt("install", this_version())
    assert failures() == set()
    instance.start("kept")
    assert instance.status("kept")["state"] == "running"


def test_purging_asks_nothing_and_leaves_what_people_put_there():
    instance.overlay("theirs", {"left4dead2/addons/map.vpk": "a map"})
    apt("purge", "left4me")
    left = sorted(str(path.relative_to(bed.STATE_ROOT)) for path in bed.STATE_ROOT.rglob("*") if not path.is_dir())
    assert left == ["overlays/theirs/left4dead2/addons/map.vpk"]
    assert glob.glob(WANTS) == []
    for path in ("/etc/left4me", "/etc/sudoers.d/left4me", "/usr/libexec/left4me"):
        assert not os.path.lexists(path), path
    assert "left4me" not in bed.must(["findmnt", "--list", "--noheadings", "--output", "TARGET", "--types", "overlay"])
