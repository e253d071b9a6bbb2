"""The stand-in game as an admin sees it: its console lines in the journal, its answers on the network."""

import re

import bed
import instance


def console(name):
    """The lines of the present run."""
    invocation = instance.show(name, "InvocationID")["InvocationID"]
    return bed.run(["journalctl", f"_SYSTEMD_INVOCATION_ID={invocation}", "-o", "cat", "--no-pager"]).out


def await_line(name, pattern, patience=bed.PATIENCE):
    found = bed.eventually(lambda: re.search(pattern, console(name), re.MULTILINE),
                           f"/{pattern}/ in the console of {name}", patience, pause=0.2)
    return found.group(0)


def pid(name):
    return int(instance.show(name, "MainPID")["MainPID"])


def inside(name, *command):
    """Runs a command where the game lives: its mount namespace, its user, no capability."""
    return bed.run(["nsenter", "-t", pid(name), "-m", "--", "setpriv", "--reuid", bed.OWNER, "--regid",
                    bed.OWNER, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", *command])
