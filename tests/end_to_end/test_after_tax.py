"""Taxes and credits in the sizing: the program of studies without them, annuities and credits in results and in `finance`, and notes for
the reader."""
import json

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, SCENARIOS, assert_proven, decawatt
from test_finance import US, report, study_with

RATE, INFLATION, TAX, LIFE = 0.05, 0.02, 0.21, 25        # the study's discount rate is 5 %
COST_PER_MWH = 120e3                                     # of the battery in the variant cheap_batteries
# All equity at the study's rate, a price level in real money: `finance` then finds the costs that the plan counts.
OWN = f"""[finance]
sizing = "after_tax"
target_return_frac = {(1 + RATE) * (1 + INFLATION) - 1}
inflation_frac = {INFLATION}
price_escalation_frac = {INFLATION}
national_tax_frac = {TAX}
depreciation = "straight_line_20"
production_credit_per_mwh = 10
production_credit_escalation_frac = {INFLATION}
"""


def run(study, out):
    done = decawatt("run", study, "--out", out, "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sized(tmp_path_factory):
    """(study, result file, summary) of the minimal study after tax."""
    folder = tmp_path_factory.mktemp("after_tax")
    study = study_with(folder, OWN)
    return study, folder / "plan.h5", run(study, folder / "plan.h5")


def crf(rate, years):
    return rate / (1 - (1 + rate) ** -years)


def test_terms_without_the_key_keep_the_program(tmp_path):
    programs = []
    for name, terms in (("plain", ""), ("terms", US), ("pre_tax", US + '\nsizing = "pre_tax"\n')):
        (tmp_path / name).mkdir()
        out = tmp_path / f"{name}.mps"
        done = decawatt("run", study_with(tmp_path / name, terms), "--export-mps", out, "--quiet")
        assert done.returncode == DONE, done.stderr
        programs.append([line for line in out.read_text().splitlines() if not line.startswith("*")])  # file names
    assert programs[0] == programs[1] == programs[2]


def test_results_are_proven_and_state_the_terms(sized):
    assert_proven(sized[1])
    with xr.open_dataset(sized[1], engine="h5netcdf", group="summary") as summary:
        assert summary.attrs["annuities"] == "after tax"
        assert summary.attrs["perspective"] == "system"
        assert summary.attrs["after_tax_return_frac"] == pytest.approx((1 + RATE) * (1 + INFLATION) - 1)
        assert summary.attrs["tax_frac"] == TAX
    for words in ("annuities of assets paid for by contracts and data centres are after tax and credits: 7.1 % a year nominal, 5 % real, tax 21 %",
                  "production credits of", "prices may be negative, as plants with a credit bid below zero"):
        assert words in sized[2]


def test_credits_are_those_of_what_is_built_level_over_its_life(sized):
    with xr.open_dataset(sized[1], engine="h5netcdf", group="summary") as summary:
        credit = np.nan_to_num((summary.fleet_production_credit / summary.fleet_generation_mwh).values[-1])
        names = list(summary.fleet.values)
    expected = 10 * crf(RATE, LIFE) / crf(RATE, 10) / (1 - TAX)
    assert credit[names.index("hub solar")] == pytest.approx(expected, rel=1e-9)
    assert all(value == 0 for name, value in zip(names, credit) if not name.startswith("hub"))


def test_finance_adds_nothing_to_a_sizing_on_its_own_terms(sized):
    """But for energy that changes over the life: see test_finance.test_at_the_plans_own_terms_little_is_added."""
    study, plan, _ = sized
    document = report(study, plan)
    for supply in document["supplies"]:
        cost = supply["cost_per_mwh"]
        assert cost["credits"] < 0
        assert abs(cost["finance_and_taxes"]) < 0.02 * cost["total"]
        parts = ("annuities", "fixed", "variable", "purchases", "tariffs", "agreements", "certificates", "sales", "credits")
        assert sum(cost[part] for part in parts) == pytest.approx(cost["plan_cost"])
        assert cost["plan_cost"] == pytest.approx(supply["plan_supply_cost_per_mwh"], rel=1e-9)
    with xr.open_dataset(plan, engine="h5netcdf", group="summary") as summary:
        annuity = dict(zip(summary.fleet.values, summary.fleet_annuity_cost.values[-1]))
    solar = [asset for asset in document["assets"] if asset["name"] == "hub solar"]
    nominal = (1 + RATE) * (1 + INFLATION) - 1
    shares = np.array([0.025] + [0.05] * 19 + [0.025])
    depreciated = (shares / (1 + nominal) ** np.arange(1, 22)).sum()
    factor = crf(RATE, LIFE) * (1 - TAX * depreciated) / (1 - TAX)
    assert annuity["hub solar"] == pytest.approx(factor * sum(asset["capex_real"] for asset in solar), rel=1e-6)
    text = decawatt("finance", study, "--plan", plan).stdout
    assert "annuities of the plan are after tax and investment credits, at 7.1 % a year nominal and a tax of 21 %" in text
    assert "production credits" in text


def test_risk_of_a_plan_with_credits_begins_at_the_waterfall(sized):
    document = report(*sized[:2], "--tornado", "0.1")
    totals = {supply["name"]: supply["cost_per_mwh"]["total"] for supply in document["supplies"]}
    for supply in document["risk"]["supplies"]:
        assert supply["base"]["cost_per_mwh"] == pytest.approx(totals[supply["name"]], rel=1e-9)


@pytest.mark.parametrize("change, note", [
    (('sizing = "after_tax"\n', ""), "annuities of the plan are after tax, at 7.1 % a year nominal"),
    (("inflation_frac = 0.02", "inflation_frac = 0.03"), "annuities of the plan are after tax, at 7.1 % a year nominal"),
    (("straight_line_20", "macrs_5"), None),
    (("production_credit_per_mwh = 10", "production_credit_per_mwh = 0"), None),
])
def test_other_terms_than_the_plans_give_the_cost_at_their_prices(sized, tmp_path, change, note):
    """What the plan counts is replaced by what its assets need: the rest of its cost, and energy at their prices."""
    changed = OWN.replace(*change)
    assert changed != OWN
    document = report(study_with(tmp_path, changed), sized[1])
    assert document["plan_annuities"] == "after tax"
    assert (note is None and document["notes"] == []) or any(note in text for text in document["notes"])
    root = xr.load_dataset(sized[1], engine="h5netcdf")
    summary = xr.load_dataset(sized[1], engine="h5netcdf", group="summary")
    years = list(summary.year.values)
    weight = (1 + document["real_discount_frac"]) ** -(np.arange(len(years)) + 0.5)
    for c, supply in enumerate(document["supplies"]):
        fleets = (root.fleet_paid_by.values == supply["name"]) & (root.fleet_buildable.values == 1)
        stores = (root.store_paid_by.values == supply["name"]) & (root.store_buildable.values == 1)
        counted = sum(summary[f"fleet_{part}_cost"].values[:, fleets].sum(axis=1)
                      for part in ("annuity", "fixed", "variable", "fuel", "carbon"))
        counted = counted + sum(summary[f"store_{part}_cost"].values[:, stores].sum(axis=1)
                                for part in ("annuity", "fixed", "cycling"))
        needed = np.zeros(len(years))
        for asset in document["assets"]:
            for t, revenue in enumerate(asset["rows"]["energy_revenue"][1:]):
                year = asset["first_year"] + t
                if asset["paid_by"] == supply["name"] and year in years:
                    needed[years.index(year)] += revenue / (1 + document["inflation_frac"]) ** (year - document["price_year"])
        load = (weight * summary.contract_load_mwh.values[:, c]).sum()
        cost = supply["cost_per_mwh"]
        assert cost["plan_cost"] == pytest.approx(supply["plan_supply_cost_per_mwh"], rel=1e-9)
        assert cost["total"] == pytest.approx(cost["plan_cost"] + (weight * (needed - counted)).sum() / load, rel=1e-6)


def test_without_its_credit_a_plan_costs_more(sized, tmp_path):
    (tmp_path / "without").mkdir()
    without = OWN.replace("production_credit_per_mwh = 10", "production_credit_per_mwh = 0")
    document, other = report(*sized[:2]), report(study_with(tmp_path / "without", without), sized[1])
    for own, changed in zip(document["supplies"], other["supplies"]):
        assert changed["cost_per_mwh"]["credits"] == own["cost_per_mwh"]["credits"] < 0
        assert changed["cost_per_mwh"]["total"] > own["cost_per_mwh"]["total"] - 0.5 * own["cost_per_mwh"]["credits"]


def test_check_says_what_the_terms_mean(tmp_path):
    study = study_with(tmp_path, US.replace("[finance]", '[finance]\nsizing = "after_tax"'))
    done = decawatt("check", study)
    assert done.returncode == DONE, done.stderr
    assert "finance.sizing: annuities of assets paid for by contracts and data centres are after tax" in done.stdout
    assert "debt enters the sizing through study.discount_rate alone" in done.stdout


def warnings_of(study, *words):
    done = decawatt("check", study, *words, "--json")
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)["warnings"]


