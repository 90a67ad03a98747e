"""Risk in `decawatt finance`: tornado, samples and weather years of a plan."""
import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, decawatt
from test_finance import US, finance, report, study_with

RISKS = "driver,change_frac,distribution,spread_frac\ncapex,0.2,lognormal,0.1\nfuel,0,uniform,0.3\npurchases,0.1,triangular,0.2\n"


def test_single_changes_and_samples_are_priced_on_the_plan(minimal, tmp_path):
    study = study_with(tmp_path, US)
    (study / "finance_risks.csv").write_text(RISKS)
    words = ("--tornado", "0.1", "--samples", "40", "--out", tmp_path / "finance.h5")
    document = report(study, minimal[0], *words, "--threads", "2")
    supply, risk = document["supplies"][0], document["risk"]["supplies"][0]
    assert risk["name"] == supply["name"]
    base = risk["base"]
    assert base["cost_per_mwh"] == pytest.approx(supply["cost_per_mwh"]["total"], rel=1e-9)
    assert base["equity_irr_frac"] == pytest.approx(document["target_return_frac"], rel=1e-9)
    assert base["least_coverage"] == pytest.approx(supply["least_coverage"], rel=1e-9)
    bars = {bar["driver"]: bar for bar in risk["tornado"]}
    assert bars["capex"]["change_frac"] == 0.2 and bars["fixed_cost"]["change_frac"] == 0.1 and "fuel" not in bars
    assert bars["capex"]["low"]["cost_per_mwh"] < base["cost_per_mwh"] < bars["capex"]["high"]["cost_per_mwh"]
    bought = supply["cost_per_mwh"]["purchases"]
    for side, sign in (("low", -1), ("high", 1)):
        assert bars["purchases"][side]["cost_per_mwh"] == pytest.approx(base["cost_per_mwh"] + sign * 0.1 * bought, rel=1e-9)
        assert bars["purchases"][side]["equity_irr_frac"] == pytest.approx(base["equity_irr_frac"], rel=1e-9)
    assert bars["energy"]["low"]["least_coverage"] < base["least_coverage"] < bars["energy"]["high"]["least_coverage"]
    assert bars["price"]["low"]["equity_value"] < 0 < bars["price"]["high"]["equity_value"]
    spread = risk["samples"]["cost_per_mwh"]
    assert spread["count"] == 40 and spread["p99"] is None and spread["p90"] < spread["p50"] < spread["p10"]
    again = report(study, minimal[0], "--samples", "40", "--threads", "1")
    assert again["risk"]["supplies"][0]["samples"] == risk["samples"]
    other = report(study, minimal[0], "--samples", "40", "--seed", "2")
    assert other["risk"]["supplies"][0]["samples"] != risk["samples"]
    with xr.open_dataset(tmp_path / "finance.h5", engine="h5netcdf", group="finance/risk") as file:
        costs = file.sample_cost_per_mwh.values[0]
        assert costs.mean() == pytest.approx(spread["mean"], rel=1e-12) and len(costs) == 40
        assert float(file.tornado_high_cost_per_mwh.sel(driver="capex")[0]) == bars["capex"]["high"]["cost_per_mwh"]
        assert np.isnan(float(file.tornado_change_frac.sel(driver="fuel")[0]))
    text = finance(study, minimal[0], "--tornado", "0.1", "--samples", "40")
    assert "one input at a time, lower and higher; nothing is sized or dispatched again" in text and "P90" in text


