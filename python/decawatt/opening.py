"""Result files as objects."""
from __future__ import annotations

import pathlib
from typing import Union

from .adequacy_result import Adequacy
from .arguments import PathLike
from .errors import ResourceError
from .finance_result import Finance
from .plan import Plan
from .results import Result, open_group


def open(path: PathLike) -> Union[Plan, Adequacy, Finance]:
    """A result file of `run` or `dispatch` as a Plan, one of `adequacy` as an Adequacy, one of
    `finance` as a Finance. Raises ResourceError if the file is absent or is none of these."""
    result = Result(path)  # checks that the file exists
    file = result.file
    try:
        with open_group(file) as root:
            attrs = dict(root.attrs)
    except (OSError, ValueError) as reason:
        raise ResourceError(f"{pathlib.Path(path)}: not a result file: {reason}") from reason
    if attrs.get("kind") == "adequacy":
        return Adequacy(file)
    if "status" in attrs and "study" in attrs:
        return Plan(file)
    if "study" in attrs and "finance" in result.groups:
        return Finance(file)
    raise ResourceError(f"{pathlib.Path(path)}: neither a plan nor a result of adequacy or finance")
