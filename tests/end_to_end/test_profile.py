"""Single models through the program, on one weather file: every intermediate value, and results equal to those in a study."""
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, decawatt, entries
from weather_runs import LOAD, MINIMAL, PV, WIND, profile, summary


def test_profile_pv(year, tmp_path):
    made = summary(*profile("pv", PV, year, tmp_path))
    table = pd.read_csv(tmp_path / "pv.csv", float_precision="round_trip")
    assert len(table) == 8784
    assert table["time_utc"][0] == "2027-12-31T15:00:00Z" and table["time_local"][0] == "2028-01-01T00:00:00+09:00"
    sums = made["sums"]
    assert sums["capacity_ac_kw"] == pytest.approx(1000) and sums["capacity_dc_kw"] == pytest.approx(1200)
    assert sums["energy_kwh"] == pytest.approx(table["ac_kw"].sum(), rel=1e-12)
    assert sums["capacity_factor"] == pytest.approx(table["ac_kw"].mean() / 1000, rel=1e-12)
    assert sums["plane_kwh_per_m2"] == pytest.approx(table["plane_w_per_m2"].sum() / 1000, rel=1e-12)
    assert sums["snow_loss_frac"] == 0                         # generated weather has no snow
    assert 0.10 < sums["capacity_factor"] < 0.25               # any site between the tropics and 50 degrees
    assert (table["ac_kw"][table["ghi_w_per_m2"] == 0] == 0).all()
    with xr.open_dataset(year, engine="h5netcdf") as weather:  # full precision
        assert np.array_equal(table["ghi_w_per_m2"], weather["ghi_w_per_m2"].sel(site="south"))
    text = decawatt(*profile("pv", PV, year, tmp_path)).stdout
    assert "capacity_factor" in text and "pv.csv: 8784 intervals" in text


def test_profile_wind_and_load(year, tmp_path):
    wind = summary(*profile("wind", WIND, year, tmp_path))["sums"]
    table = pd.read_csv(tmp_path / "wind.csv", float_precision="round_trip")
    assert wind["energy_kwh"] == pytest.approx(table["ac_kw"].sum(), rel=1e-12)
    assert table["ac_kw"].max() == pytest.approx(900, rel=1e-3)           # 1,000 kW less wakes
    load = summary(*profile("load", LOAD, year, tmp_path))["sums"]
    table = pd.read_csv(tmp_path / "load.csv", float_precision="round_trip")
    assert load["pue"] == pytest.approx(table["facility_mw"].sum() / table["it_mw"].sum(), rel=1e-12)
    assert load["energy_kwh"] == pytest.approx(1000 * table["facility_mw"].sum(), rel=1e-12)
    assert 1.0 < load["pue"] < 2.0


def test_a_profile_does_not_overwrite_the_curve_it_reads(year, tmp_path):
    curve = tmp_path / "wind.csv"                                         # where `profile` writes
    curve.write_text("Wind Speed [m/s],Power [kW]\n3,0\n12,1000\n25,1000\n", encoding="utf-8")
    kept = curve.read_bytes()
    done = decawatt(*profile("wind", '[turbine]\nhub_height_m = 100\ncurve_file = "wind.csv"\n', year, tmp_path))
    assert done.returncode == BAD_INPUT and "is also an input of this run" in done.stderr
    assert curve.read_bytes() == kept


def test_a_fleet_without_a_workload_runs_at_its_typical_power(year, tmp_path):
    fleet = """
[data_center]
cooling = "liquid"
[hall]
fleet = "gpu"
count = 1000
[it_fleet]
name = "gpu"
idle_kw = 2
typical_kw = 7
max_kw = 10
"""
    summary(*profile("load", fleet, year, tmp_path))
    table = pd.read_csv(tmp_path / "load.csv", float_precision="round_trip")
    assert table["it_mw"].min() == table["it_mw"].max() == pytest.approx(7.0, rel=1e-12)
    assert table["nameplate_mw"].max() == pytest.approx(10.0, rel=1e-12)


