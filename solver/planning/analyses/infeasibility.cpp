#include "planning/analyses/infeasibility.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "assets/connection.hpp"
#include "planning/analyses/barriers.hpp"
#include "planning/analyses/relaxed_program.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/results/read_plan.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

constexpr double kProof =
    1e-6;  // power units × hours: well above the rounding error of the bound, well below any real violation
constexpr std::size_t kWorstHours = 3;

// Key of violations: limit, index of its owner, year, weather year (one or all).
using Key = std::tuple<LimitKind, std::size_t, int, int>;
struct Part {
    double amount = 0.0;   // MWh or t
    double weighed = 0.0;  // contribution to the relaxed objective
    std::vector<std::size_t> chains;
    std::vector<Hours> hours;  // MW, by chain; empty where the limit is an annual sum
};

class Reader {
  public:
    Reader(const Study& study, const profiles::Profiles& profiles, const Program& program,
           const RelaxedProgram& relaxed, const lp::Solution& solution)
        : study_(study), profiles_(profiles), program_(program), relaxed_(relaxed), solution_(solution) {}

    std::vector<Violation> violations() {
        for (const SumSlack& slack : relaxed_.sums) read_sum(slack);
        for (const HourSlack& slack : relaxed_.hours) read_hours(slack);
        std::vector<Violation> found;
        for (const auto& [key, part] : parts_)
            if (part.weighed > kNoticeable * solution_.certificate.primal_objective)
                found.push_back(to_violation(key, part));
        return found;
    }

  private:
    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    double factor(std::size_t c) const { return mean() ? profiles_.years[c].weight : 1.0; }
    const base::TimeAxis& axis(std::size_t c) const { return profiles_.years[c].axis; }
    double mwh(std::size_t c, std::span<const double> mw) const {
        return axis(c).mean_step_h() * base::weighted_sum(axis(c), mw);
    }
    Key key(LimitKind kind, std::size_t thing, std::size_t c) const {
        const bool target = kind <= LimitKind::emission_cap;
        return {kind, thing, profiles_.years[c].year, target && mean() ? 0 : profiles_.years[c].weather_year};
    }
    void read_sum(const SumSlack& slack) {
        Part& part = parts_[key(slack.kind, slack.thing, slack.chain)];
        part.amount += solution_.k[index_of(slack.variable)] * slack.amount_per_unit;
        part.weighed += solution_.k[index_of(slack.variable)] * relaxed_.program.border.cost[index_of(slack.variable)];
        for (std::size_t c = 0; c < profiles_.years.size(); ++c)
            if (c == slack.chain || (mean() && slack.kind <= LimitKind::emission_cap &&
                                     profiles_.years[c].year == profiles_.years[slack.chain].year))
                part.chains.push_back(c);
    }

    void read_hours(const HourSlack& slack) {
        Part& part = parts_[key(slack.kind, slack.thing, slack.chain)];
        Hours mw(profiles_.years[slack.chain].region_demand_mw.times());
        for (std::size_t t = 0; t < mw.size(); ++t)
            mw[t] =
                program_.power_unit_mw * solution_.x[slack.chain](index_of(slack.column), static_cast<Eigen::Index>(t));
        double share = 1.0;
        if (slack.kind == LimitKind::hourly_target) {
            const ContractTargets& t = program_.layout->targets[slack.chain].contract[slack.thing];
            share = t.deficit / t.clean;
        }
        const bool target = slack.kind <= LimitKind::emission_cap;
        part.amount += (target ? factor(slack.chain) : 1.0) * share * mwh(slack.chain, mw);
        part.weighed += slack.cost * base::weighted_sum(axis(slack.chain), mw) / program_.power_unit_mw;
        part.chains.push_back(slack.chain);
        part.hours.push_back(std::move(mw));
    }

