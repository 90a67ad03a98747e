"""Agreements, certificates, on-site rules and firm capacity: run, result file, dispatch, refusals, and the rows that are shipped."""
import csv
import json
import pathlib
import re
import shutil

import numpy as np
import pytest
from check_results import prove
from conftest import DONE, SCENARIOS, decawatt, groups, run
from results_file import Results
from test_markets import campus, write

SHIPPED = pathlib.Path(SCENARIOS) / "agreements"
PLANTS = """name,region,technology,capacity_mw,behind,build_limit_mw,capex_per_kw,lifetime_years,contract,fuel,efficiency_frac,variable_cost_per_mwh,full_load_h_per_year,unit_mw
sun,grid,solar,0,campus,200,100,25,deal,,1,0,,
produced,grid,solar,0,campus,,,,deal,,1,0,,
consumed,grid,solar,0,campus,,,,deal,,1,0,,
taken,grid,solar,0,campus,,,,deal,,1,0,,
block,grid,nuclear,0,,,,,deal,,1,0,,
settled,grid,onshore,0,,,,,deal,,1,0,,
engine,grid,gas,0,campus,60,20,3,,gas,0.4,20,400,5
"""
AGREEMENTS = """plant,kind,price_per_mwh,max_mw,min_mw,escalation_frac_per_year,side_cost_per_mwh,take_frac
produced,pay_as_produced,30,40,5,0.01,1,
consumed,pay_as_consumed,45,30,0,0,2,
taken,take_or_pay,35,30,4,0,0,0.8
block,baseload,38,20,2,0,3,
settled,virtual,42,50,3,0,0,
"""


def hub(folder):
    """The campus of test_markets with a contract, agreements of every kind, certificates, an engine and firm capacity."""
    campus(folder)
    write(folder, "contracts.csv", "name,counts\ndeal,clean\n")
    write(folder, "contract_targets.csv", "contract,year,hourly_frac,annual_frac\ndeal,2030,0.7,0.95\n")
    write(folder, "data_centers.csv", "name,region,connection_mw,tariff,contract\ncampus,grid,60,AEP Ohio data center,deal\n")
    write(folder, "plants.csv", PLANTS)
    write(folder, "fuels.csv", "name,emission_t_per_mwh_thermal\ngas,0.2\n")
    write(folder, "prices.csv", "item,year,price\ngas,2030,10\n")
    write(folder, "agreements.csv", AGREEMENTS)
    write(folder, "certificates.csv", "name,contract,matching,price_per_mwh,limit_mwh_per_year,limit_mw,profile\n"
                                      "year,deal,annual,2,20000,,\nsun hours,deal,hourly,4,,10,sun\n")
    write(folder, "firm_capacity.csv", "place,year,margin_frac,spare_units,connection_credit_frac,connection_is_unit\ncampus,2030,0.1,2,0.5,true\n")
    write(folder, "fuel_limits.csv", "place,fuel,limit_mw_thermal\ncampus,gas,90\n")
    series = (folder / "series.csv").read_text().splitlines()
    wind = 0.35 + 0.3 * np.sin(np.arange(len(series) - 1) / 19.0)
    write(folder, "series.csv", "\n".join([series[0] + ",wind"] + [f"{line},{value:.4f}" for line, value in zip(series[1:], wind)]) + "\n")
    rows = "".join(f"available_frac,{name},series.csv,sun\n" for name in ("produced", "consumed", "taken"))
    write(folder, "hourly.csv", (folder / "hourly.csv").read_text() + rows + "available_frac,settled,series.csv,wind\n")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return hub(tmp_path_factory.mktemp("hub") / "hub")


@pytest.fixture(scope="module")
def plan(folder):
    return run(folder, folder.parent / "plan.h5"), folder.parent / "plan.h5"


def test_the_result_file_is_consistent(plan):
    r = Results(plan[1], 1e-3, 1e-5)
    assert prove(r) == []
    done = "\n".join(r.done)
    assert "agreement taken: paid_mwh" in done and "firm capacity (short)" in done and "hourly certificates" in done


def test_the_report_names_agreements_and_certificates_in_the_cost_of_supply(plan, tmp_path):
    done = decawatt("report", plan[1], "--out", tmp_path / "report.html")
    assert done.returncode == DONE, done.stderr
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "purchase agreements" in page and "other costs" not in page


