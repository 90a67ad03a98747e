"""Single panels on given axes: each function takes axes and a source of data, draws, and returns
the axes.

>>> import matplotlib.pyplot as plt
>>> from decawatt_plots import Results, look, panels
>>> with Results("plan.h5") as results, look():
...     figure, axes = plt.subplots(2, 1, figsize=(9, 7))
...     panels.week(axes[0], results, of="hub supply")
...     panels.monthly_energy(axes[1], results)

The source is a `Results` of a plan, or an `AdequacyResults`. Units are chosen for readable numbers,
and given in the labels. NoData is raised where the file has nothing to draw, KeyError for a name
that it lacks."""
from . import adequacy, capacity as capacities, energy, prices, weeks
from .style import from_zero, legend, power


def _one_of(known, wanted, what):
    if wanted not in known:
        raise KeyError(f"no {what} {wanted!r}; there are {', '.join(map(str, known)) or 'none'}")
    return known[wanted]


def supplies(results):
    """What `week` can show, by name: contracts, data centres without one, regions."""
    found = {one.name: one for one in weeks.supplies_of_regions(results)}
    return found | {one.name: one for one in weeks.supplies_of_contracts(results)}


def week(ax, results, of, season="summer"):
    """Hourly supply of `of` (a contract, a data centre without one, or a region) in the week of
    highest demand of a season of the last year, MW or GW."""
    one = _one_of(supplies(results), of, "supply")
    found = dict(weeks.find_weeks(results))
    span = _one_of(found, season if season in found or len(found) > 1 else next(iter(found)),
                   "season")
    one = weeks.without_empty(one, [(season, span)])
    factor, unit = power(one.load[span].max())
    weeks.draw_week(ax, results, one, season, span, factor)
    ax.set_ylabel(f"power ({unit}), hourly means; below zero: use")
    legend(ax, reverse=True)
    return ax


def capacity(ax, results, of_data_centers=True, built=False):
    """Capacity by technology and year, MW or GW: installed at the end of the year, or built by the
    plan in it; what data centres and contracts pay for, or the rest of the grid."""
    tables = ("fleet_built_mw", "store_built_mw") if built else ("fleet_mw", "store_discharge_mw")
    parts = capacities.by_technology(results, *tables, of_data_centers)
    factor, unit = power(sum(parts.values()).max() if parts else 0.0)
    capacities.draw_bars(ax, results.table_years("capacity"), parts, factor)
    ax.set_ylabel(f"capacity ({unit})")
    legend(ax, reverse=True)
    return ax


def monthly_energy(ax, results):
    """Generation of all regions by technology and month, and the load, GWh or TWh."""
    return energy.draw_months(ax, results)


def price_duration(ax, results):
    """Hourly prices of each region in the last year over the share of hours, money per MWh or
    kWh."""
    prices.draw_prices(ax, results)
    return _shares(ax)


def residual_load(ax, results):
    """Load, and load less available solar and wind, over the share of hours, MW or GW."""
    prices.draw_residual(ax, results)
    return _shares(ax)


def _shares(ax):
    ax.set_xlim(0, 100)
    ax.set_xlabel("share of the year's hours (%)")
    legend(ax)
    return ax


def nines(ax, results, by="energy"):
    """Availability of each data centre of an adequacy file by year, in nines, by energy or by
    time."""
    adequacy.draw_availability(ax, results, by)
    ax.set_ylabel("availability (nines; 3 = 99.9 %)")
    legend(ax)
    return ax


def convergence(ax, results):
    """Estimate of the metric of an adequacy file over the number of samples, with two standard
    errors."""
    adequacy.draw_convergence(ax, results)
    from_zero(ax)
    ax.legend(loc="lower right")
    return ax
