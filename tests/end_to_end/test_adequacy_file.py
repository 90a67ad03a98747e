"""An adequacy file is consistent: sums agree, results follow from each other, events give the means, and every figure can be plotted."""
import os
import pathlib

import matplotlib

matplotlib.use("Agg")

import numpy as np                             # noqa: E402  (the backend comes first)
import pytest                                  # noqa: E402
import xarray as xr                            # noqa: E402

import decawatt_plots                          # noqa: E402

FILES = pathlib.Path(os.environ["ADEQUACY_FILES"])
SAMPLES, YEARS = 600, 10


def group(name, events="all"):
    return xr.load_dataset(FILES / f"adequacy_{events}.h5", engine="h5netcdf", group=name)


def table():
    """All events of the file."""
    return group("events").to_dataframe()


def test_the_file_describes_itself():
    root = xr.open_dataset(FILES / "adequacy_all.h5", engine="h5netcdf")
    assert root.attrs["kind"] == "adequacy" and root.attrs["samples"] == SAMPLES
    horizon = group("horizon")
    assert list(horizon.region.values) == ["capital", "coast", "island"] and list(horizon.data_center.values) == ["hub", "campus"]
    assert horizon.region_eue_mwh.dims == ("region",) and group("by_year").data_center_lole_h.dims == ("year", "data_center")
    assert group("settings").attrs["batch"] == 100 and group("provenance").attrs["version"] == "0.1.0"


def test_means_follow_from_all_events():
    events, horizon = table(), group("horizon")
    assert len(events) == group("events").attrs["of_all_places_and_samples"]
    assert (np.diff(events["sample"]) >= 0).all()
    for place, name in enumerate(["grid", "capital", "coast", "island", "hub", "campus"]):
        mine = events[events.place == place]
        kind, select = ("grid", {}) if place == 0 else ("region", {"region": name}) if place < 4 else ("data_center", {"data_center": name})
        value = {key: float(horizon[f"{kind}_{key}"].sel(select)) for key in ("eue_mwh", "lole_h", "lolev", "event_duration_h", "event_depth_mw")}
        np.testing.assert_allclose(mine.unserved_mwh.sum() / (SAMPLES * YEARS), value["eue_mwh"], rtol=1e-9, atol=1e-6)
        np.testing.assert_allclose(mine.duration_h.sum() / (SAMPLES * YEARS), value["lole_h"], rtol=1e-12)
        np.testing.assert_allclose(len(mine) / (SAMPLES * YEARS), value["lolev"], rtol=1e-12)
        if len(mine):
            np.testing.assert_allclose(mine.duration_h.mean(), value["event_duration_h"], rtol=1e-12)
            np.testing.assert_allclose(mine.depth_mw.mean(), value["event_depth_mw"], rtol=1e-6)
        else:
            assert np.isnan(value["event_duration_h"])


def test_errors_and_value_at_risk_are_those_of_the_samples():
    events = table()
    yearly = events[events.place == 0].groupby("sample").unserved_mwh.sum().reindex(range(SAMPLES), fill_value=0.0) / YEARS
    horizon, spread = group("horizon"), group("distribution")
    np.testing.assert_allclose(horizon.grid_eue_mwh_error, yearly.std(ddof=1) / np.sqrt(SAMPLES), rtol=1e-6)
    assert float(horizon.grid_eue_mwh_error_total) > 1.5 * float(horizon.grid_eue_mwh_error)      # weather years differ
    for level in (0.95, 0.99):
        tail = yearly.sort_values()[-round((1 - level) * SAMPLES):]
        found = float(spread.grid_cvar_mwh.sel(level=level))
        assert tail.mean() - tail.min() / 256 <= found <= tail.mean() * (1 + 1e-9)
    assert float(spread.grid_samples_in_bin.sum()) == SAMPLES
    np.testing.assert_allclose((spread.grid_samples_in_bin * spread.grid_mean_of_bin_mwh.fillna(0)).sum() / SAMPLES, yearly.mean(), rtol=1e-9)
    quantile = float(spread.grid_unserved_quantile_mwh.sel(probability=0.9))
    assert quantile == pytest.approx(np.quantile(yearly, 0.9, method="inverted_cdf"), rel=1 / 256)
    worst = group("worst_samples")
    np.testing.assert_allclose(worst.unserved_mwh, yearly.sort_values(ascending=False)[:20], rtol=1e-6)
    assert worst.sample[0] == yearly.idxmax()


