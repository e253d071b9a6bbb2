"""The size limits of docs/architecture.md: what runs as root stays small enough to be read in one sitting."""

import re

from lint import files, places, report

ROOMS = {  # code lines, as docs/decisions/0006-what-the-budget-counts.md counts them
    "helpers/common": 400,
    "helpers/overlay": 615,
    "helpers/systemctl": 80,
    "helpers/journalctl": 80,
}
FILE_LINES = 250
FUNCTION_LINES = 40
MAIN_LINES = 25
NO_FUNCTION = re.compile(r"\s*(inline |extern )?(namespace|struct|class|enum|union|constexpr|using)\b|.*=\s*$")


LAYOUT = re.compile(r"[{}();,]*$|#(include|pragma)\b|(using )?namespace\b")


def code_lines(text):
    without_blocks = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.split("//")[0].strip() for line in without_blocks.splitlines())
    return sum(1 for line in lines if not LAYOUT.match(line))


def functions(lines):
    """(line number of the head, head, length) of what stands between braces in column 0, as clang-format puts them."""
    start = None
    for number, line in enumerate(lines):
        if line == "{" and number > 0 and not NO_FUNCTION.match(lines[number - 1]):
            start = number
        elif line.startswith("}") and start is not None:
            yield start, lines[start - 1], number - start + 1
            start = None


def too_long(path, name):
    lines = path.read_text().splitlines()
    if len(lines) > FILE_LINES:
        yield f"{name}: {len(lines)} lines, the limit for a file is {FILE_LINES}"
    for number, head, length in functions(lines):
        limit = MAIN_LINES if head.startswith("int main(") else FUNCTION_LINES
        if length > limit:
            yield f"{name}:{number}: {length} lines, the limit for `{head.strip()}` is {limit}"


def findings(source):
    for room, limit in ROOMS.items():
        total = sum(code_lines(path.read_text()) for path in files(source, room))
        if total == 0:
            yield f"{room}: no code found"
        if total > limit:
            yield f"{room}: {total} code lines, the budget is {limit}"
    for path in files(source, "helpers", "orchestrator", "tests", suffixes=(".cpp", ".hpp", ".c", ".py", ".sh")):
        yield from too_long(path, path.relative_to(source))


report(findings(places()[0]))
