"""Plans: the same bits as the command, and the same numbers as in its file."""
import json
import os
import signal
import threading
import time

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import decawatt
from same_bits import differences


def test_the_plan_has_the_bits_of_the_command(plan, plan_of_command):
    assert differences(plan.file, plan_of_command) == []


def test_a_study_in_memory_has_the_same_bits(minimal, plan_of_command):
    read = decawatt.Study.read(minimal)
    tables = {name: read.tables[name] for name in read.tables}
    text = (minimal / "study.toml").read_text(encoding="utf-8")
    made = decawatt.run(decawatt.Study(text, tables), years=2029, threads=2)
    assert differences(made.file, plan_of_command) == []


def test_overrides_have_the_bits_of_the_command(minimal, command, tmp_path):
    study = decawatt.Study.read(minimal, years=2029)
    study.set("data_centers.hub.it_scale", 1.25)
    plan = decawatt.run(study, out=tmp_path / "python.h5")
    command("run", minimal, "--years", "2029", "--set", "data_centers.hub.it_scale=1.25", "--out",
            tmp_path / "command.h5", "--quiet")
    assert differences(plan.file, tmp_path / "command.h5") == []
    with xr.open_dataset(plan.file, group="provenance", engine="h5netcdf") as origin:
        assert list(origin.override.values) == ["data_centers.hub.it_scale"]


def test_a_changed_table_changes_the_plan_as_the_override_does(minimal, tmp_path):
    table, override = decawatt.Study.read(minimal, years=2029), decawatt.Study.read(minimal, years=2029)
    table.tables["plants"].loc["hub solar", "capex_per_kw"] = 500
    override.set("plants.hub solar.capex_per_kw", 500)
    assert differences(decawatt.run(table).file, decawatt.run(override).file) == []


def test_numbers_are_those_of_the_summary_of_the_command(plan, minimal, command, tmp_path):
    document = json.loads(command("run", minimal, "--years", "2029", "--out", tmp_path / "a.h5", "--quiet", "--json"))
    supply = document["supplies"]["hub supply"]
    assert plan.cost_of_supply["hub supply"] == pytest.approx(supply["supply_cost_per_mwh"], rel=1e-12)
    built = plan.capex.groupby("asset").capex.sum()
    of_command = {row["name"]: row for row in document["built"]}
    assert of_command, "nothing is built: the test has nothing to compare"
    for name, row in of_command.items():
        if row["kind"] in ("plant", "connection"):
            assert plan.capex.set_index("asset").amount.get(name, 0.0) == pytest.approx(row["mw"], rel=1e-9)
        assert built.get(name, 0.0) == pytest.approx(row["capex"], rel=1e-9)


def test_sums_of_the_series_are_in_the_summary(plan):
    series = plan.to_xarray()
    demand_mwh = float(series.demand_mw.sum())
    assert plan.summary.loc[2029, "demand_mwh"] == pytest.approx(demand_mwh, rel=1e-6)   # float32 series
    capacity = plan.to_xarray("capacity")
    assert series.generation_mw.dims == ("time", "fleet") and capacity.fleet_mw.attrs["units"] == "MW"
    assert plan.summary.emission_t.equals(plan.emissions().emission_t)
    assert {"capacity", "summary", "costs"} <= set(plan.groups)


def test_emissions_of_a_data_center(plan):
    of_hub = plan.emissions("hub")
    assert list(of_hub.columns) == ["own_t", "grid_t"] and (of_hub.grid_t > 0).all()
    with pytest.raises(KeyError, match="hub"):
        plan.emissions("hubb")


def test_cost_of_supply_by_year(plan):
    by_year = plan.cost_of_supply_by_year
    assert list(by_year.index) == [2029]
    assert by_year.loc[2029, "hub supply"] == pytest.approx(plan.cost_of_supply["hub supply"], rel=1e-9)  # one year alone


def test_a_study_without_tariffs_has_no_bill(plan):
    with pytest.raises(KeyError, match="no tariffs"):
        plan.bill("hub")


def test_objective_gap_and_text(plan):
    assert plan.objective > 0 and 0 <= plan.gap < 1e-5
    assert "Minimal hub" in repr(plan) and plan.currency == "USD"


def test_a_file_gives_the_same_object(plan, tmp_path):
    copy = decawatt.open(plan.save(tmp_path / "copy.h5"))
    assert isinstance(copy, decawatt.Plan)
    pd.testing.assert_frame_equal(copy.summary, plan.summary)
    pd.testing.assert_frame_equal(copy.capex, plan.capex)
    with pytest.raises(decawatt.ResourceError, match="no such file"):
        decawatt.open(tmp_path / "absent.h5")
    (tmp_path / "text.h5").write_text("not HDF5")
    with pytest.raises(decawatt.ResourceError, match="text.h5"):
        decawatt.open(tmp_path / "text.h5")


