"""Monthly climate of the sites: published station statistics and the stated corrections."""

# Computed from typical years (1982-1999) of four stations: mean temperature, standard deviation of daily means, mean daily range (deg C),
# relative humidity (%), daily global irradiation and its standard deviation (kWh/m2), wind at 10 m and its hourly standard deviation (m/s).
STATIONS = {
    "Incheon": dict(
        t=[-2.16, -0.34, 4.81, 10.84, 15.84, 20.53, 23.58, 24.97, 20.79, 14.49, 7.55, 1.23],
        t_sd=[3.23, 3.99, 2.35, 2.54, 1.79, 1.58, 2.26, 1.64, 2.34, 2.78, 4.42, 4.67],
        t_range=[6.25, 6.15, 6.51, 7.49, 6.75, 7.12, 4.94, 5.10, 6.79, 7.99, 5.98, 6.42],
        rh=[46.5, 61.7, 65.8, 69.6, 72.8, 73.8, 86.3, 83.0, 73.0, 66.2, 67.0, 59.4],
        ghi=[2.001, 2.802, 3.463, 4.495, 4.598, 4.676, 3.477, 3.454, 3.271, 2.777, 2.029, 1.627],
        ghi_sd=[0.84, 1.171, 1.587, 1.802, 2.157, 2.049, 1.527, 1.421, 1.552, 1.199, 0.888, 0.697],
        wind=[3.33, 4.61, 3.31, 3.84, 2.98, 2.97, 2.52, 3.71, 2.18, 2.07, 3.53, 2.75],
        wind_sd=[2.03, 2.67, 1.62, 2.01, 1.78, 1.42, 1.40, 2.16, 1.21, 1.33, 2.21, 1.24]),
    "Gangneung": dict(
        t=[0.44, 2.23, 5.59, 12.37, 18.05, 20.56, 24.02, 24.89, 20.05, 15.18, 9.01, 3.12],
        t_sd=[2.72, 3.09, 2.36, 4.00, 3.35, 2.18, 3.19, 4.08, 1.39, 2.47, 3.73, 3.13],
        t_range=[7.09, 7.48, 7.08, 9.61, 9.05, 6.60, 4.79, 5.89, 6.87, 7.77, 8.24, 7.73],
        rh=[46.8, 56.6, 54.4, 58.6, 62.5, 73.9, 77.4, 78.3, 72.9, 66.6, 54.6, 50.7],
        ghi=[2.367, 2.894, 3.506, 4.793, 4.777, 4.346, 3.865, 4.159, 3.715, 3.164, 2.295, 2.034],
        ghi_sd=[0.818, 1.265, 1.667, 2.027, 2.411, 2.452, 2.306, 2.366, 1.573, 1.261, 0.753, 0.623],
        wind=[2.98, 2.61, 2.73, 2.95, 2.74, 1.62, 2.16, 1.48, 1.89, 2.31, 3.06, 3.32],
        wind_sd=[1.63, 1.45, 1.65, 1.72, 1.84, 1.05, 1.19, 1.22, 1.00, 1.19, 1.46, 1.82]),
    "Gwangju": dict(
        t=[0.62, 2.84, 7.51, 13.22, 17.94, 22.08, 25.76, 26.01, 22.04, 15.77, 9.54, 3.72],
        t_sd=[2.74, 3.22, 3.62, 3.33, 3.04, 2.11, 1.71, 1.72, 2.84, 2.85, 3.60, 3.66],
        t_range=[7.32, 8.38, 8.84, 11.43, 10.36, 7.52, 6.41, 7.27, 7.73, 9.42, 9.88, 7.64],
        rh=[65.1, 62.6, 60.0, 60.6, 70.8, 77.2, 84.1, 79.7, 76.2, 67.8, 73.9, 71.6],
        ghi=[2.252, 2.985, 3.871, 5.133, 5.649, 4.846, 4.556, 4.494, 4.256, 3.638, 2.589, 2.078],
        ghi_sd=[0.935, 1.067, 1.581, 2.162, 2.223, 2.410, 2.210, 1.747, 1.833, 1.318, 0.835, 0.640],
        wind=[2.88, 2.41, 2.21, 2.70, 2.52, 2.65, 2.05, 1.79, 1.61, 1.79, 1.90, 2.47],
        wind_sd=[1.94, 1.87, 1.69, 1.77, 1.40, 2.08, 1.27, 1.20, 1.28, 1.22, 1.34, 1.96]),
    "Ulsan": dict(
        t=[1.94, 3.69, 7.82, 13.33, 17.65, 20.94, 24.50, 25.97, 21.69, 15.90, 10.05, 4.44],
        t_sd=[2.54, 2.21, 2.51, 2.26, 2.40, 2.09, 3.63, 2.03, 2.43, 2.62, 3.48, 3.28],
        t_range=[8.15, 9.28, 9.29, 10.52, 10.37, 8.88, 6.78, 6.93, 7.42, 10.03, 10.97, 10.49],
        rh=[41.4, 46.2, 59.6, 62.1, 70.7, 72.0, 79.9, 78.4, 80.0, 65.0, 62.2, 43.2],
        ghi=[2.221, 2.982, 3.442, 4.725, 5.036, 4.335, 3.853, 4.722, 3.572, 3.553, 2.593, 2.325],
        ghi_sd=[0.861, 0.949, 1.467, 1.767, 1.922, 2.091, 1.853, 1.952, 1.583, 0.956, 1.015, 0.641],
        wind=[2.17, 2.10, 2.29, 2.11, 2.00, 1.65, 1.53, 1.86, 1.73, 1.99, 1.89, 1.87],
        wind_sd=[1.52, 1.47, 1.55, 1.46, 1.34, 1.37, 1.57, 1.28, 1.32, 1.50, 1.55, 1.90]),
}

