"""Sweeps: parts, resumed sweeps, cases without a plan, refusals before any solve."""
import json
import resource
import shutil
import signal
import subprocess

import pytest
from conftest import BAD_INPUT, DONE, ENVIRONMENT, NOT_SOLVED, RESOURCE, SCENARIOS, STOPPED, THREADS, assert_proven, command, decawatt, entries, run
from sweep_folder import GRID, NAMES, assert_same, cases, hashes, sweep, write

LONGEST_S = 60.0
MOST_BYTES = 100_000                           # more than the list of cases, less than a result
QUICK = '[[case]]\nname = "small"\nset = { "data_centers.hub.it_scale" = 0.5 }\n'
IMPOSSIBLE = '[[case]]\nname = "impossible"\nset = { "contract_targets.hub supply/2028.hourly_frac" = 1 }\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The grid of four cases in one run: (folder, finished process)."""
    out = tmp_path_factory.mktemp("whole") / "results"
    done = sweep(GRID, out)
    assert done.returncode == DONE, done.stderr
    assert done.stderr == ""
    return out, done


def test_each_case_has_the_result_of_a_run(whole, tmp_path):
    out, done = whole
    assert entries(out) == sorted([*(f"{name}.h5" for name in NAMES), "sweep.json"])
    assert list(cases(done)) == NAMES
    for one in cases(done).values():
        assert one["status"] == "optimal" and not one["kept"] and one["relative_gap"] < 1e-6
    assert json.loads(done.stdout)["threads_of_cases_at_once"] == [1, 1]
    words = ["--years", "2028", "--set", "data_centers.hub.it_scale=2", "--set", "contract_targets.hub supply/2028.hourly_frac=0.8"]
    alone = run("minimal", tmp_path / "alone.h5", *words, threads=2)
    assert alone["objective"] == cases(done)[NAMES[3]]["objective"]
    assert_same(tmp_path / "alone.h5", out / f"{NAMES[3]}.h5")
    assert_proven(out / f"{NAMES[3]}.h5")


def test_two_parts_give_the_results_of_one_run(whole, tmp_path):
    told = [sweep(GRID, tmp_path / "out", "--part", part, threads=1) for part in ("1/2", "2/2")]
    assert [done.returncode for done in told] == [DONE, DONE]
    first, second = (set(cases(done)) for done in told)
    assert len(first) == len(second) == 2 and first | second == set(NAMES)
    assert {name.split("_hourly")[0] for name in first} == {"it_scale-1", "it_scale-2"}    # neighbours are spread
    for name in NAMES:
        assert_same(whole[0] / f"{name}.h5", tmp_path / "out" / f"{name}.h5")
    assert (whole[0] / "sweep.json").read_bytes() == (tmp_path / "out" / "sweep.json").read_bytes()


def test_concurrent_parts_have_the_same_list_of_cases(tmp_path):
    file = write(tmp_path, QUICK)
    words = ["--out", tmp_path / "out", "--threads", 1, "--quiet"]
    parts = [subprocess.Popen(command("sweep", file, *words, "--allow-outside", "--part", f"{i}/6"), env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True) for i in range(1, 7)]
    told = [part.communicate(timeout=LONGEST_S) for part in parts]
    assert [part.returncode for part in parts] == [DONE] * 6, told
    assert entries(tmp_path / "out") == ["small.h5", "sweep.json"]


def test_stopped_and_resumed(tmp_path):
    words = command("sweep", GRID, "--out", tmp_path / "out", "--threads", 1)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert process.stderr.readline().startswith("1 of 4: ")
    process.send_signal(signal.SIGTERM)
    printed, told = process.communicate(timeout=LONGEST_S)
    assert process.returncode == STOPPED, told
    assert printed == ""
    assert "of 4 cases have ended and are kept; the same command continues" in told
    results = [name for name in entries(tmp_path / "out") if name.endswith(".h5")]
    assert 1 <= len(results) < 4 and entries(tmp_path / "out") == sorted([*results, "sweep.json"])
    before = hashes(tmp_path / "out")
    gone_on = sweep(GRID, tmp_path / "out")
    assert gone_on.returncode == DONE
    assert {name for name, one in cases(gone_on).items() if one["kept"]} == {name.removesuffix(".h5") for name in results}
    after = hashes(tmp_path / "out")
    assert {name: after[name] for name in before} == before          # existing results are unchanged
    assert set(after) == {*(f"{name}.h5" for name in NAMES), "sweep.json"}


