"""The report with files of finance, risk and accounts, and with purchase agreements."""
import subprocess
import sys
import types

import pytest
import report_files
import synthetic
from decawatt_plots import report
from decawatt_plots.report import loading
from decawatt_plots.report.sections import further, proof
from decawatt_plots.results import Results

SUPPLY = "hub supply"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return report_files.write(tmp_path_factory.mktemp("report") / "plan.h5")


@pytest.fixture(scope="module", autouse=True)
def no_still_figures():
    """They have tests of their own and take most of the time."""
    kept, further.FIGURES = further.FIGURES, ()
    yield
    further.FIGURES = kept


def group(path, name):
    with Results(path) as results:
        return results._open(name)


def ended(*words):
    return subprocess.run([sys.executable, "-m", "decawatt_plots.report", *map(str, words)],
                          capture_output=True, text=True)


@pytest.fixture(scope="module")
def with_money(file):
    """The report of the plan with files of finance, of accounts and of risk."""
    money = report_files.write_finance(file.parent / "finance.h5")
    accounts = report_files.write_accounts(file.parent / "accounts.h5")
    out = file.parent / "money.html"
    report.write([file, money, accounts], out, file.parent / "money.xlsx")
    return report_files.Page(out.read_text(encoding="utf-8"))


def test_the_first_page_has_return_and_coverage_where_there_is_finance(file, with_money):
    words = with_money.words
    assert "Emissions40 kg CO2/MWh" not in words
    assert ("location-based, imports traced: 9 of own plants, 27 of imports; "
            "market-based 28") in words
    assert "Return of the equity11 % a yearIRR after tax" in words and "Debt coverage1.34" in words
    *parts, total = with_money.column(f"Cost of supply of {SUPPLY}, KRW/MWh of load",
                                      "cost of supply")
    plan_cost = float(group(file, "summary").contract_supply_cost_per_mwh_horizon[0])
    assert total == 1.1 * report_files.PLAN_COST and sum(parts) == pytest.approx(total, rel=1e-12)
    rows = with_money.tables[f"Cost of supply of {SUPPLY}, KRW/MWh of load"]
    assert rows[-2][0] == "finance and taxes" and parts[-1] == pytest.approx(total - plan_cost)
    flow = with_money.column(f"Cash flow of the assets of {SUPPLY}, nominal", "flow of the equity")
    assert flow == [-100e9, 30e9, 40e9]
    assert with_money.column("Price at which each asset earns the return", "price, real") == [50e3]
    # a plant stores nothing
    assert with_money.column("Price at which each asset earns the return", "energy") == [None]


def test_risk_and_accounts_are_pages(with_money):
    rows = with_money.tables[f"{SUPPLY}, one input at a time: cost of supply, real"][1:]
    # the largest first; what has no effect is left out
    assert [row[0] for row in rows] == ["capital cost", "fuel"]
    assert [value[0] for value in rows[0][1:]] == [10.0, 90e3, 100e3, 110e3]
    assert any(
        title.startswith(f"{SUPPLY}: 10 weather years") and "35 %" in title
        for title in with_money.tables)
    center = with_money.tables["Accounts of hub"]
    assert [words.split(" (")[0] for words in center[0]] == [
        "year", "load", "import", "Scope 1", "Scope 2, location-based", "Scope 2, market-based",
        "hourly matching", "annual matching"
    ]
    assert with_money.column("Accounts of hub", "Scope 2, market-based") == [20e3, 21e3]
    assert with_money.column("Where the emissions of generation go", "generation") == [1e6, 1.1e6]
    assert with_money.column("Mix of the regions, imports traced, and residual mix",
                             "residual 2030") == [500.0]


def test_emissions_that_are_not_known_are_no_numbers(file, tmp_path):
    """Of a market without an emission factor: neither zero nor "nan" in the words, the tile and the
    bars."""
    path = report_files.write_accounts(tmp_path / "accounts.h5", unknown="Capital")
    out = tmp_path / "report.html"
    report.write([file, path], out)
    page = report_files.Page(out.read_text(encoding="utf-8"))
    assert "Emissionsnot known" in page.words and "bought from Capital are not known" in page.words
    assert "nan kg" not in page.words
    assert "location-based nan" not in out.read_text(encoding="utf-8")
    heads = [words.split(" (")[0] for words in page.tables["Accounts of hub"][0]]
    assert "Scope 1" in heads and "Scope 2, location-based" not in heads


