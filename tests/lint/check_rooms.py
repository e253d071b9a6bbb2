"""Who may know whom (docs/architecture.md): the arrows between rooms, and what only one room may touch."""

import re

from lint import files, places, report

# A room may include itself, these rooms, the public headers (left4me/) and the generated paths.hpp.
ARROWS = {
    "helpers/common": (),
    "helpers/overlay": ("common",),
    "helpers/systemctl": ("common",),
    "helpers/journalctl": ("common",),
    "orchestrator/include": (),
    "orchestrator/spec": (),
    "orchestrator/system": (),
    "orchestrator/instance": ("spec", "system"),
    "orchestrator/installation": ("instance", "spec", "system"),
    "orchestrator/steam": ("spec", "system"),
    "orchestrator/doctor": ("installation", "instance", "spec", "steam", "system"),
    "orchestrator/commands": ("doctor", "installation", "instance", "spec", "steam", "system"),
    "orchestrator/cli": ("commands", "spec"),
    "orchestrator/library": ("commands", "instance", "spec", "system"),
    "orchestrator/events": ("commands", "instance", "system"),
    "orchestrator/main.cpp": ("cli",),
}
# header → the places that may include it
RESERVED = {
    r"yaml-cpp/": ("orchestrator/spec",),
    r"boost/": ("orchestrator/cli",),
    r"spawn\.h": ("orchestrator/system",),
    r"systemd/": ("orchestrator/events",),
    r"libmount/": ("orchestrator/instance",),
    r"linux/mount\.h": ("helpers/overlay",),
    r"sys/mount\.h": ("helpers/overlay", "orchestrator/system/private_overlay.cpp"),
    r"cap-ng\.h": ("helpers",),
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)


def wrong_arrow(room, header):
    other = header.split("/")[0]
    if "/" not in header:
        return header != "paths.hpp" and "a quoted include names its room"
    if header.startswith("left4me/"):
        return room.startswith("helpers") and "helpers know nothing of the orchestrator"
    if other == room.split("/")[-1] or other in ARROWS[room]:
        return None
    return f"{room} must not know {other}"


def reserved_elsewhere(name, header):
    for pattern, owners in RESERVED.items():
        if re.match(pattern, header) and not name.startswith(owners):
            return f"only {' and '.join(owners)} may include this"
    return None


def findings(source):
    known = set()
    for room in ARROWS:
        for path in files(source, room):
            known.add(path)
            name = str(path.relative_to(source))
            for quote, header in INCLUDE.findall(path.read_text()):
                reason = wrong_arrow(room, header) if quote == '"' else reserved_elsewhere(name, header)
                if reason:
                    yield f"{name}: {header}: {reason}"
    for path in files(source, "helpers", "orchestrator"):
        if path not in known:
            yield f"{path.relative_to(source)}: in no room of docs/architecture.md"


report(findings(places()[0]))
