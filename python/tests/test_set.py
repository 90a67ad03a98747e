"""Study.set: paths and values that are refused at once, and those that are left to the reader of the study."""
import pandas as pd
import pytest

import decawatt
from conftest import SCENARIOS
from decawatt import InputError, Study, _core
from decawatt.tables import keys_of


@pytest.fixture
def study(minimal):
    return Study.read(minimal)


def faults(call):
    with pytest.raises(InputError) as caught:
        call()
    return caught.value.faults


def test_set_is_the_override_of_the_command(study):
    study.set("data_centers.hub.it_scale", 2)
    study.set("weather.years", [1, 2])
    study.set("contract_targets.hub supply/2029.hourly_frac", None)
    assert study.overrides == [("data_centers.hub.it_scale", "2"), ("weather.years", "[1, 2]"),
                               ("contract_targets.hub supply/2029.hourly_frac", "")]
    assert study._read().overrides == study.overrides


@pytest.mark.parametrize("path, hint", [
    ("data_centers.hubb.it_scale", "hub"), ("data_centers.hub.it_scales", "it_scale"),
    ("planing.tolerance", "planning"), ("data_centers", "table.row.column"), ("", "section.key")])
def test_set_refuses_a_path_that_names_nothing(study, path, hint):
    (fault,) = faults(lambda: study.set(path, 2))
    assert hint in fault.expected or hint in fault.found or "data_centers.row.column" in fault.expected
    assert study.overrides == []


@pytest.mark.parametrize("path, value, file, expected", [
    ("data_centers.hub.it_scale", "much", "data_centers.csv", "finite number"), ("data_centers.hub.it_scale", -1, "data_centers.csv", "finite number"),
    ("data_centers.hub.deferrable_frac", 20, "data_centers.csv", "not 40"), ("plants.hub solar.build_first_year", 2028.5, "plants.csv", "whole number"),
    ("data_centers.hub.region", "sout", "data_centers.csv", "did you mean 'south'"), ("data_centers.hub.region", None, "data_centers.csv", "regions.csv"),
    ("plants.hub solar.capex_per_kw", float("inf"), "plants.csv", "finite"), ("plants.hub solar.technology", "sun", "plants.csv", "solar"),
    ("planning.tolerance", "small", "study.toml", ""), ("planning.target_scope", "all", "study.toml", "each"), ("weather.years", [0.5], "study.toml", "")])
def test_set_refuses_a_value_that_the_field_cannot_have(study, path, value, file, expected):
    study.set("weather.seed", 3)
    before = study.describe()
    (fault,) = faults(lambda: study.set(path, value))
    assert (fault.file, fault.field) == (file, path if file == "study.toml" else path.split(".")[-1]) and expected in fault.expected
    assert study.overrides == [("weather.seed", "3")] and study.describe() == before


@pytest.mark.parametrize("scenario", sorted(file.parent.name for file in SCENARIOS.glob("*/study.toml")))
def test_every_value_of_a_valid_study_can_be_set(scenario):
    """What the reader accepts is never refused at once: all fields of all tables, each with its own value."""
    study = Study.read(SCENARIOS / scenario, allow_outside=True)
    changes = []
    for table in study.tables:
        columns, fields = _core.parse_table(table, study.tables.text(table))
        keys = [fields[columns.index(name)] for name in keys_of(table) if name in columns]
        for name, column in zip(columns, fields):
            if name not in keys_of(table):
                changes += [(f"{table}.{'/'.join(row)}.{name}", value) for row, value in zip(zip(*keys), column)]
    assert len(changes) > 30
    _core.check_overrides(study._words(study._texts(), changes))


def test_values_that_are_valid_together_can_be_set_one_after_the_other(study):
    """Between the two calls the study is not valid, which a read says."""
    study.set("horizon.first_year", 2031)
    assert "first_year 2031" in faults(study.describe)[0].expected
    with pytest.raises(InputError):
        decawatt.run(study)
    study.set("horizon.first_year", 2028)
    assert "2028" in study.describe() and len(study.overrides) == 2


def test_a_name_can_be_set_once_its_row_is_there(study):
    faults(lambda: study.set("data_centers.hub.contract", "second supply"))
    contracts = study.tables["contracts"]
    study.tables["contracts"] = pd.concat([contracts, contracts.rename({"hub supply": "second supply"})])
    study.set("data_centers.hub.contract", "second supply")
    assert study.overrides == [("data_centers.hub.contract", "second supply")]


def test_set_sees_rows_that_a_table_has_gained(study):
    plants = study.tables["plants"]
    study.tables["plants"] = pd.concat([plants, plants.loc[["hub solar"]].rename({"hub solar": "second solar"})])
    study.set("plants.second solar.capex_per_kw", 1)
    assert "second solar" in study.describe()
