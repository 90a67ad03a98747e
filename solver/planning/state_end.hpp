// The end of a window, for the valuation of states.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

struct StateEnd {
    const Layout& layout;
    const ChainLayout& columns;
    const StateValues& values;  // of the fixed plan
    std::size_t month;          // row of `values`: the month after the window
    std::size_t stage;          // the hour after the window
    bool of_year;               // the window ends with the year: cyclic states come back to its start
    const lp::Vector start;     // x of the hour before the year's first: of cyclic columns
    double currency_per_mwh;    // of a dual of 1
    double unserved_cost_per_mwh;
};

}  // namespace decawatt::planning
