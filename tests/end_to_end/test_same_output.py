"""Two processes that write the same files at the same time: each file is complete, that of the last rename; no other file remains."""
import subprocess

import h5py
import numpy as np
from conftest import DONE, ENVIRONMENT, SCENARIOS, command, entries

ROUNDS = 10
COMMON = ["--years", "2028", "--set", "horizon.hours_per_year=240", "--threads", 1, "--quiet"]
COSTS = (5000.0, 9000.0)                       # cost of unserved load, which differs between the two runs
LONGEST_S = 120.0


def at_once(words_of, delay_s):
    """Starts two processes, the second a little later; both must succeed."""
    processes = []
    for one in (0, 1):
        processes.append(subprocess.Popen(command(*words_of(one)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT))
        if one == 0 and delay_s > 0.0:
            try:
                processes[0].wait(timeout=delay_s)
            except subprocess.TimeoutExpired:
                pass
    told = [process.communicate(timeout=LONGEST_S)[1] for process in processes]
    assert [process.returncode for process in processes] == [DONE, DONE], told


def whole_hdf5(path):
    """Every value of the file, read."""
    values = {}
    with h5py.File(path) as file:
        file.visititems(lambda name, thing: values.update({name: thing[()]}) if isinstance(thing, h5py.Dataset) else None)
    return values


def program(path):
    """An MPS file without its comments, which hold the command line."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("*")]


def test_runs_with_one_result(tmp_path):
    def words(out):
        return lambda one: ["run", SCENARIOS / "minimal", *COMMON, "--set", f"planning.unserved_cost_per_mwh={COSTS[one]}", "--out", out / "out.h5",
                            "--save-start", out / "start.h5", "--export-mps", out / "out.mps"]
    whole = []
    for one in (0, 1):
        (tmp_path / str(one)).mkdir()
        subprocess.run(command(*words(tmp_path / str(one))(one)), check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        whole.append(program(tmp_path / str(one) / "out.mps"))
    shared = tmp_path / "shared"
    shared.mkdir()
    for k in range(ROUNDS):
        at_once(words(shared), 0.02 * k)
        assert entries(shared) == ["out.h5", "out.mps", "start.h5"]
        assert len(whole_hdf5(shared / "out.h5")) == len(whole_hdf5(tmp_path / "0" / "out.h5"))
        assert whole_hdf5(shared / "start.h5")
        assert program(shared / "out.mps") in whole


def test_weather_and_csv_files(tmp_path):
    def weather(out):
        return lambda one: ["weather", "generate", SCENARIOS / "minimal", "--years", one + 1, "--out", out, "--quiet"]

    def table(one):
        return ["weather", "fit", tmp_path / f"alone_{one}.nc", "--out", shared / "climate.csv"]
    shared = tmp_path / "shared"
    shared.mkdir()
    alone = []
    for one in (0, 1):
        subprocess.run(command(*weather(tmp_path / f"alone_{one}.nc")(one)), check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        subprocess.run(command(*table(one)), check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        alone.append((shared / "climate.csv").read_bytes())
    years = [whole_hdf5(tmp_path / f"alone_{one}.nc")["temperature_deg_c"] for one in (0, 1)]
    assert alone[0] != alone[1]
    for k in range(ROUNDS):
        at_once(weather(shared / "weather.nc"), 0.02 * k)
        at_once(table, 0.01 * k)
        assert entries(shared) == ["climate.csv", "weather.nc"]
        assert any(np.array_equal(whole_hdf5(shared / "weather.nc")["temperature_deg_c"], year) for year in years)
        assert (shared / "climate.csv").read_bytes() in alone
