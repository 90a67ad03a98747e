#include "planning/components/curtailment.hpp"

#include <algorithm>

#include "assets/connection.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

using base::at;
using model::Curtailment;

namespace {

class Budgets {
  public:
    Budgets(const model::Study& study, const profiles::Profiles& profiles, const Units& units, const Layout& layout,
            LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), layout_(layout), linking_(linking) {}

    CurtailmentTarget make(std::size_t chain, std::size_t d) {
        const model::NonfirmTerms terms = study_.data_centers.terms_of(d).nonfirm;
        const profiles::YearProfiles& year = profiles_.years[chain];
        const BorderEntries built = built_in(d, year.year);
        const double there_mw = assets::planned_connection(study_, d, year.year).nonfirm;
        double most_mw = there_mw;
        for (const auto& [variable, factor] : built) most_mw += layout_.investments[at(variable)].limit;
        CurtailmentTarget target;
        if (terms.curtailment != Curtailment::budget || most_mw <= 0.0 || terms.hours_per_year <= 0.0) return target;
        const YearView view(study_, profiles_, year);
        target.candidate = assets::candidate_hours(view, layout_.groups.plants, d);
        double candidates = 0.0;  // in steps of the mean length
        for (std::size_t t = 0; t < target.candidate.size(); ++t)
            if (target.candidate[t]) candidates += year.axis.step_weight(t);
        const double step_h = year.axis.mean_step_h();
        const double open_h = candidates * step_h - terms.hours_per_year;
        if (open_h <= 0.0) return target;
        target.mwh_per_percent = most_mw * terms.hours_per_year / kPercent;
        target.row = linking_.add_row("curtailment budget of " + study_.data_centers.name[d] + " " +
                                          std::to_string(year.year) + " weather " + std::to_string(year.weather_year),
                                      lp::Sense::at_most);
        target.per_unit = units_.power_mw * step_h / target.mwh_per_percent;
        linking_.add_to_rhs(target.row, there_mw * open_h / target.mwh_per_percent);
        for (const auto& [variable, factor] : built)
            linking_.add_border(target.row, variable, -factor * units_.power_mw * open_h / target.mwh_per_percent);
        return target;
    }

  private:
    BorderEntries built_in(std::size_t d, int year) const {
        BorderEntries found;
        for (std::size_t b = 0; b < layout_.investments.size(); ++b) {
            const Investment& investment = layout_.investments[b];
            if (investment.kind == CapacityKind::nonfirm_connection && investment.asset == d && investment.alive(year))
                found.emplace_back(static_cast<BorderVariable>(b), 1.0);
        }
        return found;
    }

    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    const Layout& layout_;
    LinkingBuilder& linking_;
};

}  // namespace

void make_curtailment_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                              Layout& layout, LinkingBuilder& linking) {
    Budgets budgets(study, profiles, units, layout, linking);
    for (std::size_t i = 0; i < profiles.years.size(); ++i)
        for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
            layout.targets[i].curtailment.push_back(budgets.make(i, d));
}

bool has_curtailment_budget(const model::Study& study) {
    return std::ranges::any_of(study.data_centers.terms, [](const model::ConnectionTerms& terms) {
        return terms.nonfirm.curtailment == Curtailment::budget;
    });
}

}  // namespace decawatt::planning
