#include "adequacy/system/weather_library.hpp"

namespace decawatt::adequacy {

HourTables::HourTables(std::size_t weathers, std::size_t regions, std::size_t centers,
                       const std::vector<std::int64_t>& hours_of_year)
    : weathers_(weathers), regions_(regions), columns_(2 * regions + centers), first_hour_{0} {
    for (const std::int64_t hours : hours_of_year) first_hour_.push_back(first_hour_.back() + hours);
    const auto all = static_cast<std::size_t>(first_hour_.back());
    slot_.assign(all, 0);
    mw_.assign(weathers * columns_ * all, 0.0F);
}

// Of a weather year all years, of a year all columns, of a column all hours lie together.
std::size_t HourTables::start(std::size_t weather, std::size_t year, std::size_t column) const {
    const auto before = static_cast<std::int64_t>(weather) * first_hour_.back() + first_hour_[year];
    return static_cast<std::size_t>(before) * columns_ + column * static_cast<std::size_t>(hours(year));
}

}  // namespace decawatt::adequacy
