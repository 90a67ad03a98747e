"""The minimal study through the program: its file, its summary, its options."""
import json

import numpy as np
import pytest
from conftest import BAD_INPUT, DONE, SCENARIOS, assert_proven, decawatt, entries, groups, run

HOURS_2028, HOURS_2029 = 8784, 8760
TOLERANCE = 1e-6                               # of the study


def test_the_file_is_complete_and_consistent(minimal):
    path, _ = minimal
    assert entries(path.parent) == ["results.h5"]
    assert_proven(path)


def test_the_file_has_names_and_units_and_no_missing_values(minimal):
    path, _ = minimal
    root = groups(path)[""]
    assert root.sizes["time"] == HOURS_2028 + HOURS_2029
    assert root.time.values[0] == np.datetime64("2027-12-31T15:00")        # 2028 begins nine hours before UTC's
    assert list(root.region.values) == ["north", "south"]
    assert root.generation_mw.attrs["units"] == "MW"
    assert root.attrs["Conventions"] == "CF-1.8"
    for name, values in root.data_vars.items():
        assert values.attrs.get("long_name"), name
        of_a_reactance = name.startswith("corridor_angle_drop") or name.startswith("corridor_phase_shift")  # transport lines have none
        assert values.dtype.kind != "f" or of_a_reactance or not values.isnull().any(), name


def test_the_summary_agrees_with_the_file(minimal):
    path, summary = minimal
    assert set(summary) == {"status", "study", "objective", "gap", "iterations", "threads", "peak_mb", "time_s", "years", "batteries", "supplies", "built"}
    assert set(summary["time_s"]) == {"read", "profiles", "build", "solve", "write", "total"}
    assert summary["status"] == "optimal"
    assert summary["gap"] <= TOLERANCE
    assert summary["batteries"] == {}          # none of the study ages
    assert 1 < summary["iterations"] < 400
    assert 10 < summary["peak_mb"] < 2000
    assert summary["time_s"]["total"] >= summary["time_s"]["solve"] > 0
    file = groups(path)
    assert summary["objective"] == float(file["certificate"].objective)
    assert summary["threads"] == file["provenance"].attrs["threads"]
    assert [year["year"] for year in summary["years"]] == list(file["summary"].year.values) == [2028, 2029]
    for y, year in enumerate(summary["years"]):
        figures = file["summary"].isel(year=y)
        assert year["emission_t"] == float(figures.emission_t)
        assert year["contracts"]["hub supply"]["hourly_score"] == float(figures.contract_hourly_score_frac[0])
        assert year["price_per_mwh"]["south"] == float(figures.region_mean_price_per_mwh.sel(region="south"))
        assert sum(year["generation_mwh"].values()) == pytest.approx(float(figures.fleet_generation_mwh.sum()), rel=1e-12)
    supply = summary["supplies"]["hub supply"]
    assert supply["data_centers"] == ["hub"]
    assert supply["supply_cost_per_mwh"] == float(file["summary"].contract_supply_cost_per_mwh_horizon[0])
    for year in supply["years"]:                # the lines of the cost of supply are all of it
        assert sum(year["cost"].values()) / year["load_mwh"] == pytest.approx(year["supply_cost_per_mwh"], rel=1e-9)
    solar = next(asset for asset in summary["built"] if asset["name"] == "hub solar")
    assert solar["paid_by"] == "hub supply" and solar["limit_mw"] == 1500
    assert solar["mw"] == pytest.approx(float(file["capacity"].fleet_built_mw.sel(fleet="hub solar").sum()), rel=1e-9)
    assert summary["years"][0]["contracts"]["hub supply"]["hourly_score"] >= 0.55 - TOLERANCE
    assert summary["years"][1]["contracts"]["hub supply"]["hourly_score"] >= 0.60 - TOLERANCE


def test_the_certificate(minimal):
    path, _ = minimal
    certificate = groups(path)["certificate"]
    primal, dual = float(certificate.primal_objective), float(certificate.dual_objective)
    assert abs(primal - dual) <= TOLERANCE * abs(primal)
    for name in ("relative_gap", "primal_residual_relative", "complementarity"):
        assert 0.0 <= float(certificate[name]) <= TOLERANCE, name


def test_prices_agree_with_marginal_costs(minimal):
    """The sign of prices: in many hours the price is the marginal cost of a gas plant, and it is not negative, as spilled output costs nothing."""
    path, _ = minimal
    file = groups(path)
    prices = file[""].price_per_mwh.values
    gas = file["costs"].fleet_marginal_cost_per_mwh.isel(year=0).values[file[""].fleet_technology.values == "gas"]
    first = prices[:HOURS_2028, 0]
    near = np.abs(first[:, None] - gas[None, :]) < 0.01 * gas
    assert near.any(axis=1).mean() > 0.3
    assert np.quantile(prices, 0.01) > -1.0


