#include "adequacy/system/weather_library.hpp"

#include <algorithm>

namespace decawatt::adequacy {

using base::at;

WeatherLibrary::WeatherLibrary(const Shape& shape) : shape_(shape), first_hour_{0} {
    for (const std::int64_t hours : shape.hours_of_year) first_hour_.push_back(first_hour_.back() + hours);
    const auto all = static_cast<std::size_t>(first_hour_.back());
    slot_.assign(all, 0);
    load_.assign(shape.weathers * (shape.regions + shape.centers) * all, 0.0F);
    if (!shape.hours_of_year.empty())
        no_load_.assign(static_cast<std::size_t>(std::ranges::max(shape.hours_of_year)), 0.0F);
    weather_.assign(shape.weathers * (shape.resources + shape.temperatures) * kLeapHours, 0.0F);
}

// Order in memory, from the slowest index to the fastest: weather year, year, column, hour.
std::size_t WeatherLibrary::load_start(WeatherIndex weather, std::size_t year, std::size_t column) const {
    const auto before = static_cast<std::int64_t>(at(weather)) * first_hour_.back() + first_hour_[year];
    return static_cast<std::size_t>(before) * (shape_.regions + shape_.centers) +
           column * static_cast<std::size_t>(hours(year));
}

std::size_t WeatherLibrary::weather_start(WeatherIndex weather, std::size_t column) const {
    return (at(weather) * (shape_.resources + shape_.temperatures) + column) * kLeapHours;
}

std::span<float> WeatherLibrary::load_mw(WeatherIndex weather, std::size_t year, NodeIndex node) {
    return {load_.data() + load_start(weather, year, at(node)), static_cast<std::size_t>(hours(year))};
}
std::span<const float> WeatherLibrary::load_mw(WeatherIndex weather, std::size_t year, NodeIndex node) const {
    if (at(node) >= shape_.regions) return {no_load_.data(), static_cast<std::size_t>(hours(year))};
    return {load_.data() + load_start(weather, year, at(node)), static_cast<std::size_t>(hours(year))};
}
std::span<float> WeatherLibrary::center_mw(WeatherIndex weather, std::size_t year, CenterIndex center) {
    return {load_.data() + load_start(weather, year, shape_.regions + at(center)),
            static_cast<std::size_t>(hours(year))};
}
std::span<const float> WeatherLibrary::center_mw(WeatherIndex weather, std::size_t year, CenterIndex center) const {
    return {load_.data() + load_start(weather, year, shape_.regions + at(center)),
            static_cast<std::size_t>(hours(year))};
}

std::span<float> WeatherLibrary::output_frac(WeatherIndex weather, ResourceIndex resource) {
    return {weather_.data() + weather_start(weather, at(resource)), kLeapHours};
}
std::span<const float> WeatherLibrary::output_frac(WeatherIndex weather, ResourceIndex resource) const {
    return {weather_.data() + weather_start(weather, at(resource)), kLeapHours};
}
std::span<float> WeatherLibrary::temperature_deg_c(WeatherIndex weather, TemperatureIndex column) {
    return {weather_.data() + weather_start(weather, shape_.resources + at(column)), kLeapHours};
}
std::span<const float> WeatherLibrary::temperature_deg_c(WeatherIndex weather, TemperatureIndex column) const {
    return {weather_.data() + weather_start(weather, shape_.resources + at(column)), kLeapHours};
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
