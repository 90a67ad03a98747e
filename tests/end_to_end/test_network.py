"""A study with lines that obey Kirchhoff's voltage law, from its files to its results."""
import math
import shutil
import subprocess
import sys

import check_results
import numpy as np
import pytest
from conftest import BAD_INPUT, SCENARIOS, assert_proven, decawatt, run

# Besides the transport line of the minimal study two circuits, one with a transformer and stated in the opposite direction.
LINES = """name,from,to,capacity_mw,loss_frac,reactance_pu,tap_ratio,phase_shift_deg
south-north,south,north,900,0.02,,,
circuit,south,north,800,,0.02,,
transformer,north,south,900,,0.03,0.95,1.5
"""
BASE_MVA = 100.0
GENERATOR = SCENARIOS.parent / "benchmarks" / "regions_study.py"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    study = shutil.copytree(SCENARIOS / "minimal", folder / "study")
    (study / "lines.csv").write_text(LINES, encoding="utf-8")
    run(study, folder / "results.h5", "--years", "2028")
    return folder


def test_flows_obey_the_law_in_every_hour(network):
    results = assert_proven(network / "results.h5")
    assert "voltage law in 2028" in results.done
    flow = (results.root.flow_forward_mw - results.root.flow_reverse_mw).sel(corridor=["circuit", "transformer"]).values
    assert np.ptp(flow[:, 0]) > 500            # flows vary, so that the law is tested
    around = 0.02 / BASE_MVA * flow[:, 0] + 0.03 * 0.95 / BASE_MVA * flow[:, 1] + math.radians(1.5)
    assert np.abs(around).max() < 1e-5         # rad: a twentieth of a megawatt on the circuit


@pytest.mark.parametrize("variable", ["corridor_angle_drop_rad_per_mw", "corridor_phase_shift_rad"])
def test_the_check_reports_another_reactance_or_shift(network, variable):
    results = check_results.Results(network / "results.h5", check_results.ABSOLUTE_MW, check_results.RELATIVE)
    place = results.names("corridor").index("transformer")
    results.root[variable].values[place] *= 1.01
    faults = check_results.prove(results)
    assert faults and all(fault.startswith("voltage law in 2028") for fault in faults)


def test_losses_and_builds_are_refused(network, tmp_path):
    refused = decawatt("run", network / "study", "--out", tmp_path / "out.h5", "--set", "lines.circuit.loss_frac=0.01",
                       "--set", "lines.transformer.build_limit_mw=100", "--set", "lines.transformer.capex_per_kw=300",
                       "--set", "lines.transformer.lifetime_years=40")
    assert refused.returncode == BAD_INPUT
    assert "lines.csv: loss_frac (row 3): found 0.01" in refused.stderr and "a line with a reactance is lossless" in refused.stderr
    assert "lines.csv: build_limit_mw (row 4): found 100" in refused.stderr and "would change the reactance" in refused.stderr


def write_regions(folder, regions, lines, hosts):
    subprocess.run([sys.executable, "-B", GENERATOR, folder, "--regions", str(regions), "--lines", str(lines), "--hosts", str(hosts)], check=True)
    return folder


def test_a_meshed_year_of_eight_regions(tmp_path):
    run(write_regions(tmp_path / "study", 8, 13, 1), tmp_path / "results.h5")
    results = assert_proven(tmp_path / "results.h5")
    law = ~np.isnan(results.root.corridor_angle_drop_rad_per_mw.values)
    assert law.sum() == 12                     # the twelfth of 13 lines is a transport line
    price = results.root.price_per_mwh.values
    assert (np.ptp(price, axis=-1) > 5.0).mean() > 0.01      # congestion separates prices in some hours


def test_a_study_of_sixty_regions_is_valid(tmp_path):
    done = decawatt("check", write_regions(tmp_path / "study", 60, 90, 4))
    assert done.returncode == 0, done.stderr
    assert "60 regions" in done.stdout
