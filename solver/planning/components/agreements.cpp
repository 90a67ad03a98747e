#include "planning/components/agreements.hpp"

#include "assets/service_years.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"
#include "planning/assembly.hpp"
#include "planning/investments.hpp"

namespace decawatt::planning {

using base::at;
using model::AgreementKind;

namespace {

const model::Agreement* agreement_of(const model::Study& study, const PlantGroups& plants, std::size_t group) {
    if (study.agreements.empty()) return nullptr;
    return model::agreement_of(study, plants.members[group].front());
}

// Σ over the year of what a MW costs whatever is taken, undiscounted.
double cost_per_mw(const YearView& view, const model::Agreement& agreement, const Hours& available_frac) {
    const base::TimeAxis& axis = view.year.axis;
    double cost = model::produced_cost_per_mwh(agreement, view.year.year) * axis.mean_step_h() *
                  base::weighted_sum(axis, available_frac);
    if (agreement.kind != AgreementKind::virtual_power) return cost;
    const auto market = model::market_of(view.study, view.study.plants.region[at(agreement.plant)]);
    const auto price = model::hours_of_year(view.study, view.study.markets.buy_price_per_mwh[*market], view.year.year);
    for (std::size_t t = 0; t < available_frac.size(); ++t) cost -= axis.step_h(t) * price[t] * available_frac[t];
    return cost;
}

class Terms {
  public:
    Terms(const model::Study& study, const profiles::Profiles& profiles, const Units& units, const Layout& layout,
          lp::Border& border, LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), layout_(layout), border_(border), linking_(linking) {}

    void add(std::size_t b) {
        const Investment& investment = layout_.investments[b];
        if (investment.kind != CapacityKind::plant) return;
        const auto* agreement = model::agreement_of(study_, static_cast<model::PlantIndex>(investment.asset));
        if (!agreement) return;
        const auto k = static_cast<Eigen::Index>(b);
        if (border_.lower[k] < border_.upper[k]) border_.lower[k] = agreement->min_mw / units_.power_mw;
        for (std::size_t i = 0; i < profiles_.years.size(); ++i)
            if (investment.in_service(profiles_.years[i].year)) add_year(b, *agreement, i);
    }

  private:
    void add_year(std::size_t b, const model::Agreement& agreement, std::size_t i) {
        const Investment& investment = layout_.investments[b];
        const profiles::YearProfiles& year = profiles_.years[i];
        const YearView view(study_, profiles_, year);
        const Hours available = assets::available_frac(view, agreement.plant);
        const double aged = assets::aged_addition_frac(study_, investment.asset, investment.year, year.year);
        border_.cost[static_cast<Eigen::Index>(b)] += year.weight * discount_factor(study_, year.year) * aged *
                                                      cost_per_mw(view, agreement, available) * units_.power_mw /
                                                      units_.money;
        if (agreement.kind != AgreementKind::virtual_power || !counts(study_, layout_.groups.plants, investment.group))
            return;
        const ContractTargets& targets =
            layout_.targets[i].contract[at(layout_.groups.plants.contract[investment.group])];
        if (exists(targets.annual_row))
            linking_.add_border(targets.annual_row, static_cast<BorderVariable>(b),
                                targets.clean * aged * base::weighted_sum(year.axis, available));
    }

    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    const Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
};

}  // namespace

bool is_virtual(const model::Study& study, const PlantGroups& plants, std::size_t group) {
    const model::Agreement* agreement = agreement_of(study, plants, group);
    return agreement && agreement->kind == AgreementKind::virtual_power;
}

double taken_cost_per_mwh(const model::Study& study, const PlantGroups& plants, std::size_t group, int year) {
    const model::Agreement* agreement = agreement_of(study, plants, group);
    return agreement ? model::taken_cost_per_mwh(*agreement, year) : 0.0;
}

void add_agreements(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                    const Layout& layout, lp::Border& border, LinkingBuilder& linking) {
    if (study.agreements.empty()) return;
    Terms terms(study, profiles, units, layout, border, linking);
    for (std::size_t b = 0; b < layout.investments.size(); ++b) terms.add(b);
}

void add_virtual_output(ChainAssembly& chain, std::size_t group, LocalBorder capacity, const Hours& available_frac) {
    const PlantGroups& plants = chain.layout.groups.plants;
    if (!counts(chain.study(), plants, group)) return;
    const std::size_t contract = at(plants.contract[group]);
    chain.builder.add_by_hour(chain.columns.contracts.balance[contract], capacity, available_frac);
    double most = 0.0;
    for (const auto& [variable, factor] : chain.builder.entries_of(capacity))
        most += factor * chain.layout.investments[at(variable)].limit / chain.units.power_mw;
    add_into(available_frac, most, chain.contract_must_run[contract]);
}

}  // namespace decawatt::planning
