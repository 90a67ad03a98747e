"""The shipped sweep of the islanded Texas campus cut to one year, its table and its figure; a firm load, deferrable load and a store without cost; stress hours
from an earlier result."""
import csv
import json
import shutil
import subprocess
import sys
import tomllib

import numpy as np
import pytest
from check_results import ABSOLUTE_MW, RELATIVE, Results, prove
from conftest import DONE, SCENARIOS, THREADS, decawatt, groups

STUDY, YEAR = SCENARIOS / "texas_campus", 2036
KEPT = {"matching": ("none", "90", "100"), "flexible": ("firm", "waits_24h"), "supply": ("own", "ppa_45"), "gas": ("gas_x1", "gas_x2")}
SUPPLY = "campus supply"


def short(folder):
    """The sweep as it is shipped, of one year and of some of its options."""
    sweep = tomllib.loads((STUDY / "sweeps" / "frontier.toml").read_text(encoding="utf-8"))
    lines = [f'study = "{STUDY}"', f"years = {YEAR}", f'variant = "{sweep["variant"]}"', "[set]"]
    lines += [f'"{path}" = {json.dumps(value)}' for path, value in sweep["set"].items() if path != "output.series"]
    for axis, options in sweep["grid"].items():
        assert set(KEPT[axis]) <= {option["name"] for option in options}
        for option in options:
            if option["name"] in KEPT[axis]:
                sets = ", ".join(f'"{path}" = {json.dumps(value)}' for path, value in option["set"].items())
                lines += [f"[[grid.{axis}]]", f'name = "{option["name"]}"', f"set = {{ {sets} }}"]
    path = folder / "frontier.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("frontier")
    done = decawatt("sweep", short(folder), "--out", folder / "out", "--allow-outside", "--threads", THREADS, "--quiet")
    assert done.returncode == DONE, done.stderr
    done = decawatt("compare", folder / "out", "--json")
    assert done.returncode == DONE, done.stderr
    cases = {tuple(one["choice"][axis] for axis in KEPT): one for one in json.loads(done.stdout)["cases"]}
    assert len(cases) == 24
    return folder / "out", cases


def cost(cases, *choice):
    return cases[choice]["supply_cost_per_mwh"][SUPPLY]


def test_costs_rise_with_matching_and_gas_and_fall_with_options(swept):
    _, cases = swept
    assert cost(cases, "none", "firm", "own", "gas_x1") == pytest.approx(59.82, abs=0.02)       # README.md
    assert cost(cases, "90", "firm", "own", "gas_x1") == pytest.approx(84.32, abs=0.02)
    for choice in cases:
        matching, flexible, supply, gas = choice
        mine = cost(cases, *choice)
        if flexible == "firm":
            assert cost(cases, matching, "waits_24h", supply, gas) < mine
        if supply == "own":
            assert cost(cases, matching, flexible, "ppa_45", gas) < mine
        if gas == "gas_x1" and matching != "100":
            assert cost(cases, matching, flexible, supply, "gas_x2") > mine
        if matching == "none":
            assert mine < cost(cases, "90", flexible, supply, gas) < cost(cases, "100", flexible, supply, gas)
        score = cases[choice]["hourly_score_frac"][SUPPLY]
        assert score >= {"none": 0.0, "90": 0.9, "100": 1.0}[matching] - 1e-5
        if matching == "100":
            assert cases[choice]["own_generation_mwh"]["gas"] == pytest.approx(0.0, abs=100.0)
    both = [cost(cases, "100", "firm", "own", gas) for gas in ("gas_x1", "gas_x2")]
    assert both[0] == pytest.approx(both[1], rel=1e-5)                                          # no gas is burnt