@pytest.mark.parametrize("change, path", [
    ("finance.investment_credit_frac=1", "finance.investment_credit_frac"),
    ("finance.production_credit_per_mwh=400", "finance.production_credit_per_mwh"),
    ("finance.inflation_frac=-0.4", "finance.inflation_frac"),
    ("finance.target_return_frac=0.6", "finance.target_return_frac"),
    ("finance.debt_interest_frac=0.7", "finance.debt_interest_frac"),
])
def test_unusual_terms_are_warned_of(tmp_path, change, path):
    """One warning more than the terms of the United States as they are shipped."""
    study = study_with(tmp_path, US)
    assert not any(warning["path"].startswith("finance.") for warning in warnings_of(study))
    assert path in [warning["path"] for warning in warnings_of(study, "--set", change)]


def test_a_credit_above_the_cost_is_warned_of(tmp_path):
    study = study_with(tmp_path, US.replace("[finance]", '[finance]\nsizing = "after_tax"'))
    assert not any(warning["path"] == "finance.sizing" for warning in warnings_of(study))
    found = [w for w in warnings_of(study, "--set", "finance.investment_credit_frac=1") if w["path"] == "finance.sizing"]
    assert len(found) == 1 and "at or below 0: hub solar" in found[0]["found"]


@pytest.mark.parametrize("change, fault", [
    ("plants.hub solar.capacity_mw=10", "0, and a separate row for existing capacity"),
    ("finance.production_credit_per_mwh=90000", "at most"),
    ("finance.sizing=after", "after_tax"),
])
def test_what_cannot_be_sized_is_refused(tmp_path, change, fault):
    done = decawatt("check", study_with(tmp_path, OWN), "--set", change)
    assert done.returncode == BAD_INPUT
    assert fault in done.stderr