def test_weather_years_give_exceedance(minimal, tmp_path):
    study, years = study_with(tmp_path, US), tmp_path / "years.h5"
    common = ("--set", "horizon.hours_per_year=336", "--quiet")
    plan = tmp_path / "plan.h5"
    assert decawatt("run", study, "--out", plan, *common).returncode == DONE
    assert decawatt("dispatch", study, "--plan", plan, "--weather-years", "11:13", "--out", years, *common).returncode == DONE
    document = report(study, plan, "--weather", years, *common[:2])
    weather = document["risk"]["supplies"][0]["weather"]
    assert [year["weather_year"] for year in weather["years"]] == [11, 12, 13]
    energy = [year["energy_mwh"] for year in weather["years"]]
    assert weather["spread"]["energy_mwh"]["p50"] == sorted(energy)[1] and weather["spread"]["energy_mwh"]["p90"] is None
    with xr.open_dataset(years, engine="h5netcdf") as root, xr.open_dataset(years, engine="h5netcdf", group="weather") as group:
        mine = root.fleet_paid_by.values == "hub supply"
        stores = root.store_paid_by.values == "hub supply"
        delivered = root.generation_mw.values[:, :, mine & (root.fleet_buildable.values == 1)].astype(float).sum(axis=(1, 2))
        delivered += root.discharge_mw.values[:, :, stores & (root.store_buildable.values == 1)].astype(float).sum(axis=(1, 2))
        assert energy == pytest.approx(list(delivered / 2), rel=1e-5)
        purchases, load = group.contract_purchase_cost.values[..., 0], group.contract_load_mwh.values[..., 0]
        weight = (1 + document["real_discount_frac"]) ** -(np.arange(2) + 0.5)
        summary = xr.load_dataset(years, engine="h5netcdf", group="summary")
        parts = {name: group[f"contract_{name}"].values[..., 0] for name in ("variable_cost", "sale_income", "tariff_cost", "agreement_cost", "certificate_cost")}
        fixed = (summary.contract_annuity_cost + summary.contract_fixed_cost).values[:, :1]
        cost = fixed + purchases + parts["variable_cost"] - parts["sale_income"] + parts["tariff_cost"] + parts["agreement_cost"] + parts["certificate_cost"]
        expected = (weight[:, None] * cost).sum(axis=0) / (weight[:, None] * load).sum(axis=0)
        assert [year["cost_per_mwh"] for year in weather["years"]] == pytest.approx(list(expected), rel=1e-9)
        assert summary.contract_purchase_cost.values[:, 0] == pytest.approx(purchases.mean(axis=1), rel=1e-9)
    assert "The true P90 lies below all of 3 weather years with a probability of 72.9 %" in finance(study, plan, "--weather", years, *common[:2])
    done = decawatt("finance", study, "--plan", plan, "--weather", plan, *common[:2])
    assert done.returncode != DONE and "--weather-years" in done.stderr


@pytest.mark.parametrize("table, words, fault", [
    (None, ("--samples", "10"), "no row"),
    ("driver,spread_frac\ncapex,0\n", ("--samples", "10"), "no spread above 0"),
    ("driver,spread_frac\ncapex,1.5\n", (), "10 % is 0.1"),
    ("driver\nweather\n", (), "driver"),
    ("driver\ncapex\ncapex\n", (), "capex"),
])
def test_bad_risks_are_refused(minimal, tmp_path, table, words, fault):
    study = study_with(tmp_path, US)
    if table:
        (study / "finance_risks.csv").write_text(table)
    done = decawatt("finance", study, "--plan", minimal[0], *words)
    assert done.returncode == BAD_INPUT and fault in done.stderr


def test_weather_years_are_those_of_the_plan(minimal, tmp_path):
    study, common = study_with(tmp_path, US), ("--set", "horizon.hours_per_year=336")
    plan, other, years = (tmp_path / name for name in ("plan.h5", "other.h5", "years.h5"))
    assert decawatt("run", study, "--out", plan, *common, "--quiet").returncode == DONE
    dearer = ("--set", "plants.hub solar.capex_per_kw=2")
    assert decawatt("run", study, "--out", other, *common, *dearer, "--quiet").returncode == DONE
    done = decawatt("dispatch", study, "--plan", other, "--weather-years", "11:12", "--out", years, *common, *dearer, "--quiet")
    assert done.returncode == DONE, done.stderr
    done = decawatt("finance", study, "--plan", plan, "--weather", years, *common)
    assert done.returncode == BAD_INPUT
    assert "which operates other capacities" in done.stderr
    assert report(study, other, "--weather", years, *common, *dearer)["risk"]["supplies"][0]["weather"]


