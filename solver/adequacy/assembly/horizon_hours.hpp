// The hours of a study's horizon, numbered consecutively through common and leap years.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "adequacy/system/system.hpp"
#include "base/time_axis.hpp"
#include "model/study.hpp"

namespace decawatt::adequacy {

class HorizonHours {
  public:
    struct Month {
        std::int64_t first_hour;  // of the horizon
        int month;                // 0 is January
        int calendar_year;
    };

    explicit HorizonHours(const model::Study& study);

    std::size_t years() const { return axes_.size(); }
    const base::TimeAxis& axis(std::size_t year) const { return axes_[year]; }
    int calendar_year(std::size_t year) const { return first_year_ + static_cast<int>(year); }
    std::int64_t first_hour(std::size_t year) const { return first_hour_[year]; }
    std::int64_t end() const { return first_hour_.back(); }
    const std::vector<Month>& months() const { return months_; }  // those that have hours in the horizon, in order

    // The first hour that begins at or after the instant; end() if there is none.
    std::int64_t hour_of(base::UtcSeconds instant) const;
    std::int64_t first_hour_of_year(
        int calendar_year) const;  // 0 for years before the horizon, end() for years after it

    std::vector<std::uint16_t> slots() const;  // month × 24 + local hour of the day, by hour

  private:
    int first_year_, utc_offset_s_;
    std::vector<base::TimeAxis> axes_;
    std::vector<std::int64_t> first_hour_;
    std::vector<Month> months_;
};

// `mw` in hours [first, end), times a factor by month if one is given.
using MonthFactor = std::function<double(const HorizonHours::Month&)>;
Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw,
                    const MonthFactor& factor);
Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw);

}  // namespace decawatt::adequacy
