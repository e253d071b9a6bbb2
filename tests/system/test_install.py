"""l4d2ctl install, with a SteamCMD that behaves as the real one does on its bad days, too."""

import json
import os
import random
import shutil
import signal
import subprocess
import time

import pytest

import bed
import generations
import instance
import steam


@pytest.fixture(autouse=True)
def nothing_installed():
    with generations.none_yet():
        yield


def named_login(password, *words):
    """install as a Steam user, with the password from a descriptor."""
    reader, writer = os.pipe()
    os.write(writer, f"{password}\n".encode())
    os.close(writer)
    try:
        return generations.install("--login=gordon", f"--password-fd={reader}", *words, pass_fds=[reader])
    finally:
        os.close(reader)


def contents(top):
    """Relative path → content, of every file."""
    return {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def steam_gave(build):
    tree = steam.DEPOT / "builds" / build
    return contents(tree / "common") | contents(tree / "linux")


@pytest.fixture
def first():
    generations.installed()
    return generations.checksum("1")


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


FAILURES = {
    "no-subscription": (77, "--login USER"),
    "disk-write-failure": (73, "it cannot write"),
    "state 0x202": (73, "the disk is full"),
    "state 0x402": (75, "the download broke off"),
    "state 0x602": (75, "the download broke off"),
    "timeout": (75, "Steam cannot be reached"),
    "no-connection": (75, "Steam cannot be reached"),
    "rate-limit": (75, "try again in an hour"),
    "two-factor": (77, "Steam Guard"),
    "invalid-password": (77, "does not accept"),
    "status-0": (75, "the download broke off"),
    "lie": (78, "srcds_run"),
    "crash": (139, "SteamCMD failed with status 139"),
}


@pytest.mark.parametrize("word", FAILURES)
def test_a_failure_has_its_sentence_and_code_and_leaves_no_trace(word, first):
    status, sentence = FAILURES[word]
    steam.publish("1001")
    steam.misbehave(word)
    result = named_login("crowbar", "--retries=0") if status == 77 else generations.install("--retries=0")
    assert result.status == status and sentence in result.err.splitlines()[-1], result
    assert generations.names() == ["1"] and generations.checksum("1") == first
    generations.await_no_steam()
    generations.installed(*(["--validate"] if word == "lie" else []))
    assert generations.build_of("2") == "1001"


def test_an_anonymous_login_that_steam_gives_no_linux_files_gets_them_through_the_windows_ones(first):
    steam.publish("1001")
    steam.misbehave("invalid-platform")
    generations.installed()
    assert generations.build_of("2") == "1001"


def test_what_passes_is_tried_again():
    steam.misbehave("none", "state 0x602", "none")
    result = generations.installed("--retries=1")
    assert "trying again in 5 s" in result.err
    assert generations.names() == ["1"]


def test_steamcmds_own_words_are_shown_on_failure_and_with_verbose():
    steam.misbehave("no-subscription")
    assert "ERROR! Failed to install app" in generations.install().err
    verbose = bed.l4d2ctl("--verbose", "install", timeout=20 * bed.PATIENCE)
    assert verbose.status == 0 and "Success! App '222860' fully installed." in verbose.err


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
    assert not (instance.INSTALLATION / "srcds.exe").exists()


def test_a_wrong_password_is_refused_once():
    result = named_login("wrong")
    assert result.status == 77 and "does not accept" in result.err


def test_root_is_refused():
    result = bed.l4d2ctl("install", user="root")
    assert result.status == 77 and "never run as root" in result.err


def test_no_steamcmd_is_69_with_the_way_to_get_it():
    launcher = bed.STATE_ROOT / "steam/steamcmd.sh"
    launcher.rename(launcher.with_suffix(".away"))
    try:
        result = generations.install()
        assert result.status == 69 and "steamcmd_linux.tar.gz" in result.err and "--bootstrap" in result.err
    finally:
        launcher.with_suffix(".away").rename(launcher)


def test_bootstrap_unpacks_steamcmd(tmp_path):
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


def test_one_at_a_time():
    steam.misbehave("hang")
    child = generations.begin_install()
    bed.eventually(generations.steam_processes, "SteamCMD at work")
    result = generations.install()
    assert result.status == 75 and f"process {child.pid}" in result.err, result
    child.send_signal(signal.SIGTERM)
    assert child.wait(bed.PATIENCE) == -signal.SIGTERM


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_signal_ends_everything_and_the_next_install_goes_on(name, first):
    steam.publish("1001")
    steam.misbehave("hang orphan")
    child = generations.begin_install()
    bed.eventually(lambda: len(generations.steam_processes()) >= 3, "SteamCMD and its child at work")
    child.send_signal(signal.Signals[name])
    assert child.wait(bed.PATIENCE) == -signal.Signals[name]
    generations.await_no_steam()
    assert generations.names() == ["1"] and generations.checksum("1") == first
    generations.installed()
    assert generations.build_of("2") == "1001" and generations.checksum("1") == first


def test_killed_at_twenty_moments_it_ends_whole_and_the_old_generation_never_changes(first):
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    steam.publish("1001")
    steam.set_pace(0.4)
    for _ in range(20):
        child = generations.begin_install("--validate")
        time.sleep(moments.uniform(0, 0.8))
        child.kill()
        child.wait()
        generations.await_no_steam()
        assert generations.checksum("1") == first, f"seed {seed}"
        assert os.access(instance.INSTALLATION / "srcds_run", os.X_OK), f"seed {seed}"
    steam.set_pace(0)
    generations.installed("--validate")
    newest = generations.current()[0]
    assert generations.build_of(newest) == "1001", f"seed {seed}"
    assert steam_gave("1001").items() <= contents(generations.INSTALLATIONS / newest).items(), f"seed {seed}"


def test_a_full_disk_leaves_the_old_generation_and_the_next_install_goes_on(first):
    steam.publish("1001")
    points = generations.INSTALLATIONS / ".update"
    points.mkdir()
    instance.owned(points)
    bed.must(["mount", "-t", "tmpfs", "-o", "size=256k,mode=0755,uid=" + str(points.stat().st_uid), "tmpfs", points])
    try:
        result = generations.install("--retries=0")
        assert result.status in (73, 75), result
    finally:
        bed.must(["umount", points])
    assert generations.names() == ["1"] and generations.checksum("1") == first
    generations.installed()
    assert generations.build_of("2") == "1001"
