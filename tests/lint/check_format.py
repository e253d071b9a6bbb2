"""Every C++ file is as clang-format would write it."""

from lint import files, output_of, places, report, tool


def findings(source):
    program = tool("clang-format", "clang-format")
    sources = list(files(source, "helpers", "orchestrator", "tests"))
    status, text = output_of([program, "--dry-run", "-Werror", "--style=file", *sources], cwd=source)
    if status != 0:
        yield text.rstrip()


report(findings(places()[0]))
