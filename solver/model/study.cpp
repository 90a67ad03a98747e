#include "model/study.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace decawatt::model {

double interpolated(const YearTable& table, int year) {
    if (table.empty()) return 0.0;
    const auto above = table.lower_bound(year);
    if (above == table.end()) return std::prev(above)->second;
    if (above->first == year || above == table.begin()) return above->second;
    const auto below = std::prev(above);
    const double share = static_cast<double>(year - below->first) / (above->first - below->first);
    return below->second + share * (above->second - below->second);
}

double stepwise(const YearTable& table, int year, double before) {
    const auto above = table.upper_bound(year);
    return above == table.begin() ? before : std::prev(above)->second;
}

double target_in(const YearTable& table, int year) {
    const double target = stepwise(table, year, kNoTarget);
    return target == kNoTarget ? std::numeric_limits<double>::quiet_NaN() : target;
}

const Agreement* agreement_of(const Study& study, PlantIndex plant) {
    const auto found = std::ranges::find(study.agreements, plant, &Agreement::plant);
    return found == study.agreements.end() ? nullptr : &*found;
}

base::TimeAxis regular_year_axis(const Study& study, int year) {
    base::TimeAxis axis = base::year_axis(year, study.utc_offset_s, study.horizon.step_s);
    if (study.horizon.hours_per_year > 0)
        axis.count = std::int64_t{study.horizon.hours_per_year} * base::kSecondsPerHour / study.horizon.step_s;
    return axis;
}

base::TimeAxis year_axis(const Study& study, int year) {
    base::TimeAxis axis = regular_year_axis(study, year);
    const base::StepLengths& lengths = study.horizon.lengths;
    if (lengths.empty()) return axis;
    return {axis.start_utc_s, 0, static_cast<std::int64_t>(lengths.count()), lengths};
}

const char* text(Technology technology) {
    switch (technology) {
        case Technology::nuclear:
            return "nuclear";
        case Technology::coal:
            return "coal";
        case Technology::gas:
            return "gas";
        case Technology::oil:
            return "oil";
        case Technology::hydro:
            return "hydro";
        case Technology::solar:
            return "solar";
        case Technology::onshore:
            return "onshore";
        case Technology::offshore:
            return "offshore";
        case Technology::bioenergy:
            return "bioenergy";
        case Technology::fuel_cell:
            return "fuel_cell";
        case Technology::waste:
            return "waste";
        case Technology::other:
            return "other";
    }
    return "unknown";
}

bool is_weather_driven(Technology technology) {
    return technology == Technology::solar || technology == Technology::onshore || technology == Technology::offshore;
}

}  // namespace decawatt::model
