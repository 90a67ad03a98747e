"""`decawatt finance`: its figures against the result file and against the definition of the return."""
import json
import re
import shutil

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, SCENARIOS, decawatt

US = (SCENARIOS / "finance" / "us.toml").read_text()
KOREA = (SCENARIOS / "finance" / "korea.toml").read_text()


def study_with(folder, terms, table=None):
    """The minimal study with a section [finance], and finance_terms.csv."""
    study = folder / "study"
    shutil.copytree(SCENARIOS / "minimal", study, ignore=shutil.ignore_patterns("sweeps"))
    settings = study / "study.toml"
    settings.write_text(settings.read_text() + "\n" + terms)
    if table:
        (study / "finance_terms.csv").write_text(table)
    return study


def finance(study, plan, *words):
    done = decawatt("finance", study, "--plan", plan, *words)
    assert done.returncode == DONE, done.stderr
    return done.stdout


def report(study, plan, *words):
    return json.loads(finance(study, plan, "--json", *words))


def present_value(flow, rate, first=0):
    return sum(cash / (1 + rate) ** (t + first) for t, cash in enumerate(flow))


@pytest.mark.parametrize("terms", [US, KOREA], ids=["us", "korea"])
def test_each_asset_earns_the_target_return(minimal, tmp_path, terms):
    document = report(study_with(tmp_path, terms), minimal[0])
    assert document["assets"]
    for asset in document["assets"]:
        rows, life = asset["rows"], asset["life_years"]
        early = rows["equity_flow_before_year_0"]
        flow = early + rows["equity_flow"]
        assert len(rows["equity_flow"]) == life + 1
        spent = sum(abs(cash) for cash in flow)
        assert abs(present_value(flow, document["target_return_frac"])) < 1e-9 * spent
        assert rows["debt_balance"][-1] == pytest.approx(0, abs=1e-6 * max(rows["debt_balance"][0], 1))
        first = asset["first_year"]
        inflation = (1 + document["inflation_frac"]) ** (first - 1 - document["price_year"])
        assert asset["capex_nominal"] == pytest.approx(asset["capex_real"] * inflation)


def test_the_waterfall_adds_to_the_plans_cost_of_supply(minimal, tmp_path):
    document = report(study_with(tmp_path, US), minimal[0])
    with xr.open_dataset(minimal[0], engine="h5netcdf", group="summary") as summary:
        stated = dict(zip(summary.contract.values, summary.contract_supply_cost_per_mwh_horizon.values))
        load, purchases = summary.contract_load_mwh.values[:, 0], summary.contract_purchase_cost.values[:, 0]
    assert [supply["name"] for supply in document["supplies"]] == list(stated)
    for supply in document["supplies"]:
        cost = supply["cost_per_mwh"]
        parts = ("annuities", "fixed", "variable", "purchases", "tariffs", "sales")
        assert sum(cost[part] for part in parts) == pytest.approx(cost["plan_cost"])
        assert cost["plan_cost"] == pytest.approx(stated[supply["name"]], rel=1e-9)
        assert cost["plan_cost"] + cost["finance_and_taxes"] == pytest.approx(cost["total"])
        weight = (1 + document["real_discount_frac"]) ** -(np.arange(len(load)) + 0.5)
        assert cost["purchases"] == pytest.approx((weight * purchases).sum() / (weight * load).sum())


def test_at_the_plans_own_terms_little_is_added(minimal, tmp_path):
    """All equity at the plan's rate, without tax and inflation: over its life an asset needs its annuities. In the horizon a
    level price earns more or less than them as its energy is more or less than in later years."""
    terms = "[finance]\ntarget_return_frac = 0.05\ninflation_frac = 0\n"
    document = report(study_with(tmp_path, terms), minimal[0])
    for supply in document["supplies"]:
        assert abs(supply["cost_per_mwh"]["finance_and_taxes"]) < 0.02 * supply["cost_per_mwh"]["total"]
        assert supply["equity_irr_frac"] == [pytest.approx(0.05)]
    for asset in document["assets"]:
        rows, life = asset["rows"], asset["life_years"]
        operating = np.array(rows["energy_revenue"]) - sum(np.array(rows[name]) for name in rows if name.endswith("_expense"))
        annuity = asset["capex_real"] * 0.05 / (1 - 1.05 ** -life)
        assert present_value(operating, 0.05) == pytest.approx(present_value([0] + [annuity] * life, 0.05))
        assert asset["lcoe_real_per_mwh"] == pytest.approx(asset["price_real_per_mwh"])


