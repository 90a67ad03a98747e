#!/usr/bin/python3
"""Writes demand_shapes.csv: Korean demand by month, kind of day and local hour, relative to the annual mean.

    derive_demand_shape.py NATIONAL_DEMAND.csv [HOLIDAYS.csv] > demand_shapes.csv

The input is the national hourly demand of 2025 in KPG 193 v2.0 (columns hour_of_year, day, hour, demand_mw; hour 1 is 00-01 local): gross of
photovoltaics, net of the non-central generation other than sun and wind. That generation runs flat, and what it serves is demand here: it is
added as a flat band before anything is divided. See LICENSE-ODbL.md and SOURCES.md section 2. A workday, a Saturday or a holiday (Sundays too) is the mean of its days in the month; days between a holiday and
a weekend, when much of industry rests, are left out. A major holiday is the median of its three days, so that the depth of Chuseok is not
softened by its eve; months without one take their holiday row less what major holidays lie below holidays in the months that have one: the
load that then rests is industry's and does not grow with the season.
"""

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median

YEAR, SHAPE, HOURS, MONTHS = 2025, "korea", range(24), range(1, 13)
NON_CENTRAL_MW = 3200.0     # 104.1 GW published against 100.7 here at the peak of 2025; 595.6 TWh of 2024 against 567.9: SOURCES.md section 2
DAY_TYPES = ("workday", "saturday", "holiday", "major_holiday")
BRIDGE_DAYS = {date(2025, 1, 31), date(2025, 5, 1), date(2025, 5, 2), date(2025, 10, 10)}     # 1 May: Labour Day, rest for employees only


def read_days(path):
    """{date: 24 hourly values in MW, gross}, hours from 0."""
    days = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            day = date(YEAR, 1, 1) + timedelta(days=int(row["day"]) - 1)
            days.setdefault(day, [None] * 24)[int(row["hour"]) - 1] = float(row["demand_mw"]) + NON_CENTRAL_MW
    assert len(days) == 365 and all(None not in values for values in days.values()), "a full year of hours is needed"
    return days


def read_holidays(path):
    with open(path, newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {date.fromisoformat(row["date"]): row["kind"] for row in rows}


def day_type(day, holidays):
    if day in holidays:
        return "major_holiday" if holidays[day] == "major" else "holiday"
    return {5: "saturday", 6: "holiday"}.get(day.weekday(), "workday")


def shapes(days, holidays):
    """{(month, day type): 24 factors}."""
    annual_mean = mean(value for values in days.values() for value in values)
    members = {}
    for day, values in days.items():
        if day not in BRIDGE_DAYS:
            members.setdefault((day.month, day_type(day, holidays)), []).append(values)
    table = {}
    for (month, kind), group in members.items():
        middle = median if kind == "major_holiday" else mean
        table[month, kind] = [middle(values[h] for values in group) / annual_mean for h in HOURS]
    with_major = [m for m in MONTHS if (m, "major_holiday") in table]
    rests = [mean(table[m, "holiday"][h] - table[m, "major_holiday"][h] for m in with_major) for h in HOURS]
    for month in MONTHS:
        table.setdefault((month, "major_holiday"), [table[month, "holiday"][h] - rests[h] for h in HOURS])
    return table


def main():
    beside = Path(__file__).resolve().parent.parent / "holidays.csv"
    holidays = read_holidays(sys.argv[2] if len(sys.argv) > 2 else beside)
    table = shapes(read_days(sys.argv[1]), holidays)
    print("# Derived by tools/derive_demand_shape.py from KPG 193 v2.0 (AGM Center, KENTECH), national demand 2025, and a flat band. ODbL 1.0: see LICENSE-ODbL.md.")
    print("# The weather of 2025 is in it: it stands for normal weather (assumption). hour: start of the local hour.")
    print("shape,month,day_type,hour,factor")
    for month in MONTHS:
        for kind in DAY_TYPES:
            for hour in HOURS:
                print(f"{SHAPE},{month},{kind},{hour},{table[month, kind][hour]:.5f}")


if __name__ == "__main__":
    main()
