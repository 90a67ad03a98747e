"""Groups of other programs under the names /finance and /accounts, shown unchanged: every variable
as a table over its dimensions."""
import h5py
import numpy as np

from ..content import Heading, Table
from ..loading import as_text

MOST_CELLS = 5000                              # of a variable
NO_DIMENSION = "This is a netCDF dimension but not a netCDF variable"


def blocks_of(report, plan, group):
    if group not in plan.added:
        return []
    with h5py.File(plan.added[group][0], "r") as file:
        return group_blocks(report, plan, file[group], group)


def group_blocks(report, plan, group, name):
    """Its attributes; tables of its variables, one a set of dimensions; then its subgroups below
    their names."""
    stored = {key: item for key, item in group.items() if isinstance(item, h5py.Dataset)}
    scales = {key: item for key, item in stored.items() if h5py.h5ds.is_scale(item.id)}
    tables, title = {}, report.name(plan, name.replace("_", " ").capitalize())
    for key, item in stored.items():
        if key not in scales and item.dtype.kind in "iufbO":
            tables.setdefault(dimensions_of(item), []).append((key, item))
    about = [[key.replace("_", " "), as_text(value)]
             for key, value in group.attrs.items()
             if np.ndim(value) == 0 and isinstance(value, (bytes, str, np.number))]
    blocks = [Table(f"{title}: terms", [("what", ""), ("value", "")], about)] if about else []
    for dims, variables in sorted(tables.items()):
        blocks += tables_of(title, dims, variables, scales)
    for key, item in group.items():
        if isinstance(item, h5py.Group):
            inner = group_blocks(report, plan, item, f"{name} {key}")
            blocks += [Heading(as_text(key))] * bool(inner) + inner
    return blocks


def dimensions_of(dataset):
    """Names of the dimensions by their scales; `?` where there is none."""
    return tuple(axis[0].name.rsplit("/", 1)[-1] if len(axis) else "?" for axis in dataset.dims)


def words_of(key, item):
    """Title and unit of a column."""
    unit = as_text(item.attrs.get("units", "")).replace("(MW h)", "MWh").replace("MW h", "MWh")
    return as_text(item.attrs.get("long_name", key.replace("_", " "))), "" if unit == "1" else unit


def labels_of(scales, dim, count):
    if dim in scales and scales[dim].shape == (count,) and not as_text(scales[dim].attrs.get(
            "NAME", "")).startswith(NO_DIMENSION):
        return [
            int(v) if np.issubdtype(scales[dim].dtype, np.integer) else as_text(v)
            for v in scales[dim][()]
        ]
    return list(range(1, count + 1))


def value_of(value):
    return as_text(value) if isinstance(value, (bytes, str)) else float(value)


def tables_of(title, dims, variables, scales):
    if dims == ():
        rows = [[*words_of(key, item), value_of(item[()])] for key, item in variables]
        return [Table(f"{title}: values", [("what", ""), ("unit", ""), ("value", "")], rows)]
    if len(dims) == 1:
        labels, what = labels_of(scales, dims[0],
                                 variables[0][1].shape[0]), dims[0].replace("_", " ")
        columns = [(*words_of(key, item), item[()]) for key, item in variables]
        rows = [[label, *(value_of(values[k])
                          for _, _, values in columns)]
                for k, label in enumerate(labels)]
        return [
            Table(f"{title} by {what}",
                  [(what, ""), *((words, unit) for words, unit, _ in columns)], rows)
        ]
    made = []
    for key, item in variables:
        words, unit = words_of(key, item)
        if item.dtype.kind == "O" or item.size > MOST_CELLS:
            continue  # as hours are: not for reading
        if len(dims) == 2:
            made.append(of_two(f"{title}: {words}", unit, dims, item[()], scales))
        elif len(dims) == 3:
            for k, label in enumerate(labels_of(scales, dims[1], item.shape[1])):
                made.append(
                    of_two(f"{title}: {words}, {label}", unit, (dims[0], dims[2]), item[:, k],
                           scales))
    return made


def of_two(title, unit, dims, values, scales):
    columns = labels_of(scales, dims[1], values.shape[1])
    rows = [[label, *(float(v)
                      for v in row)]
            for label, row in zip(labels_of(scales, dims[0], values.shape[0]), values)]
    return Table(title, [(dims[0].replace("_", " "), ""), *((str(c), unit) for c in columns)], rows)
