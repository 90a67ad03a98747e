"""`decawatt headroom`: its table is what the formula gives of the demand that a run writes."""
import json

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, SCENARIOS, decawatt, entries

STUDY = SCENARIOS / "minimal"
LIMITS = (0.0025, 0.01)
PRECISION = 1e-5                               # series of a run are float32; the share is a mean of some hundred hours


def curtailed_share(demand, load_mw):
    """Of the energy of a constant load, by the definition; `demand` is a series over local time."""
    month = demand.index.month
    peak = np.where((month >= 4) & (month <= 10), demand[(month >= 6) & (month <= 8)].max(), demand[(month == 12) | (month <= 2)].max())
    return np.clip(demand.to_numpy() + load_mw - peak, 0, load_mw).sum() / (load_mw * len(demand))


def headroom(*words):
    done = decawatt("headroom", STUDY, "--quiet", *words)
    assert done.returncode == DONE, done.stderr
    return done.stdout


def test_the_share_that_is_curtailed_is_the_limit(minimal, tmp_path):
    out = tmp_path / "headroom.csv"
    text = headroom("--limits", "0.0025,0.01", "--out", out)
    assert "all regions 2029" in text and "0.25 %" in text
    assert entries(tmp_path) == ["headroom.csv"]
    table = pd.read_csv(out)
    assert len(table) == 2 * 3 * len(LIMITS)   # years, two regions and their sum
    with xr.open_dataset(minimal[0], engine="h5netcdf") as results:
        demand = results.demand_mw.to_pandas()
    demand.index = demand.index + pd.Timedelta(hours=9)
    demand["all regions"] = demand.sum(axis=1)
    for row in table.itertuples():
        year = demand[row.region][demand.index.year == row.year]
        assert curtailed_share(year, row.headroom_mw) == pytest.approx(row.curtailed_frac, rel=1e-3)
        assert row.mean_demand_mw == pytest.approx(year.mean(), rel=PRECISION)
        assert row.headroom_mw > 0 and row.curtailed_h_per_year > 0 and 0 < row.half_served_frac <= 1
        assert row.mean_event_h == pytest.approx(row.curtailed_h_per_year / row.events_per_year)
    by_limit = table.pivot(index=["region", "year"], columns="curtailed_frac", values="headroom_mw")
    assert (by_limit[0.01] > by_limit[0.0025]).all()


def test_data_centres_leave_less(tmp_path):
    def of_south(*words):
        rows = json.loads(headroom("--limits", "0.01", "--years", "2029", "--json", *words))["rows"]
        return next(row["mean_demand_mw"] for row in rows if row["region"] == "south")
    assert of_south("--data-centers") > of_south() + 100


@pytest.mark.parametrize("words, message", [
    (("--limits", "1"), "expected fractions above 0 and below 1"),
    (("--set", "horizon.hours_per_year=336"), "expected whole years"),
])
def test_what_has_no_headroom(words, message, tmp_path):
    done = decawatt("headroom", STUDY, "--quiet", "--out", tmp_path / "out.csv", *words)
    assert done.returncode == BAD_INPUT
    assert message in done.stderr
    assert entries(tmp_path) == []
