"""Comparison of result files, bit for bit."""
import h5py
import numpy as np


def data_sets(path, leave_out=("provenance",)):
    """Every data set and attribute by its path, without the named groups."""
    found = {}

    def take(name, item):
        if name.split("/")[0] in leave_out:
            return
        for key, value in item.attrs.items():
            if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "_Netcdf4Coordinates"):
                found[f"{name}@{key}"] = np.asarray(value).tobytes() if not isinstance(value, str) else value
        if isinstance(item, h5py.Dataset):
            values = item[()]
            text = values.dtype.kind == "O" if hasattr(values, "dtype") else True
            found[name] = repr(np.asarray(values).tolist()) if text else (str(values.dtype), values.shape, values.tobytes())
    with h5py.File(path, "r") as root:
        root.visititems(take)
    return found


def differences(one, other, leave_out=("provenance",)):
    """Names of what differs, or is in one file alone."""
    a, b = data_sets(one, leave_out), data_sets(other, leave_out)
    assert len(a) > 10, "a file with next to nothing in it proves nothing"
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
