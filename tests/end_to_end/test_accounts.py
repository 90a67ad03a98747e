"""`decawatt accounts`: its identities on a plan, the traced mix computed by other code, and marginal emissions against a dispatch with more load."""
import json
import shutil

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, decawatt, groups

SINGLE = 2e-5                                  # series are single precision; differences of large flows lose a digit
SHORT = ("--set", "horizon.hours_per_year=336")


def accounts(*words):
    done = decawatt("accounts", *words, "--json")
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def document(minimal):
    return accounts(minimal[0])


def test_emissions_of_consumption_are_those_of_generation(minimal, document):
    summary = groups(minimal[0])["summary"]
    for y, year in enumerate(document["years"]):
        balance = year["balance"]
        parts = sum(balance[name] for name in ("demand_t", "data_centers_t", "sold_t", "spill_t", "stored_t"))
        assert parts == pytest.approx(balance["generation_t"], rel=SINGLE)
        assert balance["generation_t"] == pytest.approx(float(summary.emission_t[y]), rel=SINGLE)
        assert abs(balance["stored_t"]) < 1e-6 * balance["generation_t"]
        assert balance["data_centers_t"] == pytest.approx(year["data_centers"]["hub"]["consumption_t"], rel=1e-12)


def test_matching_is_that_of_the_summary_and_hourly_is_at_most_annual(minimal, document):
    summary = groups(minimal[0])["summary"]
    for y, year in enumerate(document["years"]):
        hub = year["data_centers"]["hub"]
        assert hub["hourly_matching_frac"] == pytest.approx(float(summary.contract_strict_score_frac[y, 0]), rel=SINGLE)
        assert hub["annual_matching_frac"] == pytest.approx(float(summary.contract_annual_matching_frac[y, 0]), rel=SINGLE)
        assert hub["hourly_matching_frac"] <= hub["annual_matching_frac"]
        assert hub["water_m3"] == float(summary.data_center_water_m3[y, 0])
        assert hub["scope_1_t"] == pytest.approx(float(summary.data_center_own_emission_t[y, 0]), rel=SINGLE, abs=1e-3)
        assert 0 < hub["clean_share_frac"] < 1


def traced(root, emission, hours, counted=None):
    """Emissions per MWh of each region and data centre in each hour, by a dense solution of all nodes and stores; the year is repeated three
    times for the stores. With `counted`, the residual mix in its place: uncontracted emissions over uncontracted generation."""
    regions, centers = list(root.region.values), list(root.data_center.values)
    nodes = regions + centers

    def node(region, behind):
        return nodes.index(behind if behind else region)

    at = [node(r, b) for r, b in zip(root.fleet_region.values, root.fleet_behind.values)]
    stores = [node(r, b) for r, b in zip(root.store_region.values, root.store_behind.values)]
    lines = [(regions.index(a), regions.index(b)) for a, b in zip(root.corridor_from.values, root.corridor_to.values)]
    amounts = [emission] if counted is None else [np.where(counted, 0.0, emission), np.where(counted, 0.0, 1.0), np.ones(len(emission))]
    held = np.zeros((len(stores), len(amounts)))
    values = {name: root[name].values[hours].astype(float) for name in ("generation_mw", "charge_mw", "discharge_mw", "content_mwh", "flow_forward_mw", "flow_reverse_mw",
                                                                        "data_center_import_mw")}
    eta, loss = root.store_discharge_efficiency_frac.values, root.corridor_loss_frac.values
    mix = np.zeros((len(values["generation_mw"]), len(nodes), len(amounts)))
    for _ in range(3):
        for t in range(len(mix)):
            matrix, right = np.zeros((len(nodes), len(nodes))), np.zeros((len(nodes), len(amounts)))
            for f, n in enumerate(at):
                matrix[n, n] += values["generation_mw"][t, f]
                right[n] += [values["generation_mw"][t, f] * amount[f] for amount in amounts]
            sent = [(a, b, values["flow_forward_mw"][t, k], loss[k]) for k, (a, b) in enumerate(lines)]
            sent += [(b, a, values["flow_reverse_mw"][t, k], loss[k]) for k, (a, b) in enumerate(lines)]
            for d, name in enumerate(centers):
                region, import_mw = regions.index(root.data_center_region.values[d]), values["data_center_import_mw"][t, d]
                sent.append((region, nodes.index(name), import_mw, 0.0) if import_mw > 0 else (nodes.index(name), region, -import_mw, 0.0))
            for origin, goal, mw, lost in sent:
                matrix[goal, goal] += (1 - lost) * mw
                matrix[goal, origin] -= mw
            drawn = values["discharge_mw"][t] / eta
            share = np.where(drawn > 0, drawn / np.maximum(drawn + values["content_mwh"][t], 1e-30), 0.0)
            for s, n in enumerate(stores):
                matrix[n, n] += values["discharge_mw"][t, s] - share[s] * values["charge_mw"][t, s]
                right[n] += share[s] * held[s]
            mix[t] = np.linalg.solve(matrix, right)
            for s, n in enumerate(stores):
                held[s] = (1 - share[s]) * (held[s] + values["charge_mw"][t, s] * mix[t, n])
    return mix


