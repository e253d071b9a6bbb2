"""What a run leaves: rows of the tables, points of the curves."""

import operator
from dataclasses import asdict, dataclass, field

WITHIN = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True)
class Target:
    relation: str
    bound: float


def at_most(bound):
    return Target("<=", bound)


def at_least(bound):
    return Target(">=", bound)


@dataclass(frozen=True)
class Row:
    """`value` is what the target is about: a ratio, or a size where the unit says so."""
    measure: str
    ours: float
    peer: float | None
    unit: str              # of ours and peer: ms, s, KiB, MiB, instructions, count
    value: float
    target: Target | None
    note: str = ""

    @property
    def met(self):
        return self.target is None or WITHIN[self.target.relation](self.value, self.target.bound)


@dataclass
class Figures:
    rows: list = field(default_factory=list)
    curves: dict = field(default_factory=dict)  # title → {"x", "y", "lines": {label: [[x, y], …]}}

    def ratio(self, measure, ours, peer, unit, target=None, note=""):
        """Ours against the peer's, both in `unit`."""
        self.rows.append(Row(measure, ours, peer, unit, ours / peer, target, note))

    def speed(self, measure, ours, peer, unit, target=None, note=""):
        """How fast we are against the peer, from the times both took."""
        self.rows.append(Row(measure, ours, peer, unit, peer / ours, target, note))

    def size(self, measure, ours, unit, target=None, note=""):
        self.rows.append(Row(measure, ours, None, unit, ours, target, note))

    def point(self, title, x_name, y_name, line, x, y):
        curve = self.curves.setdefault(title, {"x": x_name, "y": y_name, "lines": {}})
        curve["lines"].setdefault(line, []).append([x, y])

    def as_json(self):
        return {"rows": [asdict(row) | {"met": bool(row.met)} for row in self.rows], "curves": self.curves}