    // The dispatch, with deficit and excess of contracts, from the columns that the relaxed solution shares with the
    // program.
    const YearDispatch& dispatch(std::size_t c) {
        const auto known = dispatch_.find(c);
        if (known != dispatch_.end()) return known->second;
        const lp::Chain& chain = program_.staircase.chains[c];
        const YearView view(study_, profiles_, profiles_.years[c]);
        const ChainReading reading{view,
                                   *program_.layout,
                                   chain,
                                   program_.layout->chains[c],
                                   solution_.x[c].topRows(chain.columns()),
                                   solution_.y[c],
                                   solution_.k.head(program_.staircase.border.size()),
                                   program_.power_unit_mw,
                                   program_.money_unit};
        return dispatch_.emplace(c, read_dispatch(reading)).first->second;
    }

    std::vector<WorstHour> worst_hours(const Key& key, const Part& part) {
        const auto [kind, thing, year, weather] = key;
        std::vector<WorstHour> all;
        for (std::size_t i = 0; i < part.chains.size(); ++i) {
            const std::size_t c = part.chains[i];
            Hours mw;
            if (kind == LimitKind::hourly_target || kind == LimitKind::excess_cap) {
                const YearDispatch& d = dispatch(c);
                const auto series = (kind == LimitKind::hourly_target ? d.deficit_mw : d.excess_mw).of(thing);
                mw.assign(series.begin(), series.end());
            } else if (i < part.hours.size()) {
                mw = part.hours[i];
            }
            for (std::size_t t = 0; t < mw.size(); ++t)
                all.push_back({profiles_.years[c].axis.instant(static_cast<std::int64_t>(t)), mw[t]});
        }
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.mw > b.mw; });
        std::vector<WorstHour> worst;
        constexpr base::UtcSeconds kDay = base::kSecondsPerHour * base::kHoursPerDay;
        for (const WorstHour& hour : all) {
            if (worst.size() == kWorstHours || hour.mw <= kNoticeable * all.front().mw) break;
            if (std::ranges::none_of(worst,
                                     [&](const auto& w) { return w.time_utc_s / kDay == hour.time_utc_s / kDay; }))
                worst.push_back(hour);
        }
        return worst;
    }

    double load_mwh(const Key& key, const Part& part) const {
        const auto [kind, thing, year, weather] = key;
        double load = 0.0;
        for (const std::size_t c : part.chains) {
            const profiles::YearProfiles& profile = profiles_.years[c];
            if (kind == LimitKind::region_load)
                load += mwh(c, firm_load_mw(study_, profile, program_.layout->chains[c], thing));
            else if (kind == LimitKind::data_center_load)
                load += mwh(c, profile.data_center_mw.of(thing));
            else
                load += factor(c) * mwh(c, contract_load_mw(study_, profile, thing));
        }
        return load;
    }

    Violation to_violation(const Key& key, const Part& part) {
        const auto [kind, thing, year, weather] = key;
        Violation v{kind, "", year, std::nullopt, 0.0, 0.0, part.amount, worst_hours(key, part)};
        if (weather != 0 && study_.weather.years.size() > 1) v.weather_year = weather;
        const double none = std::numeric_limits<double>::quiet_NaN();
        const auto& contracts = study_.contracts;
        const auto of_contract = [&, contract = thing](const model::YearTable& table, double sign) {
            v.name = contracts.name[contract];
            v.requested = model::target_in(table, v.year);
            v.reachable = v.requested + sign * part.amount / load_mwh(key, part);
        };
        switch (kind) {
            case LimitKind::hourly_target:
                of_contract(contracts.hourly_target_frac[thing], -1.0);
                break;
            case LimitKind::annual_target:
                of_contract(contracts.annual_target_frac[thing], -1.0);
                break;
            case LimitKind::excess_cap:
                of_contract(contracts.excess_cap_frac[thing], 1.0);
                break;
            case LimitKind::emission_cap:
                v.requested = model::stepwise(study_.emission_cap_t, year, none);
                v.reachable = v.requested + part.amount;
                break;
            case LimitKind::interface_limit:
                v.name = study_.interfaces.name[thing];
                v.requested = model::stepwise(study_.interfaces.limit_mw[thing], year, none);
                v.reachable = v.requested + (v.worst_hours.empty() ? 0.0 : v.worst_hours.front().mw);
                break;
            case LimitKind::region_load:
            case LimitKind::data_center_load:
                v.name = kind == LimitKind::region_load ? study_.regions.name[thing] : study_.data_centers.name[thing];
                v.requested = load_mwh(key, part);
                v.reachable = v.requested - part.amount;
                break;
            case LimitKind::connection_import:
            case LimitKind::curtailment:
            case LimitKind::import_ramp:
                describe_connection(key, part, v);
                break;
            case LimitKind::firm_capacity:
                v.name = program_.layout->firm_capacity[thing].place;
                v.weather_year.reset();
                v.requested = program_.layout->firm_capacity[thing].required_mw;
                v.reachable = v.requested - part.amount;
                break;
        }
        return v;
    }

    void describe_connection(const Key& key, const Part& part, Violation& v) const {
        const auto [kind, thing, year, weather] = key;
        const model::ConnectionTerms terms = study_.data_centers.terms_of(thing);
        const double worst_mw = v.worst_hours.empty() ? 0.0 : v.worst_hours.front().mw;
        const std::size_t chain = part.chains.front();
        v.name = study_.data_centers.name[thing];
        if (kind == LimitKind::connection_import) v.requested = assets::planned_connection(study_, thing, year).total();
        if (kind == LimitKind::import_ramp) v.requested = terms.import_ramp_mw_per_h;
        v.reachable = v.requested + (kind == LimitKind::import_ramp ? worst_mw_per_h(chain, part) : worst_mw);
        const CurtailmentTarget& budget = program_.layout->targets[chain].curtailment[thing];
        if (kind != LimitKind::curtailment || !exists(budget.row)) return;
        v.requested = terms.nonfirm.hours_per_year;
        v.reachable = v.requested * (1.0 - part.amount / (kPercent * budget.mwh_per_percent));
    }

    // The largest violation of a ramp limit.
    double worst_mw_per_h(std::size_t chain, const Part& part) const {
        double worst = 0.0;
        for (const Hours& mw : part.hours)
            for (std::size_t t = 0; t < mw.size(); ++t)
                worst = std::max(worst, mw[t] / axis(chain).between_middles_h(t));
        return worst;
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const Program& program_;
    const RelaxedProgram& relaxed_;
    const lp::Solution& solution_;
    std::map<Key, Part> parts_;
    std::map<std::size_t, YearDispatch> dispatch_;
};

