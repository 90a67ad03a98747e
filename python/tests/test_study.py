"""Studies: tables as data frames, overrides, studies in memory, faults."""
import shutil

import numpy as np
import pandas as pd
import pytest

import decawatt
from decawatt import InputError, Study, Tables, saving
from decawatt.tables import text_of


@pytest.fixture
def study(minimal):
    return Study.read(minimal)


def faults(call):
    with pytest.raises(InputError) as caught:
        call()
    return caught.value.faults


def test_a_study_is_read_with_its_tables(study, minimal):
    assert set(study.tables) == {file.stem for file in minimal.glob("*.csv")}
    plants = study.tables["plants"]
    assert plants.index.name == "name"
    assert plants["capacity_mw"].dtype == np.float64
    assert study.tables["demand"].index.names == ["region", "year"]
    assert study.tables["plants.csv"] is plants
    assert repr(study) == "<Study 'Minimal hub', 2028 to 2029, USD>"


def test_unchanged_tables_keep_the_bytes_of_their_files(study, minimal):
    for name in study.tables:
        study.tables[name]                                                    # made a data frame
        assert study.tables.text(name) == (minimal / f"{name}.csv").read_text(encoding="utf-8")
    assert study._texts() == {}                                               # the folder itself is read


def test_every_table_survives_the_way_through_a_data_frame(minimal):
    """All tables are written anew, and the library reads the same study out of them."""
    study = Study.read(minimal)
    texts = {name: text_of(name, study.tables[name]) for name in study.tables}
    again = Study((minimal / "study.toml").read_text(encoding="utf-8"), texts, folder=minimal)
    assert again.describe() == study.describe()
    assert again.check().loads.equals(study.check().loads)


def test_a_changed_table_is_what_the_library_reads(study):
    study.tables["data_centers"].loc["hub", "connection_mw"] = 123.5          # in place
    assert ",123.5," in study.tables.text("data_centers")
    assert "123.5 MW" in study.describe() or "124 MW" in study.describe()
    assert "hub wind" in study.describe()
    study.tables["plants"] = study.tables["plants"].drop("hub wind")          # by assignment
    assert "hub wind" not in study.describe()


def test_faults_of_a_changed_table_come_together_with_file_field_and_row(study):
    plants = study.tables["plants"]
    row = list(plants.index).index("hub solar") + 2
    plants.loc["hub solar", "capex_per_kw"] = -1.0
    study.tables["data_centers"].loc["hub", "region"] = "sout"
    found = {(fault.file, fault.field): fault for fault in faults(study.describe)}
    assert set(found) == {("plants.csv", "capex_per_kw"), ("data_centers.csv", "region")}
    fault = found["plants.csv", "capex_per_kw"]
    assert (fault.row, fault.found) == (row, "-1")
    assert ">= 0" in fault.expected and "plants.csv" in str(fault)
    assert "south" in found["data_centers.csv", "region"].expected


def test_faults_as_a_table(study):
    study.tables["plants"].loc["hub solar", "capex_per_kw"] = np.inf
    with pytest.raises(InputError) as caught:
        study.describe()
    frame = caught.value.to_frame()
    assert list(frame.columns) == ["file", "field", "row", "found", "expected"] and len(frame) == 1


def test_a_study_without_files(minimal, monkeypatch, tmp_path):
    """Settings as a dictionary and tables as data frames: nothing is read from the folder."""
    monkeypatch.chdir(tmp_path)
    origin = Study.read(minimal)
    tables = {name: origin.tables[name].copy() for name in origin.tables}
    settings = {"study": {"name": "Made here", "currency": "USD", "price_year": 2024, "discount_rate": 0.05,
                          "utc_offset": "+09:00"},
                "horizon": {"first_year": 2028, "last_year": 2029},
                "weather": {"source": "generator", "seed": 1, "years": [1]},
                "planning": {"unserved_cost_per_mwh": 10000, "tolerance": 1e-6, "target_scope": "each"},
                "adequacy": {"weather_years": 20, "growth_sd_frac": 0.01, "data_center_growth_sd_frac": 0.05}}
    made = Study(settings, tables)
    assert made.describe().replace("Made here", "Minimal hub").splitlines()[1:] == origin.describe().splitlines()[1:]
    assert list(tmp_path.iterdir()) == []


