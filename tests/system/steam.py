"""What Steam offers to the stand-in SteamCMD of the state root."""

import shutil
import sys
from pathlib import Path

import bed
import instance

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fixtures/steamcmd"))
import make_depot  # noqa: E402 (found by the line above)

DEPOT = bed.STATE_ROOT / "steam/depot"


def offer(**options):
    """A new depot, with build 1000 for everybody, where SteamCMD looks when its environment says nothing."""
    shutil.rmtree(DEPOT, ignore_errors=True)
    make_depot.make_depot(DEPOT, bed.GAME / "installation", **options)
    instance.own_tree(DEPOT)  # SteamCMD takes lines off `misbehave`


def publish(build, branch="public"):
    make_depot.publish(DEPOT, build, branch)


def misbehave(*lines):
    make_depot.misbehave(DEPOT, *lines)


def set_pace(seconds):
    make_depot.set_pace(DEPOT, seconds)
