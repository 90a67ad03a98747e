"""Two examples of GridPath rebuilt as studies, from the numbers of its test data (github.com/blue-marble/gridpath, commit 99a06979, folders
examples/test_w_lf, test_w_lf_w_demand_charges and test_w_flex_load; objectives: tests/test_data/test_scenario_objective_function_values.csv).

Its year is two points of 4,380 hours each with loads of 10 and 20 MW; here they are alternate hours of 2021. Plants of 6 MW: nuclear, which must
run, at 1,666.67 MMBtu/MWh × 2 USD + 1; coal 506 × 4 + 1; CCGT 256 × 5 + 2; CT 88.13333 × 5 + 2 USD/MWh; wind of 2 MW at 90 and 50 %.
"""
import numpy as np
import pytest
from check_results import prove
from conftest import groups, run
from results_file import Results

HOURS, LOW, HIGH = 8760, 10.0, 20.0
NUCLEAR, CT_FUEL, CCGT_FUEL, COAL_FUEL = 1666.67 * 2 + 1, 88.13333 * 5, 256.0 * 5, 506.0 * 4
PRODUCT_MWH, REQUIREMENT_MWH = 70_000.0, 131_400.0                     # of the product that follows the load: its energy, and the mean load
WITHOUT_CHARGE, WITH_CHARGE = 175_270_657.06592113, 175_270_707.06592113
SETTINGS = """[study]
name = "GridPath example"
currency = "USD"
price_year = 2020
discount_rate = 0
utc_offset = "+00:00"
[horizon]
first_year = 2021
last_year = 2021
[planning]
unserved_cost_per_mwh = 99999999
tolerance = 1e-9
perspective = "campus"
"""


