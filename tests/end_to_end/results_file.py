"""A result file with its series in one shape, and the comparisons that checks use."""
import numpy as np
import xarray as xr

SECONDS_PER_HOUR = 3600.0
SERIES = ("demand_mw price_per_mwh unserved_mw spill_mw generation_mw available_mw charge_mw discharge_mw content_mwh flow_forward_mw "
          "flow_reverse_mw data_center_load_mw data_center_it_mw data_center_import_mw data_center_unserved_mw data_center_spill_mw data_center_water_m3_per_h "
          "deficit_mw excess_mw interface_flow_mw").split()


def gather(values, owners, targets):
    """Sums the columns of `values` whose owner is each of `targets`: ... × target."""
    return np.stack([values[..., owners == target].sum(axis=-1) for target in targets], axis=-1) if len(targets) else values[..., :0]


class Results:
    """The file, every series as weather year × time × entity, and the faults found."""

    def __init__(self, path, absolute, relative):
        self.root = xr.load_dataset(path, engine="h5netcdf")
        self.group = {name: xr.load_dataset(path, engine="h5netcdf", group=name)
                      for name in ("capacity", "summary", "costs", "targets", "plan", "certificate", "provenance")}
        for name in ("weather", "battery"):    # figures by weather year: a plan made by hand has none; ageing: where a store ages
            try:
                self.group[name] = xr.load_dataset(path, engine="h5netcdf", group=name)
            except OSError:
                pass
        self.absolute, self.relative = absolute, relative
        self.faults, self.done = [], []
        assert ("step_s" in self.root.attrs) != ("step_h" in self.root), "one length of all steps, or the length of each"
        every = self.root.step_h.values if "step_h" in self.root else np.full(self.root.sizes["time"], float(self.root.attrs["step_s"]) / SECONDS_PER_HOUR)
        self.step_hours, self.step_h = every, every[:, None]              # by time; time × 1, beside series
        local = self.root.time + np.timedelta64(int(self.root.attrs["utc_offset_s"]), "s")
        self.year_of_hour, self.month_of_hour = local.dt.year.values, local.dt.month.values
        self.years = self.group["summary"].year.values
        has_weather = "weather_year" in self.root.dims
        self.weights = self.root.weather_weight if has_weather else xr.DataArray(np.ones(1))
        self.eps = max((np.finfo(self.root[name].dtype).eps / 2 for name in SERIES if name in self.root), default=0.0)

    def names(self, entity):
        return [str(name) for name in self.root[entity].values] if entity in self.root else []

    def text(self, name):
        return np.array([str(value) for value in self.root[name].values]) if name in self.root else np.array([], dtype=str)

    def series(self, name, entity):
        """Weather year × time × entity in double precision; none of the kind: no columns."""
        if entity not in self.root.dims:
            return np.zeros((len(self.weights), self.root.sizes["time"], 0))
        if name not in self.root:
            raise KeyError(name)
        values = self.root[name].values.astype(float)
        return values if values.ndim == 3 else values[None]

    def enforced(self):
        """Whether targets must be met. The dispatch of a fixed plan may miss them."""
        return int(self.group["targets"].attrs.get("enforced", 1)) == 1

    def before(self, content, initial_name="initial_content_mwh"):
        """Content of stores, or what else states hold, an hour earlier: each year of each weather year is cyclic, or begins with the content in the file."""
        before = np.empty_like(content)
        initial = self.group["weather"].get(initial_name) if "weather" in self.group else None
        for y, year in enumerate(self.years):
            hours = np.flatnonzero(self.year_of_hour == year)
            before[:, hours] = np.roll(content[:, hours], 1, axis=1)
            if initial is not None:
                before[:, hours[0]] = initial.values[y]
        return before

    def near(self, what, difference, scale, labels, eps=None):
        """Every |difference| (weather year × time × entity) within the tolerances; `scale` is the sum of the magnitudes of its terms."""
        eps = self.eps if eps is None else eps
        allowed = self.absolute + (self.relative + eps) * scale
        excess = np.where(np.isnan(difference), np.inf, np.abs(difference) - allowed)
        self.done.append(what)
        if excess.size == 0 or excess.max() <= 0:
            return
        w, t, e = np.unravel_index(np.argmax(excess), excess.shape)
        self.faults.append(f"{what}: {labels[e]} at {self.root.time.values[t]} (weather year {w}): off by {difference[w, t, e]:.6g}, "
                           f"allowed {allowed[w, t, e]:.3g}; {int((excess > 0).sum())} such values")

    def fraction(self, what, found, expected, labels=None):
        """As `equal`, for scores, ratios and shortfalls of them: within the relative tolerance of one."""
        self.equal(what, found, expected, 1.0, labels, absolute=0.0)

    def equal(self, what, found, expected, scale=None, labels=None, absolute=None, may_be_unknown=False):
        """Figures of years (year, or year × entity): `found` is in the file, `expected` recomputed. `may_be_unknown`: NaN equals NaN."""
        found, expected = np.atleast_1d(np.asarray(found, float)), np.atleast_1d(np.asarray(expected, float))
        scale = np.maximum(np.abs(found), np.abs(expected)) if scale is None else np.broadcast_to(scale, found.shape)
        allowed = (self.absolute if absolute is None else absolute) + self.relative * np.nan_to_num(scale)
        excess = np.where(np.isnan(found) | np.isnan(expected), np.inf, np.abs(found - expected) - allowed)
        if may_be_unknown:
            excess[np.isnan(found) & np.isnan(expected)] = 0.0
        self.done.append(what)
        for place in np.argwhere(excess > 0):
            place = tuple(place)
            where = f" ({labels[place[-1]]})" if labels else ""
            self.faults.append(f"{what}{where} [{', '.join(map(str, place))}]: file has {found[place]:.10g}, series give {expected[place]:.10g}, "
                               f"allowed {allowed[place]:.3g}")

    def by_weather(self, values):
        """Sum over the hours of each year, times their steps: year × weather year × entity."""
        return np.array([(values * self.step_h)[:, self.year_of_hour == year].sum(axis=1) for year in self.years])

    def by_year(self, values):
        """Weighted sum over weather years and the hours of each year, times their steps: year × entity."""
        mean = np.einsum("w,wte->te", self.weights.values, values)
        return np.array([(mean * self.step_h)[self.year_of_hour == year].sum(axis=0) for year in self.years])
