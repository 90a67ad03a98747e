// The elastic version of a program: no costs, and slacks in every row that a target or a limit of the study owns.
#pragma once

#include "planning/elastic.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

struct RowSlack {  // of a linking row: a border variable
    LimitKind kind;
    std::size_t thing;  // contract; of no meaning for the emission cap
    std::size_t chain;  // the first one that the row sums over
    int row, border;
    double amount_per_unit;  // MWh, or t, for one unit of the row
};

struct HourSlack {  // of a row in every hour: a column
    LimitKind kind;
    std::size_t thing;  // contract, interface, region or data centre
    std::size_t chain;
    int column;
};

struct Elastic {
    lp::StaircaseProgram program;  // objective in power units × hours
    std::vector<RowSlack> rows;
    std::vector<HourSlack> hours;
    std::vector<ChainTargets> targets;
};

// Always feasible: with nothing running, nothing built and all demand unserved, the slacks fill what is asked.
Elastic make_elastic(const model::Study& study, const profiles::Profiles& profiles, const Program& program);

inline constexpr double kNoticeable = 1e-3;  // of the elastic objective, or of the worst hour: what is listed

// The limits that are kept and stand in the way: the duals of the elastic solution, weighed by what doubling each limit
// would bring at their rate, the strongest first.
std::vector<Barrier> find_barriers(const model::Study& study, const profiles::Profiles& profiles,
                                   const Program& program, const Elastic& elastic, const lp::Solution& solution);

// Load of data centres without a node of their own that may not be left unserved, MW.
Hours firm_load_mw(const model::Study& study, const profiles::YearProfiles& year, const ChainLayout& layout,
                   std::size_t region);

}  // namespace decawatt::planning
