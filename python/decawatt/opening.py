"""Result files as objects."""
from __future__ import annotations

import pathlib
from typing import Union

from .accounts_result import Accounts
from .adequacy_result import Adequacy, Future
from .arguments import PathLike
from .errors import ResourceError
from .finance_result import Finance
from .plan import Plan
from .results import Result, open_group


def open(path: PathLike) -> Union[Plan, Adequacy, Future, Finance, Accounts]:
    """A result file as the object that the function of its command returns: Plan (`run`, `dispatch`),
    Adequacy, Future (`adequacy --replay`), Finance or Accounts. Raises ResourceError if the file is
    absent or is none of these."""
    result = Result(path)  # checks that the file exists
    file = result.file
    try:
        with open_group(file) as root:
            attrs = dict(root.attrs)
    except (OSError, ValueError) as reason:
        raise ResourceError(f"{pathlib.Path(path)}: not a result file: {reason}") from reason
    if attrs.get("kind") == "adequacy":
        return Adequacy(file)
    if attrs.get("kind") == "adequacy sample":
        return Future(file)
    if "status" in attrs and "study" in attrs:
        return Plan(file)
    if "study" in attrs and "finance" in result.groups:
        return Finance(file)
    if "study" in attrs and "accounts" in result.groups:
        return Accounts(file)
    raise ResourceError(f"{pathlib.Path(path)}: not a result of run, dispatch, adequacy, finance or accounts")
