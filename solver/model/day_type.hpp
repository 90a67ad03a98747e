// The kind of a day: what demand and tariffs tell apart.
#pragma once

#include "model/study.hpp"

namespace decawatt::model {

// A row of `holidays` first, then Sunday (a holiday), then Saturday. weekday: 0 is Monday.
DayType day_type(const Holidays& holidays, UtcSeconds local_midnight, int weekday);

}  // namespace decawatt::model
