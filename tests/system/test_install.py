"""l4d2ctl install, with a SteamCMD that behaves as the real one does."""

import json
import os
import pty
import shutil
import subprocess
import time

import pytest

import bed
import generations
import instance
import steam

pytestmark = pytest.mark.usefixtures("nothing_installed")


def test_a_fresh_machine_gets_generation_1_and_steams_libraries(nothing_installed):
    dot_steam = bed.STATE_ROOT / ".steam"
    for link in ("sdk32", "sdk64"):
        (dot_steam / link).unlink(missing_ok=True)
    result = generations.installed()
    assert "build 1000 is installed as generation 1" in result.err
    assert os.readlink(instance.INSTALLATION) == "installations/1"
    assert os.access(instance.INSTALLATION / "srcds_run", os.X_OK)
    assert not (instance.INSTALLATION / "srcds.exe").exists(), "the Windows files were only asked for"
    assert all((dot_steam / link / "steamclient.so").is_file() for link in ("sdk32", "sdk64"))
    assert instance.INSTALLATION.stat().st_uid == bed.account(bed.OWNER).pw_uid
    generations.await_no_steam()


def test_the_first_start_from_it_answers(first):
    instance.create("alpha", 27015)
    instance.start("alpha", "--wait")
    assert instance.status("alpha")["layers"] == ["installations/1"]


def test_a_link_that_leads_nowhere_is_mended(first):
    link = bed.STATE_ROOT / ".steam/sdk32"
    link.unlink()
    link.symlink_to("/nonexistent")
    generations.installed()
    assert (link / "steamclient.so").is_file()


def test_what_is_up_to_date_makes_no_generation(first):
    assert "up to date" in generations.installed().err
    assert generations.names() == ["1"] and generations.checksum("1") == first


def test_validate_mends_what_was_meddled_with_in_a_generation_of_its_own(first):
    meddled = generations.INSTALLATIONS / "1/left4dead2/steam.inf"
    right = meddled.read_bytes()
    meddled.write_text("meddled with")
    generations.installed("--validate")
    assert generations.current() == ["2"] and meddled.read_text() == "meddled with"
    assert (instance.INSTALLATION / "left4dead2/steam.inf").read_bytes() == right


def test_a_plain_installation_becomes_generation_1_in_its_place():
    os.rename(generations.ASIDE, instance.INSTALLATION)
    try:
        inode = instance.INSTALLATION.stat().st_ino
        instance.create("alpha", 27015)
        instance.start("alpha", "--wait")
        generations.installed()
        assert (generations.INSTALLATIONS / "1").stat().st_ino == inode
        assert instance.status("alpha")["layers"] == ["installations/1"]
        assert generations.current() == ["2"]
        assert bed.l4d2ctl("restart", "alpha").status == 0
        assert instance.status("alpha")["layers"] == ["installations/2"]
    finally:
        bed.l4d2ctl("stop", "alpha")
        os.rename(generations.INSTALLATIONS / "1", generations.ASIDE)


def test_a_branch_stays_until_another_is_named(first):
    assert "no branch" not in generations.installed("--beta=beta").err
    assert generations.build_of(generations.current()[0]) == "1001"
    assert "up to date" in generations.installed().err
    check = json.loads(bed.l4d2ctl("update", "--check", "--json", timeout=20 * bed.PATIENCE).out)
    assert check == {"installed_build_id": "1001", "available_build_id": "1001", "newer": False}
    generations.installed("--beta=public")
    assert generations.build_of(generations.current()[0]) == "1000"


def test_an_unknown_branch_is_said(first):
    result = generations.installed("--beta=nonsense")
    assert 'no branch "nonsense"' in result.err and "gives public" in result.err, result


def test_progress_for_programs_is_an_object_a_line():
    shutil.rmtree(bed.STATE_ROOT / "steam/package", ignore_errors=True)  # so that it updates itself once more
    result = generations.install("--progress=json")
    assert result.status == 0, result
    *progress, last = [json.loads(line) for line in result.out.splitlines()]
    assert {entry["event"] for entry in progress} == {"progress"} and len(progress) > 5
    assert {"updating SteamCMD", "downloading"} <= {entry["phase"] for entry in progress}
    assert last == {"event": "installed", "changed": True, "generation": "1", "build_id": "1000"}


def test_a_password_is_on_no_command_line():
    steam.set_pace(3)
    reader, writer = os.pipe()
    os.write(writer, b"crowbar\n")
    os.close(writer)
    child = bed.spawn([bed.L4D2CTL, "install", "--login=gordon", f"--password-fd={reader}"], pass_fds=[reader],
                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(reader)
    seen = set()
    while child.poll() is None:
        seen |= set(generations.steam_processes())
        time.sleep(0.05)
    assert child.returncode == 0 and any("+runscript" in line for line in seen), seen
    assert not any("crowbar" in line for line in seen)
    kept = bed.STATE_ROOT / "steam/config"
    assert kept.is_dir() and bed.run(["ls", kept], user="nobody").status != 0, "logins are nobody else's"
    assert not (instance.INSTALLATION / "srcds.exe").exists()


def test_bootstrap_unpacks_steamcmd():
    steam_home, aside = bed.STATE_ROOT / "steam", bed.STATE_ROOT / "steam.aside"
    tarball = bed.STATE_ROOT / "tmp/steamcmd_linux.tar.gz"
    bed.must(["tar", "-czf", tarball, "-C", steam_home, "--exclude=./depot", "."])
    steam_home.rename(aside)
    try:
        result = generations.install(f"--bootstrap={tarball}", env={"STAND_IN_DEPOT": f"{aside}/depot"})
        assert result.status == 0 and "unpacked SteamCMD" in result.err, result
        assert generations.names() == ["1"]
    finally:
        bed.must(["rm", "-rf", steam_home, tarball])
        aside.rename(steam_home)


def test_bootstrap_refuses_what_is_no_archive():
    page = bed.STATE_ROOT / "tmp/steamcmd_linux.tar.gz"
    page.write_text("<html>you have to log in to this network</html>")
    result = generations.install(f"--bootstrap={page}")
    page.unlink()
    assert result.status == 65 and "could not be unpacked" in result.err, result


def test_a_tarball_that_is_not_there_is_66():
    result = generations.install("--bootstrap=/nonexistent/steamcmd_linux.tar.gz")
    assert result.status == 66 and "/nonexistent/steamcmd_linux.tar.gz" in result.err, result


def test_a_terminal_asks_for_password_and_code_without_showing_them():
    ours, theirs = pty.openpty()
    child = bed.spawn([bed.L4D2CTL, "install", "--login=gordon"], stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    screen = b""
    for question, answer in ((b"password of gordon", b"crowbar\n"), (b"Steam Guard code", b"K7X2P\n")):
        while question not in screen:
            screen += os.read(ours, 4096)
        time.sleep(0.2)  # what is typed before the echo is off is thrown away
        os.write(ours, answer)
    try:
        while chunk := os.read(ours, 4096):
            screen += chunk
    except OSError:
        pass
    os.close(ours)
    assert child.wait(bed.PATIENCE) == 0, screen
    assert b"crowbar" not in screen and b"K7X2P" not in screen
    assert b"\r\x1b[K[####################] 100.0 %, downloading" in screen, "a bar"
