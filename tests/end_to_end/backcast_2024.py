"""Published values of the grid of South Korea in 2024, and those of a result file of scenarios/korea_2024.

Published: scenarios/korea_2024/SOURCES.md, "Published figures and tolerances". `new and renewable` is the Korean term: solar, wind, hydro, bioenergy, waste
and fuel cells. The weather of the back-cast is a normal year's, not that of 2024: hence bands, not values.
"""
import pandas as pd
from plants_table import mean_capacity_mw

GROUPS = {"nuclear": ["nuclear"], "coal": ["coal"], "LNG": ["gas"],
          "new and renewable": ["solar", "onshore", "offshore", "hydro", "bioenergy", "waste", "fuel_cell"]}
PUBLISHED_SHARE = {"nuclear": 31.7, "coal": 28.1, "LNG": 28.1, "new and renewable": 10.6}     # % of generation, MOTIE 2024
SHARE_TOLERANCE = 3.0                          # points
PUBLISHED_TWH = 595.6                          # MOTIE 2024; an input of the study but for what stores and lines lose
BANDS = {                                      # figure: lowest, highest, unit, what it rests on
    "mean price": (105.0, 140.0, "KRW/kWh", "system marginal price of 2024, 128"),
    "peak of demand": (100.0, 105.0, "GW", "total demand, 102.3"),
    "least demand, net of the flat band": (41.0, 45.0, "GW", "KPG 193 for 2025: 42.8 outside the week of Chuseok, 40.7 in it; Chuseok 2024 was hot"),
    "solar": (14.0, 15.0, "%", "observed 14.0-14.4: korea_hub/SOURCES.md, section 6"),
    "onshore of the mainland": (16.0, 20.0, "%", "observed 16.1-19.2 by province: the same"),
    "onshore of Jeju": (20.0, 26.0, "%", "observed 25.4 at Dongbok, a good site: the same"),
    "unserved": (0.0, 1e-6, "% of demand", "none was shed; the solver's rounding remains"),
}
FLAT_BAND_GW = 3.2                             # in gross demand, left out of KPG's: korea_hub/SOURCES.md, section 2
ISLAND = "Jeju"


def figures(root, summary, plants_csv):
    """Shares of generation in % by group, TWh, and the figures of BANDS."""
    technology, region = root.fleet_technology.values.astype(str), root.fleet_region.values.astype(str)
    generated, available = summary.fleet_generation_mwh.values[0], summary.fleet_available_mwh.values[0]
    total = generated.sum()
    shares = {name: 100.0 * generated[pd.Series(technology).isin(members).values].sum() / total for name, members in GROUPS.items()}
    demand = root.demand_mw.values.astype(float)
    price = root.price_per_mwh.values.astype(float)
    hours = root.sizes["time"]

    def factor(fleets, chosen):
        return 100.0 * available[fleets].sum() / (hours * mean_capacity_mw(plants_csv, chosen, 2024))

    wind, island = technology == "onshore", region == ISLAND
    found = {"mean price": (demand * price).sum() / demand.sum() / 1e3,
             "peak of demand": demand.sum(axis=1).max() / 1e3,
             "least demand, net of the flat band": demand.sum(axis=1).min() / 1e3 - FLAT_BAND_GW,
             "solar": factor(technology == "solar", lambda p: p.technology == "solar"),
             "onshore of the mainland": factor(wind & ~island, lambda p: (p.technology == "onshore") & (p.region != ISLAND)),
             "onshore of Jeju": factor(wind & island, lambda p: (p.technology == "onshore") & (p.region == ISLAND)),
             "unserved": 100.0 * float(summary.unserved_mwh[0]) / (demand.sum())}
    return shares, total / 1e6, found


def table(shares, total_twh, found):
    lines = [f"{'':<26} {'found':>10} {'band':>18}"]
    lines.append(f"{'generation':<26} {total_twh:>10.1f} {PUBLISHED_TWH:>18.1f} TWh")
    for name, share in shares.items():
        published = PUBLISHED_SHARE[name]
        lines.append(f"{name:<26} {share:>10.2f} {published - SHARE_TOLERANCE:>8.1f} to {published + SHARE_TOLERANCE:>6.1f} % of generation; "
                     f"published {published}")
    for name, (low, high, unit, why) in BANDS.items():
        lines.append(f"{name:<26} {found[name]:>10.4g} {low:>8g} to {high:>6g} {unit}; {why}")
    return "\n".join(lines)
