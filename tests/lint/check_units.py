"""systemd reads the units without a word, the game's sandbox stays tight, and each directive has its reason."""

import re
import tempfile
from pathlib import Path

from lint import output_of, places, report, tool

SERVICE = "left4me-server@.service"
UPDATE = "left4me-update.service"
TIMER = "left4me-update.timer"
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
# systemd 252 gives a unit with User= no new privileges for any of these (systemd.exec(5)).
NO_SUDO = ("NoNewPrivileges", "LockPersonality", "MemoryDenyWriteExecute", "PrivateDevices", "ProtectClock",
           "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables", "RestrictAddressFamilies",
           "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "SystemCallArchitectures", "SystemCallFilter",
           "SystemCallLog")
FORBIDDEN_IN_UPDATE = {name: "it restarts servers through sudo" for name in NO_SUDO}
TO_FILE = re.compile(r"^Standard(Output|Error)=(append|file|truncate):", re.MULTILINE)


def directives(text):
    return re.findall(r"^([A-Z]\w+)=", text, re.MULTILINE)


def text_of(unit, source, build):
    return (source / "units" / unit if unit == SLICE else build / "units" / unit).read_text()


def as_installed(source, build, directory):
    """Copies in which every program exists: systemd-analyze wants to see it."""
    for unit in (SERVICE, UPDATE, TIMER, SLICE):
        text = text_of(unit, source, build)
        (directory / unit).write_text(re.sub(r"^(Exec\w+=\+?)\S+", r"\1/bin/true", text, flags=re.MULTILINE))


def by_systemd(directory):
    analyze = tool("systemd-analyze", "systemd")
    status, text = output_of([analyze, "verify", "--man=no",
                              *(directory / unit for unit in (SERVICE, UPDATE, TIMER, SLICE))])
    if status != 0 or text.strip():
        yield f"systemd-analyze verify: {text.strip()}"
    status, text = output_of([analyze, "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSURE}",
                              directory / SERVICE])
    if status != 0:
        yield f"systemd-analyze security: {text.strip().splitlines()[-1]}, at most {MOST_EXPOSURE / 10} allowed"


def sections(document):
    """Heading → text, of the headings of the second level."""
    return {part.split("\n")[0]: part for part in re.split(r"^## ", document, flags=re.MULTILINE)}


def by_us(source, build):
    reasons = sections((source / "units/README.md").read_text())
    forbidden = {SERVICE: FORBIDDEN, UPDATE: FORBIDDEN_IN_UPDATE | {"EnvironmentFile": FORBIDDEN["EnvironmentFile"]}}
    for unit in (SERVICE, UPDATE, TIMER, SLICE):
        text = text_of(unit, source, build)
        for name in sorted(set(directives(text)) & set(forbidden.get(unit, ()))):
            yield f"{unit}: {name}=: {forbidden[unit][name]}"
        if TO_FILE.search(text):
            yield f"{unit}: PID 1 would open a file as root; log to the journal"
        for name in sorted(set(directives(text))):
            if not re.search(rf"`{name}=", reasons.get(unit, "")):
                yield f"units/README.md: no reason for {name}= of {unit}"


def findings(source, build):
    with tempfile.TemporaryDirectory() as scratch:
        as_installed(source, build, Path(scratch))
        yield from by_systemd(Path(scratch))
    yield from by_us(source, build)


report(findings(*places()))
