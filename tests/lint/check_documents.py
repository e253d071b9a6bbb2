"""What the documents name exists: linked files, paths in code spans, and the tests of the threat model."""

import re

from lint import files, places, report

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:helpers|orchestrator|tests|units|sudoers|docs|scripts|\.ci)/[^`\s]*)`")
PYTHON_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CXX_TEST = re.compile(r"`([A-Z]\w+)\.([A-Z]\w+)`")
PLACES = ("README.md", "CONTRIBUTING.md", "NEWS.md", "SECURITY.md", "docs", "helpers", "units", "tests", "sudoers")


def missing_paths(source, document, text):
    for target in LINK.findall(text):
        if "://" not in target and not (document.parent / target).exists():
            yield f"links {target}, which does not exist"
    for path in PATH.findall(text):
        plain = path.split("::")[0].split("{")[0].split("*")[0].rstrip("/")
        if not (source / plain).exists():
            yield f"names {path}, which does not exist"


def missing_tests(source, text, cxx_tests):
    for path, test in PYTHON_TEST.findall(text):
        file = source / path
        if file.exists() and not re.search(rf"^\s*def {test}\(", file.read_text(), re.MULTILINE):
            yield f"names the test {path}::{test}, which does not exist"
    for suite, test in CXX_TEST.findall(text):
        if (suite, test) not in cxx_tests:
            yield f"names the test {suite}.{test}, which does not exist"


def findings(source):
    pattern = re.compile(r"TEST(?:_[FP])?\((\w+),\s*(\w+)\)")
    cxx_tests = {pair for path in files(source, "tests", suffixes=(".cpp",)) for pair in pattern.findall(path.read_text())}
    documents = list(files(source, *PLACES, suffixes=(".md",)))
    if source / "README.md" not in documents:
        yield "README.md is missing"
    for document in documents:
        text = document.read_text()
        for finding in [*missing_paths(source, document, text), *missing_tests(source, text, cxx_tests)]:
            yield f"{document.relative_to(source)}: {finding}"


report(findings(places()[0]))
