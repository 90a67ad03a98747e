"""Figures of a common weather file: `python3 -m decawatt_plots.weather year.nc --out figures/`
(docs/weather_file.md)."""
import argparse
import math
import pathlib
import sys

import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")                      # files only: no display is needed

import matplotlib.pyplot as plt                # noqa: E402  (the backend comes first)
import numpy as np                             # noqa: E402
import xarray as xr                            # noqa: E402

from . import guard                            # noqa: E402
from .registry import shows_of                 # noqa: E402
from .style import (LINES, MONTHS, caption, from_zero, headline, legend, look,  # noqa: E402
                    save, stem)

SEASONS = {
    "Dec-Feb": (12, 1, 2), "Mar-May": (3, 4, 5), "Jun-Aug": (6, 7, 8), "Sep-Nov": (9, 10, 11)
}
QUANTILES = (5, 25, 50, 75, 95)


def of_site(weather, site):
    """One site with its local standard time: a dataset whose `time` is the local clock, and `month`
    and `hour` beside it."""
    one = weather.sel(site=site)
    one = one.assign_coords(time=one["time"] + np.timedelta64(int(one["utc_offset_s"]), "s"))
    return one.assign_coords(month=one["time"].dt.month, hour=one["time"].dt.hour)


def weibull_fit(mean, sd):
    """Shape and scale with this mean and spread (the two moments that `decawatt weather describe`
    uses), by bisection."""
    low, high = 0.3, 30.0
    while high - low > 1e-10:
        shape = 0.5 * (low + high)
        spread = math.gamma(1 + 2 / shape) / math.gamma(1 + 1 / shape) ** 2 - 1
        low, high = (shape, high) if spread > (sd / mean) ** 2 else (low, shape)
    shape = 0.5 * (low + high)
    return shape, mean / math.gamma(1 + 1 / shape)


def temperature(one, ax):
    """The spread of hourly temperature, month by month."""
    by_month = [one["temperature_deg_c"].values[one["month"].values == m] for m in range(1, 13)]
    shown = [m for m in range(12) if len(by_month[m])]
    bands = np.array([np.percentile(by_month[m], QUANTILES) for m in shown])
    ax.fill_between(shown, bands[:, 0], bands[:, 4], color=LINES[0], alpha=0.15,
                    label="5 to 95 % of hours")
    ax.fill_between(shown, bands[:, 1], bands[:, 3], color=LINES[0], alpha=0.30, label="25 to 75 %")
    ax.plot(shown, bands[:, 2], color=LINES[0], label="median")
    ax.set(title="Temperature", ylabel="°C", xticks=shown, xticklabels=[MONTHS[m] for m in shown])
    legend(ax)


def irradiation(one, ax):
    """Mean daily sums by month."""
    step_h = float((one["time"].values[1] - one["time"].values[0]) / np.timedelta64(1, "h"))
    width = 0.27
    components = (("ghi", "global horizontal"), ("dni", "direct normal"),
                  ("dhi", "diffuse horizontal"))
    for place, (name, label) in enumerate(components):
        if f"{name}_w_per_m2" not in one:
            continue
        # of mean power: steps do not matter
        months = (24 / 1000) * one[f"{name}_w_per_m2"].groupby("month").mean()
        ax.bar(months["month"].values - 1 + (place - 1) * width, months.values, width,
               color=LINES[(3, 7, 8)[place]], label=label)
    ax.set(title=f"Irradiation (steps of {step_h:g} h)", ylabel="kWh/m² a day", xticks=range(12),
           xticklabels=MONTHS)
    from_zero(ax)
    legend(ax)


