"""Every figure is made, has labelled axes, and is correct for studies without some kinds of
assets."""
import re
import subprocess
import sys

import matplotlib

matplotlib.use("Agg")

import numpy as np                             # noqa: E402  (the backend comes first)
import pytest                                  # noqa: E402
import xarray as xr                            # noqa: E402

import decawatt_plots                          # noqa: E402
from decawatt_plots import bills, lines, style, weeks  # noqa: E402
from decawatt_plots.results import NoData, Results     # noqa: E402
import synthetic                               # noqa: E402

# An axis of amounts names its unit in brackets; an axis of names, dates, years or months has none.
UNIT = re.compile(r"\((MW|GW|[TGMk]?Wh.*|%|h|.*KRW.*|fraction.*|degrees.*|UTC.*)\)")
WITHOUT_UNIT = {"year", "month", "month of the year", "region"}
ALL = {
    "week_regions", "week_contracts", "data_center_draw", "flexible_work", "capacity",
    "monthly_energy", "clean_score", "contract_cost", "bills", "durations", "prices",
    "store_content", "battery_health", "line_loading", "map"
}


def drawn(path):
    """(name, stem, figure) of everything that can be drawn, and the names skipped."""
    made, skipped = [], []
    with Results(path) as results, matplotlib.rc_context(style.RC):
        for name, function in decawatt_plots.figures().items():
            try:
                made += [(name, stem, figure) for stem, figure in function(results)]
            except NoData:
                skipped.append(name)
    return made, skipped


def labels_of(figure):
    for ax in figure.axes:
        if ax.get_label() == "<colorbar>":
            yield ax.get_ylabel()
            continue
        shared = ax.get_ylabel() == "" and not ax.get_subplotspec().is_first_col()
        upper = ax.get_xlabel() == "" and not ax.get_subplotspec().is_last_row()
        yield from ([] if upper else [ax.get_xlabel()])
        yield from ([] if shared else [ax.get_ylabel()])


def test_every_figure_is_made_and_labelled(full):
    made, skipped = drawn(full)
    assert skipped == []
    assert {name for name, _, _ in made} == ALL
    for name, stem, figure in made:
        assert figure._suptitle.get_text().startswith("synthetic: "), stem
        assert re.search(r"20\d\d", figure._suptitle.get_text()), stem
        for label in labels_of(figure):
            names_only = label in WITHOUT_UNIT or (label == "" and name == "line_loading")
            words = label.replace(", hourly means; below zero: use", "")
            assert names_only or UNIT.search(words), f"{stem}: {label!r}"
        matplotlib.pyplot.close(figure)


def test_files_are_written(full, tmp_path):
    stems = decawatt_plots.draw_all(full, tmp_path, only=("capacity", "map"))
    assert stems == ["capacity", "map"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "capacity.png", "capacity.svg", "map.png", "map.svg"
    ]
    assert (tmp_path / "map.png").read_bytes()[1:4] == b"PNG"


def test_one_region_without_stores_and_contracts(bare, tmp_path):
    notes = []
    stems = decawatt_plots.draw_all(bare, tmp_path, tell=notes.append)
    assert {note.split(":")[0]
            for note in notes} == {
                "week_contracts", "flexible_work", "clean_score", "contract_cost", "bills",
                "store_content", "battery_health", "line_loading", "map"
            }
    assert "week_contracts: skipped, no contract and nothing behind a data centre" in notes
    assert {
        "week_capital", "data_center_draw", "capacity", "monthly_energy", "durations", "prices"
    } == set(stems)


def test_a_study_without_data_centres_and_with_an_unwritten_series(bare, tmp_path):
    with xr.load_dataset(bare, engine="h5netcdf") as root:
        cut = root.drop_dims("data_center")
        cut["price_per_mwh"] = cut.price_per_mwh * np.nan
    path = tmp_path / "cut.h5"
    cut.to_netcdf(path, engine="h5netcdf")
    xr.load_dataset(bare, engine="h5netcdf",
                    group="capacity").to_netcdf(path, engine="h5netcdf", group="capacity", mode="a")
    notes = []
    stems = decawatt_plots.draw_all(path, tmp_path / "out", tell=notes.append)
    assert "data_center_draw: skipped, no data centre" in notes
    assert "durations: skipped, price_per_mwh was never written" in notes
    assert {"week_capital", "capacity", "monthly_energy"} == set(stems)


def test_bills_stack_their_components(full):
    with Results(full) as results:
        names, months, costs, components = bills.parts_of(results)
        assert names == ["hub"] and len(months) == 24 and str(months[0]) == "2030-01"
        (_, figure), = bills.draw(results)
        ax = figure.axes[0]
        tops = {}
        for bar in ax.patches:
            tops[bar.get_x()] = max(tops.get(bar.get_x(), 0.0), bar.get_y() + bar.get_height())
        assert np.allclose(sorted(tops.values()), sorted(1e-9 * costs[:, 0].sum(axis=1)))
        labels = [text.get_text() for text in ax.get_legend().get_texts()]
        assert labels == ["demand charge", "energy"]             # nothing else was charged
        matplotlib.pyplot.close(figure)


