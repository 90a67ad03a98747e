// How a chain is cut into segments, which are eliminated side by side.
#pragma once

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Number of segments of about `segment_stages` stages; a full bundle has as many as there are lanes. Every segment has,
// for each state, a stage where it may change freely or does not depend on the stage before. A state that is constant
// over a whole segment would make the two cuts at its ends depend on each other: the rows between them have no column
// but the state, and the factorisation no pivot for the last of them.
int segments_of(const Chain& chain, int segment_stages);

// First stage of a segment; of the one behind the last: the number of stages.
int first_stage_of(const Chain& chain, int segments, int segment);

}  // namespace decawatt::lp
