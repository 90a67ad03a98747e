#include "io/hdf5/results_battery.hpp"

#include <array>

#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using planning::BatteryHealth;

struct BatteryField {
    const char* name;
    base::Series BatteryHealth::*values;
    const char* units;
    const char* long_name;
};

constexpr std::array kBatteries = {
    BatteryField{"capacity_left_frac", &BatteryHealth::capacity_left_frac, "1",
                 "remaining share of the installed capacity at the end of the year; mean of the weather years"},
    BatteryField{"worst_capacity_left_frac", &BatteryHealth::worst_capacity_left_frac, "1",
                 "the same in the worst of the weather years"},
    BatteryField{"calendar_loss_frac", &BatteryHealth::calendar_loss_frac, "1", "calendar loss"},
    BatteryField{"cycle_loss_frac", &BatteryHealth::cycle_loss_frac, "1", "cycle loss"},
    BatteryField{"full_cycles", &BatteryHealth::full_cycles, "1", "equivalent full cycles of the cells in the year"},
    BatteryField{"mean_soc_frac", &BatteryHealth::mean_soc_frac, "1", "mean state of charge of the cells"},
    BatteryField{"mean_temperature_deg_c", &BatteryHealth::mean_temperature_deg_c, "degC",
                 "mean temperature of the cells"},
    BatteryField{"augmentation_mwh", &BatteryHealth::augmentation_mwh, "MW h",
                 "to be added at the start of the year so that the plan's usable energy remains at its end"},
    BatteryField{"linear_left_frac", &BatteryHealth::linear_left_frac, "1",
                 "remaining capacity by the linear fade of planning, for the same dispatch"},
};

}  // namespace

void put_battery(Group&& group, const ResultSource& source) {
    put_year_coordinate(group, source.plan);
    put_entity_coordinates(group, source);
    const planning::BatteryHealth& health = source.plan.battery;
    for (const BatteryField& field : kBatteries)
        put_year_series(group, field.name, "store", {field.units, field.long_name}, health.*field.values);
    base::Series difference = health.linear_left_frac;
    for (std::size_t s = 0; s < difference.entities(); ++s)
        for (std::size_t y = 0; y < difference.times(); ++y) difference(y, s) -= health.capacity_left_frac(y, s);
    put_year_series(group, "linear_difference_frac", "store",
                    {kFraction, "remaining capacity by the linear fade less that by the detailed model"}, difference);
    put_list(group, "linear_fade_frac_per_year", "store", {kFraction, "linear fade of planning, per year of age"},
             health.linear_fade_frac_per_year);
    put_list(group, "linear_fade_frac_per_full_cycle", "store",
             {kFraction, "linear fade of planning, per full cycle of the store's energy"},
             health.linear_fade_frac_per_full_cycle);
}

}  // namespace decawatt::io