def test_faults_of_a_study_in_memory_name_its_tables(minimal):
    origin = Study.read(minimal)
    tables = {name: origin.tables[name] for name in origin.tables if name != "regions"}
    found = faults(lambda: Study("[study]\nname = 'a'\n", {**tables, "plant": "a\n1\n"}))
    assert {"plant.csv", "study.toml"} <= {fault.file for fault in found}
    assert any("regions.csv: table" in str(fault) for fault in found)
    (broken,) = [fault for fault in faults(lambda: Study("[study", tables)) if fault.file == "study.toml"]
    assert broken.row == 1


def test_hourly_series_may_be_in_memory(minimal):
    """A file that hourly.csv names is taken from `files`, and its faults have its name."""
    origin = Study.read(minimal)
    tables = {name: origin.tables.text(name) for name in origin.tables}
    tables["hourly"] = "quantity,name,file,column\ndemand_mw,north,series.csv,mw\n"
    hours = pd.date_range("2027-12-31T15:00:00Z", periods=8784 + 8760, freq="h")
    rows = [f"{time:%Y-%m-%dT%H:%M:%SZ},1000\n" for time in hours]
    text = (minimal / "study.toml").read_text(encoding="utf-8")
    study = Study(text, tables, files={"series.csv": "utc,mw\n" + "".join(rows)}, folder=minimal)
    assert "Minimal hub" in study.describe()
    (fault,) = faults(lambda: Study(text, tables, files={"series.csv": "utc,mw\n" + "".join(rows[:-1])}, folder=minimal))
    assert fault.file == "series.csv"
    assert any("series.csv" in fault.found for fault in faults(lambda: Study(text, tables, folder=minimal)))


def test_a_column_that_the_format_does_not_know(study):
    study.tables["plants"]["colour"] = "green"
    (fault,) = faults(study.describe)
    assert (fault.field, fault.row) == ("colour", 1)


def test_a_table_can_be_removed_and_unknown_ones_are_named(study):
    del study.tables["holidays"]
    assert "holidays" not in study.tables
    with pytest.raises(KeyError, match="plants"):
        study.tables["plantz"]
    with pytest.raises(TypeError, match="DataFrame"):
        study.tables["plants"] = 3


def test_a_study_is_that_which_was_read(minimal, tmp_path):
    """A file that changes in the folder afterwards changes neither the tables nor what is run."""
    folder = shutil.copytree(minimal, tmp_path / "copy")
    study = Study.read(folder)
    before = study.describe()
    (folder / "plants.csv").write_text((folder / "plants.csv").read_text().replace("hub wind", "hub gale"))
    assert study.describe() == before
    study.set("weather.seed", 2)
    assert "hub wind" in study.describe() and "hub gale" in Study.read(folder).describe()
    settings = Study.read(folder / "study.toml")
    settings.tables["plants"].loc["hub gale", "capex_per_kw"] = 1.0
    assert "hub gale" in settings.describe()


def test_a_study_with_faults_still_has_a_text(study):
    study.tables["plants"].loc["hub solar", "capex_per_kw"] = -1.0
    assert repr(study) == "<Study with 1 fault>"


def test_copies_do_not_share_tables(study):
    other = study.copy()
    other.tables["plants"].loc["hub solar", "capex_per_kw"] = 1.0
    other.set("data_centers.hub.it_scale", 2)
    assert study._texts() == {} and study.overrides == []


