"""Emission accounts by data centre and year, by each accounting method."""
import numpy as np

from .. import horizontal_bars
from ..content import Figure, Paragraph, Section, Table, by_year
from . import groups

COLUMNS = (("load", "MWh", "load_mwh"), ("import", "MWh", "import_mwh"),
           ("Scope 1", "t CO2", "scope_1_t"), ("Scope 2, location-based", "t CO2", "location_t"),
           ("Scope 2, market-based", "t CO2", "market_t"),
           ("marginal, of imports", "t CO2", "marginal_import_t"), ("marginal, avoided by exports",
                                                                    "t CO2", "marginal_export_t"),
           ("hourly matching", "fraction", "hourly_matching_frac"), ("annual matching", "fraction",
                                                                     "annual_matching_frac"),
           ("clean share, traced", "fraction", "clean_share_frac"), ("water", "m3", "water_m3"))
RULES = (("Scope 1", "gas", "scope_1_t"), ("location-based", "bought", "location_t"),
         ("market-based", "agreements", "market_t"), ("marginal", "second", "marginal_import_t"))
BALANCE = (("generation", "generation_t"), ("demand of regions", "demand_t"), ("data centres",
                                                                               "data_centers_t"),
           ("sold to markets", "sold_t"), ("spilled", "spill_t"), ("left in stores", "stored_t"))
NOTE = ("Scope 1: plants behind the meter. Location-based: import at the mix of its region in each "
        "hour, traced through lines and stores. Market-based: load that the contract does not "
        "cover in an hour, at the residual mix of generation that no contract counts. Marginal: "
        "import at the change of emissions with one more MWh. These are alternative accounts of "
        "the same energy and must not be added; only Scope 1 is added to one of the others.")


def section(report):
    blocks = report.per_plan(lambda plan: blocks_of(report, plan))
    return Section("accounts", "Emission accounts and matching", blocks) if blocks else None


def blocks_of(report, plan):
    data = plan.added.get("accounts", (None, None))[1]
    if data is None or "generation_t" not in data or "year" not in data:
        return groups.blocks_of(report, plan, "accounts")
    years, blocks = [int(y) for y in data.year.values], [Paragraph(NOTE, "note")]
    if unknown := data.attrs.get("markets_without_emission_factor"):
        blocks.append(
            Paragraph(
                f"Emissions of what is bought from {unknown} are not known, because the study "
                "states no emission factor of that market.",
                "note"))
    for center in [str(name) for name in data.data_center.values] if "data_center" in data else []:
        one = data.sel(data_center=center)
        blocks += [center_figure(report, plan, one, center, years)]
    return [
        *blocks,
        region_table(report, plan, data),
        by_year(report.name(plan, "Where the emissions of generation go"), years,
                [(words, "t CO2", data[name].values) for words, name in BALANCE])
    ]


def of_supply(plan, supply, year):
    """Sums over the data centres of a supply in a year; None: no accounts of it."""
    data = plan.added.get("accounts", (None, None))[1]
    if data is None or "location_t" not in data or year not in data.year.values:
        return None
    names = [name for name, mine in zip(plan.results.names("data_center"), supply.centers) if mine]
    if not names or not set(names) <= {str(name) for name in data.data_center.values}:
        return None
    one = data.sel(year=year, data_center=names)
    return {
        name: float(one[name].sum(skipna=False))
        for name in ("load_mwh", "scope_1_t", "location_t", "market_t")
    }


def center_figure(report, plan, one, center, years):
    load = one.load_mwh.values
    present = [(words, color, one[name].values) for words, color, name in RULES if name in one]
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = [(words, color, np.where(load > 0, 1e3 * values / load, np.nan))
                 for words, color, values in present]
    title = report.name(plan, f"Emissions of {center} by accounting method")
    unit = "kg CO2/MWh of load"
    alt = f"Bars of the last year, {unit}: " + ", ".join(
        f"{words} {values[-1]:,.3g}" for words, _, values in rates if np.isfinite(values[-1]))
    last = [(f"{words}, {years[-1]}", color, float(values[-1]), f"{values[-1]:,.0f} {unit}")
            for words, color, values in rates
            if np.isfinite(values[-1])]
    columns = [(words, unit_of, one[name].values)
               for words, unit_of, name in COLUMNS
               if name in one and not np.isnan(one[name].values).all()]
    table = by_year(report.name(plan, f"Accounts of {center}"), years, columns)
    return Figure(title, alt, horizontal_bars.bars_by_name(last, unit), table=table,
                  fits=True) if last else table


def region_table(report, plan, data):
    head = [("region", ""), *((f"mix {int(y)}", "kg CO2/MWh") for y in data.year.values),
            *((f"residual {int(y)}", "kg CO2/MWh") for y in data.year.values)]
    rows = [[
        str(name), *(1e3 * float(v) for v in data.mix_t_per_mwh.values[:, r]),
        *(1e3 * float(v) for v in data.residual_mix_t_per_mwh.values[:, r])
    ] for r, name in enumerate(data.region.values)]
    return Table(report.name(plan, "Mix of the regions, imports traced, and residual mix"), head,
                 rows)
