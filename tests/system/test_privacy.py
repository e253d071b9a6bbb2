"""Files that can hold passwords are for left4me alone, whatever the caller's umask."""

import pytest

import bed
import instance

PORT = 27110


@pytest.fixture(scope="module")
def secretive(shared):
    instance.overlay("secretive", {"left4dead2/cfg/server.cfg": 'rcon_password "overlay"\n'}, mode=0o640)
    spec = instance.spec_file("secretive", instance.spec(
        PORT, overlays=[{"path": "secretive", "alias": "s", "exec": True}], config=['rcon_password "x"']))
    bed.must([bed.L4D2CTL, "initialize", "secretive", "-f", spec], user=bed.OWNER, umask=0)
    bed.must([bed.L4D2CTL, "start", "secretive"], user=bed.OWNER, umask=0)
    return "secretive"


@pytest.fixture(scope="module", autouse=True)
def registered(kept):
    kept.add("secretive")
    yield
    kept.discard("secretive")
    bed.l4d2ctl("delete", "secretive", "--yes")


@pytest.mark.parametrize("path", [
    "instances/{}/spec.yaml", "instances/{}/instance.env",
    *(f"runtime/{{}}/{side}/left4dead2/cfg/{name}" for side in ("upper", "merged")
      for name in ("server.cfg", "server_s.cfg"))])
def test_others_cannot_read(secretive, path):
    file = bed.STATE_ROOT / path.format(secretive)
    assert file.stat().st_mode & 0o007 == 0, oct(file.stat().st_mode)
    assert bed.run(["cat", file], user="nobody").status != 0


