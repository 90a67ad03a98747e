"""A build with DECAWATT_LEVELS: each level of x86-64 gives an optimal plan, with its own bits for any number of threads.

DECAWATT_BUILD names the build tree. GLIBC_TUNABLES hides instructions of the processor from the dynamic linker, which chooses the level."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

BUILD, SOURCE = pathlib.Path(os.environ["DECAWATT_BUILD"]), pathlib.Path(os.environ["DECAWATT_SOURCE"])
PROGRAM = BUILD / "cli" / "decawatt"
HIDDEN = {"SSE2": "-AVX2,-AVX512F", "AVX2": "-AVX512F", "AVX-512": ""}

sys.path.append(str(SOURCE / "python" / "tests"))


def run(level, *words):
    environment = {**os.environ, "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={HIDDEN[level]}"}
    done = subprocess.run([str(word) for word in (PROGRAM, *words)], text=True, capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def usable(flag, folder):
    """Whether the build has the level, and the processor too."""
    return (BUILD / "lib" / folder).is_dir() and flag in pathlib.Path("/proc/cpuinfo").read_text().split()


NEEDS = {"SSE2": ("sse2", ""), "AVX2": ("avx2", "glibc-hwcaps/x86-64-v3"), "AVX-512": ("avx512vl", "glibc-hwcaps/x86-64-v4")}
LEVELS = [level for level in HIDDEN if usable(*NEEDS[level])]


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """Summaries and files by level and number of threads."""
    folder, found = tmp_path_factory.mktemp("levels"), {}
    for level in LEVELS:
        for threads in (1, 2):
            file = folder / f"{level}_{threads}.h5"
            words = ("run", SOURCE / "scenarios" / "minimal", "--years", "2029", "--threads", threads, "--out", file, "--quiet", "--json")
            found[level, threads] = (json.loads(run(level, *words)), file)
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_the_linker_chooses_the_level(level):
    assert run(level, "--version").splitlines()[1] == f"solver with {level}"


@pytest.mark.parametrize("level", LEVELS)
def test_threads_give_the_same_bits_at_each_level(plans, level):
    from same_bits import differences
    assert differences(plans[level, 1][1], plans[level, 2][1]) == []


def test_costs_of_levels_differ_by_less_than_their_certificates_allow(plans):
    """Each cost is above the least cost by its gap at most, whatever has rounded it; so no two differ by more than the larger gap."""
    costs = {level: (plans[level, 1][0]["objective"], plans[level, 1][0]["gap"]) for level in LEVELS}
    assert len({cost for cost, _ in costs.values()}) > 1 or len(LEVELS) == 1, "one level was run several times"
    for cost, gap in costs.values():
        for other, other_gap in costs.values():
            rounding = 1e-12                                      # of sums over 8,760 hours in another order
            assert abs(cost - other) <= (max(abs(gap), abs(other_gap)) + rounding) * abs(cost)


def test_samples_of_adequacy_have_the_same_bits_at_all_levels(plans, tmp_path):
    from same_bits import differences
    plan = plans[LEVELS[0], 1][1]
    for level in LEVELS:
        run(level, "adequacy", SOURCE / "scenarios" / "minimal", "--years", "2029", "--plan", plan, "--samples", "40", "--batch", "20",
            "--out", tmp_path / level, "--quiet")
        assert differences(tmp_path / LEVELS[0] / "adequacy.h5", tmp_path / level / "adequacy.h5") == []


def test_the_library_exports_functions_of_decawatt_alone():
    """Others could replace those of a program, or be replaced by them, with code for another processor."""
    for file in (BUILD / "lib").rglob("libdecawatt_kernels.so"):
        symbols = subprocess.run(["nm", "-D", "--defined-only", file], text=True, capture_output=True, check=True).stdout.split("\n")
        names = [line.split()[-1] for line in symbols if line]
        assert len(names) > 100 and all("N8decawatt" in name or "NK8decawatt" in name for name in names)
    assert len(list((BUILD / "lib").rglob("libdecawatt_kernels.so"))) >= 2
