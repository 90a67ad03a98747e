"""The report: exact values, sums, escaped names, spreadsheets."""
import base64
import io
import pathlib
import re
import tomllib

import h5py
import matplotlib.pyplot as plt
import numpy as np
import openpyxl
import pytest
import report_files
import synthetic
import xarray as xr
from decawatt_plots import report
from decawatt_plots.report import charts, content, heat, loading, supply
from decawatt_plots.report.sections import board, further
from decawatt_plots.results import Results

HOSTILE = '</script><img src=x onerror="alert(1)">&\'"'
SUPPLY = "hub supply"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return report_files.write(tmp_path_factory.mktemp("report") / "plan.h5")


@pytest.fixture(scope="module")
def page(file):
    report.write([file], file.with_suffix(".html"), file.with_suffix(".xlsx"))
    return report_files.Page(file.with_suffix(".html").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def one_still_figure(monkeypatch):
    """Still figures have tests of their own and take most of the time; the page above has them
    all."""
    monkeypatch.setattr(further, "FIGURES", further.FIGURES[:1])


def group(path, name):
    with Results(path) as results:
        return results._open(name)


def test_values_of_tables_are_those_of_the_file(file, page):
    summary, capacity = group(file, "summary"), group(file, "capacity")
    title = f"Cost of supply of {SUPPLY} by year, with annuities before taxes and financing"
    for column, name in (("load", "load_mwh"), ("annuities", "annuity_cost"), ("bought",
                                                                               "purchase_cost"),
                         ("sold", "sale_income"), ("cost of supply", "supply_cost_per_mwh")):
        assert page.column(title, column) == list(summary[f"contract_{name}"].values[:, 0])
    assert [float(words) for words in [row[0] for row in page.tables[title][1:]]] == [2030, 2031]
    scores = f"Scores of {SUPPLY} (clean energy over load)"
    assert page.column(scores, "hourly score") == list(summary.contract_hourly_score_frac.values[:,
                                                                                                 0])
    assert page.column(scores, "target of the hourly score") == [0.8, 0.8]
    own = capacity.fleet_mw.values[:, -3]                          # the hub's photovoltaics
    assert page.column("Capacity of the data centres, installed at the end of the year",
                       "solar") == list(own)
    assert page.column(f"Emissions of {SUPPLY}", "emissions from the grid") == list(
        summary.data_center_grid_emission_t.values[:, 0])
    assert page.column("Certificate of optimality",
                       "value") == [4.2e12, 4.19999e12, 2.4e-6, 61.0, 1.5e-7, *[None] * 6]


def test_the_waterfall_sums_to_the_cost_of_supply(file, page):
    expected = float(group(file, "summary").contract_supply_cost_per_mwh_horizon[0])
    *parts, total = page.column(f"Cost of supply of {SUPPLY}, KRW/MWh of load", "cost of supply")
    assert total == expected
    assert sum(parts) == pytest.approx(expected, rel=1e-12)
    names = [row[0] for row in page.tables[f"Cost of supply of {SUPPLY}, KRW/MWh of load"][1:]]
    assert names == ["hub solar", "hub onshore", "hub offshore", "bought from the grid",
                     "sold to the grid", "cost of supply"]
    assert parts[-1] < 0


def test_counts_have_no_decimals_and_parts_within_the_rounding_are_not_drawn(page):
    assert [
        row[2][1] for row in page.tables["Certificate of optimality"][1:] if row[0] == "iterations"
    ] == ["61"]
    parts = [("wind", "onshore", 40.0), ("bought from the grid", "grid purchase", 5.0),
             ("sold to the grid", "excess sold", -0.00131)]
    assert board.drawn_parts(parts, 45.0) == parts[:2]
    assert board.drawn_parts(parts[:2], 45.0) == parts[:2]


def test_a_cost_that_no_part_explains_is_shown(file):
    with loading.load([file]) as made:
        plan = made.plans[0]
        horizon = plan.results.group["summary"]["contract_supply_cost_per_mwh_horizon"]
        horizon.values[0] *= 1.01
        parts, total = supply.waterfall(plan.results, plan.supplies[0])
    assert parts[-1][0] == "other costs" and parts[-1][2] == pytest.approx(total * 0.01 / 1.01)


def test_capital_cost_is_what_is_built_times_its_price(file, page):
    built = group(file, "capacity")
    hub = built.fleet_built_mw.values[:, -3:] * 1.2e9
    store = built.store_built_mw.values[:, -2] * 2e8 + built.store_built_mwh.values[:, -2] * 3e8
    title = f"Capital cost of {SUPPLY}"
    assert page.column(title, "battery") == list(store)
    assert page.column(title, "solar") == list(hub[:, 0])
    flow = page.column(f"Cash flow of {SUPPLY}", "net expenditure")
    summary = group(file, "summary")
    paid = sum(summary[f"contract_{name}"].values[:, 0]
               for name in ("fixed_cost", "variable_cost", "purchase_cost"))
    spent = hub.sum(axis=1) + store + paid
    assert flow == pytest.approx(spent - summary.contract_sale_income.values[:, 0], rel=1e-12)


def test_energy_by_source_is_what_the_fleets_of_the_supply_generate(file, page):
    summary = group(file, "summary")
    title = f"Energy of {SUPPLY} by source"
    for technology, fleet in (("solar", -3), ("onshore", -2), ("offshore", -1)):
        assert page.column(title, technology) == list(summary.fleet_generation_mwh.values[:, fleet])
    assert page.column(title, "load") == list(summary.contract_load_mwh.values[:, 0])


def test_whole_machines_are_listed_with_what_rounding_costs(tmp_path):
    maker = report_files.make()
    labels = ["solar 2030", "solar 2031", "battery 2030", "free 2030"]
    plan = xr.Dataset(
        {
            "build_kind": ("build", ["plant", "plant", "store power", "plant"]),
            "build_asset": ("build", ["hub solar", "hub solar", "hub battery", "hub onshore"
                                      ]), "build_amount": ("build", [31.0, 14.5, 3.0, 9.0])
        }, coords={"build": labels})
    whole = xr.Dataset(
        {
            "build_units": ("build", [4, 1, 1, -1]), "build_unit_mw": ("build", [
                10.0, 10.0, 4.0, 0.0
            ]), "build_amount": ("build", [40.0, 10.0, 4.0, 9.0]), "rounding_cost": 2.5e6,
            "contract_supply_cost_per_mwh": ("contract", [60.5])
        }, coords={"build": labels, "contract": ["hub supply"]})
    maker.groups.update({"plan": plan, "plan/whole_units": whole})
    path = synthetic.save(maker, tmp_path / "whole.h5")
    report.write([path], tmp_path / "whole.html")
    made = report_files.Page((tmp_path / "whole.html").read_text(encoding="utf-8"))
    rows = [[row[0], *(value[0] for value in row[1:])] for row in made.tables["Whole machines"][1:]]
    assert rows == [["hub solar", 5.0, 10.0, 50.0, 45.5], ["hub battery", 1.0, 4.0, 4.0, 3.0]]
    assert ("Rounding to whole machines costs 2.5 million KRW, discounted; "
            "hub supply then costs 60.50 KRW/MWh.") in made.words


def test_the_page_stands_alone_and_can_be_navigated(file, page):
    text = file.with_suffix(".html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert page.count["h1"] == 1
    assert page.count["main"] == 1
    assert page.count["figure"] == page.count["figcaption"]
    assert page.links[0] == "#summary" and all(link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert page.count["table"] == page.count["caption"] and 'lang="en"' in text
    for alt in re.findall(r'class="drawing"><p class="hidden">(.*?)</p>', text):
        assert len(alt) > 20


def test_hostile_names_stay_text(tmp_path):
    renames = {
        "hub supply": HOSTILE, "hub solar": "=1+1", "Capital": "$\\oops$",
        "hub": "a\x07b" + "long " * 40
    }
    path = report_files.write(
        tmp_path / "x.h5", rename=renames,
        texts={"<b>.csv": f"name\n{HOSTILE}\n", "study.toml": "\u202e]]><!--"})
    report.write([path], tmp_path / "x.html", tmp_path / "x.xlsx")
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<img src=x" not in text and "onerror=\"" not in text and "<b>.csv" not in text
    parsed = report_files.Page(text)
    assert parsed.count["script"] == report_files.Page(re.sub(r"&\w+;", "", text)).count["script"]
    assert HOSTILE in parsed.words
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value == "=1+1"]
    assert cells and all(cell.data_type == "s" for cell in cells)


def test_several_results_side_by_side_with_labels_of_their_files(file, tmp_path):
    other = report_files.write(tmp_path / "plan.h5", seed=2)
    report.write([file, other], tmp_path / "two.html")
    made = report_files.Page((tmp_path / "two.html").read_text(encoding="utf-8"))
    rows = made.tables["Results side by side"][1:]
    assert [row[0] for row in rows] == ["plan", "plan (2)"]
    costs = [
        float(group(path, "summary").contract_supply_cost_per_mwh_horizon[0])
        for path in (file, other)
    ]
    assert made.column("Results side by side", "cost of supply") == costs and costs[0] != costs[1]
    parts = [[value[0]
              for value in row[1:]]
             for row in made.tables["Cost of supply and its parts"][1:]]
    assert [row[-1] for row in parts] == costs
    assert [sum(row[:-1]) for row in parts] == pytest.approx(costs, rel=1e-12)
    assert len(made.ids) == len(set(made.ids))


def test_a_spreadsheet_has_a_sheet_for_each_table(file, page):
    book = openpyxl.load_workbook(file.with_suffix(".xlsx"))
    index = [[cell.value for cell in row] for row in book["tables"].iter_rows(min_row=2)]
    assert [row[0] for row in index] == book.sheetnames[1:]
    assert {row[2] for row in index} == set(page.tables)
    for sheet, _, title, _ in index:
        assert book[sheet]["A1"].value == title
        head = [cell.value for cell in book[sheet][2]]
        assert head == [
            words if isinstance(words, str) else words[1] for words in page.tables[title][0]
        ]
        for row, cells in zip(page.tables[title][1:],
                              book[sheet].iter_rows(min_row=3, values_only=True)):
            assert [c for c, value in zip(cells[1:], row[1:]) if not isinstance(value, str)] == [
                pytest.approx(value[0], rel=1e-15) if value[0] else value[0]
                for value in row[1:]
                if not isinstance(value, str)
            ]
    assert any("(MWh)" in str(cell.value) for sheet in book for cell in sheet[2])


def test_groups_of_finance_and_accounts_are_shown_when_they_exist(tmp_path):
    path = report_files.write(tmp_path / "money.h5")
    with h5py.File(path, "r+") as stored:
        finance = stored.create_group("finance")
        finance["irr_frac"] = 0.094
        finance["irr_frac"].attrs.update(units="1", long_name="internal rate of return")
        campus = finance.create_group("campus")
        campus["year"] = np.array([2030, 2031])
        campus["year"].make_scale("year")
        campus["dscr"] = np.array([1.4, np.nan])
        campus["dscr"].dims[0].attach_scale(campus["year"])
        campus["dscr"].attrs["units"] = "1"
        finance.attrs["perspective"] = "after tax"
        campus["asset"] = ["solar <b>", "gas"]
        campus["asset"].make_scale("asset")
        campus["item"] = ["debt", "tax"]
        campus["item"].make_scale("item")
        campus["cash"] = np.arange(8.0).reshape(2, 2, 2)
        campus["cash"].attrs["units"] = "USD"
        campus["kind"] = ["own", "bought"]
        for name, dims in (("cash", ("year", "asset", "item")), ("kind", ("asset",))):
            for k, dim in enumerate(dims):
                campus[name].dims[k].attach_scale(campus[dim])
    report.write([path], tmp_path / "money.html")
    made = report_files.Page((tmp_path / "money.html").read_text(encoding="utf-8"))
    assert "finance" in made.ids and "accounts" not in made.ids
    assert made.tables["Finance: values"][1] == ["internal rate of return", "", (0.094, "0.0940")]
    assert made.column("Finance campus by year", "dscr") == [1.4, None]
    assert made.tables["Finance: terms"][1] == ["perspective", "after tax"]
    assert made.tables["Finance campus: cash, solar <b>"][0] == ["year", "debt (USD)", "tax (USD)"]
    assert made.column("Finance campus: cash, solar <b>", "tax") == [1.0, 5.0]
    assert made.column("Finance campus: cash, gas", "debt") == [2.0, 6.0]
    assert made.tables["Finance campus by asset"][1:] == [["solar <b>", "own"], ["gas", "bought"]]


def test_numbers_read_well():
    assert [content.money(v, "USD") for v in (2.044e9, 13.315e12, 7.57e8, 950.0, -3e6)] == [
        "2.04 billion USD", "13.3 trillion USD", "757 million USD", "950.0 USD", "−3 million USD"
    ]
    assert [content.percent(v) for v in (0.9, 0.07, 0.9999, 1.32161, 0.0003)
            ] == ["90 %", "7 %", "99.99 %", "132.2 %", "0.03 %"]
    assert content.number(-7.6e-7, 4, least=4e-6) == "0"
    assert content.reads(2e-9, "MWh") == "0"
    assert content.reads(0.000161) == "0.000161"
    assert content.number(0.000161, 2) == "0.00016"
    assert content.number(float("nan"), 1) == "–"
    assert charts.ticks(0, 9.3) == [0, 2, 4, 6, 8, 10]
    assert charts.tick_words([0.0, 0.05]) == ["0.00", "0.05"]


def test_heat_maps_are_images_of_their_numbers():
    values = np.array([[0.0, 1.0, np.nan], [0.5, 0.25, 2.0]])
    indices = heat.indices_of(values, 0.0, 1.0)
    assert indices.tolist() == [[0, 254, 255], [127, 64, 254]]
    colors = heat.palette("viridis")
    seen = plt.imread(io.BytesIO(base64.b64decode(heat.png(indices, colors).split(",")[1])))
    assert np.array_equal((255 * seen[..., :3]).round().astype(int), colors[indices])
    grid = heat.days_by_hours(np.arange(30.0), 24)
    assert grid.shape == (24, 2) and grid[3, 1] == 27.0 and np.isnan(grid[6, 1])


def test_an_installation_by_pip_has_every_part():
    tree = pathlib.Path(__file__).parents[2]
    stated = tomllib.loads(
        (tree / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {
        path.parent.relative_to(tree / "python_plots")
        for path in (tree / "python_plots/decawatt_plots").rglob("__init__.py")
    }
    assert {".".join(folder.parts) for folder in folders} <= set(stated["packages"])
    data = {
        path.suffix
        for path in (tree / "python_plots/decawatt_plots/report").iterdir()
        if path.suffix not in (".py", "")
    }
    assert data == {
        ending.removeprefix("*")
        for ending in stated["package-data"]["decawatt_plots.report"]
    }
