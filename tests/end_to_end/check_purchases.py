"""Trade with markets and bills of tariffs, computed again from the series and from the tables of the study that the file holds."""
import csv
import io

import numpy as np

from results_file import gather

COMPONENTS = ("energy", "network", "levy", "losses", "carbon", "demand", "minimum", "fixed")
KW_PER_MW = 1000.0


def table(r, name):
    """Rows of a table of the study, as the provenance holds its text, with its overrides."""
    provenance = r.group["provenance"]
    texts = dict(zip((str(f) for f in provenance["file"].values), (str(t) for t in provenance["text"].values))) if "text" in provenance else {}
    lines = [line for line in texts.get(f"{name}.csv", "").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    if "override" in provenance.variables:
        for path, value in zip(provenance["override"].values, provenance["override_value"].values):
            place, _, column = str(path).rpartition(".")
            of, _, key = place.partition(".")
            for row in rows if of == name else []:
                if list(row.values())[0] == key:
                    row[column] = str(value)
    return rows


def number(row, column, otherwise=0.0):
    text = row.get(column) or ""
    return float(text) if text else otherwise


def trade_prices(r, s, owner):
    """Prices of purchases and of sales in each region (weather year × time × region): that of the region, in a market's mixed with the market's by its share
    of all that payers, the region itself and the market deliver."""
    buying, selling = s["price_per_mwh"].copy(), s["price_per_mwh"].copy()
    if not r.names("market"):
        return buying, selling
    buy, sell = r.series("market_buy_mw", "market"), r.series("market_sell_mw", "market")
    market_buy, market_sell = (np.nan_to_num(r.series(f"market_{side}_price_per_mwh", "market")) for side in ("buy", "sell"))
    payers = sorted({str(name) for names in owner.values() for name in names} - {""})
    for m, region in enumerate(r.names("market")):
        net = np.zeros(buy.shape[:2] + (len(payers),))
        for entity, mw in (("fleet", s["generation_mw"]), ("store", s["discharge_mw"] - s["charge_mw"])):
            mine = (r.text(f"{entity}_region") == region) & (r.text(f"{entity}_behind") == "")
            net += gather(mw[..., mine], owner[entity][mine], payers)
        mine = r.text("data_center_region") == region
        net -= gather(s["data_center_import_mw"][..., mine], owner["data_center"][mine], payers)
        left = -(net.sum(axis=-1) + buy[..., m] - sell[..., m])
        delivered = np.clip(net, 0, None).sum(axis=-1) + np.clip(left, 0, None) + buy[..., m]
        place = r.names("region").index(region)
        for prices, traded, at_market in ((buying, buy, market_buy), (selling, sell, market_sell)):
            share = np.where(traded[..., m] > 0, traded[..., m] / np.where(delivered > 0, delivered, 1.0), 0.0)
            prices[..., place] += share * (at_market[..., m] - prices[..., place])
    return buying, selling


def bought(r):
    """Net trade of markets, MW, and emission of what is bought, t/h: weather year × time × market. NaN: not known."""
    buy, sell = r.series("market_buy_mw", "market"), r.series("market_sell_mw", "market")
    rows = {row["region"]: row for row in table(r, "markets")}
    rates = np.array([number(rows[name], "emission_t_per_mwh", np.nan) for name in r.names("market")])
    return buy - sell, np.where(np.isnan(rates) & (buy <= 1e-3), 0.0, buy * rates)      # less than a kilowatt is the rounding of a solution


def traded(r, regions):
    return gather(bought(r)[0], np.array(r.names("market"), dtype=str), regions)


def bought_in(r, regions):
    """What markets of some regions sell to them, MW, and its emission: weather year × time."""
    mine = np.isin(r.names("market"), sorted(regions)) if r.names("market") else np.zeros(0, bool)
    return r.series("market_buy_mw", "market")[..., mine].sum(axis=-1), bought(r)[1][..., mine].sum(axis=-1)


def market_money(r):
    buy, sell = r.series("market_buy_mw", "market"), r.series("market_sell_mw", "market")
    return buy * r.series("market_buy_price_per_mwh", "market"), sell * np.nan_to_num(r.series("market_sell_price_per_mwh", "market"))


def has_bills(r):
    return "bill_cost" in r.group["summary"]


def purchase_cost(r):
    """What the objective counts of markets and tariffs, by year."""
    cost, income = market_money(r)
    tariff = r.group["summary"].tariff_cost.values if has_bills(r) else 0.0
    return (r.by_year(cost) - r.by_year(income)).sum(axis=1) + tariff


def purchase_cost_by_weather(r):
    """The same by year and weather year; none where bills of several weather years are in the file as their mean alone."""
    if has_bills(r) and len(r.weights) > 1:
        return None
    cost, income = market_money(r)
    tariff = r.group["summary"].tariff_cost.values[:, None] if has_bills(r) else 0.0
    return (r.by_weather(cost) - r.by_weather(income)).sum(axis=2) + tariff


def tariff_costs(r, s, owner, names, buying):
    """What payers pay beyond the price of purchases (`buying`) for what they import, by year."""
    if not has_bills(r):
        return 0.0
    homes = [r.names("region").index(home) for home in r.text("data_center_region")]
    priced = r.by_year(np.clip(s["data_center_import_mw"], 0, None) * np.nan_to_num(buying[..., homes]))
    with_tariff = np.array([bool(row.get("tariff")) for row in table(r, "data_centers")])
    total = np.nan_to_num(r.group["summary"].bill_cost.values).sum(axis=(1, 3))
    return gather(np.where(with_tariff, total - priced, 0.0), owner, names)


def day_types(r, local):
    days = local.astype("datetime64[D]")
    weekday = (days.astype(int) + 3) % 7
    types = np.where(weekday == 6, "holiday", np.where(weekday == 5, "saturday", "workday"))
    for row in table(r, "holidays"):
        types[days == np.datetime64(row["date"])] = "holiday"
    return types


def within(first, last, values):
    return (first <= values) & (values <= last) if first <= last else (values >= first) | (values <= last)


def covered(row, months, types, hours):
    days = {"all": np.ones(len(types), bool), "nonworking": types != "workday"}.get(row["day_type"], types == row["day_type"])
    return (days & within(int(row["first_month"]), int(row["last_month"]), months) & within(int(row["first_hour"]), int(row["last_hour"]), hours))


def bill(r, tariff, blocks, imports, price, connection, year):
    """Month × component, of one data centre, year and weather: `imports` MW and `price` by hour."""
    hours = np.flatnonzero(r.year_of_hour == year)
    local = (r.root.time.values + np.timedelta64(int(r.root.attrs["utc_offset_s"]), "s"))[hours]
    months, clock, types = r.month_of_hour[hours], local.astype("datetime64[h]").astype(int) % 24, day_types(r, local)
    mwh, costs = imports[hours] * r.step_hours[hours], np.zeros((12, len(COMPONENTS)))
    energy = np.zeros(len(hours)) if tariff["service"] == "bundled" else price[hours].copy()
    for row in blocks:
        if row.get("energy_price_per_mwh"):
            energy[covered(row, months, types, clock)] += number(row, "energy_price_per_mwh")
    present = np.isin(np.arange(1, 13), months)
    def add(component, by_hour):
        np.add.at(costs[:, COMPONENTS.index(component)], months - 1, by_hour)
    add("energy", mwh * energy)
    for component in ("network", "levy", "losses", "carbon"):
        add(component, mwh * number(tariff, f"{component}_cost_per_mwh"))
    costs[present, COMPONENTS.index("fixed")] = number(tariff, "fixed_cost_per_month")
    for period in {row["period"] for row in blocks if row.get("demand_charge_per_kw_month")}:
        mine = [row for row in blocks if row["period"] == period and row.get("demand_charge_per_kw_month")]
        inside = np.any([covered(row, months, types, clock) for row in mine], axis=0)
        peak, charge = np.zeros(12), np.zeros(12)
        np.maximum.at(peak, months[inside] - 1, imports[hours][inside])
        for row in mine:
            charge[within(int(row["first_month"]), int(row["last_month"]), np.arange(1, 13))] = KW_PER_MW * number(row, "demand_charge_per_kw_month")
        counted = np.isin(np.arange(1, 13), months[inside])
        least = max(number(mine[0], "ratchet_frac") * peak.max(), number(mine[0], "minimum_take_frac") * connection)
        costs[:, COMPONENTS.index("demand")] += np.where(counted, charge * peak, 0.0)
        costs[:, COMPONENTS.index("minimum")] += np.where(counted, charge * np.maximum(least - peak, 0.0), 0.0)
    return costs


def check_bills(r, s):
    tariffs = {row["name"]: row for row in table(r, "tariffs")}
    centers = {row["name"]: row for row in table(r, "data_centers")}
    markets, regions = r.names("market"), r.names("region")
    found = r.group["summary"].bill_cost.values
    for c, name in enumerate(r.names("data_center")):
        tariff = tariffs.get(centers[name].get("tariff") or "")
        if tariff is None:
            continue
        home = r.text("data_center_region")[c]
        blocks = [row for row in table(r, "tariff_periods") if row["tariff"] == tariff["name"]]
        for y, year in enumerate(r.years):
            expected = np.zeros((12, len(COMPONENTS)))
            for w, weight in enumerate(r.weights.values):
                price = (r.series("market_buy_price_per_mwh", "market")[w, :, markets.index(home)] if home in markets
                         else s["price_per_mwh"][w, :, regions.index(home)])
                expected += weight * bill(r, tariff, blocks, np.clip(s["data_center_import_mw"][w, :, c], 0, None), price,
                                          float(r.group["capacity"].connection_mw.values[y, c]), year)
            for k, component in enumerate(COMPONENTS):
                r.equal(f"bill of {name} in {year}: {component}", found[y, :, c, k], expected[:, k], max(1.0, float(expected.sum(axis=1).max())))


def check_purchases(r, s):
    summary, names = r.group["summary"], r.names("market")
    if names:
        cost, income = market_money(r)
        for what, values in (("buy_mwh", r.series("market_buy_mw", "market")), ("sell_mwh", r.series("market_sell_mw", "market")),
                             ("cost", cost), ("income", income), ("emission_t", bought(r)[1])):
            r.equal(f"market_{what}", summary[f"market_{what}"], r.by_year(values), np.maximum(np.abs(r.by_year(values)), 1.0), names,
                    may_be_unknown=what == "emission_t")
        limits = {row["region"]: (number(row, "buy_limit_mw"), number(row, "sell_limit_mw")) for row in table(r, "markets")}
        for side, series in enumerate(("market_buy_mw", "market_sell_mw")):
            limit = np.array([limits[name][side] for name in names]) + 0.0 * r.series(series, "market")
            r.near(f"{series} within its limit", np.maximum(r.series(series, "market") - limit, 0.0), limit, names)
    if has_bills(r):
        check_bills(r, s)
