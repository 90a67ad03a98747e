// Common files are held to the same limits as files of other formats; zeros and constants inside a year are noticed.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include <unistd.h>

#include "base/error.hpp"
#include "io/weather/judge_weather.hpp"
#include "io/weather/read_weather.hpp"
#include "unit/io/weather_samples.hpp"

using namespace decawatt;

namespace {
constexpr std::size_t kStepsPerDay = 24;

io::WeatherReading sample() {
    return io::read_weather_bytes("sample", test::sample_file("epw", {.days = 30}), {.whole_year = false});
}

// The complaints about the irradiance of a common file.
std::string complaint(const io::WeatherReading& reading) {
    io::WeatherFaults faults("common.nc");
    try {
        (void)io::judge_irradiance(reading.weather, reading.place, faults);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}
}  // namespace

TEST_CASE("the irradiance of a common file is compared with the sun") {
    CHECK(complaint(sample()).empty());
    io::WeatherReading dark = sample();
    for (base::Series* series : {&dark.weather.ghi_w_per_m2, &dark.weather.dni_w_per_m2, &dark.weather.dhi_w_per_m2})
        std::ranges::fill(series->of(0), 0.0);
    CHECK(complaint(dark).find("global irradiation of 0 kWh/m2") != std::string::npos);
    io::WeatherReading local = sample();  // local time as though it were UTC
    local.weather.axis.start_utc_s += 9 * base::kSecondsPerHour;
    CHECK(complaint(local).find("are place and time zone right?") != std::string::npos);
    io::WeatherReading halved = sample();
    for (double& value : halved.weather.ghi_w_per_m2.of(0)) value *= 0.3;
    CHECK(!complaint(halved).empty());  // closure: half of the others, or less
}

TEST_CASE("single days without irradiation are noted with their date; many are rejected") {
    const auto dark = [](std::size_t days) {
        io::WeatherReading reading = sample();
        for (base::Series* series :
             {&reading.weather.ghi_w_per_m2, &reading.weather.dni_w_per_m2, &reading.weather.dhi_w_per_m2})
            for (std::size_t t = 5 * kStepsPerDay; t < (5 + days) * kStepsPerDay; ++t) series->of(0)[t] = 0.0;
        return reading;
    };
    const io::WeatherReading two = dark(2);
    const auto first = two.weather.axis.instant(5 * static_cast<std::int64_t>(kStepsPerDay));
    io::WeatherFaults faults("common.nc");
    const auto notes = io::judge_irradiance(two.weather, two.place, faults);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0] ==
          "2 days without sun, the first from " + base::format_utc(first) + " on: do zeros stand for missing values?");
    CHECK(complaint(dark(11)).find("11 days without sun") != std::string::npos);
}

TEST_CASE("values constant for days, and implausible wind, are noted") {
    profiles::WeatherYear weather;
    weather.axis = {.start_utc_s = 0, .step_s = base::kSecondsPerHour, .count = 240};
    weather.temperature_deg_c = base::Series(240, 1);
    base::Series speed(240, 1);
    for (std::size_t t = 0; t < 240; ++t) {
        weather.temperature_deg_c(t, 0) = static_cast<double>(t);
        speed(t, 0) = 15.0 + static_cast<double>(t % 2);
    }
    for (std::size_t t = 100; t < 171; ++t) weather.temperature_deg_c(t, 0) = 7.0;  // 71 h
    weather.wind.push_back({.height_m = 10.0, .speed_m_per_s = speed, .direction_deg = {}});
    std::vector<std::string> notes;
    io::note_unusual(weather, notes);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].find("wind speed at 10 m: 15.5 m/s in the mean") == 0);
    weather.temperature_deg_c(171, 0) = 7.0;  // 72 h
    notes.clear();
    io::note_unusual(weather, notes);
    REQUIRE(notes.size() == 2);
    CHECK(notes[0] == "temperature: 7 in each interval of 72 h, from 1970-01-05T04:00:00Z on: were values missing?");
}