def test_ratios_follow_from_amounts_and_demand():
    by_year, horizon, demand = group("by_year"), group("horizon"), group("demand")
    for kind in ("grid", "region", "data_center"):
        np.testing.assert_allclose(by_year[f"{kind}_neue_ppm"], 1e6 * by_year[f"{kind}_eue_mwh"] / demand[f"{kind}_demand_mwh"])
        np.testing.assert_allclose(by_year[f"{kind}_eue_mwh"].mean("year"), horizon[f"{kind}_eue_mwh"])
    lost = by_year.data_center_eue_mwh / demand.data_center_demand_mwh
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(by_year.data_center_nines_energy, -np.log10(lost), rtol=1e-12)
        np.testing.assert_allclose(horizon.data_center_nines_time, -np.log10(horizon.data_center_lole_h / 8760), rtol=1e-12)
    assert np.isinf(horizon.data_center_nines_energy.sel(data_center="campus"))       # no loss
    assert (by_year.data_center_nines_energy_low.sel(data_center="hub") < by_year.data_center_nines_energy.sel(data_center="hub")).all()
    np.testing.assert_allclose(by_year.data_center_availability_time_frac, 1 - by_year.data_center_lole_h / 8760, rtol=1e-12)
    np.testing.assert_allclose(by_year.data_center_availability_energy_frac, 1 - lost, rtol=1e-12)


def test_months_hours_batches_and_weather_years_add_up():
    lolp, horizon, weather, path = group("loss_probability"), group("horizon"), group("weather"), group("convergence")
    days = xr.DataArray([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dims="month")
    np.testing.assert_allclose((lolp.grid_lolp * days).sum(), horizon.grid_lole_h)
    np.testing.assert_allclose((lolp.region_lolp * days).sum(["month", "hour"]), horizon.region_lole_h)
    assert float(weather.draws.sum()) == SAMPLES * YEARS
    np.testing.assert_allclose((weather.draws * weather.region_eue_mwh).sum("weather_year") / weather.draws.sum(), horizon.region_eue_mwh)
    assert list(path.samples.values) == [100, 200, 300, 400, 500, 600]
    for name, of in (("mean", "eue_mwh"), ("error", "eue_mwh_error"), ("error_total", "eue_mwh_error_total")):
        assert float(path[name][-1]) == float(horizon[f"grid_{of}"])


def test_the_worst_events_are_those_of_all():
    all_events, worst = table(), group("events", "worst").to_dataframe()
    assert len(worst) == 1000
    np.testing.assert_array_equal(worst.unserved_mwh, all_events.unserved_mwh.sort_values(ascending=False)[:1000])
    local = group("events").begin + np.timedelta64(9, "h")
    assert set(local.dt.hour.values) <= set(range(13, 23)) and set(local.dt.year.values) <= set(range(2030, 2040))


@pytest.mark.parametrize("events", ["worst", "all"])
def test_every_figure_is_plotted(events, tmp_path):
    skipped = []
    stems = decawatt_plots.draw_all(FILES / f"adequacy_{events}.h5", tmp_path, tell=skipped.append)
    assert skipped == []
    assert stems == list(decawatt_plots.adequacy_figures())
    assert all((tmp_path / f"{stem}.png").stat().st_size > 10_000 for stem in stems)


def test_a_run_without_loss_and_without_data_centres(tmp_path):
    horizon, spread, events = group("horizon", "calm"), group("distribution", "calm"), group("events", "calm")
    assert float(horizon.grid_eue_mwh) == 0 and float(horizon.grid_lole_h_error_total) == 0 and np.isnan(horizon.grid_event_duration_h)
    assert "data_center_lole_h" not in horizon and "event" not in events.dims
    assert float(spread.grid_cvar_mwh.sel(level=0.99)) == 0 and list(spread.bin.values) == [0]
    skipped = []
    stems = decawatt_plots.draw_all(FILES / "adequacy_calm.h5", tmp_path, tell=skipped.append)
    assert stems == ["convergence"]
    assert "data_center_availability: skipped, no data centre" in skipped and "events: skipped, no event in any sample" in skipped
