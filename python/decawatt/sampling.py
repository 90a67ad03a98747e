"""Resource adequacy: by sampling, of one future, and exact."""
from __future__ import annotations

import pathlib
from typing import Any, Optional, Union, overload

import pandas as pd

from . import _core
from .arguments import MOST_SAMPLES, PathLike, Years, path_text, refused, share, threads_of, whole
from .adequacy_result import Adequacy, CapacityCredit, ExactAdequacy, Future
from .errors import Interrupted
from .planning import PlanLike, StudyLike, _out, as_study, file_of
from .progress import Progress, shown
from .results import Scratch


def _settings(plan: Optional[PlanLike], samples: int, seed: Optional[int], threads: int) \
        -> dict[str, Any]:
    """For the extension module; what a capacity credit does not use has its default."""
    return {"plan": file_of(plan), "samples": whole("samples", samples, 1, MOST_SAMPLES),
            "seed": None if seed is None else whole("seed", seed, 0, MOST_SAMPLES),
            "threads": threads_of(threads), "out": "", "of": "", "metric": "eue", "batch": 200,
            "relative_error": 0.0, "all_events": False, "resume": False, "part": (1, 1)}


def _checked_part(part: object, settings: dict[str, Any]) -> tuple[int, int]:
    """Number and count of parts, as the program checks `--part`."""
    if not isinstance(part, (tuple, list)) or len(part) != 2:
        raise refused("part", repr(part), "(i, n): part i of n, with i from 1 to n")
    batches = -(-settings["samples"] // settings["batch"])
    count = whole("part", part[1], 1, batches)      # each has at least one batch
    if settings["relative_error"] > 0.0:
        raise refused("relative_error", settings["relative_error"],
                      "none: a part cannot tell when the whole run has reached the error")
    return whole("part", part[0], 1, count), count


@overload
def adequacy(study: StudyLike, plan: Optional[PlanLike] = None, *, samples: int = 1000,
             batch: int = 200, seed: Optional[int] = None, relative_error: float = 0.0,
             metric: str = "eue", of: str = "", all_events: bool = False, years: Years = None,
             out: Optional[PathLike] = None, part: None = None, resume: bool = False,
             threads: int = 0, progress: Progress = None) -> Adequacy: ...


@overload
def adequacy(study: StudyLike, plan: Optional[PlanLike] = None, *, part: tuple[int, int],
             out: PathLike, samples: int = 1000, batch: int = 200, seed: Optional[int] = None,
             metric: str = "eue", of: str = "", all_events: bool = False, years: Years = None,
             resume: bool = False, threads: int = 0,
             progress: Progress = None) -> pathlib.Path: ...


def adequacy(study: StudyLike, plan: Optional[PlanLike] = None, *, samples: int = 1000,
             batch: int = 200, seed: Optional[int] = None, relative_error: float = 0.0,
             metric: str = "eue", of: str = "", all_events: bool = False, years: Years = None,
             out: Optional[PathLike] = None, part: Optional[tuple[int, int]] = None,
             resume: bool = False, threads: int = 0,
             progress: Progress = None) -> Union[Adequacy, pathlib.Path]:
    """Samples futures of outages, weather, growth and delays: how often and how deep supply falls short.

    plan: whose additions are there; None: none are. samples: at most; relative_error: stops once the
    standard error of `metric` (eue, lole, days, lolev) at the place `of` (a region or data centre; "":
    the grid) is this share of it. seed: in place of the study's.
    out: a folder for the result and checkpoints; with resume=True a stopped run goes on from there.
    part: (i, n): only part i of n of the samples, so that several processes or machines share a run; the
    file of the part in the folder `out` is returned, and `merge` joins all parts. A finished part is
    kept with resume=True. At most as many parts as batches, and no relative_error.
    The result has the same bits for any number of threads and parts.
    """
    scratch = Scratch() if out is None else None
    folder = scratch.folder / "adequacy" if scratch else pathlib.Path(path_text(out))
    settings = _settings(plan, samples, seed, threads)
    settings |= {"out": str(folder), "of": of, "metric": metric, "all_events": all_events,
                 "batch": whole("batch", batch, 1, MOST_SAMPLES), "resume": resume,
                 "relative_error": share("relative_error", relative_error)}
    if part is not None:
        settings["part"] = _checked_part(part, settings)
        if out is None:
            raise refused("out", "nothing", "a folder, where `merge` finds the parts")
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        file = _core.sample(loaded, settings, report)
    if file is None:
        raise Interrupted(f"checkpoints are in {folder}: resume=True goes on from there")
    return Adequacy(file, scratch) if part is None else pathlib.Path(file)


def merge(folder: PathLike, *, progress: Progress = None) -> Adequacy:
    """Joins the parts of an adequacy run (`adequacy` with `part`, or the command) in their folder: the
    result, `adequacy.h5` in the folder, has the same bits as that of one run. The parts are kept.

    Raises InputError (parts that are missing or of different runs, by name), ResourceError.
    """
    with shown(progress) as report:
        return Adequacy(_core.merge(path_text(folder), report))


def capacity_credit(study: StudyLike, asset: str, plan: Optional[PlanLike] = None, *,
                    samples: int = 1000, seed: Optional[int] = None, years: Years = None,
                    threads: int = 0, progress: Progress = None) -> CapacityCredit:
    """ELCC and EFC, in MW, of a plant, store or line of the study (by `samples` futures)."""
    settings = _settings(plan, whole("samples", samples, 2, MOST_SAMPLES), seed, threads)
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        return CapacityCredit.of(_core.capacity_credit(loaded, asset, settings, report))


def replay(study: StudyLike, sample: int, plan: Optional[PlanLike] = None, *,
           seed: Optional[int] = None, years: Years = None, out: Optional[PathLike] = None,
           threads: int = 0, progress: Progress = None) -> Future:
    """The future that `adequacy` draws as this sample, hour by hour: such as the worst ones of
    `found.to_xarray("worst_samples").sample`.

    sample: its number, from 0. study, plan, seed, years: those of the run. out: the file (HDF5);
    default: a temporary one, removed with the result. The series have the same bits for any number
    of threads.
    """
    number = whole("sample", sample, 0, MOST_SAMPLES)
    file, scratch = _out(out, f"sample_{number}.h5")
    settings = _settings(plan, 1, seed, threads) | {"out": file}
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        _core.replay(loaded, number, settings, report)
    return Future(file, scratch)


def exact_adequacy(study: StudyLike, plan: Optional[PlanLike] = None, *, years: Years = None,
                   threads: int = 0, progress: Progress = None) -> ExactAdequacy:
    """LOLE and EUE without sampling error, by convolution of outages, for a system without stores and
    network: a reference for `adequacy` (docs/method/adequacy.md).

    plan: whose additions are there; None: none are. Raises InputError with everything in the study
    that the method does not cover.
    """
    settings = _settings(plan, 1, None, threads)
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        found = _core.exact_adequacy(loaded, settings, report)
    by_year = pd.DataFrame(found["years"]).set_index("year")
    return ExactAdequacy(by_year, found["grid_mw"], found["on_grid"])
