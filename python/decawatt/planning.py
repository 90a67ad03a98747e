"""Sizing, dispatch, sweeps and headroom."""
from __future__ import annotations

import pathlib
from typing import Any, Optional, Sequence, Union

import pandas as pd

from . import _core
from .arguments import MOST_HOURS, MOST_THREADS, PathLike, Years, path_text, refused, threads_of, whole
from .plan import Plan
from .progress import Progress, shown
from .results import Result, Scratch
from .study import Study

StudyLike = Union[Study, PathLike]
PlanLike = Union[Plan, PathLike]


def as_study(study: StudyLike) -> Study:
    return study if isinstance(study, Study) else Study.read(study)


def file_of(plan: Optional[PlanLike]) -> str:
    if plan is None:
        return ""
    return str(plan.file) if isinstance(plan, Result) else path_text(plan)


def _out(out: Optional[PathLike], name: str) -> tuple[str, Optional[Scratch]]:
    if out is not None:
        return path_text(out), None
    scratch = Scratch()
    return str(scratch.folder / name), scratch


def run(study: StudyLike, *, years: Years = None, out: Optional[PathLike] = None, threads: int = 0,
        warm_start: Optional[PathLike] = None, save_start: Optional[PathLike] = None,
        progress: Progress = None) -> Plan:
    """Sizes what may be built and dispatches every hour of the horizon, at the least discounted cost.

    study: a Study, or the path of one. years: (first, last) or one year of the horizon.
    out: the result file (HDF5); default: a temporary one, removed with the plan.
    threads: 0 is all of the machine; the result has the same bits for any number.
    warm_start: a file that an earlier run has written to `save_start`.
    progress: None shows it in a terminal or notebook; True, False, or a function(phase, done, detail),
    where returning False stops the run.

    Raises InputError (all faults of the study), NotSolved (an infeasible study, with the reason),
    ResourceError. Ctrl-C stops it with KeyboardInterrupt, and no file is left.
    Other threads of Python go on meanwhile, and may call the package too.
    """
    file, scratch = _out(out, "plan.h5")
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        _core.run(loaded, file, threads_of(threads), path_text(warm_start), path_text(save_start),
                  report)
    return Plan(file, scratch)


class Scenarios:
    """One sizing for several futures. `table`: probability, cost (discounted), with regret also
    cost_of_base_plan (of the plan made for the first scenario alone), by scenario. `plan(name)` is that
    scenario's operation with the investments that all have in common."""

    def __init__(self, found: dict[str, Any], scratch: Optional[Scratch]):
        rows = pd.DataFrame(found["scenarios"]).set_index("scenario")
        self._files, self._scratch = rows.pop("file"), scratch
        self.table: pd.DataFrame = rows
        self.expected_cost: float = found["expected_cost"]
        self.regret: Optional[float] = found["regret"]

    def plan(self, scenario: str) -> Plan:
        """The plan in a scenario."""
        if scenario not in self._files:
            raise KeyError(f"no scenario {scenario!r}; there are {', '.join(self._files.index)}")
        return Plan(self._files[scenario], self._scratch)

    def __repr__(self) -> str:
        return f"<Scenarios {', '.join(self.table.index)}: {self.expected_cost:,.6g} expected>"


def run_scenarios(study: StudyLike, *, regret: bool = False, years: Years = None,
                  out: Optional[PathLike] = None, threads: int = 0,
                  progress: Progress = None) -> Scenarios:
    """One sizing for all futures of the table `scenarios`, with the same investments.

    regret: the first scenario is sized by itself too, and its plan is operated in every scenario.
    out: the result file of the first scenario; others are beside it (plan.NAME.h5 of plan.h5).
    Other arguments and exceptions are those of `run`.
    """
    file, scratch = _out(out, "plan.h5")
    request = as_study(study)._request(years)
    with shown(progress) as report:
        return Scenarios(_core.run_scenarios(request, file, threads_of(threads), regret,
                                             report), scratch)


