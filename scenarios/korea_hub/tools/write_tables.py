#!/usr/bin/env python3
"""Writes the tables of korea_hub and korea_2024 that follow from the facts in this folder. Sources: ../SOURCES.md.

    python3 write_tables.py            write both studies (the folders beside this one)

demand_shapes.csv, holidays.csv and power_curves.csv are not written here; korea_2024 receives copies of them.
"""

import csv
import shutil
from pathlib import Path

import climate_facts
import grid_facts
import reliability_facts
import supply_facts

HERE = Path(__file__).resolve().parent
HUB, BACKCAST = HERE.parent, HERE.parent.parent / "korea_2024"
SHARED = ["demand_shapes.csv", "holidays.csv", "power_curves.csv", "LICENSE-ODbL.md"]


def write(folder, name, header, rows, comment=None):
    """One table: comment lines, the header, rows; a row that is a string becomes a comment line."""
    lines = [f"# {line}" for line in (comment or "").splitlines()] + [",".join(header)]
    for row in rows:
        lines.append(f"# {row}" if isinstance(row, str) else ",".join(text(field) for field in row))
    (folder / name).write_text("\n".join(lines) + "\n", encoding="ascii")


def text(field):
    if field is None:
        return ""
    if isinstance(field, float):
        return f"{field:.6g}"
    return str(field)


def facts_csv(name):
    with open(HERE / name, encoding="ascii") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def profile_rows(profiles):
    return [[name, month + 1, f"{frac:.3f}"] for name, fracs in profiles.items() for month, frac in enumerate(fracs)]


def thermal_rows(backcast):
    """Units of fleet.csv, those that run within the study's years."""
    first, last = (2024, 2024) if backcast else (2026, 2035)
    group = None
    for unit in facts_csv("fleet.csv"):
        if unit["commissioned"] and int(unit["commissioned"][:4]) > last:
            continue
        if unit["closed"] and int(unit["closed"][:4]) < first:
            continue
        if unit["technology"] != group:
            group = unit["technology"]
            yield f"{group}: tools/fleet.csv (BPLE11, KPG), class parameters in tools/supply_facts.py"
        c = supply_facts.CLASSES[unit["class"]]
        limit = c["limit"]
        if backcast and limit and unit["region"] == "Chungcheong":
            limit = "coal limit west"
        if backcast and limit and unit["region"] == "East Coast" and unit["name"] != "Donghae 1-2":     # public, small, kept running
            limit = "coal limit east 2024"
        availability = c["availability"] + (" 2024" if backcast and unit["technology"] == "nuclear" else "")
        must_run = c["must_run"] and c["must_run"] + (" 2024" if backcast and unit["technology"] == "nuclear" else "")
        commissioned = unit["commissioned"] if unit["commissioned"] >= str(first) else None
        closed = unit["closed"] if unit["closed"] and unit["closed"] <= f"{last}-99" else None
        yield plant(unit["name"], unit["region"], unit["technology"], unit["capacity_mw"], commissioned=commissioned, closed=closed,
                    fuel=c["fuel"], efficiency_frac=c["efficiency"], variable_cost_per_mwh=c["variable_cost"],
                    availability=availability, seasonal_limit=limit, must_run=must_run,
                    outage=reliability_facts.PLANT_OUTAGE.get(unit["technology"]), units=unit["units"],
                    delay=delay_of(unit["technology"], commissioned))


PLANT_COLUMNS = ["name", "region", "technology", "capacity_mw", "commissioned", "closed", "fuel", "efficiency_frac", "variable_cost_per_mwh",
                 "availability", "seasonal_limit", "must_run", "site", "system", "renewable", "contract", "build_limit_mw",
                 "build_limit_mw_per_year", "build_first_year", "capex_per_kw", "fixed_cost_per_kw_year", "lifetime_years"]
ADEQUACY_COLUMNS = ["outage", "units", "delay"]    # of the hub's study


def plant(name, region, technology, capacity_mw, **fields):
    assert not set(fields) - set(PLANT_COLUMNS + ADEQUACY_COLUMNS), fields
    fields.update(name=name, region=region, technology=technology, capacity_mw=capacity_mw)
    return [fields.get(column) for column in PLANT_COLUMNS + ADEQUACY_COLUMNS]


def without_adequacy(rows):
    return [row if isinstance(row, str) else row[:len(PLANT_COLUMNS)] for row in rows]


def delay_of(technology, commissioned):
    """What is planned for the years of the study may come late."""
    return reliability_facts.PLANT_DELAY.get(technology) if commissioned and commissioned >= "2026" else None


def other_rows():
    yield "Bioenergy, fuel cells, waste, by-product gas: tools/supply_facts.py; sizes and use from SOURCES.md section 6"
    for name, (technology, fuel, efficiency, cost, profile, must_run, regions) in supply_facts.STEADY.items():
        for region, mw in regions.items():
            yield plant(f"{name} {region}", region, technology, mw, fuel=fuel, efficiency_frac=efficiency, variable_cost_per_mwh=cost,
                        availability=profile, must_run=must_run)


