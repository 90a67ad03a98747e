#include "planning/results/supply_summary.hpp"

#include <limits>

#include "planning/results/supply.hpp"

namespace decawatt::planning {

using model::Study;

namespace {

void add_scored_energy(const Study& study, const Layout& layout, const YearDispatch& d, std::size_t c,
                       ContractYear& year) {
    const auto mwh = [&](const base::Series& mw, std::size_t entity) {
        return d.weight * d.axis.mean_step_h() * base::weighted_sum(d.axis, mw.of(entity));
    };
    for (std::size_t f = 0; f < layout.groups.plants.members.size(); ++f)
        if (base::at(layout.groups.plants.contract[f]) == c && counts(study, layout.groups.plants, f))
            year.clean_mwh += mwh(d.generation_mw, f);
    for (std::size_t k = 0; k < study.certificates.size(); ++k)
        if (base::at(study.certificates[k].contract) == c &&
            study.certificates[k].matching == model::CertificateMatching::annual)
            year.certified_mwh += d.weight * d.certificate_mwh[k];
    if (!d.certified_mw.empty()) year.certified_mwh += mwh(d.certified_mw, c);
    year.deficit_mwh += mwh(d.deficit_mw, c);
    year.excess_mwh += mwh(d.excess_mw, c);
}

// Ratios are NaN in years without load.
void score(const Study& study, std::size_t c, int calendar_year, ContractYear& year) {
    year.clean_mwh += year.certified_mwh;
    const double grid_clean = model::stepwise(study.contracts.grid_clean_frac[c], calendar_year, 0.0);
    year.hourly_score_frac = 1.0 - (1.0 - grid_clean) * per_load(year.deficit_mwh, year.load_mwh);
    year.strict_score_frac = 1.0 - per_load(year.deficit_mwh, year.load_mwh);
    year.annual_matching_frac = per_load(year.clean_mwh, year.load_mwh);
}

// Discounted cost over discounted load, over the horizon.
class HorizonCost {
  public:
    void add(const SupplyYear& year, double discount_factor) {
        cost_ += discount_factor * cost_of(year);
        load_mwh_ += discount_factor * year.load_mwh;
    }
    double per_mwh() const { return per_load(cost_, load_mwh_); }

  private:
    double cost_ = 0.0, load_mwh_ = 0.0;
};

// Result for a data centre that is supplied by a contract: all values are missing.
SupplyYear missing_supply() {
    constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
    return {kMissing, kMissing, kMissing, kMissing, kMissing, kMissing, kMissing,
            kMissing, kMissing, kMissing, kMissing, kMissing, kMissing};
}

void summarise_contract(const Study& study, const Layout& layout, const std::vector<double>& built, std::size_t c,
                        Plan& plan) {
    const Supply supply = supply_of(study, layout.groups.plants, layout.groups.stores,
                                    {static_cast<model::ContractIndex>(c), base::none<model::DataCenterIndex>});
    HorizonCost horizon;
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        ContractYear& year = plan.contracts[y][c];
        add_supply_year(study, layout, built, plan, supply, plan.years[y], year);
        for (const YearDispatch& d : plan.dispatch)
            if (d.year == plan.years[y]) add_scored_energy(study, layout, d, c, year);
        score(study, c, plan.years[y], year);
        year.supply_cost_per_mwh = per_load(cost_of(year), year.load_mwh);
        horizon.add(year, plan.discount_factor[y]);
    }
    plan.supply_cost_per_mwh.push_back(horizon.per_mwh());
}

void summarise_data_center(const Study& study, const Layout& layout, const std::vector<double>& built, std::size_t d,
                           Plan& plan) {
    const Payer payer = payer_of_data_center(study, d);
    const bool own = payer.contract == base::none<model::ContractIndex>;
    const Supply supply = own ? supply_of(study, layout.groups.plants, layout.groups.stores, payer) : Supply{};
    HorizonCost horizon;
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        SupplyYear& year = plan.data_center_supply[y][d];
        if (own) {
            add_supply_year(study, layout, built, plan, supply, plan.years[y], year);
            year.supply_cost_per_mwh = per_load(cost_of(year), year.load_mwh);
            horizon.add(year, plan.discount_factor[y]);
        } else {
            year = missing_supply();
        }
    }
    plan.data_center_supply_cost_per_mwh.push_back(horizon.per_mwh());
}

}  // namespace

void summarise_supply(const Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan) {
    const std::size_t contracts = study.contracts.name.size(), centers = study.data_centers.name.size();
    plan.contracts.assign(plan.years.size(), std::vector<ContractYear>(contracts));
    plan.data_center_supply.assign(plan.years.size(), std::vector<SupplyYear>(centers));
    plan.supply_cost_per_mwh.clear();
    plan.data_center_supply_cost_per_mwh.clear();
    for (std::size_t c = 0; c < contracts; ++c) summarise_contract(study, layout, built, c, plan);
    for (std::size_t d = 0; d < centers; ++d) summarise_data_center(study, layout, built, d, plan);
}

}  // namespace decawatt::planning
