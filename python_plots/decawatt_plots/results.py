"""A result file as the figures need it: every series read once, on the local clock, in one weather
year."""
import numpy as np
import xarray as xr

TO_NAME = {"pumped_storage": "pumped storage", "fuel_cell": "fuel cell"}
AT_END = ("content_mwh", "work_waiting_mwh")   # of the interval; other series are means over it


class NoData(Exception):
    """The file has nothing for this figure; the message says what is missing."""


class Results:
    def __init__(self, path, weather_year=None):
        self.root = xr.open_dataset(path, engine="h5netcdf")
        self.path, self._cache = path, {}
        self.attrs = self.root.attrs
        if "time" not in self.root.dims:
            raise ValueError("no series in this file: is it a result of `decawatt run`?")
        self.group = {
            name: self._open(name)
            for name in ("capacity", "summary", "targets", "battery")
        }
        self.weather_year = None
        if "weather_year" in self.root.dims:
            self.weather_year = int(
                self.root.weather_year.values[0]) if weather_year is None else weather_year
            if self.weather_year not in self.root.weather_year.values:
                raise ValueError(
                    f"weather year {weather_year} is not in this file, which has "
                    f"{self.root.weather_year.values.tolist()}"
                )
        offset = np.timedelta64(int(self.attrs["utc_offset_s"]), "s")
        self.step_h, self._repeats = self._steps()
        self.local = self._start_of_cells() + offset  # naive local time, for axes and calendars
        # of figures by hour of the day: an hour, or a longer step
        self.cell_h = max(1, int(self.step_h))
        self.year = self.local.astype("datetime64[Y]").astype(int) + 1970
        self.month = self.local.astype("datetime64[M]").astype(int) % 12 + 1
        self.hour = (self.local -
                     self.local.astype("datetime64[D]")).astype("timedelta64[h]").astype(int)
        self.years = np.unique(self.year)

    def _steps(self):
        """The length of a step in hours. Where the file states the length of each, figures are
        drawn in steps that fit into all of them, in which values are held: also how many each
        one has."""
        if "step_h" not in self.root:
            return float(self.attrs["step_s"]) / 3600.0, None
        seconds = np.round(self.root.step_h.values * 3600.0).astype(int)
        common = int(np.gcd.reduce(seconds))
        return common / 3600.0, seconds // common

    def _start_of_cells(self):
        starts = self.root.time.values
        if self._repeats is None:
            return starts
        first = np.repeat(np.cumsum(self._repeats) - self._repeats, self._repeats)
        within = np.arange(len(first)) - first
        step = np.timedelta64(int(round(self.step_h * 3600)), "s")
        return np.repeat(starts, self._repeats) + within * step

    def _in_cells(self, values, at_end):
        """Values by step, in the steps of figures: means are held, energies at the end of a step
        grow in equal parts from those at the end of the step before. A year begins as it ends."""
        if self._repeats is None:
            return values
        held = np.repeat(values, self._repeats, axis=0)
        if not at_end:
            return held
        last = np.cumsum(self._repeats) - 1                       # cell of each step
        first = last - self._repeats + 1
        year = self.year[last]
        before = np.roll(values, 1, axis=0)
        for one in np.unique(year):
            steps = np.flatnonzero(year == one)
            before[steps[0]] = values[steps[-1]]
        share = (np.arange(len(held)) - np.repeat(first, self._repeats) + 1) \
            / np.repeat(self._repeats, self._repeats)
        before = np.repeat(before, self._repeats, axis=0)
        return before + share[:, None] * (held - before)

    def _open(self, name):
        return self.opened(self.path, name)

    @staticmethod
    def opened(path, name):
        """A group of a file; empty where it has none."""
        try:
            return xr.load_dataset(path, engine="h5netcdf", group=name)
        except (OSError, KeyError):
            return xr.Dataset()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.root.close()

    @property
    def currency(self):
        return self.attrs["currency"]

    def title(self, what, period=None, weather="one"):
        """Study, what and years, for the head of a figure. `weather`: one (a series), mean (a
        figure of the year) or None (the same in all)."""
        years = period or (f"{self.years[0]}"
                           if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}")
        words = {
            "one": f", weather year {self.weather_year}", "mean": ", mean of the weather years",
            None: ""
        }
        return f"{self.attrs['study']}: {what}, {years}" + (words[weather] if self.weather_year
                                                            is not None else "")

    def names(self, entity):
        return [str(name) for name in self.root[entity].values] if entity in self.root.dims else []

    def text(self, name):
        """An attribute of entities, as an array of text; empty where the file has no such
        entities."""
        if name not in self.root:
            return np.array([], dtype=str)
        return np.array([TO_NAME.get(str(v), str(v)) for v in self.root[name].values])

    def series(self, name):
        """Time × entity, read once. Raises NoData where the file lacks it or never wrote it."""
        if name not in self._cache:
            if name not in self.root:
                raise NoData(f"no {name} in the file")
            data = self.root[name]
            if self.weather_year is not None:
                data = data.sel(weather_year=self.weather_year)
            self._cache[name] = self._in_cells(data.values, name in AT_END)
        values = self._cache[name]
        if np.isnan(values).all():
            raise NoData(f"{name} was never written")
        return values

    def has(self, group, name):
        return name in self.group[group]

    def table(self, group, name):
        """Year × entity of a group by year."""
        data = self.group[group]
        if name not in data or np.isnan(data[name].values).all():
            raise NoData(f"no {name} in /{group}")
        return data[name].values

    def table_years(self, group):
        if "year" not in self.group[group]:
            raise NoData(f"no /{group} in the file")
        return self.group[group].year.values.astype(int)

    def at_hours(self, group, name):
        """A table by year, repeated for each hour: time × entity."""
        return self.table(group, name)[np.searchsorted(self.table_years(group), self.year)]

    def sums(self, values, labels, order):
        """Columns added by label, in `order`, the labels that occur only: {label: time series}."""
        return {
            label: values[:, labels == label].sum(axis=1)
            for label in order
            if (labels == label).any()
        }

    def daily(self, values, how):
        """Local days × entity by `how` (np.nanmean, np.nanmin, np.nanmax); also the days.
        Incomplete days at the ends count as they are."""
        days, first = np.unique(self.local.astype("datetime64[D]"), return_index=True)
        reduce = {"mean": np.add, "min": np.minimum,
                  "max": np.maximum}[how].reduceat(values, first, axis=0)
        if how == "mean":
            count = np.diff(np.append(first, len(self.local)))
            reduce = reduce / (count if values.ndim == 1 else count[:, None])
        return days, reduce
