"""The other use cases give what their commands give."""
import json

import pandas as pd
import pytest

import decawatt
from same_bits import differences


def test_dispatch_has_the_bits_of_the_command(plan, minimal, command, tmp_path):
    operated = decawatt.dispatch(minimal, plan, years=2029, weather_years=[3], window_h=168, step_h=24)
    command("dispatch", minimal, "--years", "2029", "--plan", plan.file, "--weather-years", "3", "--window", "168", "--step", "24",
            "--out", tmp_path / "d.h5", "--quiet")
    assert differences(operated.file, tmp_path / "d.h5") == []
    with pytest.raises(decawatt.InputError):
        decawatt.dispatch(minimal, plan, window_h=24, step_h=48)
    with pytest.raises(decawatt.ResourceError):
        decawatt.dispatch(minimal, "absent.h5", years=2029)


def test_adequacy_has_the_bits_of_the_command(plan, minimal, command, tmp_path):
    found = decawatt.adequacy(minimal, plan, years=2029, samples=40, batch=20, threads=2)
    command("adequacy", minimal, "--years", "2029", "--plan", plan.file, "--samples", "40", "--batch", "20", "--out", tmp_path / "a",
            "--quiet", "--threads", "1")
    assert differences(found.file, tmp_path / "a" / "adequacy.h5") == []
    assert found.samples == 40 and list(found.summary.index)[0] == "grid" and "hub" in found.summary.index
    assert isinstance(decawatt.open(found.file), decawatt.Adequacy)


def test_a_stopped_adequacy_run_resumes(minimal, tmp_path):
    calls = []

    def stop(phase, done, detail):
        calls.append(phase)
        return not (phase.startswith("sampl") and done > 0)
    with pytest.raises(decawatt.Interrupted, match="resume"):
        decawatt.adequacy(minimal, years=2029, samples=60, batch=10, out=tmp_path / "a", progress=stop)
    resumed = decawatt.adequacy(minimal, years=2029, samples=60, batch=10, out=tmp_path / "a", resume=True)
    whole = decawatt.adequacy(minimal, years=2029, samples=60, batch=10)
    assert differences(resumed.file, whole.file) == []


@pytest.mark.parametrize("all_events", [False, True])
def test_merged_parts_have_the_bits_of_one_run(plan, minimal, command, tmp_path, all_events):
    words = {"years": 2029, "samples": 60, "batch": 10, "all_events": all_events}
    whole = decawatt.adequacy(minimal, plan, **words, threads=2)
    files = [decawatt.adequacy(minimal, plan, **words, part=(i, 3), out=tmp_path / "parts", threads=i) for i in (1, 2, 3)]
    assert [file.name for file in files] == ["part_1_of_3.part", "part_2_of_3.part", "part_3_of_3.part"] and all(file.is_file() for file in files)
    merged = decawatt.merge(tmp_path / "parts")
    assert differences(merged.file, whole.file) == [] and merged.samples == 60
    assert decawatt.open(tmp_path / "parts" / "adequacy.h5").summary.equals(whole.summary)
    command("adequacy", minimal, "--years", "2029", "--plan", plan.file, "--samples", "60", "--batch", "10", "--part", "2/3",
            "--events", "all" if all_events else "worst:1000", "--out", tmp_path / "parts", "--quiet", "--resume")    # the same part of the same run


def test_parts_of_the_command_and_of_python_are_one_run(plan, minimal, command, tmp_path):
    words = {"years": 2029, "samples": 40, "batch": 20}
    command("adequacy", minimal, "--years", "2029", "--plan", plan.file, "--samples", "40", "--batch", "20", "--part", "1/2", "--out", tmp_path,
            "--quiet")
    with pytest.raises(decawatt.InputError, match="part_2_of_2"):
        decawatt.merge(tmp_path)
    decawatt.adequacy(minimal, plan, **words, part=(2, 2), out=tmp_path)
    assert differences(decawatt.merge(tmp_path).file, decawatt.adequacy(minimal, plan, **words).file) == []


def test_a_stopped_part_resumes_and_a_finished_one_is_kept(minimal, tmp_path):
    words = {"years": 2029, "samples": 60, "batch": 10, "part": (1, 2), "out": tmp_path}
    with pytest.raises(decawatt.Interrupted, match="resume"):
        decawatt.adequacy(minimal, **words, progress=lambda phase, done, detail: not (phase.startswith("sampl") and done > 0))
    assert not list(tmp_path.glob("*.part"))
    file = decawatt.adequacy(minimal, **words, resume=True)
    before = file.stat().st_mtime_ns
    assert decawatt.adequacy(minimal, **words, resume=True) == file and file.stat().st_mtime_ns == before


