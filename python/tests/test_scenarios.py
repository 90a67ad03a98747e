"""One sizing for several futures, of a study whose scenarios are stated in memory."""
import pandas as pd
import pytest

import decawatt
from same_bits import differences

VARIANT = '\n[variant.fast_growth]\n"data_centers.hub.it_scale" = 1.5\n'


@pytest.fixture(scope="module")
def study(minimal):
    read = decawatt.Study.read(minimal)
    tables = {name: read.tables[name] for name in read.tables}
    tables["scenarios"] = pd.DataFrame({"name": ["base", "growth"], "probability": [0.6, 0.4], "variant": ["", "fast_growth"]})
    settings = (minimal / "study.toml").read_text(encoding="utf-8") + VARIANT
    return decawatt.Study(settings, tables, years=2029)


def test_scenarios_share_their_builds_and_have_the_bits_of_the_command(study, command, tmp_path):
    found = decawatt.run_scenarios(study, regret=True)
    assert list(found.table.index) == ["base", "growth"] and list(found.table.probability) == [0.6, 0.4]
    assert found.expected_cost == pytest.approx((found.table.probability * found.table.cost).sum(), rel=1e-12)
    assert found.regret is not None and "cost_of_base_plan" in found.table
    base, growth = found.plan("base"), found.plan("growth")
    pd.testing.assert_series_equal(base.capex.amount, growth.capex.amount)
    assert growth.summary.data_center_mwh[2029] > base.summary.data_center_mwh[2029]
    folder = study.save(tmp_path / "saved")
    command("run", folder, "--years", "2029", "--scenarios", "--out", tmp_path / "plan.h5", "--quiet")
    assert differences(base.file, tmp_path / "plan.h5") == []
    assert differences(growth.file, tmp_path / "plan.growth.h5") == []
    with pytest.raises(KeyError, match="growth"):
        found.plan("late")


def test_faults_of_scenarios(study, minimal):
    wrong = study.copy()
    wrong.tables["scenarios"].loc["base", "probability"] = 0.5
    with pytest.raises(decawatt.InputError, match="add to 1"):
        decawatt.run_scenarios(wrong)
    with pytest.raises(decawatt.InputError, match="scenarios"):
        decawatt.run_scenarios(minimal)
