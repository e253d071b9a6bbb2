"""A server whose game is hostile: an overlay puts hostile/ in the place of srcds_run."""

import json
import re
import shutil
from pathlib import Path

import bed
import instance

HOSTILE = Path(__file__).resolve().parent / "hostile"


def overlay(aims):
    """overlays/hostile, with what the attacks are to aim at."""
    top = bed.STATE_ROOT / "overlays/hostile"
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir(parents=True)
    shutil.copytree(HOSTILE, top / "hostile", ignore=shutil.ignore_patterns("srcds_run"))
    shutil.copy(HOSTILE / "srcds_run", top)
    (top / "aims.json").write_text(json.dumps(aims))
    instance.own_tree(top)
    return "hostile"


def outcomes(name):
    """attack → how it ended, once the hostile game has tried everything."""
    def all_of_them():
        found = dict(json.loads(line) for line in re.findall(r"^ATTACK (\[.*\])$", instance.journal(name, 4000), re.M))
        return found if "all" in found else None
    return bed.eventually(all_of_them, f"an end of the attacks; the console: {instance.journal(name)}")
