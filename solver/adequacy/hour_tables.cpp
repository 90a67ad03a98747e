#include "adequacy/hour_tables.hpp"

namespace decawatt::adequacy {

HourTables::HourTables(std::size_t weathers, std::size_t regions, std::vector<std::int64_t> hours_of_year)
    : weathers_(weathers), regions_(regions), first_hour_{0} {
    for (const std::int64_t hours : hours_of_year) first_hour_.push_back(first_hour_.back() + hours);
    slot_.assign(static_cast<std::size_t>(first_hour_.back()), 0);
    const std::size_t size = weathers * regions * static_cast<std::size_t>(first_hour_.back());
    load_.assign(size, 0.0F);
    supply_.assign(size, 0.0F);
}

// Of a weather year all years, of a year all regions, of a region all hours lie together.
std::size_t HourTables::start(std::size_t weather, std::size_t year, std::size_t region) const {
    const auto before = static_cast<std::int64_t>(weather) * first_hour_.back() + first_hour_[year];
    return static_cast<std::size_t>(before) * regions_ + region * static_cast<std::size_t>(hours(year));
}

HourTables::Hours HourTables::load_mw(std::size_t weather, std::size_t year, std::size_t region) {
    return {load_.data() + start(weather, year, region), static_cast<std::size_t>(hours(year))};
}

HourTables::ConstHours HourTables::load_mw(std::size_t weather, std::size_t year, std::size_t region) const {
    return {load_.data() + start(weather, year, region), static_cast<std::size_t>(hours(year))};
}

HourTables::Hours HourTables::supply_mw(std::size_t weather, std::size_t year, std::size_t region) {
    return {supply_.data() + start(weather, year, region), static_cast<std::size_t>(hours(year))};
}

HourTables::ConstHours HourTables::supply_mw(std::size_t weather, std::size_t year, std::size_t region) const {
    return {supply_.data() + start(weather, year, region), static_cast<std::size_t>(hours(year))};
}

}  // namespace decawatt::adequacy
