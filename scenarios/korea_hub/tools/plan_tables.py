"""The tables that README.md and SOURCES.md show of the plan of this study, from its result files.

    plan_tables.py RESULT.h5                          writes them into both documents
    plan_tables.py RESULT.h5 --adequacy ADEQUACY.h5   the table of adequacy too
    plan_tables.py RESULT.h5 --check                  compares instead: exit status 1, and the lines that differ

The part of a document between `<!-- NAME of the plan: begin -->` and `<!-- NAME of the plan: end -->` belongs to this script. The result is
that of `decawatt run scenarios/korea_hub`, the other that of `decawatt adequacy` as README.md has it.
"""
import argparse
import difflib
import pathlib
import sys

import numpy as np
import xarray as xr

STUDY = pathlib.Path(__file__).resolve().parents[1]
ROOT = STUDY.parents[1]
CONTRACT, HUB = "hub supply", "hub"
README_YEARS = (2026, 2028, 2030, 2032, 2034, 2035)
RENEWABLES = ("solar", "onshore", "offshore", "hydro", "bioenergy", "waste", "fuel_cell")  # by Korean law
TWH, GWH, GW, MT, KRW_PER_KWH = 1e6, 1e3, 1e3, 1e6, 1e3


class Plan:
    def __init__(self, path):
        self.root = xr.load_dataset(path, engine="h5netcdf")
        self.summary = xr.load_dataset(path, engine="h5netcdf", group="summary")
        self.capacity = xr.load_dataset(path, engine="h5netcdf", group="capacity")
        self.local_year = (self.root.time + np.timedelta64(self.root.attrs["utc_offset_s"], "s")).dt.year
        self.local_time = self.root.time + np.timedelta64(self.root.attrs["utc_offset_s"], "s")

    def of(self, year):
        return self.summary.sel(year=year)

    def mean_price(self, year):
        s = self.of(year)
        return float((s.region_mean_price_per_mwh * s.region_demand_mwh).sum() / s.region_demand_mwh.sum()) / KRW_PER_KWH

    def generation_mwh(self, year, technologies=None):
        mwh = self.of(year).fleet_generation_mwh
        if technologies is not None:
            mwh = mwh.where(self.root.fleet_technology.isin(technologies).values, 0.0)
        return float(mwh.sum())

    def load_mw(self, year):
        """Demand and data centres, hour by hour."""
        load = self.root.demand_mw.sum("region") + self.root.data_center_load_mw.sum("data_center")
        return load.where(self.local_year == year, drop=True)


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def supply(plan):
    rows = []
    for year in README_YEARS:
        s = plan.of(year)
        c = s.sel(contract=CONTRACT)
        row = [str(year), f"{float(s.region_demand_mwh.sum()) / TWH:.1f}", f"{float(s.emission_t) / MT:.1f}", f"{plan.mean_price(year):.1f}"]
        load = float(c.contract_load_mwh)
        if load > 0.0:
            row += [f"{load / GWH:,.0f}", f"{float(c.contract_hourly_score_frac):.2f}", f"{float(c.contract_annual_matching_frac):.2f}",
                    f"{float(c.contract_supply_cost_per_mwh) / KRW_PER_KWH:.1f}"]
        else:
            row += ["", "", "", ""]
        rows.append(row)
    heads = ["year", "grid demand TWh", "Mt CO2", "mean price KRW/kWh", "hub load GWh", "hourly score", "annual matching",
             "hub supply cost KRW/kWh"]
    return table(heads, rows)


