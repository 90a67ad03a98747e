"""Writes the tables of the frontier in README.md from a folder in which `decawatt sweep` and `decawatt compare` have run:

    decawatt sweep scenarios/texas_campus/sweeps/frontier.toml --out DIR --threads 2
    decawatt compare DIR
    python3 scenarios/texas_campus/tools/frontier_table.py DIR
"""
import csv
import pathlib
import sys

README = pathlib.Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- frontier: begin -->", "<!-- frontier: end -->"
COST = "supply_cost_per_mwh[campus supply]"
COLUMNS = [("own", "firm", "own plants"), ("own", "waits_24h", "deferrable load"), ("ppa_45", "firm", "agreement"), ("ppa_45", "waits_24h", "agreement, deferrable load"),
           ("credit_30", "firm", "tax credit"), ("credit_30", "waits_24h", "tax credit, deferrable load")]
GAS = {"gas_x1": "Gas at 11.94 to 15.35 USD/MWh of heat", "gas_x2": "Gas at twice that price"}


def tables(folder):
    with open(pathlib.Path(folder) / "compare.csv", encoding="utf-8", newline="") as file:
        cost = {tuple(row[axis] for axis in ("matching", "flexible", "supply", "gas")): row[COST] for row in csv.DictReader(file)}
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
