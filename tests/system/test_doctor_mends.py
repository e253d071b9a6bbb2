"""l4d2ctl doctor and the others on what an admin did by hand, each mended by what they say."""

import os
import shutil
from pathlib import Path

import pytest

import bed
import game
import generations
import instance
from doctor import failed, findings

PORT = 27480


@pytest.fixture
def hand():
    """An instance that somebody lays hands on."""
    instance.create("hand", PORT)
    yield bed.STATE_ROOT / "instances/hand/spec.yaml"
    bed.l4d2ctl("delete", "hand", "--yes")
    assert findings(user="root")["instances"]["status"] == "ok"


def by_root(command):
    return bed.run(["sh", "-c", command])


def make_roots(spec):
    os.chown(spec, 0, 0)
    spec.chmod(0o600)


def test_a_spec_of_roots_is_given_back(first, hand):
    make_roots(hand)
    refused = bed.l4d2ctl("start", "hand")
    assert refused.status == 77 and "Permission denied; l4d2ctl doctor says how" in refused.err, refused
    fix = failed()["instances"]["fix"]
    assert by_root(fix).status != 0, "not without a question"
    assert by_root(fix + " --yes").status == 0
    assert bed.l4d2ctl("start", "hand").status == 0


@pytest.mark.parametrize("other", ["another file", "a second name", "a link", "left4me's"])
def test_nothing_else_is_given(first, hand, other):
    make_roots(hand)
    fix = failed()["instances"]["fix"] + " --yes"
    kept = hand.with_name("kept")
    if other == "a second name":
        os.link(hand, kept)
    elif other == "left4me's":
        instance.owned(hand)
    else:
        hand.rename(kept)
        hand.write_text("secret") if other == "another file" else hand.symlink_to(kept)
    before = hand.lstat().st_uid, hand.stat().st_uid
    refused = by_root(fix)
    assert refused.status == 77 and "is not what doctor saw" in refused.err, refused
    assert (hand.lstat().st_uid, hand.stat().st_uid) == before
    hand.unlink()
    instance.initialize("hand", instance.spec(PORT))


def test_a_spec_of_another_users_is_put_aside(first, hand):
    make_roots(hand)
    os.chown(hand, bed.account("nobody").pw_uid, -1)
    aside, rest = failed()["instances"]["fix"].split(" && ", 1)
    assert by_root(aside).status == 0 and f"sudo -u left4me nano {hand} && " in rest, rest
    said = bed.l4d2ctl("start", "hand")
    assert said.status == 66 and "is missing: run l4d2ctl initialize hand -f SPEC" in said.err, said
    hand.with_name("spec.yaml.of-another-owner").unlink()


@pytest.mark.parametrize("part", ["instances", "runtime"])
def test_a_server_is_stopped_before_what_is_anothers_is_put_aside(first, hand, part):
    instance.start("hand")
    os.chown(bed.STATE_ROOT / part / "hand", bed.account("nobody").pw_uid, -1)
    assert "hand runs, and could not start again: " in bed.l4d2ctl("status", "hand").err
    assert by_root(failed()["instances"]["fix"]).status == 0
    assert game.pid("hand") == 0 and not os.path.ismount(instance.merged("hand"))
    aside = bed.STATE_ROOT / part / ".hand-of-another-owner"
    assert aside.is_dir() and not os.path.ismount(aside / "merged")
    shutil.rmtree(aside)


@pytest.mark.parametrize("mode", [0o750, 0o700])
def test_a_runtime_directory_of_roots_is_given_back_while_the_server_runs(first, hand, mode):
    instance.start("hand")
    runtime = bed.STATE_ROOT / "runtime/hand"
    runtime.chmod(mode)
    os.chown(runtime, 0, 0)
    assert by_root(failed()["instances"]["fix"] + " --yes").status == 0
    assert bed.l4d2ctl("restart", "hand").status == 0


def test_a_server_whose_instance_is_gone_is_found_and_ended(first, hand):
    instance.start("hand")
    hand.parent.rename(hand.parent.with_name(".away"))
    found = failed()["instances"]
    assert "the server hand runs, and" in found["message"], found
    assert by_root(found["fix"] + " --yes").status == 0
    assert not os.path.ismount(instance.merged("hand"))
    shutil.rmtree(hand.parent.with_name(".away"))


@pytest.mark.parametrize("part", ["left4dead2", "left4dead2/cfg", "left4dead2/cfg/server.cfg"])
def test_what_a_game_put_where_a_start_writes_is_put_aside(first, hand, part):
    instance.start("hand")
    assert bed.l4d2ctl("stop", "hand").status == 0
    place = instance.upper("hand") / part
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    place.mkdir() if part.endswith("server.cfg") else place.write_text("no directory")
    instance.owned(place)
    refused = bed.l4d2ctl("start", "hand")
    assert refused.status == 65 and "move it away, or wipe all that the server changed" in refused.err, refused
    assert by_root(failed()["instances"]["fix"]).status == 0
    assert bed.l4d2ctl("start", "hand").status == 0


def test_a_runtime_directory_that_others_may_look_into_is_closed(first, hand):
    instance.start("hand")
    runtime = bed.STATE_ROOT / "runtime/hand"
    runtime.chmod(0o755)
    found = findings()["instances"]
    assert found["status"] == "warning" and "can keep it from starting" in found["message"], found
    assert by_root(found["fix"]).status == 0 and runtime.stat().st_mode & 0o777 == 0o750


