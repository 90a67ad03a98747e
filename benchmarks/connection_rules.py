#!/usr/bin/python3
"""connection_rules.py --solve-study PROGRAM: what each rule of the grid connection costs the solver.

With --grid the rules hold for the hub of scenarios/korea_hub in its modelled grid, whose firm connection may be built; otherwise for a campus alone. The campus of scenarios/texas_campus with 500 MW on a market of its own, without a modelled grid: solar, wind, gas and a battery may be built behind its
meter. Each case states one rule more than the first, the last one all of them. The market's prices are made up: a cycle of the day and of the year,
weather that lasts for days, hours below zero; the highest are the stress hours. In the grid, those of the highest residual load are. Prints a JSON line for each case, the smallest processor time of
--repeat rounds through all cases, and its ratio to the first case; then a table in Markdown."""
import argparse
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np

SCENARIOS = pathlib.Path(__file__).resolve().parent.parent / "scenarios"
COPIED = ("climate", "contracts", "contract_targets", "fuels", "halls", "month_profiles", "outages", "prices", "pv_systems", "turbines", "workloads")
HUB = {"connection_mw": 500, "nonfirm_mw": 0, "connection_outage": ""}
BUILD = {"connection_mw": 250, "build_limit_mw": 500, "capex_per_kw": 150, "fixed_cost_per_kw_year": 20, "lifetime_years": 40}
NONFIRM = {"nonfirm_build_limit_mw": 500, "nonfirm_capex_per_kw": 60, "nonfirm_fixed_cost_per_kw_year": 8, "nonfirm_lifetime_years": 40}
STRESS = {"nonfirm_mw": 250, "nonfirm_curtailment": "stress_hours", "nonfirm_h_per_year": 200}
BUDGET = {"nonfirm_mw": 250, "nonfirm_curtailment": "budget", "nonfirm_h_per_year": 200}
EXPORT, RAMP = {"export_limit_mw": 100}, {"import_ramp_mw_per_h": 50}

# Periods of the tariff: (name, day type, first hour, last hour, energy price, demand charge).
TIME_OF_USE = (("peak", "workday", 14, 21, 12, ""), ("other", "workday", 22, 13, 2, ""), ("weekend", "nonworking", 0, 23, 2, ""))
MONTHLY = (("all hours", "all", 0, 23, "", 6),)
PERIOD = (("afternoons", "workday", 15, 19, "", 4),)
CASES = {
    "none": ({}, ()),
    "firm part to be built": (BUILD, ()),
    "stress hours": (STRESS, ()),
    "firm and non-firm part to be built, stress hours": (BUILD | STRESS | NONFIRM, ()),
    "budget": (BUDGET, ()),
    "export limit": (EXPORT, ()),
    "import ramp": (RAMP, ()),
    "time of use": ({}, TIME_OF_USE),
    "demand charge": ({}, MONTHLY),
    "demand charges, two periods": ({}, MONTHLY + PERIOD),
    "demand charge with ratchet": ({}, MONTHLY, 0.8),
    "demand charge with minimum take": ({}, MONTHLY, 0.0, 0.85),
    "whole tariff": ({}, TIME_OF_USE + MONTHLY + PERIOD, 0.8, 0.85),
    "connection as a whole": (BUILD | STRESS | NONFIRM | EXPORT | RAMP, ()),
    "all": (BUILD | STRESS | NONFIRM | EXPORT | RAMP, TIME_OF_USE + MONTHLY + PERIOD, 0.8, 0.85),
}


# In the grid: what is different there, and the cases that are not. The whole connection is to be built, the non-firm part, too; energy prices are on
# the bill alone in the perspective of the system.
KRW_PER_USD = 1400
OF_GRID = {"nonfirm_build_limit_mw": 5000, "nonfirm_build_limit_mw_per_year": 2000, "nonfirm_build_first_year": 2028, "nonfirm_capex_per_kw": 125000,
           "nonfirm_fixed_cost_per_kw_year": 1250, "nonfirm_lifetime_years": 40}