def test_a_profile_equals_that_of_the_study(year, tmp_path):
    """The same system in the same weather year, alone and in a run of the study."""
    summary(*profile("pv", PV, year, tmp_path))
    alone = pd.read_csv(tmp_path / "pv.csv", float_precision="round_trip")["ac_frac"]
    done = decawatt("run", MINIMAL, "--years", "2028", "--set", "weather.years=[3]", "--set", "output.precision=float64",
                    "--out", tmp_path / "out.h5", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    with xr.open_dataset(tmp_path / "out.h5", engine="h5netcdf") as results:
        (fleet,) = np.flatnonzero(results["fleet_members"].values == "hub roof")
        roof = results["available_mw"].isel(fleet=fleet).values.ravel()
    plants, systems = (pd.read_csv(MINIMAL / f"{table}.csv", comment="#").set_index("name") for table in ("plants", "pv_systems"))
    plant = plants.loc["hub roof"]
    assert np.isnan(plant["commissioned"])                      # without a date a plant does not age
    assert np.allclose(roof, plant["capacity_mw"] * alone, rtol=1e-9, atol=1e-12)
    done = decawatt("run", MINIMAL, "--years", "2028", "--set", "weather.years=[3]", "--set", "output.precision=float64",
                    "--set", "plants.hub roof.commissioned=2018", "--out", tmp_path / "aged.h5", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    aged = (1 - systems.loc[plant["system"], "degradation_frac_per_year"]) ** 10
    with xr.open_dataset(tmp_path / "aged.h5", engine="h5netcdf") as results:
        (fleet,) = np.flatnonzero(results["fleet_members"].values == "hub roof")
        roof = results["available_mw"].isel(fleet=fleet).values.ravel()
    assert np.allclose(roof, aged * plant["capacity_mw"] * alone, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("model, text, message", [
    ("pv", PV.replace("tilt_deg = 30", "tilt_deg = 130"), "pv.toml: pv_system.tilt_deg (row 3): found 130, expected degrees from 0 to 90"),
    ("pv", PV + "colour = 3\n", "pv.toml: plant.colour (row 11): found an unknown key, expected one of capacity_ac_kw, capacity_dc_kw"),
    ("pv", PV.replace("loss_frac", "loss"), "pv.toml: pv_system.loss (row 7): found an unknown key"),
    ("pv", PV.replace("loss_frac = 0.14", ""), "pv.toml: pv_system.loss_frac (row 2): found nothing, expected a fraction from 0 to below 1"),
    ("pv", "[plant]\n", "pv.toml: pv_system: found no such section"),
    ("pv", "[pv_system\n", "pv.toml: syntax at column 11 (row 1)"),
    ("pv", PV + "[turbine]\n", "pv.toml: turbine (row 11): found an unknown section, expected one of pv_system, month_profiles, place, plant"),
    ("pv", PV + "[place]\nlatitude_deg = 95\n", "pv.toml: place.latitude_deg (row 12): found 95"),
    ("wind", WIND.replace("[0.0, 1.0, 1.0]", "[0.0, 1.0]"), "wind.toml: power_curve.wind_m_per_s"),
    ("wind", WIND.replace("[0.0, 1.0, 1.0]", "[0.0, 1.1, 1.0]"), "wind.toml: power_curve.power_frac (row 7): found 1.1"),
    ("load", LOAD + "[random]\nseed = 1.5\n", "load.toml: random.seed (row 9): found 1.5, expected a whole number >= 0"),
    ("load", LOAD + "[random]\nweather_year = 2.5\n", "load.toml: random.weather_year (row 9): found 2.5, expected a whole number >= 1"),
    ("load", LOAD.replace("water_economizer", "snow"), "load.toml: data_center.cooling (row 3): found snow, expected one of"),
    ("load", LOAD.replace("it_mw = 100", 'it_mw = 100\nworkload = "idle"'), "load.toml: hall.workload (row 6): found idle, expected a name in [workload]"),
])
def test_a_configuration_is_refused_by_section_key_and_line(year, tmp_path, model, text, message):
    done = decawatt(*profile(model, text, year, tmp_path))
    assert done.returncode == BAD_INPUT, done.stderr
    assert message in done.stderr, done.stderr
    assert entries(tmp_path) == [f"{model}.toml"]
