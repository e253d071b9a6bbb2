"""What libleft4me shows is what abi.txt lists: a change of it is a new soname, or at least on purpose."""

from lint import output_of, places, report, tool


def findings(source, build):
    status, text = output_of([tool("nm", "binutils"), "--dynamic", "--defined-only", "--demangle",
                              build / "orchestrator/library/libleft4me.so"])
    if status != 0:
        yield text.strip()
        return
    shown = {line.split(maxsplit=2)[2] for line in text.splitlines()}
    listed = set((source / "orchestrator/library/abi.txt").read_text().splitlines())
    yield from (f"not in abi.txt: {symbol}" for symbol in sorted(shown - listed))
    yield from (f"only in abi.txt: {symbol}" for symbol in sorted(listed - shown))


report(findings(*places()))
