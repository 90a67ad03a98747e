"""netCDF weather files saved again by xarray, and other files than weather, through the program."""
import gzip
import json
import shutil

import h5py
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, decawatt

MINIMAL = SCENARIOS / "minimal"
HOURLY = ("temperature_deg_c", "relative_humidity_frac", "ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2", "pressure_pa", "wind_speed_m_per_s")


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    path = tmp_path_factory.mktemp("netcdf") / "year.nc"
    done = decawatt("weather", "generate", MINIMAL, "--years", "1", "--out", path, "--quiet")
    assert done.returncode == DONE, done.stderr
    return path


def converted(path, out):
    done = decawatt("weather", "convert", path, "--out", out)
    assert done.returncode == DONE, done.stderr
    return xr.load_dataset(out, engine="h5netcdf")


def refused(path, message):
    for words in (("describe", path), ("convert", path, "--out", path.parent / "never.nc")):
        done = decawatt("weather", *words)
        assert done.returncode == BAD_INPUT, done.stderr
        assert message in done.stderr, done.stderr
    assert not (path.parent / "never.nc").exists()


def assert_same(a, b, tolerance=0.0):
    for name in HOURLY:
        first, second = xr.broadcast(a[name], b[name])
        assert np.allclose(first, second.transpose(*first.dims), rtol=0.0, atol=tolerance), name


PACKING = {"temperature_deg_c": {"dtype": "int16", "scale_factor": 0.01, "add_offset": 10.0, "_FillValue": -32767},
           "wind_speed_m_per_s": {"dtype": "int32", "scale_factor": 0.001, "_FillValue": -2147483647},
           "pressure_pa": {"zlib": True, "dtype": "float32"}}


@pytest.mark.parametrize("engine", ["h5netcdf", "scipy"])
@pytest.mark.parametrize("name, change, encoding, tolerance", [
    ("as it is", lambda d: d, {}, 0.0),
    ("single precision", lambda d: d.assign({name: d[name].astype("float32") for name in HOURLY}), {}, 0.01),
    ("transposed", lambda d: d.transpose("site", "time", ...), {}, 0.0),
    ("hours", lambda d: d, {"time": {"units": "hours since 2027-12-31 00:00:00"}}, 0.0),
    ("days", lambda d: d, {"time": {"units": "days since 2000-01-01T00:00:00+00:00", "dtype": "float64"}}, 0.0),
    ("packed", lambda d: d, PACKING, 0.006),
    ("kelvin", lambda d: d.assign(temperature_deg_c=(d["temperature_deg_c"] + 273.15).assign_attrs(units="K")), {}, 1e-9),
])
def test_a_common_file_that_xarray_saved_again_is_the_same_weather(year, tmp_path, engine, name, change, encoding, tolerance):
    with xr.open_dataset(year, engine="h5netcdf") as source:
        changed = change(source.load())
        encoding = {key: dict(value) for key, value in encoding.items()}
        if engine == "scipy":                                  # netCDF-3: names become characters
            changed = changed.assign_coords(site=changed["site"].values.astype("U"))
            encoding.get("pressure_pa", {}).pop("zlib", None)
        changed.to_netcdf(tmp_path / "again.nc", engine=engine, encoding=encoding)
        again = converted(tmp_path / "again.nc", tmp_path / "out.nc")
        assert list(again["site"].values) == ["north", "south"]
        assert (again["time"].values == source["time"].values).all()
        assert_same(source, again, tolerance)


def test_a_selected_site_height_and_month_of_a_common_file(year, tmp_path):
    with xr.open_dataset(year, engine="h5netcdf") as source:
        chosen = source.load().sel(site="south", height=100.0).isel(time=slice(0, 744))
        chosen.to_netcdf(tmp_path / "chosen.nc", engine="h5netcdf")
        again = converted(tmp_path / "chosen.nc", tmp_path / "out.nc")
        assert again.sizes == {"time": 744, "site": 1, "height": 1}
        assert list(again["site"].values) == ["south"] and list(again["height"].values) == [100.0]
        assert np.array_equal(again["temperature_deg_c"].isel(site=0), chosen["temperature_deg_c"])
        assert np.array_equal(again["wind_speed_m_per_s"].isel(site=0, height=0), chosen["wind_speed_m_per_s"])
        for name, holes in (("every second hour", source.isel(time=slice(0, 100, 2))), ("a gap", source.isel(time=[0, 1, 2, 5, 6]))):
            holes.to_netcdf(tmp_path / f"{name}.nc", engine="h5netcdf")
            refused(tmp_path / f"{name}.nc", "3600 s after the one before it, none missing")
        source.drop_vars("temperature_deg_c").to_netcdf(tmp_path / "cold.nc", engine="h5netcdf")
        refused(tmp_path / "cold.nc", "temperature_deg_c: found no such variable")


