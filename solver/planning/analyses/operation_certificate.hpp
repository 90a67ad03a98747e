// The certificate of the dispatch of a fixed plan, from those of its parts.
#pragma once

#include <vector>

#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// What the columns of a chain pay in the dispatch of whole years that is no cost: for load that must be served and is
// not, and for the throughput of ageing stores.
lp::Vector paid_beyond_costs(const Layout& layout, std::size_t chain);

// Of a chain dispatched with a rolling horizon: its primal point with the duals of the whole year, where the duals of
// targets (`link_duals`) enter as prices. Relative row violations are those of the windows, because the content at the
// start of a window is on the right-hand side there and not in the year.
lp::Certificate certify_windows(const Program& program, std::size_t chain, const ChainPoint& whole,
                                const ChainPoint& kept, const lp::Vector& link_duals);

// Sums and maxima over the parts, or over the chains with a rolling horizon, including the constants of the border.
lp::Certificate joined_certificate(const lp::StaircaseProgram& program, const std::vector<lp::Certificate>& parts);

// Deducts what is paid and is no cost, as penalties on shortfalls, from both objectives.
void take_from_both(double payment, lp::Certificate& certificate);

}  // namespace decawatt::planning