def built(plan):
    year = int(plan.summary.year.values[-1])
    capacity = plan.capacity.sel(year=year)
    own = (plan.root.fleet_contract == CONTRACT).values

    def fleet_mw(*technologies):
        of = own & plan.root.fleet_technology.isin(technologies).values
        return float(capacity.fleet_mw.values[of].sum())

    stores = (plan.root.store_contract == CONTRACT).values
    peak = float(plan.root.data_center_load_mw.sel(data_center=HUB).max())
    connection = float(capacity.connection_mw.sel(data_center=HUB))
    cost = float(plan.summary.contract_supply_cost_per_mwh_horizon.sel(contract=CONTRACT)) / KRW_PER_KWH
    offshore = fleet_mw("offshore")
    return [f"Built for the hub by {year}: {fleet_mw('solar'):,.0f} MW of sun, {fleet_mw('onshore'):,.0f} MW of onshore wind, "
            + (f"{offshore:,.0f} MW" if offshore >= 0.5 else "no") + " offshore wind,",
            f"batteries of {capacity.store_discharge_mw.values[stores].sum():,.0f} MW and {capacity.store_energy_mwh.values[stores].sum():,.0f} MWh, "
            f"a connection of {connection:,.0f} MW under a peak load of {peak:,.0f} MW.",
            f"Supply over the horizon costs {cost:.1f} KRW/kWh (2024 money, before network charges)."]


def mix(plan):
    rows = []
    for year in plan.summary.year.values:
        total = plan.generation_mwh(year)
        load = plan.load_mw(year)
        lowest = plan.local_time.where(plan.local_year == year, drop=True).values[int(load.argmin())]
        shares = [f"{100.0 * plan.generation_mwh(year, of) / total:.1f}" for of in (("nuclear",), ("coal",), ("gas",), RENEWABLES)]
        rows.append([str(year), f"{total / TWH:.1f}", *shares, f"{float(load.max()) / GW:.1f}",
                     f"{float(load.min()) / GW:.1f} ({str(lowest)[5:10]})", f"{plan.mean_price(year):.1f}",
                     f"{float(plan.of(year).emission_t) / MT:.1f}"])
    heads = ["year", "generation TWh", "nuclear %", "coal %", "LNG %", "renewables (Korean sense) %", "peak GW", "minimum GW",
             "mean price KRW/kWh", "Mt CO2"]
    return table(heads, rows)


def with_error(value, error):
    """To the first digit of the error."""
    digits = max(0, -int(np.floor(np.log10(error)))) if error > 0.0 else 3
    return f"{value:.{digits}f} ± {error:.{digits}f}"


def adequacy(path):
    horizon = xr.load_dataset(path, engine="h5netcdf", group="horizon")

    def row(name, prefix, **place):
        values = horizon.sel(**place) if place else horizon
        return [name] + [with_error(float(values[f"{prefix}_{metric}"]), float(values[f"{prefix}_{metric}_error_total"])) for metric in ("lole_h", "eue_mwh")]

    rows = [row("grid", "grid")]
    rows += [row(region, "region", region=region) for region in horizon.region.values]
    rows.append(row(HUB, "data_center", data_center=HUB))
    return table(["place", "LOLE, h/year", "EUE, MWh/year"], rows)


PARTS = ((ROOT / "README.md", "supply", supply), (ROOT / "README.md", "builds", built),
         (STUDY / "SOURCES.md", "mix", mix), (STUDY / "SOURCES.md", "builds", built))


def with_part(text, name, lines):
    begin, end = f"<!-- {name} of the plan: begin -->", f"<!-- {name} of the plan: end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"no part between '{begin}' and '{end}'")
    return before + begin + "\n" + "\n".join(lines) + "\n" + end + after


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("--adequacy", type=pathlib.Path, help="adequacy.h5 of 10,000 samples of that plan")
    parser.add_argument("--check", action="store_true", help="compare with the documents; write nothing")
    arguments = parser.parse_args()
    plan = Plan(arguments.result)
    documents = {}
    for path, name, lines in PARTS:
        documents[path] = with_part(documents.get(path, path.read_text()), name, lines(plan))
    if arguments.adequacy:
        path = ROOT / "README.md"
        documents[path] = with_part(documents[path], "adequacy", adequacy(arguments.adequacy))
    differ = False
    for path, text in documents.items():
        if not arguments.check:
            path.write_text(text)
            continue
        difference = list(difflib.unified_diff(path.read_text().splitlines(), text.splitlines(), str(path), "the result", lineterm="", n=0))
        differ = differ or bool(difference)
        print("\n".join(difference), end="\n" if difference else "")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
