
#include "planning/results/read_plan.hpp"

#include <limits>

#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "planning/components/component.hpp"
#include "planning/investments.hpp"
#include "planning/results/battery_health.hpp"
#include "planning/results/capacity.hpp"
#include "planning/results/prices.hpp"
#include "planning/results/summary.hpp"
#include "planning/results/supply_summary.hpp"
#include "planning/results/weather_summary.hpp"

namespace decawatt::planning {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

lp::Matrix shaped(const std::vector<lp::Matrix>& values, std::size_t chain, Eigen::Index rows, Eigen::Index columns) {
    if (chain < values.size() && values[chain].rows() == rows && values[chain].cols() == columns) return values[chain];
    return lp::Matrix::Constant(rows, columns, kMissing);
}

lp::Vector border_of(const lp::StaircaseProgram& program, const lp::Solution& solution) {
    if (solution.k.size() == program.border.size()) return solution.k;
    return lp::Vector::Constant(program.border.size(), kMissing);
}

double operation_cost(const lp::Chain& chain, const lp::Matrix& x) {
    double sum = 0.0;
    for (int t = 0; t < chain.stages; ++t)
        for (int j = 0; j < chain.columns(); ++j) sum += chain.cost_at(j, t) * x(j, t);
    return sum;
}

// The program's objective at a point, in program units; `operation`: operating cost per chain.
double objective(const lp::StaircaseProgram& program, const std::vector<double>& operation, const lp::Vector& k) {
    double sum = program.objective_offset;
    for (int b = 0; b < program.border.size(); ++b) sum += program.border.cost[b] * k[b];
    for (const double cost : operation) sum += cost;
    return sum;
}

// Converts costs to the study's currency, the error of prices to currency per MWh (discounted and weighted), and
// violations of balances and bounds to MW (MWh). Ratios, including linking_violation, are unchanged.
lp::Certificate converted(lp::Certificate certificate, const Program& program) {
    certificate.primal_objective *= program.money_unit;
    certificate.dual_objective *= program.money_unit;
    certificate.dual_residual *= program.money_unit / program.power_unit_mw;
    certificate.primal_residual *= program.power_unit_mw;
    certificate.bound_violation *= program.power_unit_mw;
    return certificate;
}

void copy_outcome(const Program& program, const lp::Solution& solution, Plan& plan) {
    plan.status = solution.status;
    plan.message = solution.message;
    plan.iterations = solution.iterations;
    plan.certificate = converted(solution.certificate, program);
    plan.plants = program.layout->groups.plants;
    plan.stores = program.layout->groups.stores;
    plan.corridors = program.layout->groups.corridors;
}

// Copies costs and emissions per MWh of each entity, so that the objective can be recomputed from a result file.
void copy_factors(const model::Study& study, Plan& plan) {
    plan.fleet_marginal_cost_per_mwh = base::Series(plan.years.size(), plan.plants.name.size());
    for (std::size_t f = 0; f < plan.plants.name.size(); ++f) {
        const model::PlantIndex any = plan.plants.members[f].front();  // members have the same costs
        plan.fleet_emission_t_per_mwh.push_back(assets::emission_t_per_mwh(study, any));
        for (std::size_t y = 0; y < plan.years.size(); ++y)
            plan.fleet_marginal_cost_per_mwh(y, f) = assets::marginal_cost_per_mwh(study, any, plan.years[y]);
    }
    for (const auto& members : plan.stores.members)
        plan.store_cycling_cost_per_mwh.push_back(study.stores.cycling_cost_per_mwh[base::at(members.front())]);
}

// Reads usable energies into the capacities, and into `builds`, for the dispatch of the plan.
void read_fade(const Layout& layout, const lp::Vector& k, double power_unit_mw, Plan& plan) {
    for (std::size_t s = 0; s < layout.groups.stores.members.size(); ++s) {
        if (!layout.fade.ages(s)) continue;
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            const double mwh = power_unit_mw * usable(layout.fade, s, plan.years[y], k);
            plan.capacity.store_usable_mwh(y, s) = mwh;
            if (layout.fade.in_year(s, plan.years[y]))
                plan.builds.push_back({CapacityKind::usable_energy, plan.stores.name[s], plan.years[y], mwh});
        }
    }
}

}  // namespace

// The certificate is recomputed from the program and the values, independently of the solver.
Plan read_plan(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
               const lp::Solution& solution) {
    const bool whole = lp::fits(program.staircase, solution);
    Plan plan = read_values(study, profiles, program, solution);
    if (whole) plan.certificate = converted(lp::certify(program.staircase, solution), program);
    if (plan.status == lp::Status::optimal && !(whole && lp::holds(plan.certificate, study.planning.tolerance))) {
        plan.status = lp::Status::numerical_failure;
        plan.message = whole ? "the certificate of the solution does not hold" : "the solution is not complete";
    }
    return plan;
}

Plan read_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                 const lp::Solution& solution) {
    const Layout& layout = *program.layout;
    base::expects(layout.chains.size() == profiles.years.size(), "one chain per year of the profiles");
    Plan plan;
    copy_outcome(program, solution, plan);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        plan.years.push_back(year);
        plan.discount_factor.push_back(discount_factor(study, year));
    }
    copy_factors(study, plan);
    const bool whole = lp::fits(program.staircase, solution);
    lp::Vector k = border_of(program.staircase, solution);
    if (whole) k = with_most_usable(program.staircase, layout.fade, solution.x, std::move(k));
    std::vector<double> operation;
    for (std::size_t i = 0; i < layout.chains.size(); ++i) {
        const lp::Chain& chain = program.staircase.chains[i];
        const YearView view(study, profiles, profiles.years[i]);
        const ChainReading reading{view,
                                   layout,
                                   chain,
                                   layout.chains[i],
                                   shaped(solution.x, i, chain.columns(), chain.stages),
                                   shaped(solution.y, i, chain.rows(), chain.stages),
                                   k,
                                   program.power_unit_mw,
                                   program.money_unit};
        plan.dispatch.push_back(read_dispatch(reading));
        operation.push_back(operation_cost(chain, reading.x));
    }
    plan.objective = objective(program.staircase, operation, k) * program.money_unit;
    std::vector<double> built(layout.investments.size());
    for (std::size_t b = 0; b < built.size(); ++b) built[b] = k[static_cast<Eigen::Index>(b)] * program.power_unit_mw;
    plan.capacity = read_capacity(study, layout, built);
    summarise(study, layout, built, plan);
    summarise_supply(study, layout, built, plan);
    summarise_weather(study, layout, built, plan);
    plan.target_prices = read_target_prices(study, profiles, program, solution);
    plan.firm_capacity = read_firm_capacity(study, layout, program.money_unit, built, solution.lambda);
    plan.state_values = read_state_values(study, profiles, program, solution);
    for (std::size_t b = 0; b < built.size(); ++b) {
        const Investment& investment = layout.investments[b];
        plan.builds.push_back({investment.kind, asset_name(study, investment), investment.year, built[b]});
    }
    read_fade(layout, k, program.power_unit_mw, plan);
    if (whole) plan.battery = battery_health(study, plan);
    return plan;
}

YearDispatch read_dispatch(const ChainReading& reading) {
    const profiles::YearProfiles& year = reading.view.year;
    YearDispatch d;
    d.year = year.year;
    d.weather_year = year.weather_year;
    d.weight = year.weight;
    d.axis = year.axis;
    for (const Component& component : components())
        if (component.read) component.read(reading, d);
    return d;
}

}  // namespace decawatt::planning
