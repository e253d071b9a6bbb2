"""What every check shares: where the files are, which tools it needs, and how findings are reported."""

import shutil
import subprocess
import sys
from pathlib import Path

CXX = (".cpp", ".hpp")


def files(root, *places, suffixes=CXX):
    """The files below root/place with one of the suffixes, sorted; a place that is a file is itself."""
    for place in places:
        top = root / place
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in found if path.is_file() and path.suffix in suffixes)


def tool(program, package):
    """The program's path. A missing tool is a failure: a check that did not run is not a check that passed."""
    path = shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if path is None:
        sys.exit(f"cannot find {program}: apt-get install {package}")
    return path


def output_of(argv, **options):
    """Status and everything the command said; 127 when there is no such program."""
    try:
        done = subprocess.run([str(word) for word in argv], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace", stdin=subprocess.DEVNULL, **options)
    except FileNotFoundError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def places():
    """The command line of every check: SOURCE BUILD."""
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} SOURCE BUILD")
    return Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()


def report(findings):
    """Prints each finding and ends the check."""
    lines = list(findings)
    for line in lines:
        print(line)
    sys.exit(1 if lines else 0)