def test_a_saved_study_is_the_same_study(study, tmp_path):
    study.tables["data_centers"].loc["hub", "connection_mw"] = 99.0
    shutil.copytree(study._path, tmp_path / "beside")
    saved = study.save(tmp_path / "new")
    assert Study.read(saved).describe() == study.describe()
    with pytest.raises(FileExistsError):
        study.save(saved)


def series_text(value):
    hours = pd.date_range("2027-12-31T15:00:00Z", periods=8784 + 8760, freq="h")
    return "utc,mw\n" + "".join(f"{time:%Y-%m-%dT%H:%M:%SZ},{value}\n" for time in hours)


def test_a_saved_study_has_its_series(minimal, tmp_path):
    """In memory, in a folder below the study's, and outside of it: the new folder is all that is needed."""
    folder = shutil.copytree(minimal, tmp_path / "from" / "study")
    (folder / "below").mkdir()
    (folder / "below" / "frac.csv").write_text(series_text(0.5))
    for name in ("one", "two"):
        (tmp_path / "from" / name).mkdir()
        (tmp_path / "from" / name / "mw.csv").write_text(series_text(2000 if name == "one" else 3000))
    rows = ["demand_mw,north,memory/mw.csv", "available_frac,hub wind,below/frac.csv", "demand_mw,south,../one/mw.csv"]
    tables = {name: text for name, text in Study.read(folder)._all_texts().items() if name.endswith(".csv")}
    tables["hourly.csv"] = "quantity,name,file,column\n" + "".join(f"{row},mw\n" for row in rows)
    study = Study((folder / "study.toml").read_text(), tables, files={"memory/mw.csv": series_text(500)}, folder=folder)
    before, loads = study.describe(), study.check().loads
    saved = study.save(tmp_path / "new")
    shutil.rmtree(tmp_path / "from")
    again = Study.read(saved)
    assert again.describe() == before and again.check().loads.equals(loads)
    assert list(again.tables["hourly"].file) == ["memory/mw.csv", "below/frac.csv", "files/mw.csv"]


def test_files_of_one_name_are_kept_apart_and_missing_ones_are_named(tmp_path):
    places = saving._places({"../one/mw.csv": 0, "../two/mw.csv": 0, "files/mw.csv": 0, "a/../b.csv": 0, "/x/mw.csv": 0})
    assert len(set(places.values())) == 5 and not any(".." in place or place.startswith("/") for place in places.values())
    tables = Tables({"hourly": "quantity,name,file,column\ndemand_mw,north,gone.csv,mw\n"})
    with pytest.raises(decawatt.ResourceError, match="hourly.csv.*gone.csv"):
        saving.write_study(tmp_path, {}, tables, str(tmp_path))


def test_the_format_is_documented_in_python(study):
    columns = study.tables.describe("data_centers")
    assert columns.loc["connection_mw", "unit"] == "MW" and columns.loc["name", "is_key"]
    with pytest.raises(KeyError):
        study.tables.describe("plantz")


def test_check_reports_loads_and_unusual_values(minimal):
    study = Study.read(minimal, years=2029)
    study.tables["plants"].loc["north gas", "efficiency_frac"] = 0.99
    found = study.check()
    assert "plants.north gas.efficiency_frac" in list(found.warnings.path)
    assert list(found.loads.data_center) == ["hub"] and list(found.loads.year) == [2029]
    assert 0 < found.loads.mean_mw[0] <= found.loads.peak_mw[0]


def test_variants_and_years(minimal):
    assert Study.read(minimal, variant="large_hub")._read().overrides == [("data_centers.hub.it_scale", "2")]
    (fault,) = faults(lambda: Study.read(minimal, variant="huge_hub"))
    assert "large_hub" in fault.expected
    (fault,) = faults(lambda: Study.read(minimal, years=(2029, 2040)))
    assert "2029 to 2040" in fault.found


def test_no_such_study(tmp_path):
    with pytest.raises(decawatt.ResourceError, match="no such study file"):
        Study.read(tmp_path / "nothing")
    with pytest.raises(OSError):
        Study.read("")
