"""clang-tidy over the helpers, the code that runs as root. The whole tree would take minutes, so it is not in here."""

import json
from concurrent.futures import ThreadPoolExecutor

from lint import output_of, places, report, tool


def compiled_helpers(source, build):
    commands = json.loads((build / "compile_commands.json").read_text())
    paths = {(build / command["file"]).resolve() for command in commands}
    return sorted(path for path in paths if path.is_relative_to(source / "helpers"))


def findings(source, build):
    program = tool("clang-tidy", "clang-tidy")

    def tidy(path):
        # g++'s own warning flags are not clang's business.
        return output_of([program, "--quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option", path])

    with ThreadPoolExecutor(max_workers=2) as pool:
        for status, text in pool.map(tidy, compiled_helpers(source, build)):
            if status != 0:
                yield text.rstrip()


report(findings(*places()))
