"""Weather and single models through the program: configurations of the models, and runs of the commands."""
import json

from conftest import DONE, SCENARIOS, decawatt

MINIMAL = SCENARIOS / "minimal"
PV = """
[pv_system]
tilt_deg = 30
azimuth_deg = 180
dc_ac_ratio = 1.2
inverter_efficiency_frac = 0.96
loss_frac = 0.14
temperature_coefficient_per_deg_c = -0.0037
[plant]
capacity_dc_kw = 1200
"""
WIND = """
[turbine]
hub_height_m = 100
wake_efficiency_frac = 0.9
[power_curve]
wind_m_per_s = [3.0, 12.0, 25.0]
power_frac = [0.0, 1.0, 1.0]
"""
LOAD = """
[data_center]
cooling = "water_economizer"
[[hall]]
it_mw = 100
[workload]
training_frac = 0.9
"""


def summary(*words):
    done = decawatt(*words, "--json")
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


def profile(model, text, year, tmp_path, *words):
    config = tmp_path / f"{model}.toml"
    config.write_text(text, encoding="utf-8")
    return ["profile", model, "--config", config, "--weather", year, "--site", "south", "--out", tmp_path / f"{model}.csv", *words]
