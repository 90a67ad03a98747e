"""Emission accounts, single futures and exact metrics: what the commands give."""
import json
import pathlib

import numpy as np
import pytest

import decawatt
from same_bits import differences

STUDIES = pathlib.Path(__file__).parents[2] / "tests" / "studies"


@pytest.fixture(scope="module")
def dispatches(minimal, plan):
    """The plan dispatched at two carbon prices, on either side of its own."""
    def at(price):
        study = decawatt.Study.read(minimal)
        study.set("prices.carbon/2028.price", price)
        return decawatt.dispatch(study, plan, years=2029)
    return at(19.9), at(20.1)


def test_accounts_have_the_bits_of_the_command(plan, command, tmp_path):
    found = decawatt.accounts(plan, threads=2)
    command("accounts", plan.file, "--out", tmp_path / "a.h5", "--threads", "1")
    assert differences(found.file, tmp_path / "a.h5", leave_out=()) == []
    hub = found.data_centers.loc[("hub", 2029)]
    assert hub.load_mwh > 0 and 0 <= hub.hourly_matching_frac <= 1 and "marginal_import_t" not in hub
    assert found.regions.index.names == ["region", "year"] and (found.regions.mix_t_per_mwh > 0).any()
    shares = found.balance.drop(columns="generation_t").sum(axis=1)
    assert shares.loc[2029] == pytest.approx(found.balance.generation_t.loc[2029], rel=2e-5)   # single precision
    assert found.markets_without_emission_factor == ""
    assert isinstance(decawatt.open(found.file), decawatt.Accounts)


def test_marginal_emissions_are_those_of_the_command(dispatches, command, tmp_path):
    low, high = dispatches
    found = decawatt.accounts(low, marginal=(low, high))
    command("accounts", low.file, "--marginal", low.file, high.file, "--out", tmp_path / "a.h5")
    assert differences(found.file, tmp_path / "a.h5", leave_out=()) == []
    assert found.data_centers.marginal_import_t.loc[("hub", 2029)] > 0


def test_arguments_of_accounts_are_checked(plan, dispatches, tmp_path):
    low, high = dispatches
    with pytest.raises(decawatt.InputError, match="marginal"):
        decawatt.accounts(low, marginal=(high,))
    with pytest.raises(decawatt.InputError):
        decawatt.accounts(low, marginal=(high, low))
    with pytest.raises(decawatt.ResourceError):
        decawatt.accounts(tmp_path / "absent.h5")
    plan.save(tmp_path / "plan.h5")
    with pytest.raises(decawatt.InputError):
        decawatt.accounts(tmp_path / "plan.h5", out=tmp_path / "plan.h5")
    assert decawatt.open(tmp_path / "plan.h5").summary.equals(plan.summary)


def test_a_future_is_that_of_the_run(minimal, command, tmp_path):
    """The worst sample of a run loses the energy that the run counts for it."""
    run = decawatt.adequacy(minimal, years=2029, samples=40, batch=20)
    worst = run.to_xarray("worst_samples").load()
    number = int(worst["sample"][0])
    future = decawatt.replay(minimal, number, years=2029, threads=2)
    command("adequacy", minimal, "--years", "2029", "--replay", number, "--out", tmp_path, "--quiet", "--threads", "1")
    assert differences(future.file, tmp_path / f"sample_{number}.h5") == []
    assert future.sample == number and list(future.lost_mw) == ["north", "south", "hub"]
    grid_mwh = future.to_xarray().lost_mw.load().sum().item()
    assert grid_mwh == pytest.approx(worst.unserved_mwh[0].item(), rel=1e-5)      # hours in single precision
    assert isinstance(decawatt.open(future.file), decawatt.Future)
    with pytest.raises(decawatt.InputError, match="sample"):
        decawatt.replay(minimal, -1, years=2029)


def test_exact_metrics_are_those_of_the_command(command):
    found = decawatt.exact_adequacy(STUDIES / "rts79")
    document = json.loads(command("adequacy", STUDIES / "rts79", "--method", "convolution", "--json"))
    stated = {year["year"]: year for year in document["years"]}
    assert list(found.by_year.index) == list(stated) and found.grid_mw == document["grid_mw"] and found.on_grid
    for year, metrics in found.by_year.iterrows():
        assert dict(metrics) == {name: stated[year][name] for name in ("lole_h", "lole_d_peak", "eue_mwh")}
    assert np.isclose(found.by_year.lole_h.iloc[0], 9.394175489, rtol=1e-9)       # published for RTS-79
    with pytest.raises(decawatt.InputError, match="several regions"):
        decawatt.exact_adequacy(STUDIES / "three_nodes")
