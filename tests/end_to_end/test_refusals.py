"""What the program refuses, and how: a message for each fault, an exit status for each kind, and nothing left behind."""
import json
import resource
import shutil

import pytest
from conftest import BAD_INPUT, DONE, NOT_SOLVED, RESOURCE, SCENARIOS, decawatt, entries

MINIMAL = SCENARIOS / "minimal"
BLOCK = 64 * 1024
# A whole year of hourly matching from nothing but ten megawatts of roof
UNREACHABLE = ["--years", "2028", "--set", "contract_targets.hub supply/2028.hourly_frac=1.0"]
for path in ("plants.hub solar.build_limit_mw", "plants.hub wind.build_limit_mw", "stores.hub battery.build_limit_mw",
             "stores.hub battery.build_energy_limit_mwh"):
    UNREACHABLE += ["--set", f"{path}=0"]
ONLY_HOURLY = ["--set", "contract_targets.hub supply/2028.annual_frac=", "--set", "contract_targets.hub supply/2028.excess_cap_frac="]


@pytest.fixture
def study(tmp_path):
    return shutil.copytree(MINIMAL, tmp_path / "study")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_faults_of_a_study_are_told_at_once(study, tmp_path):
    change(study / "plants.csv", "north gas,north,gas,4500", "north gas,nowhere,gas,-4500")
    change(study / "regions.csv", "north,37.5", "north,137.5")
    change(study / "stores.csv", "0.88,0.88", "88,0.88")
    change(study / "study.toml", "discount_rate = 0.05", "discount_rate = 5")
    done = decawatt("run", study, "--out", tmp_path / "out.h5")
    assert done.returncode == BAD_INPUT
    for fault in ("plants.csv: region (row 2): found nowhere", "plants.csv: capacity_mw (row 2): found -4500", "regions.csv: latitude_deg (row 2): found 137.5",
                  "stores.csv: charge_efficiency_frac (row 2): found 88", "study.toml", "5 faults in the input; nothing was written"):
        assert fault in done.stderr, done.stderr
    assert done.stdout == ""
    assert entries(tmp_path) == ["study"]


def test_a_series_that_no_file_has_is_told_before_the_work(study, tmp_path):
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text + '\n[output]\nseries = ["demand_mw", "demand_kw"]\n', encoding="utf-8")
    done = decawatt("run", study, "--out", tmp_path / "out.h5")
    assert done.returncode == BAD_INPUT
    assert "study.toml: output.series" in done.stderr and "no demand_kw, but some of demand_mw, " in done.stderr
    assert "solving" not in done.stderr
    assert entries(tmp_path) == ["study"]


@pytest.mark.parametrize("words, message", [
    (["--variant", "huge_hub"], "found huge_hub, expected one of annual_matching, cheap_batteries, large_hub"),
    (["--years", "2040"], "years within 2028 to 2029"),
    (["--years", "2029:2028"], "a year, or first:last"),
    (["--years", "soon", "--set", "nothing"], "2 faults"),
    (["--set", "plants.nobody.capacity_mw=4"], "found no row nobody"),
    (["--set", "plants.north gas.capacity=4"], "capacity"),
    (["--set", "plants.north gas.capacity_mw=much"], "found much (by an override)"),
    (["--threads", "-1"], "--threads"),
    (["--colour"], "--colour"),
])
def test_words_that_mean_nothing(words, message):
    done = decawatt("check", MINIMAL, *words)
    assert done.returncode == BAD_INPUT
    assert message in done.stderr
    assert done.stdout == ""


def test_an_unknown_command_or_no_place_for_the_result():
    assert decawatt("fly", MINIMAL).returncode == BAD_INPUT
    done = decawatt("run", MINIMAL)
    assert done.returncode == BAD_INPUT
    assert "--out" in done.stderr


def test_a_study_that_is_not_there(tmp_path):
    done = decawatt("check", tmp_path / "absent")
    assert done.returncode == RESOURCE
    assert str(tmp_path / "absent") in done.stderr
    done = decawatt("check", tmp_path)         # a folder without study.toml
    assert done.returncode == RESOURCE
    assert "study.toml" in done.stderr


@pytest.mark.parametrize("place", ["absent/out.h5", ".", "a file/out.h5"])
def test_a_place_that_takes_no_file_is_told_before_the_work(tmp_path, place):
    (tmp_path / "a file").write_text("kept")
    done = decawatt("run", MINIMAL, "--out", tmp_path / place)
    assert done.returncode == RESOURCE
    assert str(tmp_path / place).rstrip(".") in done.stderr
    assert "solving" not in done.stderr
    assert entries(tmp_path) == ["a file"]


def test_an_infeasible_study_writes_nothing(tmp_path):
    out = tmp_path / "out.h5"
    out.write_text("older")
    done = decawatt("run", MINIMAL, "--out", out, "--json", *UNREACHABLE)
    assert done.returncode == NOT_SOLVED
    summary = json.loads(done.stdout)
    assert summary["status"] == "infeasible"
    assert "infeasible" in done.stderr and "no result was written" in done.stderr
    assert out.read_text() == "older"
    assert entries(tmp_path) == ["out.h5"]


def test_an_infeasible_study_is_explained_and_the_amount_is_right(tmp_path):
    """Ten megawatts of roof against every hour of a hub: how far it gets is told, can be reached, and a little more cannot."""
    def run(target):
        words = [word.replace("hourly_frac=1.0", f"hourly_frac={target}") for word in UNREACHABLE]
        return decawatt("run", MINIMAL, "--out", tmp_path / "out.h5", "--json", *words, *ONLY_HOURLY)

    done = run(1.0)
    explanation = json.loads(done.stdout)["explanation"]
    assert explanation["status"] == "optimal" and explanation["proven_infeasible"]
    (violation,) = explanation["violations"]
    assert (violation["kind"], violation["name"], violation["year"], violation["asked"]) == ("hourly_target", "hub supply", 2028, 1.0)
    assert 0.35 < violation["reachable"] < 0.40        # the clean share of the grid, and a little sun
    assert violation["amount"] == pytest.approx(explanation["weighed_mwh"], rel=1e-3)
    deficits = [hour["mw"] for hour in violation["worst_hours"]]
    assert len(deficits) == 3 and deficits == sorted(deficits, reverse=True)
    assert 'contract "hub supply": hourly clean score 1 asked in 2028' in done.stderr
    assert run(violation["reachable"] - 0.001).returncode == DONE
    assert run(violation["reachable"] + 0.001).returncode == NOT_SOLVED


def test_a_full_disk(tmp_path):
    """A limit on the size of files is a disk that is full, seen from the program."""
    out = tmp_path / "out.h5"
    for blocks in (2, 8):                      # within the tables; within the series
        done = decawatt("run", MINIMAL, "--years", "2028", "--threads", 2, "--out", out,
                        preexec_fn=lambda limit=blocks * BLOCK: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert done.returncode == RESOURCE, done.stderr
        assert str(out) in done.stderr and "File too large" in done.stderr
        assert entries(tmp_path) == []
