"""Refusals: a message for each fault, an exit status for each kind, and no file left."""
import json
import os
import resource
import shutil

import pytest
from conftest import BAD_INPUT, DONE, NOT_SOLVED, RESOURCE, SCENARIOS, decawatt, entries

MINIMAL = SCENARIOS / "minimal"
BLOCK = 64 * 1024
# A whole year of hourly matching with ten megawatts of roof alone
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


def test_all_faults_of_a_study_are_reported_at_once(study, tmp_path):
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


def test_an_unknown_series_is_reported_before_solving(study, tmp_path):
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text + '\n[output]\nseries = ["demand_mw", "demand_kw"]\n', encoding="utf-8")
    done = decawatt("run", study, "--out", tmp_path / "out.h5")
    assert done.returncode == BAD_INPUT
    assert "study.toml: output.series" in done.stderr and "no demand_kw (did you mean 'demand_mw'?), but some of demand_mw, " in done.stderr
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
def test_invalid_options(words, message):
    done = decawatt("check", MINIMAL, *words)
    assert done.returncode == BAD_INPUT
    assert message in done.stderr
    assert done.stdout == ""


def test_an_unknown_command_or_a_missing_output_path():
    done = decawatt("fly", MINIMAL)
    assert done.returncode == BAD_INPUT
    assert "there is no command 'fly'" in done.stderr
    done = decawatt("run", MINIMAL)
    assert done.returncode == BAD_INPUT
    assert "--out" in done.stderr


def test_an_absent_study(tmp_path):
    done = decawatt("check", tmp_path / "absent")
    assert done.returncode == RESOURCE
    assert str(tmp_path / "absent") in done.stderr
    done = decawatt("check", tmp_path)         # a folder without study.toml
    assert done.returncode == RESOURCE
    assert "study.toml" in done.stderr


@pytest.mark.parametrize("place", ["absent/out.h5", ".", "a file/out.h5"])
def test_an_unwritable_path_is_reported_before_solving(tmp_path, place):
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


def test_an_infeasible_study_is_explained_with_the_right_amount(tmp_path):
    """Ten megawatts of roof for every hour of a hub: the reported reachable score is feasible, and a slightly higher one is not."""
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
    assert 'contract "hub supply": hourly clean score 1 required in 2028' in done.stderr
    assert run(violation["reachable"] - 0.001).returncode == DONE
    assert run(violation["reachable"] + 0.001).returncode == NOT_SOLVED


