"""One sentence on stderr, the right status, nothing left behind."""

import operator
import os

import pytest

import bed
import instance
import traces

PORT = 27070

ILLEGAL_NAMES = ["", "-", "-a", "--now", "-H", "_a", ".", "..", "a.", "x.service", "A", "Alpha", "a@b", "a/b", "/a",
                 "../a", "*", "a*", "[a]", "a%i", "a b", " a", "a\n", "a\nb", "a\t", "a\x1b[31m", "é", "a:b", "a,b",
                 "a=b", "a;b", "$(a)", "a" * 65, "a" * 4096]
COMMANDS = [["initialize", "NAME", "-f", "/dev/null"], ["start", "NAME"], ["stop", "NAME"], ["restart", "NAME"],
            ["reset", "--yes", "NAME"], ["delete", "--yes", "NAME"], ["status", "NAME"], ["logs", "NAME"],
            ["run", "NAME"]]


def one_sentence(result, status, *parts):
    assert result.status == status, result
    assert result.out == ""
    lines = result.err.splitlines()
    assert len(lines) == 1 and len(lines[0]) < 600, result.err
    for part in parts:
        assert str(part) in lines[0], f"{part!r} is not in {lines[0]!r}"
    assert not any(character < " " for character in lines[0])


def nothing_left():
    assert traces.everything() == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_illegal_name_gets_through(command):
    for name in ILLEGAL_NAMES if command[0] == "start" else ILLEGAL_NAMES[::4]:
        words = [name if word == "NAME" else word for word in command]
        result = bed.l4d2ctl(*words)
        assert result.status == 64, f"{words}: {result}"
        assert result.out == "" and result.err
        assert "\x1b" not in result.err
    nothing_left()


@pytest.mark.parametrize("command", [["start"], ["stop"], ["restart"], ["reset", "--yes"], ["status"], ["logs"],
                                     ["run"]], ids=lambda command: command[0])
def test_no_such_instance_is_66(command):
    one_sentence(bed.l4d2ctl(*command, "nosuch"), 66, "nosuch")
    nothing_left()


@pytest.mark.parametrize("words", [[], ["nosuch"], ["start"], ["initialize", "a"], ["initialize", "-f", "x"],
                                   ["start", "a", "--wat"], ["start", "a", "--no-en"], ["status", "--json=yes"],
                                   ["initialize", "a", "b", "-f", "x"]], ids=" ".join)
def test_wrong_words_are_64(words):
    result = bed.l4d2ctl(*words)
    assert result.status == 64 and result.err and result.out == ""


SPECS = {
    "unknown key": ("port: 27070\nprot: 1\n", 65, ":2:1", "prot"),
    "unknown key of an overlay": ("port: 27070\noverlays:\n  - path: have\n    alais: x\n", 65, ":4:5", "alais"),
    "duplicate key": ("port: 27070\nport: 27071\n", 65, ":2:1", "port"),
    "no port": ("overlays: []\n", 65, "port"),
    "port that is a word": ("port: many\n", 65, ":1:7"),
    "privileged port": ("port: 1023\n", 65, ":1:7"),
    "port beyond all ports": ("port: 65536\n", 65, ":1:7"),
    "port with a fraction": ("port: 27070.5\n", 65, ":1:7"),
    "port of another instance": ("port: 27079\n", 65, ":1:7", "27079", "other"),
    "missing overlay": ("port: 27070\noverlays: [have, lacking]\n", 66, ":2:18", "lacking"),
    "overlay above overlays": ("port: 27070\noverlays: [../installation]\n", 65, ":2:12"),
    "absolute overlay": ("port: 27070\noverlays: [/etc]\n", 65, ":2:12"),
    "symlink that escapes": ("port: 27070\noverlays: [escaping]\n", 65, ":2:12", "escaping"),
    "absolute symlink": ("port: 27070\noverlays: [absolute]\n", 65, ":2:12", "absolute"),
    "overlay that is a file": ("port: 27070\noverlays: [file]\n", 65, ":2:12", "file"),
    "overlay twice": ("port: 27070\noverlays: [have, have]\n", 65, ":2:18", "have"),
    "alias twice": ("port: 27070\noverlays: [{path: have, alias: x}, {path: more, alias: x}]\n", 65, ":2:"),
    "exec without alias": ("port: 27070\noverlays: [{path: have, exec: true}]\n", 65, ":2:", "alias"),
    "bad alias": ("port: 27070\noverlays: [{path: have, alias: ../x}]\n", 65, ":2:", "alias"),
    "control character in config": ('port: 27070\nconfig: ["a\\nb"]\n', 65, ":2:10"),
    "control character in arguments": ('port: 27070\narguments: ["a\\eb"]\n', 65, ":2:13"),
    "config that is a map": ("port: 27070\nconfig: {a: b}\n", 65, ":2:9"),
    "not YAML": ("port: [27070\n", 65),
    "two documents": ("port: 27070\n---\nport: 27071\n", 65),
    "empty": ("", 65),
    "not UTF-8": (b"port: 27070\nx-n: \xff\n", 65),
    "NUL": (b"port: 27070\nx-n: \0\n", 65),
    "billion laughs": ("x-a: &a [1,1,1,1]\nx-b: &b [*a,*a,*a]\nx-c: [*b,*b,*b]\nport: 27070\n", 65),
    "over a MiB": ("port: 27070\n#" + "x" * 1024 * 1024, 65),
}


