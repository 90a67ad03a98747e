#include "planning/components/target_rows.hpp"

namespace decawatt::planning {

LinkingRow TargetRows::add(LinkingRow before, std::size_t chain, const std::string& name, lp::Sense sense, double rhs) {
    const profiles::YearProfiles& year = years()[chain];
    const std::string weather = mean() ? "" : " weather " + std::to_string(year.weather_year);
    const LinkingRow row =
        exists(before) ? before : linking_.add_row(name + " " + std::to_string(year.year) + weather, sense);
    linking_.add_to_rhs(row, rhs);
    return row;
}

}  // namespace decawatt::planning