def test_a_renamed_overlay_gets_its_name_back(first, hand):
    top = instance.overlay("doctor's maps", {"left4dead2/maps/x.bsp": "a map"})
    hand.write_text(f"port: {PORT}\noverlays: [doctor's maps]\n")
    renamed = top.rename(top.with_name(".doctor's maps-old"))
    try:
        found = failed()["instances"]
        assert "does not exist below" in found["message"] and "was it renamed to" in found["message"], found
        instance.create("keeper", PORT + 1, overlays=[renamed.name])
        assert "nano" in failed()["instances"]["fix"], "another server needs it by its new name"
        bed.l4d2ctl("delete", "keeper", "--yes")
        assert by_root(failed()["instances"]["fix"]).status == 0
        assert bed.l4d2ctl("start", "hand").status == 0
    finally:
        bed.l4d2ctl("delete", "hand", "--yes")
        shutil.rmtree(top)


@pytest.mark.parametrize("editor", [None, "vi", "editor"])
def test_an_editor_that_there_is_not_is_installed_first(first, hand, editor):
    hand.write_text("port: none\n")
    program = Path("/usr/bin") / (editor or "nano")
    assert not program.exists(), "a minimal system has none"
    try:
        if editor:
            program.symlink_to("/bin/true")
        fix = failed()["instances"]["fix"]
        assert fix.startswith(f"sudo -u left4me {editor} {hand} && " if editor else "sudo apt-get install nano && "), fix
    finally:
        program.unlink(missing_ok=True)


def test_two_instances_with_one_port_are_found(first, hand):
    copy = hand.parent.with_name("copy")
    shutil.copytree(hand.parent, copy)
    instance.own_tree(copy)
    found = failed()["ports"]
    assert "copy and hand have one port, 27480" in found["message"] and "hand/spec.yaml" in found["fix"], found
    assert "copy and hand have one port" in bed.l4d2ctl("status").err
    instance.start("hand")
    assert "and the instance hand has it, too" in bed.l4d2ctl("start", "copy").err
    shutil.rmtree(copy)
    assert "ports" not in failed()


def test_a_name_that_no_instance_can_have_is_a_warning(first, hand):
    strange = hand.parent.with_name("Omega")
    strange.mkdir()
    found = findings()["instances"]
    assert found["status"] == "warning" and '"Omega", which is no instance' in found["message"], found
    strange.rmdir()


@pytest.mark.parametrize("line", ["LimitNOFILE=4", "User=root"])
def test_a_drop_in_with_which_no_game_comes_up_is_put_away(first, line):
    directory = Path("/run/systemd/system/left4me-server@.service.d")
    directory.mkdir(parents=True)
    for name, text in (("limits.conf", line), ("zoo.conf", "Nice=5"), ("other.off", line)):
        (directory / name).write_text(f"[Service]\n{text}\n")
    bed.must(["systemctl", "daemon-reload"])
    try:
        found = failed()["units"]
        assert line in found["message"].replace("runs as ", "User=") and str(directory) in found["message"], found
        assert by_root(found["fix"]).status == 0
        assert sorted(file.name for file in directory.iterdir()) == ["limits.conf.off", "other.off", "zoo.conf"]
        assert findings()["units"]["status"] == "ok"
    finally:
        shutil.rmtree(directory)
        bed.must(["systemctl", "daemon-reload"])


def test_an_installation_that_only_lacks_its_link_is_no_download(first, hand):
    generations.remove_all()
    generations.installed()
    os.unlink(instance.INSTALLATION)
    assert "no server could start now: " in bed.l4d2ctl("status").err
    named = bed.l4d2ctl("install", "--rollback")
    assert named.status == 66 and "install --rollback=1 makes" in named.err, named
    assert "instances" not in failed()
    fix = failed()["installation"]["fix"]
    assert fix.endswith("install --rollback=1") and by_root(fix).status == 0
    assert "installation" not in failed() and generations.current()[0] == "1"


def test_a_start_warns_as_initialize_does(first, hand):
    top = instance.overlay("closed", {"left4dead2/maps/x.bsp": "a map"}, user="root")
    (top / "left4dead2/maps/x.bsp").chmod(0o600)
    hand.write_text(f"port: {PORT}\noverlays: [closed]\nconfig:\n  - hostname The #1 server\n")
    for verb in ("start", "restart"):
        said = bed.l4d2ctl(verb, "hand")
        assert said.status == 0 and "line 4 of its spec ends before the '#'" in said.err, said
        assert "may not read, such as " + str(top / "left4dead2/maps/x.bsp") in said.err
    bed.l4d2ctl("delete", "hand", "--yes")
    shutil.rmtree(top)


def test_a_restart_of_what_is_masked_stops_nothing(first, hand):
    instance.start("hand")
    pid = game.pid("hand")
    bed.must(["systemctl", "mask", "--runtime", instance.unit("hand")])
    refused = bed.l4d2ctl("restart", "hand")
    bed.must(["systemctl", "unmask", "--runtime", instance.unit("hand")])
    assert refused.status == 75 and "switched off its unit" in refused.err and game.pid("hand") == pid, refused


def test_the_unit_that_holds_a_port_is_named(first, hand):
    bind = f"import socket,time; s=socket.socket(type=socket.SOCK_DGRAM); s.bind(('',{PORT})); time.sleep(999)"
    bed.must(["systemd-run", "--unit=voice-chat", "python3", "-c", bind])
    try:
        bed.eventually(lambda: "of voice-chat.service" in findings(user="root")["ports"]["message"], "the port is held")
    finally:
        bed.must(["systemctl", "stop", "voice-chat"])
