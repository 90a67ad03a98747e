// Where a window of a year ends, for what its states are worth there.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

struct StateEnd {
    const Layout& layout;
    const ChainLayout& columns;
    const StateValues& values;  // of the plan that is operated
    std::size_t month;          // row of `values`: the month after the window
    bool of_year;               // the window ends with the year: cyclic states come back to its start
    const lp::Vector start;     // x of the hour before the year's first: of cyclic columns
    double currency_per_mwh;    // of a dual of 1
    double unserved_cost_per_mwh;
};

}  // namespace decawatt::planning
