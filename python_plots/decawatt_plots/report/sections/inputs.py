"""Inputs as the program read them: changes, files with their hashes and texts, and the text on
their sources."""
from ..content import Paragraph, Section, Table, Text

MOST_LETTERS = 60_000                          # of one file on the page: the result file has all


def section(report):
    blocks = report.per_plan(lambda plan: blocks_of(report, plan))
    if report.sources:
        blocks = [Text("Sources of the inputs", report.sources), *blocks]
    else:
        blocks = [
            Paragraph(
                "The sources of the inputs are in the study's SOURCES.md; the option --sources "
                "shows that file here.",
                "note"), *blocks
        ]
    return Section("inputs", "Inputs and sources", blocks)


def steps_text(results):
    """Number and length of the steps of all years."""
    if "step_h" not in results.root:
        return f"{len(results.root.time):,} of {results.step_h:g} h"
    hours = results.root.step_h.values
    return f"{len(hours):,} of {hours.min():g} to {hours.max():g} h"


def blocks_of(report, plan):
    results = plan.results
    about = results.group["provenance"].attrs
    rows = [["study", str(results.attrs["study"])],
            ["program", str(results.attrs.get("source", ""))],
            ["command", str(about.get("command_line", ""))],
            ["plan that was operated", str(about.get("plan", ""))],
            ["prices of", str(int(results.attrs["price_year"]))], ["currency", plan.currency],
            ["local time", f"UTC{results.attrs['utc_offset']}"],
            ["steps", steps_text(results)]]
    blocks = [
        Table(report.name(plan, "Origin of the result"), [("what", ""), ("value", "")],
              [row for row in rows if row[1]])
    ]
    changed = list(
        zip(plan.texts("provenance", "override"), plan.texts("provenance", "override_value")))
    if changed:
        blocks.append(
            Table(report.name(plan, "Changes to the study by variant and --set"), [("input", ""),
                                                                                   ("value", "")],
                  [list(row) for row in changed]))
    names, texts, hashes = (plan.texts("provenance", name) for name in ("file", "text", "fnv1a_64"))
    if names:
        rows = [[name, len(text.encode("utf-8")), hashed]
                for name, text, hashed in zip(names, texts, hashes)]
        blocks.append(
            Table(report.name(plan, "Files of the study"), [("file", ""), ("size", "bytes"),
                                                            ("FNV-1a hash", "")], rows,
                  folded=True))
    for name, text in zip(names, texts):
        cut = len(text) > MOST_LETTERS
        blocks.append(
            Text(
                report.name(plan, name) +
                (f" (the first {MOST_LETTERS:,} of {len(text):,} letters)" if cut else ""),
                text[:MOST_LETTERS]))
    return blocks
