"""The Texas campus, cut to one year: islanded and on the grid, its cost of supply by hand from the builds of the plan and the tables of the study."""
import csv
import json
import shutil

import numpy as np
import pytest
from check_results import ABSOLUTE_MW, RELATIVE, Results, prove
from conftest import DONE, SCENARIOS, THREADS, decawatt, groups

STUDY, YEAR, RATE = SCENARIOS / "texas_campus", 2036, 0.07
GAS_PER_MWH_THERMAL = 15.35                                    # prices.csv, 2036
RUNNING = {"campus turbines": 5 + GAS_PER_MWH_THERMAL / 0.38, "campus engines": 3.5 + GAS_PER_MWH_THERMAL / 0.53, "campus solar": 0.0, "campus wind": 0.0}


def run(folder, variant, *words):
    path = folder / f"{variant}.h5"
    done = decawatt("run", STUDY, "--variant", variant, "--years", YEAR, "--threads", THREADS, "--quiet", "--json", "--out", path, *words)
    assert done.returncode == DONE, done.stderr
    results = Results(path, ABSOLUTE_MW, RELATIVE)
    assert prove(results) == []
    return groups(path), json.loads(done.stdout)


@pytest.fixture(scope="module")
def islanded(tmp_path_factory):
    return run(tmp_path_factory.mktemp("islanded"), "islanded")


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return run(tmp_path_factory.mktemp("grid"), "grid")


