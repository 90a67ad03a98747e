"""The figure of `decawatt headroom`: the rows that it shows, and the message for another file."""
import matplotlib

matplotlib.use("Agg")

import pytest                                  # noqa: E402  (the backend comes first)
from decawatt_plots import headroom            # noqa: E402

HEAD = ("region,year,mean_demand_mw,june_to_august_peak_mw,december_to_february_peak_mw,"
        "curtailed_frac,headroom_mw,curtailed_mwh_per_year,curtailed_h_per_year,events_per_year,"
        "mean_event_h,longest_event_h,half_served_frac\n")


def table(folder, regions=("north", '"south, isles"', "all regions")):
    lines = [
        f"{region},{year},900,1500,1400,{limit},{1000 * limit * (1 + k) * (year - 2025)},"
        f"87.6,{2e4 * limit},9,2.5,7,0.9\n"
        for year in (2026, 2027) for k, region in enumerate(regions) for limit in (0.005, 0.01)
    ]
    file = folder / "headroom.csv"
    file.write_text(HEAD + "".join(lines))
    return file


def test_bars_are_the_last_year_of_regions_without_their_sum(tmp_path):
    figure = headroom.draw(headroom.rows_of(table(tmp_path)))
    left, right = figure.axes
    assert [label.get_text() for label in left.get_yticklabels()] == ["north", "south, isles"]
    assert [bar.get_width() for bar in left.patches] == pytest.approx([10, 20, 20, 40])
    assert [bar.get_height() for bar in right.patches] == pytest.approx([100, 200])
    assert right.get_title() == "all regions"
    figure = headroom.draw(headroom.rows_of(table(tmp_path)), 2026)
    assert [bar.get_width() for bar in figure.axes[0].patches] == pytest.approx([5, 10, 10, 20])


def test_a_single_region_is_shown(tmp_path):
    figure = headroom.draw(headroom.rows_of(table(tmp_path, ("north",))))
    assert figure.axes[1].get_title() == "north"


def test_other_files_are_refused(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="not a table of"):
        headroom.rows_of(file)
    file.write_text(HEAD + "north,2026,1\n")
    with pytest.raises(ValueError, match="damaged"):
        headroom.rows_of(file)
    with pytest.raises(ValueError, match="no year 2030"):
        headroom.draw(headroom.rows_of(table(tmp_path)), 2030)
