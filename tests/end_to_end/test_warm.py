"""A run that starts from the solution of an earlier one: the same plan in fewer iterations; other files are refused."""
import pytest
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, decawatt, entries, run

TOLERANCE = 2e-6                               # each of two objectives is within a gap of 1e-6
YEAR = ("--years", "2028")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start")
    run("minimal", folder / "plan.h5", *YEAR, "--save-start", folder / "start.h5")
    assert entries(folder) == ["plan.h5", "start.h5"]
    return folder / "start.h5"


@pytest.mark.parametrize("change", [(), ("--set", "data_centers.hub.it_scale=1.02")])
def test_a_warm_start_gives_the_same_optimum(start, tmp_path, change):
    cold = run("minimal", tmp_path / "cold.h5", *YEAR, *change)
    warm = run("minimal", tmp_path / "warm.h5", *YEAR, *change, "--warm", start)
    assert warm["objective"] == pytest.approx(cold["objective"], rel=TOLERANCE)
    assert warm["iterations"] < cold["iterations"]


def test_other_files_than_starting_points_are_refused(start, tmp_path):
    for other in (start.with_name("plan.h5"), tmp_path / "absent.h5"):
        done = decawatt("run", SCENARIOS / "minimal", "--out", tmp_path / "no.h5", *YEAR, "--warm", other)
        assert done.returncode == RESOURCE, done.stderr
        assert str(other) in done.stderr
        assert entries(tmp_path) == []
    assert "is not a starting point" in decawatt("run", SCENARIOS / "minimal", "--out", tmp_path / "no.h5", *YEAR, "--warm",
                                              start.with_name("plan.h5")).stderr
    done = decawatt("dispatch", SCENARIOS / "minimal", "--out", tmp_path / "no.h5", *YEAR, "--plan", start)
    assert done.returncode == RESOURCE and "is not a result file" in done.stderr, done.stderr


def test_a_starting_point_of_other_years(start, tmp_path):
    done = decawatt("run", SCENARIOS / "minimal", "--out", tmp_path / "no.h5", "--years", "2029", "--warm", start)
    assert done.returncode in (DONE, RESOURCE), done.stderr
    assert done.returncode == DONE or "start of another study" in done.stderr


def test_every_file_needs_its_own_path(start, tmp_path):
    """Two outputs at one path, or an output at the path of an input, could lose hours of work."""
    same = tmp_path / "same.h5"
    for words in (["--out", same, "--save-start", same], ["--out", same, "--export-mps", tmp_path / "." / "same.h5"],
                  ["--out", start, "--warm", start]):
        done = decawatt("run", SCENARIOS / "minimal", *YEAR, *words)
        assert done.returncode == BAD_INPUT, done.stderr
        assert "a separate file for each output" in done.stderr or "choose an output path that is not an input" in done.stderr
    assert entries(tmp_path) == []
    done = decawatt("dispatch", SCENARIOS / "minimal", *YEAR, "--plan", start.with_name("plan.h5"), "--out", start.with_name("plan.h5"))
    assert done.returncode == BAD_INPUT, done.stderr


def test_weather_years_out_of_range_are_refused(start, tmp_path):
    for years in ("0:2", "5:3", "1:100000000"):
        done = decawatt("dispatch", SCENARIOS / "minimal", *YEAR, "--plan", start.with_name("plan.h5"), "--out", tmp_path / "no.h5",
                        "--weather-years", years)
        assert done.returncode == BAD_INPUT, done.stderr
        assert "first <= last" in done.stderr
