"""Reports: result files as one HTML file, written by the package decawatt_plots."""
from __future__ import annotations

import os
import pathlib
from typing import Optional, Sequence, Union

from .arguments import PathLike, path_text, refused
from .results import Result

ResultLike = Union[Result, PathLike]


def _path(result: ResultLike) -> str:
    return str(result.file) if isinstance(result, Result) else path_text(result)


def _output(field: str, path: Optional[PathLike], ending: str, read: Sequence[str]) -> Optional[str]:
    """The path of a file to be written, checked as `decawatt report` does."""
    if path is None:
        return None
    out = pathlib.Path(path_text(path))
    if out.suffix.lower() != ending:
        raise refused(field, repr(str(out)), f"a file that ends in {ending}")
    if out.resolve() in [pathlib.Path(one).resolve() for one in read]:
        raise refused(field, repr(str(out)), "a file that is not an input of the report")
    if not out.parent.is_dir():
        raise refused(field, repr(str(out)), f"a file in a folder that exists; {out.parent} does not")
    return str(out)


def report(results: Union[ResultLike, Sequence[ResultLike]], out: PathLike, *,
           xlsx: Optional[PathLike] = None, sources: Optional[PathLike] = None) -> pathlib.Path:
    """Writes one HTML file on results: what they build, cost and emit (docs/report.md).

    results: a Plan or the file of one, or several to be compared; an Adequacy, a Finance and a file of
    `decawatt accounts` follow their plan.
    out: the report, .html. xlsx: its tables as a spreadsheet, one sheet a table.
    sources: a text file on the sources of the inputs, shown with them.

    Raises InputError (of an argument), ValueError (of a file that is not a result).
    """
    from decawatt_plots.report import write

    read = [_path(one) for one in ([results] if isinstance(results, (Result, str, os.PathLike))
                                   else results)]
    if not read:
        raise refused("results", "none", "a plan, or several")
    inputs = read + ([path_text(sources)] if sources is not None else [])
    page = _output("out", out, ".html", inputs)
    write(read, page, _output("xlsx", xlsx, ".xlsx", inputs),
          None if sources is None else path_text(sources))
    return pathlib.Path(str(page))
