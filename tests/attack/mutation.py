"""In a build root: takes defences out of a copy of the sources, one at a time, and shows that something notices.

mutation.py NAME…: what the compiler, the unit tests or the namespace tier must notice is judged here; what takes a
booted system is installed below /dest/NUMBER for the caller to try. Prints a line for each: NUMBER, verdict, name."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from defences import ALL

SOURCES, BUILD, DEST = Path("/build/sources"), Path("/build/build"), Path("/dest")
NAMES = SOURCES / "tests/fixtures/names/instance_names.txt"
FAILED_TESTS = 1   # GoogleTest's status; any other means that the tests did not run


def run(*argv):
    return subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def ninja():
    return run("ninja", "-C", BUILD)


def must(result):
    if result.returncode != 0:
        sys.exit(f"{result.args}: status {result.returncode}\n{result.stdout}")


def replace_in(defence, old, new):
    path = SOURCES / defence.file
    text = path.read_text()
    if text.count(old) != 1:
        sys.exit(f"{defence.name}: {defence.file} holds its text {text.count(old)} times instead of once: {old}")
    path.write_text(text.replace(old, new))


def namespace_tests(pattern):
    return [BUILD / "tests/namespace/left4me-namespace-tests", "--helper", BUILD / "helpers/left4me-overlay",
            "--names", NAMES, "--disk", "/var/tmp", "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=" + pattern]


def verdict_of_tests(argv):
    status = subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    return {0: "SURVIVED", FAILED_TESTS: "killed"}.get(status, f"BROKEN: status {status}")


def tests_of(killer):
    """The program that must fail, for what is judged here."""
    kind, _, which = killer.partition(" ")
    return {"namespace": lambda: namespace_tests(which),
            "unit": lambda: [BUILD / "tests/unit/helpers/unit-helpers", "--gtest_filter=" + which]}[kind]()


def judge(defence, dest):
    """With the defence taken out already."""
    built = ninja()
    if defence.killer == "compiler":
        return "killed" if built.returncode and "static assertion failed" in built.stdout else "SURVIVED"
    must(built)
    if not defence.killer.startswith("bed "):
        return verdict_of_tests(tests_of(defence.killer))
    must(run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", dest))
    return "installed"


def require_that_tests_pass(defences):
    """With every defence in its place; or a failure without one would say nothing."""
    for killer in sorted({one.killer for one in defences if one.killer.split()[0] in ("namespace", "unit")}):
        result = run(*tests_of(killer))
        must(result)
        if "PASSED  ] 0 tests" in result.stdout:
            sys.exit(f"no test is called {killer}")


def prepare():
    """The copy is kept between runs, so that ninja only builds what differs."""
    SOURCES.mkdir(exist_ok=True)
    must(run("cp", "-a", "--update", "/src/.", SOURCES))
    if not (BUILD / "build.ninja").exists():
        must(run("meson", "setup", "-Dunity=on", "-Ddebug=false", BUILD, SOURCES))
    must(ninja())


def mutate(defence, dest):
    replace_in(defence, defence.text, defence.without)
    try:
        return judge(defence, dest)
    finally:
        shutil.copy(f"/src/{defence.file}", SOURCES / defence.file)
        os.utime(SOURCES / defence.file)


def main(names):
    unknown = set(names) - {one.name for one in ALL}
    if unknown:
        sys.exit(f"no such defence: {', '.join(sorted(unknown))}")
    chosen = [one for one in ALL if not names or one.name in names]
    prepare()
    require_that_tests_pass(chosen)
    for defence in chosen:
        number = ALL.index(defence)
        print(number, mutate(defence, DEST / str(number)), defence.name, sep="\t", flush=True)


main(sys.argv[1:])
