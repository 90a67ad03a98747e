"""Plants, stores, fuels and what may be built. Sources and assumptions: ../SOURCES.md."""

# Monthly unavailability of 2025, capacity-weighted, planned and forced (KPG 193 v2.0 mustoff).
NUCLEAR_OUT = [.14, .15, .12, .15, .22, .26, .27, .31, .34, .33, .36, .26]
COAL_OUT = [.16, .16, .36, .45, .36, .24, .09, .09, .13, .28, .25, .14]
GAS_OUT = [.03, .05, .15, .25, .32, .21, .05, .03, .15, .25, .19, .09]
# Nuclear made 188.8 TWh in 2024: 0.83 of a mean 25.7 GW; the year 2025 of KPG has .757. The years ahead lie between the two.
NUCLEAR_SCALE_2024, NUCLEAR_SCALE = 0.68, 0.85

NUCLEAR_2024 = [1 - NUCLEAR_SCALE_2024 * x for x in NUCLEAR_OUT]
NUCLEAR = [1 - NUCLEAR_SCALE * x for x in NUCLEAR_OUT]
COAL = [1 - x for x in COAL_OUT]
GAS = [1 - x for x in GAS_OUT]

# Policy limits on coal, on top of outages (SOURCES.md section 5).
COAL_LIMIT = [.71, .71, .76, .66, .66, .85, 1.0, 1.0, .87, .66, .66, .71]
WEST_COAST_HELD_BACK = 0.82
COAL_LIMIT_WEST = [WEST_COAST_HELD_BACK * x for x in COAL_LIMIT]
# The private and large units of the East Coast stood still from April to June 2024.
COAL_LIMIT_EAST_2024 = [0.0 if month in (4, 5, 6) else x for month, x in enumerate(COAL_LIMIT, 1)]

HEAT_LED = [.85, .85, .65, .45, .25, .20, .20, .20, .20, .35, .65, .85]

PROFILES = {
    "nuclear outages": NUCLEAR,
    "nuclear must run": [0.98 * x for x in NUCLEAR],
    "nuclear outages 2024": NUCLEAR_2024,
    "nuclear must run 2024": [0.98 * x for x in NUCLEAR_2024],
    "coal outages": COAL,
    "coal limit": COAL_LIMIT,
    "coal limit west": COAL_LIMIT_WEST,
    "coal limit east 2024": COAL_LIMIT_EAST_2024,
    "gas outages": GAS,
    "heat led": [min(h, 0.98 * g) for h, g in zip(HEAT_LED, GAS)],
    "river": [.15, .13, .15, .17, .19, .22, .38, .38, .32, .20, .16, .15],
    "bioenergy use": [.70] * 12,
    "fuel cell use": [.78] * 12,
    "waste use": [.60] * 12,
    "by-product gas use": [.74] * 12,
}

CLASSES = {
    "nuclear": dict(fuel="nuclear", efficiency=1.0, variable_cost=0, availability="nuclear outages", limit=None, must_run="nuclear must run"),
    "coal_new": dict(fuel="coal", efficiency=0.43, variable_cost=0, availability="coal outages", limit="coal limit", must_run=None),
    "coal_old": dict(fuel="coal", efficiency=0.39, variable_cost=0, availability="coal outages", limit="coal limit", must_run=None),
    "gas_new": dict(fuel="lng", efficiency=0.55, variable_cost=0, availability="gas outages", limit=None, must_run=None),
    "gas_mid": dict(fuel="lng", efficiency=0.50, variable_cost=0, availability="gas outages", limit=None, must_run=None),
    "gas_old": dict(fuel="lng", efficiency=0.45, variable_cost=0, availability="gas outages", limit=None, must_run=None),
    "gas_heat": dict(fuel="lng", efficiency=0.45, variable_cost=0, availability="gas outages", limit=None, must_run="heat led"),
    "oil": dict(fuel="oil", efficiency=0.38, variable_cost=0, availability="gas outages", limit=None, must_run=None),
    "hydro": dict(fuel=None, efficiency=None, variable_cost=5000, availability="river", limit=None, must_run=None),
}

# technology, fuel, efficiency, variable cost, availability, must run, MW by region
STEADY = {
    "Bioenergy": ("bioenergy", None, None, 5000, "bioenergy use", None,
                  {"Capital": 180, "East Coast": 400, "Chungcheong": 420, "Honam": 400, "Yeongnam": 420}),
    "Fuel cells": ("fuel_cell", "lng", 0.50, 0, "fuel cell use", "fuel cell use",
                   {"Capital": 450, "Chungcheong": 220, "Honam": 120, "Yeongnam": 260}),
    "Waste": ("waste", None, None, 5000, "waste use", None, {"Capital": 350, "Chungcheong": 250, "Yeongnam": 300}),
    "By-product gas": ("other", None, None, 5000, "by-product gas use", None, {"Chungcheong": 800}),
}