# Normals 1981-2010 of Seosan (temperature, relative humidity), and of Jeju (temperature; the annual mean of 16.2 is the check value).
SEOSAN_T = [-2.0, -0.2, 4.6, 10.9, 16.4, 21.1, 24.3, 25.1, 20.4, 14.0, 7.0, 0.9]
SEOSAN_RH = [71.4, 69.6, 68.5, 67.6, 71.9, 75.9, 83.4, 81.8, 78.5, 74.8, 73.4, 72.7]
JEJU_T = [6.0, 6.7, 9.7, 14.1, 18.2, 21.6, 26.1, 27.1, 23.6, 18.9, 13.5, 8.4]

# Warming since the period of the record (assumption): typical years of 1982-1999 +1.0, normals 1981-2010 +0.5, recent normals +0.
WARMING_TYPICAL_YEAR, WARMING_NORMAL = 1.0, 0.5

# Months of the 100 m wind about the annual mean (assumption): the winter monsoon in the west and south, a weaker swing in the east.
WIND_SEASON_WEST = [1.20, 1.16, 1.06, 1.00, 0.92, 0.84, 0.88, 0.82, 0.88, 0.96, 1.08, 1.20]
WIND_SEASON_EAST = [1.16, 1.16, 1.10, 1.06, 0.98, 0.84, 0.84, 0.78, 0.86, 0.94, 1.06, 1.22]

