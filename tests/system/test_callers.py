"""Who calls l4d2ctl: its owner, root, or somebody else."""

import json
from pathlib import Path

import pytest

import bed
import instance
import schema

PORT = 27220
CHANGING = (["start"], ["stop"], ["restart"], ["reset", "--yes"], ["delete", "--yes"], ["initialize", "-f", "-"])


@pytest.fixture(scope="module")
def server(shared):
    return shared("called", PORT)


@pytest.mark.parametrize("user", ["root", "nobody"])
@pytest.mark.parametrize("words", CHANGING, ids=lambda words: words[0])
def test_nobody_else_changes_anything(server, user, words):
    result = bed.l4d2ctl(words[0], server, *words[1:], user=user)
    assert result.status == 77 and "sudo -u left4me" in result.err, result


@pytest.mark.parametrize("words, status", [(["logs"], 1), (["send", "--", "status"], 77), (["console"], 77)],
                         ids=["logs", "send", "console"])
def test_who_may_not_is_told_who_may(server, words, status):
    instance.start(server)
    result = bed.l4d2ctl(words[0], server, *words[1:], user="nobody")
    assert result.status == status and "sudo -u left4me" in result.err.splitlines()[-1], result
    assert result.out == ""


@pytest.mark.parametrize("command", ["status", "list"])
def test_others_see_a_table_and_are_told_what_it_lacks(server, command):
    result = bed.l4d2ctl(command, user="nobody")
    assert result.status == 0 and server in result.out, result
    assert len(result.err.splitlines()) == 1 and "sudo -u left4me" in result.err, result
    assert bed.l4d2ctl(command, "--json", user="nobody").err == ""


@pytest.mark.parametrize("words", [["stop"], ["logs"]], ids=lambda words: words[0])
def test_where_sudo_refuses_the_doctor_is_named(server, words):
    rules = Path("/etc/sudoers.d/left4me")
    aside = Path("/etc/left4me.sudoers.aside")
    rules.rename(aside)
    try:
        result = bed.l4d2ctl(*words, server)
    finally:
        aside.rename(rules)
    first, second = result.err.splitlines()
    assert result.status == 1 and first.startswith("sudo: ") and "l4d2ctl doctor" in second, result


def test_list_keeps_its_schema(server):
    found = json.loads(bed.l4d2ctl("list", "--json").out)
    schema.check(found, "list.schema.json")
    assert server in [entry["name"] for entry in found]


def test_root_sees_what_the_owner_sees(server):
    for command in ("list", "status"):
        seen = [json.loads(bed.l4d2ctl(command, "--json", user=user).out) for user in (bed.OWNER, "root")]
        assert seen[0] == seen[1]
        assert [entry["port"] for entry in seen[1] if entry["name"] == server] == [PORT]


def test_a_spec_comes_through_standard_input(server, tmp_path):
    file = tmp_path / "spec.yaml"
    file.write_text(instance.spec(PORT + 1))
    assert bed.l4d2ctl("stop", server).status == 0  # or it would keep its port
    with file.open() as spec:
        assert bed.l4d2ctl("initialize", server, "-f", "-", stdin=spec).status == 0
    assert instance.status(server)["port"] == PORT + 1


def test_a_broken_spec_from_standard_input_names_its_line(server, tmp_path):
    file = tmp_path / "spec.yaml"
    file.write_text("port: 27220\nprot: 1\n")
    with file.open() as spec:
        result = bed.l4d2ctl("initialize", server, "-f", "-", stdin=spec)
    assert result.status == 65 and "<stdin>:2:1" in result.err, result


def test_help_has_a_letter(server):
    assert bed.l4d2ctl("-h").out == bed.l4d2ctl("--help").out
    assert bed.l4d2ctl("start", "-h").out == bed.l4d2ctl("start", "--help").out
