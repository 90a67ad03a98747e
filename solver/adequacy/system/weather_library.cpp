#include "adequacy/system/weather_library.hpp"

#include <algorithm>

namespace decawatt::adequacy {

WeatherLibrary::WeatherLibrary(const Shape& shape) : shape_(shape), first_hour_{0} {
    for (const std::int64_t hours : shape.hours_of_year) first_hour_.push_back(first_hour_.back() + hours);
    const auto all = static_cast<std::size_t>(first_hour_.back());
    slot_.assign(all, 0);
    load_.assign(shape.weathers * (shape.regions + shape.centers) * all, 0.0F);
    if (!shape.hours_of_year.empty())
        no_load_.assign(static_cast<std::size_t>(std::ranges::max(shape.hours_of_year)), 0.0F);
    weather_.assign(shape.weathers * (shape.resources + shape.temperatures) * kLeapHours, 0.0F);
}

// Of a weather year all years, of a year all columns, of a column all hours lie together.
std::size_t WeatherLibrary::load_start(std::size_t weather, std::size_t year, std::size_t column) const {
    const auto before = static_cast<std::int64_t>(weather) * first_hour_.back() + first_hour_[year];
    return static_cast<std::size_t>(before) * (shape_.regions + shape_.centers) +
           column * static_cast<std::size_t>(hours(year));
}

std::size_t WeatherLibrary::weather_start(std::size_t weather, std::size_t column) const {
    return (weather * (shape_.resources + shape_.temperatures) + column) * kLeapHours;
}

std::span<float> WeatherLibrary::load_mw(std::size_t weather, std::size_t year, std::size_t region) {
    return {load_.data() + load_start(weather, year, region), static_cast<std::size_t>(hours(year))};
}
std::span<const float> WeatherLibrary::load_mw(std::size_t weather, std::size_t year, std::size_t region) const {
    if (region >= shape_.regions) return {no_load_.data(), static_cast<std::size_t>(hours(year))};
    return {load_.data() + load_start(weather, year, region), static_cast<std::size_t>(hours(year))};
}
std::span<float> WeatherLibrary::center_mw(std::size_t weather, std::size_t year, std::size_t center) {
    return {load_.data() + load_start(weather, year, shape_.regions + center), static_cast<std::size_t>(hours(year))};
}
std::span<const float> WeatherLibrary::center_mw(std::size_t weather, std::size_t year, std::size_t center) const {
    return {load_.data() + load_start(weather, year, shape_.regions + center), static_cast<std::size_t>(hours(year))};
}

std::span<float> WeatherLibrary::output_frac(std::size_t weather, std::size_t resource) {
    return {weather_.data() + weather_start(weather, resource), kLeapHours};
}
std::span<const float> WeatherLibrary::output_frac(std::size_t weather, std::size_t resource) const {
    return {weather_.data() + weather_start(weather, resource), kLeapHours};
}
std::span<float> WeatherLibrary::temperature_deg_c(std::size_t weather, std::size_t column) {
    return output_frac(weather, shape_.resources + column);
}
std::span<const float> WeatherLibrary::temperature_deg_c(std::size_t weather, std::size_t column) const {
    return output_frac(weather, shape_.resources + column);
}

std::int64_t WeatherLibrary::leap_hour(std::size_t year, std::int64_t hour) const {
    const bool leap = year < shape_.is_leap.size() && shape_.is_leap[year];
    return leap || hour < kLeapDay ? hour : hour + 24;
}

std::int64_t WeatherLibrary::piece_end(std::size_t year, std::int64_t hour) const {
    const bool leap = year < shape_.is_leap.size() && shape_.is_leap[year];
    return leap || hour >= kLeapDay ? hours(year) : std::min(hours(year), kLeapDay);
}

}  // namespace decawatt::adequacy
