"""Supplies: each contract, and each data centre without one that has plants or stores; what is
built for it, and the parts of its cost."""
import dataclasses

import numpy as np

from ..weeks import payers
from .basis import credits_of, fleet_credits

LEAST_MW = 0.1                                 # less is the solver's rounding and no asset
TRADE = (("agreement_cost", "purchase agreements", "agreements"), ("certificate_cost",
                                                                   "certificates", "certificates"),
         ("purchase_cost", "bought from the grid",
          "grid purchase"), ("tariff_cost", "tariff beyond the price",
                             "grid purchase"), ("sale_income", "sold to the grid", "excess sold"))
CREDIT_PART = ("production credits", "credits")     # name and colour
SUM_TOLERANCE = 1e-6  # of the cost of supply: a larger rest is shown as a part of its own
FLEET_COSTS, STORE_COSTS, CONNECTION_COSTS = ("annuity", "fixed", "variable", "fuel",
                                              "carbon"), ("annuity", "fixed",
                                                          "cycling"), ("annuity", "fixed")


@dataclasses.dataclass
class Asset:
    """What may be built, by year: `built_mw`, `built_mwh` and `capex` (undiscounted)."""
    name: str
    technology: str
    payer: str
    built_mw: np.ndarray
    built_mwh: np.ndarray
    capex: np.ndarray
    agreement: str = ""                        # kind of the purchase agreement; empty: owned

    def is_built(self):
        return np.nansum(self.built_mw) > LEAST_MW


@dataclasses.dataclass
class Supply:
    name: str
    kind: str  # "contract" or "data_center", as in names of variables
    index: int
    centers: np.ndarray                        # whether each data centre belongs to it
    assets: list = dataclasses.field(default_factory=list)         # owned
    # assets of others whose output it buys
    agreements: list = dataclasses.field(default_factory=list)

    def title(self):
        return f"contract {self.name}" if self.kind == "contract" else f"data centre {self.name}"

    def table(self, results, name):
        """A value by year of /summary; None where the file lacks it."""
        data = results.group["summary"]
        full = f"{self.kind}_{name}"
        return data[full].values[..., self.index] if full in data else None

    def load_mwh(self, results):
        return self.table(results, "load_mwh" if self.kind == "contract" else "energy_mwh")

    def of_centers(self, results, name):
        """A value by year of its data centres, added; NaN where one of them is not known."""
        data = results.group["summary"]
        full = f"data_center_{name}"
        return data[full].values[:, self.centers].sum(axis=1) if full in data else None

    def cost_per_mwh(self, results):
        """Discounted cost over discounted load of the horizon."""
        value = self.table(results, "supply_cost_per_mwh_horizon")
        return float("nan") if value is None else float(value)


def values_of(results, group, name):
    data = results.group[group]
    return data[name].values if name in data else None


def table_of(results, group, name, shape):
    values = values_of(results, group, name)
    return np.zeros(shape) if values is None else np.nan_to_num(values)


def agreements_of(results):
    """Index and kind of the purchase agreement of each fleet: {fleet: (place among the agreements,
    kind)}."""
    summary = results.group["summary"]
    if "agreement" not in summary.dims:
        return {}
    places = {
        str(name): (k, str(kind))
        for k, (name,
                kind) in enumerate(zip(summary.agreement.values, summary.agreement_kind.values))
    }
    found = {}
    for fleet, members in enumerate(results.text("fleet_members")):
        for name in members.split(", "):
            if name in places:
                found[fleet] = places[name]
    return found


def assets_of(results):
    """Everything that is built in any year, with its payer."""
    years, assets = len(results.table_years("capacity")), []

    def add(entity, names, technologies, payer_of, energy):
        shape = (years, len(names))
        mw = table_of(results, "capacity", f"{entity}_built_mw", shape)
        mwh = table_of(results, "capacity", f"{entity}_built_mwh",
                       shape) if energy else np.zeros(shape)
        capex = mw * table_of(results, "costs", f"{entity}_capex_per_mw", len(names))
        capex = capex + mwh * table_of(results, "costs", f"{entity}_energy_capex_per_mwh",
                                       len(names))
        for i, name in enumerate(names):
            assets.append(
                Asset(name, technologies[i], payer_of[i], mw[:, i], mwh[:, i], capex[:, i]))

    if results.names("fleet"):
        add("fleet", results.names("fleet"), results.text("fleet_technology"),
            payers(results, "fleet"), False)
        for fleet, (_, kind) in agreements_of(results).items():
            assets[fleet].agreement = kind.replace("_", " ")
    if results.names("store"):
        add("store", results.names("store"), results.text("store_technology"),
            payers(results, "store"), True)
    if results.names("corridor"):
        names = results.names("corridor")
        add("corridor", names, ["line"] * len(names), [""] * len(names), False)
    centers = results.names("data_center")
    if centers:
        payer = [
            contract or name
            for name, contract in zip(centers, results.text("data_center_contract"))
        ]
        for kind, word in (("connection", "connection of"), ("nonfirm", "non-firm connection of")):
            add(kind, [f"{word} {name}" for name in centers], ["connection"] * len(centers), payer,
                False)
    return [asset for asset in assets if asset.is_built()]


