"""Synthetic result files with the groups that a report reads, and what the page says, read back
from its HTML."""
import html.parser

import numpy as np
import synthetic
import xarray as xr

DISCOUNT = np.array([0.96, 0.9])
PARTS = {
    "annuity": "contract_annuity_cost", "fixed": "contract_fixed_cost",
    "variable": "contract_variable_cost"
}


def add_costs(maker):
    """Costs of the hub's three fleets, a third each, so that the parts of the supply's cost add
    up."""
    summary, fleets = maker.groups["summary"], maker.root.fleet.values
    for name in summary.data_vars:
        summary[name] = summary[name].astype(float)
    hub = np.flatnonzero(maker.root.fleet_contract.values == "hub supply")
    for kind, source in PARTS.items():
        costs = np.zeros((len(maker.years), len(fleets)))
        costs[:, hub] = summary[source].values / 3
        summary[f"fleet_{kind}_cost"] = (("year", "fleet"), costs)
    load = summary.contract_load_mwh.values[:, 0]
    total = sum(summary[name].values[:, 0]
                for name in (*PARTS.values(),
                             "contract_purchase_cost")) - summary.contract_sale_income.values[:, 0]
    summary["contract_supply_cost_per_mwh_horizon"] = ("contract", [
        np.sum(DISCOUNT * total) / np.sum(DISCOUNT * load)
    ])
    for name, values in (("energy_mwh", load), ("import_mwh", 0.4 * load),
                         ("unserved_mwh", 0 * load), ("own_emission_t", 0.05 * load),
                         ("grid_emission_t", 0.2 * load), ("water_m3", 1.5 * load)):
        summary[f"data_center_{name}"] = (("year", "data_center"), values[:, None])
    summary["emission_t"] = ("year", 1e6 * load / load.max())
    summary["unserved_mwh"] = ("year", 0 * load)
    costs = xr.Dataset(coords={"year": maker.years, "fleet": fleets, "store": maker.stores})
    costs["discount_factor"], costs["discount_rate"] = ("year", DISCOUNT), 0.07
    is_of_hub = np.arange(len(fleets)) >= hub[0]
    costs["fleet_capex_per_mw"] = ("fleet", np.where(is_of_hub, 1.2e9, np.nan))
    others = [np.nan] * (len(maker.stores) - 2)
    costs["store_capex_per_mw"] = ("store", [*others, 2e8, np.nan])
    costs["store_energy_capex_per_mwh"] = ("store", [*others, 3e8, np.nan])
    maker.groups["costs"] = costs


def add_origin(maker, texts):
    certificate = xr.Dataset({
        "objective": 4.2e12, "dual_objective": 4.19999e12, "relative_gap": 2.4e-6,
        "iterations": 61.0, "primal_residual": 1.5e-7
    })
    provenance = xr.Dataset(
        {
            "text": ("file", list(texts.values())),
            "fnv1a_64": ("file", ["0123456789abcdef"] * len(texts))
        }, coords={"file": list(texts)})
    provenance.attrs = {"command_line": "decawatt run synthetic", "version": "0.1.0"}
    maker.groups.update(certificate=certificate, provenance=provenance)
    maker.groups.setdefault("plan", xr.Dataset()).attrs["digest_fnv1a_64"] = DIGEST


def make(rename=None, texts=None, **options):
    """`rename`: of names of plants, data centres or contracts; `texts`: files of the study."""
    maker = synthetic.make(**{"years": (2030, 2031), "days": 14, **options})
    for entity in ("fleet", "store"):
        maker.root[f"{entity}_paid_by"] = (entity, maker.root[f"{entity}_contract"].values)
    add_costs(maker)
    add_origin(maker, texts or {"study.toml": "name = 'synthetic'\n"})
    maker.root.attrs["source"] = "decawatt 0.1.0"
    for old, new in (rename or {}).items():
        maker.root = renamed(maker.root, old, new)
        maker.groups = {name: renamed(group, old, new) for name, group in maker.groups.items()}
    return maker


def renamed(data, old, new):
    for name in list(data.variables):
        if data[name].dtype.kind in "UO":
            data[name] = (data[name].dims,
                          np.array([new if str(v) == old else str(v) for v in data[name].values],
                                   dtype=object))
    return data