def test_scope_2_is_that_of_other_code(minimal, document):
    loaded = groups(minimal[0])
    root, costs = loaded[""], loaded["costs"]
    local = root.time.values + np.timedelta64(int(root.attrs["utc_offset_s"]), "s")
    hours = np.flatnonzero(local.astype("datetime64[Y]").astype(int) + 1970 == 2028)
    emission, region = costs.fleet_emission_t_per_mwh.values, list(root.region.values).index(str(root.data_center_region.values[0]))
    counted = (root.fleet_contract.values == "hub supply") & (root.fleet_clean.values == 1)
    bought = np.clip(root.data_center_import_mw.values[hours, 0].astype(float), 0, None)
    mix = traced(root, emission, hours)[:, region, 0]
    hub = document["years"][0]["data_centers"]["hub"]
    assert hub["location_t"] == pytest.approx(np.sum(bought * mix), rel=1e-6)
    amounts = traced(root, emission, hours, counted)[:, region]
    residual = amounts[:, 0] * amounts[:, 2] / amounts[:, 1]
    load, unserved = (root[f"data_center_{name}_mw"].values[hours, 0].astype(float) for name in ("load", "unserved"))
    covered = load + (root.excess_mw.values - root.deficit_mw.values)[hours, 0].astype(float)
    behind = (root.fleet_behind.values == "hub") & ~counted
    own = root.generation_mw.values[hours][:, behind].sum(axis=1).astype(float)
    stores = (root.store_behind.values == "hub") & (root.store_contract.values == "")
    own += (root.discharge_mw.values - root.charge_mw.values)[hours][:, stores].sum(axis=1)
    left = np.clip(load - unserved - covered - np.clip(own, 0, None), 0, None)
    assert hub["market_t"] == pytest.approx(np.sum(left * residual), rel=1e-6)
    assert hub["market_t"] != pytest.approx(hub["location_t"], rel=0.01)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A plan of two weeks in one year, and its dispatches at two carbon prices and with more demand."""
    folder, study = tmp_path_factory.mktemp("short"), SCENARIOS / "minimal"
    common = (study, "--years", "2028", *SHORT, "--quiet")
    assert decawatt("run", *common, "--out", folder / "plan.h5").returncode == DONE
    for name, changes in (("low", ("prices.carbon/2028.price=19.9",)), ("high", ("prices.carbon/2028.price=20.1",)), ("more", ("demand.south/2028.annual_energy_gwh=24024",)), ("same", ())):
        words = [word for change in changes for word in ("--set", change)]
        done = decawatt("dispatch", *common, *words, "--plan", folder / "plan.h5", "--out", folder / f"{name}.h5")
        assert done.returncode == DONE, done.stderr
    return folder


def test_marginal_emissions_need_two_prices_of_carbon(short, minimal):
    done = decawatt("accounts", short / "plan.h5", "--marginal", short / "high.h5", short / "low.h5")
    assert done.returncode == BAD_INPUT and "the lower carbon price first" in done.stderr
    done = decawatt("accounts", minimal[0], "--marginal", short / "low.h5", short / "high.h5")
    assert done.returncode == BAD_INPUT and "that are not those of the result" in done.stderr


def test_marginal_emissions_lie_between_those_of_plants(short):
    document = accounts(short / "plan.h5", "--marginal", short / "low.h5", short / "high.h5")
    hub = document["years"][0]["data_centers"]["hub"]
    emission = groups(short / "plan.h5")["costs"].fleet_emission_t_per_mwh.values
    assert 0 < hub["marginal_import_t"] / hub["import_mwh"] < emission.max()
    low, high, plan = (groups(short / f"{name}.h5")[""] for name in ("low", "high", "plan"))
    marginal = (high.price_per_mwh.values - low.price_per_mwh.values).astype(float) / 0.2
    south = list(plan.region.values).index("south")
    bought = np.clip(plan.data_center_import_mw.values[:, 0].astype(float), 0, None)
    assert hub["marginal_import_t"] == pytest.approx(np.sum(bought * marginal[:, south]), rel=1e-4)


def test_marginal_emissions_are_those_of_more_demand(short):
    """A thousandth more demand in one region, dispatched again."""
    files = {name: groups(short / f"{name}.h5") for name in ("low", "high", "same", "more")}
    marginal = (files["high"][""].price_per_mwh.values - files["low"][""].price_per_mwh.values).astype(float) / 0.2
    added = files["more"][""].demand_mw.values.astype(float) - files["same"][""].demand_mw.values
    expected = np.sum(marginal * added)
    found = float(files["more"]["summary"].emission_t[0] - files["same"]["summary"].emission_t[0])
    assert added[:, 0].max() < 1e-3 * added.max() and expected > 0
    assert found == pytest.approx(expected, rel=0.01)              # prices jump where a plant reaches its limit; 1e-4 here


def test_the_file_holds_what_the_document_says(minimal, document, tmp_path):
    out = tmp_path / "accounts.h5"
    done = decawatt("accounts", minimal[0], "--out", out)
    assert done.returncode == DONE, done.stderr
    assert "kt CO2" in done.stdout and "nan" not in done.stdout
    with xr.open_dataset(out, engine="h5netcdf", group="accounts") as file:
        for y, year in enumerate(document["years"]):
            for name, value in year["data_centers"]["hub"].items():
                if value is not None:
                    assert float(file[name].sel(data_center="hub")[y]) == value, name
            assert list(file.mix_t_per_mwh.values[y]) == [region["mix_t_per_mwh"] for region in year["regions"].values()]
        assert "marginal_import_t" not in file
    assert decawatt("accounts", minimal[0], "--out", minimal[0]).returncode == BAD_INPUT
    (tmp_path / "text.h5").write_text("no result")
    assert decawatt("accounts", tmp_path / "text.h5").returncode == RESOURCE
    done = decawatt("accounts", out)
    assert done.returncode == RESOURCE and "is a file of `decawatt accounts`; expected a result file" in done.stderr
    assert "damaged" not in done.stderr


def test_a_result_without_series_is_not_called_damaged(short):
    done = decawatt("run", SCENARIOS / "minimal", "--years", "2028", *SHORT, "--set", 'output.series=["price_per_mwh"]', "--out", short / "few.h5", "--quiet")
    assert done.returncode == DONE, done.stderr
    done = decawatt("accounts", short / "few.h5")
    assert done.returncode == RESOURCE and "output.series" in done.stderr and "damaged" not in done.stderr


def test_dispatches_of_another_plan_are_refused(short):
    """Same study and hours, but another plan's capacity."""
    done = decawatt("run", SCENARIOS / "minimal", "--years", "2028", *SHORT, "--set", "prices.carbon/2028.price=90", "--out", short / "other.h5", "--quiet")
    assert done.returncode == DONE, done.stderr
    for result in ("other.h5", "plan.h5", "same.h5"):
        done = decawatt("accounts", short / result, "--marginal", short / "low.h5", short / "high.h5")
        if result == "other.h5":
            assert done.returncode == BAD_INPUT and "a dispatch of the same plan" in done.stderr and "low.h5" in done.stderr
        else:
            assert done.returncode == DONE, done.stderr


def test_a_table_of_a_study_is_no_output(minimal, tmp_path):
    shutil.copytree(SCENARIOS / "minimal", tmp_path / "minimal")
    table = tmp_path / "minimal/demand.csv"
    before = table.read_bytes()
    for name in ("demand.csv", "study.toml", "new.csv"):
        done = decawatt("accounts", minimal[0], "--out", tmp_path / "minimal" / name)
        assert done.returncode == BAD_INPUT and "one of its tables" in done.stderr, done
    assert table.read_bytes() == before and not (tmp_path / "minimal/new.csv").exists()
