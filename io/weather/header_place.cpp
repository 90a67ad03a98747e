#include "io/weather/header_place.hpp"

#include <fmt/format.h>

#include "base/time_axis.hpp"

namespace decawatt::io {

bool is_open(std::string_view text) {
    return is_blank(text) || text.find('?') != std::string_view::npos;
}

double place_number(const PlaceField& field, std::optional<double> given, const WeatherRequest& request,
                    RawWeather& raw, WeatherFaults& faults) {
    const auto stated = to_number(field.text);
    const bool good = stated && *stated >= field.what.least && *stated <= field.what.most;
    if (good) return *stated;
    if (!given || !(request.replaces_place || is_open(field.text))) {
        faults.add(field.what.name, field.what.line, shown_number(field.text),
                   fmt::format("a number from {:g} to {:g}, or a place given along with the file (weather convert "
                               "--place, [place] of a profile)",
                               field.what.least, field.what.most));
        return 0.0;
    }
    raw.notes.push_back(fmt::format("{}: the file says {}, the one given, {:g}, is used", field.what.name,
                                    field.text.empty() ? "nothing" : fmt::format("'{}'", shown(field.text)), *given));
    return *given;
}

void read_place(const PlaceFields& fields, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    const auto number = [&](const HeaderField& what, std::string_view text, std::optional<double> given) {
        return place_number({what, text}, given, request, raw, faults);
    };
    raw.place.latitude_deg = number(latitude_field(fields.line), fields.latitude, request.latitude_deg);
    raw.place.longitude_deg = number(longitude_field(fields.line), fields.longitude, request.longitude_deg);
    raw.place.elevation_m = number(elevation_field(fields.line), fields.elevation, request.elevation_m);
    if (!fields.time_zone) return;
    const auto given_h = request.utc_offset_s
                             ? std::optional(*request.utc_offset_s / static_cast<double>(base::kSecondsPerHour))
                             : std::nullopt;
    raw.place.utc_offset_s = offset_seconds(number(time_zone_field(fields.line), *fields.time_zone, given_h));
}

}  // namespace decawatt::io
