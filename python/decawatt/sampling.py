"""Resource adequacy by sampling."""
from __future__ import annotations

import os
import pathlib
from typing import Any, Optional

from . import _core
from .adequacy_result import Adequacy, CapacityCredit
from .errors import Interrupted
from .planning import PlanLike, StudyLike, as_study, file_of
from .progress import Progress, shown
from .results import Scratch
from .study import PathLike, Years


def adequacy(study: StudyLike, plan: Optional[PlanLike] = None, *, samples: int = 1000,
             batch: int = 200, seed: Optional[int] = None, relative_error: float = 0.0,
             metric: str = "eue", of: str = "", all_events: bool = False, years: Years = None,
             out: Optional[PathLike] = None, resume: bool = False, threads: int = 0,
             progress: Progress = None) -> Adequacy:
    """Samples futures of outages, weather, growth and delays: how often and how deep supply falls short.

    plan: whose additions are there; None: none are. samples: at most; relative_error: stops once the
    standard error of `metric` (eue, lole, days, lolev) at the place `of` (a region or data centre; "":
    the grid) is this share of it. seed: in place of the study's.
    out: a folder for the result and checkpoints; with resume=True a stopped run goes on from there.
    The result has the same bits for any number of threads.
    """
    scratch = Scratch() if out is None else None
    folder = pathlib.Path(scratch.folder / "adequacy" if scratch else os.fspath(out))  # type: ignore
    settings: dict[str, Any] = {
        "plan": file_of(plan), "out": str(folder), "of": of, "metric": metric, "seed": seed,
        "samples": samples, "batch": batch, "relative_error": relative_error,
        "all_events": all_events, "resume": resume, "threads": threads}
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        if _core.sample(loaded, settings, report):
            raise Interrupted(f"checkpoints are in {folder}: resume=True goes on from there")
    return Adequacy(folder / "adequacy.h5", scratch)


def capacity_credit(study: StudyLike, asset: str, plan: Optional[PlanLike] = None, *,
                    samples: int = 1000, seed: Optional[int] = None, years: Years = None,
                    threads: int = 0, progress: Progress = None) -> CapacityCredit:
    """ELCC and EFC, in MW, of a plant, store or line of the study (by `samples` futures)."""
    settings: dict[str, Any] = {
        "plan": file_of(plan), "out": "", "of": "", "metric": "eue", "seed": seed,
        "samples": samples, "batch": 200, "relative_error": 0.0, "all_events": False,
        "resume": False, "threads": threads}
    loaded = as_study(study)._read(years)
    with shown(progress) as report:
        return CapacityCredit.of(_core.capacity_credit(loaded, asset, settings, report))
