"""`decawatt report`: the page of a real plan agrees with its file and with the program's own summary."""
import os
import pathlib
import sys

import openpyxl
import pytest
from conftest import BAD_INPUT, DONE, ENVIRONMENT, RESOURCE, decawatt, entries, groups

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "python_plots/tests"))

import report_files                            # noqa: E402  (the path comes first)

SUPPLY = "hub supply"
SUM_TOLERANCE = 1e-9                           # of sums of some dozen doubles in another order


@pytest.fixture(scope="module")
def page(minimal, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    done = decawatt("report", minimal[0], "--out", folder / "report.html", "--xlsx", folder / "tables.xlsx")
    assert done.returncode == DONE, done.stderr
    assert done.stdout.startswith(f"report in {folder / 'report.html'}, ")
    assert entries(folder) == ["report.html", "tables.xlsx"]
    return folder, report_files.Page((folder / "report.html").read_text(encoding="utf-8"))


def test_the_cost_is_that_of_the_file_and_of_the_summary(minimal, page):
    path, told = minimal
    title = f"Cost of supply of {SUPPLY}, {told['currency'] if 'currency' in told else 'USD'}/MWh of load"
    *parts, total = page[1].column(title, "cost of supply")
    assert total == float(groups(path)["summary"].contract_supply_cost_per_mwh_horizon.sel(contract=SUPPLY))
    assert total == told["supplies"][SUPPLY]["supply_cost_per_mwh"]
    assert sum(parts) == pytest.approx(total, rel=SUM_TOLERANCE)
    assert "other costs" not in [row[0] for row in page[1].tables[title]]


def test_what_is_built_is_what_the_program_prints(minimal, page):
    words = {"connection": "connection of "}
    built = {words.get(row["kind"], "") + row["name"]: row for row in minimal[1]["built"] if row["paid_by"] == SUPPLY and row["mw"] > 0.1}
    head, *rows = page[1].tables[f"Capacity built for {SUPPLY}"]
    assert [words.split(" (")[0] for words in head] == ["asset", "technology", "first year", "capacity built", "energy built", "capital cost"]
    seen = {row[0]: row for row in rows}
    assert set(seen) == set(built) and len(seen) > 1
    for name, row in built.items():
        assert seen[name][3][0] == pytest.approx(row["mw"], rel=1e-12)
        assert seen[name][5][0] == pytest.approx(row["capex"], rel=1e-12)


def test_the_files_of_the_study_are_in_the_page(minimal, page):
    provenance = groups(minimal[0])["provenance"]
    assert [row[0] for row in page[1].tables["Files of the study"][1:]] == [str(name) for name in provenance.file.values]
    assert str(provenance.text.sel(file="study.toml").values) in page[1].words
    assert "Certificate of optimality" in page[1].tables


def test_the_spreadsheet_opens(page):
    book = openpyxl.load_workbook(page[0] / "tables.xlsx", read_only=True)
    assert len(book.sheetnames) == len(page[1].tables) + 1


def test_refusals_name_the_file(minimal, tmp_path):
    (tmp_path / "text.h5").write_text("no result", encoding="utf-8")
    done = decawatt("report", tmp_path / "text.h5", "--out", tmp_path / "x.html")
    assert done.returncode == RESOURCE and "text.h5: is not an HDF5 file" in done.stderr and "Traceback" not in done.stderr
    assert decawatt("report", "--out", tmp_path / "x.html").returncode == BAD_INPUT
    assert decawatt("report", minimal[0]).returncode == BAD_INPUT
    assert entries(tmp_path) == ["text.h5"]


def test_modules_in_the_working_directory_are_not_started(minimal, tmp_path):
    """A folder of a study from elsewhere may hold a numpy.py."""
    for name in ("numpy.py", "decawatt_plots.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('started from the working directory')\n", encoding="utf-8")
    assert decawatt("report", minimal[0], "--out", tmp_path / "x.html", cwd=tmp_path).returncode == DONE


def test_a_program_that_is_not_python_is_named(minimal, tmp_path, monkeypatch):
    monkeypatch.setitem(ENVIRONMENT, "DECAWATT_PYTHON_PROGRAM", "/bin/false")
    done = decawatt("report", minimal[0], "--out", tmp_path / "x.html")
    assert done.returncode == RESOURCE and "/bin/false: does not run Python code" in done.stderr


def test_an_absent_python_is_named(minimal, tmp_path, monkeypatch):
    monkeypatch.setitem(ENVIRONMENT, "DECAWATT_PYTHON_PROGRAM", os.fspath(tmp_path / "python"))
    done = decawatt("report", minimal[0], "--out", tmp_path / "x.html")
    assert done.returncode == RESOURCE and str(tmp_path / "python") in done.stderr and "DECAWATT_PYTHON_PROGRAM" in done.stderr
