"""The figure of one future of an adequacy run (`decawatt adequacy --replay`): the days around its
largest hourly loss."""
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr

from .results import NoData
from .style import COLORS, LINES, LOAD, energy, from_zero, headline, legend, power

KIND = "adequacy sample"
HALF_H = 84                                    # hours shown on either side: a week in all


class FutureResults:
    def __init__(self, path):
        self.hours = xr.load_dataset(path, engine="h5netcdf")
        self.attrs = dict(self.hours.attrs)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.hours.close()


def lost_by_place(hours):
    """MW, time × place: regions without data centres, then data centres."""
    if "data_center_lost_mw" not in hours:
        return hours.node_lost_mw.rename(node="place")
    if "node_is_data_center" in hours:
        own_nodes = hours.node_is_data_center.values == 1
    else:  # a file of an earlier version: by name
        own_nodes = np.isin(hours.node.values, hours.data_center.values)
    regions = hours.node_lost_mw.isel(node=~own_nodes)
    return xr.concat(
        [regions.rename(node="place"),
         hours.data_center_lost_mw.rename(data_center="place")], "place")


def worst_days(results):
    """Supply and load of all nodes, lost load of each place, and content of stores."""
    hours = results.hours
    lost = lost_by_place(hours)
    total = lost.sum("place").values
    if total.max() <= 0:
        raise NoData("no load was lost in this sample")
    middle = int(total.argmax())
    part = slice(max(0, middle - HALF_H), middle + HALF_H)
    hours, lost = hours.isel(time=part), lost.isel(time=part)
    local = hours.time.values + np.timedelta64(int(results.attrs["utc_offset_s"]), "s")
    figure, (supply, losses, content) = plt.subplots(3, 1, figsize=(10, 8), sharex=True,
                                                     height_ratios=(2.2, 1.2, 1))
    load = hours.load_mw.sum("node").values
    factor, unit = power(load.max())
    supply.stackplot(local,
                     factor * hours.units_mw.sum("node").values,
                     factor * hours.weather_mw.sum("node").values,
                     labels=["available units",
                             "solar and wind"], colors=[COLORS["other"], COLORS["solar"]])
    supply.plot(local, factor * load, color=LOAD, linewidth=1.3,
                label="load, data centres included")
    supply.set_ylabel(f"power, all nodes ({unit})")
    factor, unit = power(lost.max().item())
    short = lost.isel(place=lost.max("time").values > 0)
    for color, place in zip(LINES * 3, range(short.sizes["place"])):     # names may be equal
        losses.plot(local,
                    factor * short.isel(place=place).values, color=color, drawstyle="steps-mid",
                    label=str(short.place.values[place]))
    losses.set_ylabel(f"unserved ({unit})")
    if "content_mwh" in hours:
        factor, unit = energy(float(hours.content_mwh.sum("store").max()))
        content.plot(local,
                     factor * hours.content_mwh.sum("store").values, color=COLORS["battery"],
                     label="all stores")
        content.set_ylabel(f"stored ({unit})")
    for ax in (supply, losses, content):
        from_zero(ax)
        legend(ax)
    content.set_xlabel(f"{results.attrs['utc_offset']} time")
    headline(
        figure,
        f"{results.attrs['study']}: sample {int(results.attrs['sample'])}, the days around its "
        "largest hourly loss"
    )
    yield "worst_days", figure


FIGURES = {"worst_days": worst_days}
