"""The linear program as a file: alone, with a run, and to a path that cannot be written."""
import json
import re

from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, decawatt, entries, run

MINIMAL = SCENARIOS / "minimal"
YEAR = ["--years", "2028"]
HOURS = 8784


def sections(path):
    """The lines of a file by section."""
    found, section = {}, None
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            found[section].append(line.split())
        elif not line.startswith("*"):
            section = line.split()[0]
            found[section] = []
    return found


def test_the_program_alone(tmp_path):
    done = decawatt("run", MINIMAL, *YEAR, "--export-mps", tmp_path / "program.mps", "--json", "--quiet")
    assert done.returncode == DONE, done.stderr
    assert entries(tmp_path) == ["program.mps"]
    summary, file = json.loads(done.stdout), sections(tmp_path / "program.mps")
    assert summary["status"] == "exported"
    assert list(file) == ["NAME", "ROWS", "COLUMNS", "RHS", "BOUNDS", "ENDATA"]
    rows, columns = [name for _, name in file["ROWS"]], {name for name, _, _ in file["COLUMNS"]}
    assert len(rows) == len(set(rows)) == summary["rows"] + 1              # with the objective
    assert len(columns) == summary["columns"]
    assert len(file["COLUMNS"]) == summary["entries"] + summary["columns"]  # a line of cost for each
    assert sum(name.startswith("balance_north.2028w1.h") for name in rows) == HOURS
    assert {f"balance_north.2028w1.h{hour:04}" for hour in (0, HOURS - 1)} <= set(rows)
    assert {"plant_hub_solar_2028", "hourly_target_hub_supply_2028_weather_1"} <= columns | set(rows)


def test_the_program_of_a_run_has_its_objective_constant(tmp_path):
    summary = run("minimal", tmp_path / "results.h5", *YEAR, "--export-mps", tmp_path / "program.mps")
    assert summary["status"] == "optimal"
    assert entries(tmp_path) == ["program.mps", "results.h5"]
    text = (tmp_path / "program.mps").read_text(encoding="ascii")
    constant = float(re.search(r"the objective has the constant (\S+),", text).group(1))
    unit = float(re.search(r"unit of the objective: (\S+) ", text).group(1))
    assert 0 < constant * unit < summary["objective"]                      # costs that no decision changes, in currency
    assert [line[2] for line in sections(tmp_path / "program.mps")["RHS"] if line[1] == "cost"] == [f"-{constant!r}"]


def test_refusals(tmp_path):
    nothing = decawatt("run", MINIMAL, *YEAR)
    assert nothing.returncode == BAD_INPUT and "[--out,--export-mps]" in nothing.stderr
    unnamed = decawatt("run", MINIMAL, *YEAR, "--export-mps", "")
    assert unnamed.returncode == BAD_INPUT and "an output has a name" in unnamed.stderr
    no_folder = decawatt("run", MINIMAL, *YEAR, "--export-mps", tmp_path / "none" / "program.mps", "--quiet")
    assert no_folder.returncode == RESOURCE and "No such file or directory" in no_folder.stderr
    assert entries(tmp_path) == []