# name: latitude, longitude, elevation, station of the statistics, temperature (None: the station's + warming), humidity, offset of temperature,
# annual irradiation kWh/m2 (station pattern scaled to it), wind at 100 m (annual mean m/s), season, at sea
SITES = {
    "Incheon": (37.48, 126.62, 70, "Incheon", None, None, 0.0, 1335, 5.75, WIND_SEASON_WEST, False),
    "Gangneung": (37.75, 128.89, 27, "Gangneung", None, None, 0.0, 1335, 5.90, WIND_SEASON_EAST, False),
    "Seosan": (36.78, 126.49, 29, "Incheon", SEOSAN_T, SEOSAN_RH, WARMING_NORMAL, 1365, 5.65, WIND_SEASON_WEST, False),
    "Gwangju": (35.17, 126.89, 72, "Gwangju", None, None, 0.0, 1395, 5.39, WIND_SEASON_WEST, False),
    "Haenam": (34.55, 126.57, 14, "Gwangju", None, None, 0.2, 1420, 5.65, WIND_SEASON_WEST, False),
    "Ulsan": (35.58, 129.33, 35, "Ulsan", None, None, 0.0, 1365, 6.00, WIND_SEASON_EAST, False),
    "Jeju": (33.51, 126.53, 20, "Ulsan", JEJU_T, None, 0.0, 1405, 7.02, WIND_SEASON_WEST, False),
    "Incheon offshore": (37.10, 125.90, 0, "Incheon", None, None, 0.0, 1335, 6.90, WIND_SEASON_WEST, True),
    "Taean offshore": (36.65, 125.85, 0, "Incheon", SEOSAN_T, SEOSAN_RH, WARMING_NORMAL, 1365, 7.00, WIND_SEASON_WEST, True),
    "Sinan offshore": (34.90, 125.70, 0, "Gwangju", None, None, 0.2, 1410, 7.35, WIND_SEASON_WEST, True),
    "Ulsan offshore": (35.45, 130.00, 0, "Ulsan", None, None, 0.0, 1365, 7.60, WIND_SEASON_EAST, True),
    "Jeju offshore": (33.40, 126.10, 0, "Ulsan", JEJU_T, None, 0.0, 1405, 7.60, WIND_SEASON_WEST, True),
}

# At sea: wind at 10 m is 0.80 of that at 100 m (shear exponent .1), its hourly spread 0.52 of the mean (Rayleigh), the daily range of
# temperature 0.6 of the station's. Assumptions.
SEA_WIND_10M, SEA_SPREAD, SEA_RANGE = 0.80, 0.52, 0.60

# How far the weather of a site reaches: fitted (least squares) to the correlations of daily regional output in KPG 193 (2025), ten pairs of
# regions at the distances of the sites that stand for them; parameters as in docs/method/weather.md. rms .044 (sun), .047 (wind).
MEMORY = [["clearness_reach_km", 489], ["clearness_reach_exponent", 1.41], ["clearness_east_west_stretch", "0.50"],
          ["wind_slow_reach_km", 913], ["wind_slow_reach_exponent", 1], ["wind_slow_east_west_stretch", 2.39],
          ["wind_fast_reach_km", 913], ["wind_fast_reach_exponent", 1], ["wind_fast_east_west_stretch", 2.39]]

DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def smooth(values):
    """Three-month weights 1:2:1: a typical year has one month of each name, so its spreads scatter."""
    return [0.25 * values[m - 1] + 0.5 * values[m] + 0.25 * values[(m + 1) % 12] for m in range(12)]


def climate_rows():
    """Rows of climate.csv, one per site and month."""
    for site, (_, _, _, station, normals, humidity, offset, annual, wind_100m, season, sea) in SITES.items():
        s = STATIONS[station]
        base = normals if normals else [t + WARMING_TYPICAL_YEAR for t in s["t"]]
        scale = annual / sum(d * g for d, g in zip(DAYS, s["ghi"]))
        t_sd, t_range = smooth(s["t_sd"]), smooth(s["t_range"])
        rh, wind, wind_sd = smooth(humidity or s["rh"]), smooth(s["wind"]), smooth(s["wind_sd"])
        norm = sum(d * f for d, f in zip(DAYS, season)) / 365.0
        for m in range(12):
            v100 = wind_100m * season[m] / norm
            v10 = SEA_WIND_10M * v100 if sea else wind[m]
            v10_sd = SEA_SPREAD * v10 if sea else wind_sd[m]
            yield [site, m + 1, f"{base[m] + offset:.1f}", f"{t_sd[m]:.2f}", f"{t_range[m] * (SEA_RANGE if sea else 1.0):.2f}",
                   f"{min(rh[m], 95.0) / 100.0:.3f}", f"{s['ghi'][m] * scale:.3f}", f"{s['ghi_sd'][m] * scale:.3f}",
                   f"{v10:.2f}", f"{v10_sd:.2f}", f"{v100:.2f}"]
