"""Result files for the tests, in the layout of docs/results_format.md. The numbers are made up;
only their shape is that of a power system."""
import numpy as np
import xarray as xr
from synthetic_hours import OFFSET_S, profile_of, smooth_noise, times_of

PLACES = {
    "Capital": (37.5, 126.9), "East coast": (37.6, 128.8), "Centre": (36.6, 127.5),
    "Southwest": (35.0, 126.6), "Southeast": (35.5, 128.9), "Island": (33.4, 126.5)
}
TECHNOLOGIES = ("nuclear", "coal", "gas", "hydro", "solar", "onshore", "offshore")


class Maker:
    """Fills a data set with `add`, then the groups by year."""

    def __init__(self, years, days, regions, stores, contracts, seed):
        self.years, self.random = list(years), np.random.default_rng(seed)
        self.time = times_of(self.years, days)
        local = self.time + np.timedelta64(OFFSET_S, "s")
        self.hour = (local - local.astype("datetime64[D]")).astype("timedelta64[h]").astype(int)
        self.day = (local.astype("datetime64[D]") -
                    local.astype("datetime64[Y]").astype("datetime64[D]")).astype(int)
        self.year_index = local.astype("datetime64[Y]").astype(int) + 1970 - self.years[0]
        self.regions = list(PLACES)[:regions]
        self.stores = [f"{name} {kind}" for name in self.regions
                       for kind in ("battery", "pumped")] if stores else []
        self.contracts = ["hub supply"] if contracts else []
        self.root, self.groups = xr.Dataset(coords={"time": self.time, "region": self.regions}), {}
        self.root.attrs = {
            "Conventions": "CF-1.8", "study": "synthetic", "title": "synthetic", "currency": "KRW",
            "price_year": 2025, "utc_offset": "+09:00", "utc_offset_s": OFFSET_S, "step_s": 3600,
            "status": "optimal"
        }

    def add(self, name, entity, values, units):
        self.root[name] = (("time", entity), np.asarray(values, dtype="float32"),
                           {"units": units, "long_name": name})

    def make_regions(self):
        self.root["region_latitude"] = ("region", [PLACES[r][0] for r in self.regions],
                                        {"units": "degrees_north"})
        self.root["region_longitude"] = ("region", [PLACES[r][1] for r in self.regions],
                                         {"units": "degrees_east"})
        sizes = np.array([38e3, 6e3, 12e3, 9e3, 16e3, 1e3])[:len(self.regions)]
        season = 1 + 0.12 * np.cos((self.day - 20) / 365 * 4 * np.pi)
        shape = season * (1 + 0.14 * np.sin(
            (self.hour - 9) / 24 * 2 * np.pi)) * (1 + 0.012 * self.year_index)
        self.demand = shape[:, None] * sizes * (
            1 + 0.03 * smooth_noise(self.random, len(self.time), 30)[:, None])
        self.add("demand_mw", "region", self.demand, "MW")
        self.add("unserved_mw", "region",
                 np.where(self.random.random(self.demand.shape) > 0.9995, 0.02 * self.demand, 0),
                 "MW")
        self.add("spill_mw", "region", 0 * self.demand, "MW")
        swing = np.tanh((self.demand.sum(1) - np.median(self.demand.sum(1))) / self.demand.sum() *
                        len(self.time) * 8)
        base_price = 110e3 + 55e3 * swing[:, None] + 6e3 * np.arange(len(self.regions))
        self.add("price_per_mwh", "region", np.where(base_price < 62e3, 0, base_price),
                 "KRW/(MW h)")

    def make_fleets(self):
        names, region, technology, contract, capacity = [], [], [], [], []

        def add(*of_fleet):
            for column, value in zip((names, region, technology, contract), of_fleet):
                column.append(value)
        growth = np.arange(len(self.years))
        size = {
            "nuclear": 7000, "coal": 6500, "gas": 14000, "hydro": 600, "solar": 4000,
            "onshore": 800, "offshore": 300
        }
        for r in self.regions:
            for t in TECHNOLOGIES:
                slope = {"coal": -0.07, "solar": 0.12, "onshore": 0.15, "offshore": 1.1}.get(t, 0.0)
                add(f"{r} {t}", r, t, "")
                capacity.append(size[t] * np.clip(1 + slope * growth, 0.05, None))
        if self.contracts:
            for t, mw in (("solar", 1400), ("onshore", 700), ("offshore", 900)):
                add(f"hub {t}", self.regions[-1], t, "hub supply")
                capacity.append(mw * np.minimum(1.0, 0.2 * (1 + growth)))
        self.fleets, self.capacity = names, np.array(capacity).T
        self.root = self.root.assign_coords(fleet=names)
        for name, values in (("region", region), ("technology", technology), ("contract", contract),
                             ("behind", [""] * len(names))):
            self.root[f"fleet_{name}"] = ("fleet", values)
        clean = [t not in ("coal", "gas") for t in technology]
        renewable = [c and t != "nuclear" for c, t in zip(clean, technology)]
        self.root["fleet_clean"] = ("fleet", np.array(clean, int))
        self.root["fleet_renewable"] = ("fleet", np.array(renewable, int))
        self.dispatch(technology)

    def dispatch(self, technology):
        noise = {t: smooth_noise(self.random, len(self.time), 24) for t in TECHNOLOGIES}
        available = np.stack([profile_of(t, self.hour, self.day, noise[t])
                              for t in technology], axis=1) * self.capacity[self.year_index]
        running = available.copy()
        flexible = np.isin(technology, ("coal", "gas"))
        need = self.demand.sum(axis=1) - running[:, ~flexible].sum(axis=1)
        room = running[:, flexible].sum(axis=1)
        running[:, flexible] *= np.clip(need / np.maximum(room, 1), 0, 1)[:, None]
        surplus = np.clip(-need, 0, None) / np.maximum(running[:, ~flexible].sum(axis=1), 1)
        weather = np.isin(technology, ("solar", "onshore", "offshore"))
        running[:, weather] *= (1 - np.clip(2 * surplus, 0, 1))[:, None]
        self.add("generation_mw", "fleet", running, "MW")
        self.add("available_mw", "fleet", available, "MW")

    def make_stores(self):
        if not self.stores:
            return
        self.root = self.root.assign_coords(store=self.stores)
        self.root["store_region"] = ("store", [r for r in self.regions for _ in range(2)])
        self.root["store_behind"] = ("store", [""] * len(self.stores))
        self.root["store_technology"] = ("store", ["battery", "pumped_storage"] * len(self.regions))
        self.root["store_contract"] = ("store", [""] * (len(self.stores) - 2) +
                                       ["hub supply" if self.contracts else "", ""])
        power = np.array([300.0, 700.0] * len(self.regions))
        charge = np.where(((self.hour >= 10) & (self.hour < 15))[:, None], power, 0.0)
        discharge = np.where(((self.hour >= 18) & (self.hour < 22))[:, None], power, 0.0)
        season = 0.5 + 0.4 * np.sin(self.day / 58.0)[:, None]
        content = power * season + np.cumsum(0.8 * charge - discharge, axis=0)
        self.add("charge_mw", "store", charge, "MW")
        self.add("discharge_mw", "store", discharge, "MW")
        self.add("content_mwh", "store", content, "MW h")

    def make_corridors(self):
        if len(self.regions) < 2:
            return
        pairs = list(zip(self.regions[1:], self.regions[:-1]))
        if len(self.regions) > 2:
            pairs.append((self.regions[-1], self.regions[0]))
        names = [f"{a}-{b}" for a, b in pairs]
        self.root = self.root.assign_coords(corridor=names)
        for k, end in enumerate(("from", "to")):
            self.root[f"corridor_{end}"] = ("corridor", [pair[k] for pair in pairs])
        self.root["corridor_loss_frac"] = ("corridor", np.full(len(names), 0.02))
        net = np.stack([
            np.clip(0.9 + 0.7 * smooth_noise(self.random, len(self.time), 12) - 0.15 * i, -1, 1) *
            3000 for i in range(len(names))
        ], axis=1)
        self.add("flow_forward_mw", "corridor", np.clip(net, 0, None),
                 "MW"), self.add("flow_reverse_mw", "corridor", np.clip(-net, 0, None), "MW")

    def make_hub(self):
        self.root = self.root.assign_coords(data_center=["hub"])
        self.root["data_center_region"], self.root["data_center_contract"] = ("data_center", [
            self.regions[-1]
        ]), ("data_center", self.contracts or [""])
        it = 90.0 * (1 + self.year_index) * (1 + 0.06 * np.sin((self.hour - 14) / 24 * 2 * np.pi))
        load = it * (1.22 - 0.06 * np.cos((self.day - 15) / 365 * 2 * np.pi))
        for name, values in (("load", load), ("it", it), ("import", load), ("unserved", 0 * load),
                             ("spill", 0 * load)):
            self.add(f"data_center_{name}_mw", "data_center", values[:, None], "MW")
        if not self.contracts:
            return
        self.make_flexible_work(load)
        self.root = self.root.assign_coords(contract=self.contracts)
        self.root["contract_counts"] = ("contract", ["clean"])
        own = self.root.fleet_contract.values == self.contracts[0]
        net = self.root.generation_mw.values[:, own].sum(axis=1) - load
        if self.stores:
            store = self.root.store_contract.values == self.contracts[0]
            net = net + (self.root.discharge_mw.values -
                         self.root.charge_mw.values)[:, store].sum(axis=1)
        self.add("deficit_mw", "contract",
                 np.clip(-net, 0, None)[:, None], "MW"), self.add("excess_mw", "contract",
                                                                  np.clip(net, 0, None)[:, None],
                                                                  "MW")

    def make_flexible_work(self, load):
        """A tenth of the load waits from the evening to the early morning; some moves to itself at
        noon."""
        self.root = self.root.assign_coords(work_class=["hub"], work_link=["hub -> hub"])
        arrived, put_off = 0.1 * load, np.isin(self.hour, (18, 19, 20))
        done = arrived * np.where(put_off, 0.0, np.where(np.isin(self.hour, (2, 3, 4)), 2.0, 1.0))
        waiting = np.where(self.hour >= 18, np.minimum(self.hour - 17, 3),
                           np.where(self.hour < 2, 3, np.clip(5 - self.hour - 1, 0, 3))) * arrived
        for name, values, units in (("arrived_mw", arrived, "MW"), ("done_mw", done, "MW"),
                                    ("waiting_mwh", waiting, "MW h")):
            self.add(f"work_{name}", "work_class", values[:, None], units)
        self.add("work_moved_mw", "work_link",
                 np.where(self.hour == 12, 0.05 * load, 0.0)[:, None], "MW")

    def by_year(self, values):
        return np.array([values[self.year_index == y].sum(axis=0) for y in range(len(self.years))])

    def make_groups(self):
        entities = [
            d for d in ("region", "fleet", "store", "corridor", "data_center", "contract")
            if d in self.root.dims
        ]
        base = xr.Dataset(coords={"year": self.years, **{d: self.root[d].values for d in entities}})
        capacity, summary, targets = base.copy(), base.copy(), base.copy()
        capacity["fleet_mw"] = (("year", "fleet"), self.capacity)
        capacity["fleet_built_mw"] = (("year", "fleet"),
                                      np.clip(
                                          np.diff(self.capacity, axis=0, prepend=self.capacity[:1]),
                                          0, None))
        if self.stores:
            for name, mw in (("store_discharge_mw", 300.0), ("store_charge_mw", 300.0),
                             ("store_energy_mwh", 4200.0), ("store_built_mw",
                                                            20.0), ("store_built_mwh", 80.0)):
                capacity[name] = (("year", "store"), np.full((len(self.years), len(self.stores)),
                                                             mw))
        if "corridor" in entities:
            for name in ("corridor_forward_mw", "corridor_reverse_mw"):
                capacity[name] = (("year", "corridor"),
                                  np.full((len(self.years), self.root.sizes["corridor"]), 3000.0))
        capacity["connection_mw"] = (("year", "data_center"),
                                     120.0 * (1 + np.arange(len(self.years)))[:, None])
        summary["region_mean_price_per_mwh"] = (("year", "region"),
                                                self.by_year(self.root.price_per_mwh.values) /
                                                self.by_year(np.ones(len(self.time)))[:, None])
        summary["fleet_generation_mwh"] = (("year", "fleet"),
                                           self.by_year(self.root.generation_mw.values))
        summary["data_center_pue"] = (("year", "data_center"), np.full((len(self.years), 1), 1.22))
        if self.contracts:
            moved = self.by_year(self.root.work_moved_mw.values)
            summary["work_moved_mwh"], summary["work_hosted_mwh"] = (("year", "work_link"),
                                                                     moved), (("year", "work_link"),
                                                                              1.01 * moved)
            self.make_contract_figures(summary, targets)
            self.make_bills(summary)
        self.groups = {"capacity": capacity, "summary": summary, "targets": targets}
        if self.stores:
            self.groups["battery"] = self.make_battery(base.copy())

    def make_bills(self, summary):
        """Energy by the mean draw, and a demand charge that is higher in summer."""
        components = ["energy", "network", "levy", "losses", "carbon", "demand", "minimum", "fixed"]
        costs = np.zeros((len(self.years), 12, 1, len(components)))
        costs[..., 0] = 4e9 * (1 + np.arange(len(self.years)))[:, None, None]
        costs[..., components.index("demand")] = np.where(np.isin(np.arange(12), (5, 6, 7)), 2e9,
                                                          1e9)[None, :, None]
        summary.update({"bill_cost": (("year", "month", "data_center", "bill_component"), costs)})
        summary.coords["month"], summary.coords["bill_component"] = np.arange(1, 13), components

    def make_battery(self, battery):
        """The first store ages; the others have no chemistry."""
        age = np.arange(len(self.years)) + 1
        for name, values in (("capacity_left_frac", 1 - 0.03 * age**0.6),
                             ("worst_capacity_left_frac",
                              1 - 0.035 * age**0.6), ("calendar_loss_frac", 0.01 * age**0.6),
                             ("linear_left_frac", 1 - 0.02 * age), ("augmentation_mwh",
                                                                    90.0 / age)):
            table = np.full((len(self.years), len(self.stores)), np.nan)
            table[:, 0] = values
            battery[name] = (("year", "store"), table)
        return battery

    def make_contract_figures(self, summary, targets):
        load, deficit = (self.by_year(self.root[n].values)
                         for n in ("data_center_load_mw", "deficit_mw"))
        excess = self.by_year(self.root.excess_mw.values)
        for name, values in (("load_mwh", load), ("deficit_mwh", deficit), ("excess_mwh", excess),
                             ("strict_score_frac", 1 - deficit / load), ("hourly_score_frac",
                                                                         1 - 0.6 * deficit / load),
                             ("annual_matching_frac",
                              (load - deficit + excess) / load), ("annuity_cost", 60e3 * load),
                             ("fixed_cost", 12e3 * load), ("variable_cost", 1e3 * load),
                             ("purchase_cost", 120e3 * deficit), ("sale_income", 80e3 * excess)):
            summary[f"contract_{name}"] = (("year", "contract"), values)
        cost = sum(summary[f"contract_{n}"]
                   for n in ("annuity_cost", "fixed_cost", "variable_cost",
                             "purchase_cost")) - summary.contract_sale_income
        summary["contract_supply_cost_per_mwh"] = cost / summary.contract_load_mwh
        for name in ("hourly_target_frac", "annual_target_frac", "excess_cap_frac",
                     "grid_clean_frac"):
            targets[name] = (("year", "contract"),
                             np.full((len(self.years), 1),
                                     {"hourly_target_frac": 0.8,
                                      "grid_clean_frac": 0.4}.get(name, np.nan)))


def make(years=(2030,), days=14, regions=2, stores=True, contracts=True, seed=1):
    """The data of a file; `days`: only the first days of each year, None: whole years."""
    maker = Maker(years, days, regions, stores, contracts, seed)
    for step in (maker.make_regions, maker.make_fleets, maker.make_stores, maker.make_corridors,
                 maker.make_hub, maker.make_groups):
        step()
    return maker


def save(maker, path, weather_years=1):
    root = maker.root
    if weather_years > 1:  # the same weather again: the layout is what matters here
        repeated = xr.concat([root[[n for n in root if "time" in root[n].dims]]] * weather_years,
                             dim="weather_year")
        root = root.drop_vars(list(repeated.data_vars)).merge(repeated)
        root = root.assign_coords(weather_year=np.arange(1, weather_years + 1))
        root["weather_weight"] = ("weather_year", np.full(weather_years, 1.0 / weather_years))
    root.to_netcdf(path, engine="h5netcdf")
    for name, group in maker.groups.items():
        group.to_netcdf(path, engine="h5netcdf", group=name, mode="a")
    return path


def write(path, weather_years=1, **options):
    return save(make(**options), path, weather_years)