@pytest.fixture(scope="module")
def overlays():
    instance.overlay("have", {"a.txt": "a"})
    instance.overlay("more", {"a.txt": "a"})
    top = bed.STATE_ROOT / "overlays"
    for name, target in (("escaping", "../installation"), ("absolute", f"{top}/have")):
        if not (top / name).is_symlink():
            (top / name).symlink_to(target)
            instance.owned(top / name)
    (top / "file").write_text("")


@pytest.mark.parametrize("case", SPECS)
def test_a_bad_spec_names_the_place_and_creates_nothing(overlays, case):
    text, status, *parts = SPECS[case]
    instance.create("other", 27079)
    before = traces.files()
    one_sentence(instance.initialize("bad", text), status, "bad.yaml", *parts)
    assert traces.files() == before


@pytest.mark.parametrize("case", ["unknown key", "missing overlay", "port of another instance"])
def test_a_bad_update_leaves_the_instance_as_it_was(overlays, case):
    text, status, *_ = SPECS[case]
    instance.create("other", 27079)
    instance.create("good", PORT, overlays=["have"])
    before = instance.fingerprint(bed.STATE_ROOT / "instances/good")
    assert instance.initialize("good", text).status == status
    assert instance.fingerprint(bed.STATE_ROOT / "instances/good") == before


def test_a_port_outside_the_hosts_range_is_refused(overlays):
    saved = bed.HOST_ENV.read_text() if bed.HOST_ENV.exists() else None
    bed.HOST_ENV.write_text("LEFT4ME_PORT_RANGE_START=27000\nLEFT4ME_PORT_RANGE_END=27999\n")
    try:
        one_sentence(instance.initialize("bad", "port: 28000\n"), 65, ":1:7", "27000", "27999")
    finally:
        bed.HOST_ENV.unlink() if saved is None else bed.HOST_ENV.write_text(saved)


@pytest.mark.parametrize("make,status", [
    (lambda path: None, 66),
    (lambda path: path.mkdir(), 65),
    (lambda path: (path.write_text("port: 27070\n"), os.chown(path, 0, 0), path.chmod(0o600)), 77),
    (os.mkfifo, 65)], ids=["missing", "a directory", "unreadable", "a fifo"])
def test_a_spec_file_that_cannot_be_read(make, status):
    path = bed.STATE_ROOT / "tmp/odd.yaml"
    make(path)
    try:
        result = bed.l4d2ctl("initialize", "bad", "-f", path, timeout=bed.PATIENCE)
    finally:
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
    one_sentence(result, status, path)
    nothing_left()


def test_an_overlay_that_vanished_after_initialize_stops_the_start():
    instance.overlay("fleeting", {"a.txt": "a"})
    instance.create("good", PORT, overlays=["fleeting"])
    bed.must(["rm", "-r", bed.STATE_ROOT / "overlays/fleeting"])
    one_sentence(bed.l4d2ctl("start", "good"), 66, "fleeting")
    assert instance.status("good")["state"] == "stopped"


def test_a_missing_installation_stops_the_start():
    instance.create("good", PORT)
    instance.INSTALLATION.rename(bed.STATE_ROOT / "elsewhere")
    try:
        one_sentence(bed.l4d2ctl("start", "good"), 66, "installation")
    finally:
        (bed.STATE_ROOT / "elsewhere").rename(instance.INSTALLATION)


@pytest.mark.parametrize("line", ["LD_PRELOAD=/tmp/x.so", "nonsense", "L4D2_PORT=80"])
def test_a_broken_instance_env_stops_run_and_shows_as_no_port(line):
    instance.create("good", PORT)
    env = bed.STATE_ROOT / "instances/good/instance.env"
    env.write_text(f"{line}\nL4D2_ARGS=\n")
    assert instance.status("good")["port"] is None
    result = bed.l4d2ctl("start", "good")
    assert result.status not in (0, 70), result
    assert "LD_PRELOAD" not in result.err


def test_what_is_legal_and_hardly_meant_is_said(overlays):
    result = instance.initialize("good", instance.spec(PORT, overlays=[{"path": "have", "alias": "h", "exec": True}],
                                                       arguments=["+hostport 27071"]))
    assert result.status == 0, result
    said = result.err.splitlines()
    expected = ["good: ", "+hostport", 'no directory left4dead2, and nothing', "has no left4dead2/cfg/server.cfg"]
    assert len(said) == len(expected) and all(map(operator.contains, said, expected)), said


@pytest.mark.parametrize("broken", ["instance.env", "spec.yaml", "overlay"])
def test_the_table_says_which_instance_is_broken_and_how(broken):
    instance.overlay("fleeting", {"a.txt": "a"})
    instance.create("good", PORT, overlays=["fleeting"])
    whole = bed.l4d2ctl("status", "good")
    if broken == "overlay":
        bed.must(["rm", "-r", bed.STATE_ROOT / "overlays/fleeting"])
    else:
        (bed.STATE_ROOT / "instances/good" / broken).write_text("nonsense\n")
    result = bed.l4d2ctl("status", "good")
    assert (whole.status, whole.err) == (0, ""), whole
    assert result.status == 0 and len(result.out.splitlines()) == 2, result
    assert result.err.startswith("l4d2ctl: good is broken: ") and len(result.err.splitlines()) == 1, result
    assert ("fleeting" if broken == "overlay" else broken) in result.err
    assert bed.l4d2ctl("status", "good", "--json").err == ""
