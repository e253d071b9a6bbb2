"""shellcheck over every shell script: the files that a shell's #! line opens, and bash completion, which has none."""

from lint import output_of, places, report, tool

PLACES = ("scripts", ".ci", "tests", "debian", "orchestrator/completion")


def is_shell_script(path):
    if not path.is_file() or path.is_symlink():
        return False
    if path.name.endswith(".bash.in"):
        return True
    with path.open("rb") as file:
        first = file.readline(80)
    return first.startswith(b"#!") and first.split()[-1].rsplit(b"/")[-1] in (b"sh", b"bash", b"dash")


def findings(source):
    program = tool("shellcheck", "shellcheck")
    scripts = [path for place in PLACES for path in sorted((source / place).rglob("*")) if is_shell_script(path)]
    if not scripts:
        yield f"{source}: no shell script found; is this the source tree?"
        return
    status, text = output_of([program, "--format=gcc", *scripts])
    if status != 0:
        yield text.rstrip()


report(findings(places()[0]))