def table(name):
    with open(STUDY / f"{name}.csv", encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def own_cost(file):
    """Annuities, fixed costs, fuel and variable cost of assets behind the meter, by hand."""
    plants, stores, plan, cost = table("plants"), table("stores"), file["plan"], 0.0
    for kind, asset, amount in zip(plan.build_kind.values, plan.build_asset.values, plan.build_amount.values):
        if not str(asset).startswith("campus"):
            continue
        row = plants[asset] if kind == "plant" else stores[asset]
        per = "kwh" if kind == "store energy" else "kw"
        recovery = RATE / (1 - (1 + RATE) ** -float(row["lifetime_years"]))
        cost += 1e3 * amount * (float(row[f"capex_per_{per}"]) * recovery + float(row[f"fixed_cost_per_{per}_year"]))
    for fleet, mwh in zip(file["summary"].fleet.values, file["summary"].fleet_generation_mwh.values[0]):
        cost += RUNNING.get(str(fleet), 0.0) * mwh
    battery = [str(name).startswith("campus") for name in file[""].store.values]
    discharged_mwh = file[""].discharge_mw.values[:, battery].astype(float).sum()
    return cost + float(stores["campus battery"]["cycling_cost_per_mwh"]) * discharged_mwh


def test_an_islanded_campus_pays_for_assets_behind_its_meter(islanded):
    file, summary = islanded
    figures = file["summary"].isel(year=0)
    load = float(file["summary"].data_center_energy_mwh.values[0, 0])
    by_hand = own_cost(file) / load
    assert 59.0 < by_hand < 61.0
    for found in (figures.contract_supply_cost_per_mwh.values[0], figures.contract_supply_cost_per_mwh_horizon.values[0],
                  summary["supplies"]["campus supply"]["supply_cost_per_mwh"]):
        assert found == pytest.approx(by_hand, rel=1e-7)
    assert summary["years"][0]["contracts"]["campus supply"]["supply_cost_per_mwh"] == pytest.approx(by_hand, rel=1e-7)
    year = summary["supplies"]["campus supply"]["years"][0]
    assert year["purchase_mwh"] == year["sale_mwh"] == 0.0
    assert sum(year["generation_mwh"].values()) == pytest.approx(float(figures.data_center_own_mwh.values[0]), rel=1e-9)
    assert year["grid_emission_t"] == 0.0
    assert year["own_emission_t"] == pytest.approx(float(figures.emission_t), rel=1e-12)
    assert np.isnan(figures.region_mean_price_per_mwh.values).all()             # no load and no plant in the regions: no price instead of zero
    assert summary["years"][0]["price_per_mwh"] == {"West": None, "Rest": None}


def test_on_the_grid_the_campus_pays_for_gas_without_a_contract(grid, tmp_path):
    file, _ = grid
    figures = file["summary"].isel(year=0)
    trade = float(figures.contract_purchase_cost.values[0] - figures.contract_sale_income.values[0])
    load = float(figures.data_center_energy_mwh.values[0])
    cost = float(figures.contract_supply_cost_per_mwh.values[0])
    assert cost == pytest.approx((own_cost(file) + trade) / load, rel=1e-7)
    assert {str(name) for name, payer in zip(file[""].fleet.values, file[""].fleet_paid_by.values) if payer == "campus supply"} == {*RUNNING, "campus wind ppa"}
    contracted = ["--set", "plants.campus turbines.contract=campus supply", "--set", "plants.campus engines.contract=campus supply"]
    with_contract, _ = run(tmp_path, "grid", *contracted)
    assert float(with_contract["summary"].contract_supply_cost_per_mwh.values[0, 0]) == pytest.approx(cost, rel=2e-4)   # another path to the optimum


def test_a_shortage_is_shared_in_proportion_to_load(grid):
    root = grid[0][""]
    west = root.demand_mw.sel(region="West").values.astype(float)
    region, campus = root.unserved_mw.sel(region="West").values.astype(float), root.data_center_unserved_mw.values[:, 0].astype(float)
    load, carried = root.data_center_load_mw.values[:, 0].astype(float), root.data_center_import_mw.values[:, 0].astype(float)
    free = (region > 1.0) & (carried < 499.0) & (carried > -499.0)              # the connection does not bind
    assert (region > 1.0).any()
    assert np.allclose(campus[free] / load[free], region[free] / west[free], rtol=1e-3)


def test_the_printed_summary_begins_with_the_campus(tmp_path):
    done = decawatt("run", STUDY, "--variant", "islanded", "--years", YEAR, "--threads", THREADS, "--quiet", "--out", tmp_path / "x.h5")
    assert done.returncode == DONE
    words = ["million USD (discounted)", "campus (no connection), contract campus supply: 59.8", "cost of supply, USD/MWh of load", "campus engines",
             "MW of limit", "data centres in 2036", "system\n"]
    places = [done.stdout.find(word) for word in words]
    assert -1 not in places and places == sorted(places), done.stdout
    system = done.stdout[done.stdout.index("system\n"):].splitlines()
    assert ["2036", "0.0", "6.58", "2.16", "0.0", "-"] in [line.split() for line in system]      # no demand but the campus, no price
    assert "nan" not in done.stdout and "-0.00" not in done.stdout and "e+" not in done.stdout


def test_the_campus_in_whole_machines(islanded):
    file, summary = islanded
    whole = summary["whole_units"]
    machines = {one["name"]: one for one in whole["machines"]}
    assert {name: (one["units"], one["unit_mw"]) for name, one in machines.items()} == {
        "campus turbines": (7, 34), "campus engines": (37, 18.3), "campus battery": (11, 4)}
    # Added capacity costs its annuity and fixed cost; operation changes little and never costs more.
    added = 0.0
    for name, row in {**table("plants"), **table("stores")}.items():
        if name not in machines:
            continue
        recovery = RATE / (1 - (1 + RATE) ** -float(row["lifetime_years"]))
        for per, amount, sized in (("kw", "mw", "sized_mw"), ("kwh", "mwh", "sized_mwh")):
            if amount in machines[name]:
                more = machines[name][amount] - machines[name][sized]
                added += 1e3 * more * (float(row[f"capex_per_{per}"]) * recovery + float(row[f"fixed_cost_per_{per}_year"]))
    discount = float(file["costs"].discount_factor.values[0])
    assert 0.8 * discount * added <= whole["rounding_cost"] <= discount * added
    supply = whole["supplies"]["campus supply"]
    assert supply["rounding_cost_per_mwh"] == pytest.approx(0.54, abs=0.02)
    assert whole["shortfalls"] == [] and whole["unserved_mwh"] == pytest.approx(0.0, abs=1.0)


def test_a_supply_that_rounding_makes_cheaper_is_explained(islanded, grid, tmp_path):
    """On the grid more capacity lowers the prices of scarce hours; off it nothing is bought."""
    prices = "has the prices of this dispatch, not of the plan as sized"
    for variant, (_, summary) in (("islanded", islanded), ("grid", grid)):
        done = decawatt("run", STUDY, "--variant", variant, "--years", YEAR, "--threads", THREADS, "--quiet", "--out", tmp_path / "plan.h5")
        (rounding,) = [line for line in done.stdout.splitlines() if ", rounding " in line and "supply of" in line]
        falls = summary["whole_units"]["supplies"]["campus supply"]["rounding_cost_per_mwh"] < 0
        assert falls == (variant == "grid") == (prices in rounding)


def test_check_has_no_warning():
    for variant in ("grid", "islanded", "nonfirm", "nonfirm_tariff"):
        summary = json.loads(decawatt("check", STUDY, "--variant", variant, "--json", "--quiet").stdout)
        assert summary["warnings"] == []


def test_a_connection_that_is_curtailed_in_200_hours(grid, tmp_path):
    """The hours are found again from the series of the file: demand of West less what its sun and wind, all of which exist, can give."""
    file, summary = run(tmp_path, "nonfirm")
    root = file[""]
    west = [f for f, name in enumerate(root.fleet.values) if str(root.fleet_region.values[f]) == "West" and not str(root.fleet_behind.values[f])
            and str(root.fleet_technology.values[f]) in ("solar", "onshore", "offshore")]
    assert len(west) == 2
    demand = root.demand_mw.values[:, list(root.region.values).index("West")].astype(float)
    residual = demand - root.available_mw.values[:, west].astype(float).sum(axis=1)
    curtailed = root.data_center_nonfirm_available_mw.values[:, 0] < 1.0
    assert curtailed.sum() == 200
    assert residual[curtailed].min() >= residual[~curtailed].max() - 0.01                      # MW, of tens of thousands in float32
    assert root.data_center_import_mw.values[curtailed, 0].max() <= 0.01
    nonfirm = summary["years"][0]["nonfirm"]["campus"]
    events = int((np.diff(curtailed.astype(int)) == 1).sum() + curtailed[0])
    assert (nonfirm["mw"], nonfirm["curtailment"], nonfirm["curtailment_events"]) == (500, "stress_hours", events)
    assert nonfirm["curtailed_h"] == pytest.approx(200)
    cost, without = (float(f["summary"].contract_supply_cost_per_mwh.values[0, 0]) for f in (file, grid[0]))
    assert cost == pytest.approx(48.49, abs=0.05) and without == pytest.approx(47.36, abs=0.05)


def local_time(root):
    return root.time.to_index() + np.timedelta64(int(root.attrs["utc_offset_s"]), "s")


def test_a_curtailed_connection_with_a_tariff(tmp_path):
    """500 MW non-firm, 200 stress hours, delivery by four peaks: the bill and what of it the cost of supply holds, from the imports of the file."""
    file, summary = run(tmp_path, "nonfirm_tariff")
    root, figures = file[""], file["summary"].isel(year=0)
    imported = np.clip(root.data_center_import_mw.values[:, 0].astype(float), 0, None)
    assert (root.data_center_nonfirm_available_mw.values[:, 0] < 1.0).sum() == 200
    time = local_time(root)
    (period,) = [row for row in csv.DictReader(line for line in open(STUDY / "tariff_periods.csv", encoding="utf-8") if not line.startswith("#"))]
    afternoon = (time.weekday < 5) & (time.hour >= int(period["first_hour"])) & (time.hour <= int(period["last_hour"]))
    months = range(int(period["first_month"]), int(period["last_month"]) + 1)
    peaks = [imported[afternoon & (time.month == month)].max() for month in months]
    demand = 1e3 * float(period["demand_charge_per_kw_month"]) * sum(peaks)
    bill = summary["years"][0]["bills"]["campus"]["cost"]
    assert bill["demand"] == pytest.approx(demand, rel=1e-5) and len(peaks) == 4
    assert summary["perspective"] == "system" and float(figures.tariff_cost) == pytest.approx(demand, rel=1e-5)
    price = root.price_per_mwh.sel(region="West").values.astype(float)
    assert bill["energy"] == pytest.approx((imported * price).sum(), rel=1e-4)
    assert bill["network"] == bill["levy"] == bill["minimum"] == bill["fixed"] == 0.0
    trade = float(figures.contract_purchase_cost.values[0] - figures.contract_sale_income.values[0])
    load = float(figures.data_center_energy_mwh.values[0])
    cost = float(figures.contract_supply_cost_per_mwh.values[0])
    assert cost == pytest.approx((own_cost(file) + trade + demand) / load, rel=1e-5)       # beyond the price of the region the bill is the demand charge
    assert cost == pytest.approx(48.09, abs=0.05)
    # The charge keeps import low on summer afternoons: it is as high as the engines that replace it are dear.
    other = imported[~afternoon & np.isin(time.month, months)]
    assert max(peaks) < 0.9 * other.max()


def test_adequacy_has_no_note_on_an_unneeded_connection(islanded, tmp_path):
    path = islanded[0][""].encoding["source"]
    done = decawatt("adequacy", STUDY, "--variant", "islanded", "--years", YEAR, "--plan", path, "--samples", 20, "--batch", 10, "--set",
                    "adequacy.weather_years=2", "--out", tmp_path / "out")
    assert done.returncode == DONE, done.stderr
    assert "can never supply" not in done.stdout + done.stderr and "lost" not in done.stderr


def without_contract(folder):
    """The study with the contract taken out; its turbines' curve stands beside it."""
    shutil.copytree(SCENARIOS / "turbines", folder / "turbines")
    study = folder / "campus"
    shutil.copytree(STUDY, study)
    for name in ("contracts.csv", "contract_targets.csv"):
        (study / name).unlink()
    for name in ("plants.csv", "stores.csv", "data_centers.csv"):
        text = (study / name).read_text(encoding="utf-8")
        (study / name).write_text(text.replace("campus supply", ""), encoding="utf-8")
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text[:text.index("[variant.clean_90]")], encoding="utf-8")
    return study


