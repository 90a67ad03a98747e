"""`decawatt compare`: its table against sums of the result files."""
import csv
import json
import shutil

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, NOT_SOLVED, RESOURCE, SCENARIOS, decawatt
from sweep_folder import sweep, write

SWEEP = """[grid]
"data_centers.hub.it_scale" = [0.5, 1]
[[case]]
name = "impossible"
set = { "contract_targets.hub supply/2028.hourly_frac" = 1 }
"""


def group(path, name=None):
    return xr.load_dataset(path, engine="h5netcdf", group=name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three cases of both years, one of them without a plan."""
    place = tmp_path_factory.mktemp("compare")
    file = write(place, SWEEP)
    file.write_text(file.read_text().replace("years = 2028\n", ""))
    out = place / "out"
    assert sweep(file, out).returncode == NOT_SOLVED
    return out


@pytest.fixture(scope="module")
def table(folder):
    done = decawatt("compare", folder, "--json")
    assert done.returncode == NOT_SOLVED                       # one case has no plan
    assert done.stderr == "impossible: infeasible\n"
    return json.loads(done.stdout)


def rows(folder):
    with open(folder / "compare.csv", encoding="utf-8", newline="") as file:
        return {row["case"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", ["it_scale-0.5", "it_scale-1"])
def test_figures_are_those_of_the_results(folder, table, name):
    result, row = folder / f"{name}.h5", rows(folder)[name]
    summary, capacity, entities = group(result, "summary"), group(result, "capacity"), group(result)
    hub = summary.sel(contract="hub supply")
    load = hub.contract_load_mwh.values
    assert len(load) == 2 and (load > 0).all() and load[0] != load[1]
    solar = (entities.fleet_technology == "solar") & (entities.fleet_buildable == 1)
    battery = entities.store_technology == "battery"
    expected = {
        "objective": float(group(result, "certificate").objective),
        "unserved_mwh": summary.unserved_mwh.values.sum(),
        "emission_t": summary.emission_t.values.sum(),
        "supply_cost_per_mwh[hub supply]": float(hub.contract_supply_cost_per_mwh_horizon),
        # 1 - Σ what is not clean / Σ load: by its definition, not as a mean of scores
        "hourly_score_frac[hub supply]":
            1 - ((1 - group(result, "targets").grid_clean_frac.values[:, 0]) * hub.contract_deficit_mwh.values).sum() / load.sum(),
        "hourly_score_last_year_frac[hub supply]": hub.contract_hourly_score_frac.values[-1],
        "annual_matching_frac[hub supply]": (hub.contract_annual_matching_frac.values * load).sum() / load.sum(),
        "annual_matching_last_year_frac[hub supply]": hub.contract_annual_matching_frac.values[-1],
        "load_mwh[hub supply]": load.sum(),
        "excess_mwh[hub supply]": hub.contract_excess_mwh.values.sum(),
        "contract_unserved_mwh[hub supply]": hub.contract_unserved_mwh.values.sum(),
        "built_mw[solar]": np.nansum(capacity.fleet_built_mw.values[:, solar]),
        "built_mw[battery]": np.nansum(capacity.store_built_mw.values[:, battery]),
        "built_mwh[battery]": np.nansum(capacity.store_built_mwh.values[:, battery]),
        "built_mw[connection]": np.nansum(capacity.connection_built_mw.values),
    }
    assert expected["built_mw[solar]"] > 100 and expected["hourly_score_frac[hub supply]"] > 0.5
    for column, value in expected.items():
        assert float(row[column]) == pytest.approx(value, rel=1e-12), column
    assert row["status"] == "optimal" and row["data_centers.hub.it_scale"] == name.removeprefix("it_scale-")
    one = next(one for one in table["cases"] if one["case"] == name)
    assert one["supply_cost_per_mwh"]["hub supply"] == float(row["supply_cost_per_mwh[hub supply]"])
    assert one["choice"]["data_centers.hub.it_scale"] == row["data_centers.hub.it_scale"]


def test_the_hdf5_table_equals_the_printed_table(folder, table):
    compared = xr.load_dataset(folder / "compare.h5", engine="h5netcdf")
    names = list(rows(folder))
    assert list(compared["case"].values) == names == ["it_scale-0.5", "it_scale-1", "impossible"]
    assert list(compared.status.values) == ["optimal", "optimal", "infeasible"]
    assert list(compared.choice.sel(axis="data_centers.hub.it_scale").values) == ["0.5", "1", ""]
    for variable in ("objective", "emission_t"):
        assert [compared[variable].sel(case=name) for name in names[:2]] == [float(rows(folder)[name][variable]) for name in names[:2]]
    for name in names[:2]:
        assert float(compared.built_mw.sel(case=name, kind="solar")) == float(rows(folder)[name]["built_mw[solar]"])
        assert np.isnan(compared.built_mwh.sel(case=name, kind="solar"))
    assert compared.supply_cost_per_mwh.attrs["units"] == "USD/(MW h)"
    assert np.isnan(compared.objective.sel(case="impossible")) and rows(folder)["impossible"]["objective"] == ""


def test_missing_cases_are_named(folder, table, tmp_path):
    shutil.copytree(folder, tmp_path / "out")
    (tmp_path / "out" / "it_scale-1.h5").unlink()
    done = decawatt("compare", tmp_path / "out")
    assert done.returncode == NOT_SOLVED
    assert done.stderr == "it_scale-1: missing\nimpossible: infeasible\n"
    assert rows(tmp_path / "out")["it_scale-1"]["status"] == "missing"


def test_a_file_of_another_case_is_refused(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "out")
    (tmp_path / "out" / "compare.csv").unlink(missing_ok=True)
    shutil.copy(folder / "it_scale-1.h5", tmp_path / "out" / "it_scale-0.5.h5")
    done = decawatt("compare", tmp_path / "out")
    assert done.returncode == BAD_INPUT
    assert "it_scale-0.5.h5: override: found changes of the study other than those of its case" in done.stderr
    assert not (tmp_path / "out" / "compare.csv").exists()


def test_results_of_different_studies_are_refused(tmp_path):
    shutil.copytree(SCENARIOS / "minimal", tmp_path / "minimal")
    file, out = tmp_path / "two.toml", tmp_path / "out"
    file.write_text('study = "minimal"\nyears = 2028\n[grid]\n"data_centers.hub.it_scale" = [0.4, 0.5]\n', encoding="utf-8")
    assert sweep(file, out, "--part", "1/2").returncode == DONE
    prices = tmp_path / "minimal" / "prices.csv"
    prices.write_text(prices.read_text() + "# changed\n")
    assert sweep(file, out, "--part", "2/2").returncode == DONE
    done = decawatt("compare", out)
    assert done.returncode == BAD_INPUT
    assert "it_scale-0.5.h5: origin: found prices.csv: another text in its study, expected the study and version of case it_scale-0.4" in done.stderr


def test_a_folder_without_a_sweep(tmp_path):
    done = decawatt("compare", tmp_path)
    assert done.returncode == RESOURCE and "decawatt sweep SWEEP.toml --out DIR" in done.stderr


def test_the_table_does_not_overwrite_a_result(folder, tmp_path):
    place = shutil.copytree(folder, tmp_path / "out")
    (place / "compare.h5").unlink(missing_ok=True)
    (place / "compare.h5").symlink_to("it_scale-1.h5")
    before = (place / "it_scale-1.h5").read_bytes()
    done = decawatt("compare", place)
    assert done.returncode == BAD_INPUT and "is also an input of this run" in done.stderr, done.stderr
    assert (place / "it_scale-1.h5").read_bytes() == before


def test_cases_in_hours_and_in_steps_of_stated_lengths_are_compared(tmp_path):
    study = tmp_path / "minimal"
    shutil.copytree(SCENARIOS / "minimal", study)
    (study / "day.txt").write_text("hours\n24\n24\n")
    (study / "half.txt").write_text("hours\n12\n12\n12\n12\n")
    file = study / "steps.toml"
    file.write_text('study = "."\nyears = 2028\n[set]\n"horizon.hours_per_year" = 48\n'
                    '[grid]\n"horizon.step_file" = ["", "day.txt", "half.txt"]\n')
    assert sweep(file, tmp_path / "out").returncode == DONE
    done = decawatt("compare", tmp_path / "out", "--json")
    assert done.returncode == DONE, done.stderr
    assert len(json.loads(done.stdout)["cases"]) == 3