@pytest.mark.parametrize("window, step", [(48, 24), (10, 5)])
def test_windows_go_on_after_the_hours_of_an_engine_are_used_up(folder, tmp_path, window, step):
    """Cheap fuel and hours of no value after a window: the engine runs its 30 hours in the first days."""
    study = tmp_path / "study"
    shutil.copytree(folder, study)
    plants, prices = study / "plants.csv", study / "prices.csv"
    plants.write_text(re.sub(r"(?m)^(engine,.*),[^,]+,[^,]+,([^,]*)$", r"\1,1,30,\2", plants.read_text()))
    prices.write_text(prices.read_text().replace("gas,2030,10", "gas,2030,1"))
    run(study, tmp_path / "plan.h5")
    done = decawatt("dispatch", study, "--plan", tmp_path / "plan.h5", "--out", tmp_path / "d.h5", "--window", window, "--step", step,
                    "--terminal-value", "none", "--quiet")
    assert done.returncode == DONE, done.stderr
    file = groups(tmp_path / "d.h5")
    output = file[""].generation_mw.sel(fleet="engine").values
    built = float(file["capacity"].fleet_mw.sel(fleet="engine").values[0])
    assert output.sum() == pytest.approx(30 * built, rel=1e-4)
    # Days resemble each other: a window may leave hours of equal value to the next, but most are used in the first half.
    assert output[len(output) // 2:].sum() < 0.05 * 30 * built


def test_finance_counts_what_is_paid_for_agreements_and_owns_none_of_their_plants(plan, folder, tmp_path):
    study = tmp_path / "study"
    shutil.copytree(folder, study)
    with open(study / "study.toml", "a", encoding="utf-8") as file:
        file.write("\n" + (pathlib.Path(SCENARIOS) / "finance" / "us.toml").read_text())
    done = decawatt("finance", study, "--plan", plan[1], "--json")
    assert done.returncode == DONE, done.stderr
    document = json.loads(done.stdout)
    assert not {asset["name"] for asset in document["assets"]} & {"produced", "consumed", "taken", "settled"}
    (supply,) = document["supplies"]
    assert supply["cost_per_mwh"]["agreements"] > 0 and supply["cost_per_mwh"]["certificates"] > 0
    assert supply["cost_per_mwh"]["plan_cost"] == pytest.approx(supply["plan_supply_cost_per_mwh"], rel=1e-9)


def test_agreements_are_in_the_summary(plan):
    summary, path = plan
    year = summary["years"][0]
    assert {name: a["kind"] for name, a in year["agreements"].items()} == {
        "produced": "pay_as_produced", "consumed": "pay_as_consumed", "taken": "take_or_pay", "block": "baseload", "settled": "virtual"}
    for name, least in (("produced", 5), ("taken", 4), ("block", 2), ("settled", 3)):
        assert year["agreements"][name]["mw"] >= least - 1e-3
    assert year["agreements"]["taken"]["paid_mwh"] >= 0.8 * year["agreements"]["taken"]["produced_mwh"] - 1e-2
    assert set(year["certificates"]) == {"year", "sun hours"}
    firm = summary["firm_capacity"]
    assert [row["without_connection"] for row in firm] == [False, True]
    assert firm[0]["required_mw"] == pytest.approx(1.1 * 40 + 2 * 5)
    assert firm[1]["required_mw"] == pytest.approx(1.1 * 40 + 5)
    assert all(row["credited_mw"] >= row["required_mw"] - 1e-2 for row in firm)
    costs = summary["supplies"]["deal"]["years"][0]["cost"]
    assert costs["produced"] == pytest.approx(year["agreements"]["produced"]["cost"])
    assert costs["certificates sun hours"] == pytest.approx(year["certificates"]["sun hours"]["cost"])
    file = groups(path)
    assert float(file["summary"].agreement_cost.sum()) == pytest.approx(sum(a["cost"] for a in year["agreements"].values()), rel=1e-6)
    assert file[""].certified_mw.dims == ("time", "contract")


def test_limits_of_the_engine_hold(plan):
    file = groups(plan[1])
    engine = [str(name) for name in file[""].fleet.values].index("engine")
    output = file[""].generation_mw.values[:, engine]
    assert output.max() <= 0.4 * 90 + 1e-2
    assert output.sum() <= 400 * float(file["capacity"].fleet_mw.values[0, engine]) + 1


@pytest.mark.parametrize("words", [(), ("--window", "72", "--step", "24"), ("--window", "72", "--step", "24", "--terminal-value", "plan")])
def test_a_dispatch_of_the_plan(plan, folder, tmp_path, words):
    done = decawatt("dispatch", folder, "--plan", plan[1], "--out", tmp_path / "again.h5", *words)
    assert done.returncode == 0, done.stderr
    objective = float(groups(tmp_path / "again.h5")["certificate"].objective)
    if not words:                                                          # windows may miss targets, and then cost less
        assert objective == pytest.approx(plan[0]["whole_units"]["objective"], rel=1e-5)
    assert prove(Results(tmp_path / "again.h5", 1e-3, 1e-5)) == []


def test_what_is_printed(folder, tmp_path):
    text = decawatt("run", folder, "--out", tmp_path / "plan.h5").stdout
    for words in ("agreement taken (take_or_pay)", "agreement settled (virtual)", "certificates year of contract deal", "firm capacity",
                  "campus without its connection"):
        assert words in text, text
    text = decawatt("check", folder).stdout
    for words in ("Purchase agreements (prices in USD/MWh)", "Certificates (prices in USD/MWh)", "Firm capacity", "Limits of fuels"):
        assert words in text, text


def test_firm_capacity_that_cannot_be_is_named(folder, tmp_path):
    done = decawatt("run", folder, "--out", tmp_path / "none.h5", "--json", "--quiet", "--set", "plants.engine.build_limit_mw=10")
    found = json.loads(done.stdout)["explanation"]["violations"]
    assert [(v["kind"], v["name"], v["unit"]) for v in found] == [("firm_capacity", "campus", "MW")] * len(found) and found
    assert found[0]["asked"] - found[0]["reachable"] == pytest.approx(found[0]["amount"])
    assert 'firm capacity of "campus"' in decawatt("run", folder, "--out", tmp_path / "none.h5", "--quiet", "--set", "plants.engine.build_limit_mw=10").stderr


def test_what_is_bought_is_not_rounded_to_machines(folder, tmp_path):
    text = decawatt("run", folder, "--out", tmp_path / "plan.h5", "--quiet", "--set", "plants.block.unit_mw=3").stdout
    assert "engine: " in text and "block: " not in text


REFUSED = [
    ("agreements.taken.take_frac=", "the share of output that take_or_pay pays for"),
    ("agreements.taken.take_frac=0", "at least 0.01"), ("agreements.taken.take_frac=1e-6", "at least 0.01"),
    ("plants.taken.capex_per_kw=100", "states term and price"), ("plants.block.commissioned=2030-07", "states term and price"),
    ("agreements.produced.take_frac=0.5", "only take_or_pay has one"),
    ("agreements.produced.min_mw=50", "at most max_mw, 40"),
    ("agreements.produced.first_year=2020", "a year of the horizon, 2030 to 2030"),
    ("agreements.produced.last_year=2020", "a year from first_year on"),
    ("agreements.settled.side_cost_per_mwh=1", "delivers no power"),
    ("agreements.produced.kind=baseload", "always available"),
    ("agreements.produced.kind=virtual", "in front of the meter"),
    ("agreements.produced.kind=fixed", "pay_as_produced"),
    ("plants.produced.capacity_mw=3", "without existing capacity"),
    ("plants.produced.variable_cost_per_mwh=3", "side_cost_per_mwh what comes on top"),
    ("plants.block.build_limit_mw=3", "it is bought, not built"),
    ("certificates.year.limit_mw=3", "of hourly certificates"),
    ("certificates.sun hours.limit_mw=", "the most that may be bought in an hour"),
    ("certificates.sun hours.limit_mwh_per_year=5", "of annual certificates"),
    ("firm_capacity.campus/2030.spare_units=-1", "spare_units"),
]


@pytest.mark.parametrize("override, words", REFUSED)
def test_what_is_refused(folder, override, words):
    done = decawatt("check", folder, "--set", override)
    assert done.returncode == 2 and words in done.stderr, done.stderr


def test_prices_per_kwh_are_noticed(folder):
    text = decawatt("check", folder, "--set", "agreements.produced.price_per_mwh=0.03").stdout
    assert "agreements.produced.price_per_mwh" in text and "not per kWh" in text
    text = decawatt("check", folder).stdout
    assert "agreements." not in text and "plants.produced" not in text, text      # no capital cost is missed


def test_certificates_that_no_target_counts_are_noted(folder):
    text = decawatt("check", folder, "--set", "contract_targets.deal/2030.annual_frac=").stdout
    assert "no annual_frac of the contract counts year" in text
    assert "annual_frac of the contract" not in decawatt("check", folder).stdout


def test_a_place_must_be_known(folder, tmp_path):
    hub(tmp_path / "hub")
    write(tmp_path / "hub", "firm_capacity.csv", "place,year\ngird,2030\n")
    done = decawatt("check", tmp_path / "hub")
    assert done.returncode == 2 and "firm_capacity.csv" in done.stderr and "did you mean 'grid'" in done.stderr


def rows(name):
    with open(SHIPPED / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_shipped_rows_are_valid(tmp_path):
    folder = hub(tmp_path / "hub")
    names = [row["plant"] for row in rows("agreements")]
    write(folder, "plants.csv", PLANTS + "".join(f"{name},grid,other,0,campus,,,,deal,,1,0,,\n" for name in names))
    write(folder, "agreements.csv", (SHIPPED / "agreements.csv").read_text())
    write(folder, "certificates.csv", (SHIPPED / "certificates.csv").read_text().replace(",contract,annual", ",deal,annual"))
    text = decawatt("check", folder).stdout
    assert all(name in text for name in names) and "Korean REC" in text
