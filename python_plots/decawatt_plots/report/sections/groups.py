"""Groups of the result file that the report shows as they are: every variable by year as a table of its entities."""
import h5py
import numpy as np

from ..content import Heading, Section, Table, by_year

NO_DIMENSION = "This is a netCDF dimension but not a netCDF variable"


def finance(report):
    return section(report, "finance", "Finance")


def accounts(report):
    return section(report, "accounts", "Accounts of emissions and matching")


def section(report, group, title):
    blocks = report.per_plan(lambda plan: blocks_of(report, plan, group))
    return Section(group, title, blocks) if blocks else None


def as_text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def blocks_of(report, plan, group):
    with h5py.File(plan.path, "r") as file:
        if group not in file or not isinstance(file[group], h5py.Group):
            return []
        return group_blocks(report, plan, file[group], group)


def group_blocks(report, plan, group, name):
    """Tables of the variables of a group, one a set of dimensions; then its subgroups below their names."""
    scales, tables, blocks = {}, {}, []
    for key, item in group.items():
        if isinstance(item, h5py.Dataset) and h5py.h5ds.is_scale(item.id):
            scales[key] = item
    for key, item in group.items():
        if not isinstance(item, h5py.Dataset) or h5py.h5ds.is_scale(item.id) or not np.issubdtype(item.dtype, np.number):
            continue
        tables.setdefault(dimensions_of(item), []).append((key, item))
    for dims, variables in sorted(tables.items()):
        blocks += tables_of(report, plan, name, dims, variables, scales)
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
    if dim in scales and scales[dim].shape == (count,) and not as_text(scales[dim].attrs.get("NAME", "")).startswith(NO_DIMENSION):
        return [int(v) if np.issubdtype(scales[dim].dtype, np.integer) else as_text(v) for v in scales[dim][()]]
    return list(range(1, count + 1))


def tables_of(report, plan, name, dims, variables, scales):
    title = report.name(plan, name.replace("_", " ").capitalize())
    if dims == ():
        rows = [[words, unit, float(item[()])] for (key, item) in variables for words, unit in [words_of(key, item)]]
        return [Table(f"{title}: values", [("what", ""), ("unit", ""), ("value", "")], rows)]
    if len(dims) == 1:
        labels = labels_of(scales, dims[0], variables[0][1].shape[0])
        columns = [(*words_of(key, item), item[()]) for key, item in variables]
        rows = [[label, *(float(values[k]) for _, _, values in columns)] for k, label in enumerate(labels)]
        return [Table(f"{title} by {dims[0].replace('_', ' ')}", [(dims[0].replace("_", " "), ""), *((words, unit) for words, unit, _ in columns)], rows)]
    if len(dims) != 2:
        return []                                                        # of more dimensions, as hours are: not for reading
    made = []
    for key, item in variables:
        words, unit = words_of(key, item)
        columns = labels_of(scales, dims[1], item.shape[1])
        if dims[0] == "year":
            made.append(by_year(f"{title}: {words}", labels_of(scales, "year", item.shape[0]), [(str(c), unit, item[:, k]) for k, c in enumerate(columns)]))
        else:
            rows = [[label, *(float(v) for v in item[k])] for k, label in enumerate(labels_of(scales, dims[0], item.shape[0]))]
            made.append(Table(f"{title}: {words}", [(dims[0].replace("_", " "), ""), *((str(c), unit) for c in columns)], rows))
    return made
