"""Flexible work of a result file, recomputed: nothing is done before it arrives or after its deadline, and none is lost."""
import numpy as np

from results_file import gather


def optional(r, name, entity):
    return r.series(name, entity) if name in r.root else np.zeros((len(r.weights), r.root.sizes["time"], len(r.names(entity))))


def hosted_per_moved(r):
    """By hour and link, from the energies of the years; 1 where nothing moved."""
    moved, hosted = r.group["summary"].work_moved_mwh.values, r.group["summary"].work_hosted_mwh.values
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(moved > 0, hosted / moved, 1.0)
    return ratio[np.searchsorted(r.years, r.year_of_hour)][None]


def last_arrivals(r, arrived, deadline_h):
    """Energy that arrived within the deadline of each class, each year a cycle: weather year × time × class."""
    sums = np.zeros_like(arrived)
    for year in r.years:
        of_year = np.flatnonzero(r.year_of_hour == year)
        steps = len(of_year)
        ends = np.concatenate([[0.0], np.cumsum(np.tile(r.step_hours[of_year], 2))])             # of the steps of two such years
        for c, hours in enumerate(deadline_h):
            values = arrived[:, of_year, c] * r.step_hours[of_year]
            doubled = np.concatenate([np.zeros((len(values), 1)), np.cumsum(np.tile(values, 2), axis=1)], axis=1)
            last = np.arange(steps + 1, 2 * steps + 1)
            first = np.maximum(np.searchsorted(ends, ends[last] - hours - 1e-9), last - steps)   # whole steps within the deadline
            sums[:, of_year, c] = doubled[:, last] - doubled[:, np.minimum(first, last)]
    return sums


def check_waiting(r):
    classes = r.names("work_class")
    if not classes:
        return
    arrived, done, waiting = (r.series(name, "work_class") for name in ("work_arrived_mw", "work_done_mw", "work_waiting_mwh"))
    before = r.before(waiting, "initial_waiting_mwh")
    terms = [waiting, -before, -r.step_h * arrived, r.step_h * done]
    r.near("balance of work that waits", sum(terms), sum(np.abs(term) for term in terms), classes)
    for name, values in (("work_done_mw", done), ("work_waiting_mwh", waiting)):
        r.near(f"{name} is not negative: none is done before it arrives", np.minimum(values, 0.0), np.abs(arrived), classes)
    most = last_arrivals(r, arrived, r.root.work_class_deadline_h.values)
    r.near("no work waits beyond its deadline", np.maximum(waiting - most, 0.0), most + arrived, classes)
    summary, scale = r.group["summary"], r.by_year(arrived)
    r.equal("work_arrived_mwh", summary.work_arrived_mwh, scale, None, classes)
    r.equal("work_deferred_mwh", summary.work_deferred_mwh, r.by_year(np.maximum(0.0, arrived - done)), np.maximum(scale, 1.0), classes)
    with np.errstate(invalid="ignore", divide="ignore"):
        wait = np.where(scale > 0, r.by_year(waiting) / scale, 0.0)
    r.equal("work_mean_wait_h", summary.work_mean_wait_h, wait, np.maximum(wait, 1.0), classes)
    if "initial_waiting_mwh" not in r.group.get("weather", {}):
        r.equal("work done of what arrived", r.by_year(done), scale, None, classes)


def check_flexible_work(r, s):
    """Also that classes are shares of the load as it arrives: what is drawn, less what waited, moved or was cut."""
    check_waiting(r)
    centers, classes, links = r.names("data_center"), r.names("work_class"), r.names("work_link")
    if not classes and not links and "data_center_cut_mw" not in r.root:
        return
    cut = optional(r, "data_center_cut_mw", "data_center")
    arriving = s["data_center_load_mw"] + cut
    scale = np.abs(arriving)
    if links:
        moved = r.series("work_moved_mw", "work_link")
        r.near("work_moved_mw is not negative", np.minimum(moved, 0.0), np.ones_like(moved), links)
        r.equal("work_moved_mwh", r.group["summary"].work_moved_mwh, r.by_year(moved), None, links)
        away, hosted = gather(moved, r.text("work_link_from"), centers), gather(hosted_per_moved(r) * moved, r.text("work_link_to"), centers)
        arriving, scale = arriving + away - hosted, scale + away + hosted
    if classes:
        arrived, done = r.series("work_arrived_mw", "work_class"), r.series("work_done_mw", "work_class")
        owner = r.text("work_class_data_center")
        arriving, scale = arriving + gather(arrived - done, owner, centers), scale + gather(arrived + done, owner, centers)
        of_owner = [centers.index(name) for name in owner]
        share = r.root.work_class_deferrable_frac.values
        r.near("arrivals are a share of the load", arrived - share * arriving[..., of_owner], arrived + scale[..., of_owner], classes)
    if "data_center_cut_mw" in r.root:
        r.near("data_center_cut_mw is not negative", np.minimum(cut, 0.0), scale, centers)
        r.equal("data_center_cut_mwh", r.group["summary"].data_center_cut_mwh, r.by_year(cut), None, centers)


def cut_cost(r):
    """By year: of computing that power caps lose, as the summary has it."""
    summary = r.group["summary"]
    return summary.data_center_cut_cost.values.sum(axis=1) if "data_center_cut_cost" in summary else 0.0