@pytest.mark.parametrize("words, fault", [
    (("--tornado", "nan"), "expected a share from 0.001 to 0.99"),
    (("--seed", "2"), "--seed requires --samples"),
    (("--samples", "5", "--seed", "-1"), "not in range 0 to 4294967295"),
])
def test_bad_options_of_risk_are_refused(minimal, tmp_path, words, fault):
    done = decawatt("finance", study_with(tmp_path, US), "--plan", minimal[0], *words)
    assert done.returncode == BAD_INPUT and fault in done.stderr


def test_samples_show_progress_and_inputs_without_effect(minimal, tmp_path):
    study = study_with(tmp_path, US)
    (study / "finance_risks.csv").write_text("driver,spread_frac\ncapex,0.1\nagreements,0.2\n")
    done = decawatt("finance", study, "--plan", minimal[0], "--samples", "40")
    assert done.returncode == DONE and "samples" in done.stderr
    assert "note: agreements of finance_risks.csv has no effect on this plan" in done.stdout
    assert "capex of finance_risks.csv" not in done.stdout
    assert decawatt("finance", study, "--plan", minimal[0], "--samples", "40", "--quiet").stderr == ""


def test_weather_years_of_whole_machines_are_scaled_to_the_plan_as_sized(tmp_path):
    study = study_with(tmp_path, US)
    common = ("--set", "horizon.hours_per_year=336", "--set", "plants.hub solar.unit_mw=40", "--years", "2028")
    plan, years = tmp_path / "plan.h5", tmp_path / "years.h5"
    assert decawatt("run", study, "--out", plan, *common, "--quiet").returncode == DONE
    done = decawatt("dispatch", study, "--plan", plan, "--weather-years", "11:12", "--out", years, *common, "--quiet")
    assert done.returncode == DONE, done.stderr
    document = report(study, plan, "--weather", years, *common)
    assert any("dispatch operates whole machines" in note for note in document["notes"])
    expected = np.zeros(2)
    sized, operated = (xr.load_dataset(file, engine="h5netcdf", group="capacity") for file in (plan, years))
    with xr.open_dataset(years, engine="h5netcdf") as root:
        for kind, capacity, series in (("fleet", "fleet_mw", "generation_mw"), ("store", "store_energy_mwh", "discharge_mw")):
            mine = (root[f"{kind}_paid_by"].values == "hub supply") & (root[f"{kind}_buildable"].values == 1)
            built, whole = sized[capacity].values[0], operated[capacity].values[0]
            scale = np.divide(built, whole, out=np.zeros_like(built), where=whole > 0)
            if kind == "fleet":
                assert np.any(scale[mine] < 0.999)
            expected += (root[series].values.astype(float).sum(axis=1) * scale)[:, mine].sum(axis=1)
    weather = document["risk"]["supplies"][0]["weather"]["years"]
    assert [year["energy_mwh"] for year in weather] == pytest.approx(list(expected), rel=1e-5)


def test_weather_years_of_a_plan_with_ageing_batteries_are_those_of_the_plan(tmp_path):
    """Usable energy, which the plan lists beside what it builds, is not compared."""
    study = study_with(tmp_path, US)
    common = ("--variant", "cheap_batteries", "--set", "horizon.hours_per_year=336", "--set", "stores.hub battery.chemistry=lfp")
    plan, years = tmp_path / "plan.h5", tmp_path / "years.h5"
    assert decawatt("run", study, "--out", plan, *common, "--quiet").returncode == DONE
    done = decawatt("dispatch", study, "--plan", plan, "--weather-years", "11:12", "--out", years, *common, "--quiet")
    assert done.returncode == DONE, done.stderr
    assert report(study, plan, "--weather", years, *common)["risk"]["supplies"][0]["weather"]
