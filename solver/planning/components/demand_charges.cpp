#include "planning/components/demand_charges.hpp"

#include "assets/connection.hpp"
#include "assets/tariff_periods.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/investments.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

class Floors {
  public:
    Floors(const Study& study, const profiles::YearProfiles& year, const Units& units, const Layout& layout,
           lp::Border& border, LinkingBuilder& linking)
        : study_(study),
          year_(year),
          units_(units),
          layout_(layout),
          border_(border),
          linking_(linking),
          cost_factor_(units.power_mw * year.weight * discount_factor(study, year.year) / units.money) {}

    std::vector<MinimumDemand> add(std::size_t d) {
        std::vector<MinimumDemand> floors;
        most_ = most_import_mw(study_, layout_.investments, d, year_.year) / units_.power_mw;
        if (most_ <= 0.0) return floors;
        for (const auto& period : assets::demand_periods(study_, at(study_.data_centers.tariff_of(d)), year_.axis))
            if (period.is_charged()) floors.push_back(floor_of(d, period));
        return floors;
    }

  private:
    MinimumDemand floor_of(std::size_t d, const assets::DemandPeriod& period) {
        MinimumDemand floor;
        const BorderEntries built = connections_to_build(d);
        const double minimum = period.minimum_take_frac;
        floor.bounds_imports = period.ratchet_frac > 0.0 && !layout_.demand_charges.windowed;
        if (!floor.bounds_imports && (minimum <= 0.0 || built.empty())) return floor;
        if (floor.bounds_imports) floor.share = period.ratchet_frac;
        const double existing =
            built.empty() ? most_ : assets::planned_connection(study_, d, year_.year).total() / units_.power_mw;
        const std::string name = "minimum billing demand " + study_.data_centers.name[d] + " " +
                                 std::to_string(year_.year) + "w" + std::to_string(year_.weather_year) + " " +
                                 period.name;
        // Twice the most, so that what is above peaks has an interior where the minimum take is all of it.
        floor.variable = add_variable(name, cost_of(period) * floor.share, minimum * existing / floor.share,
                                      2.0 * most_ / floor.share, border_);
        if (minimum <= 0.0 || built.empty()) return floor;
        const LinkingRow row = linking_.add_row("minimum take " + name, lp::Sense::at_least);
        linking_.add_to_rhs(row, minimum * existing);
        linking_.add_border(row, floor.variable, floor.share);
        for (const auto& [variable, factor] : built) linking_.add_border(row, variable, -minimum * factor);
        return floor;
    }

    // What all months that charge cost that bill a unit.
    double cost_of(const assets::DemandPeriod& period) const {
        double charge = 0.0;
        for (std::size_t m = 0; m < period.charge_per_mw.size(); ++m)
            if (period.in_month[m]) charge += period.charge_per_mw[m];
        return cost_factor_ * charge;
    }

    BorderEntries connections_to_build(std::size_t d) const {
        BorderEntries found;
        if (layout_.demand_charges.is_operation) return found;
        for (std::size_t b = 0; b < layout_.investments.size(); ++b) {
            const Investment& investment = layout_.investments[b];
            if (is_connection(investment.kind) && investment.group == d && investment.in_service(year_.year))
                found.emplace_back(static_cast<BorderVariable>(b), 1.0);
        }
        return found;
    }

    const Study& study_;
    const profiles::YearProfiles& year_;
    const Units& units_;
    const Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
    const double cost_factor_;  // program cost of a unit whose MW costs 1 in the month
    double most_ = 0.0;
};

}  // namespace

MinimumDemand DemandChargeLayout::floor(std::size_t chain, std::size_t data_center, std::size_t period) const {
    return floors.empty() || floors[chain][data_center].empty() ? MinimumDemand{} : floors[chain][data_center][period];
}

void add_demand_charges(const Study& study, const profiles::Profiles& profiles, const Units& units, Layout& layout,
                        lp::Border& border, LinkingBuilder& linking) {
    if (study.data_centers.tariff.empty()) return;
    const std::size_t centers = study.data_centers.name.size();
    for (const profiles::YearProfiles& year : profiles.years) {
        auto& floors = layout.demand_charges.floors.emplace_back(centers);
        for (std::size_t d = 0; d < centers; ++d)
            if (has_tariff(study, d)) floors[d] = Floors(study, year, units, layout, border, linking).add(d);
    }
}

}  // namespace decawatt::planning
