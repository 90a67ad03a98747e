"""PyPSA's example model-energy with a backup plant, in 2,920 steps of three hours, against PyPSA's published optimum."""
import pathlib

import pytest
from conftest import decawatt, groups

STUDY = pathlib.Path(__file__).parent.parent / "data" / "model_energy"
# docs/user-guide/optimization/stochastic.md of PyPSA v1.3.0: capacities in MW, to a decimal; the objective to three.
PUBLISHED_MW = {"wind": 21467.3, "solar": 22071.0, "backup_generator": 6271.2, "battery storage": 9305.5}
PUBLISHED_OBJECTIVE = 5.845e9      # printed with three decimals and an ellipsis: from here to 5.846e9
OPTIMUM = 5845665755.1             # of the same linear program without hydrogen, solved with HiGHS through SciPy


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("model_energy") / "plan.h5"
    done = decawatt("run", STUDY, "--out", path, "--threads", 2, "--quiet")
    assert done.returncode == 0, done.stderr
    return groups(path)


def test_capacities_and_cost_are_those_of_pypsa(plan):
    table = plan["plan"]
    built = {(str(kind), str(asset)): float(amount)
             for kind, asset, amount in zip(table.build_kind.values, table.build_asset.values, table.build_amount.values)}
    for asset, published in PUBLISHED_MW.items():
        kind = "store power" if asset == "battery storage" else "plant"
        assert built[kind, asset] == pytest.approx(published, abs=0.5), asset     # the objective is flat near the optimum
    assert built["store energy", "battery storage"] == pytest.approx(3.0 * built["store power", "battery storage"], rel=1e-6)
    assert PUBLISHED_OBJECTIVE <= float(plan["certificate"].objective) < PUBLISHED_OBJECTIVE + 1e6
    assert float(plan["certificate"].objective) == pytest.approx(OPTIMUM, rel=1e-6)
    assert float(plan["certificate"].relative_gap) < 1e-6
    assert all(amount < 0.9e5 for (kind, _), amount in built.items() if kind != "store energy")   # no limit of ours binds


def test_energies_are_those_of_the_series(plan):
    assert plan[""].sizes["time"] == 2920
    assert float(plan["summary"].region_demand_mwh.sum()) == pytest.approx(66266089.12, rel=1e-6)   # 3 h × Σ of the series