@pytest.mark.parametrize("arguments, field", [
    ({"part": (0, 2)}, "part"), ({"part": (3, 2)}, "part"), ({"part": (1, 6)}, "part"), ({"part": "1/2"}, "part"), ({"part": (1, 2, 3)}, "part"),
    ({"part": (1, 2), "relative_error": 0.1}, "relative_error"), ({"part": (1, 2), "out": None}, "out")])
def test_parts_are_checked(minimal, tmp_path, arguments, field):
    with pytest.raises(decawatt.InputError) as caught:
        decawatt.adequacy(minimal, years=2029, **{"samples": 50, "batch": 10, "out": tmp_path / "a", **arguments})
    assert caught.value.faults[0].field == field and not (tmp_path / "a").exists()


def test_nothing_to_merge(tmp_path):
    with pytest.raises(decawatt.InputError):
        decawatt.merge(tmp_path)
    with pytest.raises(decawatt.ResourceError, match="no such folder"):
        decawatt.merge(tmp_path / "absent")


def test_metrics_and_places_are_checked(minimal):
    with pytest.raises(decawatt.InputError, match="lole"):
        decawatt.adequacy(minimal, metric="lolp")
    with pytest.raises(decawatt.InputError, match="south"):
        decawatt.adequacy(minimal, of="sout")


def test_capacity_credit(minimal):
    credit = decawatt.capacity_credit(minimal, "north coal", years=2029, samples=20)
    assert credit.capacity_mw > 0 and 0 <= credit.elcc.low_mw <= credit.elcc.mw <= credit.elcc.high_mw
    assert credit.eue_without_mwh >= credit.eue_with_mwh
    with pytest.raises(decawatt.InputError):
        decawatt.capacity_credit(minimal, "north cole", years=2029, samples=20)


def test_headroom_is_that_of_the_command(minimal, command, tmp_path):
    found = decawatt.headroom(minimal, years=2029, curtailed_frac=[0.01])
    command("headroom", minimal, "--years", "2029", "--limits", "0.01", "--out", tmp_path / "h.csv", "--quiet")
    written = pd.read_csv(tmp_path / "h.csv", float_precision="round_trip")
    pd.testing.assert_frame_equal(found[list(written.columns)], written, check_exact=True, check_dtype=False)


def test_weather_is_generated_described_and_fitted(minimal, command, tmp_path):
    (file,) = decawatt.weather.generate(minimal, [2], tmp_path / "w")
    months = decawatt.weather.describe(file, site="south")
    assert list(months.month) == list(range(1, 13)) and months.temperature_mean_deg_c.between(-30, 40).all()
    document = json.loads(command("weather", "describe", file, "--site", "south", "--json"))
    of_command = document[0]["months"] if isinstance(document, list) else document["sites"][0]["months"]
    assert list(months.ghi_mean_kwh_per_m2_day) == [month["ghi_mean_kwh_per_m2_day"] for month in of_command]
    table = decawatt.weather.fit(file, tmp_path / "climate.csv")
    assert "site" in table.read_text()
    with pytest.raises(decawatt.ResourceError):
        decawatt.weather.describe(tmp_path / "absent.epw")


def test_a_common_file_of_one_site(minimal, tmp_path):
    (file,) = decawatt.weather.generate(minimal, [1], tmp_path)
    out = decawatt.weather.convert(file, tmp_path / "copy.nc")
    one, other = decawatt.weather.describe(file), decawatt.weather.describe(out)
    pd.testing.assert_frame_equal(one, other)


def test_a_profile_is_that_of_the_command(minimal, command, tmp_path):
    (weather,) = decawatt.weather.generate(minimal, [1], tmp_path)
    config = tmp_path / "pv.toml"
    config.write_text("[plant]\ncapacity_ac_kw = 10000\n[pv_system]\ntilt_deg = 30\nazimuth_deg = 180\ndc_ac_ratio = 1.2\n"
                      "inverter_efficiency_frac = 0.96\nloss_frac = 0.14\ntemperature_coefficient_per_deg_c = -0.0037\n")
    words = ("--config", config, "--weather", weather, "--site", "south")
    command("profile", "pv", *words, "--out", tmp_path / "pv.csv")
    found = decawatt.profile("pv", config, weather, site="south")
    written = pd.read_csv(tmp_path / "pv.csv", float_precision="round_trip")
    for name in found.series:
        assert found.series[name].to_numpy().tolist() == pytest.approx(written[name].tolist(), rel=0, abs=0, nan_ok=True)
    assert str(found.series.index[0]).startswith(written.time_utc[0][:10])
    assert found.sums["energy_kwh"] > 0
    with pytest.raises(decawatt.InputError, match="pv, wind or load"):
        decawatt.profile("sun", config, weather)
