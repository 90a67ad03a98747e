// What the grid offers a data centre, on random studies: the same cost as Clp with every rule binding in many of them,
// and what must hold between studies.
#include "planning_proof.hpp"

#include <array>

using namespace decawatt;
using namespace decawatt::tests;
using namespace decawatt::tests::planning_proof;
using model::Curtailment;

namespace {

constexpr double kSlackMw = 1e-2;  // of hundreds: what a solution of the tolerance leaves

// In how many studies each rule binds, or is used.
struct Binding {
    int series = 0, stress_hours = 0, budget = 0, ramp = 0, export_limit = 0, firm_build = 0, nonfirm_build = 0,
        arrival = 0;
    int builds = 0, same_builds = 0;  // studies in which something is built; with the same amounts by Clp
};

// One year of the data centre with a node of its own. Checks that limits are kept, and says which bind.
struct YearOfHub {
    const model::ConnectionTerms terms;
    double firm_mw, nonfirm_mw;
    std::vector<double> import_mw, available_mw;

    YearOfHub(const SmallStudy& small, const planning::Plan& plan, std::size_t y)
        : terms(small.study.data_centers.terms[0]) {
        const double all_mw = plan.capacity.connection_mw(y, 0);
        nonfirm_mw = plan.capacity.nonfirm_mw.empty() ? 0.0 : plan.capacity.nonfirm_mw(y, 0);
        firm_mw = all_mw - nonfirm_mw;
        const planning::YearDispatch& d = plan.dispatch[y];
        for (std::size_t t = 0; t < d.data_center_import_mw.times(); ++t) {
            import_mw.push_back(d.data_center_import_mw(t, 0));
            available_mw.push_back(plan.capacity.nonfirm_mw.empty() ? 0.0 : d.data_center_nonfirm_available_mw(t, 0));
        }
    }

    void check_limits() const {
        double given_mwh = 0.0;
        for (std::size_t t = 0; t < import_mw.size(); ++t) {
            CHECK(import_mw[t] <= firm_mw + available_mw[t] + kSlackMw);
            CHECK(-import_mw[t] <= std::min(firm_mw + nonfirm_mw, terms.export_limit_mw) + kSlackMw);
            CHECK(available_mw[t] <= nonfirm_mw + kSlackMw);
            given_mwh += nonfirm_mw - available_mw[t];
            if (t == 0 || !(terms.import_ramp_mw_per_h < model::kNoLimit)) continue;
            const double change_mw = import_mw[t] - import_mw[t - 1];
            CHECK(change_mw <= terms.import_ramp_mw_per_h + kSlackMw);
            // Under a budget nothing is ordered: the hub chooses, and keeps its ramp.
            const bool ordered = terms.nonfirm.curtailment != Curtailment::budget;
            const double lost_mw = ordered ? std::max(0.0, available_mw[t - 1] - available_mw[t]) : 0.0;
            CHECK(-change_mw <= terms.import_ramp_mw_per_h + lost_mw + kSlackMw);
        }
        if (terms.nonfirm.curtailment == Curtailment::budget)
            CHECK(given_mwh >= terms.nonfirm.hours_per_year * nonfirm_mw - 30.0 * kSlackMw);
    }

    bool curtailment_binds() const {
        for (std::size_t t = 0; t < import_mw.size(); ++t)
            if (available_mw[t] < nonfirm_mw - 1.0 && import_mw[t] > firm_mw + available_mw[t] - kSlackMw) return true;
        return false;
    }
    bool ramp_binds() const {
        for (std::size_t t = 1; t < import_mw.size(); ++t)
            if (std::abs(import_mw[t] - import_mw[t - 1]) > terms.import_ramp_mw_per_h - kSlackMw) return true;
        return false;
    }
    bool export_binds() const {
        for (const double mw : import_mw)
            if (terms.export_limit_mw < firm_mw + nonfirm_mw - 1.0 && -mw > terms.export_limit_mw - kSlackMw)
                return true;
        return false;
    }
};

double built_mw(const planning::Plan& plan, assets::CapacityKind kind) {
    double sum = 0.0;
    for (const auto& build : plan.builds)
        if (build.kind == kind) sum += build.amount;
    return sum;
}

bool same_builds(const planning::Plan& ours, const planning::Plan& clp) {
    for (std::size_t b = 0; b < ours.builds.size(); ++b)
        if (std::abs(ours.builds[b].amount - clp.builds[b].amount) > 0.1) return false;  // MW, of tens to hundreds
    return true;
}

void count(const SmallStudy& small, const Ours& ours, Binding& binding) {
    bool curtailed = false, ramp = false, exported = false;
    for (std::size_t y = 0; y < 2; ++y) {
        const YearOfHub hub(small, ours.plan, y);
        hub.check_limits();
        curtailed = curtailed || hub.curtailment_binds();
        ramp = ramp || hub.ramp_binds();
        exported = exported || hub.export_binds();
    }
    const model::ConnectionTerms& terms = small.study.data_centers.terms[0];
    const base::Series& price = ours.plan.target_prices.curtailment_per_mwh;
    binding.series += terms.nonfirm.curtailment == Curtailment::series && curtailed;
    binding.stress_hours += terms.nonfirm.curtailment == Curtailment::stress_hours && curtailed;
    binding.budget += !price.empty() && price(1, 0) > 0.01;
    binding.ramp += ramp;
    binding.export_limit += exported;
    binding.arrival += terms.first_year > 2030;
    binding.firm_build += built_mw(ours.plan, assets::CapacityKind::connection) > 0.1;
    binding.nonfirm_build += built_mw(ours.plan, assets::CapacityKind::nonfirm_connection) > 0.1;
    const FlatResult flat = solve_with_clp(ours.program.staircase);
    const planning::Plan clp = planning::read_plan(small.study, small.profiles(), ours.program, flat.solution);
    ++binding.builds;
    binding.same_builds += same_builds(ours.plan, clp);
}

SmallStudy with_nonfirm(const SmallStudy& small, double nonfirm_mw, double available_frac) {
    SmallStudy changed = small;
    changed.study.reliability.nonfirm_mw = {nonfirm_mw, 0.0};
    model::NonfirmTerms& terms = changed.study.data_centers.terms[0].nonfirm;
    terms = {};
    terms.curtailment = Curtailment::series;
    changed.study.fixed.nonfirm = {{model::DataCenterIndex{0}, std::vector<double>(60, available_frac)}};
    return changed;
}

}  // namespace

