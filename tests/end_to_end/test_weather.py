"""Weather files through the program: generate, describe, fit, convert, and a study on files."""
import json
import shutil

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, RESOURCE, decawatt, entries
from weather_runs import MINIMAL, PV, profile, summary


def test_a_generated_year_is_a_valid_common_file(year):
    with xr.open_dataset(year, engine="h5netcdf") as weather:
        assert weather.sizes == {"time": 8784, "site": 2, "height": 2}
        assert list(weather["site"].values) == ["north", "south"]
        assert weather["time"].values[0] == np.datetime64("2027-12-31T15:00:00")   # decoded by its units
        assert weather["temperature_deg_c"].attrs["units"] == "degC"
        assert weather["wind_speed_m_per_s"].dims == ("height", "time", "site")
        assert weather.attrs["Conventions"] == "CF-1.8" and weather.attrs["weather_year"] == 3
        for name in weather.data_vars:
            if weather[name].dtype.kind == "f":
                assert np.isfinite(weather[name].values).all(), name


def test_years_are_written_into_a_folder_and_differ(tmp_path):
    made = summary("weather", "generate", MINIMAL, "--years", "1:2", "--calendar-year", "2029", "--out", tmp_path / "years", "--quiet")
    assert entries(tmp_path / "years") == ["weather_0001.nc", "weather_0002.nc"]
    first, second = (xr.load_dataset(path, engine="h5netcdf") for path in made["files"])
    assert first.sizes["time"] == 8760
    assert not np.allclose(first["temperature_deg_c"], second["temperature_deg_c"])
    done = decawatt("weather", "generate", MINIMAL, "--years", "1:2", "--out", tmp_path / "one.nc")
    assert done.returncode == BAD_INPUT and "a folder: a file holds one year" in done.stderr
    done = decawatt("weather", "generate", MINIMAL, "--years", "2:1", "--out", tmp_path / "one.nc")
    assert done.returncode == BAD_INPUT and "command line: --years: found 2:1" in done.stderr