def write(path, **options):
    return synthetic.save(make(**options), path)


def write_after_tax(path, overlap_mwh=(0.0, 0.0), line_overlap_mwh=(0.0, 0.0)):
    """A plan sized after tax, with production credits of the hub's fleets, by which variable costs
    are less."""
    maker = make()
    summary, fleets = maker.groups["summary"], maker.root.fleet.values
    hub = np.flatnonzero(maker.root.fleet_contract.values == "hub supply")
    credits = np.zeros((len(maker.years), len(fleets)))
    credits[:, hub] = [[1e9, 2e9, 0.0], [1.5e9, 2.5e9, 0.0]]
    summary["fleet_production_credit"] = (("year", "fleet"), credits)
    summary["fleet_variable_cost"] = summary.fleet_variable_cost - credits
    credit = credits.sum(axis=1)
    summary["contract_variable_cost"] = summary.contract_variable_cost - credit[:, None]
    load = summary.contract_load_mwh.values[:, 0]
    summary["contract_supply_cost_per_mwh_horizon"] -= (np.sum(DISCOUNT * credit)
                                                        / np.sum(DISCOUNT * load))
    summary["overlap_mwh"] = ("year", np.array(overlap_mwh))
    summary["line_overlap_mwh"] = ("year", np.array(line_overlap_mwh))
    summary.attrs.update(annuities="after tax", perspective="system", after_tax_return_frac=0.09675,
                         tax_frac=0.2653, inflation_frac=0.025)
    return synthetic.save(maker, path)


DIGEST, PLAN_COST = "0123456789abcdef", 100e3


def save_group(path, groups, digest):
    root = xr.Dataset(attrs={"study": str(make().root.attrs["study"]), "plan_digest": digest})
    root.to_netcdf(path, engine="h5netcdf")
    for name, data in groups.items():
        data.to_netcdf(path, mode="a", engine="h5netcdf", group=name)
    return path


def write_finance(path, digest=DIGEST, **texts):
    """What `decawatt finance --out` writes, as far as the report reads it, with /finance/risk."""
    parts = ["plan_cost", "finance_and_taxes", "total"]
    finance = xr.Dataset(
        {
            "supply_cost_per_mwh": (("supply", "cost_part"), [[
                PLAN_COST, 0.1 * PLAN_COST, 1.1 * PLAN_COST
            ]]), "capex_real": ("year", [1e12]), "capex_nominal": ("year", [1.1e12]),
            "asset_name": ("asset", ["hub solar"])
        }, coords={
            "supply": ["hub supply"], "cost_part": parts, "year": [2030],
            "cash_year": [2029, 2030, 2031], "asset": ["hub solar 2030"]
        }, attrs={"target_return_frac": 0.11, "inflation_frac": 0.02, "real_discount_frac": 0.07})
    for name, value in (("capex", 1e12), ("debt", 6e11), ("equity", 5e11),
                        ("price_real_per_mwh", 60e3), ("equity_irr_frac", 0.11), ("least_coverage",
                                                                                  1.34)):
        finance[f"supply_{name}"] = ("supply", [value])
    cash = {"energy_mwh": [0, 1e6, 1e6], "revenue": [0, 82e9, 88e9], "other_revenue": [0, 1e9, 1e9],
            "expenses": [0, 10e9, 11e9], "debt_service": [0, 30e9, 30e9],
            "taxes": [0, -11e9, -10e9], "credits": [0, 0, 0], "reserve_flow": [0, -2e9, 2e9],
            "investment": [-100e9, 0, 0], "equity_flow": [-100e9, 30e9, 40e9]}
    for name, values in cash.items():
        finance[f"supply_{name}"] = (("supply", "cash_year"), [np.array(values, dtype=float)])
    finance["term_value"] = ("term", ["0.02", "0.6"])
    finance["term"] = ["inflation_frac", "debt_frac"]
    for name, lines in texts.items():
        finance[name] = (name.removesuffix("s"), lines)
    for name, value in (("first_year", 2030), ("mw", 100.0), ("mwh", 0.0), ("capex_real", 1e12),
                        ("price_per_mwh", 55e3), ("price_real_per_mwh", 50e3),
                        ("lcoe_real_per_mwh", 48e3), ("equity_irr_frac", 0.11), ("least_coverage",
                                                                                 1.34)):
        finance[f"asset_{name}"] = ("asset", [value])
    drivers = ["capex", "fuel", "sales"]
    risk = xr.Dataset(
        coords={
            "supply": ["hub supply"], "driver": drivers, "exceedance": [0.99, 0.9, 0.5, 0.1, 0.01],
            "weather_year": np.arange(11, 21)
        })
    risk["tornado_change_frac"] = (("supply", "driver"), [[0.1, 0.2, np.nan]])
    for name, base, width in (("cost_per_mwh", PLAN_COST, 10e3), ("equity_irr_frac", 0.11, 0.02),
                              ("least_coverage", 1.34, 0.1), ("equity_value", 0.0, 1e9)):
        risk[f"base_{name}"] = ("supply", [base])
        for side, sign in (("low", -1), ("high", 1)):
            risk[f"tornado_{side}_{name}"] = (("supply", "driver"), [[
                base + sign * width, base + 0.5 * sign * width, np.nan
            ]])
        risk[f"weather_{name}_mean"], risk[f"weather_{name}_deviation"] = ("supply", [
            base
        ]), ("supply", [width])
        risk[f"weather_{name}_exceeded"] = (("supply", "exceedance"),
                                            [[np.nan, base - width, base, base + width, np.nan]])
    return save_group(path, {"finance": finance, "finance/risk": risk}, digest)


