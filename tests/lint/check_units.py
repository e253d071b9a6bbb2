"""systemd reads the units without a word, the game's sandbox stays tight, and each directive has its reason."""

import re
import shutil
import tempfile
from pathlib import Path

from lint import output_of, places, report, tool

SERVICE = "left4me-server@.service"
SLICE = "l4d2-game.slice"
MOST_EXPOSURE = 15  # tenths
FORBIDDEN = {
    "EnvironmentFile": "left4me could preload code into the unit's root commands",
    "MemoryDenyWriteExecute": "srcds has text relocations",
    "ProcSubset": "srcds reads /proc/cpuinfo",
    "WorkingDirectory": "it holds for ExecStartPre too, where merged is not mounted yet",
    "PrivatePIDs": "SIGINT would not give the game its grace",
    "RemoveIPC": "it acts on every process of the user",
}
TO_FILE = re.compile(r"^Standard(Output|Error)=(append|file|truncate):", re.MULTILINE)


def directives(text):
    return re.findall(r"^([A-Z]\w+)=", text, re.MULTILINE)


def as_installed(source, build, directory):
    """Copies in which every program exists: systemd-analyze wants to see it."""
    text = (build / "units" / SERVICE).read_text()
    (directory / SERVICE).write_text(re.sub(r"^(Exec\w+=\+?)\S+", r"\1/bin/true", text, flags=re.MULTILINE))
    shutil.copy(source / "units" / SLICE, directory / SLICE)


def by_systemd(directory):
    analyze = tool("systemd-analyze", "systemd")
    status, text = output_of([analyze, "verify", "--man=no", directory / SERVICE, directory / SLICE])
    if status != 0 or text.strip():
        yield f"systemd-analyze verify: {text.strip()}"
    status, text = output_of([analyze, "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSURE}",
                              directory / SERVICE])
    if status != 0:
        yield f"systemd-analyze security: {text.strip().splitlines()[-1]}, at most {MOST_EXPOSURE / 10} allowed"


def by_us(source, build):
    text = (build / "units" / SERVICE).read_text()
    for name in sorted(set(directives(text)) & set(FORBIDDEN)):
        yield f"{SERVICE}: {name}=: {FORBIDDEN[name]}"
    if TO_FILE.search(text):
        yield f"{SERVICE}: PID 1 would open a file as root; log to the journal"
    reasons = (source / "units/README.md").read_text()
    for name in sorted(set(directives(text) + directives((source / "units" / SLICE).read_text()))):
        if not re.search(rf"`{name}=", reasons):
            yield f"units/README.md: no reason for {name}="


def findings(source, build):
    with tempfile.TemporaryDirectory() as scratch:
        as_installed(source, build, Path(scratch))
        yield from by_systemd(Path(scratch))
    yield from by_us(source, build)


report(findings(*places()))
