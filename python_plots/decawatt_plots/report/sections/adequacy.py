"""Monte Carlo adequacy of the plan: indices with their errors, and when load is lost."""
import numpy as np

from ...style import MONTHS
from .. import heat
from ..content import Figure, Heading, Paragraph, Section, Table

INDICES = (("LOLE", "h/a", "lole_h"), ("loss of load events", "1/a", "lolev"),
           ("EUE", "MWh/a", "eue_mwh"), ("NEUE", "ppm", "neue_ppm"))


def section(report):
    def blocks_of(plan):
        return [
            block for label, adequacy in plan.adequacy
            for block in adequacy_blocks(report, plan, label, adequacy)
        ]

    blocks = report.per_plan(blocks_of)
    return Section("adequacy", "Resource adequacy", blocks) if blocks else None


def places(horizon):
    """(name, prefix of variables, selection)."""
    found = [("grid", "grid", {})]
    for kind in ("region", "data_center"):
        if kind in horizon.dims:
            found += [(str(name), kind, {kind: name}) for name in horizon[kind].values]
    return found


def adequacy_blocks(report, plan, label, adequacy):
    horizon, rows = adequacy.group["horizon"], []
    for name, prefix, where in places(horizon):
        row = [name]
        for _, _, variable in INDICES:
            for end in ("", "_error_total"):
                full = f"{prefix}_{variable}{end}"
                row.append(float(horizon[full].sel(where)) if full in horizon else None)
        nines = f"{prefix}_nines_energy"
        rows.append([*row, float(horizon[nines].sel(where)) if nines in horizon else None])
    head = [("place", "")]
    for name, unit, _ in INDICES:
        head += [(name, unit), (f"{name}, standard error", unit)]
    title = report.name(plan, f"Expected loss of load a year ({label})")
    note = (f"{adequacy.samples:,} samples of {adequacy.years[0]} to {adequacy.years[-1]}; the "
            "standard error includes the random draw of weather years. Zero: no sample lost load.")
    return [
        Heading(label),
        Paragraph(note, "note"),
        Table(title, [*head, ("nines by energy", "")], rows),
        *lolp_figures(report, plan, label, adequacy)
    ]


def lolp_figures(report, plan, label, adequacy):
    data, figures = adequacy.group["loss_probability"], []
    for name, prefix, where in places(adequacy.group["horizon"]):
        full = f"{prefix}_lolp"
        if full not in data:
            continue
        lolp = data[full].sel(where).transpose("month", "hour").values
        if np.nansum(lolp) <= 0:
            continue
        worst = np.unravel_index(np.nanargmax(lolp), lolp.shape)
        highest = float(lolp[worst])
        title = report.name(plan, f"Loss-of-load probability of {name} ({label})")
        alt = (f"Table of colours by month and hour; highest in {MONTHS[worst[0]]} at "
               f"{worst[1]:02d}:00: {highest:.3g} of the hours")
        drawing = heat.cells(lolp / highest, MONTHS, [f"{hour:02d}:00" for hour in range(24)],
                             lambda share, top=highest: f"{share * top:.3g} of the hours")
        figures.append(Figure(title, alt, drawing + heat.ramp("0", f"{highest:.3g} of the hours")))
    return figures
