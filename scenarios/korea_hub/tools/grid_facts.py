"""Demand, regions, the grid between them, industrial loads and data centres. Sources and assumptions: ../SOURCES.md."""

# KEPCO sales 2024 by province, TWh (PyPSA-KR-PLANiT province_demand.xlsx), summed to regions.
SALES_TWH = {"Capital": 219.62, "East Coast": 16.69, "Chungcheong": 91.93, "Honam": 64.56, "Yeongnam": 150.83, "Jeju": 6.20}

# Gross generation of 2024 (MOTIE: 595.6 TWh) less what the study itself loses: storage (0.8) and lines between regions (1.1).
GENERATION_2024_TWH, LOSS_2024_TWH = 595.6, 1.9
# Growth: as the peak, from 102.327 GW (12 Aug 2024) to the Plan's target of 129.3 GW in 2038.
GROWTH = (129.3 / 102.327) ** (1.0 / 14.0)


def demand_twh(year):
    return (GENERATION_2024_TWH - LOSS_2024_TWH) * GROWTH ** (year - 2024)


# name, latitude, longitude, site, shape, cooling and heating response to temperature
REGIONS = [
    ["Capital", 37.50, 127.00, "Incheon", "korea", 0.018, 20, 0.012, 12],
    ["East Coast", 37.50, 128.70, "Gangneung", "korea", 0.0125, 20, 0.013, 12],
    ["Chungcheong", 36.50, 127.00, "Seosan", "korea", 0.0125, 20, 0.011, 12],
    ["Honam", 35.20, 126.90, "Gwangju", "korea", 0.0125, 20, 0.011, 12],
    ["Yeongnam", 35.70, 128.80, "Ulsan", "korea", 0.0125, 20, 0.0095, 12],
    ["Jeju", 33.40, 126.50, "Jeju", "korea", 0.0165, 20, 0.011, 12],
]

# name, from, to, MW forward, MW reverse, loss, commissioned
LINES = [
    ["East Coast-Capital", "East Coast", "Capital", 7600, 7600, 0.01, None],
    ["East Coast-Chungcheong", "East Coast", "Chungcheong", 2300, 2300, 0.01, None],
    ["East Coast-Yeongnam", "East Coast", "Yeongnam", 6700, 6700, 0.01, None],
    ["Chungcheong-Capital", "Chungcheong", "Capital", 14000, 11000, 0.01, None],
    ["Honam-Chungcheong", "Honam", "Chungcheong", 12000, 4900, 0.01, None],
    ["Honam-Yeongnam", "Honam", "Yeongnam", 3000, 3000, 0.01, None],
    ["Chungcheong-Yeongnam", "Chungcheong", "Yeongnam", 1600, 1600, 0.01, None],
    ["Haenam-Jeju HVDC", "Honam", "Jeju", 300, 0, 0.03, None],
    ["Jindo-Jeju HVDC", "Honam", "Jeju", 400, 0, 0.03, None],
    "Planned",
    ["Wando-Jeju HVDC", "Honam", "Jeju", 200, 200, 0.03, "2025"],
    ["East Coast-Singapyeong HVDC", "East Coast", "Capital", 4000, 4000, 0.01, "2028"],
    ["East Coast-Dongseoul HVDC", "East Coast", "Capital", 4000, 4000, 0.01, "2031"],
    ["Saemangeum-Seohwaseong HVDC", "Honam", "Capital", 2000, 2000, 0.01, "2031"],
    ["Chungcheong-Yeongnam new", "Chungcheong", "Yeongnam", 1600, 1600, 0.01, "2033"],
]
LINES = [line for line in LINES if not isinstance(line, str)]

INTERFACES = [
    ["East Coast export", "East Coast-Capital", "forward"],
    ["East Coast export", "East Coast-Chungcheong", "forward"],
    ["East Coast export", "East Coast-Yeongnam", "forward"],
    ["East Coast export", "East Coast-Singapyeong HVDC", "forward"],
    ["East Coast export", "East Coast-Dongseoul HVDC", "forward"],
    ["Capital import", "East Coast-Capital", "forward"],
    ["Capital import", "Chungcheong-Capital", "forward"],
    ["Capital import", "East Coast-Singapyeong HVDC", "forward"],
    ["Capital import", "East Coast-Dongseoul HVDC", "forward"],
    ["Capital import", "Saemangeum-Seohwaseong HVDC", "forward"],
    ["Honam export", "Honam-Chungcheong", "forward"],
]

INTERFACE_LIMITS = [
    ["East Coast export", 2024, 8100],
    ["East Coast export", 2028, 12100],
    ["East Coast export", 2031, 16100],
    ["Capital import", 2024, 11500],
    ["Capital import", 2028, 14000],
    ["Capital import", 2031, 17500],
    ["Capital import", 2034, 19000],
    ["Honam export", 2024, 4900],
    ["Honam export", 2028, 6000],
    ["Honam export", 2030, 8000],
    ["Honam export", 2033, 10000],
]