def test_a_refused_credit_is_found_as_it_is_stated(tmp_path):
    """What [finance] adds is named beside it."""
    study = study_with(tmp_path, OWN)
    table = study / "plants.csv"
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join([head + ",production_credit_per_mwh"] +
                               [row + (",90001" if row.startswith("hub solar,") else ",") for row in rows]) + "\n")
    done = decawatt("check", study)
    assert done.returncode == BAD_INPUT
    assert "found 90001, and " in done.stderr and "from [finance], before tax" in done.stderr


def test_a_stated_credit_is_revenue_of_all_output(tmp_path):
    study = study_with(tmp_path, "[finance]\ntarget_return_frac = 0.05\ninflation_frac = 0\n")
    table = study / "plants.csv"
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join([head + ",production_credit_per_mwh"] +
                               [row + (",8" if row.startswith("hub solar,") else ",") for row in rows]) + "\n")
    plan = tmp_path / "plan.h5"
    run(study, plan)
    assert_proven(plan)
    document = report(study, plan)
    for asset in document["assets"]:
        if asset["name"] != "hub solar":
            continue
        rows = asset["rows"]
        assert rows["other_revenue"][-1] == pytest.approx(8 * rows["energy_mwh"][-1])
        assert rows["variable_expense"][-1] == pytest.approx(0, abs=1e-6 * rows["other_revenue"][-1])
    (supply,) = document["supplies"][:1]
    assert supply["cost_per_mwh"]["credits"] < 0
    assert abs(supply["cost_per_mwh"]["finance_and_taxes"]) < 0.02 * supply["cost_per_mwh"]["total"]


