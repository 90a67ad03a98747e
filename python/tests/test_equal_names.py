"""A data centre with the name of its region: results of the two are kept apart."""
import csv
import io

import numpy as np
import pandas as pd
import pytest

import decawatt

YEAR = {"years": 2029}


def renamed(text, old, new):
    """Every field `old` of a table as `new`."""
    out = io.StringIO()
    rows = [[new if field == old else field for field in row] for row in csv.reader(text.splitlines())]
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="module")
def study(minimal):
    """The hub has the name of the region that it is in."""
    tables = {file.stem: renamed(file.read_text(encoding="utf-8"), "hub", "south") for file in minimal.glob("*.csv")}
    return decawatt.Study((minimal / "study.toml").read_text(encoding="utf-8").replace(".hub.", ".south."), tables, folder=minimal)


@pytest.fixture(scope="module")
def found(study):
    return decawatt.adequacy(study, samples=20, batch=20, **YEAR)


@pytest.fixture(scope="module")
def worst(found):
    """The worst sample of the grid, so that a region loses load too."""
    return int(found.to_xarray("worst_samples")["sample"][0])


def test_lost_load_of_a_future_is_that_of_its_place(study, worst):
    future = decawatt.replay(study, worst, **YEAR)
    lost, file = future.lost_mw, future.to_xarray()
    assert list(file.node.values) == ["north", "south", "south"] and list(lost.columns) == ["north", "south", "south"]
    assert np.array_equal(lost.iloc[:, :2], file.node_lost_mw.values[:, :2]) and lost.iloc[:, 1].sum() > 0
    assert np.array_equal(lost.iloc[:, 2], file.data_center_lost_mw.values[:, 0]) and lost.iloc[:, 2].sum() > lost.iloc[:, 1].sum()
    assert lost.iloc[:, :2].to_numpy().sum() == pytest.approx(float(file.lost_mw.sum()), rel=1e-5)      # the grid: without data centres


def test_metrics_have_a_row_for_each_place(found):
    horizon = found.to_xarray("horizon")
    assert list(found.summary.index) == ["grid", "north", "south", "south"]
    assert list(found.summary.eue_mwh[1:]) == [*horizon.region_eue_mwh.values, *horizon.data_center_eue_mwh.values]


def test_the_figure_draws_both(study, worst, tmp_path):
    import matplotlib
    matplotlib.use("Agg")
    from decawatt_plots import future
    file = decawatt.replay(study, worst, out=tmp_path / "sample.h5", **YEAR).file
    hours = future.FutureResults(file).hours
    lost = future.lost_by_place(hours)
    assert list(lost.place.values) == ["north", "south", "south"]
    assert np.array_equal(lost.transpose("time", "place").values, decawatt.open(file).lost_mw.to_numpy())
    ((stem, figure),) = future.worst_days(future.FutureResults(file))
    lines = figure.axes[1].get_lines()
    assert stem == "worst_days" and len(lines) == int((lost.isel(time=slice(*days(lost))).max("time") > 0).sum())


def days(lost):
    """The hours that the figure shows."""
    from decawatt_plots import future
    middle = int(lost.sum("place").values.argmax())
    return max(0, middle - future.HALF_H), middle + future.HALF_H


def test_files_of_earlier_versions_have_nodes_by_name(minimal, worst, tmp_path):
    import h5py
    whole = decawatt.replay(minimal, worst, out=tmp_path / "sample.h5", **YEAR)
    expected = whole.lost_mw
    with h5py.File(whole.file, "r+") as root:
        root.move("node_is_data_center", "former")
    pd.testing.assert_frame_equal(decawatt.open(whole.file).lost_mw, expected)
