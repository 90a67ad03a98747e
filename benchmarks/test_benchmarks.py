"""Every benchmark at a size of seconds: it runs, prints the documented fields, and all solvers agree. No test asserts a time."""
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

SOLVE_STUDY = os.environ["SOLVE_STUDY"]
MINIMAL = pathlib.Path(os.environ["DECAWATT_SCENARIOS"]) / "minimal"
PEERS = pathlib.Path(__file__).with_name("peers.py")
FIELDS = ["name", "size", "threads", "ranks", "median_s", "min_s", "peak_mb", "checksum", "version", "compiler", "cpu"]
CUT = ["--years", "2028", "--hours", "72"]
AGREEMENT = 3e-6                               # relative: interior points end at a gap of 1e-6 each


def lines(*words, status=0):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def peers(*words):
    return lines(sys.executable, "-B", PEERS, *words)


def test_solve_study_prints_one_line_and_the_same_bits_on_any_number_of_threads():
    one, two = (lines(SOLVE_STUDY, MINIMAL, *CUT, "--threads", threads, "--repeat", 2) for threads in (1, 2))
    assert len(one) == len(two) == 1
    assert list(one[0])[:len(FIELDS)] == FIELDS
    assert one[0]["status"] == "optimal" and one[0]["gap"] <= one[0]["tolerance"]
    assert one[0]["size"] == 72
    assert 0 < one[0]["min_s"] <= one[0]["median_s"]
    assert one[0]["checksum"] == two[0]["checksum"]
    assert [one[0]["threads"], two[0]["threads"]] == [1, 2]


def test_kernels_print_a_line_for_each_part_of_an_iteration():
    found = lines(os.environ["SOLVER_KERNELS"], MINIMAL, *CUT, "--repeat", 2)
    assert [line["name"] for line in found] == [f"solver_kernels/{part}" for part in ("factorise", "predict", "correct", "advance")]
    assert all(list(line)[:len(FIELDS)] == FIELDS and 0 < line["min_s"] <= line["median_s"] for line in found)


def test_kernels_of_programs_with_made_up_states_take_turns():
    found = lines(os.environ["SOLVER_KERNELS"], MINIMAL, *CUT, "--repeat", 1, "--states", "0,5,6")
    own, five, six = (found[i:i + 4] for i in (0, 4, 8))
    assert [part[0]["states"] for part in (five, six)] == [5, 6] and own[0]["states"] < 5
    assert own[3]["bytes_per_stage"] < five[3]["bytes_per_stage"] < six[3]["bytes_per_stage"]
    assert all(part[3]["iteration_processor_us_per_stage"] > part[0]["processor_us_per_stage"] > 0 for part in (own, five, six))


def test_series_of_many_sites_have_the_same_bits_on_any_number_of_threads():
    one, two = (lines(os.environ["PROFILE_SERIES"], MINIMAL, "--sites", 3, "--threads", threads, "--repeat", 1) for threads in (1, 2))
    assert [line["name"] for line in one] == [f"profile_series/{part}" for part in ("all", "weather", "photovoltaics", "wind", "data_center")]
    assert all(list(line)[:len(FIELDS)] == FIELDS and line["site_years_per_s"] > 0 for line in one)
    assert [line["checksum"] for line in one] == [line["checksum"] for line in two]


def test_hours_of_adequacy_have_the_same_bits_on_any_number_of_threads():
    found = lines(os.environ["ADEQUACY_HOURS"], "--years", 1, "--weathers", 2, "--samples", 40, "--threads", 2, "--repeat", 1)
    assert [line["name"] for line in found] == [f"adequacy_hours/{name}" for name in ("grid", "grid", "stressed", "stressed", "region", "region")]
    assert all(list(line)[:len(FIELDS)] == FIELDS and line["hours_per_s_and_core"] > 0 and line["size"] == 40 * 8760 for line in found)
    assert [line["checksum"] for line in found[::2]] == [line["checksum"] for line in found[1::2]]
    assert [line["threads"] for line in found[:2]] == [1, 2]


def test_a_longer_cut_is_a_longer_program():
    short, long = (lines(SOLVE_STUDY, MINIMAL, "--years", "2028:2029", "--hours", hours)[0] for hours in (24, 48))
    assert [short["size"], long["size"]] == [48, 96]
    assert long["rows"] == 2 * short["rows"]
    assert long["checksum"] != short["checksum"]


def test_every_rule_of_a_connection_is_measured():
    done = subprocess.run([sys.executable, "-B", str(PEERS.with_name("connection_rules.py")), "--solve-study", SOLVE_STUDY, "--years", "2036", "--hours", "336"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert found[0]["case"] == "none" and found[-1]["case"] == "all" and len({line["case"] for line in found}) == len(found) == 15
    assert all(line["status"] == "optimal" and line["ratio"] > 0 for line in found)
    costs = {line["case"]: line["objective"] for line in found}
    # In two weeks of one month nothing is exported, no other month has a higher peak, and the peak is above the minimum.
    idle = {"export limit": "none", "demand charge with ratchet": "demand charge", "demand charge with minimum take": "demand charge"}
    for case, without in idle.items():
        assert abs(costs[case] - costs[without]) < 1e-6 * costs[without]
    assert len({round(costs[case], 2) for case in costs if case not in idle}) == len(costs) - len(idle)    # every other rule changes the optimum
    assert done.stdout.count("\n| ") == 1 + len(found)


def test_the_solvers_agree(tmp_path):
    found = {line["solver"]: line for line in peers(MINIMAL, "--solve-study", SOLVE_STUDY, *CUT, "--logs", tmp_path, "--time-limit", 60,
                                                    "--solvers", "decawatt,scipy,clp-barrier,clp-dual")}
    assert list(found) == ["decawatt", "scipy", "clp-barrier", "clp-dual"]
    there = [line for line in found.values() if line["status"] != "absent"]
    assert len(there) == 1 + bool(importlib.util.find_spec("scipy")) + 2 * bool(shutil.which("clp"))
    for line in there:
        assert line["status"] == "optimal", line
        assert line["processor_s"] > 0 and line["peak_mb"] > 1 and line["iterations"] > 0
        assert line["size"] == 72
        assert line["objective"] == pytest.approx(found["decawatt"]["objective"], rel=AGREEMENT)
    for line in there[1:]:
        assert abs(line["objective_difference"]) <= AGREEMENT
        assert line["time_ratio"] > 0 and line["processor_ratio"] > 0


def test_highs_if_installed(tmp_path):
    solvers = peers(MINIMAL, "--solve-study", SOLVE_STUDY, *CUT, "--solvers", "ipx")
    absent = peers(MINIMAL, "--solve-study", SOLVE_STUDY, *CUT, "--solvers", "ipx", "--highs", tmp_path / "none")[1]
    assert absent["status"] == "absent"
    if shutil.which("highs"):
        assert solvers[1]["status"] == "optimal"
        assert abs(solvers[1]["objective_difference"]) <= AGREEMENT
    else:
        assert solvers[1]["status"] == "absent"


def test_an_unknown_solver_is_reported():
    done = subprocess.run([sys.executable, "-B", PEERS, "--mps", "x", "--solvers", "abacus"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "no solver abacus" in done.stderr