def test_an_assets_share_of_the_energy_is_that_of_the_plan(minimal, tmp_path):
    document = report(study_with(tmp_path, US), minimal[0])
    with xr.open_dataset(minimal[0], engine="h5netcdf", group="summary") as summary:
        last = summary.fleet_generation_mwh.sel(fleet="hub solar").values[-1]
        fuel = summary.fleet_fuel_cost.sel(fleet="hub solar").values[-1]
    solar = [asset for asset in document["assets"] if asset["name"] == "hub solar"]
    assert len(solar) == 2                     # of 2028 and of 2029
    assert sum(asset["rows"]["energy_mwh"][-1] for asset in solar) == pytest.approx(last)
    assert fuel == 0 and all(set(asset["rows"]["fuel_expense"]) == {0.0} for asset in solar)
    supply = document["supplies"][0]
    assert sum(row for row in supply["rows"]["energy_mwh"]) == pytest.approx(
        sum(sum(asset["rows"]["energy_mwh"]) for asset in document["assets"]))
    assert sum(supply["rows"]["equity_flow"]) == pytest.approx(
        sum(sum(asset["rows"]["equity_flow"]) + sum(asset["rows"]["equity_flow_before_year_0"]) for asset in document["assets"]))


def test_credits_and_certificates_lower_the_price(minimal, tmp_path):
    def price(name, terms, table=None):
        folder = tmp_path / name
        folder.mkdir()
        assets = report(study_with(folder, terms, table), minimal[0])["assets"]
        return {asset["name"]: asset["price_real_per_mwh"] for asset in assets}
    plain = "[finance]\nnational_tax_frac = 0.21\nconstruction_years = 2\n"
    base = price("base", plain)
    credit = price("credit", plain, "asset,investment_credit_frac\nhub solar,0.3\n")
    certificates = price("certificates", plain, "asset,revenue_per_mwh\nhub solar,5\n")
    assert credit["hub solar"] < base["hub solar"]
    assert certificates["hub solar"] == pytest.approx(base["hub solar"] - 5, rel=0.02)
    for other in set(base) - {"hub solar"}:
        assert credit[other] == base[other]


def test_the_file_holds_what_the_document_says(minimal, tmp_path):
    study, out = study_with(tmp_path, US), tmp_path / "finance.h5"
    document = report(study, minimal[0], "--out", out)
    with xr.open_dataset(out, engine="h5netcdf", group="finance") as file:
        assert list(file.asset.values) == [f"{asset['name']} {asset['first_year']}" for asset in document["assets"]]
        for i, asset in enumerate(document["assets"]):
            assert file.asset_price_per_mwh.values[i] == asset["metrics"]["price_per_mwh"]
            flow = file.equity_flow.values[i]
            assert list(flow[~np.isnan(flow)]) == asset["rows"]["equity_flow"]
        for i, supply in enumerate(document["supplies"]):
            assert file.supply_cost_per_mwh.sel(cost_part="total").values[i] == supply["cost_per_mwh"]["total"]
            rows = supply["rows"]
            first = int(file.cash_year.values[0])
            for name in ("reserve_flow", "investment", "equity_flow"):
                written = file[f"supply_{name}"].values[i][rows_from(supply, first)]
                assert list(written) == rows[name]
        assert list(file.capex_real.values) == [year["real"] for year in document["capex"]]
        assert list(file.differences.values) == document["differences"] != []
        assert file.attrs["plan_annuities"] == "before tax"
        terms = dict(zip(file.term.values, file.term_value.values))
    assert terms["debt_coverage_ratio"] == "1.3" and terms["depreciation"] == "macrs_5"
    schema = json.loads(decawatt("schema", "--format", "json").stdout)
    assert set(terms) == set(schema["properties"]["finance"]["properties"])
    done = decawatt("finance", study, "--plan", minimal[0], "--out", minimal[0])
    assert done.returncode == BAD_INPUT        # the plan is an input


