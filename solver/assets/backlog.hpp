// Work that waits, as bounds that are data: first in, first out, within a deadline.
#pragma once

#include "assets/equipment_series.hpp"

namespace decawatt::assets {

// The most that may wait at the end of each step t of a year that repeats itself, MWh: what arrived in the
// `deadline_steps[t]` steps up to and including t, and never more than can still be done in time. Work done may exceed
// what arrives by `catch_up_mwh` a step.
Hours backlog_limit_mwh(const Hours& arrived_mwh, const std::vector<std::size_t>& deadline_steps,
                        const Hours& catch_up_mwh);

inline Hours backlog_limit_mwh(const Hours& arrived_mwh, std::size_t deadline_steps, const Hours& catch_up_mwh) {
    return backlog_limit_mwh(arrived_mwh, std::vector(arrived_mwh.size(), deadline_steps), catch_up_mwh);
}

// For each step t of such a year: the number of consecutive steps, up to and including t, that fit into the deadline.
std::vector<std::size_t> steps_within_deadline(const base::TimeAxis& axis, double deadline_h);

}  // namespace decawatt::assets
