"""l4d2ctl run in the foreground: no root, no sudo, no systemd."""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

import a2s
import bed
import instance
import traces

PORT = 27210
LIMIT = Path("/proc/sys/user/max_user_namespaces")
STRANGER = "nobody"


@pytest.fixture(scope="module")
def server(shared):
    instance.overlay("by-hand", {"left4dead2/cfg/server.cfg": "sv_tags by-hand\n"})
    return shared("hand", PORT, overlays=[{"path": "by-hand", "alias": "hand", "exec": True}], config=["hostname hand"])


class Foreground:
    """A server by hand; what it says goes to a file."""

    def __init__(self, name, *options, user=bed.OWNER, where=bed.STATE_ROOT):
        self.said = Path(f"/run/said-by-{name}")
        with self.said.open("wb") as out:
            self.process = bed.spawn([bed.L4D2CTL, *options, "run", name], user=user, stdin=subprocess.DEVNULL,
                                     stdout=out, stderr=out)
        self.place = where / "runtime" / name / "by-hand"

    def __enter__(self):
        bed.eventually(lambda: self.answers() or self.process.poll() is not None, "an answer")
        assert self.process.poll() is None, self.said.read_text()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def answers(self):
        try:
            return a2s.info("127.0.0.1", PORT, patience=1).name
        except OSError:
            return None

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(bed.PATIENCE)


def test_it_answers_with_the_same_layers_and_an_upper_of_its_own(server):
    with Foreground(server) as run:
        assert run.answers() == "hand"
        assert "Executing server_hand.cfg" in run.said.read_text()
        assert (run.place / "upper/left4dead2/logs").is_dir()
        assert not (instance.upper(server) / "left4dead2/logs").exists()
        assert traces.mounts_of(server) == [] and instance.status(server)["state"] == "stopped"
        owner = bed.account(bed.OWNER).pw_uid
        assert all(path.lstat().st_uid == owner for path in run.place.rglob("*"))


def test_ctrl_c_ends_it_with_its_farewell_and_nothing_is_left(server):
    with Foreground(server) as run:
        run.interrupt()
        assert "SIGINT, bye" in run.said.read_text()
    assert list((run.place / "merged").iterdir()) == []
    assert traces.processes() == {}


def test_nothing_takes_its_place_while_it_runs(server):
    with Foreground(server):
        for words in (["run", server], ["start", server], ["reset", server, "--yes"]):
            result = bed.l4d2ctl(*words)
            assert result.status == 75 and server in result.err, result
    assert bed.l4d2ctl("reset", server, "--yes").status == 0
    assert not instance.upper(server).exists()


def test_it_is_refused_while_the_unit_runs(server):
    instance.start(server)
    result = bed.l4d2ctl("run", server)
    assert result.status == 75 and "l4d2ctl stop" in result.err, result
    assert bed.l4d2ctl("stop", server).status == 0


def test_a_user_without_any_right_can_try_a_spec_in_a_root_of_his_own():
    home = Path("/run/strangers")  # most else of a container is on an overlay, which can be no upper
    shutil.copytree(instance.INSTALLATION, home / "installation", symlinks=True)
    spec = home / "spec.yaml"
    spec.write_text(instance.spec(PORT, config=["hostname strange"]))
    instance.own_tree(home, STRANGER)
    try:
        bed.must([bed.L4D2CTL, "--root", home, "initialize", "strange", "-f", spec], user=STRANGER)
        with Foreground("strange", "--root", home, user=STRANGER, where=home) as run:
            assert run.answers() == "strange"
            run.interrupt()
    finally:
        shutil.rmtree(home)


@pytest.mark.vm_only
def test_where_user_namespaces_are_forbidden_the_setting_is_named(server):
    before = LIMIT.read_text()
    LIMIT.write_text("0")
    try:
        result = bed.l4d2ctl("run", server)
        assert result.status == 71 and "sysctl user.max_user_namespaces" in result.err, result
    finally:
        LIMIT.write_text(before)
