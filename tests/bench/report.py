"""report.py FIGURES DOCS: takes what a run left into DOCS/benchmarks/figures.json, in place of what an earlier run measured of
the same parts, and makes of it all DOCS/benchmarks.md and a plot for each curve."""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TITLES = {"mounting": "Mounting", "creating": "Instances", "starting": "Starting", "reading": "Reading", "journal": "Logs",
          "resetting": "Resetting", "footprint": "Memory and instructions"}
INTRODUCTION = """\
# Benchmarks

Written by `scripts/bench`, which measures each part below in a booted Debian of its own: medians of [hyperfine][], ours and
the peer's in turns within one run. Compare ratios, never times: the next machine has others. A ratio is ours against the peer's, so below
1 is better, save where something is *read*: there it is how fast we are. How it is measured: [tests/bench](../tests/bench).

[hyperfine]: https://github.com/sharkdp/hyperfine
"""


def number(value):
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def verdict(row):
    if row["target"] is None:
        return ""
    return f"{row['target']['relation'].replace('<=', '≤').replace('>=', '≥')} {row['target']['bound']}"


def table(rows):
    lines = ["| measure | ours | peer | unit | ratio or size | target | met |", "|---|--:|--:|---|--:|---|---|"]
    for row in rows:
        met = "" if row["target"] is None else "yes" if row["met"] else "**no**"
        note = f" ({row['note']})" if row["note"] else ""
        lines.append(f"| {row['measure']}{note} | {number(row['ours'])} | {number(row['peer'])} | {row['unit']} | "
                     f"{number(row['value'])} | {verdict(row)} | {met} |")
    return "\n".join(lines)


def plot_name(title):
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") + ".svg"


def plot(title, curve, out):
    """A logarithmic axis where points lie decades apart."""
    xs = [x for points in curve["lines"].values() for x, _ in points]
    script = [f"set terminal svg size 760,420 font 'sans,11' name 'curve'; set output '{out}'", f"set title '{title}'",
              f"set xlabel '{curve['x']}'; set ylabel '{curve['y']}'; set yrange [0:*]; set key left top; set grid"]
    if min(xs) > 0 and max(xs) / min(xs) >= 500:
        script.append("set logscale x")
    data, styles = [], []
    for at, (line, points) in enumerate(curve["lines"].items()):
        data.append(f"$line{at} << END\n" + "\n".join(f"{x} {y}" for x, y in points) + "\nEND")
        styles.append(f"$line{at} using 1:2 with linespoints title {json.dumps(line)}")
    subprocess.run(["gnuplot"], input="\n".join(data + script + ["plot " + ", ".join(styles)]) + "\n", text=True, check=True)


def merged(file, new):
    """All parts that were ever measured, in the order of their titles."""
    parts = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    parts |= {name: part | {"machine": new["machine"]} for name, part in new["parts"].items()}
    parts = {name: parts[name] for name in TITLES if name in parts}
    file.write_text(json.dumps(parts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return parts


def main():
    docs = Path(sys.argv[2])
    plots = docs / "benchmarks"
    plots.mkdir(parents=True, exist_ok=True)
    parts = merged(plots / "figures.json", json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    text = [INTRODUCTION]
    for name, part in parts.items():
        text += [f"## {TITLES[name]}\n", ", ".join(f"{what} {value}" for what, value in part["machine"].items()) + ".\n",
                 table(part["rows"]) + "\n"]
        for title, curve in part["curves"].items():
            plot(title, curve, plots / plot_name(title))
            text.append(f"![{title}](benchmarks/{plot_name(title)})\n")
    (docs / "benchmarks.md").write_text("\n".join(text), encoding="utf-8")


main()
