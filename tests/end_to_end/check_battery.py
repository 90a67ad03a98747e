"""The ageing of stores in a result file: usable energy follows from builds, their age and throughput, by the linear fade of the file."""
import numpy as np

LEAST_MWH = 0.1                # less is the solver's rounding and not a store
DUST_SHARE = 100.0             # in a store so many times as large, what came before it as rounding has no share in what is left


def check_battery(r, s):
    if "battery" not in r.group:
        return
    battery, names = r.group["battery"], np.array(r.names("store"))
    ageing = np.flatnonzero(~np.isnan(battery.linear_fade_frac_per_year.values))
    labels = list(names[ageing])
    usable = r.group["capacity"].store_usable_mwh.values
    content = s["content_mwh"][..., ageing]
    bound = usable[np.searchsorted(r.years, r.year_of_hour)][None][..., ageing]
    r.near("content within what is left of a store", np.maximum(content - bound, 0.0), bound + 0.0 * content, labels)
    check_usable(r, s, ageing, labels)
    check_health(r, s, ageing, labels)


def of_linear_fade(r, ageing):
    battery = r.group["battery"]
    return battery.linear_fade_frac_per_year.values[ageing], battery.linear_fade_frac_per_full_cycle.values[ageing]


def whole(r, ageing):
    """Year × store: nothing has left it yet, so that one sum holds all of its energy."""
    capacity = r.group["capacity"]
    energy, built = capacity.store_energy_mwh.values[:, ageing], capacity.store_built_mwh.values[:, ageing]
    left = np.zeros_like(energy)
    left[1:] = energy[:-1] + built[1:] - energy[1:]
    return np.cumsum(left > LEAST_MWH, axis=0) == 0


def check_usable(r, s, ageing, labels):
    """U = U of the year before + new energy - f energy - k/2 throughput. A dispatch has the U of its plan, whose throughput is not in the file."""
    per_year, per_cycle = of_linear_fade(r, ageing)
    capacity, root = r.group["capacity"], r.root
    energy, usable = capacity.store_energy_mwh.values[:, ageing], capacity.store_usable_mwh.values[:, ageing]
    over = np.maximum(usable - (1 - per_year) * np.maximum(energy, np.vstack([energy[:1], energy[:-1]])), 0.0)   # what closes within a year was there
    r.equal("usable energy within what is built less a year of age (excess)", over, np.zeros_like(over), energy, labels)
    through = s["charge_mw"] * root.store_charge_efficiency_frac.values + s["discharge_mw"] / root.store_discharge_efficiency_frac.values
    wear = 0.5 * per_cycle * r.by_year(through[..., ageing])
    grown = np.diff(energy, axis=0, prepend=0.0)
    before = np.vstack([np.zeros_like(usable[:1]), usable[:-1]])
    most = before + grown - per_year * energy
    mine = whole(r, ageing)
    if r.enforced():
        expected = most - wear
        r.equal("usable energy is what is built less its fade", np.where(mine, usable, 0.0), np.where(mine, expected, 0.0), energy, labels)
    else:
        over = np.where(mine, np.maximum(usable - most, 0.0), 0.0)
        r.equal("usable energy within what is built less its age (excess)", over, np.zeros_like(over), energy, labels)


def check_health(r, s, ageing, labels):
    """The linear fade of the dispatch, and that the parts of the detailed model are its whole."""
    battery = r.group["battery"]
    figure = {name: battery[name].values[:, ageing] for name in
              ("capacity_left_frac", "worst_capacity_left_frac", "calendar_loss_frac", "cycle_loss_frac", "linear_left_frac", "linear_difference_frac",
               "augmentation_mwh")}
    lives = ~np.isnan(figure["capacity_left_frac"])
    figure = {name: np.where(lives, values, 0.0) for name, values in figure.items()}
    left, linear = figure["capacity_left_frac"], figure["linear_left_frac"]
    r.fraction("capacity left and lost", left + figure["calendar_loss_frac"] + figure["cycle_loss_frac"], lives.astype(float), labels)
    r.fraction("linear fade less detailed", figure["linear_difference_frac"], linear - left, labels)
    r.fraction("the worst weather year (excess)", np.maximum(figure["worst_capacity_left_frac"] - left, 0.0), np.zeros_like(left), labels)
    r.fraction("augmentation is not negative", np.minimum(figure["augmentation_mwh"], 0.0), np.zeros_like(left), labels)
    per_year, per_cycle = of_linear_fade(r, ageing)
    energy = r.group["capacity"].store_energy_mwh.values[:, ageing]
    path = r.by_year((np.abs(s["content_mwh"] - r.before(s["content_mwh"])) / r.step_h)[..., ageing])
    lost = np.cumsum(per_year * energy + 0.5 * per_cycle * path, axis=0)
    mine = lives & whole(r, ageing) & (energy > DUST_SHARE * LEAST_MWH)
    with np.errstate(invalid="ignore", divide="ignore"):
        r.fraction("capacity left by the linear fade", np.where(mine, linear, 0.0), np.where(mine, 1 - lost / energy, 0.0), labels)
