"""Figures of an adequacy file: times and amounts of lost load, their errors, and losses of data
centres."""
import functools

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.colors import LogNorm
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from .results import NoData
from .style import LINES, MONTHS, energy, from_zero, headline, legend, power

LOST, CALM = "#d62728", "#f0f0f0"
GROUPS = ("by_year", "horizon", "loss_probability", "distribution", "convergence", "worst_samples",
          "weather")
MOST_EVENTS = 20_000  # read and drawn: a file with all events may hold more than memory does


KIND = "adequacy"


def kind_of(path):
    """The kind stated in a file; a result of a plan states none."""
    with xr.open_dataset(path, engine="h5netcdf") as root:
        return root.attrs.get("kind")


class AdequacyResults:
    def __init__(self, path):
        with xr.open_dataset(path, engine="h5netcdf") as root:
            self.attrs = dict(root.attrs)
        self.group = {name: xr.load_dataset(path, engine="h5netcdf", group=name) for name in GROUPS}
        with xr.open_dataset(path, engine="h5netcdf", group="events") as events:
            self.every = -(-events.sizes.get("event", 0) // MOST_EVENTS) or 1
            self.group["events"] = events.isel(event=slice(
                None, None, self.every)).load() if "event" in events.dims else events.load()
        self.samples = int(self.attrs["samples"])
        self.years = self.group["by_year"].year.values.astype(int)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def title(self, what):
        years = f"{self.years[0]}" if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"
        return f"{self.attrs['study']}: {what}, {years} ({self.samples:,} samples)"

    def places(self):
        """(name, select) of the grid and the regions: `select` takes a variable's ending and a
        group."""
        yield "grid", lambda group, name: self.group[group][f"grid_{name}"]
        for region in self.group["horizon"].region.values:
            yield str(region), functools.partial(self._of_region, region)

    def _of_region(self, region, group, name):
        return self.group[group][f"region_{name}"].sel(region=region)


def heat_map(results):
    """A panel for the grid and for each region with lost load; one scale for all."""
    shown = [(name, select("loss_probability", "lolp").transpose("month", "hour").values)
             for name, select in results.places()]
    shown = [(name, lolp) for name, lolp in shown if np.nansum(lolp) > 0]
    if not shown:
        raise NoData("no load was lost in any sample")
    highest = max(np.nanmax(lolp) for _, lolp in shown)
    lowest = max(min(np.nanmin(lolp[lolp > 0]) for _, lolp in shown), 1e-4 * highest)
    wide = min(len(shown), 2)
    rows = -(-len(shown) // wide)
    figure, axes = plt.subplots(rows, wide, figsize=(1.5 + 5.6 * wide, 1.1 + 3.0 * rows),
                                squeeze=False)
    colors = plt.get_cmap("YlOrRd").copy()
    colors.set_bad(CALM)
    for ax in axes.flat[len(shown):]:
        ax.set_visible(False)
    for i, (ax, (name, lolp)) in enumerate(zip(axes.flat, shown)):
        image = ax.imshow(np.ma.masked_less_equal(np.nan_to_num(lolp), 0.0), cmap=colors,
                          norm=LogNorm(lowest, highest), aspect="auto", interpolation="nearest")
        ax.grid(False)
        ax.set_yticks(range(12), MONTHS)
        ax.set_xticks(range(0, 24, 3))
        ax.set_title(name)
        ax.set_ylabel("month")
        if i + wide >= len(shown):
            ax.set_xlabel(f"hour of the day (h, UTC{results.attrs['utc_offset']})")
    below = any((lolp[lolp > 0] < lowest).any() for _, lolp in shown)
    figure.colorbar(image, ax=axes, label="share of hours with loss, LOLP (fraction; grey: never)",
                    extend="min" if below else "neither")
    headline(figure, results.title("loss of load by month and hour"))
    yield "loss_by_month_and_hour", figure


def distribution(results):
    """Number of samples that lose more than an amount: without a choice of bin width, and with a
    visible tail."""
    data = results.group["distribution"]
    samples, mean = data.grid_samples_in_bin.values, data.grid_mean_of_bin_mwh.values
    used = samples > 0
    samples, mean = samples[used], mean[used]
    factor, unit = energy(mean.max())
    if mean.max() <= 0:
        raise NoData("no load was lost in any sample")
    # lost at least as much as the bin
    beyond = np.append(np.cumsum(samples[::-1])[::-1], 0) / samples.sum()
    figure, ax = plt.subplots(figsize=(12, 4.6))
    ax.fill_between(np.append(factor * mean, factor * mean[-1]), beyond, step="pre", color=LINES[0],
                    alpha=0.15, linewidth=0)
    ax.step(np.append(factor * mean, factor * mean[-1]), beyond, where="pre", color=LINES[0],
            label="samples that lose at least as much")
    horizon = results.group["horizon"]
    eue, error, total = (factor * float(horizon[f"grid_eue_mwh{ending}"])
                         for ending in ("", "_error", "_error_total"))
    words = (f"mean (EUE): {eue:.3g} ± {2 * error:.2g} {unit}\n"
             f"(± {2 * total:.2g} with the weather years random)")
    ax.axvline(eue, color="#333333", linewidth=1.2, label=words)
    for level, color in zip(data.level.values, (LINES[3], LOST, LINES[4])):
        risk, spread = (factor * float(data[name].sel(level=level))
                        for name in ("grid_cvar_mwh", "grid_cvar_mwh_error"))
        words = (f"mean of the worst {100 * (1 - level):.3g} % (CVaR):\n"
                 f"{risk:.3g} ± {2 * spread:.2g} {unit}")
        ax.axvline(risk, color=color, linewidth=1.2, linestyle="--", label=words)
    ax.set_xlabel(f"unserved energy of a sample, mean year ({unit})")
    ax.set_ylabel("share of samples (fraction)")
    ax.set_xlim(0, None)
    ax.set_ylim(0, 1.02)
    ax.set_title("± two standard errors of sampling")
    legend(ax)
    headline(figure, results.title("unserved energy of the grid over samples"))
    yield "unserved_distribution", figure


METRICS = {
    "eue_mwh": "expected unserved energy, EUE", "lole_h": "loss of load, LOLE",
    "lole_d": "days with loss, LOLE", "lolev": "loss of load events, LOLEv"
}


def draw_convergence(ax, results):
    """The estimate of the run's metric over the number of samples, with its errors."""
    data = results.group["convergence"]
    metric = str(results.attrs["metric"])
    mean = data["mean"].values
    units = {"lole_h": "h", "lole_d": "days"}
    factor, unit = (energy(np.nanmax(mean)) if metric == "eue_mwh" else
                    (1.0, units.get(metric, "events")))
    for name, color, label in (
            ("error_total", "#f2c9b8", "±2 total standard errors (weather years random)"),
            ("error", "#a9c4d8", "±2 standard errors of sampling alone")):
        error = data[name].values
        ax.fill_between(data.samples, factor * (mean - 2 * error), factor * (mean + 2 * error),
                        color=color, linewidth=0, label=label)
    ax.plot(data.samples, factor * mean, color=LINES[0], marker="o", markersize=3, label="estimate")
    if len(mean) > 1:
        ax.set_xlim(data.samples.values[0], data.samples.values[-1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.set_xlabel("samples")
    ax.set_ylabel(f"{METRICS[metric]} ({unit} a year)")
    last = data.isel(samples=-1)
    estimate = float(last["mean"])
    if estimate > 0:
        share = 100 * float(last.error_total) / estimate
        ax.set_title(f"total standard error at the end: {share:.2g} % of the estimate")
    else:
        ax.set_title("no load was lost")


def convergence(results):
    figure, ax = plt.subplots(figsize=(10, 4.4))
    draw_convergence(ax, results)
    from_zero(ax)
    ax.legend(loc="lower right")
    headline(figure, results.title("convergence"))
    yield "convergence", figure


def events(results):
    data = results.group["events"]
    if "event" not in data.dims:
        raise NoData("no event in any sample")
    of_grid = data.place.values == 0
    if not of_grid.any():
        raise NoData("no event of the grid was kept")
    hours, depth, lost = (data[name].values[of_grid]
                          for name in ("duration_h", "depth_mw", "unserved_mwh"))
    factor, unit = power(depth.max())
    energy_factor, energy_unit = energy(lost.max())
    figure, ax = plt.subplots(figsize=(10, 4.8))
    # durations are whole hours: spread points within theirs
    jitter = (np.arange(len(hours)) * 0.618034 % 1 - 0.5) * 0.6
    dots = ax.scatter(hours + jitter, factor * depth, c=energy_factor * lost, s=14,
                      cmap="viridis_r", norm=LogNorm(), alpha=0.8, linewidth=0, label="event",
                      rasterized=True)
    mean = results.group["horizon"]
    ax.scatter([float(mean.grid_event_duration_h)], [factor * float(mean.grid_event_depth_mw)],
               marker="X", s=110, color=LOST, edgecolor="white",
               label="mean of all events, kept or not", zorder=3)
    plain = FuncFormatter(lambda value, _: f"{value:g}")
    bar = figure.colorbar(dots, ax=ax, label=f"unserved energy ({energy_unit})", format=plain)
    bar.ax.yaxis.set_minor_formatter(plain if lost.max() < 10 * lost.min() else NullFormatter())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("duration (h; points are spread within their whole hour)")
    ax.set_ylabel(f"unserved power, deepest hour ({unit})")
    from_zero(ax)
    ax.set_xlim(0, hours.max() + 1)
    ax.legend(loc="upper right")
    kept = "the worst by energy"
    if str(data.attrs["kept"]).startswith("all"):
        kept = "all" if results.every == 1 else f"one in {results.every}"
    expected = float(mean.grid_lolev)
    ax.set_title(
        f"{len(hours):,} events of the grid shown: {kept}; {expected:.3g} a year expected"
    )
    headline(figure, results.title("events"))
    yield "events", figure


NINES_TITLES = {"energy": "by energy: share of requested energy that is served",
                "time": "by time: share of hours without any loss"}


def draw_availability(ax, results, kind):
    """Nines of each data centre by year, with two standard errors downward; `kind`: energy,
    time."""
    by_year = results.group["by_year"]
    if "data_center" not in by_year.dims:
        raise NoData("no data centre")
    tables = {kind: [by_year[f"data_center_nines_{kind}{ending}"].values for ending in ("", "_low")]
              for kind in NINES_TITLES}
    finite = [values[np.isfinite(values)] for pair in tables.values() for values in pair]
    seen = np.concatenate([*finite, [2.0, 3.0]])                # one scale for both kinds
    bottom, top = np.floor(seen.min() - 0.2), np.ceil(seen.max() + 0.4)
    nines, low = tables[kind]
    for d, name in enumerate(by_year.data_center.values):
        draw_nines(ax, results.years, nines[:, d], low[:, d], top, str(name), LINES[d % len(LINES)])
    ax.set_title(NINES_TITLES[kind])
    ax.set_xlabel("year")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylim(bottom, top + 0.1)


def availability(results):
    figure, axes = plt.subplots(1, 2, figsize=(13, 4.2), sharey=True)
    try:
        for ax, kind in zip(axes, NINES_TITLES):
            draw_availability(ax, results, kind)
    except NoData:
        plt.close(figure)
        raise
    axes[0].set_ylabel("availability (nines; 3 = 99.9 %)")
    legend(axes[-1])
    axes[0].text(
        0.02, 0.03, "bars: two total standard errors, downward\n"
        "triangles: no load lost in any sample", transform=axes[0].transAxes, fontsize=8,
        color="#555555")
    headline(figure, results.title("availability of the data centres"))
    yield "data_center_availability", figure


def draw_nines(ax, years, nines, low, top, name, color):
    """A line with its errors downward; a year without loss has no finite value: a triangle at the
    top."""
    known = np.isfinite(nines)
    if known.any():
        ax.errorbar(years[known], nines[known],
                    yerr=[nines[known] - low[known],
                          np.zeros(known.sum())], color=color, marker="o", markersize=4, capsize=2,
                    label=name)
    if not known.all():
        ax.plot(years[~known], np.full((~known).sum(), top), color=color, marker="^",
                linestyle="none", label=None if known.any() else f"{name}: no load lost")


def weather_years(results):
    data = results.group["weather"]
    loss = data.grid_eue_mwh.dropna("weather_year")
    if not len(loss) or float(loss.max()) <= 0:
        raise NoData("no load was lost in any weather year")
    loss = loss.sortby(loss, ascending=False)[:40]
    factor, unit = energy(float(loss.max()))
    figure, ax = plt.subplots(figsize=(10, 4.0))
    ax.bar([str(int(year)) for year in loss.weather_year], factor * loss.values, color=LINES[0])
    ax.axhline(factor * float(results.group["horizon"].grid_eue_mwh), color="#333333",
               linewidth=1.0, label="mean of all")
    ax.set_xlabel("weather year, worst first")
    ax.set_ylabel(f"mean unserved energy of simulated years ({unit})")
    ax.tick_params(axis="x", rotation=60 if len(loss) > 12 else 0)
    ax.legend(loc="upper right")
    headline(figure, results.title("unserved energy by weather year"))
    yield "loss_by_weather_year", figure


FIGURES = {
    "loss_by_month_and_hour": heat_map, "unserved_distribution": distribution,
    "convergence": convergence, "events": events, "data_center_availability": availability,
    "loss_by_weather_year": weather_years
}
