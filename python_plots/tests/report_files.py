"""Synthetic result files with the groups that a report reads, and what the page says, read back from its HTML."""
import html.parser

import numpy as np
import synthetic
import xarray as xr

DISCOUNT = np.array([0.96, 0.9])
PARTS = {"annuity": "contract_annuity_cost", "fixed": "contract_fixed_cost", "variable": "contract_variable_cost"}


def add_costs(maker):
    """Costs of the hub's three fleets, a third each, so that the parts of the supply's cost add up."""
    summary, fleets = maker.groups["summary"], maker.root.fleet.values
    for name in summary.data_vars:
        summary[name] = summary[name].astype(float)
    hub = np.flatnonzero(maker.root.fleet_contract.values == "hub supply")
    for kind, source in PARTS.items():
        costs = np.zeros((len(maker.years), len(fleets)))
        costs[:, hub] = summary[source].values / 3
        summary[f"fleet_{kind}_cost"] = (("year", "fleet"), costs)
    load = summary.contract_load_mwh.values[:, 0]
    total = sum(summary[name].values[:, 0] for name in (*PARTS.values(), "contract_purchase_cost")) - summary.contract_sale_income.values[:, 0]
    summary["contract_supply_cost_per_mwh_horizon"] = ("contract", [np.sum(DISCOUNT * total) / np.sum(DISCOUNT * load)])
    for name, values in (("energy_mwh", load), ("import_mwh", 0.4 * load), ("unserved_mwh", 0 * load), ("own_emission_t", 0.05 * load), ("grid_emission_t", 0.2 * load),
                         ("water_m3", 1.5 * load)):
        summary[f"data_center_{name}"] = (("year", "data_center"), values[:, None])
    summary["emission_t"], summary["unserved_mwh"] = ("year", 1e6 * load / load.max()), ("year", 0 * load)
    costs = xr.Dataset(coords={"year": maker.years, "fleet": fleets, "store": maker.stores})
    costs["discount_factor"], costs["discount_rate"] = ("year", DISCOUNT), 0.07
    costs["fleet_capex_per_mw"] = ("fleet", np.where(np.arange(len(fleets)) >= hub[0], 1.2e9, np.nan))
    costs["store_capex_per_mw"], costs["store_energy_capex_per_mwh"] = ("store", [np.nan] * (len(maker.stores) - 2) + [2e8, np.nan]), ("store", [np.nan] * (len(maker.stores) - 2) + [3e8, np.nan])
    maker.groups["costs"] = costs


def add_origin(maker, texts):
    certificate = xr.Dataset({"objective": 4.2e12, "dual_objective": 4.19999e12, "relative_gap": 2.4e-6, "iterations": 61.0, "primal_residual": 1.5e-7})
    provenance = xr.Dataset({"text": ("file", list(texts.values())), "fnv1a_64": ("file", ["0123456789abcdef"] * len(texts))}, coords={"file": list(texts)})
    provenance.attrs = {"command_line": "decawatt run synthetic", "version": "0.1.0"}
    maker.groups.update(certificate=certificate, provenance=provenance)


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
            data[name] = (data[name].dims, np.array([new if str(v) == old else str(v) for v in data[name].values], dtype=object))
    return data


def write(path, **options):
    return synthetic.save(make(**options), path)


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
