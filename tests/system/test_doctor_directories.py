"""l4d2ctl doctor on the state root's own directories, whose names are left4me's to choose."""

import os
import shutil
from pathlib import Path

import pytest

import bed
import instance
from doctor import failed, findings

pytestmark = pytest.mark.usefixtures("first")
DIRECTORY = bed.STATE_ROOT / "installations"


@pytest.fixture
def away():
    """The directory, whatever a test puts in its place."""
    before = DIRECTORY.stat()
    other = DIRECTORY.with_name("installations.away")
    yield other
    if other.exists():
        shutil.rmtree(DIRECTORY) if DIRECTORY.is_dir() else DIRECTORY.unlink(missing_ok=True)
        other.rename(DIRECTORY)
    os.chown(DIRECTORY, before.st_uid, before.st_gid)
    DIRECTORY.chmod(before.st_mode)
    assert "directories" not in failed(user="root")


def fix():
    entry = failed(user="root")["directories"]
    assert str(DIRECTORY) in entry["message"], entry
    return entry["fix"]


def test_a_directory_of_roots_is_given_back_when_asked(away):
    os.chown(DIRECTORY, 0, 0)
    command = fix()
    assert bed.run(["sh", "-c", command]).status != 0, "not without a question"
    bed.must(["sh", "-c", command + " --yes"])
    assert "directories" not in failed(user="root")


def test_no_other_directory_of_roots_is(away):
    os.chown(DIRECTORY, 0, 0)
    command = fix() + " --yes"
    DIRECTORY.rename(away)
    DIRECTORY.mkdir(mode=0o700)
    refused = bed.run(["sh", "-c", command])
    assert refused.status == 77 and "is not what doctor saw" in refused.err, refused
    assert DIRECTORY.stat().st_uid == 0


def test_one_that_is_closed_is_opened_by_left4me(away):
    DIRECTORY.chmod(0o700)
    bed.must(["sh", "-c", fix()])


@pytest.mark.parametrize("what", ["a link", "another user's"])
def test_what_is_neither_is_put_aside(away, tmp_path, what):
    (tmp_path / "theirs").write_text("theirs")
    DIRECTORY.rename(away)
    if what == "a link":
        DIRECTORY.symlink_to(tmp_path)
    else:
        DIRECTORY.mkdir()
        instance.owned(DIRECTORY, "nobody")
    bed.must(["sh", "-c", fix()])
    assert "directories" not in failed(user="root")
    aside = DIRECTORY.with_name("installations.of-another-owner")
    assert os.path.lexists(aside) and (tmp_path / "theirs").exists()
    aside.unlink() if aside.is_symlink() else aside.rmdir()


def test_logins_that_others_could_read_are_closed():
    steam = bed.STATE_ROOT / "steam"
    (steam / "config").mkdir(exist_ok=True)
    instance.owned(steam / "config")
    steam.chmod(0o755)
    entry = findings()["steamcmd"]
    assert entry["status"] == "warning" and "can read the logins" in entry["message"], entry
    bed.must(["sh", "-c", entry["fix"]])
    assert findings()["steamcmd"]["status"] == "ok" and steam.stat().st_mode & 0o777 == 0o750
    assert findings(user="nobody")["steamcmd"]["status"] == "warning"


def test_what_left4me_brings_to_another_state_root_stays_roots():
    other = Path("/srv/other")
    (other / "overlays").mkdir(parents=True, mode=0o700)
    other.chmod(0o755)
    bed.HOST_ENV.write_text(f"LEFT4ME_ROOT={other}\n")
    try:
        command = findings(user="root")["directories"]["fix"]
        bed.must(["sh", "-c", command])
        assert (other / "overlays").stat().st_uid == 0 and (other / "runtime").owner() == bed.OWNER
        assert other.owner() == bed.OWNER
    finally:
        bed.HOST_ENV.unlink()
        shutil.rmtree(other)
