"""The benchmark suite runs, on a small scale: every row has its figures. What they are is judged nowhere but in scripts/bench,
since no test may depend on how busy a machine is."""

import json
import math
from pathlib import Path

import pytest

import bed

RUN = Path(__file__).resolve().parent.parent / "bench" / "run"
ROWS = {"mounting": 7, "creating": 9, "starting": 6, "reading": 9, "journal": 2, "resetting": 1, "footprint": 4}


@pytest.mark.parametrize("part", ROWS)
def test_the_suite_has_all_its_figures(part, tmp_path):
    bed.must([RUN, "--smoke", tmp_path, part], timeout=300)
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    rows = figures["parts"][part]["rows"]
    assert len(rows) == ROWS[part]
    for row in rows:  # no sign is looked at: some are differences of what the whole machine has
        assert math.isfinite(row["value"]) and row["ours"] != 0 and row["peer"] != 0, row
