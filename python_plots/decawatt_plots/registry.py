"""Every figure of the package: its name, the kind of file that it is drawn from, what it shows.

`draw(source)` yields pairs of a file stem and a figure, or raises NoData; `source` is what
`open_source` returns for a file (of a sweep its table, of weather its data set, of headroom its
rows). `shows` says what is drawn and in which units; `style.caption` adds the study and the
file."""
import dataclasses
import importlib
from typing import Callable

import xarray as xr

from . import (adequacy, battery, bills, capacity, contracts, data_centers, energy, flexible_work,
               future, lines, prices, stores, weeks)
from .results import Results

PLAN, ADEQUACY, FUTURE = "plan", adequacy.KIND, future.KIND
SWEEP, WEATHER, HEADROOM = "sweep", "weather", "headroom"      # drawn by programs of their own


@dataclasses.dataclass(frozen=True)
class Entry:
    name: str
    kind: str                   # of the file: PLAN, ADEQUACY, FUTURE, SWEEP, WEATHER or HEADROOM
    draw: Callable
    shows: str


def _of_program(name):
    """The figures of a program, whose module is imported when they are drawn: Python warns where
    the package has imported what it is about to run."""
    def draw(source):
        yield from importlib.import_module(f"{__package__}.{name}").figures(source)
    return draw


ENTRIES = (
    Entry("week_regions", PLAN, weeks.FIGURES["week_regions"],
          "Supply of a region in the summer and the winter week of highest demand: hourly means of "
          "power, MW or GW; supply above zero, use below it, load as a line."),
    Entry("week_contracts", PLAN, weeks.FIGURES["week_contracts"],
          "Supply of a contract, or of a data centre without one, in the summer and the winter "
          "week of highest demand: hourly means of power, MW or GW; supply above zero, use below "
          "it, load as a line."),
    Entry("data_center_draw", PLAN, data_centers.FIGURES["data_center_draw"],
          "Power of each data centre, MW or GW: daily mean and range, daily mean of its IT load, "
          "and the capacity of its connection."),
    Entry("flexible_work", PLAN, flexible_work.FIGURES["flexible_work"],
          "Load of the data centres as it arrives and as it is drawn, and the work that waits, "
          "moves or is cut: hourly means of power, MW or GW; backlog, MWh or GWh."),
    Entry("capacity", PLAN, capacity.FIGURES["capacity"],
          "Capacity by technology, MW or GW: installed at the end of each year, and built by the "
          "plan in it; stores by their discharge power."),
    Entry("monthly_energy", PLAN, energy.FIGURES["monthly_energy"],
          "Generation of all regions by technology and month, GWh or TWh, and the load with data "
          "centres."),
    Entry("clean_score", PLAN, contracts.FIGURES["clean_score"],
          "Share of a contract's load that counted generation and storage cover in the same hour, "
          "a fraction, by month and hour of the day of up to three years."),
    Entry("contract_cost", PLAN, contracts.FIGURES["contract_cost"],
          "Cost of supply of each contract by year, money per MWh or kWh of load; and its scores "
          "with their targets, fractions of load."),
    Entry("bills", PLAN, bills.FIGURES["bills"],
          "Bill of each data centre with a tariff by month and component, in the study's "
          "currency."),
    Entry("durations", PLAN, prices.FIGURES["durations"],
          "Duration curves: hourly prices by region in the last year, money per MWh or kWh, and "
          "load and residual load of all regions, MW or GW, over the share of hours, %."),
    Entry("prices", PLAN, prices.FIGURES["prices"],
          "Mean price by region and year, weighted by demand, money per MWh or kWh."),
    Entry("store_content", PLAN, stores.FIGURES["store_content"],
          "Energy content of the stores, MWh or GWh: mean and range by month, and by hour of the "
          "day."),
    Entry("battery_health", PLAN, battery.FIGURES["battery_health"],
          "Capacity that batteries have lost at the end of each year, %, by the detailed model and "
          "by the linear fade of planning; and energy to be added to hold the capacity, MWh or "
          "GWh."),
    Entry("line_loading", PLAN, lines.FIGURES["line_loading"],
          "Net flow of each line and interface over its capacity or limit, %: range and quartiles "
          "of the hours, the share of hours at the limit, and the mean by month."),
    Entry("map", PLAN, lines.FIGURES["map"],
          "Load of each region with its data centres (circles) and net energy that flows between "
          "regions (arrows) in the last year, TWh or GWh."),
    Entry("loss_by_month_and_hour", ADEQUACY, adequacy.FIGURES["loss_by_month_and_hour"],
          "Share of hours with lost load, a fraction, by month and hour of the day."),
    Entry("unserved_distribution", ADEQUACY, adequacy.FIGURES["unserved_distribution"],
          "Share of samples that lose more than an amount of energy in the mean year, MWh or GWh, "
          "with its mean and the mean of the worst samples."),
    Entry("convergence", ADEQUACY, adequacy.FIGURES["convergence"],
          "Estimate of the metric over the number of samples, per year, with two standard errors."),
    Entry("events", ADEQUACY, adequacy.FIGURES["events"],
          "Events of lost load: unserved power of the deepest hour, MW or GW, over duration, h; "
          "colour: unserved energy."),
    Entry("data_center_availability", ADEQUACY, adequacy.FIGURES["data_center_availability"],
          "Availability of each data centre by year, in nines, by energy and by time."),
    Entry("loss_by_weather_year", ADEQUACY, adequacy.FIGURES["loss_by_weather_year"],
          "Mean unserved energy of the years simulated with each weather year, MWh or GWh, worst "
          "first."),
    Entry("worst_days", FUTURE, future.FIGURES["worst_days"],
          "The week around the largest hourly loss of a sample: supply, load and unserved power, "
          "MW or GW, and content of all stores, MWh or GWh."),
    Entry("compare", SWEEP, _of_program("compare"),
          "Cost of supply over the horizon, money per MWh or kWh of load, over the hourly score of "
          "the last year, a fraction of load; one point per case (without scores: one bar per "
          "case)."),
    Entry("frontier", SWEEP, _of_program("frontier"),
          "Above, cost of supply over the horizon, money per MWh or kWh of load, over the hourly "
          "score of the horizon, % of load; a curve for each combination of the other axes. Below, "
          "energy by source along up to three of the curves, % of load; hatched: not used."),
    Entry("weather", WEATHER, _of_program("weather"),
          "Temperature, °C, and irradiation, kWh/m² a day, irradiance, W/m², and wind speed, m/s, "
          "where the file has them: statistics by month, mean days by season."),
    Entry("headroom", HEADROOM, _of_program("headroom"),
          "Left: constant load that a region takes if the stated share of its energy is curtailed, "
          "MW or GW. Right: hours a year in which it is curtailed."),
)


def entries(kind):
    return [entry for entry in ENTRIES if entry.kind == kind]


def shows_of(name):
    """What a figure shows."""
    return next(entry.shows for entry in ENTRIES if entry.name == name)


def kind_of(path):
    """Which figures a file has: the kind that it states; a result of a plan states none."""
    with xr.open_dataset(path, engine="h5netcdf") as root:
        return root.attrs.get("kind", PLAN)


def open_source(path, weather_year=None):
    """(kind, source of figures) of a file; the source is a context."""
    kind = kind_of(path)
    if kind == ADEQUACY:
        return kind, adequacy.AdequacyResults(path)
    if kind == FUTURE:
        return kind, future.FutureResults(path)
    return PLAN, Results(path, weather_year)
