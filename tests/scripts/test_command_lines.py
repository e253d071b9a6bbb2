"""The words that the scripts take, decided before root is asked for or anything is installed."""

import subprocess
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

WRONG = [("test", "--fast"), ("test", "vm-sid"), ("test", "--only"), ("test", "--only", "bench"), ("test", ""),
         ("demo", "now"), ("demo", ""), ("shell",), ("shell", "vm-trixie"), ("shell", "--user"),
         ("shell", "--nothing", "container-trixie")]


def call(script, *words):
    return subprocess.run([SCRIPTS / script, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)


class CommandLines(unittest.TestCase):
    def test_wrong_words_are_64_and_usage_on_stderr(self):
        for words in WRONG:
            with self.subTest(words=words):
                done = call(*words)
                self.assertEqual((done.returncode, done.stdout), (64, ""))
                self.assertTrue(done.stderr.startswith("usage: scripts/"), done.stderr)

    def test_help_is_usage_on_stdout(self):
        for script in ("test", "demo", "shell"):
            with self.subTest(script=script):
                done = call(script, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertTrue(done.stdout.startswith(f"usage: scripts/{script}"), done.stdout)


if __name__ == "__main__":
    unittest.main()
