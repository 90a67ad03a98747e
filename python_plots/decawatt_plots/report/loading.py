"""Result files as the report reads them: each plan with its label, its supplies and the adequacy
files that follow it."""
import contextlib
import dataclasses
import pathlib

import h5py
import numpy as np

from ..adequacy import KIND, AdequacyResults, kind_of
from ..results import Results
from .supply import supplies_of

MOST_TEXT_BYTES = 2_000_000
PLAN_GROUPS = ("costs", "certificate", "weather", "plan", "provenance")
ADDED = ("finance", "accounts")                # groups of files of the commands of these names


@contextlib.contextmanager
def naming(path):
    """Errors of a file name it."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    except Exception as error:  # forged content: anything may be missing or of another kind
        raise ValueError(
            f"{path}: lacks what a report needs, or was changed ({type(error).__name__}: {error})"
        ) from error


@dataclasses.dataclass
class Plan:
    label: str
    path: str
    results: Results
    adequacy: list = dataclasses.field(default_factory=list)     # (label, AdequacyResults)
    supplies: list = dataclasses.field(default_factory=list)
    # group: (path of the file that holds it, its variables)
    added: dict = dataclasses.field(default_factory=dict)

    @property
    def currency(self):
        return str(self.results.currency)

    @property
    def years(self):
        return self.results.table_years("summary")

    def period(self):
        years = self.years
        return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"

    def is_dispatch(self):
        """Whether it operates the capacities of another result."""
        return int(self.results.group["targets"].attrs.get("enforced", 1)) == 0

    def weather(self):
        """Of hourly figures, for titles: which of several weather years they show."""
        return "" if self.results.weather_year is None else (", weather year "
                                                             f"{self.results.weather_year}")

    def scalar(self, group, name):
        """A single number of a group; NaN where it is absent."""
        data = self.results.group[group]
        return float(data[name]) if name in data and data[name].ndim == 0 else float("nan")

    def texts(self, group, name):
        data = self.results.group[group]
        return [str(value) for value in np.atleast_1d(data[name].values)] if name in data else []


@dataclasses.dataclass
class Report:
    plans: list
    sources: str = ""

    def several(self):
        return len(self.plans) > 1

    def name(self, plan, text):
        """A title that says of which plan it is, where there are several."""
        return f"{text}: {plan.label}" if self.several() else text

    def per_plan(self, blocks_of):
        """The blocks of each plan, below its label where there are several."""
        from .content import Heading
        blocks = []
        for plan in self.plans:
            with naming(plan.path):
                made = blocks_of(plan)
            if made:
                blocks += ([Heading(plan.label)] if self.several() else []) + made
        return blocks


def text_of(path):
    if path.exists() and not path.is_file():
        raise ValueError("is a folder, a pipe or a device, not a file")
    if path.stat().st_size > MOST_TEXT_BYTES:
        raise ValueError(
            f"has more than {MOST_TEXT_BYTES:,} bytes: name the text on the sources of the inputs")
    return path.read_text(encoding="utf-8")


def label_of(path, taken):
    """The name of the file without its ending, made unique."""
    name = pathlib.Path(path).stem
    number = 2
    label = name
    while label in taken:
        label, number = f"{name} ({number})", number + 1
    return label


def added_in(path):
    """The group of a file of `finance` or `accounts`; None: the file is a result."""
    with h5py.File(path, "r") as file:
        found = [name for name in ADDED if isinstance(file.get(name), h5py.Group)]
        return found[0] if found and "time" not in file else None


def add_group(path, name, plan):
    """A group of a file of its own, which must be of the same plan."""
    with h5py.File(path, "r") as file:
        expect_same_plan(file.attrs.get("plan_digest"), name, plan)
        if as_text(file.attrs.get("study", "")) != str(plan.results.attrs["study"]):
            raise ValueError(f"is the {name} of another study than {plan.path}")
    if name in plan.added and plan.added[name][0] != plan.path:
        raise ValueError(f"is a second file of `{name}` for {plan.path}: name one")
    plan.added[name] = (str(path), plan.results.opened(path, name))


def own_groups(plan):
    """Groups of the same kind in the file of the result itself."""
    with h5py.File(plan.path, "r") as file:
        names = [name for name in ADDED if isinstance(file.get(name), h5py.Group)]
    for name in names:
        plan.added[name] = (plan.path, plan.results.opened(plan.path, name))


def as_text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def read_plan(path, label):
    results = Results(path)
    for group in PLAN_GROUPS:
        results.group[group] = results._open(group)
    results.group["whole_units"] = results._open("plan/whole_units")
    for group in ("summary", "capacity", "costs"):
        if "year" not in results.group[group]:
            raise ValueError(f"no /{group} in the file: is it a result of `decawatt run`?")
    plan = Plan(label, str(path), results)
    plan.supplies = supplies_of(results)
    own_groups(plan)
    return plan


def expect_same_plan(stated, name, plan):
    """A file that states a plan belongs to no other one."""
    expected = plan.results.group["plan"].attrs.get("digest_fnv1a_64")
    if stated is not None and expected is not None and as_text(stated) != as_text(expected):
        raise ValueError(
            f"holds the {name} of another plan than {plan.path}: name it after its own result")


def adequacy_of(path, plan):
    """The adequacy of a plan; of another one it would describe another supply."""
    found = AdequacyResults(path)
    expect_same_plan(found.attrs.get("plan_digest"), "adequacy", plan)
    is_same_study = found.attrs["study"] == plan.results.attrs["study"]
    if not is_same_study or not set(found.years) <= set(plan.years):
        raise ValueError(
            f"is the adequacy of {found.attrs['study']}, {found.years[0]} to {found.years[-1]}, "
            f"and {plan.path} a plan of {plan.results.attrs['study']}, "
            f"{plan.period()}")
    return found


def named_twice(paths):
    """The first path of a file that is named before; None: each is named once."""
    seen = set()
    for path in paths:
        place = pathlib.Path(path).resolve()
        if place in seen:
            return path
        seen.add(place)
    return None


@contextlib.contextmanager
def load(paths, sources=None):
    """A report of these files, open while the context lasts."""
    twice = named_twice(paths)
    if twice is not None:
        raise ValueError(f"{twice}: is named twice")
    with contextlib.ExitStack() as stack:
        plans = []
        for path in paths:
            with naming(path):
                group = added_in(path)
                if group:
                    if not plans:
                        raise ValueError(
                            f"is a file of `{group}` without its plan: name the plan's file before "
                            "it"
                        )
                    add_group(path, group, plans[-1])
                    continue
                kind = kind_of(path)
                if kind not in (None, KIND):
                    raise ValueError(
                        f"holds one {kind}; a report needs results of `run`, `dispatch` or "
                        "`adequacy`"
                    )
                if kind == KIND:
                    if not plans:
                        raise ValueError(
                            "is a result of `adequacy` without its plan: name the plan's file "
                            "before it"
                        )
                    plans[-1].adequacy.append((label_of(path,
                                                        [label for label, _ in plans[-1].adequacy]),
                                               adequacy_of(path, plans[-1])))
                else:
                    plans.append(read_plan(path, label_of(path, [plan.label for plan in plans])))
                    stack.enter_context(plans[-1].results)
        text = ""
        if sources:
            with naming(sources):
                text = text_of(pathlib.Path(sources))
        yield Report(plans, text)