def test_years(minimal, tmp_path):
    summary = run("minimal", tmp_path / "one.h5", "--years", "2029")
    assert [year["year"] for year in summary["years"]] == [2029]
    root = groups(tmp_path / "one.h5")[""]
    assert root.sizes["time"] == HOURS_2029
    assert_proven(tmp_path / "one.h5")
    both = groups(minimal[0])[""]              # the same weather and demand, alone or in company
    for name in ("demand_mw", "temperature_deg_c", "data_center_load_mw"):
        np.testing.assert_array_equal(root[name].values, both[name].values[HOURS_2028:])


def test_variant_and_set_change_the_named_values(minimal, tmp_path):
    base = groups(minimal[0])
    summary = run("minimal", tmp_path / "large.h5", "--years", "2028", "--variant", "large_hub",
                  "--set", "study.discount_rate=0.07", "--set", "plants.hub wind.build_limit_mw=1")
    large = groups(tmp_path / "large.h5")
    np.testing.assert_allclose(large[""].data_center_it_mw, 2.0 * base[""].data_center_it_mw[:HOURS_2028], rtol=1e-6)    # float32
    assert float(large["costs"].discount_rate) == 0.07
    assert float(base["costs"].discount_rate) == 0.05
    assert float(large["capacity"].fleet_mw.sel(fleet="hub wind").max()) <= 1.0 + 1e-6
    changes = dict(zip(large["provenance"].override.values, large["provenance"].override_value.values))
    assert changes == {"data_centers.hub.it_scale": "2", "study.discount_rate": "0.07", "plants.hub wind.build_limit_mw": "1"}
    contract = summary["years"][0]["contracts"]["hub supply"]
    assert contract["load_mwh"] > 1.9 * minimal[1]["years"][0]["contracts"]["hub supply"]["load_mwh"]
    assert_proven(tmp_path / "large.h5")


def test_an_annual_target_above_the_load_is_met_and_another_has_ended(tmp_path):
    target = "contract_targets.hub supply/2028."
    summary = run("minimal", tmp_path / "sold.h5", "--years", "2028", "--set", f"{target}annual_frac=2.2", "--set", f"{target}hourly_frac=none",
                  "--set", f"{target}excess_cap_frac=none")
    matching = summary["years"][0]["contracts"]["hub supply"]["annual_matching"]
    assert matching == pytest.approx(2.2, abs=1e-4)       # 2.02 without a target: power is sold
    targets = groups(tmp_path / "sold.h5")["targets"]
    assert float(targets.annual_target_frac.squeeze()) == 2.2
    assert np.isnan(targets.hourly_target_frac).all() and np.isnan(targets.excess_cap_frac).all()
    assert_proven(tmp_path / "sold.h5")


def test_the_printed_table(tmp_path):
    done = decawatt("run", SCENARIOS / "minimal", "--years", "2028", "--threads", 2, "--out", tmp_path / "x.h5")
    assert done.returncode == DONE
    for word in ("optimal", "billion USD", "certified gap", "hub supply", "MW of limit", "cost of supply, USD/MWh of load", "2028", str(tmp_path / "x.h5")):
        assert word in done.stdout
    assert "solving" in done.stderr            # progress, where no terminal is


def test_check_prints_the_content_of_the_study():
    done = decawatt("check", SCENARIOS / "minimal")
    assert done.returncode == DONE
    for word in ("2028 to 2029", "17544 hours", "hub supply", "nuclear", "south-north"):
        assert word in done.stdout
    assert decawatt("check", SCENARIOS / "minimal" / "study.toml").stdout == done.stdout
    summary = json.loads(decawatt("check", SCENARIOS / "minimal", "--json").stdout)
    assert summary["status"] == "valid"
    assert summary["regions"] == ["north", "south"]
    assert summary["plants"] == 14


def test_version_and_help():
    version = decawatt("--version")
    assert version.returncode == DONE
    assert version.stdout.startswith("decawatt ") and version.stdout.split()[1][0].isdigit()
    assert decawatt("--help").returncode == DONE
    assert "--out" in decawatt("run", "--help").stdout
    assert decawatt().returncode == BAD_INPUT


def test_any_number_of_threads_gives_the_same_bits(tmp_path):
    files = []
    for threads in (1, 2, 3):
        path = tmp_path / f"{threads}.h5"
        assert run("minimal", path, "--years", "2028", threads=threads)["threads"] == threads
        files.append(groups(path))
    assert [file["provenance"].attrs["threads"] for file in files] == [1, 2, 3]
    for other in files[1:]:
        compared = 0
        for group, data in files[0].items():
            assert set(data.variables) == set(other[group].variables)
            for name in data.variables:
                assert data[name].values.tobytes() == other[group][name].values.tobytes() or (
                    data[name].dtype == object and (data[name].values == other[group][name].values).all()), f"{group}/{name}"
                compared += 1
            if group != "provenance":
                assert {k: str(v) for k, v in data.attrs.items()} == {k: str(v) for k, v in other[group].attrs.items()}
        assert compared > 100