def test_files_of_another_plan_are_refused(file, tmp_path):
    other = report_files.write_finance(tmp_path / "other.h5", digest="f" * 16)
    for words, message in (((other,), "without its plan"), ((file, other), "of another plan"),
                           ((file, report_files.write_accounts(tmp_path / "one.h5"),
                             report_files.write_accounts(tmp_path / "two.h5")),
                            "a second file of `accounts`")):
        done = ended(*words, "--out", tmp_path / "x.html")
        assert done.returncode == 4, done.stderr
        assert message in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr


def test_adequacy_of_another_plan_is_refused(file):
    """A study and its years are the same for all its plans; the digest is not."""
    with loading.load([file]) as made:
        plan = made.plans[0]
        loading.expect_same_plan(report_files.DIGEST.encode(), "adequacy", plan)
        loading.expect_same_plan(None, "adequacy", plan)  # of an earlier version: a warning says so
        with pytest.raises(ValueError, match="holds the adequacy of another plan than"):
            loading.expect_same_plan("f" * 16, "adequacy", plan)
        plan.adequacy = [("old", types.SimpleNamespace(attrs={})),
                         ("new", types.SimpleNamespace(attrs={"plan_digest": report_files.DIGEST}))]
        told = [text for text in proof.warnings_of(plan) if "does not state its plan" in text]
    assert len(told) == 1 and "file old " in told[0]


def test_a_file_is_named_once(file, tmp_path):
    done = ended(file, file.parent / "." / file.name, "--out", tmp_path / "x.html")
    assert done.returncode == 2 and "is named twice" in done.stderr


def test_the_basis_of_the_cost_is_stated_and_credits_are_a_part_of_their_own(file, tmp_path):
    path = report_files.write_after_tax(tmp_path / "after.h5")
    summary = group(path, "summary")
    report.write([path], tmp_path / "after.html")
    made = report_files.Page((tmp_path / "after.html").read_text(encoding="utf-8"))
    assert "KRW/MWh over the horizon, after taxes and credits." in made.words
    assert "before taxes and financing" not in made.words
    assert "nominal return 9.7 % after tax of 26.5 %" in made.words
    title = f"Cost of supply of {SUPPLY}, KRW/MWh of load"
    parts = dict(
        zip([row[0] for row in made.tables[title][1:]], made.column(title, "cost of supply")))
    weight, load = report_files.DISCOUNT, summary.contract_load_mwh.values[:, 0]
    credit = summary.fleet_production_credit.values.sum(axis=1)
    assert parts["production credits"] == pytest.approx(
        -(weight * credit).sum() / (weight * load).sum(), rel=1e-12)
    assert sum(value for name, value in parts.items()
               if name != "cost of supply") == pytest.approx(parts["cost of supply"], rel=1e-12)
    plain = report_files.write(tmp_path / "plain.h5")
    report.write([plain], tmp_path / "plain.html")
    before = report_files.Page((tmp_path / "plain.html").read_text(encoding="utf-8"))
    flow = f"Cash flow of {SUPPLY}"
    assert made.column(flow, "production credits") == list(-credit)
    assert made.column(flow, "fuel, carbon, variable") == pytest.approx(
        before.column(flow, "fuel, carbon, variable"), rel=1e-12)
    assert "KRW/MWh over the horizon, before taxes and financing." in before.words
    assert "production credits" not in before.words


def test_results_of_different_bases_are_not_compared_without_a_warning(file, tmp_path):
    after = report_files.write_after_tax(tmp_path / "after.h5")
    money = report_files.write_finance(tmp_path / "finance.h5")
    accounts = report_files.write_accounts(tmp_path / "accounts.h5")
    second = report_files.write_finance(tmp_path / "second.h5")
    for name, words in (("some", [after, money, accounts, file]),
                        ("all", [after, money, file, second])):
        report.write(words, tmp_path / f"{name}.html")
    some, whole = (report_files.Page((tmp_path / f"{name}.html").read_text(encoding="utf-8"))
                   for name in ("some", "all"))
    for made in (some, whole):
        assert ("different bases and cannot be compared: after after taxes and credits; "
                "plan before taxes and financing") in made.words
    assert [row[4]
            for row in some.tables["Results side by side"][1:]] == ["after tax", "before tax"]
    total = 1.1 * report_files.PLAN_COST
    assert some.column("Results side by side", "cost with finance") == [total, None]
    assert "Only some of the results have a file of `finance`" in some.words
    assert some.column("Results side by side",
                       "emissions with imports traced") == [pytest.approx(1e3 * 4e4 / 1.1e6), None]
    assert some.column("Cost of supply and its parts", "cost of supply") != [total, total]
    assert whole.column("Cost of supply and its parts", "cost of supply") == [total, total]
    for row in whole.tables["Cost of supply and its parts"][1:]:
        assert sum(value[0] for value in row[1:-1]) == pytest.approx(row[-1][0], rel=1e-12)


