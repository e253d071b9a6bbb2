"""files_of_targets.py NAME…: from `meson introspect --targets` on stdin, the files that ninja is to make so that
everything to be installed and the named targets are there, one a line."""

import json
import sys

targets = json.load(sys.stdin)
unknown = set(sys.argv[1:]) - {target["name"] for target in targets}
if unknown:
    sys.exit(f"no such target: {', '.join(sorted(unknown))}")
for target in targets:
    if target["installed"] or target["name"] in sys.argv[1:]:
        print("\n".join(name.removeprefix("/build/") for name in target["filename"]))