def rows_from(supply, first):
    return slice(supply["years"][0] - first, supply["years"][0] - first + len(supply["years"]))


def test_the_columns_of_the_cash_flow_add_up(minimal, tmp_path):
    """US has a debt reserve of six months."""
    for supply in report(study_with(tmp_path, US), minimal[0])["supplies"]:
        rows = {name: np.array(values) for name, values in supply["rows"].items()}
        assert np.abs(rows["reserve_flow"]).max() > 0
        total = (rows["revenue"] + rows["other_revenue"] - rows["expenses"] - rows["debt_service"] + rows["reserve_flow"]
                 + rows["taxes"] + rows["credits"] + rows["investment"])
        assert total == pytest.approx(rows["equity_flow"], abs=1e-9 * np.abs(rows["equity_flow"]).max())


def test_machine_sizes_do_not_change_the_finance_of_a_plan(minimal, tmp_path):
    """Figures are those of the plan as sized: another size of machines rounds up to other capacities, at the same cost."""
    study = study_with(tmp_path, US)
    plain = report(study, minimal[0])
    whole = tmp_path / "whole.h5"
    size = ("--set", "stores.hub battery.unit_mw=40", "--set", "plants.hub solar.unit_mw=40")
    assert decawatt("run", study, *size, "--out", whole, "--quiet", "--threads", 2).returncode == DONE
    document = report(study, whole, *size)
    built = {(asset["name"], asset["first_year"]): asset["mw"] for asset in document["assets"]}
    assert any(mw % 40 > 0.01 for mw in built.values())
    for own, other in zip(plain["supplies"], document["supplies"]):
        assert other["cost_per_mwh"] == pytest.approx(own["cost_per_mwh"], rel=1e-6)


def test_the_text_names_what_it_shows(minimal, tmp_path):
    text = finance(study_with(tmp_path, US), minimal[0])
    for part in ("equity earns 11 % a year after tax", "hub solar", "Capital cost by first year", "= cost of supply of the plan",
                 "= with finance and taxes", "note: study.toml has changed since the plan"):
        assert part in text
    assert not re.search(r"\bnan\b", text)


def test_another_discount_rate_than_the_plans_is_noted(minimal, tmp_path):
    study = study_with(tmp_path, US)
    assert report(study, minimal[0])["notes"] == []
    document = report(study, minimal[0], "--set", "study.discount_rate=0.5")
    for supply in document["supplies"]:
        assert any(text.startswith(f"{supply['name']}: the plan's cost of supply is") for text in document["notes"])


@pytest.mark.parametrize("terms, fault", [
    ("", "no section [finance]"),
    ("[finance]\ndebt_coverage_ratio = 0.9\ndebt_tenor_years = 10\n", "expected a ratio from 1 to 10"),
    ("[finance]\nnational_tax_frac = 21\n", "21 % is 0.21"),
    ("[finance]\ndebt_tenor_years = 40\ndebt_share_frac = 0.5\n", "expected a tenor within the life of"),
    ("[finance]\ntarget_return = 0.1\n", "target_return"),
])
def test_bad_terms_are_refused(minimal, tmp_path, terms, fault):
    done = decawatt("finance", study_with(tmp_path, terms), "--plan", minimal[0])
    assert done.returncode == BAD_INPUT
    assert fault in done.stderr


def test_a_table_of_terms_names_what_may_be_built(minimal, tmp_path):
    study = study_with(tmp_path, US, "asset,depreciation\nnorth coal,macrs_15\nhub solar,sum of digits\n")
    done = decawatt("finance", study, "--plan", minimal[0])
    assert done.returncode == BAD_INPUT
    assert "finance_terms.csv: asset (row 2): found north coal" in done.stderr
    assert "finance_terms.csv: depreciation (row 3)" in done.stderr