def study(folder, files, series):
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    times = np.datetime64("2021-01-01T00") + np.arange(HOURS).astype("timedelta64[h]")
    rows = [f"{time}:00:00Z," + ",".join(repr(float(values[t % 2])) for values in series.values()) for t, time in enumerate(times.astype(str))]
    (folder / "series.csv").write_text("utc," + ",".join(series) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def plants(behind, ct_variable, product_mw):
    """The fleet; the product as a plant that must run at its mean."""
    head = "name,region,technology,capacity_mw,behind,fuel,variable_cost_per_mwh,must_run\n"
    fleet = [("nuclear", "nuclear", 6, "", NUCLEAR, "always"), ("CT", "gas", 6, "CT fuel", ct_variable, ""), ("CCGT", "gas", 6, "CCGT fuel", 2, ""),
             ("coal", "coal", 6, "coal fuel", 1, ""), ("wind", "onshore", 2, "", 0, "")]
    if product_mw > 0.0:
        fleet.append(("product", "other", product_mw, "", 0, "always"))
    return head + "".join(f"{name},zone,{technology},{mw!r},{behind},{fuel},{cost!r},{must_run}\n" for name, technology, mw, fuel, cost, must_run in fleet)


def common(behind, ct_variable, product_mw=0.0):
    return {"study.toml": SETTINGS, "regions.csv": "name,latitude_deg,longitude_deg\nzone,40,-120\n", "plants.csv": plants(behind, ct_variable, product_mw),
            "fuels.csv": "name,emission_t_per_mwh_thermal\nCT fuel,0\nCCGT fuel,0\ncoal fuel,0\n",
            "prices.csv": f"item,year,price\nCT fuel,2021,{CT_FUEL}\nCCGT fuel,2021,{CCGT_FUEL}\ncoal fuel,2021,{COAL_FUEL}\n",
            "month_profiles.csv": "profile,month,frac\n" + "".join(f"always,{month},1\n" for month in range(1, 13)),
            "halls.csv": "data_center,name,commissioned,it_mw\n"}


def deviating(folder, charge_per_mw):
    """The product delivers the load less its mean, 15 MW, plus a flat 7.99 MW: 5 MW of import at no price in the hours of 20 MW, and what is
    beyond the load of those of 10 MW is spilled. The charge is on the highest deviation of the one month. The CT shuts down each day at
    1 USD/MW, a dollar for each of its MWh there."""
    files = common("load", 2 + 1, PRODUCT_MWH / HOURS)
    deviation = HIGH - REQUIREMENT_MWH / HOURS
    files |= {"markets.csv": "region,buy_limit_mw\nzone,100\n", "tariffs.csv": "name,service\ndeviation,delivery\n",
              "tariff_periods.csv": "tariff,period,day_type,first_month,last_month,first_hour,last_hour,demand_charge_per_kw_month\n"
                                    f"deviation,peak,all,1,1,0,23,{charge_per_mw / 1e3}\n",
              "data_centers.csv": f"name,region,connection_mw,tariff\nload,zone,{deviation},deviation\n",
              "hourly.csv": "quantity,name,file,column\ndata_center_mw,load,series.csv,load\navailable_frac,wind,series.csv,wind\n"
                            "buy_price_per_mwh,zone,series.csv,price\n"}
    return study(folder, files, {"load": (LOW, HIGH), "wind": (0.9, 0.5), "price": (0.0, 0.0)})


def test_a_demand_charge_on_the_deviation_costs_fifty(tmp_path):
    costs = {}
    for charge in (0.0, 10.0):
        path = tmp_path / f"plan{charge:.0f}.h5"
        costs[charge] = run(deviating(tmp_path / f"charge{charge:.0f}", charge), path)["objective"]
        assert prove(Results(path, 1e-3, 1e-5)) == []
    assert costs[0.0] == pytest.approx(WITHOUT_CHARGE, abs=1.0)                 # a relative difference of 6e-9
    assert costs[10.0] - costs[0.0] == pytest.approx(WITH_CHARGE - WITHOUT_CHARGE, abs=0.5)


def test_a_flexible_load_moves_its_draw_to_the_cheap_hours(tmp_path):
    """A static load of 3 MW that may store what it needs: 144 MWh, efficiencies of 80 %, a draw of 9 MW at most. GridPath's objective of the example,
    -3,504,306,055,178.457, is the penalty of reserves that are not met, which Decawatt does not have; here without them.

    By hand, a pair of hours: to draw c more at 10 MW saves 0.64 c of coal (2,025 USD/MWh, worth 1,296) at 20 MW, and costs CT (442.67) and then CCGT
    (1,282): worth it until nothing is drawn at 20 MW, c = 3 / 0.64 = 4.6875 of the 6 that the draw allows."""
    files = common("", 2)
    files |= {"study.toml": SETTINGS.replace('perspective = "campus"\n', ""),
              "data_centers.csv": "name,region,connection_mw,export_limit_mw\nflexible,zone,9,0\n",
              "stores.csv": "name,region,technology,charge_mw,discharge_mw,energy_mwh,charge_efficiency_frac,discharge_efficiency_frac,behind\n"
                            "shift,zone,battery,9,9,144,0.8,0.8,flexible\n",
              "hourly.csv": "quantity,name,file,column\ndemand_mw,zone,series.csv,load\ndata_center_mw,flexible,series.csv,static\n"
                            "available_frac,wind,series.csv,wind\n"}
    series = {"load": (LOW, HIGH), "static": (3.0, 3.0), "wind": (0.9, 0.5)}
    path = tmp_path / "plan.h5"
    summary = run(study(tmp_path / "flexible", files, series), path)
    assert prove(Results(path, 1e-3, 1e-5)) == []
    c = 3.0 / 0.64
    ccgt_mw = (LOW + 3.0 + c - 6.0 - 1.8 - 6.0) + 6.0
    pair = 12.0 * NUCLEAR + 12.0 * (CT_FUEL + 2) + ccgt_mw * (CCGT_FUEL + 2) + (HIGH - 6.0 - 1.0 - 12.0) * (COAL_FUEL + 1)
    assert summary["objective"] == pytest.approx(HOURS / 2 * pair, rel=1e-8)
    drawn = groups(path)[""].data_center_import_mw.values[:, 0]
    # The store may move energy between cheap hours at no cost: what is drawn in all of them is determined, and the centre of equal optima is even.
    assert drawn[0::2].mean() == pytest.approx(3.0 + c, abs=1e-3)
    assert np.allclose(drawn[0::2], 3.0 + c, atol=1e-2) and np.allclose(drawn[1::2], 0.0, atol=1e-3)
    firm = run(study(tmp_path / "firm", files | {"stores.csv": files["stores.csv"].splitlines()[0] + "\n"}, series), tmp_path / "firm.h5")
    saved = 0.64 * c * (COAL_FUEL + 1) - 0.8 * (CT_FUEL + 2) - (c - 0.8) * (CCGT_FUEL + 2)
    assert firm["objective"] - summary["objective"] == pytest.approx(HOURS / 2 * saved, rel=1e-4)
