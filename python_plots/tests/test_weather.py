"""Figures of common weather files, from a file made here."""
import math

import numpy as np
import pytest
import xarray as xr
from decawatt_plots import weather


def made(path, **left_out):
    hours = 8760
    rng = np.random.default_rng(1)
    time = np.datetime64("2026-12-31T15:00:00",
                         "s").astype("datetime64[ns]") + np.arange(hours) * np.timedelta64(1, "h")
    local = (np.arange(hours) % 24)[:, None] * np.ones((1, 2))
    speed = rng.weibull(2.0, (2, hours, 2)) * 6.0
    data = xr.Dataset(
        {
            "temperature_deg_c": (("time", "site"), 10 + 5 * np.sin(np.pi * (local - 8) / 12)),
            "ghi_w_per_m2": (("time", "site"),
                             np.maximum(0.0, 800 * np.sin(np.pi * (local - 6) / 12))),
            "wind_speed_m_per_s": (("height", "time", "site"), speed),
            "latitude_deg": ("site", [35.0, 37.0]), "longitude_deg": ("site", [127.0, 127.0]),
            "elevation_m": ("site", [1.0, 2.0]), "utc_offset_s": ("site", [32400, 32400])
        }, coords={"time": time, "site": ["north", "south coast"], "height": [10.0, 100.0]},
        attrs={"decawatt_weather": 1})
    data.drop_vars(left_out.get("drop", [])).to_netcdf(path, engine="h5netcdf")
    return path


def test_a_figure_a_site(tmp_path):
    assert weather.draw_all(made(tmp_path / "w.nc"),
                            tmp_path / "out") == ["weather_north", "weather_south_coast"]
    for stem in ("weather_north", "weather_south_coast"):
        assert (tmp_path / "out" / f"{stem}.png").stat().st_size > 20000
        assert "Weibull" in (tmp_path / "out" / f"{stem}.svg").read_text(encoding="utf-8")


def test_absent_variables_are_left_out(tmp_path):
    path = made(tmp_path / "w.nc", drop=["ghi_w_per_m2", "wind_speed_m_per_s"])
    weather.draw_all(path, tmp_path / "out")
    svg = (tmp_path / "out" / "weather_north.svg").read_text(encoding="utf-8")
    assert "Temperature" in svg and "Irradiation" not in svg and "Weibull" not in svg


def test_hours_are_local(tmp_path):
    with xr.open_dataset(made(tmp_path / "w.nc"), engine="h5netcdf") as data:
        one = weather.of_site(data, "north")
        assert np.argmax(one["ghi_w_per_m2"].groupby("hour").mean().values) == 12
        assert str(one["time"].values[0]).startswith("2027-01-01T00")


@pytest.mark.parametrize("shape, scale", [(1.0, 5.0), (2.0, 7.0), (3.5, 9.0)])
def test_the_fit_finds_the_distribution_of_its_moments(shape, scale):
    mean = scale * math.gamma(1 + 1 / shape)
    sd = scale * math.sqrt(math.gamma(1 + 2 / shape) - math.gamma(1 + 1 / shape) ** 2)
    assert weather.weibull_fit(mean, sd) == pytest.approx((shape, scale), rel=1e-8)


def test_another_file_is_refused(tmp_path):
    xr.Dataset({"x": ("y", [1.0])}).to_netcdf(tmp_path / "x.nc", engine="h5netcdf")
    with pytest.raises(ValueError, match="no common weather file"):
        weather.draw_all(tmp_path / "x.nc", tmp_path / "out")
    assert not (tmp_path / "out").exists()
