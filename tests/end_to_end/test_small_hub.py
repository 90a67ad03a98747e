"""A hub of a hundred-thousandth of its grid is sized as exactly as a large one, and residuals of the solver are not builds."""
import numpy as np
import pytest
from conftest import groups, run

# 140 kW in a grid of some 8 GW.
SMALL = ("--years", "2028", "--set", "data_centers.hub.it_scale=0.001")


def builds(path):
    plan = groups(path)["plan"]
    names = zip(plan.build_kind.values, plan.build_asset.values)
    return {f"{kind} {asset}": amount for (kind, asset), amount in zip(names, plan.build_amount.values)}


def test_a_small_hub_is_sized_exactly(tmp_path):
    summary = run("minimal", tmp_path / "plan.h5", *SMALL)
    run("minimal", tmp_path / "exact.h5", *SMALL, "--set", "planning.tolerance=1e-9")
    found, exact = builds(tmp_path / "plan.h5"), builds(tmp_path / "exact.h5")
    assert found.keys() == exact.keys()
    assert exact["store power hub battery"] > 0.05
    for asset, amount in exact.items():
        assert found[asset] == pytest.approx(amount, rel=1e-3, abs=1e-9), asset
    assert summary["supplies"]["hub supply"]["gap_frac"] < 0.05       # the gap of the system, 1e-8 of its cost, is this of the hub's


def test_assets_that_are_not_built_have_a_capacity_of_zero(tmp_path):
    run("minimal", tmp_path / "plan.h5", "--years", "2028")
    amounts = np.array(list(builds(tmp_path / "plan.h5").values()))
    assert not np.any((amounts > 0.0) & (amounts < 1e-3))