def test_warnings_name_wasted_energy_and_what_finance_did_otherwise(tmp_path):
    path = report_files.write_after_tax(tmp_path / "after.h5", overlap_mwh=[5e5, 5e4],
                                        line_overlap_mwh=[0.2, 0.3])
    money = report_files.write_finance(tmp_path / "finance.h5",
                                       notes=["the debt of A is repaid over 20 years <b>"],
                                       differences=["study.toml differs"])
    report.write([path, money], tmp_path / "warned.html")
    made = report_files.Page((tmp_path / "warned.html").read_text(encoding="utf-8"))
    # less than 1 MWh
    assert "Stores charge and discharge 550,000 MWh in the same hour" in made.words
    assert "Lines lose" not in made.words
    assert "Finance: the debt of A is repaid over 20 years <b>" in made.words
    assert "that of the plan: study.toml differs" in made.words
    assert ("Finance uses another inflation than the sizing of the plan: "
            "2 %, not 2.5 %.") in made.words
    assert "another real discount rate" not in made.words
    rows = {row[0]: row[1:] for row in made.tables["Terms of finance"][1:]}
    assert rows["inflation"] == ["2 %", "2.5 %"] and rows["debt_frac"] == ["0.6", "–"]
    title = f"Cash flow of the assets of {SUPPLY}, nominal"
    head, *lines = made.tables[title]
    assert [words.split(" (")[0]
            for words in head][-3:] == ["reserves", "equity spent", "flow of the equity"]
    for line in lines:
        assert sum(value[0] for value in line[2:-1]) == pytest.approx(line[-1][0])


def test_purchase_agreements_are_bought_and_not_built(tmp_path):
    maker = report_files.make()
    summary, years = maker.groups["summary"], len(maker.years)
    fleets = [str(name) for name in maker.root.fleet.values]
    maker.root["fleet_members"] = ("fleet", [
        f"agreed, {name}" if name == "hub onshore" else name for name in fleets
    ])
    summary["agreement"], summary["agreement_kind"] = ["agreed"], ("agreement", ["take_or_pay"])
    onshore = fleets.index("hub onshore")
    costs = sum(summary[f"fleet_{kind}_cost"].values[:, onshore] for kind in report_files.PARTS)
    for kind in report_files.PARTS:
        summary[f"fleet_{kind}_cost"][:, onshore] = 0.0
    summary["agreement_cost"] = (("year", "agreement"), costs[:, None])
    summary["contract_agreement_cost"] = (("year", "contract"), costs[:, None])
    path = synthetic.save(maker, tmp_path / "agreed.h5")
    report.write([path], tmp_path / "agreed.html")
    made = report_files.Page((tmp_path / "agreed.html").read_text(encoding="utf-8"))
    assert "hub onshore" not in [row[0] for row in made.tables[f"Capacity built for {SUPPLY}"]]
    assert made.tables[f"Bought for {SUPPLY} by agreement"][1][:3] == [
        "hub onshore", "onshore", "take or pay"
    ]
    rows = made.tables[f"Cost of supply of {SUPPLY}, KRW/MWh of load"][1:]
    assert "hub onshore (agreement)" in [row[0] for row in rows]
    assert "other costs" not in [row[0] for row in rows]
    assert sum(row[1][0] for row in rows[:-1]) == pytest.approx(rows[-1][1][0], rel=1e-12)
    assert "by agreement" in made.words and years == 2
    generated = summary.fleet_generation_mwh.values[:, onshore]
    assert made.column(f"Energy of {SUPPLY} by source", "purchase agreements") == list(generated)
