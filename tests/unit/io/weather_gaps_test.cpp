// Gaps that are filled, gaps that are refused, and the lines of faults.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/error.hpp"
#include "io/weather/fill_gaps.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/sun_of_year.hpp"
#include "unit/io/weather_samples.hpp"

using namespace decawatt;

namespace {
constexpr int kFirstRow = 4;  // line of hour 0 in a SAM CSV

std::vector<std::string> sample_lines() {
    std::istringstream text(test::sample_file("sam", {}));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

// Field `column` (from 0) of the row of hour `hour`.
void set_field(std::vector<std::string>& lines, int hour, int column, const std::string& value) {
    std::string& line = lines[static_cast<std::size_t>(kFirstRow - 1 + hour)];
    std::size_t from = 0;
    for (int c = 0; c < column; ++c) from = line.find(',', from) + 1;
    line.replace(from, line.find(',', from) == std::string::npos ? std::string::npos : line.find(',', from) - from,
                 value);
}

io::WeatherReading read(const std::vector<std::string>& lines, int longest_gap_h = 3) {
    return io::read_weather_bytes("sample", joined(lines), {.longest_gap_h = longest_gap_h, .whole_year = false});
}

std::vector<base::InputFault> faults_of(const std::vector<std::string>& lines) {
    try {
        (void)read(lines);
    } catch (const base::InputError& error) {
        return error.faults;
    }
    return {};
}

bool has_note(const io::WeatherReading& reading, const std::string& words) {
    return std::ranges::any_of(reading.notes, [&](const auto& n) { return n.find(words) != std::string::npos; });
}
constexpr int kGhi = 5, kDni = 6, kDhi = 7, kTdry = 8, kTdew = 9, kRh = 10, kPres = 11, kWspd = 12, kWdir = 13;
}  // namespace

TEST_CASE("a gap of temperature is interpolated, with a note") {
    auto lines = sample_lines();
    set_field(lines, 10, kTdry, "1.0");
    set_field(lines, 11, kTdry, "");
    set_field(lines, 12, kTdry, "NaN");
    set_field(lines, 13, kTdry, "4.0");
    const auto reading = read(lines);
    CHECK(reading.weather.temperature_deg_c(11, 0) == doctest::Approx(2.0));
    CHECK(reading.weather.temperature_deg_c(12, 0) == doctest::Approx(3.0));
    CHECK(has_note(reading, "Tdry (column 9): 2 values interpolated between their neighbours, the first in line 15"));
}

TEST_CASE("a direction is filled the shorter way around north") {
    auto lines = sample_lines();
    set_field(lines, 10, kWdir, "350");
    set_field(lines, 11, kWdir, "");
    set_field(lines, 12, kWdir, "20");
    CHECK(read(lines).weather.wind[0].direction_deg(11, 0) == doctest::Approx(5.0));
    set_field(lines, 10, kWdir, "340");
    set_field(lines, 12, kWdir, "10");
    CHECK(read(lines).weather.wind[0].direction_deg(11, 0) == doctest::Approx(355.0));
}

TEST_CASE("a gap that is too long is rejected with its start; directions are then omitted") {
    auto lines = sample_lines();
    for (int hour = 20; hour < 24; ++hour) set_field(lines, hour, kWspd, "-999");
    const auto faults = faults_of(lines);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].row == kFirstRow + 20);
    CHECK(faults[0].field == "Wspd (column 13)");
    CHECK(faults[0].found == "4 h without a value");
    CHECK(read(lines, 4).weather.axis.count == 72);

    lines = sample_lines();
    for (int hour = 20; hour < 24; ++hour) set_field(lines, hour, kWdir, "-999");
    const auto reading = read(lines);
    CHECK(reading.weather.wind[0].direction_deg.empty());
    CHECK(has_note(reading, "Wdir: left out"));
}