def test_generated_files_have_the_weather_of_the_study_with_its_climate_memory(tmp_path):
    study = shutil.copytree(MINIMAL, tmp_path / "study")
    (study / "climate_memory.csv").write_text("parameter,value\ntemperature_year_sd_deg_c,3\n", encoding="utf-8")
    summary("weather", "generate", study, "--years", "1", "--calendar-year", "2029", "--out", tmp_path / "y.nc", "--quiet")
    done = decawatt("run", study, "--years", "2029", "--set", "output.precision=float64", "--out", tmp_path / "out.h5", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    table = pd.read_csv(study / "regions.csv", comment="#")
    with xr.open_dataset(tmp_path / "out.h5", engine="h5netcdf") as results, xr.open_dataset(tmp_path / "y.nc", engine="h5netcdf") as weather:
        for region, site in zip(table["name"], table["site"]):
            assert np.array_equal(results["temperature_deg_c"].sel(region=region).values.ravel(), weather["temperature_deg_c"].sel(site=site)), region


def test_statistics_agree_with_hourly_values(year, tmp_path):
    described = {site["site"]: site for site in summary("weather", "describe", year)}
    with xr.open_dataset(year, engine="h5netcdf") as weather:
        south = weather.sel(site="south").to_dataframe().reset_index()
    local = south["time"] + pd.Timedelta(hours=9)
    ground = south[south["height"] == 10.0]
    july = ground[local[ground.index].dt.month == 7]
    days = july.groupby(local[july.index].dt.date)["temperature_deg_c"]
    month = described["south"]["months"][6]
    assert month["days"] == 31
    assert month["temperature_mean_deg_c"] == pytest.approx(july["temperature_deg_c"].mean(), rel=1e-12)
    assert month["temperature_day_sd_deg_c"] == pytest.approx(days.mean().std(), rel=1e-9)
    assert month["temperature_diurnal_range_deg_c"] == pytest.approx((days.max() - days.min()).mean(), rel=1e-12)
    assert month["ghi_mean_kwh_per_m2_day"] == pytest.approx(july["ghi_w_per_m2"].sum() / 31000, rel=1e-12)
    assert month["wind"][0]["mean_m_per_s"] == pytest.approx(july["wind_speed_m_per_s"].mean(), rel=1e-12)
    assert month["wind"][0]["sd_m_per_s"] == pytest.approx(july["wind_speed_m_per_s"].std(), rel=1e-9)

    done = decawatt("weather", "fit", year, "--out", tmp_path / "climate.csv")
    assert done.returncode == DONE, done.stderr
    fitted = pd.read_csv(tmp_path / "climate.csv", comment="#").set_index(["site", "month"])
    assert fitted.loc[("south", 7), "temperature_mean_deg_c"] == pytest.approx(month["temperature_mean_deg_c"], abs=5e-5)
    study = shutil.copytree(MINIMAL, tmp_path / "study")       # the table is one that a study accepts
    shutil.copy(tmp_path / "climate.csv", study / "climate.csv")
    assert decawatt("check", study).returncode == DONE
    assert "8784 intervals of 3600 s" in decawatt("weather", "describe", year, "--site", "south").stdout


def test_converting_a_common_file_keeps_every_bit(year, tmp_path):
    out = tmp_path / "again.nc"
    assert summary("weather", "convert", year, "--out", out)["sites"] == ["north", "south"]
    with xr.open_dataset(year, engine="h5netcdf") as a, xr.open_dataset(out, engine="h5netcdf") as b:
        for name in a.data_vars:
            assert np.array_equal(a[name], b[name]), name


def sam_file(path, weather, site):
    """The hours of one site on 2029 as a file of another program (the SAM CSV format for solar), with rounded numbers."""
    one = weather.sel(site=site)
    local = pd.DatetimeIndex(one["time"].values) + pd.Timedelta(hours=9)
    table = pd.DataFrame({"Year": local.year, "Month": local.month, "Day": local.day, "Hour": local.hour, "Minute": 30,
                          "GHI": one["ghi_w_per_m2"], "DNI": one["dni_w_per_m2"], "DHI": one["dhi_w_per_m2"], "Tdry": one["temperature_deg_c"],
                          "RH": 100 * one["relative_humidity_frac"], "Pres": one["pressure_pa"] / 100,
                          "Wspd": one["wind_speed_m_per_s"].sel(height=10.0)})
    path.write_text(f"Latitude,Longitude,Time Zone,Elevation,City\n{float(one['latitude_deg'])},{float(one['longitude_deg'])},9,"
                    f"{float(one['elevation_m'])},{site}\n" + table.to_csv(index=False, float_format="%.4f"), encoding="utf-8")
    return path


def test_files_of_another_program_become_sites_of_a_common_file(tmp_path):
    source = tmp_path / "source.nc"
    summary("weather", "generate", MINIMAL, "--years", "2", "--calendar-year", "2029", "--out", source, "--quiet")
    weather = xr.load_dataset(source, engine="h5netcdf")
    files = [sam_file(tmp_path / f"{site}.csv", weather, site) for site in ("south", "north")]
    made = summary("weather", "convert", *files, "--out", tmp_path / "both.nc")
    assert (made["sites"], made["made_from"], made["intervals"]) == (["south", "north"], "sam", 8760)
    with xr.open_dataset(tmp_path / "both.nc", engine="h5netcdf") as both:
        for name in ("temperature_deg_c", "ghi_w_per_m2", "relative_humidity_frac"):
            assert np.allclose(both[name].sel(site="north"), weather[name].sel(site="north"), atol=1e-4), name
        assert list(both["height"].values) == [10.0]
        assert list(xr.load_dataset(tmp_path / "both.nc", engine="h5netcdf", group="provenance")["file"].values) == [str(f) for f in files]
    moved = summary("weather", "convert", files[0], "--place", "35.2,21.9,30,+02:00", "--out", tmp_path / "moved.nc")   # 105 degrees and 7 h west
    assert "the given place, 35.2,21.9,30,+02:00, is used instead of 35.2,126.9,70,+09:00 of the file" in moved["notes"]
    assert not any("was given" in note for note in moved["notes"])
    with xr.open_dataset(tmp_path / "moved.nc", engine="h5netcdf") as there:
        assert there["time"].values[0] == np.datetime64("2028-12-31T22:00:00")   # in the local time of the new place
    done = decawatt("weather", "convert", files[0], "--place", "35.2,-53.1,30,+09:00", "--out", tmp_path / "dark.nc")
    assert done.returncode == BAD_INPUT and "are place and time zone right?" in done.stderr
    done = decawatt("weather", "convert", files[0], source, "--out", tmp_path / "mixed.nc")
    assert done.returncode == BAD_INPUT and "heights 10 100 m, expected heights 10 m" in done.stderr
    assert not (tmp_path / "mixed.nc").exists()


def test_a_profile_takes_the_place_of_a_table_from_its_configuration(tmp_path):
    source = tmp_path / "source.nc"
    summary("weather", "generate", MINIMAL, "--years", "2", "--calendar-year", "2029", "--out", source, "--quiet")
    with xr.open_dataset(source, engine="h5netcdf") as weather:
        table = sam_file(tmp_path / "table.csv", weather, "south")
    table.write_text("".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[2:]), encoding="utf-8")
    done = decawatt(*profile("pv", PV, table, tmp_path))
    assert done.returncode == BAD_INPUT and "latitude, longitude, elevation and UTC offset to be given" in done.stderr
    place = '[place]\nlatitude_deg = 35.2\nlongitude_deg = 126.9\nelevation_m = 70\nutc_offset = "+09:00"\n'
    made = summary(*profile("pv", PV + place, table, tmp_path))
    assert made["weather"]["format"] == "psm-table" and made["weather"]["start"] == "2028-12-31T15:00:00Z"
    assert made["place"]["latitude_deg"] == 35.2 and 0.10 < made["sums"]["capacity_factor"] < 0.25


