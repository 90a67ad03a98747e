// The values of one chain in a solution, from which components read the dispatch.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// All values are NaN if the solution has none (it ended before the first iteration).
struct ChainReading {
    const YearView& view;
    const Layout& layout;
    const lp::Chain& program;
    const ChainLayout& columns;
    lp::Matrix x, y;  // program units
    lp::Vector k;     // border variables, program units
    double power_mw = 1.0, money = 1.0;

    std::size_t hours() const { return view.hours(); }
    double mw(Column column, std::size_t t) const {  // 0 for an absent column
        return exists(column) ? power_mw * x(index_of(column), static_cast<Eigen::Index>(t)) : 0.0;
    }
};

}  // namespace decawatt::planning
