"""Decawatt: the power supply of data-centre hubs, sized and dispatched hour by hour over a decade.

>>> import decawatt
>>> plan = decawatt.run("scenarios/minimal")
>>> plan.to_xarray().generation_mw                # time × fleet, MW

Start with `Study`, `run` and `Plan`; then `run_scenarios`, `dispatch`, `adequacy`, `capacity_credit`, `replay`,
`exact_adequacy`, `merge`, `sweep`, `headroom`, `finance`, `accounts`, `report`, `profile` and the module `weather`.
`open` returns the same objects from files.
"""
from __future__ import annotations

import os

# Threads of OpenMP sleep while they wait, as in the command, so that other work on the machine goes on. The
# library reads it when it is loaded, here; a value of the user is kept.
if "GOMP_SPINCOUNT" not in os.environ:
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from . import weather                                                       # noqa: E402
from ._core import __version__                                              # noqa: E402
from .accounts_result import Accounts, accounts                             # noqa: E402
from .adequacy_result import Adequacy, CapacityCredit, Credit, ExactAdequacy, Future  # noqa: E402
from .errors import Fault, InputError, Interrupted, NotSolved, ResourceError  # noqa: E402
from .finance_result import Finance, finance                               # noqa: E402
from .opening import open                                                   # noqa: E402
from .plan import Plan                                                      # noqa: E402
from .planning import (Scenarios, Sweep, dispatch, export_mps, headroom, run,  # noqa: E402
                       run_scenarios, sweep)
from .profiles import Profile, profile                                      # noqa: E402
from .reporting import report                                             # noqa: E402
from .sampling import adequacy, capacity_credit, exact_adequacy, merge, replay  # noqa: E402
from .study import Check, Study                                             # noqa: E402
from .tables import Tables                                                  # noqa: E402

__all__ = [
    "Accounts", "Adequacy", "CapacityCredit", "Check", "Credit", "ExactAdequacy", "Fault", "Finance", "Future",
    "InputError", "Interrupted", "NotSolved", "Plan", "Profile", "ResourceError", "Scenarios", "Study", "Sweep",
    "Tables", "accounts", "adequacy", "capacity_credit", "dispatch", "exact_adequacy", "export_mps", "finance",
    "headroom", "merge", "open", "profile", "replay", "report", "run", "run_scenarios", "sweep", "weather", "__version__",
]
