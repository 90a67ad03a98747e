"""The frontier of a sweep: curves of cost over matching, and the mix underneath."""
import matplotlib

matplotlib.use("Agg")

import numpy as np                             # noqa: E402  (the backend comes first)
import pytest                                  # noqa: E402
import xarray as xr                            # noqa: E402
from decawatt_plots import frontier            # noqa: E402

# matching, gas price; score, cost, gas, sun, purchase and curtailed energy over a load of 100
CASES = [("none", "1", 0.10, 50.0, 85, 10, 5, 0), ("90", "1", 0.90, 80.0, 9, 95, 1, 20),
         ("100", "1", 1.00, 120.0, 0, 106, 0, 60), ("none", "2", 0.40, 70.0, 60, 41, 0, 0),
         ("90", "2", 0.90, 84.0, 9, 95, 1, 20),
         ("100", "2", np.nan, np.nan, np.nan, np.nan, np.nan, np.nan)]


def made(folder, cases=CASES, **drop):
    names = ("matching", "gas", "score", "cost", "burnt", "sun", "bought", "unused")
    column = {name: np.array([case[k] for case in cases]) for k, name in enumerate(names)}
    of_contract = {
        "hourly_score_frac": "score", "supply_cost_per_mwh": "cost", "purchase_mwh": "bought",
        "curtailed_mwh": "unused"
    }
    def side_by_side(*names):
        return np.stack([column[name] for name in names], axis=1)
    data = xr.Dataset(
        {"choice": (("case", "axis"), side_by_side("matching", "gas").tolist()),
         "load_mwh": (("case", "contract"), np.full((len(cases), 1), 100.0)),
         "own_generation_mwh": (("case", "technology"), side_by_side("sun", "burnt"))}
        | {name: (("case", "contract"), column[key][:, None])
           for name, key in of_contract.items()}, coords={
               "case": [f"case {i}" for i in range(len(cases))],
               "axis": ["matching", "prices.gas/2036.price"], "contract": ["hub"],
               "technology": ["solar", "gas"]
           }, attrs={"study": "Test", "currency": "USD", "price_year": 2025.0})
    data.drop_vars(list(drop)).to_netcdf(folder / "compare.h5", engine="h5netcdf")
    return folder


def test_curves_have_the_costs_and_panels_the_mix(tmp_path):
    figure = frontier.draw(frontier.table_of(made(tmp_path)), "hub")
    top, *panels = figure.axes
    lines = [np.column_stack(line.get_data()).tolist() for line in top.get_lines()]
    assert lines == [[[10.0, 50.0], [90.0, 80.0], [100.0, 120.0]], [[40.0, 70.0], [90.0, 84.0]]]
    assert [text.get_text() for text in top.get_legend().get_texts()] == ["price 1", "price 2"]
    assert [ax.get_title() or ax.get_title(loc="left") for ax in panels] == ["price 1", "price 2"]
    stacks = [kind for kind in panels[0].collections if kind.get_hatch() is None]
    highest = [
        max(point[1] for path in kind.get_paths() for point in path.vertices) for kind in stacks
    ]
    # gas at the bottom
    assert [kind.get_label() for kind in stacks] == ["gas", "solar", "grid purchase"]
    assert highest == pytest.approx([85.0, 106.0, 106.0])
    assert any(kind.get_hatch() for kind in panels[0].collections)
    assert figure._suptitle.get_text(
    ) == "Test: cost and mix of hourly matching, hub; 1 of 6 cases without a plan"


def test_of_many_curves_three_have_a_panel():
    assert frontier.shown_mixes([[0], [1]], [1.0, 2.0]) == [0, 1]
    assert frontier.shown_mixes([[0], [1], [2], [3]], [5.0, 9.0, 4.0, 7.0]) == [0, 2, 1]
    # the first is the cheapest too
    assert frontier.shown_mixes([[0], [1], [2], [3]], [4.0, 5.0, 9.0, 7.0]) == [0, 2]


def test_files_without_what_the_figure_needs(tmp_path):
    assert [path.name
            for path in frontier.draw_all(made(tmp_path), tmp_path / "f.png")] == ["f.png"]
    assert (tmp_path / "f.png").stat().st_size > 10_000
    with pytest.raises(ValueError, match="run `decawatt compare` again"):
        frontier.draw_all(made(tmp_path, purchase_mwh=True), tmp_path / "f.png")
    same = [case[:2] + (0.5,) + case[3:] for case in CASES[:2]]
    with pytest.raises(ValueError, match="no axis changes"):
        frontier.draw(frontier.table_of(made(tmp_path, same)), "hub")