def test_snow_in_a_file_is_noted_and_its_loss_is_reported(tmp_path):
    source = tmp_path / "source.nc"
    summary("weather", "generate", MINIMAL, "--years", "2", "--calendar-year", "2029", "--out", source, "--quiet")
    with xr.open_dataset(source, engine="h5netcdf") as weather:
        file = sam_file(tmp_path / "snow.csv", weather, "south")
    head, rows = file.read_text(encoding="utf-8").splitlines()[:3], file.read_text(encoding="utf-8").splitlines()[3:]
    depth_cm = [20 if 24 * 10 <= hour < 24 * 20 else 0 for hour in range(len(rows))]
    head[2] += ",Snow Depth"
    file.write_text("\n".join(head + [f"{row},{depth}" for row, depth in zip(rows, depth_cm)]) + "\n", encoding="utf-8")
    made = summary(*profile("pv", PV, file, tmp_path))
    assert any(note.startswith("snow depth: up to 0.20 m, more than zero for 240 h") for note in made["weather"]["notes"])
    bare = summary(*profile("pv", PV.replace("[plant]", "snow_strings = 0\n[plant]"), file, tmp_path))["sums"]
    assert made["sums"]["snow_loss_frac"] == pytest.approx(1 - made["sums"]["energy_kwh"] / bare["energy_kwh"], rel=1e-9)
    assert made["sums"]["snow_loss_frac"] > 0.0005 and bare["snow_loss_frac"] == 0


def test_absent_files_and_unwritable_paths(year, tmp_path):
    words = profile("pv", PV, tmp_path / "absent.nc", tmp_path)
    done = decawatt(*words)
    assert done.returncode == RESOURCE and "absent.nc: no such weather file" in done.stderr
    words = profile("pv", PV, year, tmp_path)
    words[words.index("--out") + 1] = tmp_path / "nowhere" / "pv.csv"
    done = decawatt(*words)
    assert done.returncode == RESOURCE and "nowhere/pv.csv" in done.stderr
    (tmp_path / "broken.nc").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    done = decawatt("weather", "describe", tmp_path / "broken.nc")
    assert done.returncode in (BAD_INPUT, RESOURCE) and "broken.nc" in done.stderr
    done = decawatt("weather", "convert", year, "--place", "95,0,0,+09:00", "--out", tmp_path / "x.nc")
    assert done.returncode == BAD_INPUT and "--place" in done.stderr
    assert decawatt("profile", "pv", "--weather", year).returncode == BAD_INPUT
    assert entries(tmp_path) == ["broken.nc", "pv.toml"]


