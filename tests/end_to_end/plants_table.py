"""The plants of a study, from its table: capacity of a kind in a year."""
import pandas as pd


def instant(text, otherwise):
    """A study's date: 2024, 2024-11 or 2024-11-15; empty means `otherwise`."""
    return pd.Timestamp(text if len(text) > 4 else f"{text}-01-01") if text else pd.Timestamp(otherwise)


def mean_capacity_mw(plants_csv, chosen, year):
    """Nameplate power of the plants that `chosen` picks from the table, averaged over the year: farms are commissioned within it."""
    plants = pd.read_csv(plants_csv, comment="#", dtype=str, keep_default_na=False, skipinitialspace=True)
    first, last = pd.Timestamp(year, 1, 1), pd.Timestamp(year + 1, 1, 1)
    total = 0.0
    for _, plant in plants[chosen(plants)].iterrows():
        begins = max(first, instant(plant.commissioned, first))
        ends = min(last, instant(plant.closed, last))
        total += float(plant.capacity_mw) * max(0.0, (ends - begins) / (last - first))
    return total