def test_a_common_file_without_named_dimensions(tmp_path):
    speed = np.arange(2 * 48 * 2).reshape(2, 48, 2) / 10
    with h5py.File(tmp_path / "plain.nc", "w") as file:
        file.attrs["decawatt_weather"] = 1
        file.create_dataset("site", data=np.array(["a", "b"], dtype=object), dtype=h5py.string_dtype())
        for name, values, units in (("time", 1625065200 + 3600 * np.arange(48), "seconds since 1970-01-01T00:00:00Z"),
                                    ("latitude_deg", [37.0, 38.0], "degrees_north"), ("longitude_deg", [127.0, 128.0], "degrees_east"),
                                    ("elevation_m", [1.0, 2.0], "m"), ("utc_offset_s", [32400, 32400], "s"), ("height", [10.0, 100.0], "m"),
                                    ("temperature_deg_c", speed[0], "degC"), ("wind_speed_m_per_s", speed, "m s-1")):
            file.create_dataset(name, data=np.asarray(values)).attrs["units"] = units
    again = converted(tmp_path / "plain.nc", tmp_path / "out.nc")
    assert np.array_equal(again["wind_speed_m_per_s"], speed) and np.array_equal(again["temperature_deg_c"], speed[0])


def test_a_truncated_file_is_refused_with_both_lengths(year, tmp_path):
    with xr.open_dataset(year, engine="h5netcdf") as source:
        loaded = source.load()
        loaded.assign_coords(site=loaded["site"].values.astype("U")).to_netcdf(tmp_path / "classic.nc", engine="scipy")
    for whole, seal_bytes in ((year, 32), (tmp_path / "classic.nc", 0)):       # the checksum follows the length in the header
        data = whole.read_bytes()
        cut = tmp_path / "cut.nc"
        cut.write_bytes(data[:len(data) // 2])
        refused(cut, f"found {len(data) // 2} bytes, expected {len(data) - seal_bytes}: the file is shorter than its header says; download it again")


@pytest.mark.parametrize("name, data, message", [
    ("year.nc.gz", gzip.compress(b"CDF\x01"), "a gzip-compressed file, expected the weather file in it: decompress it first (gunzip)"),
    ("year.grib", b"GRIB\0\0\x10\x01", "a GRIB file, expected netCDF"),
    ("year.nc", b"<!DOCTYPE html><html><title>404</title></html>", "an HTML page"),
    ("year.csv", json.dumps({"outputs": {"hourly": []}}).encode(), "JSON, which PVGIS and NASA POWER deliver on request"),
    ("year.epw", b"", "an empty file"),
])
def test_files_that_are_not_weather_files(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    refused(tmp_path / name, message)


def test_a_folder_and_another_netcdf_file(tmp_path):
    done = decawatt("weather", "describe", tmp_path)
    assert done.returncode == RESOURCE and "is a folder" in done.stderr
    xr.Dataset({"rain": ("time", np.zeros(3)), "snow": ("time", np.zeros(3))}).to_netcdf(tmp_path / "rain.nc", engine="h5netcdf")
    refused(tmp_path / "rain.nc", "found a netCDF file of rain, snow, expected ERA5 single levels")


def test_a_climate_with_dark_months_is_generated_and_fitted_again(tmp_path):
    """The minimal study moved to 67.85 degrees north, with the irradiance of that place."""
    study = shutil.copytree(MINIMAL, tmp_path / "north")
    ghi = [0.01, 0.33, 1.26, 2.61, 3.90, 4.58, 4.22, 3.05, 1.68, 0.58, 0.05, 0.00]
    sites = pd.read_csv(study / "sites.csv", comment="#").assign(latitude_deg=[67.85, 67.55], longitude_deg=20.2)
    sites.to_csv(study / "sites.csv", index=False)
    climate = pd.read_csv(study / "climate.csv", comment="#")
    climate["ghi_mean_kwh_per_m2_day"] = [ghi[month - 1] for month in climate["month"]]
    climate["ghi_day_sd_kwh_per_m2_day"] = (0.35 * climate["ghi_mean_kwh_per_m2_day"]).round(2)
    climate.to_csv(study / "climate.csv", index=False)
    for source in ("the table", "a fit of its years"):
        done = decawatt("weather", "generate", study, "--years", "1:10", "--set", "study.utc_offset=+01:00", "--out", tmp_path / source, "--quiet")
        assert done.returncode == DONE, done.stderr
        done = decawatt("weather", "fit", *sorted((tmp_path / source).iterdir()), "--out", tmp_path / "climate.csv")
        assert done.returncode == DONE, done.stderr
        fitted = pd.read_csv(tmp_path / "climate.csv", comment="#").set_index(["site", "month"])
        stated = pd.read_csv(study / "climate.csv", comment="#").set_index(["site", "month"])
        for place, mean in stated["ghi_mean_kwh_per_m2_day"].items():
            # Months differ by 13 % between years: four standard errors of ten.
            assert abs(fitted.loc[place, "ghi_mean_kwh_per_m2_day"] - mean) <= 0.16 * mean + 1e-3, (source, place)
        shutil.copy(tmp_path / "climate.csv", study / "climate.csv")
