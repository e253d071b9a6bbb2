"""l4d2ctl doctor on /etc/left4me/host.env."""

import shutil

import pytest

import bed
import instance
from doctor import failed, findings

pytestmark = pytest.mark.usefixtures("first")


@pytest.fixture
def host_env():
    """host.env as it is, for as long as it takes to write another."""
    before = bed.HOST_ENV.read_text() if bed.HOST_ENV.exists() else None
    yield bed.HOST_ENV
    bed.HOST_ENV.unlink()
    if before is not None:
        bed.HOST_ENV.write_text(before)


def test_a_misspelt_key_in_host_env_is_a_warning(host_env):
    host_env.write_text("LEFT4ME_PORT_RNAGE_END=27099\n")
    entry = findings()["host-env"]
    assert entry["status"] == "warning" and "did you mean LEFT4ME_PORT_RANGE_END?" in entry["message"], entry


def test_a_range_that_was_narrowed_since_is_a_warning(host_env):
    instance.create("outside", 27391)
    host_env.write_text("LEFT4ME_PORT_RANGE_END=27000\n")
    entry = findings()["instances"]
    assert entry["status"] == "warning" and "is outside the range of" in entry["message"], entry
    bed.l4d2ctl("delete", "outside", "--yes")


@pytest.mark.parametrize("user", ["root", bed.OWNER])
def test_host_env_that_left4me_may_not_read_is_made_readable(user, host_env):
    host_env.write_text("# nothing\n")
    host_env.chmod(0o640)
    shutil.chown(host_env, "root", "root")
    bed.must(["sh", "-c", failed(user=user)["host-env"]["fix"]])
    assert findings(user=bed.OWNER)["host-env"]["status"] == "ok"


def test_host_env_that_its_user_can_write_is_78_with_the_way_out(host_env):
    host_env.write_text("# nothing\n")
    host_env.chmod(0o666)
    assert "chmod 0640" in failed()["host-env"]["message"]