base::Progress renamed(const base::Progress& progress) {
    if (!progress) return {};
    return [&progress](const std::string&, double done, const std::string& detail) {
        return progress("explaining", done, detail);
    };
}

}  // namespace

Explanation explain(const Study& study, const profiles::Profiles& profiles, const Program& program,
                    const lp::Settings& settings, const base::Progress& progress) {
    const RelaxedProgram relaxed = relax(study, profiles, program);
    const lp::Solution solution = lp::solve(relaxed.program, settings, renamed(progress));
    Explanation explanation;
    explanation.status = solution.status;
    explanation.message = solution.message;
    explanation.iterations = solution.iterations;
    explanation.certificate = solution.certificate;
    explanation.certificate.primal_objective *= program.power_unit_mw;
    explanation.certificate.dual_objective *= program.power_unit_mw;
    explanation.certificate.primal_residual *= program.power_unit_mw;
    explanation.certificate.bound_violation *= program.power_unit_mw;
    if (solution.x.size() != relaxed.program.chains.size()) return explanation;  // ended before the first iteration
    explanation.proven_infeasible = solution.certificate.dual_objective > kProof;
    if (!explanation.proven_infeasible || solution.status != lp::Status::optimal) return explanation;
    explanation.violations = Reader(study, profiles, program, relaxed, solution).violations();
    explanation.barriers = find_barriers(study, profiles, program, relaxed, solution);
    return explanation;
}

}  // namespace decawatt::planning
