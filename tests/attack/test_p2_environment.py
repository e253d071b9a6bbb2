"""P2: nothing that left4me puts into an environment, a file or its home makes a root process run something of its."""

import os
from pathlib import Path

import pytest

import bed
import game
import instance
import traces

PORT = 27340
MISSING = "/var/lib/left4me/tmp/there-is-no-such.so"
# Each makes a program that heeds it print something, or leave a file: what follows is the trace to look for.
TELLING = {"LD_PRELOAD": (MISSING, MISSING), "LD_AUDIT": (MISSING, MISSING),
           "LD_DEBUG": ("libs", "calling init"), "LD_SHOW_AUXV": ("1", "AT_"),
           "LIBMOUNT_DEBUG": ("all", "libmount"), "SYSTEMD_LOG_LEVEL": ("debug", "Bus")}
OUTPUT = bed.STATE_ROOT / "tmp/loader"


@pytest.fixture(scope="module", autouse=True)
def stopped(shared):
    shared("inert", PORT)
    instance.start("inert")
    assert bed.l4d2ctl("stop", "inert").status == 0


def calls():
    return [[bed.OVERLAY_HELPER, "umount", "inert"], [bed.SYSTEMCTL_HELPER, "show", "inert"],
            [bed.JOURNALCTL_HELPER, "inert", "--lines", "1", "--no-follow"]]


@pytest.mark.parametrize("call", calls(), ids=lambda call: call[0].name)
@pytest.mark.parametrize("variable", TELLING)
def test_a_variable_of_the_callers_reaches_no_helper(variable, call):
    value, trace = TELLING[variable]
    result = bed.sudo(*call, env={variable: value})
    assert result.status == 0 and trace not in result.out + result.err, result


@pytest.mark.parametrize("variable", ["LD_PRELOAD", "LD_AUDIT", "LD_DEBUG"])
def test_the_loader_would_have_told(variable):
    """Without sudo it heeds them, so that the silence above says something."""
    value, trace = TELLING[variable]
    result = bed.run(calls()[0], user=bed.OWNER, env={variable: value})
    assert trace in result.out + result.err


@pytest.mark.parametrize("call", calls(), ids=lambda call: call[0].name)
def test_a_helper_gives_its_child_nothing_of_the_environment_it_got(call):
    """As from a unit, where no sudo clears anything. What the loader reads before main() is root's to give."""
    env = {"SYSTEMD_LOG_LEVEL": "debug", "SYSTEMD_PAGER": "/bin/false", "PAGER": "/bin/false", "LIBMOUNT_DEBUG": "all",
           "LEFT4ME_ROOT": "/srv", "BASH_ENV": "/dev/null", "LESS": "x", "TMPDIR": "/srv"}
    result = bed.run(call, env=env)
    assert result.status == 0 and result.err == "", result


@pytest.mark.parametrize("call", calls(), ids=lambda call: call[0].name)
def test_sudo_takes_no_variable_on_its_command_line(call):
    result = bed.sudo(f"LD_PRELOAD={MISSING}", *call)
    assert result.status == 1 and "sudo:" in result.err, result


def test_the_loader_writes_no_file_as_root():
    OUTPUT.mkdir(exist_ok=True)
    instance.owned(OUTPUT)
    for call in calls():
        assert bed.sudo(*call, env={"LD_DEBUG": "all", "LD_DEBUG_OUTPUT": f"{OUTPUT}/x"}).status == 0
    owners = {path.stat().st_uid for path in OUTPUT.iterdir()}  # sudo is setuid: even as left4me it must not write
    bed.run(["rm", "-rf", OUTPUT])
    assert owners == set()


def replace_instance_env(make):
    path = bed.STATE_ROOT / "instances/inert/instance.env"
    kept = path.read_text()
    path.unlink()
    make(path)
    instance.owned(path)
    return path, kept


def console_of_start_with(make):
    """What the unit prints when it starts with another instance.env; the old one is put back. l4d2ctl would refuse the
    file itself, so this goes past it, as left4me can."""
    path, kept = replace_instance_env(make)
    try:
        bed.sudo(bed.SYSTEMCTL_HELPER, "start", "inert")
        bed.eventually(lambda: instance.status("inert")["state"] not in ("starting", "stopped"), "an end of the start")
        return game.await_line("inert", r"^l4d2ctl: .*instance\.env.*$") and game.console("inert")
    finally:
        bed.l4d2ctl("stop", "inert")
        path.unlink()
        path.write_text(kept)
        instance.owned(path)


def test_a_variable_in_instance_env_stops_the_start_and_is_none():
    text = f"L4D2_PORT={PORT}\nL4D2_ARGS=\nLD_PRELOAD={MISSING}\n"
    assert "cannot be preloaded" not in console_of_start_with(lambda path: path.write_text(text))


def test_a_fifo_for_instance_env_hangs_neither_the_start_nor_systemd():
    console_of_start_with(os.mkfifo)
    assert bed.run(["systemctl", "show", "--property=Version"], timeout=bed.PATIENCE).status == 0


def test_a_symlink_for_instance_env_shows_nothing_of_its_target():
    """systemd follows it as root, past the directory that only root can enter; `l4d2ctl run` sees whose file it is."""
    secret = Path("/root/left4me-secret")
    secret.write_text(f"L4D2_PORT={PORT}\nL4D2_ARGS=hunter2\n")
    secret.chmod(0o644)
    try:
        assert "hunter2" not in console_of_start_with(lambda path: path.symlink_to(secret))
    finally:
        secret.unlink()


def test_what_root_runs_in_the_unit_is_no_script_and_gets_no_word_but_the_name():
    """HOME is left4me's there: an interpreter would run what it finds in it."""
    text = bed.must(["systemctl", "cat", "left4me-server@inert.service"])
    commands = [line.split("=", 1)[1] for line in text.splitlines() if line.startswith("Exec") and "=+" in line]
    assert len(commands) >= 2
    for command in commands:
        program, *words = command.lstrip("+-").split()
        assert Path(program).read_bytes()[:4] == b"\x7fELF"
        assert words in (["mount", "%i"], ["umount", "%i"])


def test_nothing_in_left4mes_home_runs_as_root():
    """Shells, interpreters, systemd's user units and the loader all have files there that would."""
    canary = bed.STATE_ROOT / "tmp/ran"
    baits = {".profile": f"id -u >>{canary}\n", ".bashrc": f"id -u >>{canary}\n",
             ".pam_environment": "LD_PRELOAD=/x.so\n",
             ".config/environment.d/x.conf": f"LD_PRELOAD={MISSING}\n",
             ".config/systemd/user/left4me-server@.service.d/x.conf": f"[Service]\nExecStartPre=touch {canary}\n",
             ".local/lib/python3/site-packages/x.pth": f"import os; os.system('id -u >>{canary}')\n"}
    for name, text in baits.items():
        path = bed.STATE_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name in (".config", ".local"):
        instance.own_tree(bed.STATE_ROOT / name)
    try:
        instance.start("inert")
        assert "cannot be preloaded" not in game.console("inert")
        assert bed.l4d2ctl("stop", "inert").status == 0
        assert not canary.exists()
    finally:
        for name in baits:
            bed.run(["rm", "-rf", bed.STATE_ROOT / name.split("/")[0]])
