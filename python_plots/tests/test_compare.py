"""The figure of a sweep: its Pareto front, the axes of curves and colours, and the message if there
is no case to plot."""
import sys

import matplotlib

matplotlib.use("Agg")

import numpy as np                             # noqa: E402  (the backend comes first)
import pytest                                  # noqa: E402
import xarray as xr                            # noqa: E402
from decawatt_plots import compare             # noqa: E402

NAN = float("nan")
CASES = [("1", "0.6", 0.60, 110e3), ("1", "0.8", 0.80, 130e3), ("1", "0.9", NAN, NAN),
         ("3", "0.6", 0.60, 120e3), ("3", "0.8", 0.80, 150e3), ("3", "0.9", 0.90, 170e3)]
SCALE, TARGET = "data_centers.hub.it_scale", "contract_targets.hub/2035.hourly_frac"


def made(folder, cases=CASES, contracts=("hub",)):
    choice, score, cost = [list(one[:2])
                           for one in cases], [one[2] for one in cases], [one[3] for one in cases]
    each = {"hourly_score_last_year_frac": score, "supply_cost_per_mwh": cost}
    data = xr.Dataset({"choice": (("case", "axis"), choice)}, coords={
        "case": [f"case {i}" for i in range(len(cases))], "axis": [SCALE, TARGET]
    }, attrs={"study": "Test", "currency": "KRW", "price_year": 2024.0})
    if contracts:
        data = data.assign_coords(contract=list(contracts))
        data = data.assign({
            name: (("case", "contract"), np.array([values] * len(contracts)).T)
            for name, values in each.items()
        })
    data.to_netcdf(folder / "compare.h5", engine="h5netcdf")
    return folder


def test_the_front_has_the_pareto_optimal_cases():
    score, cost = np.array([0.6, 0.8, 0.6, 0.8, 0.9, 0.7,
                            0.9 + 1e-9]), np.array([110, 130, 120, 150, 170, 131, 160])
    # 5 is more expensive than the cleaner 1; 4 than 6 at the same score
    assert compare.front(score, cost) == [0, 1, 6]
    assert compare.front(score[::-1], cost[::-1]) == [6, 5, 0]
    assert compare.front(np.array([0.5]), np.array([1.0])) == [0]


def test_curves_follow_the_axis_with_the_largest_effect_on_the_score():
    choices = {SCALE: ["1", "1", "3", "3"], TARGET: ["0.6", "0.8", "0.6", "0.8"]}
    score = np.array([0.6, 0.8, 0.61, 0.8])
    assert compare.score_axis(choices, score) == TARGET
    assert compare.colour_axis(choices, TARGET) == SCALE
    assert compare.curves(choices, TARGET) == [[0, 1], [2, 3]]
    assert compare.score_axis(choices, np.full(4, 0.7)) is None


def test_colours_are_not_used_for_a_single_case():
    choices = {"few": ["", "", "", "", "x"], SCALE: ["1", "2", "3", "1", "2"]}
    assert compare.colour_axis(choices, None) == SCALE
    assert compare.colour_axis({"few": choices["few"]}, None) == "few"
    told, labels = compare.labelled(choices, list("abcde"), None, SCALE, [])
    assert told == ["few"] and labels == {4: "x"}


def test_costs_of_a_data_centre_without_scores(tmp_path):
    table = compare.table_of(made(tmp_path))
    table["hourly_score_last_year_frac"] = np.nan * table.hourly_score_last_year_frac
    for name, of_one in (("own_emission_t", 3e5), ("grid_emission_t", 0.0), ("load_mwh", 1e6)):
        table[name] = (("case", "contract"), np.full((len(CASES), 1), of_one))
    figure = compare.draw(table, "hub")
    (ax,) = figure.axes
    assert [bar.get_width() for bar in ax.patches] == [110.0, 130.0, 120.0, 150.0, 170.0]
    assert ax.texts[0].get_text() == " 110; 300 kg/MWh own, 0 from the grid"
    assert ax.get_xlabel() == "cost of supply (KRW/kWh, prices of 2024)"
    assert "1 of 6 cases without a plan" in figure._suptitle.get_text()


def test_points_curves_and_words(tmp_path):
    figure = compare.draw(compare.table_of(made(tmp_path)), "hub")
    (ax,) = figure.axes
    assert ax.get_xlabel() == "hourly score in the last year (fraction of load)"
    assert ax.get_ylabel() == "cost of supply (KRW/kWh, prices of 2024)"
    points = sorted(tuple(point) for kind in ax.collections for point in kind.get_offsets())
    assert points == sorted([(0.6, 110.0), (0.8, 130.0), (0.6, 120.0), (0.8, 150.0), (0.9, 170.0)])
    band, *lines = [np.column_stack(line.get_data()).tolist() for line in ax.get_lines()]
    assert band == [[0.6, 110.0], [0.8, 130.0], [0.9, 170.0]]
    assert lines == [[[0.6, 110.0], [0.8, 130.0]], [[0.6, 120.0], [0.8, 150.0], [0.9, 170.0]]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Pareto front", "1", "3"]
    assert ax.get_legend().get_title().get_text() == "colours: it scale"
    assert figure._suptitle.get_text(
    ) == "Test: cost of hourly matching of hub; 1 of 6 cases without a plan"


def test_cases_of_a_list_are_labelled_by_their_names(tmp_path):
    figure = compare.draw(
        compare.table_of(made(tmp_path, [("", "", 0.70, 1e3), ("", "", 0.71, 2e3)])), "hub")
    assert {text.get_text() for text in figure.axes[0].texts} == {"case 0", "case 1"}


def test_a_file_a_contract(tmp_path):
    assert [path.name for path in compare.draw_all(made(tmp_path), tmp_path / "f.png")] == ["f.png"]
    written = compare.draw_all(made(tmp_path, contracts=("hub", "the other")),
                               tmp_path / "out" / "f.svg")
    assert [path.name for path in written] == ["f_hub.svg", "f_the_other.svg"]
    assert all(path.stat().st_size > 10_000 for path in written)


def test_a_sweep_without_cases_to_plot_has_a_message(tmp_path):
    with pytest.raises(OSError, match="decawatt compare"):
        compare.table_of(tmp_path)
    with pytest.raises(ValueError, match="no case has a plan"):
        compare.draw_all(made(tmp_path, contracts=()), tmp_path / "f.png")
    with pytest.raises(ValueError, match="no case with a plan and a load of hub"):
        compare.draw_all(made(tmp_path, CASES[2:3]), tmp_path / "f.png")


def test_a_file_of_another_format_is_refused_by_its_name(tmp_path, monkeypatch, capsys):
    """Before anything is read: not the comparison is at fault."""
    from decawatt_plots import frontier
    for program in (compare, frontier):
        monkeypatch.setattr(sys, "argv", ["figure", str(tmp_path), "--out", "figure.xyz"])
        with pytest.raises(SystemExit) as stopped:
            program.main()
        assert stopped.value.code == 2
        assert "--out figure.xyz: expected a name that ends in .png" in capsys.readouterr().err
