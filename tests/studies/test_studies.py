"""The folders beside this file contain the systems of their names: exact indices, from their own tables.

Sources: RTS-79 as recomputed by convolution from the paper of 1979 (LOLH 9.39418 h, EUE 1176 MWh, LOLE 1.36886 d are
published); RBTS likewise from Billinton et al. 1989; the small ones after the tests of PRAS.
"""

import csv
import itertools
import math
from pathlib import Path

import pytest

import write_studies

HERE = Path(__file__).parent
ROUNDING_MW = 1e-9


def rows(path):
    with open(path, encoding="ascii") as file:
        return list(csv.DictReader(file))


class Study:
    def __init__(self, name):
        folder = HERE / name
        mttf_mttr = {row["class"]: (float(row["mttf_h"]), float(row["mttr_h"])) for row in rows(folder / "outages.csv")}
        self.out = {name: mttr / (mttf + mttr) for name, (mttf, mttr) in mttf_mttr.items()}
        self.plants = rows(folder / "plants.csv")
        self.series = {
            (row["quantity"], row["name"]): [float(hour[row["column"]]) for hour in rows(folder / row["file"])]
            for row in rows(folder / "hourly.csv")
        }
        self.lines = rows(folder / "lines.csv") if (folder / "lines.csv").exists() else []
        self.regions = [row["name"] for row in rows(folder / "regions.csv")]

    def load(self, region):
        return self.series["demand_mw", region]

    def capacity(self, region, hour):
        """MW that never fails, and (MW, share out) of each unit."""
        firm, units = 0.0, []
        for plant in self.plants:
            if plant["region"] != region:
                continue
            series = self.series.get(("available_frac", plant["name"]))
            mw = float(plant["capacity_mw"]) * (series[hour] if series else 1.0)
            if plant["outage"]:
                count = int(plant["units"])
                units += [(mw / count, self.out[plant["outage"]])] * count
            else:
                firm += mw
        return firm, units


def distribution(firm, units):
    """MW available -> probability."""
    table = {firm: 1.0}
    for mw, out in units:
        added = {}
        for level, probability in table.items():
            added[level] = added.get(level, 0.0) + probability * out
            added[level + mw] = added.get(level + mw, 0.0) + probability * (1.0 - out)
        table = added
    return table


def loss(table, load):
    """Probability of a shortage, and its mean energy."""
    short = [(load - level, probability) for level, probability in table.items() if level < load - ROUNDING_MW]
    return sum(p for _, p in short), sum(mw * p for mw, p in short)


@pytest.mark.parametrize(
    "name, lolh, eue, lole_days",
    [("rts79", 9.394175489, 1176.298397, 1.368862906), ("rbts", 1.091560, 9.861351, 0.146946)],
)
def test_large_systems(name, lolh, eue, lole_days):
    study = Study(name)
    table, load = distribution(*study.capacity(name, 0)), study.load(name)
    hours = [loss(table, mw) for mw in load]
    assert len(load) == 8736
    assert sum(p for p, _ in hours) == pytest.approx(lolh, abs=1e-6)
    assert sum(mwh for _, mwh in hours) == pytest.approx(eue, rel=1e-6)
    days = [max(load[hour : hour + 24]) for hour in range(0, len(load), 24)]
    assert sum(loss(table, mw)[0] for mw in days) == pytest.approx(lole_days, abs=1e-6)


@pytest.mark.parametrize(
    "name, region, lolp, eue",
    [("one_node_a", "A", [0.028, 0.271, 0.028, 0.028], 1.59), ("one_node_b", "B", [0.19, 0.19, 0.19, 0.1, 0.1, 0.19], 7.11)],
)
def test_one_node(name, region, lolp, eue):
    study = Study(name)
    hours = [loss(distribution(*study.capacity(region, hour)), mw) for hour, mw in enumerate(study.load(region))]
    assert [p for p, _ in hours] == pytest.approx(lolp)
    assert sum(mwh for _, mwh in hours) == pytest.approx(eue)


def unserved(deficit, limits):
    """The largest deficit of a set of regions less what its lines can bring: no flow serves more."""
    worst = 0.0
    for members in itertools.chain.from_iterable(itertools.combinations(deficit, n) for n in range(1, len(deficit) + 1)):
        brought = sum(mw for (start, end), mw in limits.items() if (start in members) != (end in members))
        worst = max(worst, sum(deficit[region] for region in members) - brought)
    return worst


@pytest.mark.parametrize("name, lole, eue", [("three_nodes", 1.3756, 12.12885), ("two_nodes", 0.19, 0.647)])
def test_networks(name, lole, eue):
    study = Study(name)
    hours, energy = 0.0, 0.0
    for hour in range(len(study.load(study.regions[0]))):
        firm, things = {}, []
        for region in study.regions:
            firm[region], units = study.capacity(region, hour)
            things += [(region, *unit) for unit in units]
        for line in study.lines:
            key = (line["from"], line["to"])
            things.append((key, float(line["capacity_mw"]), study.out[line["outage"]] if line["outage"] else 0.0))
        for state in itertools.product([0, 1], repeat=len(things)):
            chance = math.prod(1.0 - out if on else out for on, (_, _, out) in zip(state, things))
            if chance == 0.0:
                continue
            deficit, limits = {region: study.load(region)[hour] - firm[region] for region in study.regions}, {}
            for on, (place, mw, _) in zip(state, things):
                if isinstance(place, tuple):
                    limits[place] = on * mw
                else:
                    deficit[place] -= on * mw
            short = unserved(deficit, limits)
            hours += chance * (short > ROUNDING_MW)
            energy += chance * short
    assert hours == pytest.approx(lole)
    assert energy == pytest.approx(eue)


def test_the_store_starts_empty_and_fails_like_the_plant():
    study, store = Study("store"), rows(HERE / "store" / "stores.csv")[0]
    assert (store["outage"], float(store["initial_frac"])) == ("tenth", 0.0)
    (plant_mw, plant_out), = study.capacity("A", 0)[1]
    first, second = study.load("A")
    size_mw, size_mwh = float(store["charge_mw"]), float(store["energy_mwh"])
    eue, stored = 0.0, [0.0, 0.0]
    for state in itertools.product([0, 1], repeat=4):  # plant and store, hour by hour, each hour by itself
        chance = math.prod(1.0 - plant_out if on else plant_out for on in state)
        content = 0.0
        for hour, (load, plant, works) in enumerate([(first, state[0], state[1]), (second, state[2], state[3])]):
            surplus = plant * plant_mw - load
            if surplus > 0:
                content += works * min(surplus, size_mw, size_mwh - content)
            else:
                given = works * min(-surplus, size_mw, content)
                content -= given
                eue += chance * (-surplus - given)
            stored[hour] += chance * content
    assert eue == pytest.approx(1.5542)
    assert stored == pytest.approx([1.62, 2.2842])


def test_the_folders_equal_the_output_of_the_script(tmp_path, monkeypatch):
    monkeypatch.setattr(write_studies, "HERE", tmp_path)
    write_studies.main()
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert written
    for path in written:
        assert (HERE / path).read_text() == (tmp_path / path).read_text(), path
