// Reading of samples in tests, with weather and faults.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "unit/io/weather_samples.hpp"

namespace decawatt::test {

// Stretches of some days, at the samples' place where a file leaves it open.
inline io::WeatherRequest few_days() {
    return {.latitude_deg = kSamplePlace.latitude_deg,
            .longitude_deg = kSamplePlace.longitude_deg,
            .elevation_m = kSamplePlace.elevation_m,
            .utc_offset_s = kSamplePlace.utc_offset_s,
            .whole_year = false};
}

inline io::WeatherReading read(const std::string& text, const io::WeatherRequest& request = few_days()) {
    return io::read_weather_bytes("sample", text, request);
}

inline std::vector<base::InputFault> faults_of(const std::string& text,
                                               const io::WeatherRequest& request = few_days()) {
    try {
        (void)read(text, request);
    } catch (const base::InputError& error) {
        return error.faults;
    }
    return {};
}

inline bool has_note(const io::WeatherReading& reading, const std::string& words) {
    return std::ranges::any_of(reading.notes, [&](const auto& note) { return note.find(words) != std::string::npos; });
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

inline std::string replaced_all(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

// Field `column` (from 0) of the row that begins so.
inline std::string with_field(std::string text, const std::string& row, int column, const std::string& value) {
    const auto start = text.find("\n" + row);
    REQUIRE(start != std::string::npos);
    auto from = start + 1;
    for (int c = 0; c < column; ++c) from = text.find(',', from) + 1;
    return text.replace(from, text.find_first_of(",\n", from) - from, value);
}

}  // namespace decawatt::test
