"""How much of everything: what the targets are stated for, and a smoke run that only shows that the suite works."""

from dataclasses import dataclass

GIB = 1024 ** 3
MIB = 1024 ** 2


@dataclass(frozen=True)
class Scale:
    runs: int              # of each command in a round
    rounds: int
    slow_runs: int         # of what takes seconds
    removals: int          # of many files, whose times scatter most
    layers: tuple          # layer counts, the installation among them
    mounted: int           # overlays that are mounted besides
    instances: tuple       # instance counts, the first and the last of which are compared
    storm: int             # servers started one after the other, of which the first and the last tenth are compared
    servers_at_once: int   # and so many are started in the end, for the curve
    copied: int            # bytes of an installation that is copied
    shared: int            # bytes of one that many servers read
    servers: int           # that read it
    files: int             # small files of an installation that is read, and of an upper that is reset
    lines: int             # of a journal
    counts_instructions: bool  # a step of a program takes 30 µs in a virtual machine


FULL = Scale(runs=25, rounds=4, slow_runs=3, removals=8, layers=(1, 10, 100, 500), mounted=2000, instances=(1, 200, 1000), storm=100,
             servers_at_once=200, copied=2 * GIB, shared=GIB, servers=20, files=100_000, lines=100_000,
             counts_instructions=True)
SMOKE = Scale(runs=2, rounds=1, slow_runs=1, removals=2, layers=(1, 3), mounted=5, instances=(1, 3), storm=2,
              servers_at_once=3, copied=4 * MIB, shared=4 * MIB, servers=2, files=50, lines=200, counts_instructions=False)
