"""The numbers of one supply on the first page."""
import numpy as np

LEAST_PPM = 1e-3                               # of the load: less is the rounding of the solver


def last_of(values, served):
    """The last value of a year with load; NaN where the file has none."""
    return float(values[served][-1]) if values is not None and served.any() else float("nan")


class Facts:
    def __init__(self, plan, supply):
        results = plan.results
        load = np.nan_to_num(supply.load_mwh(results))
        served = load > 0
        self.supply, self.last_year = supply, int(plan.years[served][-1])
        self.cost = supply.cost_per_mwh(results)
        self.capex = float(sum(np.nansum(asset.capex) for asset in supply.assets))
        self.capacity_mw = float(
            sum(
                np.nansum(asset.built_mw)
                for asset in supply.assets
                if asset.technology != "connection"))
        last_load = load[served][-1]
        self.load_gwh, self.load_mwh = last_load / 1e3, float(load.sum())
        self.counted = ""
        self.score = self.annual = float("nan")
        if supply.kind == "contract":
            counts = results.text("contract_counts")[supply.index]
            self.counted = "renewable" if counts == "renewable" else "clean"
            self.score = last_of(supply.table(results, "hourly_score_frac"), served)
            self.annual = last_of(supply.table(results, "annual_matching_frac"), served)
        self.own_kg, self.grid_kg = (
            1e3 * last_of(supply.of_centers(results, f"{side}_emission_t"), served) / last_load
            for side in ("own", "grid"))
        self.kg_per_mwh = self.own_kg + self.grid_kg
        unserved = supply.of_centers(results, "unserved_mwh")
        self.unserved_mwh = float("nan") if unserved is None else float(unserved.sum())
        bought = supply.of_centers(results, "import_mwh")
        self.bought = last_of(bought, served) / last_load

    def reliability(self, plan):
        """Of the adequacy file where there is one: the data centre that loses most; otherwise what
        the plan itself leaves unserved."""
        names = [
            name for name, mine in zip(plan.results.names("data_center"), self.supply.centers)
            if mine
        ]
        for label, adequacy in plan.adequacy:
            horizon = adequacy.group["horizon"]
            mine = [
                name for name in names
                if "data_center" in horizon.dims and name in horizon.data_center.values
            ]
            if mine:
                worst = max(
                    mine, key=lambda name: float(horizon.data_center_lole_h.sel(data_center=name)))
                lole, error = (float(horizon[f"data_center_lole_h{end}"].sel(data_center=worst))
                               for end in ("", "_error_total"))
                nines = float(horizon.data_center_nines_energy.sel(data_center=worst))
                value = f"{nines:.1f} nines" if np.isfinite(nines) else "no loss"
                return (
                    "Reliability", value,
                    f"{worst}: load lost in {lole:.3g} ± {error:.2g} h a year, "
                    f"{adequacy.samples:,} samples ({label})"
                )
        share = 1e6 * self.unserved_mwh / self.load_mwh
        value = "none" if share < LEAST_PPM else f"{share:,.3g} ppm"
        return ("Unserved in the plan", value,
                "of the load; with mean outages only, as no adequacy file is given")
