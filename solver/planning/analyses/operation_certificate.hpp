// The certificate of an operation, from those of its parts.
#pragma once

#include <vector>

#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// A chain that was operated by windows: its point against the duals of the whole year, those of its targets
// (`link_duals`) as payments. Its rows are those of its windows, each judged by its size there: what is stored at the
// start of a window is on the right-hand side, and in the year it is not.
lp::Certificate certify_windows(const Program& program, std::size_t chain, const ChainPoint& whole,
                                const ChainPoint& kept, const lp::Vector& link_duals);

// Sums and maxima over the parts, or over the chains where they are operated by windows, with the constants of the
// border.
lp::Certificate joined_certificate(const lp::StaircaseProgram& program, const std::vector<lp::Certificate>& parts);

// What is paid for what is missed is no cost: it leaves both sides.
void take_from_both(double payment, lp::Certificate& certificate);

}  // namespace decawatt::planning
