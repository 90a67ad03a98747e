"""Sweeps whose cases start from each other: bits of `run --warm`, for any number of threads and parts, and after a restart."""
import pytest
from conftest import DONE, NOT_SOLVED, assert_proven, entries, run
from sweep_folder import assert_same, cases, sweep, write

SCALE = "data_centers.hub.it_scale"
NAMES = [f"hourly_frac-{target}_it_scale-{scale}" for target in (0.65, 0.8) for scale in (1, 1.05, 1.1)]
GRID = f'start_along = "{SCALE}"\n[grid]\n"contract_targets.hub supply/2028.hourly_frac" = [0.65, 0.8]\n"{SCALE}" = [1, 1.05, 1.1]\n'
STARTS = [f"starts/{name}.h5" for k, name in enumerate(NAMES) if k % 3 < 2]     # the last of a series is the start of none


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("starts")
    done = sweep(write(folder, GRID), folder / "out")
    assert done.returncode == DONE, done.stderr
    return folder, cases(done)


def test_each_case_has_the_result_of_a_run_from_its_neighbour(whole, tmp_path):
    folder, found = whole
    out = folder / "out"
    assert sorted(entries(out)) == sorted([*(f"{name}.h5" for name in NAMES), "starts", "sweep.json"])
    assert sorted(f"starts/{name}" for name in entries(out / "starts")) == sorted(STARTS)
    words = ["--years", "2028", "--set", "contract_targets.hub supply/2028.hourly_frac=0.65", "--set", f"{SCALE}=1.05"]
    alone = run("minimal", tmp_path / "alone.h5", *words, "--warm", out / "starts" / f"{NAMES[0]}.h5")
    assert_same(tmp_path / "alone.h5", out / f"{NAMES[1]}.h5")
    cold = run("minimal", tmp_path / "cold.h5", *words)
    assert found[NAMES[1]]["iterations"] == alone["iterations"] < cold["iterations"]
    assert found[NAMES[1]]["objective"] == pytest.approx(cold["objective"], rel=2e-6)
    assert_proven(out / f"{NAMES[5]}.h5")


def test_threads_and_parts_do_not_change_a_bit(whole, tmp_path):
    folder, _ = whole
    parts = [sweep(folder / "sweep.toml", tmp_path / "out", "--part", part, threads=1) for part in ("1/2", "2/2")]
    assert [done.returncode for done in parts] == [DONE, DONE]
    assert [sorted(cases(done)) for done in parts] == [NAMES[:3], NAMES[3:]]           # a series is not divided
    for name in NAMES:
        assert_same(folder / "out" / f"{name}.h5", tmp_path / "out" / f"{name}.h5")


def test_starts_that_are_gone_are_made_again(whole, tmp_path):
    folder, _ = whole
    out = tmp_path / "out"
    assert sweep(folder / "sweep.toml", out).returncode == DONE
    for path in ((out / f"{NAMES[2]}.h5"), *(out / name for name in STARTS)):
        path.unlink()
    again = sweep(folder / "sweep.toml", out)
    assert again.returncode == DONE, again.stderr
    assert [name for name, one in cases(again).items() if not one["kept"]] == NAMES[:3]       # those of one series alone
    for name in NAMES[:3]:
        assert_same(folder / "out" / f"{name}.h5", out / f"{name}.h5")


def test_a_case_starts_cold_after_one_without_a_plan(tmp_path):
    target = "contract_targets.hub supply/2028.hourly_frac"
    done = sweep(write(tmp_path, f'start_along = "{target}"\n[grid]\n"{target}" = [1, 0.65]\n'), tmp_path / "out")
    assert done.returncode == NOT_SOLVED
    assert entries(tmp_path / "out" / "starts") == []
    run("minimal", tmp_path / "cold.h5", "--years", "2028", "--set", f"{target}=0.65")
    assert_same(tmp_path / "cold.h5", tmp_path / "out" / "hourly_frac-0.65.h5")
