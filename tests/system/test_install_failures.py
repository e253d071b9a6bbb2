"""What fails on SteamCMD's bad days: each failure has its sentence, its exit code, and leaves no trace."""

import pytest

import bed
import generations
import steam

pytestmark = pytest.mark.usefixtures("nothing_installed")


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
    result = generations.named_login("crowbar", "--retries=0") if status == 77 else generations.install("--retries=0")
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


def test_a_wrong_password_is_refused_once():
    result = generations.named_login("wrong")
    assert result.status == 77 and "does not accept" in result.err


def test_root_is_refused():
    result = bed.l4d2ctl("install", user="root")
    assert result.status == 77 and "sudo -u left4me" in result.err


def test_no_steamcmd_is_69_with_the_way_to_get_it():
    launcher = bed.STATE_ROOT / "steam/steamcmd.sh"
    launcher.rename(launcher.with_suffix(".away"))
    try:
        result = generations.install()
        assert result.status == 69 and "steamcmd_linux.tar.gz" in result.err and "--bootstrap" in result.err
    finally:
        launcher.with_suffix(".away").rename(launcher)


def test_a_machine_without_the_32_bit_loader_is_told_what_to_install():
    program = bed.STATE_ROOT / "steam/linux32/steamcmd"
    text = program.read_text()
    program.write_text("#!/nonexistent/ld-linux.so.2\n")
    try:
        result = generations.install()
        assert result.status == 69 and "apt-get install libc6-i386" in result.err.splitlines()[-1], result
    finally:
        program.write_text(text)