def test_a_full_disk(tmp_path):
    """A limit on the size of files has the effect of a full disk."""
    out = tmp_path / "out.h5"
    for blocks in (2, 8):                      # within the tables; within the series
        done = decawatt("run", MINIMAL, "--years", "2028", "--threads", 2, "--out", out,
                        preexec_fn=lambda limit=blocks * BLOCK: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert done.returncode == RESOURCE, done.stderr
        assert str(out) in done.stderr and "File too large" in done.stderr
        assert entries(tmp_path) == []


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_curve_and_series(study):
    """The study with a file of each kind that a table can name."""
    (study / "IEA.csv").write_text("Wind Speed [m/s],Power [kW]\n3,0\n12,3000\n25,3000\n", encoding="utf-8")
    change(study / "turbines.csv", "name,curve,", "name,curve_file,")
    change(study / "turbines.csv", "onshore class,generic,", "onshore class,IEA.csv,")
    change(study / "study.toml", "last_year = 2029", "last_year = 2029\nhours_per_year = 2")
    rows = [f"{year}-12-31 {hour}:00:00,4000" for year in (2027, 2028) for hour in (15, 16)]
    (study / "load.csv").write_text("utc,north\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (study / "hourly.csv").write_text("quantity,name,file,column\ndemand_mw,north,load.csv,north\n", encoding="utf-8")
    return study


@pytest.mark.parametrize("name", ["plants.csv", "study.toml", "IEA.csv", "load.csv", "hourly.csv"])
def test_a_result_may_not_overwrite_an_input(study, tmp_path, name):
    with_curve_and_series(study)
    assert decawatt("check", study).returncode == DONE
    (tmp_path / "linked.h5").symlink_to(study / name)
    (tmp_path / "same.h5").hardlink_to(study / name)
    before = contents(study)
    places = [study / name, study / ".." / "study" / name, tmp_path / "linked.h5", tmp_path / "same.h5"]
    for place in places:
        for words in (["run", study, "--out", place], ["run", study, "--export-mps", place],
                      ["run", study, "--out", tmp_path / "x.h5", "--save-start", place], ["run", study / "study.toml", "--out", place],
                      ["dispatch", study, "--plan", tmp_path / "absent.h5", "--out", place]):
            done = decawatt(*words)
            assert done.returncode == BAD_INPUT, (words, done.stderr)
            assert "is also an input of this run" in done.stderr and "choose an output path that is not an input" in done.stderr
            assert "solving" not in done.stderr
    done = decawatt("run", name if name == "study.toml" else ".", "--out", name, cwd=study)
    assert done.returncode == BAD_INPUT, done.stderr
    assert contents(study) == before
    assert entries(tmp_path) == ["linked.h5", "same.h5", "study"]


def test_a_result_may_not_become_a_table_of_the_study(study):
    done = decawatt("run", study, "--out", study / "new.csv")
    assert done.returncode == BAD_INPUT and "would be one of its tables" in done.stderr
    assert not (study / "new.csv").exists()


def test_adequacy_and_sweeps_do_not_overwrite_their_inputs(study, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "adequacy.h5").symlink_to(study / "plants.csv")
    (tmp_path / "out" / "one.h5").symlink_to(study / "plants.csv")
    (tmp_path / "sweep.toml").write_text('study = "study"\n[[case]]\nname = "one"\n', encoding="utf-8")
    before = contents(study)
    for words in (["adequacy", study, "--samples", 2], ["sweep", tmp_path / "sweep.toml", "--replace"]):
        done = decawatt(*words, "--out", tmp_path / "out")
        assert done.returncode == BAD_INPUT and "is also an input of this run" in done.stderr, done.stderr
    assert contents(study) == before
    (tmp_path / "out" / "adequacy.h5").unlink()
    plan = tmp_path / "out" / "adequacy.h5"
    plan.write_bytes(b"a plan")
    done = decawatt("adequacy", study, "--samples", 2, "--plan", plan, "--out", tmp_path / "out")
    assert done.returncode == BAD_INPUT and "is also an input of this run" in done.stderr, done.stderr
    assert plan.read_bytes() == b"a plan"


def test_generated_weather_does_not_overwrite_its_inputs(study, tmp_path):
    (tmp_path / "year.nc").symlink_to(study / "climate.csv")
    before = contents(study)
    done = decawatt("weather", "generate", study, "--years", 1, "--out", tmp_path / "year.nc")
    assert done.returncode == BAD_INPUT and "is also an input of this run" in done.stderr, done.stderr
    assert contents(study) == before


def test_names_in_another_encoding_are_refused_with_line_and_byte(study, tmp_path):
    text = (study / "plants.csv").read_text(encoding="utf-8").replace("north coal", "석탄")
    (study / "plants.csv").write_bytes(text.encode("cp949"))
    done = decawatt("run", study, "--out", tmp_path / "out.h5")
    assert done.returncode == BAD_INPUT
    assert "plants.csv: byte 1 (row 5): found 0xBC, which is not UTF-8 (CP949? Latin-1?)" in done.stderr
    assert "1 fault in the input" in done.stderr
    (study / "plants.csv").write_text(text, encoding="utf-8")
    assert decawatt("check", study).returncode == DONE


def test_arguments_of_the_command_line_must_be_utf8(study):
    done = decawatt("check", study, "--set", os.fsdecode(b"plants.north gas.region=n\xfcrd"))
    assert done.returncode == BAD_INPUT
    assert "0xFC, which is not UTF-8" in done.stderr
    assert decawatt("check", study, "--variant", os.fsdecode(b"\xbc\xae")).returncode == BAD_INPUT


def test_a_table_with_another_suffix_is_not_ignored(study):
    assert "emission cap, t" in decawatt("check", study).stdout
    (study / "policy.csv").rename(study / "policy.CSV")
    done = decawatt("check", study)
    assert done.returncode == BAD_INPUT
    assert "policy.CSV: name: found a table of another case, or with blanks in its name, expected policy.csv" in done.stderr


def test_check_prints_notes(study):
    row = next(line for line in (study / "plants.csv").read_text(encoding="utf-8").splitlines() if line.startswith("north coal,"))
    with open(study / "plants.csv", "a", encoding="utf-8") as file:
        file.write('"#1 coal"' + row[10:] + "\n#2 coal" + row[10:] + "\n")
    done = decawatt("check", study)
    assert done.returncode == DONE
    assert "15 plants" in done.stdout
    notes = json.loads(decawatt("check", study, "--json").stdout)["notes"]
    assert "plants.csv: 1 comment line" in notes
    assert "plants.csv row 17 is a comment with as many fields as a row: quote its name if it is one" in notes
    assert "policy.csv: emission_cap_t ends in 2028; its last value holds through 2029" in notes
    for note in notes:
        assert f"  {note}\n" in done.stdout[done.stdout.index("Notes\n"):]


def test_a_table_with_semicolons_is_one_fault(study):
    text = (study / "plants.csv").read_text(encoding="utf-8")
    (study / "plants.csv").write_text(text.replace(",", ";").replace(".", ","), encoding="utf-8")
    done = decawatt("check", study)
    assert done.returncode == BAD_INPUT
    assert done.stderr == ("plants.csv: header (row 1): found fields separated by semicolons, expected CSV with commas: save the file as such\n"
                           "1 fault in the input; nothing was written\n")