def supplies_of(results):
    built = assets_of(results)
    centers, contract_of = results.names("data_center"), results.text("data_center_contract")
    found = [
        Supply(name, "contract", c, contract_of == name)
        for c, name in enumerate(results.names("contract"))
    ]
    paying = set(payers(results,
                        "fleet")) | set(payers(results, "store") if results.names("store") else [])
    for d, name in enumerate(centers):
        if not contract_of[d] and name in paying:
            found.append(Supply(name, "data_center", d, np.arange(len(centers)) == d))
    for supply in found:
        supply.assets = [
            asset for asset in built if asset.payer == supply.name and not asset.agreement
        ]
        supply.agreements = [
            asset for asset in built if asset.payer == supply.name and asset.agreement
        ]
    return [
        supply for supply in found
        if supply.load_mwh(results) is not None and np.nansum(supply.load_mwh(results)) > 0
    ]


def agreement_parts(results, supply, per_mwh):
    """Each agreement of a supply as a part of its cost; none where they do not add to what the file
    states."""
    chosen = payers(results, "fleet") == supply.name if results.names("fleet") else []
    costs = values_of(results, "summary", "agreement_cost")
    found = {fleet: place for fleet, (place, _) in agreements_of(results).items() if chosen[fleet]}
    parts = [(f"{results.names('fleet')[fleet]} (agreement)", "agreements", per_mwh(costs[:,
                                                                                          place]))
             for fleet, place in found.items()]
    stated = supply.table(results, "agreement_cost")
    if stated is None or abs(sum(part[2] for part in parts) -
                             per_mwh(stated)) > SUM_TOLERANCE * abs(per_mwh(stated)):
        return []
    return sorted((part for part in parts if part[2] != 0), key=lambda part: -part[2])


def waterfall(results, supply):
    """Parts of the cost of supply per MWh, largest asset first, then trade: (name, technology,
    value); discounted sums over discounted load, which add to the cost of supply. Production
    credits, by which variable costs in the file are less, are a part of their own."""
    weight = results.group["costs"].discount_factor.values
    load = np.nansum(weight * supply.load_mwh(results))

    def per_mwh(values):
        return float(np.nansum(weight * np.nan_to_num(values)) / load)

    def of_entities(entity, kinds, chosen, names, technologies):
        costs = [values_of(results, "summary", f"{entity}_{kind}_cost") for kind in kinds]
        if entity == "fleet" and fleet_credits(results) is not None:
            costs.append(fleet_credits(results))
        return [(names[i], technologies[i], sum(per_mwh(c[:, i])
                                                for c in costs
                                                if c is not None))
                for i in np.flatnonzero(chosen)]

    parts = []
    if results.names("fleet"):
        parts += of_entities("fleet", FLEET_COSTS,
                             payers(results, "fleet") == supply.name, results.names("fleet"),
                             results.text("fleet_technology"))
    if results.names("store"):
        parts += of_entities("store", STORE_COSTS,
                             payers(results, "store") == supply.name, results.names("store"),
                             results.text("store_technology"))
    names = [f"connection of {name}" for name in results.names("data_center")]
    parts += of_entities("connection", CONNECTION_COSTS, supply.centers, names,
                         ["connection"] * len(names))
    parts = sorted((part for part in parts if part[2] != 0), key=lambda part: -part[2])
    credits = credits_of(results, supply)
    if credits is not None:
        parts.append((*CREDIT_PART, -per_mwh(credits)))
    bought = agreement_parts(results, supply, per_mwh)
    parts += bought
    for name, words, technology in TRADE:
        values = None if bought and name == "agreement_cost" else supply.table(results, name)
        if values is not None and np.nansum(np.abs(values)) > 0:
            parts.append(
                (words, technology, (-1 if technology == "excess sold" else 1) * per_mwh(values)))
    total = supply.cost_per_mwh(results)
    rest = total - sum(value for _, _, value in parts)
    if np.isfinite(rest) and abs(rest) > SUM_TOLERANCE * abs(total):
        parts.append(("other costs", "other", rest))
    return parts, total