def test_a_temporary_file_goes_with_its_plan(minimal):
    made = decawatt.run(minimal, years=2029)
    file = made.file
    opened = made.to_xarray()
    assert file.is_file()
    del made
    assert not file.exists()
    assert np.isfinite(float(opened.demand_mw.sum()))                 # what is open stays readable


def test_the_week_is_drawn(plan, tmp_path):
    import matplotlib
    matplotlib.use("Agg")
    figure = plan.plot.week("hub supply")
    assert "hub supply" in figure.get_suptitle() if hasattr(figure, "get_suptitle") else True
    assert any(axis.lines or axis.collections for axis in figure.axes)
    with pytest.raises(KeyError, match="week"):
        plan.plot.week("nobody")
    assert plan.plot.save(tmp_path, only=["capacity"]) and list(tmp_path.glob("*.png"))


def test_an_infeasible_study_says_why(minimal, tmp_path):
    study = decawatt.Study.read(minimal, years=2029)
    study.set("plants.hub solar.build_limit_mw", 1)
    study.set("plants.hub wind.build_limit_mw", 1)
    study.set("contract_targets.hub supply/2029.hourly_frac", 0.99)
    with pytest.raises(decawatt.NotSolved) as caught:
        decawatt.run(study, out=tmp_path / "none.h5")
    assert caught.value.status == "infeasible" and "2029" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_inputs_are_not_overwritten(minimal, tmp_path):
    study = decawatt.Study.read(minimal)
    with pytest.raises(decawatt.InputError, match="input of this run"):
        decawatt.run(study, out=minimal / "plants.csv")


def test_progress_is_reported_and_can_stop(minimal, tmp_path):
    seen = []
    decawatt.run(minimal, years=2029, progress=lambda *report: seen.append(report))
    assert {"solve", "write"} <= {phase for phase, _, _ in seen} or len({phase for phase, _, _ in seen}) >= 2
    assert all(0 <= done <= 1 for _, done, _ in seen)
    with pytest.raises(decawatt.Interrupted):
        decawatt.run(minimal, years=2029, out=tmp_path / "a.h5", progress=lambda *_: False)
    with pytest.raises(ZeroDivisionError):
        decawatt.run(minimal, years=2029, out=tmp_path / "a.h5", progress=lambda *_: 1 / 0)
    assert list(tmp_path.iterdir()) == []


def test_control_c_stops_the_run(minimal, tmp_path):
    started = threading.Event()

    def interrupt():
        started.wait(60)
        os.kill(os.getpid(), signal.SIGINT)
    helper = threading.Thread(target=interrupt)
    helper.start()
    with pytest.raises(KeyboardInterrupt):
        decawatt.run(minimal, out=tmp_path / "a.h5", progress=lambda *_: started.set())
    helper.join()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", [
    lambda folder: decawatt.Study.read(folder), lambda folder: decawatt.run(folder, years=2029),
    lambda folder: decawatt.weather.describe("absent.nc")], ids=["read", "run", "weather"])
def test_a_progress_function_that_calls_the_package_is_an_error(minimal, call, tmp_path):
    """It would wait for the call that reports, which waits for it."""
    with pytest.raises(RuntimeError, match="progress"):
        decawatt.run(minimal, years=2029, threads=1, out=tmp_path / "p.h5", progress=lambda *_: call(minimal))
    assert not list(tmp_path.iterdir())
    assert decawatt.Study.read(minimal).describe()             # afterwards all is as before


def test_other_threads_go_on_and_do_not_disturb(minimal, plan_of_command):
    """Two runs at once, and a counter that needs the interpreter: all advance, and the bits are the same."""
    plans, counted, ended = {}, [0], threading.Event()

    def count():
        while not ended.is_set():
            counted[0] += 1
            time.sleep(0.001)

    def solve(name):
        plans[name] = decawatt.run(minimal, years=2029, threads=1)
    counter = threading.Thread(target=count)
    runs = [threading.Thread(target=solve, args=(name,)) for name in "ab"]
    counter.start()
    begun = time.monotonic()
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    passed = time.monotonic() - begun
    ended.set()
    counter.join()
    assert counted[0] > 20 * passed                    # of a thousand a second, on a busy machine
    for name in "ab":
        assert differences(plans[name].file, plan_of_command) == []


def test_progress_in_a_terminal(minimal, capsys):
    decawatt.run(minimal, years=2029, progress=True)
    shown = capsys.readouterr().err
    assert "[=" in shown and "%" in shown and shown.rstrip(" ").endswith("\r")
    decawatt.run(minimal, years=2029)                   # standard error is no terminal here
    assert capsys.readouterr().err == ""
