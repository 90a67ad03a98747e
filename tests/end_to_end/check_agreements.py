"""Agreements, certificates and firm capacity, computed again from the series and from the tables of the study that the file holds."""
import tomllib

import numpy as np

from check_purchases import number, table
from results_file import gather


def certified(r):
    """What contracts count without power, MW: weather year × time × contract."""
    contracts = r.names("contract")
    return r.series("certified_mw", "contract") if "certified_mw" in r.root else np.zeros((len(r.weights), r.root.sizes["time"], len(contracts)))


def of_weather(r, values):
    """Sum over the hours of a year of one series, weather year × time: year × weather year."""
    return r.by_weather(values[..., None])[..., 0]


def mean(r, values):
    return (values * r.weights.values).sum(axis=1)


def horizon(r):
    """First and last year of the study, of which a run may have a part."""
    provenance = r.group["provenance"]
    text = dict(zip((str(f) for f in provenance["file"].values), (str(t) for t in provenance["text"].values)))["study.toml"]
    section = tomllib.loads(text)["horizon"]
    return int(section["first_year"]), int(section["last_year"])


def prices(r, row):
    """By year, and whether the year is in the term."""
    first, last = (int(row.get(name) or year) for name, year in zip(("first_year", "last_year"), horizon(r)))
    years = np.asarray(r.years, int)
    return number(row, "price_per_mwh") * (1.0 + number(row, "escalation_frac_per_year")) ** (years - first), (first <= years) & (years <= last)


def agreements(r, s):
    """Of each agreement: its row, its fleet, and energies and cost by year and weather year."""
    fleets = list(r.text("fleet_members"))
    for row in table(r, "agreements"):
        f = fleets.index(row["plant"])
        price, in_term = prices(r, row)
        taken, produced = of_weather(r, s["generation_mw"][..., f]), of_weather(r, s["available_mw"][..., f])
        paid = {"pay_as_consumed": taken, "take_or_pay": np.maximum(taken, number(row, "take_frac") * produced)}.get(row["kind"], produced)
        cost = price[:, None] * paid + number(row, "side_cost_per_mwh") * taken
        if row["kind"] == "virtual":
            market = r.names("market").index(r.text("fleet_region")[f])
            cost = cost - of_weather(r, s["available_mw"][..., f] * r.series("market_buy_price_per_mwh", "market")[..., market])
        yield row, f, in_term, {"taken_mwh": taken, "produced_mwh": produced, "paid_mwh": paid, "cost": cost}


def certificate_costs(r):
    """By certificate: year × certificate, at the price of the year."""
    rows = table(r, "certificates")
    if not rows:
        return np.zeros((len(r.years), 0))
    return np.stack([prices(r, row)[0] for row in rows], axis=1) * r.group["summary"].certificate_mwh.values


def annual_certificates(r):
    """What counts in a year alone: year × contract."""
    contracts, rows = r.names("contract"), table(r, "certificates")
    if not rows:
        return np.zeros((len(r.years), len(contracts)))
    owner = np.array([row["contract"] if row["matching"] == "annual" else "" for row in rows], dtype=str)
    return gather(r.group["summary"].certificate_mwh.values, owner, contracts)


def agreement_cost(r, s):
    """What the objective counts, by year."""
    return sum((mean(r, of["cost"]) for *_, of in agreements(r, s)), np.zeros(len(r.years))) + certificate_costs(r).sum(axis=1)


def agreement_cost_by_weather(r, s):
    """The same by year and weather year; none where certificates of several weather years are in the file as their mean alone."""
    if table(r, "certificates") and len(r.weights) > 1:
        return None
    cost = sum((of["cost"] for *_, of in agreements(r, s)), np.zeros((len(r.years), len(r.weights))))
    return cost + certificate_costs(r).sum(axis=1)[:, None]


def agreement_cost_of(r, s, owner, names):
    """Of each payer, by year; `owner`: of fleets."""
    cost = np.zeros((len(r.years), len(names)))
    for _, f, _, of in agreements(r, s):
        if owner[f] in names:
            cost[:, names.index(owner[f])] += mean(r, of["cost"])
    buyers = np.array([row["contract"] for row in table(r, "certificates")], dtype=str)
    return cost + (gather(certificate_costs(r), buyers, names) if len(buyers) else 0.0)


def check_virtual(r, s, summary):
    """Contracts count all that virtual agreements could produce, and hourly certificates within what is on offer."""
    contracts, renewable = r.names("contract"), r.text("contract_counts") == "renewable"
    counted = np.zeros_like(certified(r))
    for row, f, _, _ in agreements(r, s):
        owner = r.text("fleet_contract")[f]
        if row["kind"] == "virtual" and owner:
            c = contracts.index(owner)
            counted[..., c] += s["available_mw"][..., f] * bool((r.root.fleet_renewable if renewable[c] else r.root.fleet_clean).values[f])
    hourly = certified(r) - counted
    offered = np.zeros_like(hourly)
    for row in table(r, "certificates"):
        if row["matching"] == "hourly":
            offered[..., contracts.index(row["contract"])] += number(row, "limit_mw")
    r.near("certified energy is that of virtual agreements and certificates", np.maximum(hourly - offered, 0.0) + np.minimum(hourly, 0.0),
           np.abs(certified(r)) + offered, contracts)
    rows = table(r, "certificates")
    if rows:
        owner = np.array([row["contract"] if row["matching"] == "hourly" else "" for row in rows], dtype=str)
        r.equal("hourly certificates", gather(summary.certificate_mwh.values, owner, contracts), r.by_year(hourly), None, contracts)


def check_agreements(r, s):
    summary, capacity = r.group["summary"], r.group["capacity"]
    for a, (row, f, in_term, of) in enumerate(agreements(r, s)):
        for name, values in of.items():
            r.equal(f"agreement {row['plant']}: {name}", summary[f"agreement_{name}"].values[:, a], mean(r, values),
                    np.maximum(np.abs(mean(r, values)), np.abs(mean(r, of["paid_mwh"]))))
        bought = capacity.fleet_mw.values[:, f]
        least, most = np.where(in_term, number(row, "min_mw"), 0.0), np.where(in_term, number(row, "max_mw"), 0.0)
        if r.enforced():
            r.equal(f"agreement {row['plant']}: MW in its limits", np.clip(bought, least, most), bought)
        if row["kind"] == "virtual":
            r.equal(f"agreement {row['plant']}: no power", r.by_year(s["generation_mw"])[:, f], np.zeros(len(r.years)))
    if table(r, "certificates"):
        r.equal("certificate_cost", summary.certificate_cost, certificate_costs(r), None, r.names("certificate") or None)
    if r.names("contract"):
        check_virtual(r, s, summary)
    if "firm_capacity_required_mw" in summary and r.enforced():
        short = np.maximum(summary.firm_capacity_required_mw.values - summary.firm_capacity_credited_mw.values, 0.0)
        r.equal("firm capacity (short)", short, np.zeros_like(short), summary.firm_capacity_required_mw.values)