def wind(one, ax):
    """The distribution of wind at each height, and the Weibull distribution of the same mean and
    spread."""
    for place, height in enumerate(one["height"].values):
        speed = one["wind_speed_m_per_s"].sel(height=height).values
        edges = np.arange(0.0, max(2.0, np.ceil(speed.max())) + 0.5, 0.5)
        color = LINES[place % len(LINES)]
        ax.hist(speed, bins=edges, density=True, histtype="stepfilled", alpha=0.25, color=color)
        if speed.std() > 0.05 * speed.mean() > 0:
            shape, scale = weibull_fit(speed.mean(), speed.std())
            v = np.linspace(0.01, edges[-1], 400)
            density = shape / scale * (v / scale) ** (shape - 1) * np.exp(-(v / scale) ** shape)
            ax.plot(v, np.minimum(density, 1.0), color=color,
                    label=f"{height:g} m: mean {speed.mean():.1f} m/s, k = {shape:.2f}")
    ax.set(title="Wind, and Weibull fits", xlabel="m/s", ylabel="density, 1/(m/s)")
    legend(ax)


def diurnal(one, name, label, ax):
    """The mean course of a day in each season, by the local clock."""
    for place, (season, months) in enumerate(SEASONS.items()):
        part = one[name].isel(time=np.flatnonzero(one["month"].isin(months).values))
        if part.size:
            course = part.groupby("hour").mean()
            ax.plot(course["hour"].values + 0.5, course.values, color=LINES[place], label=season)
    ax.set(title=f"Diurnal course: {label}", xlabel="local standard hour", xlim=(0, 24),
           xticks=range(0, 25, 6))
    legend(ax)


def draw(weather, site):
    """The figure of one site; panels whose variable the file lacks are left out."""
    one = of_site(weather, site)
    panels = [lambda ax: temperature(one, ax)]
    if "ghi_w_per_m2" in one:
        panels.append(lambda ax: irradiation(one, ax))
    if "wind_speed_m_per_s" in one:
        panels.append(lambda ax: wind(one, ax))
    panels.append(lambda ax: diurnal(one, "temperature_deg_c", "temperature, °C", ax))
    if "ghi_w_per_m2" in one:
        panels.append(lambda ax: diurnal(one, "ghi_w_per_m2", "global irradiance, W/m²", ax))
    if "wind_speed_m_per_s" in one:
        one = one.assign(wind_m_per_s=one["wind_speed_m_per_s"].isel(height=-1, drop=True))
        top = float(one["height"].values[-1])
        panels.append(lambda ax: diurnal(one, "wind_m_per_s", f"wind at {top:g} m, m/s", ax))
    rows = (len(panels) + 1) // 2
    figure, axes = plt.subplots(rows, 2, figsize=(13, 3.2 * rows), squeeze=False)
    for ax in axes.flat[len(panels):]:
        ax.set_axis_off()
    for panel, ax in zip(panels, axes.flat):
        panel(ax)
    headline(
        figure,
        f"{site}: {float(one['latitude_deg']):.2f}, {float(one['longitude_deg']):.2f}, "
        f"{float(one['elevation_m']):.0f} m"
    )
    return figure


def figures(weather):
    """A figure of each site."""
    for site in weather["site"].values:
        yield f"weather_{stem(str(site))}", draw(weather, site)


def draw_all(path, out):
    """One figure a site as PNG and SVG into `out`; returns the stems written."""
    out, written = pathlib.Path(out), []
    with xr.open_dataset(path, engine="h5netcdf") as weather, look():
        if "decawatt_weather" not in weather.attrs:
            raise ValueError("no common weather file")
        out.mkdir(parents=True, exist_ok=True)
        for name, figure in figures(weather):
            save(figure, out / name, caption(figure, shows_of("weather"), path))
            written.append(name)
    return written


def main():
    parser = argparse.ArgumentParser(
        prog="decawatt_plots.weather",
        description="Draws the figures of a common weather file as PNG and SVG.")
    parser.add_argument("file", help="a file of `decawatt weather convert` or `generate`")
    parser.add_argument("--out", default="figures", help="folder for the figures (made if absent)")
    options = parser.parse_args()

    def write():
        written = draw_all(options.file, options.out)
        print(f"{len(written)} figures in {options.out}")

    return guard.run(
        options.file, write,
        " (of another format? `decawatt weather convert` makes a common weather file of it)")


if __name__ == "__main__":
    sys.exit(main())
