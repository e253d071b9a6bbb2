"""clang-tidy over the helpers, the code that runs as root. The whole tree would take minutes, so it is not in here. The
files of each room are looked at as one: file by file takes ten times as long, nearly all of it for the same headers."""

import json
import os
import shlex
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lint import output_of, places, report, tool


def rooms(source, build):
    """room → (a compiler's command there, its files)"""
    found = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        path = Path(os.path.normpath(build / command["file"]))
        if path.is_relative_to(source / "helpers"):
            found.setdefault(path.parent.name, (command, set()))[1].add(path)
    return found


def write_rooms(found, scratch):
    """A file for each room that includes all of it, and how they are compiled. clang-tidy takes that from a file, too."""
    commands = []
    for room, (command, paths) in found.items():
        whole = scratch / f"{room}.cpp"
        whole.write_text("".join(f'#include "{path}"\n' for path in sorted(paths)))
        words = [str(whole) if word == command["file"] else word for word in shlex.split(command["command"])]
        commands.append({"directory": command["directory"], "file": str(whole), "arguments": words})
        yield whole
    (scratch / "compile_commands.json").write_text(json.dumps(commands))


def findings(source, build):
    program = tool("clang-tidy", "clang-tidy")
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)

        def tidy(whole):
            # g++'s own warning flags are not clang's business, and the whole includes .cpp files by intent.
            return output_of([program, "--quiet", "-p", scratch, f"--config-file={source}/.clang-tidy",
                              "--checks=-bugprone-suspicious-include", "--extra-arg=-Wno-unknown-warning-option", whole])

        wholes = list(write_rooms(rooms(source, build), scratch))
        with ThreadPoolExecutor(max_workers=2) as pool:
            for status, text in pool.map(tidy, wholes):
                if status != 0:
                    yield text.rstrip()


report(findings(*places()))