def test_what_a_contract_draws_adds_to_its_load_and_shows_what_is_not_counted(full):
    with Results(full) as results:
        gas = np.flatnonzero(results.text("fleet_technology") == "gas")[0]
        results.root["fleet_paid_by"] = ("fleet",
                                         np.where(
                                             np.arange(results.root.sizes["fleet"]) == gas,
                                             "hub supply", results.text("fleet_contract")))
        mine, hub = payers_of(results), np.array([True])
        stores = results.text("store_contract") == "hub supply"
        supply, use, load = weeks.supply_parts(results, mine,
                                               weeks.counted_by(results, "hub supply"), stores, hub)
        assert np.allclose(sum(supply.values()) - sum(use.values()), load)
        assert np.allclose(supply["gas, not counted"], results.series("generation_mw")[:, gas])
        counted = results.text("fleet_contract") == "hub supply"
        from_stores = results.series("discharge_mw") - results.series("charge_mw")
        net = results.series("generation_mw")[:, mine].sum(axis=1)
        net = net + from_stores[:, stores].sum(axis=1)
        assert np.allclose(supply["grid purchase"], np.clip(load - net, 0, None))
        assert counted.sum() == mine.sum() - 1


def payers_of(results):
    return weeks.payers(results, "fleet") == "hub supply"


def island(path):
    """A data centre without a contract behind whose meter all plants of the only region stand; the
    region has no load and no price."""
    with xr.load_dataset(path, engine="h5netcdf") as root:
        cut = root.copy()
    cut["demand_mw"], cut["unserved_mw"], cut[
        "price_per_mwh"] = 0 * cut.demand_mw, 0 * cut.unserved_mw, np.nan * cut.price_per_mwh
    cut["data_center_import_mw"] = 0 * cut.data_center_import_mw
    names = np.array(["hub"] * cut.sizes["fleet"])
    cut["fleet_behind"], cut["fleet_paid_by"] = ("fleet", names), ("fleet", names)
    return cut


def test_an_empty_region_has_no_figure_and_an_island_has_one(bare, tmp_path):
    path = tmp_path / "island.h5"
    island(bare).to_netcdf(path, engine="h5netcdf")
    for name in ("capacity", "summary"):
        xr.load_dataset(bare, engine="h5netcdf",
                        group=name).to_netcdf(path, engine="h5netcdf", group=name, mode="a")
    notes = []
    stems = decawatt_plots.draw_all(path, tmp_path / "out", only=("week_regions", "week_contracts"),
                                    tell=notes.append)
    assert stems == ["week_data_center_hub"]
    assert notes == ["week_regions: skipped, nothing in any region"]


def test_weather_years(tmp_path):
    path = synthetic.write(tmp_path / "two.h5", weather_years=2)
    with Results(path, weather_year=2) as results:
        assert results.series("generation_mw").ndim == 2
        assert "weather year 2" in results.title("x")
    with pytest.raises(ValueError, match="weather year 9"):
        Results(path, weather_year=9)


def test_local_time_and_calendar(full):
    with Results(full) as results:
        assert results.local[0] == np.datetime64("2030-01-01T00:00:00")  # 15:00 UTC the day before
        assert (results.year == 2030).sum() == 8760
        assert results.hour[5] == 5
        assert results.month[31 * 24] == 2
        (summer, a), (winter, b) = weeks.find_weeks(results)
        assert (summer, winter) == ("summer", "winter")
        assert set(results.month[a]) <= {6, 7, 8, 9} and set(results.month[b]) <= {12, 1, 2, 3}
        assert results.local[a][0].astype("datetime64[D]").item().weekday() == 0
        assert results.hour[a][0] == 0


def test_trade_closes_with_losses(full):
    """What one region exports arrives elsewhere less the loss: the sum over regions is minus the
    losses."""
    with Results(full) as results:
        net = sum(
            np.subtract(*weeks.trade_of(results, region)) for region in results.names("region"))
        loss = 0.02 * (results.series("flow_forward_mw") +
                       results.series("flow_reverse_mw")).sum(axis=1)
        assert np.allclose(net, -loss, atol=0.01)


def test_duration_and_daily(full):
    share, value = style.duration(np.arange(101.0))
    assert value[0] == 100.0 and value[-1] == 0.0 and share[-1] == 100.0
    with Results(full) as results:
        days, mean = results.daily(results.hour.astype(float), "mean")
        assert len(days) == 730 and np.allclose(mean, 11.5)
        assert np.nanmax(np.abs(lines.loading(results))) == pytest.approx(1.0)


def test_command_line(bare, tmp_path):
    run = [
        sys.executable, "-m", "decawatt_plots",
        str(bare), "--out",
        str(tmp_path), "--only", "prices"
    ]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"1 figures in {tmp_path}"
    absent = subprocess.run([*run[:3], "absent.h5"], capture_output=True, text=True)
    assert absent.returncode == 4 and "absent.h5" in absent.stderr
