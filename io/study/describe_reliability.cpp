#include "io/study/describe_reliability.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "io/study/text_table.hpp"
#include "model/fixed_series.hpp"
#include "model/outages.hpp"

namespace decawatt::io {

namespace {
using base::at;
using base::none;
using model::OutageClassIndex;
using model::Study;

constexpr std::size_t kMostRows = 24;  // rows of one table

std::string number(double value) {
    return fmt::format("{:.0f}", value);
}

std::string share(double frac) {
    return fmt::format("{:.4f}", frac);
}

std::size_t count_of(const std::vector<OutageClassIndex>& column, OutageClassIndex index) {
    return static_cast<std::size_t>(std::ranges::count(column, index));
}

// Number and MW of the units of plants with an outage class.
struct Failing {
    int units = 0;
    double mw = 0.0, in_maintenance_mw = 0.0;
};

double in_maintenance_frac(const Study& study, std::size_t p) {
    const auto profile = study.plants.availability[p];
    const auto plant = static_cast<model::PlantIndex>(p);
    if (profile == none<model::MonthProfileIndex> || model::fixed_available_frac(study, plant)) return 0.0;
    double sum = 0.0;
    for (const double frac : study.month_profiles.frac[at(profile)]) sum += frac;
    return std::max(0.0, 1.0 - sum / model::kMonths / model::mean_available_frac(study, plant));
}

Failing failing(const Study& study, OutageClassIndex index) {
    const auto& column = study.reliability.plant_outage;
    Failing all;
    for (std::size_t p = 0; p < column.size(); ++p) {
        if (column[p] != index) continue;
        all.units += model::entry_of(study.reliability.plant_units, static_cast<model::PlantIndex>(p), 1);
        all.mw += study.plants.capacity_mw[p];
        all.in_maintenance_mw += study.plants.capacity_mw[p] * in_maintenance_frac(study, p);
    }
    return all;
}

// One row per class; a dash for values not stated.
std::string classes(const Study& study) {
    const model::Reliability& all = study.reliability;
    TextTable table{.rows = {{"outages of", "out", "mttf h", "mttr h", "states", "units", "MW", "overhaul", "lines",
                              "stores", "links", "common", "weather"}}};
    for (std::size_t c = 0; c < all.outages.name.size(); ++c) {
        const auto index = static_cast<OutageClassIndex>(c);
        const Failing plants = failing(study, index);
        const auto& first = all.outages.states[c].front();
        table.rows.push_back(
            {all.outages.name[c], share(1.0 - model::mean_available_frac(all.outages, index)), number(first.mttf_h),
             number(first.mttr_h), std::to_string(all.outages.states[c].size()), std::to_string(plants.units),
             number(plants.mw), plants.mw > 0.0 ? share(plants.in_maintenance_mw / plants.mw) : "-",
             std::to_string(count_of(all.line_outage, index)), std::to_string(count_of(all.store_outage, index)),
             std::to_string(count_of(all.connection_outage, index)), std::to_string(count_of(all.common.outage, index)),
             all.outages.temperature_deg_c[c].empty() ? "-" : "yes"});
    }
    if (table.rows.size() == 1) return "";
    return "\nOutages: mean unavailability, times of the first state, maintenance as mean share of the year\n" +
           table.text(kMostRows);
}

std::string delays(const Study& study) {
    const model::Reliability& all = study.reliability;
    TextTable table{.rows = {{"delays of", "on time", "months late", "plants", "lines", "stores", "connections"}}};
    for (std::size_t c = 0; c < all.delays.name.size(); ++c) {
        const auto index = static_cast<model::DelayClassIndex>(c);
        table.rows.push_back({all.delays.name[c], fmt::format("{:g}", all.delays.on_time_frac[c]),
                              fmt::format("{:g}", all.delays.mean_delay_months[c])});
        for (const auto* column : {&all.plant_delay, &all.line_delay, &all.store_delay, &all.connection_delay})
            table.rows.back().push_back(std::to_string(std::ranges::count(*column, index)));
    }
    return table.rows.size() == 1 ? "" : "\nDelays: months of those that are late\n" + table.text(kMostRows);
}

std::string flexible_load(const Study& study) {
    const model::Reliability& all = study.reliability;
    TextTable table{.rows = {{"in a shortage", "deferrable", "within h", "movable", "hosts MW", "non-firm MW",
                              "generators MW", "h a year"}}};
    const std::vector<double>* columns[] = {&all.deferrable_frac,     &all.deadline_h, &all.movable_frac,
                                            &all.hosting_mw,          &all.nonfirm_mw, &all.generator_mw,
                                            &all.generator_h_per_year};
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        std::vector<std::string> row = {study.data_centers.name[d]};
        double any = 0.0;
        for (const auto* column : columns) {
            const double value = model::entry_of(*column, static_cast<model::DataCenterIndex>(d), 0.0);
            any = std::max(any, value);
            row.push_back(fmt::format("{:g}", value));
        }
        if (any > 0.0) table.rows.push_back(row);
    }
    return table.rows.size() == 1 ? "" : "\nFlexible load\n" + table.text(kMostRows);
}

std::string rules(const Study& study) {
    const model::AdequacyRules& rules = study.adequacy;
    std::string text = fmt::format(
        "\nAdequacy\n  seed {}, {} weather years, CVaR at {:g}; standard deviation of growth {:g} a year in regions, "
        "{:g} in data centres; seasonal limits {}\n",
        rules.seed, rules.weather_years, rules.cvar_level, rules.growth_sd_frac, rules.data_center_growth_sd_frac,
        rules.keeps_seasonal_limits ? "hold" : "are waived in a shortage");
    if (rules.load_levels.empty()) return text;
    std::vector<std::string> levels;
    for (const auto& level : rules.load_levels)
        levels.push_back(fmt::format("{:g} ({:g})", level.factor, level.probability));
    return text + fmt::format("  load levels (probability): {}\n", fmt::join(levels, ", "));
}

std::string fixed(const Study& study) {
    const model::FixedSeries& fixed = study.fixed;
    if (fixed.demand.empty() && fixed.availability.empty() && fixed.load.empty()) return "";
    std::vector<std::string> what;
    const auto add = [&](const char* series, std::size_t count, const char* of) {
        if (count > 0) what.push_back(fmt::format("{} of {} {}{}", series, count, of, count > 1 ? "s" : ""));
    };
    add("demand", fixed.demand.size(), "region");
    add("availability", fixed.availability.size(), "plant");
    add("load", fixed.load.size(), "data centre");
    return fmt::format("\nHourly series from files: {}\n", fmt::join(what, ", "));
}
}  // namespace

std::string describe_reliability(const Study& study) {
    const std::string parts = classes(study) + delays(study) + flexible_load(study);
    return fixed(study) + (parts.empty() ? "" : rules(study) + parts);
}

}  // namespace decawatt::io
