"""The Korean studies: the back-cast of 2024 against published values, and the year 2035 of the hub."""
import backcast_2024
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


def test_the_last_year_of_the_hub(tmp_path):
    path = tmp_path / "hub.h5"
    summary = run("korea_hub", path, "--years", "2035")
    assert_certified(groups(path), summary)
    assert_proven(path)