def test_the_table_for_readers_has_the_values_of_the_csv_file(swept):
    out, cases = swept
    lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in (out / "compare.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [dict(zip(lines[0], line)) for line in lines[2:]]
    with open(out / "compare.csv", encoding="utf-8", newline="") as file:
        values = list(csv.DictReader(file))
    assert len(rows) == len(values) == 24
    for row, value in zip(rows, values):
        assert [row[axis] for axis in KEPT] == [value[axis] for axis in KEPT]
        assert float(row["USD/MWh"]) == pytest.approx(float(value[f"supply_cost_per_mwh[{SUPPLY}]"]), abs=0.006)
        assert float(row["gas, % of load"]) == pytest.approx(100 * float(value["own_generation_mwh[gas]"]) / float(value[f"load_mwh[{SUPPLY}]"]), abs=0.06)
    assert "purchased, % of load" not in lines[0]                                               # islanded: zero in all cases
    assert (out / "compare.md").read_text(encoding="utf-8").startswith("**campus supply**, 24 cases")


def test_results_prove_themselves(swept):
    out, cases = swept
    for choice in (("90", "waits_24h", "ppa_45", "gas_x2"), ("100", "firm", "ppa_45", "gas_x1")):
        assert prove(Results(out / f"{cases[choice]['case']}.h5", ABSOLUTE_MW, RELATIVE)) == []


def free_store(folder, load_mw, frac, deadline_h):
    """The study with a store that costs nothing in place of work that waits: at least the power and content that the work has in any hour."""
    shutil.copytree(SCENARIOS / "turbines", folder / "turbines")
    study = folder / "campus"
    shutil.copytree(STUDY, study)
    wrapped = np.concatenate([load_mw, load_mw[:deadline_h]])
    content = frac * max(wrapped[t:t + deadline_h].sum() for t in range(len(load_mw)))
    row = {"name": "free", "region": "West", "technology": "battery", "charge_mw": f"{load_mw.max():.6f}", "discharge_mw": f"{frac * load_mw.max():.6f}",
           "energy_mwh": f"{content:.6f}", "charge_efficiency_frac": "1", "discharge_efficiency_frac": "1", "behind": "campus", "contract": SUPPLY}
    text = (study / "stores.csv").read_text(encoding="utf-8")
    header = text.splitlines()[0].split(",")
    (study / "stores.csv").write_text(text + ",".join(row.get(name, "") for name in header) + "\n", encoding="utf-8")
    return study


def test_waiting_work_lies_between_a_firm_load_and_a_free_store(swept, tmp_path):
    out, cases = swept
    load_mw = groups(out / f"{cases[('none', 'firm', 'own', 'gas_x1')]['case']}.h5")[""].data_center_load_mw.values[:, 0].astype(float)
    study = free_store(tmp_path, load_mw, 0.2, 24)
    for matching, target in (("none", ""), ("90", "0.9")):
        done = decawatt("run", study, "--variant", "islanded", "--years", YEAR, "--quiet", "--json", "--threads", THREADS, "--out", tmp_path / "free.h5", "--set",
                        f"contract_targets.{SUPPLY}/2027.hourly_frac={target}")
        assert done.returncode == DONE, done.stderr
        bound = json.loads(done.stdout)["supplies"][SUPPLY]["supply_cost_per_mwh"]
        waiting, firm = (cost(cases, matching, flexible, "own", "gas_x1") for flexible in ("waits_24h", "firm"))
        assert bound <= waiting * (1 + 1e-6) and waiting < firm - 2.0


def test_stress_hours_are_those_of_the_price_of_an_earlier_result(tmp_path):
    shutil.copytree(SCENARIOS / "turbines", tmp_path / "turbines")
    study = tmp_path / "campus"
    shutil.copytree(STUDY, study)
    words = ["--set", "horizon.first_year=2036", "--set", "horizon.last_year=2036", "--set", "horizon.hours_per_year=1440",
             "--threads", THREADS, "--quiet", "--json"]
    done = decawatt("run", study, "--variant", "grid", *words, "--out", study / "earlier.h5")
    assert done.returncode == DONE, done.stderr
    (study / "hourly.csv").write_text("quantity,name,file,column\nstress_price_per_mwh,campus,earlier.h5,West\n", encoding="utf-8")
    rule = ["--variant", "nonfirm", "--set", "data_centers.campus.nonfirm_h_per_year=50", "--set", "data_centers.campus.nonfirm_h_per_event=4"]
    done = decawatt("run", study, *rule, *words, "--out", tmp_path / "plan.h5")
    assert done.returncode == DONE, done.stderr
    assert prove(Results(tmp_path / "plan.h5", ABSOLUTE_MW, RELATIVE)) == []
    curtailed = groups(tmp_path / "plan.h5")[""].data_center_nonfirm_available_mw.values[:, 0] < 1.0
    price = groups(study / "earlier.h5")[""].price_per_mwh.sel(region="West").values
    assert curtailed.sum() == 50 and json.loads(done.stdout)["years"][0]["nonfirm"]["campus"]["curtailment"] == "stress_hours"
    edges = np.flatnonzero(np.diff(np.concatenate([[0], curtailed.astype(int), [0]])))
    assert (edges[1::2] - edges[::2]).max() <= 4
    free = ~curtailed
    beside = free & ~np.roll(curtailed, 1) & ~np.roll(curtailed, -1)                     # hours that no limit on events keeps out
    assert price[beside].max() <= price[curtailed].min()
    assert "50 h of highest price, 4 h in a row" in decawatt("check", study, *rule, *words[:-4]).stdout
    done = decawatt("check", study, *rule, "--years", "2036")                               # the horizon of the study begins in 2027
    assert done.returncode != DONE and "set horizon.first_year and horizon.last_year" in done.stderr
    done = decawatt("check", study, "--variant", "grid", *words[:-4])
    assert "nonfirm_curtailment = stress_hours of the data centre" in done.stderr


def test_the_tables_of_the_readme_need_all_cases(swept, tmp_path):
    """A cut sweep does not rewrite README.md."""
    shutil.copytree(STUDY, tmp_path / "texas_campus")
    readme = tmp_path / "texas_campus" / "README.md"
    before, tool = readme.read_text(encoding="utf-8"), tmp_path / "texas_campus" / "tools" / "frontier_table.py"
    done = subprocess.run([sys.executable, tool, swept[0]], capture_output=True, text=True)
    assert done.returncode == 1 and "lacks 60 of the 84 cases" in done.stderr and readme.read_text(encoding="utf-8") == before
    (tmp_path / "compare.csv").write_text("case,hourly_frac\na,0.9\n", encoding="utf-8")
    done = subprocess.run([sys.executable, tool, tmp_path], capture_output=True, text=True)
    assert done.returncode == 1 and "no column matching" in done.stderr and readme.read_text(encoding="utf-8") == before
