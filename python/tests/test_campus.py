"""A campus on a market with a tariff, made in memory: settings, tables as data frames, hourly series."""
import io

import numpy as np
import pandas as pd
import pytest

import decawatt
from conftest import SCENARIOS
from same_bits import differences

HOURS = 2160

SETTINGS = {
    "study": {"name": "Campus", "currency": "USD", "price_year": 2025, "discount_rate": 0.05, "utc_offset": "+00:00"},
    "horizon": {"first_year": 2030, "last_year": 2030, "hours_per_year": HOURS},
    "planning": {"unserved_cost_per_mwh": 5000.0, "perspective": "campus"},
}


def tables():
    rows = {
        "regions": {"name": "grid", "latitude_deg": 40, "longitude_deg": -83},
        "markets": {"region": "grid", "buy_limit_mw": 200, "sell_limit_mw": 0, "emission_t_per_mwh": 0.4},
        "plants": {"name": "sun", "region": "grid", "technology": "solar", "capacity_mw": 0, "behind": "campus", "build_limit_mw": 200,
                   "capex_per_kw": 100, "lifetime_years": 25},
        "data_centers": {"name": "campus", "region": "grid", "connection_mw": 60, "tariff": "AEP Ohio data center"},
    }
    made = {name: pd.DataFrame([row]) for name, row in rows.items()}
    made["halls"] = pd.DataFrame(columns=["data_center", "name", "commissioned", "it_mw"])
    made["fuels"] = pd.DataFrame(columns=["name", "emission_t_per_mwh_thermal"])
    made["prices"] = pd.DataFrame(columns=["item", "year", "price"])
    quantities = [("buy_price_per_mwh", "grid", "buy"), ("data_center_mw", "campus", "load"), ("available_frac", "sun", "sun")]
    made["hourly"] = pd.DataFrame([(q, name, "series.csv", column) for q, name, column in quantities],
                                  columns=["quantity", "name", "file", "column"])
    for name in ("tariffs", "tariff_periods"):
        made[name] = (SCENARIOS / "tariffs" / f"{name}.csv").read_text(encoding="utf-8")
    return made


def series():
    hour = np.arange(HOURS) % 24
    return pd.DataFrame({
        "utc": pd.date_range("2030-01-01", periods=HOURS, freq="h").strftime("%Y-%m-%dT%H:%M:%SZ"),
        "buy": 25.0 + 40.0 * ((hour >= 16) & (hour < 21)), "load": 34.0 + 6.0 * (hour % 7 < 3),
        "sun": np.maximum(0.0, np.sin((hour - 6) * np.pi / 12)).round(4)}).to_csv(index=False)


@pytest.fixture(scope="module")
def study():
    return decawatt.Study(SETTINGS, tables(), files={"series.csv": series()})


@pytest.fixture(scope="module")
def plan(study):
    return decawatt.run(study)


def test_the_bill_is_that_of_the_tariff(plan):
    bill = plan.bill("campus")
    assert list(bill.index.get_level_values("month").unique()) == list(range(1, 13))
    demand = (bill["demand"] + bill["minimum"]).iloc[:3]
    assert (demand >= 7440 * 0.85 * 60 * (1 - 1e-6)).all()            # USD: the minimum take of each month
    assert bill.to_numpy().sum() == pytest.approx(float(plan.to_xarray("summary").bill_cost.sum()), rel=1e-12)


def test_the_saved_study_gives_the_command_the_same_plan(study, plan, command, tmp_path):
    folder = study.save(tmp_path / "campus")
    command("run", folder, "--out", tmp_path / "command.h5", "--quiet")
    assert differences(plan.file, tmp_path / "command.h5") == []


def test_a_changed_row_changes_the_plan(study, plan):
    dear = study.copy()
    dear.tables["plants"].loc["sun", "capex_per_kw"] = 5000.0
    assert plan.capex.amount.sum() > 1.0
    assert decawatt.run(dear).capex.empty
    with pytest.raises(KeyError, match="campus"):
        plan.bill("grid")


def test_series_may_be_data_frames(study, plan):
    """Indexed by times in UTC, or with a zone; the plan is that of the same series as text."""
    frame = pd.read_csv(io.StringIO(series()), index_col="utc", parse_dates=True)
    assert str(frame.index.tz) == "UTC"
    for times in (frame.index, frame.index.tz_localize(None), frame.index.tz_convert("Asia/Seoul")):
        same = decawatt.Study(SETTINGS, tables(), files={"series.csv": frame.set_index(times)})
        assert same.check().loads.equals(study.check().loads)
    assert differences(decawatt.run(same).file, plan.file) == []


@pytest.mark.parametrize("content", [{"buy": 1.0}, pd.DataFrame({"buy": [1.0]}), None])
def test_series_without_times_are_refused(content):
    with pytest.raises(TypeError, match="series.csv.*indexed by the starts of hours"):
        decawatt.Study(SETTINGS, tables(), files={"series.csv": content})


def test_a_table_of_another_type_is_refused():
    with pytest.raises(TypeError, match="plants: found list, expected a data frame or CSV text"):
        decawatt.Study(SETTINGS, {**tables(), "plants": [1, 2]}, files={"series.csv": series()})