TEST_CASE("missing rows are a gap like any other") {
    auto lines = sample_lines();
    const auto whole = read(lines);
    lines.erase(lines.begin() + kFirstRow - 1 + 30, lines.begin() + kFirstRow - 1 + 33);
    const auto reading = read(lines);
    CHECK(reading.weather.axis.count == 72);
    CHECK(has_note(reading, "3 rows are missing, the first before line 34"));
    CHECK(reading.weather.temperature_deg_c(33, 0) == whole.weather.temperature_deg_c(33, 0));
    lines.erase(lines.begin() + kFirstRow - 1 + 30);
    const auto faults = faults_of(lines);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].found == "4 h missing before this row");
}

TEST_CASE("irradiance is filled by its clear-sky index, and never at night") {
    auto lines = sample_lines();
    const auto whole = read(lines);
    const auto& truth = whole.weather;
    // Noon and the hour after: 12:00 and 13:00 of the second day.
    for (const int hour : {36, 37})
        for (const int column : {kGhi, kDni, kDhi}) set_field(lines, hour, column, "");
    // Irradiance at midnight is not required.
    for (const int column : {kGhi, kDni, kDhi}) set_field(lines, 24, column, "");
    const auto reading = read(lines);
    const auto& w = reading.weather;
    CHECK(w.ghi_w_per_m2(24, 0) == 0.0);
    const profiles::SunOfYear sun = profiles::sun_of_year(w.axis, reading.place, std::nullopt);
    const auto index = [&](std::size_t t) { return truth.ghi_w_per_m2(t, 0) / sun.clear_w_per_m2[t]; };
    for (const std::size_t t : {36U, 37U}) {
        CAPTURE(t);
        const double share = (static_cast<double>(t) - 35.0) / 3.0;
        const double expected = sun.clear_w_per_m2[t] * (index(35) + share * (index(38) - index(35)));
        CHECK(w.ghi_w_per_m2(t, 0) == doctest::Approx(expected).epsilon(1e-12));
        CHECK(w.dni_w_per_m2(t, 0) * sun.cos_zenith[t] + w.dhi_w_per_m2(t, 0) ==
              doctest::Approx(w.ghi_w_per_m2(t, 0)).epsilon(1e-12));
    }
    CHECK(has_note(reading, "irradiance: 2 intervals filled by their clear-sky index, the first in line 40"));
    CHECK(has_note(reading, "1 missing values at night are zero"));
    // The whole night may be missing, but not the whole morning.
    for (int hour = 43; hour < 54; ++hour) set_field(lines, hour, kGhi, "");
    CHECK(faults_of(lines).empty());
}

TEST_CASE("one component follows from the other two") {
    auto lines = sample_lines();
    const auto whole = read(lines);
    for (int hour = 0; hour < 72; ++hour) set_field(lines, hour, kDhi, "");
    const auto reading = read(lines);
    CHECK(has_note(reading, "DHI is not in the file: computed from GHI - DNI cos Z"));
    for (std::size_t t = 0; t < 72; ++t)
        CHECK(std::abs(reading.weather.dhi_w_per_m2(t, 0) - whole.weather.dhi_w_per_m2(t, 0)) < 0.02);
}

TEST_CASE("humidity follows from the dew point, pressure from the elevation") {
    auto lines = sample_lines();
    for (int hour = 0; hour < 72; ++hour) {
        set_field(lines, hour, kRh, "");
        set_field(lines, hour, kPres, "");
        set_field(lines, hour, kTdry, "20");
        set_field(lines, hour, kTdew, "10");
    }
    const auto reading = read(lines);
    // e(10)/e(20) of Magnus with 17.62 and 243.12: exp(176.2/253.12 - 352.4/263.12) = 0.52561.
    CHECK(reading.weather.relative_humidity_frac(5, 0) == doctest::Approx(0.52561).epsilon(1e-4));
    CHECK(reading.weather.pressure_pa(5, 0) == profiles::standard_pressure_pa(70.0));
    CHECK(has_note(reading, "the standard atmosphere's"));
}

