// The hours of a study's horizon, one after another, whatever its years are long.
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
    const std::vector<Month>& months() const { return months_; }  // those with hours, in order

    // The first hour that does not begin before the instant; end() where there is none.
    std::int64_t hour_of(base::UtcSeconds instant) const;
    std::int64_t first_hour_of_year(int calendar_year) const;  // 0 before the horizon, end() after it

    std::vector<std::uint16_t> slots() const;  // month × 24 + local hour of the day, by hour

  private:
    int first_year_, utc_offset_s_;
    std::vector<base::TimeAxis> axes_;
    std::vector<std::int64_t> first_hour_;
    std::vector<Month> months_;
};

// `mw` from `first` to `end`, times a factor by month, or as it is.
using MonthFactor = std::function<double(const HorizonHours::Month&)>;
Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw,
                    const MonthFactor& factor);
Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw);

}  // namespace decawatt::adequacy
