#!/usr/bin/python3
"""Writes holidays.csv: South Korean public holidays by date.

    derive_holidays.py FIRST_YEAR LAST_YEAR > holidays.csv

Fixed dates, names and substitute rules: Regulations on Holidays of Public Offices (Presidential Decree, as in force since 2023). Dates of the lunar
calendar are computed: new moons after Meeus, Astronomical Algorithms (2nd ed.), ch. 49, solar longitude after ch. 25, days at UTC+9;
month 11 holds the winter solstice, and the first month without a principal term of a year of 13 months is a leap month.
"""

import math
import sys
from datetime import date, timedelta

KST_DAYS = 9.0 / 24.0
UNIX_EPOCH_JD = 2440587.5
DELTA_T_DAYS = 72.0 / 86400.0     # TT - UT of the 2020s and 2030s, within seconds: the nearest new moon is 12 minutes from midnight

# Coefficient in days and multiples of (M, M', F); terms with M carry powers of the eccentricity factor E.
NEW_MOON = [
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0),
    (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
    (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0), (-0.00007, 2, 1, 0), (0.00004, 0, 2, -2), (0.00004, 3, 0, 0), (0.00003, 1, 1, -2),
    (0.00003, 0, 2, 2), (-0.00003, 1, 1, 2), (0.00003, -1, 1, 2), (-0.00002, -1, 1, -2), (-0.00002, 1, 3, 0), (0.00002, 0, 4, 0),
]
PLANETS = [
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886), (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771), (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239), (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
]


def new_moon_jd(k):
    """Julian date (UT) of the new moon number k since January 2000."""
    t = k / 1236.85
    eccentricity = 1.0 - 0.002516 * t - 0.0000074 * t * t
    sun, moon, node, ascending = (math.radians(x) for x in (
        2.5534 + 29.10535670 * k - 0.0000014 * t * t, 201.5643 + 385.81693528 * k + 0.0107582 * t * t,
        160.7108 + 390.67050284 * k - 0.0016118 * t * t, 124.7746 - 1.56375588 * k + 0.0020672 * t * t))
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00017 * math.sin(ascending)
    for size, m, m_moon, f in NEW_MOON:
        jde += size * eccentricity ** abs(m) * math.sin(m * sun + m_moon * moon + f * node)
    jde += sum(size * math.sin(math.radians(start + rate * k)) for size, start, rate in PLANETS)
    return jde - DELTA_T_DAYS


def solar_longitude_deg(jd):
    """Apparent longitude of the sun, within 0.01 degrees (15 minutes of time)."""
    t = (jd + DELTA_T_DAYS - 2451545.0) / 36525.0
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = ((1.914602 - 0.004817 * t) * math.sin(m) + (0.019993 - 0.000101 * t) * math.sin(2 * m) + 0.000289 * math.sin(3 * m))
    return (mean + centre - 0.00569 - 0.00478 * math.sin(math.radians(125.04 - 1934.136 * t))) % 360.0


def korean_day(jd):
    """Days since 1970-01-01 at UTC+9."""
    return math.floor(jd + KST_DAYS - UNIX_EPOCH_JD)


def midnight_jd(day):
    return day + UNIX_EPOCH_JD - KST_DAYS


def principal_term(day):
    """Sector of 30 degrees of the sun at the start of a Korean day: 9 from the winter solstice on."""
    return int(solar_longitude_deg(midnight_jd(day)) // 30.0)


def lunar_months(year):
    """{(month, is_leap): first day} of the months from the one with the solstice of year - 1 up to the one with that of `year`."""
    first_k = round((year - 2000.0) * 12.3685) - 4
    starts = [korean_day(new_moon_jd(k)) for k in range(first_k, first_k + 22)]

    def holds_solstice(i, solstice_year):
        middle = (date(solstice_year, 12, 21) - date(1970, 1, 1)).days
        inside = abs(starts[i] - middle) < 45
        return inside and principal_term(starts[i]) in (7, 8) and principal_term(starts[i + 1]) in (9, 10)

    begin = next(i for i in range(len(starts) - 1) if holds_solstice(i, year - 1))
    end = next(i for i in range(len(starts) - 1) if holds_solstice(i, year))
    leap_owed = end - begin == 13
    months, number = {}, 11
    for i in range(begin, end):
        empty = principal_term(starts[i]) == principal_term(starts[i + 1])
        if i > begin and leap_owed and empty:
            leap_owed = False
            months[(number, True)] = starts[i]
            continue
        if i > begin:
            number = number % 12 + 1
        months[(number, False)] = starts[i]
    return months


def lunar_date(year, month, day):
    return date(1970, 1, 1) + timedelta(days=lunar_months(year)[(month, False)] + day - 1)


# Days that no rule gives.
DECREED = {
    date(2024, 4, 10): "National Assembly election", date(2024, 10, 1): "Armed Forces Day (temporary holiday)",
    date(2025, 1, 27): "temporary holiday before Seollal", date(2025, 6, 3): "presidential election",
    date(2026, 6, 3): "local elections", date(2028, 4, 12): "National Assembly election",
}
# (month, day, name, weekdays whose holiday moves: 5 Saturday, 6 Sunday)
FIXED = [
    (1, 1, "New Year's Day", ()), (3, 1, "Independence Movement Day", (5, 6)), (5, 5, "Children's Day", (5, 6)), (6, 6, "Memorial Day", ()),
    (8, 15, "Liberation Day", (5, 6)), (10, 3, "National Foundation Day", (5, 6)), (10, 9, "Hangul Day", (5, 6)),
    (12, 25, "Christmas Day", (5, 6)),
]


def holidays(year):
    """[(date, kind, name)] of a year in order. A date may be two holidays; the block of Seollal or Chuseok then names it."""
    fixed = [(date(year, m, d), "public", name, moving) for m, d, name, moving in FIXED]
    fixed.append((lunar_date(year, 4, 8), "public", "Buddha's Birthday", (5, 6)))
    blocks = []
    for name, month, day in (("Seollal", 1, 1), ("Chuseok", 8, 15)):
        centre = lunar_date(year, month, day)
        blocks += [(centre + timedelta(days=d), "major", name, (6,)) for d in (-1, 0, 1)]
    days, owed = {}, []
    for when, kind, name, moving in blocks + sorted(fixed):
        if when.weekday() in moving or (when in days and moving):
            owed.append((when, name))
        days.setdefault(when, (kind, name))
    for when, name in DECREED.items():
        if when.year == year:
            days.setdefault(when, ("public", name))
    for when, name in sorted(owed):
        while when in days or when.weekday() >= 5:
            when += timedelta(days=1)
        days[when] = ("public", f"substitute for {name}")
    return [(when, *days[when]) for when in sorted(days)]


def main():
    first, last = int(sys.argv[1]), int(sys.argv[2])
    print("# South Korean public holidays, written by tools/derive_holidays.py. Lunar dates are computed (new moons at UTC+9), substitutes follow the")
    print("# rules in force since 2023. Elections of 2026 and 2028 are derived from the election law; later elections and temporary holidays, which")
    print("# governments decree year by year, are not listed. Assumed: no change of law. 1 May (Labour Day) is no row: demand falls half as far as")
    print("# on a holiday. Seollal and Chuseok are `major`: the day itself, the day before and the day after.")
    print("date,kind,name")
    for year in range(first, last + 1):
        for when, kind, name in holidays(year):
            print(f"{when.isoformat()},{kind},{name}")


if __name__ == "__main__":
    main()
