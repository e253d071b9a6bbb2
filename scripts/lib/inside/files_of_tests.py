"""files_of_tests.py SUITE: from `meson introspect --tests --targets` on stdin, the files that ninja is to make so that the
suite's tests can run, one a line. `meson test` itself would make every test program there is."""

import json
import sys

SUITE = f"left4me:{sys.argv[1]}"
known = json.load(sys.stdin)
wanted = {target for test in known["tests"] if SUITE in test["suite"] for target in test["depends"]}
for target in known["targets"]:
    if target["id"] in wanted:
        print("\n".join(name.removeprefix("/build/") for name in target["filename"]))
