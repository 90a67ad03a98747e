// The location in a file's header, which may be blank or a placeholder.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// A field of a header with a number of the location, as text.
struct PlaceField {
    HeaderField what;
    std::string_view text;
};

// The number of the field, or the given one if the field is blank or a placeholder such as `lat??` or, if the request
// replaces the location, if the field is not a number in range. Both are noted. Otherwise a fault.
double place_number(const PlaceField& field, std::optional<double> given, const WeatherRequest& request,
                    RawWeather& raw, WeatherFaults& faults);

// Whether a field of a header is blank or a placeholder with question marks.
bool is_open(std::string_view text);

// Latitude, longitude, elevation and, if the format has one, time zone in hours.
struct PlaceFields {
    int line;
    std::string_view latitude, longitude, elevation;
    std::optional<std::string_view> time_zone = {};
};
void read_place(const PlaceFields& fields, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults);

}  // namespace decawatt::io