REGION_SITE = {"Capital": "Incheon", "East Coast": "Gangneung", "Chungcheong": "Seosan", "Honam": "Gwangju", "Yeongnam": "Ulsan", "Jeju": "Jeju"}
OFFSHORE_SITE = {"Capital": "Incheon offshore", "Chungcheong": "Taean offshore", "Honam": "Sinan offshore", "Yeongnam": "Ulsan offshore",
                 "Jeju": "Jeju offshore"}


def shares(values):
    total = sum(values.values())
    return {key: value / total for key, value in values.items()}


# EPSIS, September 2025, MW by province, summed to regions (total 29,716 and 2,386).
SOLAR_2025 = {"Capital": 2440, "East Coast": 1994, "Chungcheong": 5806, "Honam": 11487, "Yeongnam": 7324, "Jeju": 666}
WIND_2025 = {"Capital": 57, "East Coast": 589, "Honam": 635, "Yeongnam": 681, "Jeju": 422}

RENEWABLE_PATHS = {
    "solar": dict(
        comment="EPSIS Sep 2025 by province; BPLE11 55.7 GW 2030, 70.8 GW 2035 (KPG-bpesd11); the years between: assumption",
        mw={2023: 24600, 2024: 27100, 2025: 30500, 2026: 34500, 2027: 39000, 2028: 44000, 2029: 49500, 2030: 55700, 2031: 58700, 2032: 61700,
            2033: 64700, 2034: 67700, 2035: 70800},
        existing_share=shares(SOLAR_2025), added_share=shares(SOLAR_2025)),
    "onshore": dict(
        comment="EPSIS Sep 2025 by province (with the small offshore farms of that date); path 4 GW 2030, 6 GW 2035: assumption",
        mw={2023: 2180, 2024: 2280, 2025: 2400, 2026: 2600, 2027: 2900, 2028: 3250, 2029: 3600, 2030: 4000, 2031: 4400, 2032: 4800, 2033: 5200,
            2034: 5600, 2035: 6000},
        existing_share=shares(WIND_2025), added_share={"East Coast": 0.30, "Honam": 0.30, "Yeongnam": 0.35, "Jeju": 0.05}),
    "offshore": dict(
        comment="a slower path than BPLE11 (14.3 GW by 2030): assumption, SOURCES.md section 6",
        mw={2023: 0, 2024: 0, 2025: 0, 2026: 300, 2027: 700, 2028: 1300, 2029: 2500, 2030: 4500, 2031: 6500, 2032: 8500, 2033: 10500, 2034: 12500,
            2035: 14500},
        existing_share={}, added_share={"Capital": 0.08, "Chungcheong": 0.10, "Honam": 0.55, "Yeongnam": 0.22, "Jeju": 0.05}),
}

PV_SYSTEMS = [["fixed south", 30, 180, 1.0, 0.96, 0.13, -0.0037, 45, 0.2, 0.005]]

# name, curve, hub height, losses, availability, wake, smoothing, resource factor
TURBINES = [
    ["onshore fleet", "iea_3.4mw_130", 80, 0.12, 0.93, 0.92, 0.8, 0.95],
    ["onshore new", "atb_4mw_150", 110, 0.08, 0.95, 0.92, 0.8, 0.90],
    ["offshore", "iea_15mw_240", 150, 0.04, 0.95, 0.92, 0.8, 1.0],
]

FUELS = [["nuclear", 0.0], ["coal", 0.341], ["lng", 0.202], ["oil", 0.279]]

# Mean efficiency of what runs, by which the EPSIS cost per kWh of electricity becomes a price per MWh of heat.
COAL_EFFICIENCY, LNG_EFFICIENCY, OIL_EFFICIENCY = 0.40, 0.505, 0.38
FUEL_COST_KRW_PER_KWH = {
    "coal": {2024: 76.2, 2025: 76.4, 2026: 68.0, 2030: 64.0, 2035: 62.0},
    "lng": {2024: 141.1, 2025: 128.3, 2026: 120.0, 2030: 108.0, 2035: 104.0},
    "oil": {2024: 342.7, 2025: 312.0},
    "nuclear": {2024: 6.4},
}
EFFICIENCY = {"coal": COAL_EFFICIENCY, "lng": LNG_EFFICIENCY, "oil": OIL_EFFICIENCY, "nuclear": 1.0}
# Price of allowances (KRW/t) times the share of them that is auctioned: what a generator's bid contains.
CARBON = {2024: 1000, 2026: 2000, 2030: 20000, 2035: 40000}
PRICES = [[fuel, year, round(cost * EFFICIENCY[fuel] * 1000)] for fuel, costs in FUEL_COST_KRW_PER_KWH.items() for year, cost in costs.items()]
PRICES += [["carbon", year, price] for year, price in CARBON.items()]

