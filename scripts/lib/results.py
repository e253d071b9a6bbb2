"""results.py RESULTS EXPECTED_SKIPS: counts RESULTS/TIER/PLACE/RUN.{status,xml,log}, shows what failed, and ends with
the line that scripts/test promises. With CI in the environment a skip that EXPECTED_SKIPS does not name is a failure."""

import os
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

LINES_OF_A_FAILURE = 40
FAILURES_SHOWN = 25


@dataclass
class Tally:
    tier: str
    place: str
    passed: int = 0
    skipped: list = field(default_factory=list)   # names and reasons
    failed: list = field(default_factory=list)    # names and texts
    seconds: float = 0.0

    def name(self):
        return f"{self.tier} {self.place}"

    def count(self, case):
        name = f"{case.get('classname', '')}.{case.get('name', '')}"
        broken = case.find("failure") if case.find("failure") is not None else case.find("error")
        skip = case.find("skipped")
        self.seconds += float(case.get("time") or 0)
        if broken is not None:
            self.failed.append((name, text_of(case, broken)))
        elif skip is not None or case.get("status") == "notrun":
            self.skipped.append((name, "" if skip is None else skip.get("message", "")))
        else:
            self.passed += 1


def text_of(case, broken):
    """GoogleTest and pytest say why in the element; of other programs Meson keeps what they printed."""
    parts = [broken.text or broken.get("message", "")]
    parts += [element.text or "" for element in case if element.tag in ("system-out", "system-err")]
    return "\n".join(part.strip() for part in parts if part.strip())


def end_of(path):
    return path.read_text(errors="replace") if path.exists() else ""


def count_run(tally, status_file):
    status = status_file.read_text().strip()
    failed_before = len(tally.failed)
    try:
        report = ElementTree.parse(status_file.with_suffix(".xml"))
    except (FileNotFoundError, ElementTree.ParseError) as problem:
        tally.failed.append((status_file.stem, f"status: {status}; no report: {problem}\n"
                             + end_of(status_file.with_suffix(".log"))))
        return
    for case in report.iter("testcase"):
        tally.count(case)
    # A program that died, or a time that ran out, need not be in the report.
    if status != "0" and len(tally.failed) == failed_before:
        tally.failed.append((status_file.stem, f"status: {status}, though the report has no failure\n"
                             + end_of(status_file.with_suffix(".log"))))


def tally_of(directory):
    tally = Tally(directory.parent.name, directory.name)
    for status_file in sorted(directory.glob("*.status")):
        count_run(tally, status_file)
    if not tally.passed and not tally.failed:
        tally.failed.append(("all", "no test ran"))
    return tally


def patterns(path):
    """Lines of EXPECTED_SKIPS: TIER PLACE TEST REASON…, the first three with * and ?; # begins a comment."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(None, 3)) for line in lines]


def judge_skips(tally, expected):
    """In CI nothing may go untested unnoticed."""
    for name, reason in list(tally.skipped):
        known = any(fnmatchcase(tally.tier, tier) and fnmatchcase(tally.place, place) and fnmatchcase(name, test)
                    for tier, place, test, _ in expected)
        if not known:
            tally.skipped.remove((name, reason))
            tally.failed.append((name, f"skipped, and not among the expected skips: {reason}"))


def show(tallies):
    print(f"{'tier':<12}{'place':<24}{'passed':>8}{'failed':>8}{'skipped':>8}{'seconds':>9}")
    for tally in tallies:
        print(f"{tally.tier:<12}{tally.place:<24}{tally.passed:>8}{len(tally.failed):>8}{len(tally.skipped):>8}"
              f"{tally.seconds:>9.1f}")
    failures = [(tally.name(), *failure) for tally in tallies for failure in tally.failed]
    for place, name, text in failures[:FAILURES_SHOWN]:
        print(f"\nFAILED {place}: {name}")
        print("\n".join("    " + line for line in text.rstrip().splitlines()[-LINES_OF_A_FAILURE:]))
    if len(failures) > FAILURES_SHOWN:
        print(f"\n… and {len(failures) - FAILURES_SHOWN} more")
    for tally in tallies:
        for name, reason in tally.skipped:
            print(f"skipped {tally.name()}: {name}: {reason}")


def main():
    results, expected = Path(sys.argv[1]), patterns(Path(sys.argv[2]))
    tallies = [tally_of(place) for place in sorted(results.glob("*/*/"))]
    if os.environ.get("CI"):
        for tally in tallies:
            judge_skips(tally, expected)
    show(tallies)
    failed = sum(len(tally.failed) for tally in tallies)
    skipped = sum(len(tally.skipped) for tally in tallies)
    print(f"\n{sum(tally.passed for tally in tallies)} passed, {failed} failed"
          + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not tallies else 0


if __name__ == "__main__":
    sys.exit(main())
