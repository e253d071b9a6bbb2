"""The manual is well-formed, and says what the programs accept: no more, no less."""

import json
import re

from lint import output_of, places, report, tool

PAGES = ("l4d2ctl.1", "left4me-spec.5", "left4me.7", "left4me-journalctl.8", "left4me-overlay.8", "left4me-systemctl.8")


def well_formed(build):
    groff = tool("groff", "groff")
    for page in PAGES:
        status, text = output_of([groff, "-mdoc", "-Tutf8", "-ww", "-z", build / "docs" / page])
        if status != 0 or text.strip():
            yield f"{page}: {text.strip() or 'groff failed'}"


def commands_in_manual(page):
    return set(re.findall(r"^\.It Cm ([\w-]+)", page, re.MULTILINE))


def options_in_manual(page):
    return set(re.findall(r"\bFl Fl ([\w-]+)", page))


def l4d2ctl_agrees(build):
    program = build / "orchestrator/l4d2ctl"
    page = (build / "docs/l4d2ctl.1").read_text()
    status, overview = output_of([program, "--help"])
    if status != 0:
        yield f"l4d2ctl --help: status {status}: {overview.strip()}"
        return
    listed = set(re.findall(r"^  ([a-z]+)\b", overview, re.MULTILINE))
    for name in sorted(listed ^ commands_in_manual(page)):
        yield f"l4d2ctl {name}: only in {'--help' if name in listed else 'l4d2ctl.1'}"
    helps = [output_of([program, name, "--help"])[1] for name in sorted(listed)]
    offered = set(re.findall(r"--([a-z][\w-]*)", "\n".join([overview, *helps])))
    for name in sorted(offered ^ options_in_manual(page)):
        yield f"--{name}: only in {'--help' if name in offered else 'l4d2ctl.1'}"


def wrapper_verbs(source):
    """The fixed words of the wrappers' rules: helper → words the caller may say."""
    for name in ("systemctl", "journalctl"):
        text = (source / f"helpers/{name}/rules.hpp").read_text()
        said = re.findall(r"\{\{([^{}]*)\},", text)
        yield f"left4me-{name}", {word.lstrip("-") for row in said for word in re.findall(r'"([^"]+)"', row)}
    yield "left4me-overlay", {"mount", "umount"}


def helpers_agree(source, build):
    calls = json.loads((source / "tests/fixtures/sudoers/calls.json").read_text())["allowed"]
    for helper, verbs in wrapper_verbs(source):
        if not verbs:
            yield f"{helper}: no rules found"
        page = (build / f"docs/{helper}.8").read_text()
        items = " ".join(re.findall(r"^\.It ((?:Cm|Fl) .*)$", page, re.MULTILINE))
        documented = set(re.findall(r"[a-z][a-z-]+", re.sub(r"\b(Cm|Fl|Ar)\b", "", items)))
        tried = {word.lstrip("-") for name, *words in calls if name == helper for word in words}
        for verb in sorted(verbs - documented):
            yield f"{helper}: its rules say {verb}, its manual does not"
        for verb in sorted(documented - verbs):
            yield f"{helper}: its manual says {verb}, its rules do not"
        for verb in sorted(verbs - tried):
            yield f"{helper}: its rules say {verb}, tests/fixtures/sudoers/calls.json does not try it"


def findings(source, build):
    yield from well_formed(build)
    yield from helpers_agree(source, build)
    yield from l4d2ctl_agrees(build)


report(findings(*places()))
