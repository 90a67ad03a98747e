"""Writes the table of the scenarios in SOURCES.md, section 10, from the summary of

    decawatt run scenarios/korea_hub --scenarios --regret --years 2029 --json --quiet --out plan.h5 > plan.json
    python3 scenarios/korea_hub/tools/scenario_table.py plan.json
"""
import json
import pathlib
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[1] / "SOURCES.md"
BEGIN, END = "<!-- scenarios: begin -->", "<!-- scenarios: end -->"
TRILLION, BILLION, GWH, LEAST_MW = 1e12, 1e9, 1e3, 0.05


def table(document):
    text = "| scenario | probability | cost, trillion KRW | unserved, GWh | plan of the base case: cost | unserved, GWh | targets missed |\n|---|---:|---:|---:|---:|---:|---:|\n"
    for one in document["scenarios"]:
        plan, base = one["plan"], one["plan_of_base_case"]
        unserved = sum(year["unserved_mwh"] for year in plan["years"])
        text += (f"| {one['name']} | {one['probability']:.0%} | {plan['objective'] / TRILLION:.2f} | {unserved / GWH:,.1f} | {base['objective'] / TRILLION:.2f} "
                 f"| {base['unserved_mwh'] / GWH:,.1f} | {base['missed_targets']} |\n").replace("%", " %")
    text += (f"\nExpected cost {document['expected_cost'] / TRILLION:.2f} trillion KRW; the plan made for the base case alone costs "
             f"{document['regret'] / BILLION:.0f} billion KRW more.\n\n| built | plan for all scenarios | plan of the base case |\n|---|---:|---:|\n")
    for one in document["built"]:
        if max(one["amount"], one["amount_of_base_case"]) >= LEAST_MW:
            text += f"| {one['option']} | {one['amount']:,.0f} {one['unit']} | {one['amount_of_base_case']:,.0f} {one['unit']} |\n"
    return text


def main():
    document = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = SOURCES.read_text(encoding="utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    SOURCES.write_text(text[:begin] + "\n\n" + table(document) + "\n" + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
