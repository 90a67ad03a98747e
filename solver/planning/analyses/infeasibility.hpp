// Why a study has no plan: the least change of its targets and limits that would give it one.
//
// Every target and limit that can conflict gets a slack; the sum of the slacks, each weighed as the energy it stands
// for, is made least over all plans (docs/method/infeasibility.md). Elastic programs: Chinneck, Feasibility and
// Infeasibility in Optimization (2008), chapter 6.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

struct WorstHour {
    base::UtcSeconds time_utc_s;
    double mw;
};

// One target or limit that cannot hold in one year.
struct Violation {
    LimitKind kind;
    std::string name;  // of the contract, interface, region or data centre; empty for the emission cap
    int year = 0;
    std::optional<int> weather_year;  // none: there is one, or the mean of all counts
    // Targets and the excess cap: fraction of the contract's load. Emissions: t. Interface: MW in the worst hour. Load:
    // MWh.
    double requested = 0.0, reachable = 0.0;
    double amount = 0.0;                 // how much is missing or too much: MWh, for emissions t
    std::vector<WorstHour> worst_hours;  // of different days, the worst first; none for annual sums and emissions
};

// A limit that is kept and stands in the way.
struct Barrier {
    std::string name;
    std::string unit;          // of the limit: MW, MWh of a store, or percent of the load or cap
    double gain_mwh_per_unit;  // weighed violation that one more unit would remove
};

struct Explanation {
    lp::Status status = lp::Status::numerical_failure;  // of the relaxed program, which always has a solution
    std::string message;
    lp::Certificate certificate;  // of the relaxed program, its objective in MWh
    int iterations = 0;
    bool proven_infeasible = false;  // by the lower bound of the certificate: the violations cannot all be zero
    std::vector<Violation> violations;
    std::vector<Barrier> barriers;  // the strongest first
};

// Solves the relaxed version of a program of build_program. Takes about as long as solving the program.
Explanation explain(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                    const lp::Settings& settings, const base::Progress& progress);

}  // namespace decawatt::planning
