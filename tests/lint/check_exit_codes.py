"""One table of exit codes: the orchestrator's, the helpers' and the manual's agree."""

import re

from lint import places, report

ENTRY = re.compile(r"^\s+(\w+) = (\d+),", re.MULTILINE)
MANUAL_ENTRY = re.compile(r"^\.It Er (\d+) (\w+)$", re.MULTILINE)


def codes(path):
    return {name.upper(): int(number) for name, number in ENTRY.findall(path.read_text())}


def findings(source):
    orchestrator = codes(source / "orchestrator/include/left4me/error.hpp")
    helpers = codes(source / "helpers/common/exit.hpp")
    manual = {name: int(number) for number, name in MANUAL_ENTRY.findall((source / "docs/man/left4me.7.in").read_text())}
    if "USAGE" not in helpers or "USAGE" not in orchestrator:
        yield "no exit codes found: has an enum Exit moved?"
    for name in sorted(set(helpers) - set(orchestrator)):
        yield f"{name}: a helper gives it, the orchestrator does not know it"
    for name in sorted(set(orchestrator) ^ set(manual)):
        yield f"{name}: stated only in {'error.hpp' if name in orchestrator else 'left4me.7'}"
    for name, number in sorted((helpers | manual).items()):
        if orchestrator.get(name, number) != number or helpers.get(name, number) != number:
            yield f"{name}: error.hpp {orchestrator.get(name)}, exit.hpp {helpers.get(name)}, manual {manual.get(name)}"


report(findings(places()[0]))
