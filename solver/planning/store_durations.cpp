#include "planning/store_durations.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace decawatt::planning {

void add_duration_rows(const model::Study& study, const std::vector<Investment>& investments, LinkingBuilder& linking) {
    const auto add = [&](const char* what, std::size_t energy, std::size_t power, double hours, lp::Sense sense) {
        const LinkingRow row = linking.add_row(
            std::string(what) + asset_name(study, investments[energy]) + " " + std::to_string(investments[energy].year),
            sense);
        linking.add_border(row, static_cast<BorderVariable>(energy), 1.0);
        linking.add_border(row, static_cast<BorderVariable>(power), -hours);
    };
    for (std::size_t e = 0; e < investments.size(); ++e) {
        const Investment& energy = investments[e];
        if (energy.kind != CapacityKind::store_energy) continue;
        const model::StoreDuration duration = study.stores.duration_of(energy.asset);
        if (!duration.stated()) continue;
        const auto of_power = std::ranges::find_if(investments, [&](const Investment& other) {
            return other.kind == CapacityKind::store_power && other.asset == energy.asset && other.year == energy.year;
        });
        base::expects(of_power != investments.end(), "a store with a duration has power and energy to build");
        const auto power = static_cast<std::size_t>(of_power - investments.begin());
        if (duration.fixed()) {
            add("duration of ", e, power, duration.most_h, lp::Sense::equal);
            continue;
        }
        if (duration.least_h > 0.0) add("least duration of ", e, power, duration.least_h, lp::Sense::at_least);
        if (std::isfinite(duration.most_h)) add("most duration of ", e, power, duration.most_h, lp::Sense::at_most);
    }
}

}  // namespace decawatt::planning