def write_accounts(path, digest=DIGEST, unknown=""):
    """What `decawatt accounts --out` writes; unknown: a market without an emission factor."""
    data = xr.Dataset(coords={"year": [2030, 2031], "data_center": ["hub"], "region": ["Capital"]})
    hub = {"load_mwh": [1e6, 1.1e6], "import_mwh": [4e5, 4e5], "scope_1_t": [1e4, 1e4],
           "location_t": [3e4, 3e4], "market_t": [20e3, 21e3], "hourly_matching_frac": [0.8, 0.81],
           "annual_matching_frac": [1.1, 1.1], "clean_share_frac": [np.nan, np.nan]}
    for name, values in hub.items():
        data[name] = (("year", "data_center"), np.array(values)[:, None])
    for name, value in (("mix_t_per_mwh", 0.4), ("residual_mix_t_per_mwh", 0.5)):
        data[name] = (("year", "region"), np.full((2, 1), value))
    balance = {"generation_t": [1e6, 1.1e6], "demand_t": [9e5, 1e6], "data_centers_t": [1e5, 1e5],
               "sold_t": [0, 0], "spill_t": [0, 0], "stored_t": [0, 0]}
    for name, values in balance.items():
        data[name] = ("year", np.array(values, dtype=float))
    if unknown:
        data.attrs["markets_without_emission_factor"] = unknown
        for name in ("location_t", "market_t", "mix_t_per_mwh", "residual_mix_t_per_mwh",
                     "generation_t"):
            data[name] = data[name] * np.nan
    return save_group(path, {"accounts": data}, digest)


class Page(html.parser.HTMLParser):
    """Tables by their captions (rows of exact values), and counts of elements."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.count, self.words, self.ids, self.links = {}, {}, "", [], []
        self._caption, self._cell, self._row, self._texts = None, None, None, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.count[tag] = self.count.get(tag, 0) + 1
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" else []
        if tag in ("caption", "th", "td"):
            self._texts, self._cell = [], attributes
        if tag == "tr":
            self._row = []

    def handle_data(self, data):
        self._texts.append(data)
        self.words += data

    def handle_endtag(self, tag):
        text = "".join(self._texts)
        if tag == "caption":
            self._caption = text
            self.tables[text] = []
        elif tag in ("th", "td"):
            value = self._cell.get("data-value")
            self._row.append(text if value is None else (float(value) if value else None, text))
        elif tag == "tr" and self._caption:
            self.tables[self._caption].append(self._row)

    def column(self, caption, name):
        """Exact values of a column, by its name without its unit."""
        head, *rows = self.tables[caption]
        k = [words.split(" (")[0] for words in head].index(name)
        return [row[k][0] for row in rows]
