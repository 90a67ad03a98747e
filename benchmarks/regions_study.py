#!/usr/bin/python3
"""regions_study.py FOLDER: a synthetic study of many regions joined by a meshed network, to measure the growth of the program.

Regions lie at random in a rectangle; lines join neighbours (edges of the Delaunay triangulation: the shortest tree that reaches all regions, then the
shortest edges left). Every number is an assumption for illustration; climate, demand shape, machines and prices are those of scenarios/minimal.
The same seed gives the same study.
"""
import argparse
import csv
import math
import pathlib
import shutil

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

MINIMAL = pathlib.Path(__file__).resolve().parent.parent / "scenarios" / "minimal"
COPIED = ("demand_shapes", "holidays", "month_profiles", "fuels", "prices", "pv_systems", "turbines", "power_curves", "workloads")
FIRST_YEAR = 2029
LOW_DEG, HIGH_DEG = (34.5, 125.5), (41.0, 131.0)  # latitude, longitude
KM_PER_DEGREE = 111.0
REACTANCE_PU_PER_KM = 0.00025  # 0.3 ohm/km at 345 kV, per unit on 100 MVA, one circuit
CIRCUIT_MW = 400.0            # what a circuit may carry so that its neighbours can take over
EVERY_DIRECT_CURRENT = 12      # every twelfth line is a transport line with losses

PLANT_COLUMNS = ("name", "region", "technology", "capacity_mw", "fuel", "efficiency_frac", "variable_cost_per_mwh", "availability", "must_run", "site",
                 "system", "contract", "build_limit_mw", "capex_per_kw", "fixed_cost_per_kw_year", "lifetime_years")
STORE_COLUMNS = ("name", "region", "technology", "charge_mw", "discharge_mw", "energy_mwh", "charge_efficiency_frac", "discharge_efficiency_frac",
                 "cycling_cost_per_mwh", "contract", "build_limit_mw", "capex_per_kw", "build_energy_limit_mwh", "capex_per_kwh", "lifetime_years")


def write(folder, table, columns, rows):
    """Rows are dictionaries or tuples; keys missing in a dictionary give empty fields."""
    with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row.get(column, "") for column in columns] if isinstance(row, dict) else row)


def spread_points(count, draw):
    """Latitudes and longitudes at a distance from each other: of ten candidates the one farthest from existing points."""
    points = [draw.uniform(LOW_DEG, HIGH_DEG)]
    while len(points) < count:
        candidates = draw.uniform(LOW_DEG, HIGH_DEG, (10, 2))
        nearest = [min(math.dist(c, p) for p in points) for c in candidates]
        points.append(candidates[int(np.argmax(nearest))])
    return np.array(points)


def neighbours(points, count):
    """`count` edges (from, to, km): a spanning tree first, then the shortest."""
    edges = {tuple(sorted(pair)) for a, b, c in Delaunay(points).simplices for pair in ((a, b), (b, c), (a, c))}
    km = {edge: KM_PER_DEGREE * math.dist(points[edge[0]], points[edge[1]]) for edge in edges}
    ends = np.array(sorted(edges))
    lengths = coo_matrix(([km[tuple(e)] for e in ends], (ends[:, 0], ends[:, 1])), shape=(len(points), len(points)))
    tree = {tuple(sorted(pair)) for pair in zip(*minimum_spanning_tree(lengths).nonzero())}
    rest = sorted(edges - tree, key=km.get)
    if not len(tree) <= count <= len(edges):
        raise SystemExit(f"{len(points)} regions can have from {len(tree)} to {len(edges)} lines, not {count}")
    return [(int(a), int(b), km[a, b]) for a, b in sorted(tree | set(rest[:count - len(tree)]))]


def line_rows(edges, names, draw):
    rows = []
    for number, (a, b, km) in enumerate(edges, 1):
        circuits = int(draw.integers(1, 4))
        row = {"name": f"line {number}", "from": names[a], "to": names[b], "capacity_mw": circuits * CIRCUIT_MW}
        if number % EVERY_DIRECT_CURRENT == 0:
            row["loss_frac"] = 0.02
        else:
            row["reactance_pu"] = f"{REACTANCE_PU_PER_KM * km / circuits:.6f}"
        rows.append(row)
    return rows


def plant_rows(names, mean_mw, draw):
    """Thermal plants of different costs for 1.7 of the mean demand of all, unevenly placed; some sun and wind everywhere."""
    rows = []
    for r, name in enumerate(names):
        def add(kind, technology, capacity_mw, **fields):
            rows.append({"name": f"{name} {kind}", "region": name, "technology": technology, "capacity_mw": round(capacity_mw, 1), **fields})
        uneven = draw.uniform(0.4, 1.6)
        add("gas", "gas", uneven * mean_mw[r], fuel="gas", efficiency_frac=round(draw.uniform(0.48, 0.6), 4), variable_cost_per_mwh=3,
            availability="thermal outages")
        add("engine", "gas", 0.6 * mean_mw[r], fuel="gas", efficiency_frac=round(draw.uniform(0.36, 0.44), 4), variable_cost_per_mwh=4,
            availability="thermal outages")
        if r % 3 == 0:
            add("coal", "coal", 1.2 * mean_mw[r], fuel="coal", efficiency_frac=round(draw.uniform(0.36, 0.41), 4), variable_cost_per_mwh=4,
                availability="thermal outages")
        if r % 6 == 1:
            add("nuclear", "nuclear", 2.0 * mean_mw[r], fuel="uranium", efficiency_frac=0.35, variable_cost_per_mwh=2,
                availability="nuclear outages", must_run="nuclear minimum")
        add("solar", "solar", draw.uniform(0.1, 0.6) * mean_mw[r], site=name, system="fixed 30")
        add("wind", "onshore", draw.uniform(0.05, 0.4) * mean_mw[r], site=name, system="onshore class")
    return rows


