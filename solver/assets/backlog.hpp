// Work that waits, as bounds that are data: first in, first out, within a deadline.
#pragma once

#include "assets/equipment_series.hpp"

namespace decawatt::assets {

// The most that may wait at the end of each step of a year that repeats itself, MWh: what arrived in the last
// `deadline_steps` steps, and never more than can still be done in time. Work done may exceed what arrives by
// `catch_up_mwh` a step.
Hours backlog_limit_mwh(const Hours& arrived_mwh, std::size_t deadline_steps, const Hours& catch_up_mwh);

}  // namespace decawatt::assets