def test_a_campus_without_a_contract_is_compared_by_its_cost(islanded, tmp_path):
    study = without_contract(tmp_path)
    sweep = tmp_path / "sweep.toml"
    sweep.write_text(f'study = "{study}"\nyears = {YEAR}\nvariant = "islanded"\n[grid]\n"prices.gas/2036.price" = [15.35, 30.7]\n', encoding="utf-8")
    done = decawatt("sweep", sweep, "--out", tmp_path / "out", "--threads", THREADS, "--quiet")
    assert done.returncode == DONE, done.stderr
    done = decawatt("compare", tmp_path / "out", "--json")
    assert done.returncode == DONE, done.stderr
    cheap, dear = json.loads(done.stdout)["cases"]
    with_contract = float(islanded[0]["summary"].contract_supply_cost_per_mwh.values[0, 0])
    assert cheap["supply_cost_per_mwh"]["campus"] == pytest.approx(with_contract, rel=1e-4)      # the payer does not change the cost
    assert dear["supply_cost_per_mwh"]["campus"] > cheap["supply_cost_per_mwh"]["campus"] + 10
    assert cheap["load_mwh"]["campus"] == pytest.approx(6.579e6, rel=1e-3)
    assert cheap["own_emission_t"]["campus"] == pytest.approx(cheap["emission_t"], rel=1e-9)
    assert cheap["grid_emission_t"]["campus"] == 0.0 and cheap["hourly_score_frac"]["campus"] is None
    own = cheap["own_generation_mwh"]
    assert own["gas"] > 5e6 and own["nuclear"] == 0.0 and own == cheap["generation_mwh"]
    results = Results(tmp_path / "out" / f"{cheap['case']}.h5", ABSOLUTE_MW, RELATIVE)
    assert prove(results) == []
    printed = decawatt("compare", tmp_path / "out").stdout
    assert "campus\n" in printed and "own ktCO2" in printed and "nan" not in printed
