"""Risk of the finance of a plan: the file and the figures of the command, as data frames."""
import json
import math

import pandas as pd
import pytest

import decawatt
from conftest import SCENARIOS
from same_bits import differences

RISKS = "driver,change_frac,distribution,spread_frac\ncapex,0.2,lognormal,0.1\npurchases,0.1,triangular,0.2\n"
OUTCOMES = ["cost_per_mwh", "equity_irr_frac", "least_coverage", "equity_value"]


@pytest.fixture(scope="module")
def study(minimal):
    tables = {file.stem: file.read_text(encoding="utf-8") for file in minimal.glob("*.csv")}
    terms = (SCENARIOS / "finance" / "us.toml").read_text(encoding="utf-8")
    settings = (minimal / "study.toml").read_text(encoding="utf-8")
    return decawatt.Study(f"{settings}\n{terms}", tables | {"finance_risks": RISKS}, folder=minimal, years=2029)


@pytest.fixture(scope="module")
def weather(study, plan):
    return decawatt.dispatch(study, plan, weather_years=[11, 12, 13])


@pytest.fixture(scope="module")
def found(study, plan, weather):
    return decawatt.finance(study, plan, tornado=0.1, samples=40, seed=3, weather=weather, threads=2)


@pytest.fixture(scope="module")
def of_command(study, plan, weather, command, tmp_path_factory):
    """The file of the command, and its document."""
    folder = tmp_path_factory.mktemp("command")
    words = ("--years", "2029", "--plan", plan.file, "--tornado", "0.1", "--samples", "40", "--seed", "3", "--weather", weather.file)
    text = command("finance", study.save(folder / "study"), *words, "--out", folder / "f.h5", "--threads", "1", "--quiet", "--json")
    return folder / "f.h5", json.loads(text)


def same(row, document, prefix=""):
    """NaN is null in JSON."""
    for name, value in document.items():
        assert row[f"{prefix}{name}"] == value or (value is None and math.isnan(row[f"{prefix}{name}"])), name


def test_risk_has_the_bits_of_the_command(found, of_command):
    assert differences(found.file, of_command[0], leave_out=()) == []


def test_tables_are_the_document_of_the_command(found, of_command):
    """Every figure, and bars in the order of the command: the largest change of the cost of supply first."""
    (risk,) = of_command[1]["risk"]["supplies"]
    name = risk["name"]
    same(found.as_planned.loc[name], risk["base"])
    assert list(found.tornado.loc[name].index) == [bar["driver"] for bar in risk["tornado"]] and len(risk["tornado"]) > 2
    for bar in risk["tornado"]:
        row = found.tornado.loc[name, bar["driver"]]
        assert row.change_frac == bar["change_frac"]
        same(row, bar["low"], "low_")
        same(row, bar["high"], "high_")
    for outcome, spread in risk["samples"].items():
        same(found.samples_spread.loc[name, outcome], {key: spread[key] for key in found.samples_spread.columns})
        assert found.samples[outcome].notna().sum() == spread["count"]
    for year in risk["weather"]["years"]:
        same(found.weather.loc[name, year["weather_year"]], {key: value for key, value in year.items() if key != "weather_year"})
    for outcome, spread in risk["weather"]["spread"].items():
        same(found.weather_spread.loc[name, outcome], {key: spread[key] for key in found.weather_spread.columns})


def test_tables_have_their_shapes(found):
    assert list(found.samples.columns) == OUTCOMES and found.samples.index.names == ["supply", "sample"] and len(found.samples) == 40
    assert list(found.weather.index.get_level_values("weather_year")) == [11, 12, 13]
    assert list(found.samples_spread.columns) == ["mean", "standard_deviation", "p99", "p90", "p50", "p10", "p1"]
    cost = found.samples_spread.loc["hub supply", "cost_per_mwh"]
    assert cost["p90"] < cost["p50"] < cost["p10"] and cost["mean"] == pytest.approx(found.samples.cost_per_mwh.mean(), rel=1e-12)
    assert found.to_xarray("finance/risk").attrs["seed"] == 3
    again = decawatt.open(found.file)
    pd.testing.assert_frame_equal(again.tornado, found.tornado)


def test_only_what_is_requested_is_there(study, plan, found):
    none, tornado = decawatt.finance(study, plan), decawatt.finance(study, plan, tornado=0.1)
    for name in ("as_planned", "tornado", "samples", "samples_spread", "weather", "weather_spread"):
        assert getattr(none, name).empty, name
    pd.testing.assert_frame_equal(tornado.tornado, found.tornado)
    assert tornado.samples.empty and tornado.samples_spread.empty and tornado.weather_spread.empty and len(tornado.as_planned) == 1


def test_seeds_differ_and_threads_do_not(study, plan, found):
    one = decawatt.finance(study, plan, samples=40, seed=3, threads=1)
    pd.testing.assert_frame_equal(one.samples, found.samples)
    assert not decawatt.finance(study, plan, samples=40).samples.equals(found.samples)


def test_inputs_that_were_set_are_those_of_the_samples(study, plan, found):
    wider = study.copy()
    wider.set("finance_risks.capex.spread_frac", 0.2)
    spread = decawatt.finance(wider, plan, samples=40, seed=3).samples_spread.loc["hub supply", "cost_per_mwh"]
    assert spread.standard_deviation > 1.2 * found.samples_spread.loc["hub supply", "cost_per_mwh"].standard_deviation


@pytest.mark.parametrize("arguments, field", [
    ({"tornado": math.nan}, "tornado"), ({"tornado": True}, "tornado"), ({"tornado": 10}, "tornado"), ({"samples": -1}, "samples"),
    ({"seed": 2}, "seed"), ({"samples": 5, "seed": -1}, "seed"), ({"threads": -1}, "threads")])
def test_arguments_are_checked(study, plan, arguments, field):
    with pytest.raises(decawatt.InputError) as caught:
        decawatt.finance(study, plan, **arguments)
    assert caught.value.faults[0].field == field


def test_faults_of_risk_are_those_of_the_command(study, minimal, plan):
    without = decawatt.Study(study._settings, {name: study.tables.text(name) for name in study.tables if name != "finance_risks"},
                             folder=minimal, years=2029)
    with pytest.raises(decawatt.InputError, match="finance_risks"):
        decawatt.finance(without, plan, samples=10)
    with pytest.raises(decawatt.ResourceError, match="weather year"):
        decawatt.finance(study, plan, weather=plan)


def test_samples_report_progress_and_are_stopped(study, plan, tmp_path):
    phases = set()

    def stop(phase, done, detail):
        phases.add(phase)
        return False

    def fail(phase, done, detail):
        raise KeyboardInterrupt
    with pytest.raises(decawatt.Interrupted):
        decawatt.finance(study, plan, samples=2000, out=tmp_path / "f.h5", progress=stop)
    assert phases == {"samples"}
    with pytest.raises(KeyboardInterrupt):
        decawatt.finance(study, plan, samples=2000, out=tmp_path / "f.h5", progress=fail)
    assert list(tmp_path.iterdir()) == []