def renewable_rows(backcast):
    """Existing capacity, then one row per region and year of the path: what is added in a year starts on 1 July."""
    for technology, path in supply_facts.RENEWABLE_PATHS.items():
        yield f"{technology}: {path['comment']}"
        years = [2024] if backcast else range(2026, 2036)
        start = path["mw"][2023 if backcast else 2025]
        for region, share in path["existing_share"].items():
            yield renewable(f"{technology} {region}", region, technology, start * share, None)
        for year in years:
            added = path["mw"][year] - path["mw"][year - 1]
            for region, share in path["added_share"].items():
                if added * share >= 0.5:
                    yield renewable(f"{technology} {region} {year}", region, technology, added * share, f"{year}-07")


def renewable(name, region, technology, mw, commissioned):
    site = supply_facts.OFFSHORE_SITE[region] if technology == "offshore" else supply_facts.REGION_SITE[region]
    system = {"solar": "fixed south", "onshore": "onshore fleet", "offshore": "offshore"}[technology]
    return plant(name.capitalize(), region, technology, round(mw, 1), commissioned=commissioned, site=site, system=system,
                 delay=delay_of(technology, commissioned))


def contract_rows():
    yield "May be built for the contract; limits and costs: SOURCES.md section 9"
    for name, option in supply_facts.BUILDABLE.items():
        yield plant(name, option["region"], option["technology"], 0, contract="hub supply", site=option["site"], system=option["system"],
                    build_limit_mw=option["limit"], build_limit_mw_per_year=option["per_year"], build_first_year=option["first"],
                    capex_per_kw=option["capex"], fixed_cost_per_kw_year=option["fixed"], lifetime_years=option["life"],
                    delay="hub project")


STORE_COLUMNS = ["name", "region", "technology", "charge_mw", "discharge_mw", "energy_mwh", "charge_efficiency_frac",
                 "discharge_efficiency_frac", "behind", "cycling_cost_per_mwh", "availability_frac", "commissioned", "contract",
                 "build_limit_mw", "build_limit_mw_per_year", "build_first_year", "capex_per_kw", "fixed_cost_per_kw_year",
                 "lifetime_years", "build_energy_limit_mwh", "build_energy_limit_mwh_per_year", "capex_per_kwh", "fixed_cost_per_kwh_year"]
HUB_STORE_COLUMNS = STORE_COLUMNS + ["chemistry", "outage", "delay"]


def store_delay(store):
    if store.get("build_limit_mw"):
        return "hub project"
    return "storage project" if (store.get("commissioned") or "") >= "2026" else None


def store_rows(backcast):
    last = 2024 if backcast else 2035
    columns = STORE_COLUMNS if backcast else HUB_STORE_COLUMNS
    for name, s in supply_facts.STORES.items():
        if s.get("commissioned") and int(s["commissioned"][:4]) > last:
            continue
        if backcast and s.get("contract"):
            continue
        fields = {**supply_facts.STORE_CLASSES[s["technology"]], **s, "name": name,
                  "outage": reliability_facts.STORE_OUTAGE.get(s["technology"]), "delay": store_delay(s)}
        yield [fields.get(column) for column in columns]


def demand_rows(years, separate_rows):
    """Demand by region: the national path by the shares of 2024 sales, less the loads that are rows of their own."""
    total_sales = sum(grid_facts.SALES_TWH.values())
    for region, sales in grid_facts.SALES_TWH.items():
        for year in years:
            gross = grid_facts.demand_twh(year) * 1000.0 * sales / total_sales
            own = grid_facts.separate_gwh(region, year) if separate_rows else 0.0
            yield [region, year, round(gross - own, 1)]


