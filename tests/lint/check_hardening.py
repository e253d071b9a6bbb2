"""The ELF files that run as root: how they were linked, and with what."""

import re

from lint import output_of, places, report, tool

# The loader by name: the C++ runtime, linked in, asks it for thread-local storage.
WRAPPER = {"libc.so.6", "libcap-ng.so.0", "ld-linux-x86-64.so.2"}
HELPERS = {
    "left4me-overlay": WRAPPER,
    "left4me-systemctl": WRAPPER,
    "left4me-journalctl": WRAPPER,
}


def faults_of(readelf, libraries):
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", readelf))
    if needed - libraries:
        yield f"links {', '.join(sorted(needed - libraries))}"
    if not re.search(r"Type:\s+DYN", readelf) or "PIE" not in readelf:
        yield "is no PIE"
    if "GNU_RELRO" not in readelf or not re.search(r"FLAGS.*(BIND_NOW|NOW)", readelf):
        yield "has no full RELRO"
    if not re.search(r"GNU_STACK(\s+0x[0-9a-f]+)+\s+RW\s", readelf):
        yield "has an executable stack"
    if re.search(r"\((RPATH|RUNPATH)\)", readelf):
        yield "has an RPATH"
    if "TEXTREL" in readelf:
        yield "has text relocations"


def findings(build):
    program = tool("readelf", "binutils")
    for name, libraries in HELPERS.items():
        status, text = output_of([program, "--wide", "--file-header", "--program-headers", "--dynamic",
                                  build / "helpers" / name], env={"LC_ALL": "C"})
        if status != 0:
            yield f"{name}: {text.strip()}"
            continue
        yield from (f"{name} {fault}" for fault in faults_of(text, libraries))


report(findings(places()[1]))
