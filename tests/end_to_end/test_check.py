"""Output of `check` besides the study: loads of data centres, caps, unusual values, entries that `run` ignores, and the nearest known names."""
import json
import shutil

import pytest
from conftest import BAD_INPUT, DONE, SCENARIOS, decawatt

MINIMAL = SCENARIOS / "minimal"
HOURS = ["--set", "horizon.hours_per_year=48"]


@pytest.fixture
def study(tmp_path):
    return shutil.copytree(MINIMAL, tmp_path / "study")


def check(study, *words):
    done = decawatt("check", study, "--quiet", *words)
    assert done.returncode == DONE, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["minimal", "korea_2024", "korea_hub"])
def test_the_shipped_studies_have_no_unusual_value(name):
    years = ["--years", "2035"] if name == "korea_hub" else []
    summary = json.loads(check(SCENARIOS / name, "--json", *years))
    assert summary["warnings"] == []


def test_a_warning_of_a_price_per_mmbtu_has_row_value_range_and_source(study):
    found = check(study, *HOURS, "--set", "prices.gas/2028.price=9.96")      # 34 USD/MWh are 9.96 USD/MMBtu
    line = next(line for line in found.splitlines() if "prices.csv row" in line)
    assert line.strip().startswith("prices.csv row 2, column price, gas/2028: found 9.96 USD/MWh of heat; usual 17 to 150 USD/MWh of heat")
    assert "World Bank" in line


def test_a_warning_is_accepted_by_its_path(study):
    slip = ["--set", "plants.hub solar.capex_per_kw=850000", *HOURS]
    (warning,) = json.loads(check(study, "--json", *slip))["warnings"]
    assert warning["path"] == "plants.hub solar.capex_per_kw"
    with open(study / "study.toml", "a", encoding="utf-8") as settings:
        settings.write('\n[check]\naccepts = ["plants.hub solar.capex_per_kw", "study.discount_rate"]\n')
    found = check(study, *slip)
    assert "Warnings" not in found and "1 unusual value is accepted by study.toml" in found
    assert "check.accepts: study.discount_rate matches no warning" in found
    assert "unusual" not in check(MINIMAL, *slip, "--no-warnings")


def test_the_load_of_a_data_centre_is_below_its_nameplate(study):
    draws = json.loads(check(study, "--json"))["data_center_draws"]["hub"]
    for year in ("2028", "2029"):
        assert 0.0 < draws[year]["mean_mw"] < draws[year]["peak_mw"]
    assert draws["2028"]["peak_mw"] < 1.6 * 100.0          # a hall of 100 MW of IT and a PUE
    assert "hub: mean MW" in check(study)


def test_emission_caps_and_ignored_entries_are_printed(study):
    found = check(study, *HOURS)
    assert "emission cap, t" in found and "40000000" in found
    ignored = found[found.index("Read by `adequacy` alone"):]
    assert "plants.csv: outage, units, delay" in ignored and "outages.csv" in ignored and "study.toml: [adequacy]" in ignored
    (study / "policy.csv").unlink()
    assert "emission cap, t" not in check(study, *HOURS)


@pytest.mark.parametrize("words, suggestion", [
    (["check", MINIMAL, "--varient", "large_hub"], "did you mean '--variant' for '--varient'?"),
    (["chek", MINIMAL], "did you mean 'check' for 'chek'?"),
    (["weather", "discribe", "x.nc"], "did you mean 'describe' for 'discribe'?"),
    (["check", MINIMAL, "--variant", "large_hubs"], "did you mean 'large_hub'?"),
    (["check", MINIMAL, "--set", "plants.north gaz.capacity_mw=1"], "did you mean 'north gas'?"),
    (["check", MINIMAL, "--set", "plants.north gas.capacty_mw=1"], "did you mean 'capacity_mw'?"),
    (["check", MINIMAL, "--set", "plant.north gas.capacity_mw=1"], "did you mean 'plants'?"),
    (["check", MINIMAL, "--set", "planing.tolerance=1e-7"], "did you mean 'planning'?"),
    (["check", MINIMAL, "--set", "planning.tolerence=1e-7"], "did you mean 'tolerance'?"),
    (["check", MINIMAL, "--set", "plants.north gas.technology=gass"], "did you mean 'gas'?"),
    (["check", MINIMAL, "--set", "plants.north gas.region=nort"], "did you mean 'north'?"),
    (["check", MINIMAL, "--set", "data_centers.hub.cooling=water_economiser"], "did you mean 'water_economizer'?"),
    (["check", MINIMAL, "--set", 'output.series=["demand_mwh"]'], "did you mean 'demand_mw'?"),
    (["adequacy", MINIMAL, "--samples", "2", "--out", "never", "--of", "sout"], "did you mean 'south'?"),
    (["adequacy", MINIMAL, "--samples", "2", "--credit", "north gaz"], "did you mean 'north gas'?"),
])
def test_an_unknown_name_comes_with_the_nearest_known_one(words, suggestion, tmp_path):
    done = decawatt(*words, cwd=tmp_path)
    assert done.returncode == BAD_INPUT
    assert suggestion in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_unknown_columns_and_keys_come_with_the_nearest_known_ones(study):
    plants = (study / "plants.csv").read_text(encoding="utf-8").replace("efficiency_frac", "efficency_frac", 1)
    (study / "plants.csv").write_text(plants, encoding="utf-8")
    settings = (study / "study.toml").read_text(encoding="utf-8").replace("discount_rate", "discont_rate").replace("[weather]", "[wether]")
    (study / "study.toml").write_text(settings, encoding="utf-8")
    done = decawatt("check", study)
    assert done.returncode == BAD_INPUT
    for name in ("efficiency_frac", "discount_rate", "weather"):
        assert f"did you mean '{name}'?" in done.stderr
