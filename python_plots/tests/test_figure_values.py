"""What figures show: values, what is left out, and labels that can be read."""
import pathlib
import re
import subprocess
import sys

import matplotlib

matplotlib.use("Agg")

import numpy as np                             # noqa: E402  (the backend comes first)
import pytest                                  # noqa: E402

import decawatt_plots                          # noqa: E402
from decawatt_plots import (
    adequacy,
    battery,
    bills,
    capacity,
    contracts,
    data_centers,
    energy,  # noqa: E402
    flexible_work,
    future,
    lines,
    panels,
    prices,
    registry,
    stores,
    style,
    weeks)
from decawatt_plots.results import NoData, Results       # noqa: E402


def test_battery_health_shows_both_models_of_the_stores_that_age(full, bare):
    with Results(full) as results:
        [(stem, figure)] = list(decawatt_plots.figures()["battery_health"](results))
    assert stem == "battery_health" and len(figure.axes) == 2          # one store of six ages
    drawn_lines = {line.get_label(): line.get_ydata() for line in figure.axes[0].get_lines()}
    age = np.array([1, 2])
    np.testing.assert_allclose(drawn_lines["detailed model"], 100 * 0.03 * age ** 0.6)
    np.testing.assert_allclose(drawn_lines["linear fade of planning"], 100 * 0.02 * age)
    assert figure.axes[0].get_ylim()[0] == 0.0                         # bars begin at their zero
    np.testing.assert_allclose([bar.get_height() for bar in figure.axes[1].patches], 90.0 / age)
    matplotlib.pyplot.close(figure)
    with Results(bare) as results, pytest.raises(NoData):
        next(decawatt_plots.figures()["battery_health"](results))


def test_battery_health_is_silent_before_anything_is_built(full):
    """The solver's rounding (a few kWh) has an ageing series too."""
    with Results(full) as results:
        energy_mwh = results.group["capacity"]["store_energy_mwh"]
        energy_mwh.values[0, 0] = 0.005
        [(_, figure)] = list(decawatt_plots.figures()["battery_health"](results))
        lost = {line.get_label(): line.get_ydata()
                for line in figure.axes[0].get_lines()}["detailed model"]
        assert np.isnan(lost[0]) and lost[1] == pytest.approx(100 * 0.03 * 2 ** 0.6)
        assert figure.axes[1].patches[0].get_height() == 0.0
        matplotlib.pyplot.close(figure)
        energy_mwh.values[:, 0] = 0.005
        with pytest.raises(NoData, match="ever built"):
            next(decawatt_plots.figures()["battery_health"](results))


def test_capacity_separates_the_data_centres_from_the_grid(full):
    with Results(full) as results:
        [(_, figure)] = list(decawatt_plots.figures()["capacity"](results))
        hub, grid = figure.axes[0], figure.axes[2]
        assert hub.get_title().startswith("data centres: installed")
        assert grid.get_title().startswith("the rest of the grid: installed")
        totals = [sum(bar.get_height() for bar in ax.patches) for ax in (hub, grid)]
        paid = results.text("fleet_contract") == "hub supply"
        of_stores = {True: 300.0, False: 5 * 300.0}  # one of six stores has the contract
        for total, ax, mine in ((totals[0], hub, True), (totals[1], grid, False)):
            mw = results.table("capacity", "fleet_mw")[:, paid == mine].sum() + 2 * of_stores[mine]
            assert total * (1e3 if "GW" in ax.get_ylabel() else 1.0) == pytest.approx(mw)
        matplotlib.pyplot.close(figure)


def test_one_far_price_does_not_set_the_colours():
    near = np.array([[100.0, 101.0, 99.0, 102.0, 98.0, 100.0]])
    assert prices.color_range(near) == (98.0, 102.0, "neither")
    bottom, top, beyond = prices.color_range(np.append(near, [5000.0, np.nan]))
    assert (bottom, beyond) == (98.0, "max") and 102.0 < top < 120.0
    assert prices.color_range(np.array([7.0])) == (7.0, 7.0, "neither")


def test_prices_of_a_region_without_any_are_left_out(full):
    with Results(full) as results:
        gone = results.series("price_per_mwh").copy()
        gone[:, 1] = np.nan
        results._cache["price_per_mwh"] = gone
        [(_, figure)] = list(decawatt_plots.figures()["durations"](results))
        labels = [line.get_label() for line in figure.axes[0].get_lines()]
        assert labels == ["Capital", "Centre"]
        widths = [line.get_linewidth() for line in figure.axes[0].get_lines()]
        assert widths[0] > widths[1]  # the second may lie on the first
        matplotlib.pyplot.close(figure)


def test_virtual_agreements_are_no_supply(full):
    """Their output counts for a contract and does not enter the balance: load less sun and wind
    does not fall by it."""
    with Results(full) as results:
        available, names = results.series("available_mw"), results.names("fleet")
        weather = np.isin(results.text("fleet_technology"), prices.WEATHER)
        assert np.array_equal(prices.weather_supply(results), available[:, weather].sum(axis=1))
        summary = results.group["summary"]
        chosen = [names.index(name) for name in ("hub solar", "hub onshore")]
        summary.coords["agreement"] = [names[i] for i in chosen]
        summary["agreement_kind"] = ("agreement", ["virtual", "pay_as_produced"])
        without = available[:, weather].sum(axis=1) - available[:, chosen[0]]
        assert available[:, chosen[0]].max() > 0
        np.testing.assert_allclose(prices.weather_supply(results), without, rtol=1e-6)