TEST_CASE("connections of random studies cost the same by our solver and Clp, each rule binding in many") {
    constexpr unsigned kMany = 200;
    Binding binding;
    for (unsigned seed = 5000; seed < 5000 + kMany; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        const SmallStudy small = draw_study_with_connection(draws);
        count(small, prove_against_clp(small), binding);
    }
    const std::array counts = {binding.series,       binding.stress_hours, binding.budget,        binding.ramp,
                               binding.export_limit, binding.firm_build,   binding.nonfirm_build, binding.arrival};
    for (std::size_t rule = 0; rule < counts.size(); ++rule) {
        CAPTURE(rule);
        CHECK(counts[rule] >= 20);
    }
    CHECK(2 * binding.same_builds >= binding.builds);
}

TEST_CASE("a non-firm part that is never available equals none, one that is never curtailed equals firm") {
    for (unsigned seed = 5000; seed < 5012; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        SmallStudy small = draw_study_with_connection(draws);
        small.study.data_centers.terms[0].export_limit_mw =
            0.0;  // export goes over the non-firm part whatever is curtailed
        small.study.data_centers.terms[0].charge_per_mw_year = 0.0;
        SmallStudy none = small, firm = small;
        none.study.data_centers.terms[0].nonfirm = firm.study.data_centers.terms[0].nonfirm = {};
        none.study.fixed.nonfirm = firm.study.fixed.nonfirm = {};
        none.study.reliability.nonfirm_mw = firm.study.reliability.nonfirm_mw = {0.0, 0.0};
        none.study.data_centers.connection_mw[0] = 35.0;
        CHECK(same_cost(solve(with_nonfirm(small, 25.0, 0.0)).cost(), solve(none).cost()));  // of 60 MW
        const double firm_cost = solve(firm).cost();
        CHECK(same_cost(solve(with_nonfirm(small, 25.0, 1.0)).cost(), firm_cost));
        // At the price of the firm part it is as good to build.
        SmallStudy grows = with_nonfirm(small, 0.0, 1.0);
        grows.study.data_centers.terms[0].nonfirm.build = small.study.data_centers.build_connection[0];
        grows.study.data_centers.build_connection[0] = {};
        CHECK(same_cost(solve(grows).cost(), firm_cost));
    }
}

TEST_CASE("more hours of curtailment never cost less, and a budget never more than stress hours") {
    double most_gain = 0.0;
    for (unsigned seed = 5000; seed < 5012; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        SmallStudy small = draw_study_with_connection(draws);
        small.study.reliability.nonfirm_mw = {40.0, 0.0};
        small.study.fixed.nonfirm = {};
        small.study.data_centers.terms[0].import_ramp_mw_per_h = model::kNoLimit;  // which curtailment lets import pass
        model::NonfirmTerms& terms = small.study.data_centers.terms[0].nonfirm;
        const auto cost_of = [&](Curtailment curtailment, double hours) {
            terms = {};
            terms.curtailment = curtailment;
            terms.hours_per_year = hours;
            return solve(small).cost();
        };
        const double few = cost_of(Curtailment::stress_hours, 4.0), many = cost_of(Curtailment::stress_hours, 10.0);
        CHECK(few <= many * (1.0 + kSameCost));
        CHECK(cost_of(Curtailment::budget, 10.0) <= many * (1.0 + kSameCost));
        most_gain = std::max(most_gain, (many - few) / many);
    }
    CHECK(most_gain > 1e-4);  // some hours cost: else the lines above say nothing
}