NOT_IN_GRID = ("firm part to be built", "firm and non-firm part to be built, stress hours", "time of use")


def read(name, keep=lambda row: True, study="texas_campus"):
    with open(SCENARIOS / study / f"{name}.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(line for line in file if not line.startswith("#")) if keep(row)]


def write(folder, name, rows):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def prices(years, hours_per_year):
    """USD/MWh of every hour, the same in every run."""
    rows, draw = [], np.random.default_rng(1)
    for year in years:
        start, end = (np.datetime64(f"{y}-01-01T06") for y in (year, year + 1))               # midnight there
        hours = hours_per_year or int((end - start) / np.timedelta64(1, "h"))
        t, weather = np.arange(hours), 0.0
        shape = 38 + 14 * np.cos((t % 24 - 12) * np.pi / 12) + 8 * np.cos((t / 24 - 200) * 2 * np.pi / 365)
        for hour in range(hours):
            weather = 0.985 * weather + draw.normal(0.0, 3.0)
            rows.append({"utc": f"{start + np.timedelta64(hour, 'h')}:00:00Z", "price": round(float(shape[hour] + weather + draw.normal(0.0, 4.0)), 2)})
    return rows


def write_tariff(folder, case, money=1.0):
    """Whether the case has one."""
    _, periods, *rates = CASES[case]
    ratchet, minimum = (*rates, 0.0, 0.0)[:2]
    if periods:
        write(folder, "tariffs", [{"name": "large load", "service": "delivery", "network_cost_per_mwh": 1.5 * money}])
        write(folder, "tariff_periods", [
            {"tariff": "large load", "period": name, "day_type": days, "first_month": 1, "first_hour": first, "last_month": 12, "last_hour": last,
             "energy_price_per_mwh": energy and energy * money, "demand_charge_per_kw_month": demand and demand * money,
             "ratchet_frac": ratchet if demand else "", "minimum_take_frac": minimum if demand else ""} for name, days, first, last, energy, demand in periods])
    return bool(periods)


def write_grid(folder, case):
    """The Korean study with the case's rules for its hub."""
    shutil.copytree(SCENARIOS / "korea_hub", folder, dirs_exist_ok=True)
    centers = read("data_centers", study="korea_hub")
    columns = {name: value for name, value in CASES[case][0].items() if name not in BUILD.keys() | NONFIRM.keys()}
    if columns.pop("nonfirm_mw", 0) > 0:
        columns |= OF_GRID
    if write_tariff(folder, case, KRW_PER_USD):
        columns["tariff"] = "large load"
    write(folder, "data_centers", [centers[0] | columns, *centers[1:]])


def write_campus(folder, case, years, hours_per_year):
    columns = CASES[case][0]
    for name in COPIED:
        shutil.copy(SCENARIOS / "texas_campus" / f"{name}.csv", folder)
    hours = f"hours_per_year = {hours_per_year}\n" if hours_per_year else ""
    (folder / "study.toml").write_text(
        f'[study]\nname = "{case}"\ncurrency = "USD"\nprice_year = 2025\ndiscount_rate = 0.07\nutc_offset = "-06:00"\n'
        f'[horizon]\nfirst_year = {years[0]}\nlast_year = {years[-1]}\n{hours}[weather]\nsource = "generator"\nseed = 1\nyears = [1]\n'
        '[planning]\nunserved_cost_per_mwh = 20000\nperspective = "campus"\n', encoding="utf-8")
    write(folder, "sites", read("sites", lambda row: row["name"] == "Abilene"))
    write(folder, "regions", [{key: row[key] for key in ("name", "latitude_deg", "longitude_deg")} for row in read("regions") if row["name"] == "West"])
    write(folder, "plants", read("plants", lambda row: row["behind"] and not row["name"].endswith("ppa")))
    write(folder, "stores", read("stores", lambda row: row["behind"]))
    write(folder, "climate", read("climate", lambda row: row["site"] == "Abilene"))
    write(folder, "markets", [{"region": "West", "buy_limit_mw": 2000, "sell_limit_mw": 2000, "emission_t_per_mwh": 0.35}])
    quantities = ["buy_price_per_mwh", "sell_price_per_mwh"]
    hourly = [{"quantity": quantity, "name": "West", "file": "prices_by_hour.csv", "column": "price"} for quantity in quantities]
    if columns.get("nonfirm_curtailment") == "stress_hours":
        hourly.append({"quantity": "stress_price_per_mwh", "name": "campus", "file": "prices_by_hour.csv", "column": "price"})
    write(folder, "hourly", hourly)
    write(folder, "prices_by_hour", prices(years, hours_per_year))
    center = read("data_centers")[0] | HUB | columns
    if write_tariff(folder, case):
        center["tariff"] = "large load"
    write(folder, "data_centers", [center])


def measure(program, folder, years, threads):
    done = subprocess.run([program, str(folder), "--years", years, "--threads", str(threads)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"connection_rules.py: {folder.name}: {done.stderr or done.stdout}")
    return json.loads(done.stdout)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--solve-study", required=True, help="the benchmark program of that name")
    parser.add_argument("--grid", action="store_true", help="for the hub of scenarios/korea_hub; default: for a campus alone")
    parser.add_argument("--cases", help="only these, separated by semicolons, and the first")
    parser.add_argument("--years", help="of the horizon: 2036, or 2027:2036; default: ten years")
    parser.add_argument("--hours", type=int, help="of a campus alone, hours of each year; default: all")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=1)
    found = parser.parse_args()
    found.years = found.years or ("2026:2035" if found.grid else "2027:2036")
    possible = [case for case in CASES if not (found.grid and case in NOT_IN_GRID)]
    found.cases = ["none", *(found.cases.split(";") if found.cases else possible[1:])]
    if unknown := set(found.cases) - set(possible):
        parser.error(f"no case {', '.join(sorted(unknown))}")
    return found


def main():
    found = arguments()
    first, _, last = found.years.partition(":")
    years, best = range(int(first), int(last or first) + 1), {}
    with tempfile.TemporaryDirectory(prefix="decawatt_connection_") as folder:
        shutil.copytree(SCENARIOS / "turbines", pathlib.Path(folder) / "turbines")
        for k, case in enumerate(found.cases):
            study = pathlib.Path(folder) / str(k)
            study.mkdir()
            if found.grid:
                write_grid(study, case)
            else:
                write_campus(study, case, years, found.hours)
        for _ in range(found.repeat):
            for k, case in enumerate(found.cases):                     # in turn, so that other work on the machine meets all of them
                line = measure(found.solve_study, pathlib.Path(folder) / str(k), found.years, found.threads)
                if case not in best or line["processor_s"] < best[case]["processor_s"]:
                    best[case] = line
    base = best["none"]
    for case, line in best.items():
        line |= {"name": "connection_rules", "case": case, "ratio": line["processor_s"] / base["processor_s"]}
        print(json.dumps(line), flush=True)
    print("\n| stated | iterations | s | ratio | ms an iteration | rows an hour | columns an hour | border | MB |\n|---|---|---|---|---|---|---|---|---|")
    for case, line in best.items():
        per_hour = [line[name] / line["size"] for name in ("rows", "columns")]
        print(f"| {case} | {line['iterations']} | {line['processor_s']:.1f} | {line['ratio']:.2f} | {1e3 * line['processor_s'] / line['iterations']:.0f} "
              f"| {per_hour[0]:.0f} | {per_hour[1]:.0f} | {line['border']} | {line['peak_mb']:.0f} |")


if __name__ == "__main__":
    main()