def dispatch(study: StudyLike, plan: PlanLike, *, years: Years = None,
             weather_years: Sequence[int] = (), window_h: int = 0, step_h: int = 0,
             terminal_value: bool = True, out: Optional[PathLike] = None, threads: int = 0,
             progress: Progress = None) -> Plan:
    """Dispatches the capacities of a plan in the weather of the study, or in `weather_years`.

    window_h: hours of foresight, 0: each whole year; step_h: hours of a window that are kept, 0: all.
    terminal_value: energy left at the end of a window has the value of the plan; False: none.
    Other arguments, exceptions and the result are those of `run`. Targets may be missed; by how much
    is in `to_xarray("weather")`.
    """
    file, scratch = _out(out, "dispatch.h5")
    loaded = as_study(study)._read(years, weather_years)
    with shown(progress) as report:
        _core.dispatch(loaded, file_of(plan), file, whole("window_h", window_h, 0, MOST_HOURS),
                       whole("step_h", step_h, 0, MOST_HOURS), terminal_value, threads_of(threads),
                       report)
    return Plan(file, scratch)


def export_mps(study: StudyLike, out: PathLike, *, years: Years = None, threads: int = 0,
               progress: Progress = None) -> pathlib.Path:
    """Writes the linear program of a study as an MPS file for other solvers (docs/program_format.md)."""
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        return pathlib.Path(_core.export_mps(loaded, path_text(out), threads_of(threads), report))


class Sweep:
    """Results of a sweep in a folder. `cases`: case, status, message, kept (there before), objective,
    relative_gap, iterations, time_s; `plan(case)` opens one."""

    def __init__(self, folder: PathLike, cases: pd.DataFrame):
        self.folder, self.cases = pathlib.Path(folder), cases

    def plan(self, case: str) -> Plan:
        """The plan of a case that is solved."""
        return Plan(self.folder / f"{case}.h5")

    def compare(self) -> pd.DataFrame:
        """The cases side by side, also written to compare.csv, compare.md and compare.h5 in the folder
        (docs/sweep_format.md)."""
        table, _ = _core.compare(str(self.folder))
        return pd.read_csv(table, float_precision="round_trip")

    def __repr__(self) -> str:
        solved = (self.cases.status == "optimal").sum()
        return f"<Sweep in {str(self.folder)!r}: {solved} of {len(self.cases)} cases solved>"


def sweep(file: PathLike, out: PathLike, *, at_once: int = 0, replace: bool = False,
          allow_outside: bool = False, threads: int = 0, progress: Progress = None) -> Sweep:
    """Runs the cases of a sweep file (TOML) that have no result in the folder `out` yet.

    at_once: cases solved at the same time, 0: as threads and memory allow. replace: solve again what is
    of another study or version, or had no solution. Ctrl-C keeps finished cases: call again to go on.
    """
    settings = {"at_once": whole("at_once", at_once, 0, MOST_THREADS), "replace": replace,
                "allow_outside": allow_outside, "threads": threads_of(threads)}
    with shown(progress) as report:
        cases = _core.sweep(path_text(file), path_text(out), settings, report)
    return Sweep(out, pd.DataFrame(cases))


def headroom(study: StudyLike, *, curtailed_frac: Sequence[float] = (0.0025, 0.005, 0.01, 0.05),
             with_data_centers: bool = False, years: Years = None, threads: int = 0,
             progress: Progress = None) -> pd.DataFrame:
    """The constant load that each region can add without a higher peak, if it is curtailed at peaks.

    curtailed_frac: shares of the load's energy, each above 0. One row per region, year and share:
    headroom_mw, curtailed_h_per_year, curtailed_mwh_per_year, events_per_year, ...
    """
    limits = [float(limit) for limit in curtailed_frac]
    if not limits or not all(0.0 < limit < 1.0 for limit in limits):
        raise refused("curtailed_frac", repr(curtailed_frac), "shares above 0 and below 1")
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        return pd.DataFrame(_core.headroom(loaded, limits, with_data_centers, threads_of(threads),
                                           report))
