"""The Korean studies: the back-cast of 2024 against published values, and the year 2035 of the hub."""
import backcast_2024
import numpy as np
import pytest
from conftest import SCENARIOS, assert_proven, groups, run

TOLERANCE = 1e-6                               # of the studies
CERTIFIED = ("relative_gap", "primal_residual_relative", "complementarity")


def assert_certified(file, summary):
    assert summary["status"] == "optimal"
    assert summary["gap"] <= TOLERANCE
    for name in CERTIFIED:
        assert 0.0 <= float(file["certificate"][name]) <= TOLERANCE, name


@pytest.fixture(scope="module")
def backcast(tmp_path_factory):
    path = tmp_path_factory.mktemp("korea") / "korea_2024.h5"
    summary = run("korea_2024", path)
    file = groups(path)
    assert_certified(file, summary)
    assert_proven(path)
    shares, total_twh, found = backcast_2024.figures(file[""], file["summary"], SCENARIOS / "korea_2024" / "plants.csv")
    print("", backcast_2024.table(shares, total_twh, found), sep="\n")
    return shares, total_twh, found


@pytest.mark.parametrize("group", backcast_2024.PUBLISHED_SHARE)
def test_share_of_2024(backcast, group):
    assert abs(backcast[0][group] - backcast_2024.PUBLISHED_SHARE[group]) <= backcast_2024.SHARE_TOLERANCE


def test_generation_of_2024(backcast):
    assert backcast[1] == pytest.approx(backcast_2024.PUBLISHED_TWH, rel=0.005)


@pytest.mark.parametrize("figure", backcast_2024.BANDS)
def test_figure_of_2024(backcast, figure):
    low, high, _, _ = backcast_2024.BANDS[figure]
    assert low <= backcast[2][figure] <= high


@pytest.fixture(scope="module")
def connections(tmp_path_factory):
    """The hub in 2029 with a firm and a non-firm connection on offer, and with the firm one two years late."""
    folder, found = tmp_path_factory.mktemp("connection"), {}
    for variant in ("nonfirm", "nonfirm_late"):
        path = folder / f"{variant}.h5"
        summary = run("korea_hub", path, "--years", "2029", "--variant", variant)
        assert_certified(groups(path), summary)
        assert_proven(path)
        found[variant] = groups(path), summary
    return found


def of_hub(file, name):
    return file[""][name].sel(data_center="hub").values.astype(float)


@pytest.mark.parametrize("variant", ["nonfirm", "nonfirm_late"])
def test_the_hub_is_curtailed_in_the_hours_of_highest_residual_demand(connections, variant):
    """Demand of Honam less what its sun and wind can give, found again from the series of the file."""
    root = connections[variant][0][""]
    weather = np.isin(root.fleet_technology.values, ["solar", "onshore", "offshore"]) & (root.fleet_region.values == "Honam") & (root.fleet_behind.values == "")
    existing = weather & ~np.array([str(name).startswith("Hub ") for name in root.fleet.values])
    residual = root.demand_mw.sel(region="Honam").values.astype(float) - root.available_mw.values[:, existing].astype(float).sum(axis=1)
    nonfirm_mw = float(connections[variant][0]["capacity"].nonfirm_mw.sel(data_center="hub")[0])
    curtailed = of_hub(connections[variant][0], "data_center_nonfirm_available_mw") < 0.5 * nonfirm_mw
    assert nonfirm_mw > (100 if variant == "nonfirm_late" else 1) and curtailed.sum() == 200
    assert residual[curtailed].min() >= residual[~curtailed].max() - 0.01        # MW, of thousands in float32


@pytest.mark.parametrize("variant", ["nonfirm", "nonfirm_late"])
def test_the_hub_imports_what_its_connection_offers(connections, variant):
    file = connections[variant][0]
    capacity = file["capacity"].sel(data_center="hub").isel(year=0)
    firm = float(capacity.connection_mw - capacity.nonfirm_mw)
    available = of_hub(file, "data_center_nonfirm_available_mw")
    assert (firm > 1.0) == (variant == "nonfirm")                                # what is built of the late part arrives in 2030
    assert (of_hub(file, "data_center_import_mw") <= firm + available + 0.05).all()
    unserved = of_hub(file, "data_center_unserved_mw")
    assert unserved[available > 0].max() < 0.05
    built = {kind: (float(capex), float(fixed)) for kind, capex, fixed in (("firm", 250000, 2500), ("nonfirm", 125000, 1250))}
    recovery = 0.045 / (1 - 1.045 ** -40)
    charged = sum(1e3 * amount * (built[kind][0] * recovery + built[kind][1]) for kind, amount in
                  (("firm", float(capacity.connection_built_mw)), ("nonfirm", float(capacity.nonfirm_built_mw))))
    summary = file["summary"].sel(data_center="hub").isel(year=0)
    assert float(summary.connection_annuity_cost + summary.connection_fixed_cost) == pytest.approx(charged, rel=1e-6)


def test_a_late_connection_costs_what_the_hub_cannot_do_without_it(connections):
    (_, on_time), (file, late) = (connections[variant] for variant in ("nonfirm", "nonfirm_late"))
    assert late["objective"] > on_time["objective"] * (1 + 2 * TOLERANCE)
    unserved_mwh = of_hub(file, "data_center_unserved_mw").sum()
    hub_mw = of_hub(file, "data_center_load_mw").max()
    assert 0 <= unserved_mwh <= 200 * hub_mw                                     # in the hours of curtailment alone


def test_the_last_year_of_the_hub(tmp_path):
    path = tmp_path / "hub.h5"
    summary = run("korea_hub", path, "--years", "2035")
    assert_certified(groups(path), summary)
    assert_proven(path)
