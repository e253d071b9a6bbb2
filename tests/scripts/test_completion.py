"""Completion in real, interactive shells: every command and option of --help, instance names, and nothing else."""

import os
import pty
import re
import select
import shlex
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
COMPLETION = Path(sys.argv[2])
# Ctrl-T shows the line as it is now between these, and clears it. The setup, which is echoed, must not look like that.
SHOWN = re.compile(rb"<<(.*?)>>", re.DOTALL)

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             f"""source {COMPLETION}/l4d2ctl.bash
shown() {{ printf '<''<%s>''>\\n' "$READLINE_LINE"; READLINE_LINE=; READLINE_POINT=0; }}
bind -x '"\\C-t": shown'; bind 'set bell-style none'; bind 'set page-completions off'
bind 'set enable-bracketed-paste off'
"""),
    "zsh": (["zsh", "-f", "-i"],
            f"""fpath=({COMPLETION} $fpath); autoload -U compinit; compinit -u -D
unsetopt beep zle_bracketed_paste 2>/dev/null; unset zle_bracketed_paste; LISTMAX=9999
shown() {{ zle -I; print -r -- "<""<$BUFFER>"">"; BUFFER=; }}
zle -N shown; bindkey '^T' shown
"""),
}


class Shell:
    def __init__(self, name, root):
        argv, setup = START[name]
        environment = {"PATH": f"{PROGRAM.parent}:/usr/bin:/bin", "HOME": str(root), "TERM": "dumb", "LANG": "C.UTF-8",
                       "LEFT4ME_ROOT": str(root), "PS1": "$ ", "COLUMNS": "200"}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(root)
            os.execvpe(argv[0], argv, environment)
        self.type(setup)
        self.line("true")  # the setup is done when this has been shown

    def type(self, text):
        os.write(self.terminal, text.encode())

    def line(self, text):
        """What Tab makes of it."""
        self.type(text + "\t\x14")
        seen, deadline = b"", time.monotonic() + 30
        while not (found := SHOWN.search(seen)):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise AssertionError(f"{text!r}: the shell said {seen!r}")
            seen += os.read(self.terminal, 4096)
        return found.group(1).decode().strip()

    def end(self):
        os.close(self.terminal)  # SIGHUP
        os.waitpid(self.pid, 0)


def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], check=True, capture_output=True, text=True).stdout


def commands():
    return re.findall(r"^  ([a-z]+) ", help_of().split("\nOptions:")[0], re.MULTILINE)


def options(command):
    return re.findall(r"--[a-z][a-z-]*", "\n".join(re.findall(r"^  -.{20}", help_of(command), re.MULTILINE)))