def hub_plants(names, hosts):
    build = {"capacity_mw": 0, "contract": "hub supply", "lifetime_years": 25}
    return [{"name": f"hub solar {names[r]}", "region": names[r], "technology": "solar", "site": names[r], "system": "fixed 30",
             "build_limit_mw": 800, "capex_per_kw": 850, "fixed_cost_per_kw_year": 16, **build} for r in hosts] + \
           [{"name": f"hub wind {names[r]}", "region": names[r], "technology": "onshore", "site": names[r], "system": "onshore class",
             "build_limit_mw": 400, "capex_per_kw": 1700, "fixed_cost_per_kw_year": 42, **build} for r in hosts]


def store_rows(names, mean_mw, hosts):
    rows = [{"name": f"{names[r]} pumped", "region": names[r], "technology": "pumped_storage", "charge_mw": round(0.3 * mean_mw[r], 1),
             "discharge_mw": round(0.3 * mean_mw[r], 1), "energy_mwh": round(1.8 * mean_mw[r], 1), "charge_efficiency_frac": 0.88,
             "discharge_efficiency_frac": 0.88, "cycling_cost_per_mwh": 0.5} for r in range(2, len(names), 6)]
    return rows + [{"name": f"hub battery {names[r]}", "region": names[r], "technology": "battery", "charge_mw": 0, "discharge_mw": 0, "energy_mwh": 0,
                    "charge_efficiency_frac": 0.94, "discharge_efficiency_frac": 0.94, "cycling_cost_per_mwh": 2, "contract": "hub supply",
                    "build_limit_mw": 300, "capex_per_kw": 180, "build_energy_limit_mwh": 1200, "capex_per_kwh": 200, "lifetime_years": 15} for r in hosts]


def write_places(folder, names, points, mean_mw, last_year):
    with open(MINIMAL / "climate.csv", encoding="utf-8") as file:
        climate = list(csv.DictReader(file))
    nearest = ["north" if latitude > 36.35 else "south" for latitude, _ in points]  # halfway between the two sites of the minimal study
    write(folder, "climate", tuple(climate[0]), [{**row, "site": name} for name, site in zip(names, nearest) for row in climate if row["site"] == site])
    write(folder, "sites", ("name", "latitude_deg", "longitude_deg", "elevation_m"), [(n, f"{p[0]:.4f}", f"{p[1]:.4f}", 70) for n, p in zip(names, points)])
    write(folder, "regions", ("name", "latitude_deg", "longitude_deg", "site", "demand_shape", "cooling_frac_per_deg_c", "cooling_base_deg_c"),
          [(n, f"{p[0]:.4f}", f"{p[1]:.4f}", n, "common", 0.012, 22) for n, p in zip(names, points)])
    write(folder, "demand", ("region", "year", "annual_energy_gwh"),
          [(n, year, f"{8.76 * mw * 1.01 ** (year - FIRST_YEAR):.1f}") for n, mw in zip(names, mean_mw) for year in (FIRST_YEAR, last_year)[:1 + (last_year > FIRST_YEAR)]])


def write_hub(folder, names, region, last_year):
    write(folder, "data_centers", ("name", "region", "site", "connection_mw", "contract"), [("hub", names[region], names[region], 450, "hub supply")])
    write(folder, "halls", ("data_center", "name", "commissioned", "workload", "it_mw"), [("hub", "hall 1", FIRST_YEAR, "training", 300)])
    write(folder, "contracts", ("name", "counts"), [("hub supply", "clean")])
    write(folder, "contract_targets", ("contract", "year", "hourly_frac", "annual_frac", "excess_cap_frac", "grid_clean_frac"),
          [("hub supply", FIRST_YEAR, 0.6, 0.8, 0.5, 0.35)])
    (folder / "study.toml").write_text(f"""# Written by regions_study.py
[study]
name = "{len(names)} regions"
currency = "USD"
price_year = 2024
discount_rate = 0.05
utc_offset = "+09:00"

[horizon]
first_year = {FIRST_YEAR}
last_year = {last_year}

[weather]
seed = 1
years = [1]

[planning]
unserved_cost_per_mwh = 10000
base_mva = 100
""", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--regions", type=int, default=60)
    parser.add_argument("--lines", type=int, default=90)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--hosts", type=int, default=4, help="regions where the hub may build sun, wind and a battery")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = np.random.default_rng(options.seed)
    options.folder.mkdir(parents=True)  # never into a study that is there
    names = [f"r{n:03d}" for n in range(1, options.regions + 1)]
    points = spread_points(options.regions, draw)
    mean_mw = np.exp(draw.normal(math.log(1200.0), 0.5, options.regions))
    hosts = sorted(int(r) for r in draw.choice(options.regions, options.hosts, replace=False))
    edges = neighbours(points, options.lines)
    for table in COPIED:
        shutil.copy(MINIMAL / f"{table}.csv", options.folder)
    last_year = FIRST_YEAR + options.years - 1
    write_places(options.folder, names, points, mean_mw, last_year)
    write(options.folder, "lines", ("name", "from", "to", "capacity_mw", "loss_frac", "reactance_pu"), line_rows(edges, names, draw))
    write(options.folder, "plants", PLANT_COLUMNS, plant_rows(names, mean_mw, draw) + hub_plants(names, hosts))
    write(options.folder, "stores", STORE_COLUMNS, store_rows(names, mean_mw, hosts))
    write_hub(options.folder, names, hosts[0], last_year)


if __name__ == "__main__":
    main()