BUILDABLE = {
    "Hub solar Honam": dict(region="Honam", technology="solar", site="Haenam", system="fixed south", limit=8000, per_year=2000, first=2028,
                            capex=1400000, fixed=30000, life=25),
    "Hub solar Chungcheong": dict(region="Chungcheong", technology="solar", site="Seosan", system="fixed south", limit=4000, per_year=800,
                                  first=2028, capex=1450000, fixed=30000, life=25),
    "Hub solar Yeongnam": dict(region="Yeongnam", technology="solar", site="Ulsan", system="fixed south", limit=4000, per_year=800, first=2028,
                               capex=1450000, fixed=30000, life=25),
    "Hub onshore Honam": dict(region="Honam", technology="onshore", site="Haenam", system="onshore new", limit=1000, per_year=150, first=2028,
                              capex=2900000, fixed=60000, life=25),
    "Hub onshore East Coast": dict(region="East Coast", technology="onshore", site="Gangneung", system="onshore new", limit=1000, per_year=150,
                                   first=2028, capex=3000000, fixed=60000, life=25),
    "Hub offshore Sinan": dict(region="Honam", technology="offshore", site="Sinan offshore", system="offshore", limit=6000, per_year=1200,
                               first=2029, capex=6500000, fixed=130000, life=25),
    "Hub offshore Ulsan": dict(region="Yeongnam", technology="offshore", site="Ulsan offshore", system="offshore", limit=4000, per_year=800,
                               first=2030, capex=7000000, fixed=150000, life=25),
}

STORE_CLASSES = {
    "pumped_storage": dict(charge_efficiency_frac=0.885, discharge_efficiency_frac=0.885, cycling_cost_per_mwh=1000, availability_frac=0.90),
    "battery": dict(charge_efficiency_frac=0.93, discharge_efficiency_frac=0.93, cycling_cost_per_mwh=3000, availability_frac=0.97),
}


# One class for all pumped storage, so that the plants of a region run as one: the seven that exist hold 34.727 GWh at 4.7 GW (KPG psh_metadata).
PUMPED_HOURS = 7.389


def pumped(region, mw, commissioned=None):
    return dict(region=region, technology="pumped_storage", charge_mw=mw, discharge_mw=mw, energy_mwh=round(mw * PUMPED_HOURS, 1),
                commissioned=commissioned)


def battery(region, mw, mwh, commissioned=None):
    return dict(region=region, technology="battery", charge_mw=mw, discharge_mw=mw, energy_mwh=mwh, commissioned=commissioned)


STORES = {
    "Cheongpyeong": pumped("Capital", 400),
    "Samnangjin": pumped("Yeongnam", 600),
    "Muju": pumped("Honam", 600),
    "Sancheong": pumped("Yeongnam", 700),
    "Yangyang": pumped("East Coast", 1000),
    "Cheongsong": pumped("Yeongnam", 600),
    "Yecheon": pumped("Yeongnam", 800),
    "Yeongdong": pumped("Chungcheong", 500, commissioned="2030-07"),
    "Hongcheon": pumped("East Coast", 600, commissioned="2032-07"),
    "Pocheon": pumped("Capital", 700, commissioned="2033-07"),
    "Gurye": pumped("Honam", 500, commissioned="2034-07"),
    "Hapcheon": pumped("Yeongnam", 900, commissioned="2034-07"),
    "Jeju batteries": battery("Jeju", 100, 400, "2026"),
    "Honam batteries": battery("Honam", 500, 3000, "2027"),
    "Honam batteries 2029": battery("Honam", 500, 3000, "2029"),
    "Hub battery": dict(region="Honam", technology="battery", charge_mw=0, discharge_mw=0, energy_mwh=0, behind="hub", contract="hub supply",
                        build_limit_mw=5000, build_limit_mw_per_year=1500, build_first_year=2028, capex_per_kw=150000,
                        fixed_cost_per_kw_year=3000, lifetime_years=15, build_energy_limit_mwh=40000, build_energy_limit_mwh_per_year=12000,
                        capex_per_kwh=320000, fixed_cost_per_kwh_year=5000,
                        chemistry="lfp"),
    "Hub grid battery": dict(region="Honam", technology="battery", charge_mw=0, discharge_mw=0, energy_mwh=0, contract="hub supply",
                             build_limit_mw=5000, build_limit_mw_per_year=1500, build_first_year=2028, capex_per_kw=180000,
                             fixed_cost_per_kw_year=3000, lifetime_years=15, build_energy_limit_mwh=40000,
                             build_energy_limit_mwh_per_year=12000, capex_per_kwh=320000, fixed_cost_per_kwh_year=5000,
                             chemistry="lfp"),
}
