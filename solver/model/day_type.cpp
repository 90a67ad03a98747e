#include "model/day_type.hpp"

#include <algorithm>

namespace decawatt::model {

DayType day_type(const Holidays& holidays, UtcSeconds local_midnight, int weekday) {
    constexpr int kSaturday = 5, kSunday = 6;
    DayType type = weekday == kSunday ? DayType::holiday : weekday == kSaturday ? DayType::saturday : DayType::workday;
    for (std::size_t i = 0; i < holidays.date.size(); ++i)
        if (holidays.date[i] == local_midnight)
            type = std::max(type, holidays.major[i] ? DayType::major_holiday : DayType::holiday);
    return type;
}

}  // namespace decawatt::model