@pytest.fixture
def study_on_files(tmp_path):
    """The minimal study with weather year 1 of 2028 from a file."""
    study = shutil.copytree(MINIMAL, tmp_path / "study")
    (study / "weather").mkdir()
    assert summary("weather", "generate", MINIMAL, "--years", "1", "--out", study / "weather" / "y1.nc", "--quiet")["years"] == [1]
    (study / "weather_files.csv").write_text("site,weather_year,file\nnorth,1,weather/y1.nc\nsouth,1,weather/y1.nc\n")
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text.replace('source = "generator"', 'source = "files"'), encoding="utf-8")
    return study


def test_a_study_on_files_of_its_own_weather_has_the_same_results(study_on_files, tmp_path):
    objectives = []
    for name, study in (("generated", MINIMAL), ("files", study_on_files)):
        done = decawatt("run", study, "--years", "2028", "--out", tmp_path / f"{name}.h5", "--json", "--quiet", "--threads", 2)
        assert done.returncode == DONE, done.stderr
        objectives.append(json.loads(done.stdout)["objective"])
    assert objectives[0] == objectives[1]                       # the same bits in, the same bits out
    with xr.open_dataset(tmp_path / "files.h5", engine="h5netcdf", group="provenance") as provenance:
        assert "weather: weather/y1.nc" in provenance["file"].values
        notes = list(provenance["weather_note"].values)
    assert notes == json.loads(decawatt("check", study_on_files, "--years", "2028", "--json").stdout)["weather_notes"]
    assert any("laid on 2028" in note for note in notes)
    done = decawatt("dispatch", study_on_files, "--years", "2028", "--set", "weather.source=generator", "--plan", tmp_path / "files.h5",
                    "--out", tmp_path / "d.h5", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    assert "notes on the weather files" not in done.stdout
    with xr.open_dataset(tmp_path / "d.h5", engine="h5netcdf", group="provenance") as provenance:
        assert "weather_note" not in provenance
    done = decawatt("dispatch", study_on_files, "--years", "2028", "--plan", tmp_path / "files.h5", "--out", tmp_path / "f.h5", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr
    assert f"{len(notes)} notes on the weather files" in done.stdout
    with xr.open_dataset(tmp_path / "f.h5", engine="h5netcdf", group="provenance") as provenance:
        assert list(provenance["weather_note"].values) == notes


def test_files_apply_to_other_years_without_a_climate_table(study_on_files, tmp_path):
    (study_on_files / "climate.csv").unlink()
    done = decawatt("check", study_on_files)
    assert done.returncode == DONE, done.stderr
    done = decawatt("check", study_on_files, "--set", "weather.source=generator")
    assert done.returncode == BAD_INPUT and "climate.csv: table: found no such file" in done.stderr
    done = decawatt("run", study_on_files, "--years", "2029", "--out", tmp_path / "out.h5", "--json", "--quiet", "--threads", 2)
    assert done.returncode == DONE, done.stderr                 # a file of a leap year in a common one


def test_a_site_without_a_file_is_reported(study_on_files):
    (study_on_files / "weather_files.csv").write_text("site,weather_year,file\nnorth,1,weather/y1.nc\n")
    done = decawatt("check", study_on_files)
    assert done.returncode == BAD_INPUT
    assert "no file for south in weather years 1, expected a file for every site and weather year" in done.stderr
    (study_on_files / "weather_files.csv").write_text("site,weather_year,file\nnorth,1,weather/y1.nc\nsouth,1,weather/y2.nc\n")
    done = decawatt("check", study_on_files)
    assert done.returncode == BAD_INPUT
    assert "weather_files.csv: file (row 3): found weather/y2.nc, expected a file, as a path relative to the study's folder" in done.stderr
