"""Finance of a plan, and reports: what the commands write."""
import pathlib

import pandas as pd
import pytest

import decawatt
from conftest import SCENARIOS
from same_bits import differences

TERMS = (SCENARIOS / "finance" / "us.toml").read_text(encoding="utf-8")


def with_terms(minimal, terms):
    tables = {file.stem: file.read_text(encoding="utf-8") for file in minimal.glob("*.csv")}
    return decawatt.Study((minimal / "study.toml").read_text(encoding="utf-8") + "\n" + terms, tables, folder=minimal, years=2029)


@pytest.fixture(scope="module")
def study(minimal):
    return with_terms(minimal, TERMS)


@pytest.fixture(scope="module")
def found(study, plan):
    return decawatt.finance(study, plan)


def test_finance_has_the_bits_of_the_command(study, found, plan, command, tmp_path):
    command("finance", study.save(tmp_path / "study"), "--years", "2029", "--plan", plan.file, "--out", tmp_path / "f.h5")
    assert differences(found.file, tmp_path / "f.h5", leave_out=()) == []


def test_every_asset_earns_the_target_return(found):
    assert len(found.assets) > 0 and found.currency == "USD" and (found.assets.mw > 0).all()
    target = found.to_xarray("finance").attrs["target_return_frac"]
    for asset in found.assets.index:
        flow = found.cash_flow(asset).equity_flow
        assert flow.index[0] == 0
        assert abs((flow / (1 + target) ** flow.index).sum()) < 1e-6 * flow.abs().sum()
    with pytest.raises(KeyError, match=found.assets.index[0]):
        found.cash_flow("nothing")


def test_parts_add_to_the_plans_cost_of_supply(found, plan):
    for supply, parts in found.cost_of_supply.iterrows():
        assert parts.plan_cost == pytest.approx(plan.cost_of_supply[supply], rel=1e-9)
        assert parts.plan_cost + parts.finance_and_taxes == pytest.approx(parts.total)
    assert found.capex.capex_real.sum() == pytest.approx(plan.capex.capex.sum(), rel=1e-9)


def test_a_file_gives_the_same_object(found):
    again = decawatt.open(found.file)
    assert isinstance(again, decawatt.Finance)
    pd.testing.assert_frame_equal(again.assets, found.assets)


def test_a_study_without_terms_is_refused(minimal, plan):
    with pytest.raises(decawatt.InputError, match="finance"):
        decawatt.finance(minimal, plan, years=2029)


def test_a_report_is_that_of_the_command(plan, command, tmp_path):
    page = plan.report(tmp_path / "a.html", xlsx=tmp_path / "a.xlsx")
    command("report", plan.file, "--out", tmp_path / "b.html")
    assert page.read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.xlsx").stat().st_size > 5_000
    plan.save(tmp_path / "copy.h5")
    assert decawatt.report([plan, tmp_path / "copy.h5"], tmp_path / "two.html").stat().st_size > page.stat().st_size


def test_reports_show_adequacy_beside_its_plan(plan, minimal, tmp_path):
    sampled = decawatt.adequacy(minimal, plan, years=2029, samples=20, batch=20)
    without, page = plan.report(tmp_path / "a.html"), plan.report(tmp_path / "b.html", adequacy=[sampled])
    assert "LOLE" in page.read_text(encoding="utf-8") and len(page.read_text()) > len(without.read_text())


@pytest.mark.parametrize("call, field", [
    (lambda p, f: p.report(f / "a.pdf"), "out"), (lambda p, f: p.report(f / "none" / "a.html"), "out"),
    (lambda p, f: p.report(f / "a.html", xlsx=f / "a.csv"), "xlsx"), (lambda p, f: decawatt.report([], f / "a.html"), "results"),
    (lambda p, f: decawatt.report(p, f / "a.html", sources=f / "a.html"), "out")])
def test_outputs_are_checked(plan, call, field, tmp_path):
    (tmp_path / "a.html").write_text("kept")
    with pytest.raises(decawatt.InputError) as caught:
        call(plan, tmp_path)
    assert caught.value.faults[0].field == field and (tmp_path / "a.html").read_text() == "kept"
    assert pathlib.Path(plan.file).is_file()
