"""Reads a linear program from a free MPS file as `decawatt run --export-mps` writes it: one entry a line, no ranges."""
import dataclasses

import numpy as np
import scipy.sparse as sp


@dataclasses.dataclass
class Program:
    """min constant + c'x with  lower <= A x <= upper  by row and  x_lower <= x <= x_upper."""
    cost: np.ndarray
    constant: float
    matrix: sp.csr_matrix
    lower: np.ndarray
    upper: np.ndarray
    x_lower: np.ndarray
    x_upper: np.ndarray


class _Reader:
    def __init__(self):
        self.kinds, self.rows, self.columns, self.objective = [], {}, {}, None
        self.cost, self.entries, self.rhs, self.bounds, self.constant = {}, [], {}, [], 0.0

    def take_rows(self, kind, name):
        if kind == "N":
            self.objective = name
        else:
            self.rows[name] = len(self.kinds)
            self.kinds.append(kind)

    def take_columns(self, column, row, value):
        j = self.columns.setdefault(column, len(self.columns))
        if row == self.objective:
            self.cost[j] = float(value)
        else:
            self.entries.append((self.rows[row], j, float(value)))

    def take_rhs(self, _, row, value):
        if row == self.objective:
            self.constant = -float(value)
        else:
            self.rhs[self.rows[row]] = float(value)

    def take_bounds(self, kind, _, column, value):
        self.bounds.append((kind, self.columns[column], float(value)))

    def program(self):
        m, n = len(self.kinds), len(self.columns)
        i, j, a = zip(*self.entries)
        cost, rhs = np.zeros(n), np.zeros(m)
        cost[list(self.cost)] = list(self.cost.values())
        rhs[list(self.rhs)] = list(self.rhs.values())
        kinds = np.array(self.kinds)
        low, high = np.zeros(n), np.full(n, np.inf)
        for kind, column, value in self.bounds:
            if kind in ("LO", "FX"):
                low[column] = value
            if kind in ("UP", "FX"):
                high[column] = value
        return Program(cost, self.constant, sp.csr_matrix((a, (i, j)), shape=(m, n)), np.where(kinds == "L", -np.inf, rhs),
                       np.where(kinds == "G", np.inf, rhs), low, high)


def read_mps(path):
    reader = _Reader()
    take = {"ROWS": reader.take_rows, "COLUMNS": reader.take_columns, "RHS": reader.take_rhs, "BOUNDS": reader.take_bounds}
    section = None
    with open(path, encoding="ascii") as file:
        for line in file:
            if line[0] == " ":
                take[section](*line.split())
            elif line[0] != "*":
                section = line.split()[0]
    if section != "ENDATA":
        raise ValueError(f"{path}: ends in section {section}, not in ENDATA")
    return reader.program()
