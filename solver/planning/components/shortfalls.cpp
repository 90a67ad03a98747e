#include "planning/components/shortfalls.hpp"

#include <algorithm>
#include <set>

#include "lp/stage_matrix.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/investments.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

using model::Study;

namespace {

// Penalty over the highest marginal cost of meeting a target: the plan's dual, or the cost of unserved energy.
constexpr double kPenaltyFactor = 10.0;
// Load that must be served has priority over targets.
constexpr double kMustServeFactor = 10.0 * kPenaltyFactor;
// Meeting an emission cap by shedding is assumed to save at least this share of the highest emission rate per MWh.
constexpr double kLeastEmissionShare = 0.1;
constexpr double kLeastMissedFrac = 1e-6, kMissedPerTolerance = 10.0;

// With the highest credit, which is lost where the plant that earns it is replaced.
double dearest_plant_per_mwh(const Study& study) {
    double most = study.planning.spill_cost_per_mwh, credit = 0.0;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        credit = std::max(credit, study.plants.credit_per_mwh(p));
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
            most = std::max(most, assets::marginal_cost_per_mwh(study, static_cast<model::PlantIndex>(p), year));
    }
    most += credit;
    return most > 0.0 ? most : 1.0;
}

// The highest cost of a MWh: unserved, or from the most expensive plant.
double dearest_per_mwh(const Study& study) {
    return std::max(study.planning.unserved_cost_per_mwh, dearest_plant_per_mwh(study));
}

// Least reduction of emissions per MWh of unserved energy, t/MWh.
double least_emission_t_per_mwh(const Study& study) {
    std::vector<double> rates;
    double highest = 0.0;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        rates.push_back(assets::emission_t_per_mwh(study, static_cast<model::PlantIndex>(p)));
        highest = std::max(highest, rates.back());
    }
    double least = highest;
    for (const double rate : rates)
        if (rate > 0.0) least = std::min(least, rate);
    return highest > 0.0 ? std::max(least, kLeastEmissionShare * highest) : 1.0;
}

class Shortfalls {
  public:
    Shortfalls(const Study& study, const profiles::Profiles& profiles, const Units& units, const FixedPlan& fixed,
               Layout& layout, lp::Border& border, LinkingBuilder& linking)
        : study_(study),
          profiles_(profiles),
          units_(units),
          fixed_(fixed),
          layout_(layout),
          border_(border),
          linking_(linking),
          dearest_{dearest_plant_per_mwh(study), dearest_per_mwh(study)},
          least_emission_t_per_mwh_(least_emission_t_per_mwh(study)) {}

    void add() {
        for (std::size_t i = 0; i < profiles_.years.size(); ++i) {
            const ChainTargets& targets = layout_.targets[i];
            for (std::size_t c = 0; c < targets.contract.size(); ++c) add_contract(i, c);
            for (std::size_t d = 0; d < targets.curtailment.size(); ++d) add_budget(i, d);
            if (const auto y = year_of_plan(i); y >= 0)
                add_row(i, {.kind = TargetKind::emission}, targets.emission.row, targets.emission.per_unit,
                        fixed_.prices.emission_per_t[static_cast<std::size_t>(y)], 1.0 / least_emission_t_per_mwh_);
        }
    }

  private:
    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    std::ptrdiff_t year_of_plan(std::size_t i) const {
        const auto found = std::ranges::find(fixed_.years, profiles_.years[i].year);
        return found == fixed_.years.end() ? -1 : found - fixed_.years.begin();
    }

    void add_contract(std::size_t i, std::size_t c) {
        const auto contract = std::ranges::find(fixed_.contracts, study_.contracts.name[c]);
        const auto y = static_cast<std::size_t>(year_of_plan(i));
        const auto k = static_cast<std::size_t>(contract - fixed_.contracts.begin());
        const ContractTargets& t = layout_.targets[i].contract[c];
        const double dirty = 1.0 - model::stepwise(study_.contracts.grid_clean_frac[c], profiles_.years[i].year, 0.0);
        if (exists(t.hourly_row))
            add_row(i, {.kind = TargetKind::hourly, .contract = c}, t.hourly_row, t.clean,
                    fixed_.prices.hourly_per_mwh(y, k), 1.0 / dirty);
        add_row(i, {.kind = TargetKind::annual, .contract = c}, t.annual_row, t.clean,
                fixed_.prices.annual_per_mwh(y, k), 1.0);
        add_row(i, {.kind = TargetKind::excess, .contract = c}, t.excess_row, t.excess,
                fixed_.prices.excess_per_mwh(y, k), 1.0);
    }

    // A budget holds in each weather year, whatever targets do.
    void add_budget(std::size_t i, std::size_t d) {
        const CurtailmentTarget& budget = layout_.targets[i].curtailment[d];
        add_row(i, {.kind = TargetKind::curtailment, .data_center = d}, budget.row, budget.per_unit,
                curtailment_price(fixed_, study_.data_centers.name[d], static_cast<std::size_t>(year_of_plan(i))), 1.0);
    }

