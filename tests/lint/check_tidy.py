"""clang-tidy over the helpers, the code that runs as root. The whole tree would take minutes, so it is not in here. The
files of each room are looked at as one: file by file takes ten times as long, nearly all of it for the same headers."""

import json
import shlex
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lint import output_of, places, report, tool


def compiling(build):
    """How a file of the overlay helper is compiled, which has all that the other rooms need."""
    commands = json.loads((build / "compile_commands.json").read_text())
    return next(command for command in commands if "left4me-helpers-overlay" in command["command"])


def write_rooms(source, build, scratch):
    """A file for each room that includes all of it, and how they are compiled. clang-tidy takes that from a file, too."""
    command, wholes = compiling(build), []
    for room in sorted(path for path in (source / "helpers").iterdir() if any(path.glob("*.cpp"))):
        whole = scratch / f"{room.name}.cpp"
        whole.write_text("".join(f'#include "{path}"\n' for path in sorted(room.glob("*.cpp"))))
        wholes.append(whole)
    commands = [{"directory": command["directory"], "file": str(whole), "arguments": [
        str(whole) if word == command["file"] else word for word in shlex.split(command["command"])]} for whole in wholes]
    (scratch / "compile_commands.json").write_text(json.dumps(commands))
    return wholes


def findings(source, build):
    program = tool("clang-tidy", "clang-tidy")
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)

        def tidy(whole):
            # g++'s own warning flags are not clang's business, and the whole includes .cpp files by intent.
            return output_of([program, "--quiet", "-p", scratch, f"--config-file={source}/.clang-tidy",
                              "--checks=-bugprone-suspicious-include", "--extra-arg=-Wno-unknown-warning-option", whole])

        with ThreadPoolExecutor(max_workers=2) as pool:
            for status, text in pool.map(tidy, write_rooms(source, build, scratch)):
                if status != 0:
                    yield text.rstrip()


report(findings(*places()))
