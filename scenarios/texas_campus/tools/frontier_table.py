"""Writes the tables of the frontier in README.md from a folder in which `decawatt sweep` and `decawatt compare` have run:

    decawatt sweep scenarios/texas_campus/sweeps/frontier.toml --out DIR --threads 2
    decawatt compare DIR
    python3 scenarios/texas_campus/tools/frontier_table.py DIR

Refuses a folder that lacks cases of frontier.toml or has others.
"""
import csv
import itertools
import pathlib
import sys
import tomllib

STUDY = pathlib.Path(__file__).parent.parent
README, SWEEP = STUDY / "README.md", STUDY / "sweeps" / "frontier.toml"
AXES = ("matching", "flexible", "supply", "gas")
BEGIN, END = "<!-- frontier: begin -->", "<!-- frontier: end -->"
COST = "supply_cost_per_mwh[campus supply]"
COLUMNS = [("own", "firm", "own plants"), ("own", "waits_24h", "deferrable load"), ("ppa_45", "firm", "agreement"), ("ppa_45", "waits_24h", "agreement, deferrable load"),
           ("credit_30", "firm", "tax credit"), ("credit_30", "waits_24h", "tax credit, deferrable load")]
GAS = {"gas_x1": "Gas at 11.94 to 15.35 USD/MWh of heat", "gas_x2": "Gas at twice that price"}


def costs(folder):
    """Case -> cost of supply, in the order of the sweep."""
    path = pathlib.Path(folder) / "compare.csv"
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if missing := [name for name in (*AXES, COST) if name not in (rows.fieldnames or ())]:
            raise SystemExit(f"{path}: no column {missing[0]}; expected the comparison of {SWEEP}")
        cost = {tuple(row[axis] for axis in AXES): row[COST] for row in rows}
    grid = tomllib.loads(SWEEP.read_text(encoding="utf-8"))["grid"]
    cases = list(itertools.product(*([option["name"] for option in grid[axis]] for axis in AXES)))
    if absent := [case for case in cases if case not in cost]:
        raise SystemExit(f"{path}: lacks {len(absent)} of the {len(cases)} cases of {SWEEP}, the first {' '.join(absent[0])}; README.md is unchanged")
    if others := [case for case in cost if case not in set(cases)]:
        raise SystemExit(f"{path}: has {len(others)} cases that are not of {SWEEP}, the first {' '.join(others[0])}; README.md is unchanged")
    return {case: cost[case] for case in cases}


def tables(folder):
    cost = costs(folder)
    text = ""
    for gas, title in GAS.items():
        text += f"\n{title}:\n\n| hourly score, % | " + " | ".join(name for _, _, name in COLUMNS) + " |\n|---|" + "---:|" * len(COLUMNS) + "\n"
        for matching in dict.fromkeys(choice[0] for choice in cost):
            values = [cost[matching, flexible, supply, gas] for supply, flexible, _ in COLUMNS]
            text += f"| {matching.replace('none', 'no target')} | " + " | ".join(f"{float(value):.2f}" if value else "no plan" for value in values) + " |\n"
    return text


def main():
    text = README.read_text(encoding="utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    README.write_text(text[:begin] + "\n" + tables(sys.argv[1]) + "\n" + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