    // `coefficient`: of a unit of power over a stage; `price`: the plan's, the sum over its weather years of price ×
    // weight, so that the price of none is above price / weight; `saved`: MWh to be had otherwise for one of the row's.
    void add_row(std::size_t i, Shortfall target, LinkingRow row, double coefficient, double price, double saved) {
        if (!exists(row) || !rows_.insert(row).second) return;
        const profiles::YearProfiles& year = profiles_.years[i];
        const bool of_mean = mean() && target.kind != TargetKind::curtailment;
        target.year = year.year;
        target.weather_year = of_mean ? kMeanOfWeather : year.weather_year;
        const double weight = of_mean || year.weight <= 0.0 ? 1.0 : year.weight;
        const double energy = units_.power_mw * year.axis.mean_step_h() / coefficient;
        const double sign = linking_.sense(row) == lp::Sense::at_least ? 1.0 : -1.0;
        const BorderVariable variable = add_variable("shortfall of " + linking_.name(row), 0.0, 0.0, 0.0, border_);
        linking_.add_border(row, variable, sign);
        const double cost_factor = energy * year.weight * discount_factor(study_, year.year) / units_.money;
        const auto penalty = [&](double per_mwh) {
            return kPenaltyFactor * std::max(price / weight, saved * per_mwh) * cost_factor;
        };
        layout_.shortfalls.push_back({target, row, variable, energy * (of_mean ? year.weight : 1.0),
                                      penalty(dearest_.plant_per_mwh), penalty(dearest_.any_per_mwh)});
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    const FixedPlan& fixed_;
    Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
    struct {
        double plant_per_mwh, any_per_mwh;
    } dearest_;
    double least_emission_t_per_mwh_;
    std::set<LinkingRow> rows_;  // rows with a variable: a target in the mean has one row for all its chains
};

// Σ max(0, G) u for every linking row.
lp::Vector highest_activity(const lp::StaircaseProgram& program) {
    lp::Vector most = lp::Vector::Zero(program.linking.size());
    for (const lp::Chain& chain : program.chains) {
        const lp::Vector kappa = chain.border_map * program.border.upper + chain.border_offset;
        lp::Vector bound = chain.upper.rowwise().sum();
        for (int j = 0; j < chain.columns(); ++j)
            if (const int g = chain.scaled_by[static_cast<std::size_t>(j)]; g != lp::kFixedBound) bound[j] *= kappa[g];
        most += chain.G.cwiseMax(lp::SparseMatrix(chain.G.rows(), chain.G.cols())) * bound;
        for (const lp::StageEntry& e : chain.by_stage.G) {
            const int g = chain.scaled_by[static_cast<std::size_t>(e.column)];
            most[e.row] +=
                (g == lp::kFixedBound ? 1.0 : kappa[g]) * chain.upper.row(e.column).dot(e.value.cwiseMax(0.0));
        }
    }
    return most;
}

}  // namespace

double must_serve_penalty_per_mwh(const Study& study) {
    return kMustServeFactor * dearest_per_mwh(study);
}

void add_shortfalls(const Study& study, const profiles::Profiles& profiles, const Units& units, const FixedPlan& fixed,
                    Layout& layout, lp::Border& border, LinkingBuilder& linking) {
    Shortfalls(study, profiles, units, fixed, layout, border, linking).add();
}

void bound_shortfalls(const Layout& layout, lp::StaircaseProgram& program) {
    if (layout.shortfalls.empty()) return;
    constexpr double kMarginPercent = 1.0;  // gives an interior to rows that cannot be met
    const lp::Vector most = highest_activity(program);
    for (const ShortfallColumn& s : layout.shortfalls) {
        const double rhs = program.linking.rhs[index_of(s.row)];
        const bool at_least = program.linking.sense[base::at(s.row)] == lp::Sense::at_least;
        const double needed = at_least ? rhs : most[index_of(s.row)] - rhs;
        program.border.upper[index_of(s.variable)] = needed > 0.0 ? needed + kMarginPercent : 0.0;
    }
}

lp::Vector missed_percent(const Layout& layout, const lp::StaircaseProgram& program, const std::vector<lp::Matrix>& x) {
    lp::Vector activity = program.linking.H * program.border.lower;  // of what is decided: non-firm parts of budgets
    for (std::size_t c = 0; c < program.chains.size(); ++c) activity += lp::activity(program.chains[c], x[c]);
    lp::Vector missed(static_cast<Eigen::Index>(layout.shortfalls.size()));
    for (std::size_t i = 0; i < layout.shortfalls.size(); ++i) {
        const LinkingRow row = layout.shortfalls[i].row;
        const bool at_least = program.linking.sense[base::at(row)] == lp::Sense::at_least;
        const double beyond = activity[index_of(row)] - program.linking.rhs[index_of(row)];
        missed[static_cast<Eigen::Index>(i)] = std::max(0.0, at_least ? -beyond : beyond);
    }
    return missed;
}

double least_missed_percent(double tolerance) {
    return kPercent * std::max(kLeastMissedFrac, kMissedPerTolerance * tolerance);
}

std::vector<Shortfall> read_shortfalls(const Layout& layout, const lp::Vector& missed_percent, double tolerance) {
    std::vector<Shortfall> all;
    for (std::size_t i = 0; i < layout.shortfalls.size(); ++i) {
        Shortfall shortfall = layout.shortfalls[i].target;
        if (const double missed = missed_percent[static_cast<Eigen::Index>(i)];
            missed > least_missed_percent(tolerance)) {
            shortfall.amount = missed * layout.shortfalls[i].amount_per_unit;
            shortfall.missed_frac = missed / kPercent;
        }
        all.push_back(shortfall);
    }
    return all;
}

}  // namespace decawatt::planning