@pytest.fixture(scope="module")
def ageing(tmp_path_factory):
    """The plan of a study whose battery ages, and the words that make it."""
    words = ("--variant", "cheap_batteries", "--set", "contract_targets.hub supply/2028.hourly_frac=0.85",
             "--set", "stores.hub battery.chemistry=lfp")
    out = tmp_path_factory.mktemp("ageing") / "plan.h5"
    done = decawatt("run", SCENARIOS / "minimal", *words, "--out", out, "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    return out, words


def batteries_of(folder, ageing, keys):
    """Batteries of `finance` with these keys, and the price year."""
    folder.mkdir()
    document = report(study_with(folder, "[finance]\ninflation_frac = 0.02\n" + keys), ageing[0], *ageing[1])
    batteries = [asset for asset in document["assets"] if asset["mwh"] > 0]
    assert batteries
    return batteries, document["price_year"]


def real(asset, price_year):
    """Augmentation by year of operation, in money of price_year."""
    paid = np.array(asset["rows"]["augmentation_expense"][1:])
    return paid / 1.02 ** (np.arange(len(paid)) + asset["first_year"] - price_year)


def test_stated_augmentation_is_paid_from_the_second_year_on(tmp_path, ageing):
    plain, _ = batteries_of(tmp_path / "none", ageing, "")
    stated, price_year = batteries_of(tmp_path / "stated", ageing,
                                      'augmentation = "stated"\naugmentation_frac_per_year = 0.02\naugmentation_cost_frac = 0.8\n')
    for before, asset in zip(plain, stated):
        expected = np.full(asset["life_years"], 0.02 * asset["mwh"] * 0.8 * COST_PER_MWH)
        expected[0] = 0
        assert real(asset, price_year) == pytest.approx(expected)
        assert "augmentation_expense" not in before["rows"]
        assert asset["price_real_per_mwh"] > before["price_real_per_mwh"]
        assert asset["lcoe_real_per_mwh"] > before["lcoe_real_per_mwh"]


def test_augmentation_of_the_plan_is_what_its_ageing_model_adds(tmp_path, ageing):
    batteries, price_year = batteries_of(tmp_path / "plan", ageing, 'augmentation = "plan"\n')
    with xr.open_dataset(ageing[0], engine="h5netcdf", group="battery") as battery:
        added_mwh = np.nan_to_num(battery.augmentation_mwh.sel(store="hub battery").values)
        years = list(battery.year.values)
    assert added_mwh.sum() > 0
    for year, added in zip(years, added_mwh):
        paid = sum(real(asset, price_year)[year - asset["first_year"]] for asset in batteries if asset["first_year"] <= year)
        assert paid == pytest.approx(added * COST_PER_MWH, abs=1e-6 * added_mwh.max() * COST_PER_MWH)
    for asset in batteries:                                # after the horizon as in its last year
        later = real(asset, price_year)[years[-1] - asset["first_year"]:]
        assert later == pytest.approx(np.full(len(later), later[0]))


def test_the_document_names_credits_and_terms(sized, tmp_path):
    done = decawatt("run", sized[0], "--out", tmp_path / "again.h5", "--quiet", "--json")
    document = json.loads(done.stdout)
    assert document["perspective"] == "system"
    assert document["after_tax"]["tax_frac"] == TAX
    assert "hub solar" in document["years"][-1]["production_credits"]["by_fleet"]
