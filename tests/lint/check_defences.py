"""The defences that tests/attack/mutants takes out stand where it looks for them, and what must notice exists."""

import importlib
import re
import sys

from lint import files, places, report

CXX_SUITE = re.compile(r"TEST(?:_[FP])?\((\w+),|INSTANTIATE_TEST_SUITE_P\(\w+, (\w+)")
BED_WORDS = re.compile(r"bed (\w+) -k (\S+)")


def defences(source):
    sys.path.insert(0, str(source / "tests/attack"))
    return importlib.import_module("defences").ALL


def misplaced(source, defence):
    path = source / defence.file
    count = path.read_text().count(defence.text) if path.exists() else 0
    if count != 1:
        yield f"{defence.file} holds its text {count} times instead of once"


def suites(source):
    texts = (path.read_text() for path in files(source, "tests", suffixes=(".cpp",)))
    return {name for text in texts for pair in CXX_SUITE.findall(text) for name in pair if name}


def python_tests(source, tier):
    return "\n".join(f"{path.name}\n{path.read_text()}" for path in files(source, f"tests/{tier}", suffixes=(".py",))
                     if path.name.startswith("test_"))


def unknown_killer(source, killer, cxx_suites):
    kind, _, words = killer.partition(" ")
    if bed := BED_WORDS.fullmatch(killer):
        if bed[2] not in python_tests(source, bed[1]):
            yield f"no test in tests/{bed[1]} has {bed[2]} in its name"
    elif kind in ("namespace", "unit"):
        for pattern in words.split(":"):
            name = pattern.strip("*").split(".")[0].strip("*")
            if not any(suite.startswith(name) for suite in cxx_suites):
                yield f"no test is called {pattern}"
    elif killer != "compiler":
        yield f"nothing is called {killer}"


def findings(source):
    cxx_suites = suites(source)
    for defence in defences(source):
        for finding in [*misplaced(source, defence), *unknown_killer(source, defence.killer, cxx_suites)]:
            yield f"tests/attack/defences.py: {defence.name}: {finding}"


report(findings(places()[0]))
