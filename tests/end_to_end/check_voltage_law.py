"""Kirchhoff's voltage law in a result file: angles that follow from the flows along a tree of lines must fit all other lines."""
import numpy as np


def in_service(r, year_index):
    """Corridors with a reactance that can carry in that year."""
    capacity = r.group["capacity"]
    carries = (capacity.corridor_forward_mw.values[year_index] > 0) | (capacity.corridor_reverse_mw.values[year_index] > 0)
    return np.flatnonzero(~np.isnan(r.root.corridor_angle_drop_rad_per_mw.values) & carries)


def tree_angles(corridors, origin, goal, drop):
    """Angle by region along a tree of corridors, its magnitude (the sum of what it was added from), and the corridors outside the tree."""
    angle, size, left = {}, {}, list(corridors)
    while left:
        reached = [c for c in left if (origin[c] in angle) != (goal[c] in angle)]
        if not reached:
            fresh = next((c for c in left if origin[c] not in angle), None)
            if fresh is None:
                break
            angle[origin[fresh]] = size[origin[fresh]] = np.zeros_like(drop[fresh])     # an island begins
            continue
        c = reached[0]
        start, end, sign = (origin[c], goal[c], -1.0) if origin[c] in angle else (goal[c], origin[c], 1.0)
        angle[end] = angle[start] + sign * drop[c]
        size[end] = size[start] + np.abs(drop[c])
        left.remove(c)
    return angle, size, left


def check_voltage_law(r, s):
    if not r.names("corridor"):
        return
    names, origin, goal = r.names("corridor"), r.text("corridor_from"), r.text("corridor_to")
    per_mw, shift = r.root.corridor_angle_drop_rad_per_mw.values, r.root.corridor_phase_shift_rad.values
    net = s["flow_forward_mw"] - s["flow_reverse_mw"]
    for year_index, year in enumerate(r.years):
        hours = r.year_of_hour == year
        drop = {c: per_mw[c] * net[:, hours, c] + shift[c] for c in in_service(r, year_index)}
        angle, size, chords = tree_angles(drop, origin, goal, drop)
        if not chords:
            continue
        # As power on the chord itself, so that the tolerances of all other checks hold here too.
        off = np.stack([(angle[origin[c]] - angle[goal[c]] - drop[c]) / per_mw[c] for c in chords], axis=-1)
        scale = np.stack([(size[origin[c]] + size[goal[c]] + np.abs(drop[c])) / per_mw[c] for c in chords], axis=-1)
        r.near(f"voltage law in {year}", off, scale, [names[c] for c in chords])
