// The certificate of the dispatch of a fixed plan, from those of its parts.
#pragma once

#include <vector>

#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// Penalties per unit of the columns of a chain in the dispatch of whole years, beside their costs: for unserved load of
// data centres that may not shed, and for the throughput of ageing stores. Columns × stages; × 1 where all steps have
// one length.
lp::Matrix penalty_prices(const Layout& layout, std::size_t chain);

// Of a chain dispatched with a rolling horizon: its primal point with the duals of the whole year, where the duals of
// targets (`link_duals`) enter as prices. Relative row violations are those of the windows, because the content at the
// start of a window is on the right-hand side there and not in the year.
lp::Certificate certify_windows(const Program& program, std::size_t chain, const ChainPoint& whole,
                                const ChainPoint& kept, const lp::Vector& link_duals);

// Sums and maxima over the parts, or over the chains with a rolling horizon, including the constants of the border.
lp::Certificate joined_certificate(const lp::StaircaseProgram& program, const std::vector<lp::Certificate>& parts);

// Σ price × x; prices: columns × stages or × 1.
double paid_for(const lp::Matrix& x, const lp::Matrix& prices);

// Deducts penalties, which are no costs, from the primal and the dual objective.
void deduct_penalties(double payment, lp::Certificate& certificate);

}  // namespace decawatt::planning