TEST_CASE("impossible values are faults with line and column") {
    struct Case {
        int column;
        const char *value, *field;
    };
    for (const Case& c : {Case{kTdry, "61", "Tdry (column 9)"}, Case{kTdry, "-91", "Tdry (column 9)"},
                          Case{kRh, "111", "RH (column 11)"}, Case{kRh, "-1", "RH (column 11)"},
                          Case{kWspd, "101", "Wspd (column 13)"}, Case{kWspd, "-0.1", "Wspd (column 13)"},
                          Case{kPres, "101300", "Pres (column 12)"}, Case{kGhi, "-6", "GHI (column 6)"},
                          Case{kGhi, "1300", "GHI (column 6)"}, Case{kDni, "1450", "DNI (column 7)"}}) {
        CAPTURE(c.field);
        CAPTURE(c.value);
        auto lines = sample_lines();
        set_field(lines, 12, c.column, c.value);
        const auto faults = faults_of(lines);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].row == kFirstRow + 12);
        CHECK(faults[0].field == c.field);
    }
    auto lines = sample_lines();
    set_field(lines, 2, kGhi, "150");  // in the middle of the night
    REQUIRE(faults_of(lines).size() == 1);
    CHECK(faults_of(lines)[0].expected.find("at most 100 W/m2") != std::string::npos);
}

TEST_CASE("humidity slightly above 100 % and pyranometer offsets are clipped") {
    auto lines = sample_lines();
    set_field(lines, 2, kRh, "104");
    set_field(lines, 2, kGhi, "-3");
    const auto reading = read(lines);
    CHECK(reading.weather.relative_humidity_frac(2, 0) == 1.0);
    CHECK(reading.weather.ghi_w_per_m2(2, 0) == 0.0);
    CHECK(has_note(reading, "RH: 1 values clipped to the limit, the first in line 6"));
}

TEST_CASE("repeated or decreasing times are faults with their line") {
    auto lines = sample_lines();
    std::swap(lines[20], lines[21]);
    CHECK(faults_of(lines).at(0).row == 22);
    lines = sample_lines();
    lines.insert(lines.begin() + 20, lines[20]);
    const auto faults = faults_of(lines);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].row == 22);
    CHECK(faults[0].found == "the time of the row before");
}

TEST_CASE("a time shift of an hour is detected by closure, with the correction") {
    auto lines = sample_lines();
    CHECK(!has_note(read(lines), "are time zone and labels right"));
    lines[1] = "35.10,126.90,8,70,Sampleville";  // written at UTC+9
    CHECK(has_note(read(lines), "with the sun 60 minutes earlier"));
}

TEST_CASE("a period that is not a whole year is read, with a note") {
    CHECK(has_note(read(sample_lines()), "no whole year: 72 h from 2018-12-31T15:00:00Z"));
}

TEST_CASE("columns in another unit are rejected") {
    const auto scaled = [](int column, double factor) {
        auto lines = sample_lines();
        for (int hour = 0; hour < static_cast<int>(lines.size()) - kFirstRow + 1; ++hour) {
            std::istringstream fields(lines[static_cast<std::size_t>(kFirstRow - 1 + hour)]);
            std::string field;
            for (int c = 0; c <= column; ++c) std::getline(fields, field, ',');
            set_field(lines, hour, column, std::to_string(factor * std::stod(field)));
        }
        return lines;
    };
    CHECK(faults_of(scaled(kGhi, 1.0)).empty());
    const auto kilowatts = faults_of(scaled(kGhi, 1e-3));
    REQUIRE(kilowatts.size() == 1);
    CHECK(kilowatts[0].field == "GHI");
    CHECK(kilowatts[0].expected.find("are the units right?") != std::string::npos);
    const auto fractions = faults_of(scaled(kRh, 0.01));
    REQUIRE(fractions.size() == 1);
    CHECK(fractions[0].expected == "percent, not fractions");
}
