#include "adequacy/assembly/horizon_hours.hpp"

#include <algorithm>

#include "model/study.hpp"

namespace decawatt::adequacy {

HorizonHours::HorizonHours(const model::Study& study)
    : first_year_(study.horizon.first_year), utc_offset_s_(study.utc_offset_s), first_hour_{0} {
    for (int year = first_year_; year <= study.horizon.last_year; ++year) {
        const base::TimeAxis axis = model::year_axis(study, year);
        for (std::int64_t t = 0; t < axis.count; ++t) {
            const int month = base::civil_time(axis.instant(t), utc_offset_s_).month - 1;
            if (t == 0 || month != months_.back().month) months_.push_back({first_hour_.back() + t, month, year});
        }
        axes_.push_back(axis);
        first_hour_.push_back(first_hour_.back() + axis.count);
    }
}

std::int64_t HorizonHours::hour_of(base::UtcSeconds instant) const {
    for (std::size_t y = 0; y < axes_.size(); ++y) {
        if (instant > axes_[y].instant(axes_[y].count - 1)) continue;
        const base::UtcSeconds after =
            std::max<base::UtcSeconds>(0, instant == base::kAlways ? 0 : instant - axes_[y].start_utc_s);
        return first_hour_[y] + (after + axes_[y].step_s - 1) / axes_[y].step_s;
    }
    return end();
}

std::int64_t HorizonHours::first_hour_of_year(int calendar_year) const {
    const auto year = std::clamp<std::ptrdiff_t>(calendar_year - first_year_, 0, std::ssize(axes_));
    return first_hour_[static_cast<std::size_t>(year)];
}

std::vector<std::uint16_t> HorizonHours::slots() const {
    std::vector<std::uint16_t> slots;
    for (const base::TimeAxis& axis : axes_)
        for (std::int64_t t = 0; t < axis.count; ++t) {
            const base::CivilTime civil = base::civil_time(axis.instant(t), utc_offset_s_);
            slots.push_back(static_cast<std::uint16_t>((civil.month - 1) * base::kHoursPerDay + civil.hour));
        }
    return slots;
}

Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw,
                    const MonthFactor& factor) {
    Steps steps;
    if (first >= end || first >= hours.end()) return steps;
    const auto& months = hours.months();
    for (auto month = std::ranges::upper_bound(months, first, {}, &HorizonHours::Month::first_hour) - 1;
         month != months.end() && month->first_hour < end; ++month) {
        const double value = mw * factor(*month);
        if (steps.empty() || steps.back().mw != value) steps.push_back({std::max(first, month->first_hour), value});
    }
    if (end < hours.end() && steps.back().mw != 0.0) steps.push_back({end, 0.0});
    return steps;
}

Steps steps_between(const HorizonHours& hours, std::int64_t first, std::int64_t end, double mw) {
    return steps_between(hours, first, end, mw, [](const HorizonHours::Month&) { return 1.0; });
}

}  // namespace decawatt::adequacy