def test_the_score_is_called_by_what_its_contract_counts(full):
    with Results(full) as results:
        for counts in ("clean", "renewable"):
            results.root["contract_counts"] = ("contract", [counts])
            [(_, figure)] = list(decawatt_plots.figures()["clean_score"](results))
            words = [
                figure._suptitle.get_text(), figure.axes[-1].get_ylabel(),
                figure.axes[0].get_title()
            ]
            assert all(counts in text for text in words)
            assert not any("clean" in text for text in words if counts == "renewable")
            matplotlib.pyplot.close(figure)


def test_labels_of_the_map_do_not_cover_each_other(full):
    with Results(full) as results, matplotlib.rc_context(style.RC):
        [(_, figure)] = list(decawatt_plots.figures()["map"](results))
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text()]
        assert len(boxes) == 3 + 3  # regions, and lines between them
        assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])
        matplotlib.pyplot.close(figure)


def test_loading_states_the_hours_at_the_limit(full):
    with Results(full) as results:
        [(_, figure)] = list(decawatt_plots.figures()["line_loading"](results))
        told = [text.get_text() for text in figure.axes[0].texts]
        share = (np.abs(lines.loading(results)[:, 0]) >= 0.995).mean()
        assert share > 0.01 and told[0] == f"{100 * share:.0f} %"
        matplotlib.pyplot.close(figure)


def test_content_of_stores_by_month(full):
    with Results(full) as results:
        held = np.where(results.month == 2, 8.0, 2.0) + np.where(results.hour < 12, 1.0, -1.0)
        edges, (low, high, mean, deepest, fullest) = stores.by_month(results, held)
    assert len(edges) == 25 and str(edges[1]) == "2030-02-01" and str(edges[-1]) == "2032-01-01"
    assert (low[1], high[1], mean[1], deepest[1], fullest[1]) == (7.0, 9.0, 8.0, 7.0, 9.0)
    assert (mean[0], mean[-1]) == (2.0, 2.0)


def test_every_figure_is_in_the_registry_once_with_its_units():
    names = [entry.name for entry in registry.ENTRIES]
    assert len(names) == len(set(names)) > 20
    families = (weeks, data_centers, flexible_work, capacity, energy, contracts, bills, prices,
                stores, battery, lines, adequacy, future)
    assert {name
            for family in families
            for name in family.FIGURES
            } == set(names) - {"compare", "frontier", "weather", "headroom"}
    unit = re.compile(r"MW|Wh|money|currency|fraction|%|nines|per year|°C|hours")
    for entry in registry.ENTRIES:
        assert unit.search(entry.shows) and entry.shows.endswith("."), entry.name


def test_captions_name_the_study_the_content_and_the_file(full, tmp_path):
    decawatt_plots.draw_all(full, tmp_path, only=("prices",))
    svg = (tmp_path / "prices.svg").read_text(encoding="utf-8")
    described = re.search(r"<dc:description>(.*?)</dc:description>", svg, re.DOTALL).group(1)
    assert described.startswith("synthetic: demand-weighted mean price by region, 2030")
    assert "weighted by demand" in described and described.endswith(f"Source: {full.name}.")
    assert matplotlib.image.imread(tmp_path / "prices.png").ndim == 3
    with (tmp_path / "prices.png").open("rb") as file:
        assert b"Source: " in file.read()
    decawatt_plots.draw_all(full, tmp_path / "plain", only=("prices",), captions=False)
    assert "Source: " not in (tmp_path / "plain" / "prices.svg").read_text(encoding="utf-8")


def test_panels_draw_on_given_axes_what_the_figures_show(full):
    with Results(full) as results, decawatt_plots.look():
        figure, axes = matplotlib.pyplot.subplots(3, 2)
        for ax, (draw, words) in zip(axes.flat,
                                     ((panels.monthly_energy, {}), (panels.capacity, {}),
                                      (panels.capacity, {"built": True, "of_data_centers": False}),
                                      (panels.price_duration, {}), (panels.residual_load, {}),
                                      (panels.week, {"of": "hub supply"}))):
            assert draw(ax, results, **words) is ax
            assert ax.get_ylabel() and (ax.patches or ax.get_lines() or ax.collections)
        [(_, whole)] = list(decawatt_plots.figures()["monthly_energy"](results))
        for mine, theirs in zip(axes[0, 0].patches, whole.axes[0].patches, strict=True):
            assert mine.get_height() == theirs.get_height()
        contract = dict(
            decawatt_plots.figures()["week_contracts"](results))["week_contract_hub_supply"]
        load = [{line.get_label(): line.get_ydata()
                 for line in ax.get_lines()}["load"]
                for ax in (axes[2, 1], contract.axes[0])]
        np.testing.assert_array_equal(*load)
        with pytest.raises(KeyError, match="hub supply"):
            panels.week(axes[0, 0], results, of="nobody")
        matplotlib.pyplot.close("all")


def test_the_look_keeps_the_interactive_mode_that_a_backend_sets():
    """As the backend of a notebook does with the first figure; rc_context alone would undo it."""
    before, size = matplotlib.is_interactive(), matplotlib.rcParams["font.size"]
    try:
        matplotlib.interactive(False)
        with decawatt_plots.look():
            assert matplotlib.rcParams["font.size"] == style.RC["font.size"]
            matplotlib.interactive(True)
        assert matplotlib.is_interactive() and matplotlib.rcParams["font.size"] == size
    finally:
        matplotlib.interactive(before)


@pytest.mark.parametrize("program", ["compare", "frontier", "weather", "headroom"])
def test_programs_of_figures_start_without_a_warning(program):
    """Python warns where the package has imported the module that it is about to run."""
    package = pathlib.Path(decawatt_plots.__file__).parents[1]
    done = subprocess.run([sys.executable, "-B", "-m", f"decawatt_plots.{program}", "--help"],
                          text=True, capture_output=True, cwd=package, check=False)
    assert (done.returncode, done.stderr) == (0, "")
