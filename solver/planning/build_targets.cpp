// Clean targets, excess caps and emission caps: linking rows, each divided by its load (or cap) and times 100, so that
// they read in percent.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "planning/stage.hpp"

namespace decawatt::planning {

using model::Study;
using profiles::YearProfiles;

namespace {

constexpr double kPercent = 100.0;
// Only a scale: the emission at which a row is scaled where the cap is near zero, t per MWh of demand (assumption).
constexpr double kReferenceEmissionTPerMwh = 0.01;

const double kNone = std::numeric_limits<double>::quiet_NaN();

double sum(const Hours& hours) {
    return std::accumulate(hours.begin(), hours.end(), 0.0);
}

// One row sums over a chain alone, or over all weather years of its calendar year, weighted.
class Targets {
  public:
    Targets(const Study& study, const profiles::Profiles& profiles, const Units& units, bool enforced,
            LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), enforced_(enforced), linking_(linking) {}

    std::vector<ChainTargets> make() {
        std::vector<ChainTargets> all;
        for (std::size_t i = 0; i < profiles_.years.size(); ++i) {
            ChainTargets chain;
            const bool mean_again = mean() && i > 0 && profiles_.years[i - 1].year == profiles_.years[i].year;
            for (std::size_t c = 0; c < study_.contracts.name.size(); ++c)
                chain.contract.push_back(contract(i, c, mean_again ? &all.back().contract[c] : nullptr));
            add_emission(i, mean_again ? &all.back() : nullptr, chain);
            all.push_back(std::move(chain));
        }
        return all;
    }

  private:
    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    double factor(std::size_t i) const { return mean() ? profiles_.years[i].weight : 1.0; }

    std::string label(std::size_t i, const std::string& what) const {
        const YearProfiles& year = profiles_.years[i];
        const std::string weather = mean() ? "" : " weather " + std::to_string(year.weather_year);
        return what + " " + std::to_string(year.year) + weather;
    }

    double load_mw(std::size_t i, std::size_t c) const { return sum(contract_load_mw(study_, profiles_.years[i], c)); }

    // Load of all chains of the row, MW summed over hours.
    double row_load_mw(std::size_t i, std::size_t c) const {
        if (!mean()) return load_mw(i, c);
        double total = 0.0;
        for (std::size_t j = 0; j < profiles_.years.size(); ++j)
            if (profiles_.years[j].year == profiles_.years[i].year) total += factor(j) * load_mw(j, c);
        return total;
    }

    int row(int before, const std::string& name, lp::Sense sense, double rhs) {
        const int id = before != kAbsent ? before : linking_.add_row(name, sense);
        linking_.add_to_rhs(id, rhs);
        return id;
    }

    ContractTargets contract(std::size_t i, std::size_t c, const ContractTargets* before) {
        ContractTargets t;
        const double row_load = row_load_mw(i, c);
        if (row_load <= 0.0) return t;
        const int year = profiles_.years[i].year;
        const auto& contracts = study_.contracts;
        const double hourly = model::target_in(contracts.hourly_target_frac[c], year);
        const double annual = model::target_in(contracts.annual_target_frac[c], year);
        const double cap = model::target_in(contracts.excess_cap_frac[c], year);
        const double dirty = 1.0 - model::stepwise(contracts.grid_clean_frac[c], year, 0.0);
        const double per_unit = factor(i) * kPercent * units_.power_mw / row_load;
        const double load = factor(i) * kPercent * load_mw(i, c) / row_load;
        const bool has_hourly = hourly > 0.0 && dirty > 0.0;  // false for NaN
        t.balance = has_hourly || !std::isnan(cap);
        // A target of 1 and a cap of 0: no column, where a row would have no interior.
        t.deficit_allowed = !(enforced_ && has_hourly && hourly >= 1.0);
        t.excess_allowed = !enforced_ || std::isnan(cap) || cap > 0.0;
        const auto& name = contracts.name[c];
        if (has_hourly && t.deficit_allowed)
            t.hourly_row = row(before ? before->hourly_row : kAbsent, label(i, "hourly target " + name),
                               lp::Sense::at_most, (1.0 - hourly) * load);
        if (annual > 0.0)
            t.annual_row = row(before ? before->annual_row : kAbsent, label(i, "annual matching " + name),
                               lp::Sense::at_least, annual * load);
        if (t.excess_allowed && !std::isnan(cap))
            t.excess_row = row(before ? before->excess_row : kAbsent, label(i, "excess cap " + name),
                               lp::Sense::at_most, cap * load);
        t.deficit = dirty * per_unit;
        t.clean = t.excess = per_unit;
        return t;
    }

    void add_emission(std::size_t i, const ChainTargets* before, ChainTargets& chain) {
        const YearProfiles& year = profiles_.years[i];
        const double cap_t = model::stepwise(study_.emission_cap_t, year.year, kNone);
        if (std::isnan(cap_t)) return;
        const auto demand = year.region_demand_mw.all();
        const double demand_mwh = std::accumulate(demand.begin(), demand.end(), 0.0) * year.axis.step_h();
        if (!before) emission_scale_t_ = std::max({cap_t, kReferenceEmissionTPerMwh * demand_mwh, 1.0});
        chain.emission_row = row(before ? before->emission_row : kAbsent, label(i, "emission cap"), lp::Sense::at_most,
                                 factor(i) * kPercent * cap_t / emission_scale_t_);
        chain.emission = factor(i) * kPercent * units_.power_mw * year.axis.step_h() / emission_scale_t_;
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    bool enforced_;
    LinkingBuilder& linking_;
    double emission_scale_t_ = 1.0;
};

}  // namespace

std::vector<ChainTargets> make_targets(const Study& study, const profiles::Profiles& profiles, const Units& units,
                                       bool enforced, LinkingBuilder& linking) {
    return Targets(study, profiles, units, enforced, linking).make();
}

}  // namespace decawatt::planning