def write_common(folder, backcast):
    sites = climate_facts.SITES
    used = {site for site in sites if not (backcast and ("offshore" in site or site == "Haenam"))}
    write(folder, "sites.csv", ["name", "latitude_deg", "longitude_deg", "elevation_m"],
          [[name, *sites[name][:3]] for name in sites if name in used], "Stations, and points at sea near the projects; SOURCES.md section 3")
    write(folder, "climate.csv", ["site", "month", "temperature_mean_deg_c", "temperature_day_sd_deg_c", "temperature_diurnal_range_deg_c",
                                  "relative_humidity_mean_frac", "ghi_mean_kwh_per_m2_day", "ghi_day_sd_kwh_per_m2_day",
                                  "wind_10m_mean_m_per_s", "wind_10m_sd_m_per_s", "wind_100m_mean_m_per_s"],
          [row for row in climate_facts.climate_rows() if row[0] in used],
          "Statistics of stations with the corrections of SOURCES.md section 3; written by tools/write_tables.py")
    write(folder, "climate_memory.csv", ["parameter", "value"], climate_facts.MEMORY,
          "Reach of the weather between sites, from daily regional output of KPG 193 in 2025: SOURCES.md section 3")
    write(folder, "regions.csv", ["name", "latitude_deg", "longitude_deg", "site", "demand_shape", "cooling_frac_per_deg_c",
                                  "cooling_base_deg_c", "heating_frac_per_deg_c", "heating_base_deg_c"], grid_facts.REGIONS,
          "East Coast: Gangwon and the nuclear site of Uljin. Response to temperature: assumption, SOURCES.md section 2")
    years = [2024] if backcast else [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035]
    write(folder, "demand.csv", ["region", "year", "annual_energy_gwh"], demand_rows(years, not backcast),
          "Gross, at generation level; SOURCES.md section 2")
    last = 2024 if backcast else 2035
    lines = [line for line in grid_facts.LINES if not line[6] or int(str(line[6])[:4]) <= last]
    names = {line[0] for line in lines}
    columns = ["name", "from", "to", "capacity_mw", "reverse_capacity_mw", "loss_frac", "commissioned"]
    if not backcast:
        columns += ["outage", "delay"]
        lines = [[*line, reliability_facts.line_outage(line[0]), "line project" if (line[6] or "") >= "2026" else None] for line in lines]
    write(folder, "lines.csv", columns, lines, "SOURCES.md section 4" + ("" if backcast else "; outage, delay: section 13"))
    write(folder, "interfaces.csv", ["interface", "line", "direction"], [row for row in grid_facts.INTERFACES if row[1] in names],
          "SOURCES.md section 4")
    write(folder, "interface_limits.csv", ["interface", "year", "limit_mw"],
          [row for row in grid_facts.INTERFACE_LIMITS if row[1] <= last], "SOURCES.md section 4")
    write(folder, "fuels.csv", ["name", "emission_t_per_mwh_thermal"], supply_facts.FUELS, "SOURCES.md section 7")
    write(folder, "prices.csv", ["item", "year", "price"], [row for row in supply_facts.PRICES if row[1] == 2024 or not backcast],
          "KRW of 2024 per MWh of heat (nuclear: per MWh of electricity, efficiency 1); carbon: KRW/t; SOURCES.md section 7")
    write(folder, "pv_systems.csv", ["name", "tilt_deg", "azimuth_deg", "dc_ac_ratio", "inverter_efficiency_frac", "loss_frac",
                                     "temperature_coefficient_per_deg_c", "noct_deg_c", "albedo_frac", "degradation_frac_per_year"],
          supply_facts.PV_SYSTEMS, "SOURCES.md section 6")
    write(folder, "turbines.csv", ["name", "curve", "hub_height_m", "loss_frac", "availability_frac", "wake_efficiency_frac",
                                   "smoothing_sd_m_per_s", "resource_factor"],
          [t for t in supply_facts.TURBINES if not backcast or t[0] == "onshore fleet"], "SOURCES.md section 6")


def write_study(folder, backcast):
    write_common(folder, backcast)
    rows = [*thermal_rows(backcast), *other_rows(), *renewable_rows(backcast)]
    if not backcast:
        rows += contract_rows()
    columns = PLANT_COLUMNS if backcast else PLANT_COLUMNS + ADEQUACY_COLUMNS
    write(folder, "plants.csv", columns, without_adequacy(rows) if backcast else rows, "Written by tools/write_tables.py from the facts beside it; SOURCES.md sections 5, 6 and 9")
    profiles = {name: fracs for name, fracs in supply_facts.PROFILES.items()
                if any(name in row for row in rows if not isinstance(row, str))}
    write(folder, "month_profiles.csv", ["profile", "month", "frac"], profile_rows(profiles), "SOURCES.md section 5")
    write(folder, "stores.csv", STORE_COLUMNS if backcast else HUB_STORE_COLUMNS, store_rows(backcast),
          "SOURCES.md section 8" + ("" if backcast else "; outage, delay: section 13"))


def main():
    write_study(HUB, backcast=False)
    write_study(BACKCAST, backcast=True)
    write(HUB, "industrial_loads.csv", ["name", "year", "region", "mean_mw"], grid_facts.INDUSTRIAL_LOADS, "Chip fabs; SOURCES.md section 2")
    write(HUB, "data_centers.csv", grid_facts.DATA_CENTER_COLUMNS + reliability_facts.DATA_CENTER_COLUMNS,
          [[*row, *reliability_facts.DATA_CENTERS[row[0]]] for row in grid_facts.DATA_CENTERS],
          "SOURCES.md section 10; what it may do in a shortage, its connection's outages: section 13")
    write(HUB, "outages.csv", ["class", "available_frac", "mttf_h", "mttr_h"], reliability_facts.outage_rows(),
          "Assumptions, not published rates: SOURCES.md section 13")
    write(HUB, "delays.csv", ["class", "on_time_frac", "mean_delay_months"], reliability_facts.delay_rows(),
          "Assumptions: SOURCES.md section 13")
    write(HUB, "halls.csv", ["data_center", "name", "commissioned", "workload", "it_mw", "gpus", "kw_per_gpu"], grid_facts.HALLS,
          "SOURCES.md section 10")
    for name in SHARED:
        if (HUB / name).exists():
            shutil.copyfile(HUB / name, BACKCAST / name)


if __name__ == "__main__":
    main()
