"""The decade of the Korean hub: certified, within the documented time and memory, and physically plausible."""
import subprocess
import sys

import numpy as np
import pytest
from conftest import DONE, SCENARIOS, assert_proven, decawatt, groups, run
from plants_table import mean_capacity_mw
from test_korea import assert_certified

LONGEST_S = 15 * 60.0                          # documented for two cores
MOST_MB = 8 * 1024.0
OFFSHORE_FACTOR = (0.30, 0.40)                 # of Korean sites: scenarios/korea_hub/SOURCES.md


@pytest.fixture(scope="module")
def decade(tmp_path_factory):
    path = tmp_path_factory.mktemp("decade") / "decade.h5"
    return path, run("korea_hub", path)


def test_certified_and_recomputed(decade):
    path, summary = decade
    assert_certified(groups(path), summary)
    assert [year["year"] for year in summary["years"]] == list(range(2026, 2036))
    assert_proven(path)


def test_time_and_memory(decade):
    _, summary = decade
    print(f"\n{summary['iterations']} iterations, {summary['time_s']['total']:.0f} s, {summary['peak_mb']:.0f} MB, gap {summary['gap']:.1e}")
    assert summary["time_s"]["total"] < LONGEST_S
    assert summary["peak_mb"] < MOST_MB


def test_documents_show_this_plan_and_its_adequacy(decade, tmp_path):
    sampled = decawatt("adequacy", SCENARIOS / "korea_hub", "--plan", decade[0], "--samples", 10000, "--out", tmp_path, "--quiet")
    assert sampled.returncode == DONE, sampled.stderr
    tool = SCENARIOS / "korea_hub" / "tools" / "plan_tables.py"
    words = [sys.executable, "-B", tool, decade[0], "--adequacy", tmp_path / "adequacy.h5", "--check"]
    checked = subprocess.run(words, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_offshore_wind_has_a_plausible_capacity_factor(decade):
    """The farms of each region in the last year, over mean capacity: new ones are commissioned in July and are a small part."""
    file = groups(decade[0])
    root = file[""]
    local = root.time + np.timedelta64(root.attrs["utc_offset_s"], "s")
    year = int(file["summary"].year.values[-1])
    hours = (local.dt.year.values == year).sum()
    regions = 0
    for region in root.region.values:
        fleets = (root.fleet_technology == "offshore") & (root.fleet_region == region) & (root.fleet_contract == "")
        if not fleets.any():
            continue
        regions += 1
        capacity = mean_capacity_mw(SCENARIOS / "korea_hub" / "plants.csv",
                                    lambda p, r=region: (p.technology == "offshore") & (p.region == r) & (p.contract == ""), year)
        factor = float(file["summary"].fleet_available_mwh.values[-1][fleets.values].sum()) / (hours * capacity)
        print(f"{year} {region:<12} {capacity:>8.0f} MW offshore, capacity factor {factor:.3f}")
        assert OFFSHORE_FACTOR[0] <= factor <= OFFSHORE_FACTOR[1], region
    assert regions == 5
