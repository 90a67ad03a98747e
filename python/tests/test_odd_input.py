"""Input that is not what a call expects: named, never a crash, and never read as something else."""
import datetime
import pickle

import numpy as np
import pandas as pd
import pytest

import decawatt
from decawatt import InputError, Study
from decawatt.tables import text_of


@pytest.fixture
def study(minimal):
    return Study.read(minimal, years=2029)


@pytest.mark.parametrize("call, field", [
    (lambda s: decawatt.run(s, threads=-1), "threads"), (lambda s: decawatt.run(s, threads="2"), "threads"),
    (lambda s: decawatt.run(s, threads=True), "threads"), (lambda s: decawatt.run(s, years="2029"), "years"),
    (lambda s: decawatt.run(s, years=(2028, 2029, 2030)), "years"), (lambda s: decawatt.dispatch(s, "p.h5", window_h=-1), "window_h"),
    (lambda s: decawatt.adequacy(s, samples=0), "samples"), (lambda s: decawatt.adequacy(s, batch=0), "batch"),
    (lambda s: decawatt.adequacy(s, relative_error=1.5), "relative_error"), (lambda s: decawatt.adequacy(s, seed=-1), "seed"),
    (lambda s: decawatt.adequacy(s, relative_error=float("nan")), "relative_error"),
    (lambda s: decawatt.capacity_credit(s, "north coal", samples=1), "samples"),
    (lambda s: decawatt.sweep("a.toml", "out", at_once=-1), "at_once"), (lambda s: decawatt.headroom(s, curtailed_frac=[0.0]), "curtailed_frac"),
    (lambda s: decawatt.headroom(s, curtailed_frac=[]), "curtailed_frac"), (lambda s: decawatt.weather.generate(s, [0], "out"), "years")])
def test_arguments_out_of_range_are_faults(study, call, field, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        call(study)
    (fault,) = caught.value.faults
    assert (fault.file, fault.field) == ("arguments", field) and fault.expected


def test_numbers_of_numpy_are_numbers(study):
    assert decawatt.Study.read(study._path, years=np.int64(2029))._read().first_year == 2029
    study.set("data_centers.hub.it_scale", np.float64(1.5))
    assert study.overrides == [("data_centers.hub.it_scale", "1.5")]


@pytest.mark.parametrize("name", ["#wind", " wind ", 'hub, "wind"', '"', "0123", "1e3"])
def test_names_keep_their_characters(study, name, tmp_path):
    """A name like a comment, with blanks, commas or quotes, or like a number."""
    study.tables["plants"] = study.tables["plants"].rename({"hub wind": name})
    assert name.strip() in study.describe() and "hub wind" not in study.describe()
    again = Study.read(study.save(tmp_path / "saved"), years=2029)
    assert name in again.tables["plants"].index


def test_a_name_of_two_lines_is_a_fault(study):
    study.tables["plants"] = study.tables["plants"].rename({"hub wind": "hub\nwind"})
    with pytest.raises(InputError, match="plants.csv"):
        study.describe()


def test_an_empty_row_is_a_fault_and_not_left_out(study):
    study.tables["holidays"] = pd.concat([study.tables["holidays"].reset_index(), pd.DataFrame([{}])], ignore_index=True)
    with pytest.raises(InputError, match="holidays.csv"):
        study.describe()


def test_fields_as_text():
    frame = pd.DataFrame({"name": ["a", "b", "c"], "x": [1e-7, 2.0, np.nan], "y": [0.1 + 0.2, 1e22, -0.0],
                          "when": [pd.Timestamp("2028-02-01"), datetime.date(2028, 3, 1), pd.NaT], "flag": [True, False, None]})
    assert text_of("plants", frame).splitlines() == ["name,x,y,when,flag", "a,1e-07,0.30000000000000004,2028-02-01,true",
                                                     "b,2,1e+22,2028-03-01,false", "c,,0,,"]


def test_studies_travel_to_other_processes(study):
    study.tables["plants"].loc["hub wind", "capex_per_kw"] = 1.0
    study.set("data_centers.hub.it_scale", 2)
    again = pickle.loads(pickle.dumps(study))
    assert again.describe() == study.describe() and again.overrides == study.overrides


def test_paths_that_are_none():
    with pytest.raises(decawatt.ResourceError, match="UTF-8"):
        Study.read("/tmp/\udcff")
    with pytest.raises(TypeError, match="text"):
        Study.read(b"/tmp")
    with pytest.raises(decawatt.ResourceError, match="not a file"):
        decawatt.open("/tmp")
    with pytest.raises(TypeError, match="section"):
        Study({"study": 3}, {})
    with pytest.raises(InputError, match="study.name"):
        Study({}, {})


def test_groups_that_are_none(plan):
    with pytest.raises(KeyError, match="capacity"):
        plan.to_xarray("nothing")
