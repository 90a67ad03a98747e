"""Result files as objects."""
from __future__ import annotations

import pathlib
from typing import Union

from .adequacy_result import Adequacy
from .errors import ResourceError
from .plan import Plan
from .results import Result, open_group
from .arguments import PathLike


def open(path: PathLike) -> Union[Plan, Adequacy]:
    """A result file of `run` or `dispatch` as a Plan, one of `adequacy` as an Adequacy. Raises
    ResourceError if the file is absent or is neither."""
    file = Result(path).file  # that it is there
    try:
        with open_group(file) as root:
            attrs = dict(root.attrs)
    except (OSError, ValueError) as reason:
        raise ResourceError(f"{pathlib.Path(path)}: not a result file: {reason}") from reason
    if attrs.get("kind") == "adequacy":
        return Adequacy(file)
    if "status" in attrs and "study" in attrs:
        return Plan(file)
    raise ResourceError(f"{pathlib.Path(path)}: neither a plan nor an adequacy result")
