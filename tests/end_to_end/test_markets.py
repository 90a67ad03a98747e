"""A campus on a market with a tariff: run, result file, dispatch, refusals, and the tariffs that are shipped."""
import csv
import json
import pathlib
import shutil

import numpy as np
import pytest
import xarray as xr
from check_results import prove
from conftest import BAD_INPUT, DONE, SCENARIOS, decawatt, groups, run
from results_file import Results

TARIFFS = pathlib.Path(SCENARIOS) / "tariffs"
HOURS = 24 * 70                                      # January, February and the first days of March


def rows(name):
    with open(TARIFFS / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, text):
    (folder / name).write_text(text)


def campus(folder, tariff="AEP Ohio data center", perspective="campus", sell_limit=50, buy=None):
    """A data centre of 40 MW by file, with sun and a battery to build, on a market of two prices a day."""
    folder.mkdir()
    write(folder, "study.toml", f"""
[study]
name = "Campus"
currency = "USD"
price_year = 2025
discount_rate = 0.05
utc_offset = "+00:00"
[horizon]
first_year = 2030
last_year = 2030
hours_per_year = {HOURS}
[planning]
unserved_cost_per_mwh = 5000
perspective = "{perspective}"
""")
    write(folder, "regions.csv", "name,latitude_deg,longitude_deg\ngrid,40,-83\n")
    write(folder, "markets.csv", f"region,buy_limit_mw,sell_limit_mw,emission_t_per_mwh\ngrid,200,{sell_limit},0.4\n")
    write(folder, "fuels.csv", "name,emission_t_per_mwh_thermal\n")
    write(folder, "prices.csv", "item,year,price\n")
    write(folder, "plants.csv", "name,region,technology,capacity_mw,behind,build_limit_mw,capex_per_kw,lifetime_years\n"
                                "sun,grid,solar,0,campus,200,100,25\n")
    write(folder, "stores.csv", "name,region,technology,charge_mw,discharge_mw,energy_mwh,charge_efficiency_frac,discharge_efficiency_frac,behind,"
                                "cycling_cost_per_mwh,build_limit_mw,capex_per_kw,build_energy_limit_mwh,capex_per_kwh,lifetime_years\n"
                                "battery,grid,battery,0,0,0,0.95,0.95,campus,1,50,20,200,15,15\n")
    write(folder, "data_centers.csv", f"name,region,connection_mw,tariff\ncampus,grid,60,{tariff}\n")
    write(folder, "halls.csv", "data_center,name,commissioned,it_mw\n")
    write(folder, "hourly.csv", "quantity,name,file,column\nbuy_price_per_mwh,grid,series.csv,buy\nsell_price_per_mwh,grid,series.csv,sell\n"
                                "data_center_mw,campus,series.csv,load\navailable_frac,sun,series.csv,sun\n")
    lines = ["utc,buy,sell,load,sun"]
    for t in range(HOURS):
        hour, price = t % 24, (buy or (lambda t: 25.0 + 40.0 * (16 <= t % 24 < 21) - 60.0 * (t % 240 == 12)))(t)
        sun = max(0.0, np.sin((hour - 6) * np.pi / 12)) * (0.4 + 0.6 * (t // 24 % 3) / 2)
        time = (np.datetime64("2030-01-01T00") + np.timedelta64(t, "h")).astype(str)
        lines.append(f"{time}:00:00Z,{price},{price - 2 * (hour < 12)},{34 + 6 * (t % 7 < 3)},{sun:.4f}")
    write(folder, "series.csv", "\n".join(lines) + "\n")
    for name in ("tariffs", "tariff_periods"):
        shutil.copy(TARIFFS / f"{name}.csv", folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return campus(tmp_path_factory.mktemp("market") / "campus")


@pytest.fixture(scope="module")
def plan(folder):
    summary = run(folder, folder.parent / "plan.h5")
    return summary, folder.parent / "plan.h5"


def test_the_result_file_is_consistent(plan):
    r = Results(plan[1], 1e-3, 1e-5)
    assert prove(r) == []
    assert any(what.startswith("bill of campus") for what in r.done) and "market_cost" in r.done


def test_bills_are_in_the_summary(plan):
    summary, path = plan
    assert summary["perspective"] == "campus"
    year = summary["years"][0]
    bill, market = year["bills"]["campus"], year["markets"]["grid"]
    assert bill["total"] == pytest.approx(sum(bill["cost"].values()))
    demand = bill["cost"]["demand"] + bill["cost"]["minimum"]
    assert demand >= 3 * 7440 * 0.85 * 60 * (1 - 1e-6)                  # three months of the minimum take
    assert market["cost"] > 0 and market["buy_mwh"] > 0
    assert year["operation_cost"] >= demand
    table = groups(path)["summary"].bill_cost
    assert table.dims == ("year", "month", "data_center", "bill_component")
    assert float(table.sum()) == pytest.approx(bill["total"], rel=1e-6)


def test_what_is_printed_names_the_perspective(folder, tmp_path):
    text = decawatt("run", folder, "--out", tmp_path / "plan.h5").stdout
    assert "perspective: campus" in text and "market grid" in text and "tariff beyond the grid's price" in text
    assert "prices are negative in some hours" in text
    assert "perspective: campus" in decawatt("check", folder).stdout


def test_imports_without_an_emission_factor_have_unknown_emissions(plan, folder, tmp_path):
    def accounts(path, *words):
        done = decawatt("accounts", path, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    stated = json.loads(accounts(plan[1], "--json"))
    center = stated["years"][0]["data_centers"]["campus"]
    assert stated["markets_without_emission_factor"] == []
    assert center["location_t"] == pytest.approx(0.4 * center["import_mwh"], rel=1e-4)
    changes = {"none": "", "zero": "0"}
    for name, value in changes.items():
        run(folder, tmp_path / f"{name}.h5", "--set", f"markets.grid.emission_t_per_mwh={value}")
    document = json.loads(accounts(tmp_path / "none.h5", "--json"))
    center = document["years"][0]["data_centers"]["campus"]
    assert document["markets_without_emission_factor"] == ["grid"]
    assert center["location_t"] is None and center["market_t"] is None and center["consumption_t"] is None
    assert center["import_mwh"] > 0 and center["scope_1_t"] == 0
    text = accounts(tmp_path / "none.h5", "--out", tmp_path / "accounts.h5")
    assert "the market grid has no emission factor" in text and "nan" not in text
    with xr.open_dataset(tmp_path / "accounts.h5", engine="h5netcdf", group="accounts") as file:
        assert np.isnan(file.location_t.values).all() and file.attrs["markets_without_emission_factor"] == "grid"
    document = json.loads(accounts(tmp_path / "zero.h5", "--json"))             # stated: energy without emissions
    assert document["years"][0]["data_centers"]["campus"]["location_t"] == 0
    assert "no emission factor" not in accounts(tmp_path / "zero.h5")


def test_a_run_without_an_emission_factor_says_that_emissions_are_not_known(folder, tmp_path):
    words = ("--set", "markets.grid.emission_t_per_mwh=")
    document = run(folder, tmp_path / "plan.h5", *words)
    year = document["years"][0]
    assert year["markets"]["grid"]["emission_t"] is None and year["emission_t"] is None
    (supply,) = document["supplies"].values()
    assert supply["years"][0]["grid_emission_t"] is None and supply["years"][0]["own_emission_t"] == 0.0
    assert np.isnan(groups(tmp_path / "plan.h5")["summary"].data_center_grid_emission_t.values).all()
    assert prove(Results(tmp_path / "plan.h5", 1e-3, 1e-5)) == []
    text = decawatt("run", folder, "--out", tmp_path / "plan.h5", *words).stdout
    assert "the market grid has no emission factor" in text and "nan" not in text
    assert "nan" not in decawatt("check", folder, *words).stdout
    assert decawatt("report", tmp_path / "plan.h5", "--out", tmp_path / "report.html").returncode == DONE
    assert "a market that sells to it states no emission factor" in (tmp_path / "report.html").read_text()
    write(tmp_path, "sweep.toml", f'study = "{folder}"\n[grid]\n"markets.grid.emission_t_per_mwh" = ["", 0.4]\n')
    assert decawatt("sweep", tmp_path / "sweep.toml", "--out", tmp_path / "cases", "--quiet").returncode == DONE
    unknown, known = json.loads(decawatt("compare", tmp_path / "cases", "--json").stdout)["cases"]
    assert unknown["grid_emission_t"]["campus"] is None and unknown["emission_t"] is None
    assert known["grid_emission_t"]["campus"] > 0


def test_an_emission_cap_needs_the_factor_of_the_market(tmp_path):
    folder = campus(tmp_path / "campus")
    write(folder, "policy.csv", "year,emission_cap_t\n2030,1e6\n")
    assert decawatt("check", folder).returncode == DONE
    done = decawatt("check", folder, "--set", "markets.grid.emission_t_per_mwh=")
    assert done.returncode == BAD_INPUT and "the emission factor of purchases, because policy.csv caps emissions" in done.stderr


def test_half_the_minimum_take_never_costs_more(plan, folder, tmp_path):
    half = run(folder, tmp_path / "half.h5", "--set", "tariff_periods.AEP Ohio data center/demand/all/1/0.minimum_take_frac=0.425")
    assert half["objective"] <= plan[0]["objective"] * (1 + 1e-6)
    assert half["objective"] < plan[0]["objective"] * (1 - 1e-3)        # it binds


def test_a_dispatch_of_the_plan_costs_the_same(plan, folder, tmp_path):
    decawatt("dispatch", folder, "--plan", plan[1], "--out", tmp_path / "whole.h5")
    decawatt("dispatch", folder, "--plan", plan[1], "--out", tmp_path / "rolled.h5", "--window", "72", "--step", "24")
    objective = plan[0]["objective"]
    whole, rolled = (float(groups(tmp_path / name)["certificate"].objective) for name in ("whole.h5", "rolled.h5"))
    assert whole == pytest.approx(objective, rel=1e-5)
    assert objective * (1 - 1e-5) <= rolled <= objective * 1.2
    for name in ("whole.h5", "rolled.h5"):
        assert prove(Results(tmp_path / name, 1e-3, 1e-5)) == []


@pytest.mark.parametrize("tariff", [row["name"] for row in rows("tariffs")])
def test_shipped_tariffs_are_valid(tmp_path, tariff):
    folder = campus(tmp_path / "campus", tariff, sell_limit=0, buy=lambda t: 30.0)
    text = decawatt("check", folder).stdout
    assert tariff in text


def refused(folder):
    done = decawatt("check", folder)
    assert done.returncode != 0
    return done.stdout + done.stderr


def test_buying_below_selling_is_refused(tmp_path):
    folder = campus(tmp_path / "campus")
    text = (folder / "series.csv").read_text().splitlines()
    fields = text[6].split(",")
    text[6] = ",".join([fields[0], "10", "11", *fields[3:]])
    (folder / "series.csv").write_text("\n".join(text) + "\n")
    message = refused(folder)
    assert "buying at 10 below selling at 11 at 2030-01-01T05:00:00Z" in message and "markets.csv" in message


def test_prices_beyond_the_cost_of_unserved_energy_are_refused(tmp_path):
    message = refused(campus(tmp_path / "campus", buy=lambda t: 6000.0 if t == 3 else 30.0, sell_limit=0))
    assert "buy_price_per_mwh 6000 at 2030-01-01T03:00:00Z" in message


def test_a_bundled_tariff_below_the_market_is_refused_where_export_is_possible(tmp_path):
    folder = campus(tmp_path / "campus", "KEPCO industrial B high voltage B option III", buy=lambda t: 30.0)
    write(folder, "tariff_periods.csv", "tariff,period,day_type,first_month,first_hour,last_month,last_hour,energy_price_per_mwh\n"
                                        "KEPCO industrial B high voltage B option III,all,all,1,0,12,23,5\n")
    write(folder, "tariffs.csv", "name,service\nKEPCO industrial B high voltage B option III,bundled\n")
    assert "importing costs 5 and exporting saves 30 per MWh" in refused(folder)


def test_a_bundled_tariff_states_its_energy_price(tmp_path):
    folder = campus(tmp_path / "campus", sell_limit=0, buy=lambda t: 30.0)
    text = (folder / "tariffs.csv").read_text()
    (folder / "tariffs.csv").write_text(text.replace("AEP Ohio data center,delivery", "AEP Ohio data center,bundled"))
    assert "bundled service without an energy price" in refused(folder)


def test_prices_of_a_period_that_differ_are_named_in_the_unit_of_the_table(tmp_path):
    folder = campus(tmp_path / "campus", sell_limit=0, buy=lambda t: 30.0)
    write(folder, "tariff_periods.csv", "tariff,period,day_type,first_month,first_hour,last_month,last_hour,demand_charge_per_kw_month\n"
                                        "AEP Ohio data center,peak,all,1,0,12,11,3\nAEP Ohio data center,peak,all,1,12,12,23,4\n")
    assert "period peak: 3 and 4" in refused(folder)


def test_a_campus_on_a_modelled_grid_is_refused(tmp_path):
    folder = campus(tmp_path / "campus")
    (folder / "markets.csv").unlink()
    text = [line for line in (folder / "hourly.csv").read_text().splitlines() if "price" not in line]
    (folder / "hourly.csv").write_text("\n".join(text + ["demand_mw,grid,series.csv,load"]) + "\n")
    assert "which is not a market" in refused(folder)


def test_energy_prices_cover_every_hour_once(tmp_path):
    folder = campus(tmp_path / "campus", sell_limit=0, buy=lambda t: 30.0)
    with open(folder / "tariff_periods.csv", "a") as file:
        file.write("AEP Ohio data center,day,workday,1,8,12,19,12,,,\n")
    message = refused(folder)
    assert "0 prices in month 1, workday, hour 0" in message


def test_adequacy_refuses_markets(folder, tmp_path):
    done = decawatt("adequacy", folder, "--out", tmp_path / "adequacy")
    assert done.returncode != 0 and "markets.csv" in done.stdout + done.stderr


def test_the_document_is_json(folder, tmp_path):
    assert json.loads(decawatt("run", folder, "--out", tmp_path / "p.h5", "--json").stdout)["years"][0]["bills"]


def test_prices_of_a_modelled_grid_give_the_same_campus(tmp_path):
    """The campus of a region with plants, and the same campus on a market at the prices of that run."""
    modelled = campus(tmp_path / "modelled")
    header, sun = (modelled / "plants.csv").read_text().splitlines()
    header, sun = header + ",variable_cost_per_mwh,fuel", sun + ",0,"
    gas = [f"gas {p},grid,gas,60,,0,0,,{18.3 + 14.7 * p},gas" for p in range(6)]
    write(modelled, "plants.csv", "\n".join([header, sun, *gas]) + "\n")
    write(modelled, "fuels.csv", "name,emission_t_per_mwh_thermal\ngas,0.2\n")
    write(modelled, "prices.csv", "item,year,price\ngas,2030,0\n")
    (modelled / "markets.csv").unlink()
    write(modelled, "data_centers.csv", "name,region,connection_mw\ncampus,grid,60\n")
    series = (modelled / "series.csv").read_text().splitlines()
    demand = [f"{line},{150 + 90 * np.sin(t / 24 * 2 * np.pi) + 10 * np.cos(t):.3f}" for t, line in enumerate(series[1:])]
    write(modelled, "series.csv", "\n".join([series[0] + ",grid", *demand]) + "\n")
    write(modelled, "hourly.csv", "quantity,name,file,column\ndemand_mw,grid,series.csv,grid\n"
                                  "data_center_mw,campus,series.csv,load\navailable_frac,sun,series.csv,sun\n")
    for name in ("tariffs", "tariff_periods"):
        (modelled / f"{name}.csv").unlink()
    write(modelled, "study.toml", (modelled / "study.toml").read_text() + '[output]\nprecision = "float64"\n')
    run(modelled, tmp_path / "whole.h5", "--set", "planning.perspective=system", "--set", "planning.tolerance=1e-8")
    market = tmp_path / "market"
    shutil.copytree(modelled, market)
    shutil.copy(tmp_path / "whole.h5", market / "prices.h5")
    write(market, "markets.csv", "region,buy_limit_mw,sell_limit_mw\ngrid,500,500\n")
    write(market, "plants.csv", f"{header}\n{sun}\n")
    write(market, "hourly.csv", "quantity,name,file,column\nbuy_price_per_mwh,grid,prices.h5,grid\nsell_price_per_mwh,grid,prices.h5,grid\n"
                                "data_center_mw,campus,series.csv,load\navailable_frac,sun,series.csv,sun\n")
    alone = run(market, tmp_path / "alone.h5", "--set", "planning.tolerance=1e-8")
    whole, mine = groups(tmp_path / "whole.h5"), groups(tmp_path / "alone.h5")
    assert prove(Results(tmp_path / "alone.h5", 1e-3, 1e-5)) == []
    bought = (whole[""].price_per_mwh.values[:, 0] * whole[""].data_center_import_mw.values[:, 0]).sum()
    discount = float(whole["costs"].discount_factor[0])
    cost = discount * (bought + float(whole["summary"].capacity_cost[0]) + float(whole["summary"].store_cycling_cost.sum()))
    assert alone["objective"] == pytest.approx(cost, rel=1e-5)
    amounts = [dict(zip(zip(of["plan"].build_kind.values, of["plan"].build_asset.values), of["plan"].build_amount.values)) for of in (whole, mine)]
    assert amounts[0].keys() == amounts[1].keys() and any(amount > 1 for amount in amounts[0].values())


def test_prices_of_other_hours_are_refused(minimal, tmp_path):
    folder = campus(tmp_path / "campus")
    shutil.copy(minimal[0], folder / "prices.h5")
    write(folder, "hourly.csv", (folder / "hourly.csv").read_text().replace("series.csv,buy", "prices.h5,atlantis"))
    message = refused(folder)
    assert "prices.h5" in message and "every hour of the horizon" in message
