"""Data centres through the program: effectiveness by year and month, recomputed from the hourly series."""
import numpy as np
import pytest
from conftest import groups


@pytest.fixture(scope="module")
def results(minimal):
    path, summary = minimal
    return groups(path), summary


def sums(root, name, key):
    """Sums of a series by year, or by year and month, at the study's offset of nine hours."""
    local = root.time.values + np.timedelta64(9, "h")
    label = local.astype("datetime64[Y]" if key == "year" else "datetime64[M]")
    values = root[name].values[:, 0].astype(float)
    return np.array([values[label == one].sum() for one in np.unique(label)])


@pytest.mark.parametrize("key, shape", [("year", (2,)), ("month", (2, 12))])
def test_effectiveness_is_the_ratio_of_energies(results, key, shape):
    groups_of, _ = results
    root, summary = groups_of[""], groups_of["summary"]
    end = "" if key == "year" else "_month"
    facility, machines, water = (sums(root, f"data_center_{name}", key) for name in ("load_mw", "it_mw", "water_m3_per_h"))
    pue, wue = (summary[f"data_center_{name}{end}"].values[..., 0] for name in ("pue", "wue_l_per_kwh"))
    assert pue.shape == wue.shape == shape
    assert np.allclose(pue.ravel(), facility / machines, rtol=1e-6)
    assert np.allclose(wue.ravel(), water / machines, rtol=1e-6)
    assert 1.05 < pue.min() and pue.max() < 1.5
    assert 1.0 < wue.min() and wue.max() < 4.0            # a tower in every hour
    if key == "month":
        assert pue[:, 7].min() > pue[:, 0].max() + 0.02    # August needs the chiller, January does not


def test_the_printed_summary_has_both(results):
    groups_of, summary = results
    for y, year in enumerate(summary["years"]):
        assert year["pue"]["hub"] == pytest.approx(groups_of["summary"].data_center_pue.values[y, 0])
        assert year["wue_l_per_kwh"]["hub"] == pytest.approx(groups_of["summary"].data_center_wue_l_per_kwh.values[y, 0])
        assert groups_of["summary"].data_center_water_m3.values[y, 0] > 1e5


def test_a_data_centre_without_batch_work(results):
    assert (results[0][""].data_center_deferrable_mw.values == 0.0).all()