def test_a_killed_sweep_leaves_no_incomplete_result(tmp_path):
    process = subprocess.Popen(command("sweep", GRID, "--out", tmp_path / "out", "--threads", 1), stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    process.stderr.readline()
    process.kill()
    process.communicate(timeout=LONGEST_S)
    assert process.returncode == -signal.SIGKILL
    for name in NAMES:
        path = tmp_path / "out" / f"{name}.h5"
        assert not path.exists() or assert_proven(path)


def test_a_case_without_a_plan_does_not_stop_the_others(tmp_path):
    file, out = write(tmp_path, IMPOSSIBLE + QUICK), tmp_path / "out"
    done = sweep(file, out)
    assert done.returncode == NOT_SOLVED
    assert {name: one["status"] for name, one in cases(done).items()} == {"impossible": "infeasible", "small": "optimal"}
    assert "impossible: infeasible: " in done.stderr
    assert entries(out) == ["impossible.unsolved.json", "small.h5", "sweep.json"]
    record = json.loads((out / "impossible.unsolved.json").read_text())
    assert record["status"] == "infeasible" and 'contract "hub supply": hourly clean score 1 required in 2028' in record["explanation"]
    before = hashes(out)
    again = sweep(file, out)                                           # nothing is solved again, and the message is the same
    assert again.returncode == NOT_SOLVED and "impossible: infeasible: " in again.stderr
    assert [one["kept"] for one in cases(again).values()] == [True, True] and hashes(out) == before
    tried = sweep(file, out, "--replace")
    assert [one["kept"] for one in cases(tried).values()] == [False, True]
    assert hashes(out)["small.h5"] == before["small.h5"]


def test_a_result_of_another_study_is_refused_by_name_or_replaced(tmp_path):
    shutil.copytree(SCENARIOS / "minimal", tmp_path / "study")
    file, out = tmp_path / "sweep.toml", tmp_path / "out"
    file.write_text('study = "study"\nyears = 2028\n' + QUICK.replace("0.5", "1"), encoding="utf-8")
    assert sweep(file, out).returncode == DONE
    before = hashes(out)
    prices = tmp_path / "study" / "prices.csv"
    prices.write_text(prices.read_text() + "# changed\n")
    done = sweep(file, out)
    assert done.returncode == BAD_INPUT
    assert f"{out / 'small.h5'}: result: found prices.csv: another text in its study" in done.stderr and "--replace" in done.stderr
    assert hashes(out) == before
    replaced = sweep(file, out, "--replace")
    assert replaced.returncode == DONE and not cases(replaced)["small"]["kept"]
    assert hashes(out)["small.h5"] != before["small.h5"]
    (out / "small.h5").write_bytes((out / "small.h5").read_bytes()[:50_000])     # a torn copy
    torn = sweep(file, out)
    assert torn.returncode == BAD_INPUT and "cannot be read as a result" in torn.stderr
    # A case that was solved and now has no plan: the old result must not remain.
    targets = tmp_path / "study" / "contract_targets.csv"
    targets.write_text(targets.read_text().replace("2028,0.55", "2028,1"))
    lost = sweep(file, out, "--replace")
    assert lost.returncode == NOT_SOLVED
    assert entries(out) == ["small.unsolved.json", "sweep.json"]
    targets.write_text(targets.read_text().replace("2028,1", "2028,0.55"))
    assert sweep(file, out).returncode == DONE                         # another study than that of the record
    assert entries(out) == ["small.h5", "sweep.json"]


def test_another_sweep_in_the_same_folder_is_refused_by_its_cases(tmp_path):
    out = tmp_path / "out"
    assert sweep(write(tmp_path, QUICK), out).returncode == DONE
    before = hashes(out)
    other = write(tmp_path, QUICK.replace("0.5", "0.25") + '[[case]]\nname = "new"\n', "other.toml")
    done = sweep(other, out)
    assert done.returncode == BAD_INPUT
    assert "small: found data_centers.hub.it_scale=0.5, expected data_centers.hub.it_scale=0.25" in done.stderr
    assert "case: found none named new" in done.stderr and "--replace" in done.stderr
    assert hashes(out) == before


def test_faults_of_all_cases_are_reported_at_once_before_solving(tmp_path):
    file = write(tmp_path, """[grid]
"data_centers.hub.it_scale" = [1, -2]
"stores.hub battry.capex_per_kw" = [1, 2]
[[case]]
name = "far"
variant = "lagre_hub"
""")
    done = sweep(file, tmp_path / "out")
    assert done.returncode == BAD_INPUT
    told = done.stderr
    assert "data_centers.csv (cases it_scale--2_capex_per_kw-1, it_scale--2_capex_per_kw-2): it_scale (row 2): found -2" in told
    assert "sweep.toml (cases it_scale-1_capex_per_kw-1, it_scale-1_capex_per_kw-2, it_scale--2_capex_per_kw-1 and 1 more): " \
        "stores.hub battry.capex_per_kw: found no row hub battry" in told
    assert "study.toml (case far): variant: found lagre_hub" in told
    assert "3 faults in the input; nothing was written" in told
    assert entries(tmp_path) == ["sweep.toml"]


@pytest.mark.parametrize("part", ["0/2", "3/2", "1", "1/", "a/b", "1/2x", "-1/2", "1/0"])
def test_invalid_numbers_of_parts(tmp_path, part):
    done = sweep(GRID, tmp_path / "out", f"--part={part}")
    assert done.returncode == BAD_INPUT and "--part" in done.stderr
    assert entries(tmp_path) == []


def test_a_full_disk_ends_the_sweep_with_its_status(tmp_path):
    done = decawatt("sweep", write(tmp_path, QUICK), "--allow-outside", "--out", tmp_path / "out", "--threads", THREADS, "--quiet",
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES)))
    assert done.returncode == RESOURCE and "small.h5" in done.stderr
    assert entries(tmp_path / "out") == ["sweep.json"]
