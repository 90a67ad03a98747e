"""Writes the test systems of adequacy beside this file: studies without weather, with published or exact answers.

RTS-79 and RBTS: tests/validation/adequacy holds their units and load shapes with the sources. The small systems are
those of the tests of PRAS (Probabilistic Resource Adequacy Suite, MIT licence): outages with failure 0.1 and repair 0.9
an hour. Capacities that vary by the hour are powers of two times fractions that binary numbers hold exactly.
"""

import csv
import datetime
from pathlib import Path

HERE = Path(__file__).parent
SHAPES = HERE.parent / "validation" / "adequacy"
HOURS_PER_YEAR = 8736  # 52 weeks
YEAR = 2029  # begins on a Monday, like the load of RTS-79
TENTH = [("tenth", 0, 10, 1 / 0.9)]
FAILS, NEVER = "tenth", ""

SETTINGS = """# Written by tests/studies/write_studies.py.
[study]
name = "{name}"
description = "{description}"
currency = "USD"
price_year = 2020
discount_rate = 0.0
utc_offset = "+00:00"

[horizon]
first_year = {year}
last_year = {year}
hours_per_year = {hours}

[planning]
unserved_cost_per_mwh = 10000

[adequacy]
seed = 1
weather_years = 1
"""


def rows_of(name):
    lines = [line for line in (SHAPES / name).read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def rts_shape():
    """Hourly load over the annual peak, in millionths: week x day x hour, each in percent."""
    shape = []
    hours = rows_of("rts79_hours.csv")
    for week in rows_of("rts79_weeks.csv"):
        number = int(week["week"])
        season = "winter" if number <= 8 or number >= 44 else "summer" if 18 <= number <= 30 else "other"
        for day, daily in enumerate(rows_of("rts79_days.csv")):
            kind = "workday" if day < 5 else "weekend"
            shape += [
                float(week["peak_pct"]) * float(daily["peak_pct"]) * float(hour[f"{season}_{kind}"]) for hour in hours
            ]
    assert len(shape) == HOURS_PER_YEAR
    return shape


def text_of(value):
    return repr(value) if isinstance(value, float) else str(value)


def write_table(folder, name, columns, rows):
    lines = [",".join(columns)] + [",".join(text_of(value) for value in row) for row in rows]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


def write_hours(path, columns):
    start = datetime.datetime(YEAR, 1, 1)
    lines = [",".join(["utc", *columns])]
    for hour, values in enumerate(zip(*columns.values())):
        instant = start + datetime.timedelta(hours=hour)
        lines.append(",".join([instant.strftime("%Y-%m-%dT%H:%M:%SZ"), *(text_of(value) for value in values)]))
    path.write_text("\n".join(lines) + "\n")


def write_study(name, description, hours, regions, plants, outages, hourly, lines=(), stores=()):
    """plants: name, region, technology, capacity, outage, units. hourly: quantity, name, file, column."""
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    text = SETTINGS.format(name=name, description=description, year=YEAR, hours=hours)
    (folder / "study.toml").write_text(text)
    write_table(folder, "regions", ["name", "latitude_deg", "longitude_deg"], [(region, 0, 0) for region in regions])
    write_table(folder, "plants", ["name", "region", "technology", "capacity_mw", "outage", "units"], plants)
    write_table(folder, "outages", ["class", "available_frac", "mttf_h", "mttr_h"], outages)
    write_table(folder, "hourly", ["quantity", "name", "file", "column"], hourly)
    if lines:
        write_table(folder, "lines", ["name", "from", "to", "capacity_mw", "outage"], lines)
    if stores:
        columns = ["name", "region", "technology", "charge_mw", "discharge_mw", "energy_mwh", "charge_efficiency_frac"]
        write_table(folder, "stores", [*columns, "discharge_efficiency_frac", "outage", "initial_frac"], stores)


def write_large(name, description, load_file):
    """Equal units are one row."""
    plants, outages = [], []
    for row in rows_of("units.csv"):
        if row["system"] != name:
            continue
        count, capacity = int(row["count"]), float(row["capacity_mw"])
        label = f"{count} x {capacity:g} MW"
        plants.append((label, name, "other", f"{count * capacity:g}", f"class {label}", count))
        outages.append((f"class {label}", 0, row["mttf_h"], row["mttr_h"]))
    hourly = [("demand_mw", name, load_file, f"{name}_mw")]
    write_study(name, description, HOURS_PER_YEAR, [name], plants, outages, hourly)


def write_small(name, description, loads, plants, variable=None, lines=(), stores=()):
    """plants: name, region, MW by hour or one number, units; variable: region -> MW by hour, which never fails."""
    rows, hourly, columns = [], [], {}
    for region, load in loads.items():
        columns[f"load_{region}"] = load
        hourly.append(("demand_mw", region, "series.csv", f"load_{region}"))
    for label, region, mw, units in plants:
        fixed = isinstance(mw, list)
        rows.append((label, region, "other", power_of_two(mw) if fixed else mw, FAILS, units))
        if fixed:
            columns[label] = [value / power_of_two(mw) for value in mw]
            hourly.append(("available_frac", label, "series.csv", label))
    for region, mw in (variable or {}).items():
        label = f"variable_{region}"
        rows.append((label, region, "other", power_of_two(mw), NEVER, 1))
        columns[label] = [value / power_of_two(mw) for value in mw]
        hourly.append(("available_frac", label, "series.csv", label))
    write_study(name, description, len(next(iter(loads.values()))), list(loads), rows, TENTH, hourly, lines, stores)
    write_hours(HERE / name / "series.csv", columns)


def power_of_two(mw):
    capacity = 1
    while capacity < max(mw):
        capacity *= 2
    return capacity


def main():
    write_large("rts79", "IEEE Reliability Test System 1979, one region: 32 units, 3405 MW, peak 2850 MW", "load.csv")
    write_large("rbts", "Roy Billinton Test System, one region: 11 units, 240 MW, peak 185 MW", "../rts79/load.csv")
    shape = rts_shape()
    peaks = {"rts79_mw": 2850, "rbts_mw": 185}
    write_hours(
        HERE / "rts79" / "load.csv",
        {name: [round(peak * value * 1e-6, 9) for value in shape] for name, peak in peaks.items()},
    )
    write_small(
        "one_node_a",
        "Four hours of one node. LOLE 0.355 h, EUE 1.59 MWh",
        {"A": [25, 28, 27, 24]},
        [("three of 10 MW", "A", 30, 3)],
        {"A": [5, 6, 7, 8]},
    )
    write_small(
        "one_node_b",
        "Six hours of one node. LOLE 0.96 h, EUE 7.11 MWh",
        {"B": [28, 29, 30, 31, 32, 33]},
        [("ten_then_15", "B", [10, 10, 10, 15, 15, 15], 1), ("twenty_then_25", "B", [20, 20, 20, 25, 25, 25], 1)],
        {"B": [7, 8, 9, 9, 8, 7]},
    )
    write_small(
        "three_nodes",
        "Four hours of a triangle of 8 MW lines. LOLE 1.3756 h, EUE 12.12885 MWh",
        {"A": [19, 20, 21, 20], "B": [20, 21, 21, 22], "C": [22, 21, 23, 22]},
        [
            ("A 10 MW", "A", 10, 1),
            ("B two of 10 MW", "B", 20, 2),
            ("C_smaller", "C", [10, 10, 15, 10], 1),
            ("C_larger", "C", [20, 20, 25, 20], 1),
        ],
        {"A": [4, 3, 2, 3], "B": [6, 5, 3, 4], "C": [2, 1, 2, 1]},
        lines=[("AB", "A", "B", 8, NEVER), ("AC", "A", "C", 8, NEVER), ("BC", "B", "C", 8, NEVER)],
    )
    write_small(
        "two_nodes",
        "One hour of two nodes and a line that fails. LOLE 0.19 h, EUE 0.647 MWh",
        {"A": [8], "B": [9]},
        [("A 15 MW", "A", 15, 1), ("B 15 MW", "B", 15, 1)],
        lines=[("AB", "A", "B", 8, FAILS)],
    )
    write_small(
        "store",
        "Two hours of a plant and an empty store, both fail. LOLE 0.2 h, EUE 1.5542 MWh",
        {"A": [8, 9]},
        [("A 10 MW", "A", 10, 1)],
        stores=[("A store", "A", "battery", 10, 10, 10, 1, 1, FAILS, 0)],
    )


if __name__ == "__main__":
    main()
