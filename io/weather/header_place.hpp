// The place that a file's header states, or leaves open for the one who reads it.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// A field of a header that holds a number of the place, as text.
struct PlaceField {
    HeaderField what;
    std::string_view text;
};

// The number of the field, or the given one: where the field is open (blank, or a placeholder such as `lat??`), and,
// where the request replaces the place, wherever the field holds no number in its range. Both are noted. Else a fault.
double place_number(const PlaceField& field, std::optional<double> given, const WeatherRequest& request,
                    RawWeather& raw, WeatherFaults& faults);

// Whether a header leaves a field to be filled in: blank, or with question marks.
bool is_open(std::string_view text);

// Latitude, longitude, elevation and, where the format has one, time zone in hours.
struct PlaceFields {
    int line;
    std::string_view latitude, longitude, elevation;
    std::optional<std::string_view> time_zone = {};
};
void read_place(const PlaceFields& fields, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults);

}  // namespace decawatt::io