# Fabs behind 900,000 DRAM wafer starts a month (half each at Yongin and Pyeongtaek), then the national complex at Yongin.
WAFER_STARTS_PER_MONTH, MWH_PER_WAFER = 900_000, 1.5
DRAM_MW = WAFER_STARTS_PER_MONTH * 12 * MWH_PER_WAFER / 8760.0
INDUSTRIAL_LOADS = [
    [name, year, "Capital", round(0.5 * DRAM_MW * frac, 1)]
    for name in ("DRAM fabs Yongin", "DRAM fabs Pyeongtaek")
    for year, frac in ((2026, 0.0), (2027, 0.15), (2028, 0.4), (2029, 0.7), (2030, 1.0))
] + [["National chip complex Yongin", year, "Capital", mw] for year, mw in ((2030, 0), (2031, 300), (2035, 2000))]

DATA_CENTER_COLUMNS = ["name", "region", "site", "connection_mw", "contract", "it_scale", "cooling", "supply_temperature_deg_c",
                       "build_limit_mw", "build_limit_mw_per_year", "build_first_year", "capex_per_kw", "fixed_cost_per_kw_year",
                       "lifetime_years"]
DATA_CENTERS = [
    ["hub", "Honam", "Haenam", 0, "hub supply", 1.0, "liquid", 30, 5000, 2000, 2028, 250000, 2500, 40],
    ["Samsung-OpenAI Pohang", "Yeongnam", "Ulsan", 30, None, 1.0, "liquid", 30, None, None, None, None, None, None],
    ["SK-OpenAI Jeolla", "Honam", "Gwangju", 30, None, 1.0, "liquid", 30, None, None, None, None, None, None],
    ["SK-AWS Ulsan", "Yeongnam", "Ulsan", 150, None, 1.0, "liquid", 30, None, None, None, None, None, None],
    ["AWS Incheon", "Capital", "Incheon", 75, None, 1.0, "water_economizer", 25, None, None, None, None, None, None],
    ["AWS Gyeonggi", "Capital", "Incheon", 75, None, 1.0, "water_economizer", 25, None, None, None, None, None, None],
    ["National AI Computing Center", "Honam", "Haenam", 60, None, 1.0, "liquid", 30, None, None, None, None, None, None],
]
HALLS = [
    *[["hub", f"hall {n + 1}", str(2028 + n), "hub mix", mw, None, None] for n, mw in enumerate((100, 100, 150, 150, 150, 150, 200))],
    ["Samsung-OpenAI Pohang", "first", "2027-07", "hub mix", 20, None, None],
    ["SK-OpenAI Jeolla", "first", "2027-07", "hub mix", 20, None, None],
    ["SK-AWS Ulsan", "phase 1", "2027-11", "cloud", 41, 24000, None],
    ["SK-AWS Ulsan", "phase 2", "2029-02", "cloud", 62, 36000, None],
    ["AWS Incheon", "phase 1", "2029", "cloud", 25, None, None],
    ["AWS Incheon", "phase 2", "2031", "cloud", 25, None, None],
    ["AWS Gyeonggi", "phase 1", "2029", "cloud", 25, None, None],
    ["AWS Gyeonggi", "phase 2", "2031", "cloud", 25, None, None],
    ["National AI Computing Center", "phase 1", "2028-07", "national mix", None, 15000, 0.8],
    ["National AI Computing Center", "phase 2", "2030-07", "national mix", None, 35000, 0.8],
]

# Mean draw per MW of IT nameplate, for the subtraction alone: 0.69 of nameplate in use, 1.10 facility over IT (what the program draws).
DRAW_PER_IT_MW = 0.69 * 1.10


def separate_gwh(region, year):
    """Energy of the region's rows of their own (base variant): industrial loads and data centres."""
    mw = 0.0
    for name in {row[0] for row in INDUSTRIAL_LOADS if row[2] == region}:
        points = sorted((row[1], row[3]) for row in INDUSTRIAL_LOADS if row[0] == name)
        mw += interpolated(points, year)
    regions = {row[0]: row[1] for row in DATA_CENTERS}
    for data_center, _, commissioned, _, it_mw, gpus, kw_per_gpu in HALLS:
        if regions[data_center] != region:
            continue
        size = it_mw if it_mw is not None else gpus * kw_per_gpu / 1000.0
        start = int(commissioned[:4]) + (int(commissioned[5:7]) - 1) / 12.0 if "-" in commissioned else float(commissioned)
        mw += size * DRAW_PER_IT_MW * min(1.0, max(0.0, year + 1 - start))
    return mw * 8.76


def interpolated(points, year):
    if year < points[0][0]:
        return 0.0
    for (y0, v0), (y1, v1) in zip(points, points[1:]):
        if y0 <= year <= y1:
            return v0 + (v1 - v0) * (year - y0) / (y1 - y0)
    return points[-1][1]