class Completion:
    """What holds in each shell."""

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        root = Path(cls.directory.name)
        for name in ("alpha", "beta-1", "beta-2"):
            (root / "instances" / name).mkdir(parents=True)
        for name in ("evil$(touch ran)", "evil`touch ran`", "evil;touch ran", "evil\ntouch ran", "Evil", "evil." ,
                     "evil" * 17):
            (root / "instances" / name).mkdir()
        for overlay in ("competitive/base/left4dead2", "competitive/maps/left4dead2", "evil$(touch ran)",
                        "turned\u202earound/left4dead2"):
            (root / "overlays" / overlay).mkdir(parents=True)
        for generation in ("101", "evil$(touch ran)"):
            (root / "installations" / generation).mkdir(parents=True)
        (root / "spec.yaml").touch()
        (root / "evil$(touch ran).yaml").touch()
        other = root / "other" / "instances" / "gamma"
        other.mkdir(parents=True)
        cls.root = root
        cls.shell = Shell(cls.name, root)

    @classmethod
    def tearDownClass(cls):
        cls.shell.end()
        cls.directory.cleanup()

    def completes(self, typed, line):
        self.assertEqual(self.shell.line(typed), line, typed)

    def test_each_command_from_all_but_its_last_letter(self):
        self.assertGreater(len(commands()), 10)
        for command in commands():
            self.completes(f"l4d2ctl {command[:-1]}", f"l4d2ctl {command}")

    def test_each_long_option_of_each_command(self):
        for command in commands():
            for option in options(command):
                with self.subTest(command=command, option=option):
                    self.completes(f"l4d2ctl {command} {option[:-1]}", f"l4d2ctl {command} {option}")

    def test_names_where_the_command_takes_them(self):
        self.completes("l4d2ctl start al", "l4d2ctl start alpha")
        self.completes("l4d2ctl --verbose stop --no-disable alpha be", "l4d2ctl --verbose stop --no-disable alpha beta-")
        self.completes("l4d2ctl logs alp", "l4d2ctl logs alpha")
        self.completes("l4d2ctl logs --follow alp", "l4d2ctl logs --follow alpha")

    def test_no_second_name_where_the_command_takes_one(self):
        self.completes("l4d2ctl logs beta-1 alp", "l4d2ctl logs beta-1 alp")
        self.completes("l4d2ctl --verbose players beta-1 alp", "l4d2ctl --verbose players beta-1 alp")
        self.completes("l4d2ctl logs beta-1 --fol", "l4d2ctl logs beta-1 --follow")

    def test_commands_after_help(self):
        self.completes("l4d2ctl help gener", "l4d2ctl help generations")

    def test_names_of_another_root(self):
        for option in (f"--root {self.root}/other", f"--root={self.root}/other"):
            self.completes(f"l4d2ctl {option} start ga", f"l4d2ctl {option} start gamma")

    def test_no_name_that_is_none_and_nothing_of_it_runs(self):
        for typed in ("l4d2ctl start evil", "l4d2ctl start Evil", "l4d2ctl --verbose stop alpha evil"):
            self.completes(typed, typed)
        self.completes("l4d2ctl stop ", "l4d2ctl stop")
        self.assertFalse((self.root / "ran").exists())

    def test_a_file_is_offered_so_that_its_name_does_not_run(self):
        line = self.shell.line(f"l4d2ctl initialize alpha -f {self.root}/evi")
        self.assertEqual(shlex.split(line)[-1], f"{self.root}/evil$(touch ran).yaml")
        self.assertNotIn("$(", line.replace("\\$", ""))

    def test_no_name_where_none_belongs(self):
        self.completes("l4d2ctl doctor al", "l4d2ctl doctor al")
        self.completes("l4d2ctl nonsense al", "l4d2ctl nonsense al")

    def test_values_and_files(self):
        self.completes("l4d2ctl logs alpha -o sh", "l4d2ctl logs alpha -o short-iso-precise")
        self.completes("l4d2ctl update --restart when", "l4d2ctl update --restart when-empty")
        self.completes("l4d2ctl install --progress js", "l4d2ctl install --progress json")
        self.completes("l4d2ctl update --restart=when", "l4d2ctl update --restart=when-empty")
        self.completes("l4d2ctl logs alpha --output=sh", "l4d2ctl logs alpha --output=short-iso-precise")
        self.completes(f"l4d2ctl install --bootstrap={self.root}/spec.y",
                       f"l4d2ctl install --bootstrap={self.root}/spec.yaml")
        self.completes(f"l4d2ctl initialize alpha -f {self.root}/spec.y",
                       f"l4d2ctl initialize alpha -f {self.root}/spec.yaml")

    def test_overlays_and_generations(self):
        self.completes("l4d2ctl doctor --open comp", "l4d2ctl doctor --open competitive/")
        self.completes("l4d2ctl doctor --open=competitive/b", "l4d2ctl doctor --open=competitive/base")
        self.completes("l4d2ctl install --rollback=1", "l4d2ctl install --rollback=101")
        line = self.shell.line("l4d2ctl doctor --open=evi")
        self.assertNotIn("$(", line.replace("\\$", ""))
        self.assertFalse((self.root / "ran").exists())

    def test_names_that_turn_a_terminals_text_around_are_shown_as_they_are_written(self):
        listed = subprocess.run([PROGRAM, "--root", self.root, "list", "--overlays"], capture_output=True, text=True)
        self.assertIn("turned", listed.stdout)
        self.assertNotIn("\u202e", listed.stdout)

    def test_the_values_are_what_the_program_takes(self):
        # Each is refused for what is looked at after the value.
        for line, values, refusal in (
                ("logs none -o {}", ("cat", "short-iso-precise", "json"), "root helpers"),
                ("update --json --restart {}", ("now", "when-empty", "no"), "--json needs --check"),
                ("install --password-fd 3 --progress {}", ("auto", "bar", "lines", "json"), "needs --login")):
            for value in values:
                words = line.format(value).split()
                said = subprocess.run([PROGRAM, "--root", self.root, *words], capture_output=True, text=True).stderr
                self.assertIn(refusal, said)


class InBash(Completion, unittest.TestCase):
    name = "bash"


class InZsh(Completion, unittest.TestCase):
    name = "zsh"


unittest.main(argv=sys.argv[:1], verbosity=2)
