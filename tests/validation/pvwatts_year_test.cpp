// Whole years of NREL's PVWatts version 5: sun, plane, cell, panels and inverter against the hourly columns of its
// output files (pvlib-python test data, BSD-3): 4 kW, 20 degrees south, DC/AC 1.2, near Denver; on an open rack
// (installed NOCT 45 degrees) and close to a roof (49).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "profiles/photovoltaics/pv_trace.hpp"

using namespace decawatt;

namespace {
constexpr double kLatitudeDeg = 39.73, kLongitudeDeg = -105.18, kAcRatingW = 4000.0 / 1.2;
constexpr double kAnemometerM = 9.144;  // 30 ft, the height Fuentes's report takes
constexpr int kUtcOffsetS = -7 * 3600, kHourS = 3600;
constexpr int kYear = 2003;  // any year without a leap day; the file names none

struct Row {
    double dni, dhi, air_deg_c, wind, plane, cell_deg_c, dc_w, ac_w;
};

std::vector<Row> read_year(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::vector<double> value;
        for (std::string field; std::getline(fields, field, ',');) {
            char* end = nullptr;
            const double number = std::strtod(field.c_str(), &end);
            if (end == field.c_str()) break;
            value.push_back(number);
        }
        if (value.size() == 11)
            rows.push_back({value[3], value[4], value[5], value[6], value[7], value[8], value[9], value[10]});
    }
    return rows;
}

model::Sites denver() {
    model::Sites sites;
    sites.name = {"denver"};
    sites.latitude_deg = {kLatitudeDeg};
    sites.longitude_deg = {kLongitudeDeg};
    sites.elevation_m = {1819.6};
    return sites;
}

// The file has no global irradiance: it closes with the sun of each hour.
profiles::WeatherYear weather_of(const std::vector<Row>& rows) {
    profiles::WeatherYear weather;
    weather.axis = {.start_utc_s = base::utc_of_date(kYear, 1, 1, kUtcOffsetS),
                    .step_s = kHourS,
                    .count = static_cast<std::int64_t>(rows.size())};
    const base::Series zero(rows.size(), 1);
    weather.temperature_deg_c = weather.ghi_w_per_m2 = weather.dni_w_per_m2 = weather.dhi_w_per_m2 = zero;
    weather.wind = {{.height_m = kAnemometerM, .speed_m_per_s = zero, .direction_deg = {}}};
    const auto course = profiles::sun_course(weather, model::SiteIndex{0}, denver());
    for (std::size_t t = 0; t < rows.size(); ++t) {
        weather.temperature_deg_c(t, 0) = rows[t].air_deg_c;
        weather.wind[0].speed_m_per_s(t, 0) = rows[t].wind;
        weather.dni_w_per_m2(t, 0) = rows[t].dni;
        weather.dhi_w_per_m2(t, 0) = rows[t].dhi;
        weather.ghi_w_per_m2(t, 0) = rows[t].dni * std::max(0.0, course[t].direction.up) + rows[t].dhi;
    }
    return weather;
}

double sum(const std::vector<double>& values) {
    double total = 0.0;
    for (const double value : values) total += value;
    return total;
}

struct Published {
    const char* file;
    double noct_deg_c, plane_wh_per_m2, dc_wh, ac_wh;
};

void check_year(const Published& published) {
    const std::vector<Row> rows = read_year(std::string(DECAWATT_SOURCE_DIR "/tests/data/pvlib/") + published.file);
    REQUIRE(rows.size() == 8760);
    const profiles::PvSystem system{.plane = {20.0, 180.0, 0.2},
                                    .dc_ac_ratio = 1.2,
                                    .inverter_efficiency_frac = 0.96,
                                    .loss_frac = 0.1408,
                                    .temperature_coefficient_per_deg_c = -0.0047,
                                    .noct_deg_c = published.noct_deg_c};
    const auto trace = profiles::pv_trace(weather_of(rows), model::SiteIndex{0}, denver(), system);

    double plane_expected = 0.0, dc_expected = 0.0, ac_expected = 0.0, square = 0.0, worst = 0.0, cell = 0.0;
    int lit_hours = 0;
    for (std::size_t t = 0; t < rows.size(); ++t) {
        plane_expected += rows[t].plane, dc_expected += rows[t].dc_w, ac_expected += rows[t].ac_w;
        const double error = trace.plane_w_per_m2[t] - rows[t].plane;
        square += error * error;
        worst = std::max(worst, std::abs(error));
        if (rows[t].plane <= 0.0) continue;  // at night the file puts the air's temperature for the cell's
        cell += std::abs(trace.cell_deg_c[t] - rows[t].cell_deg_c);
        ++lit_hours;
    }
    const double plane = sum(trace.plane_w_per_m2), rmse = std::sqrt(square / static_cast<double>(rows.size()));
    const double dc_w = sum(trace.dc_frac) * kAcRatingW, ac_w = sum(trace.ac_frac) * kAcRatingW;
    MESSAGE(published.file << ": plane " << plane / plane_expected - 1.0 << ", DC " << dc_w / dc_expected - 1.0
                           << ", AC " << ac_w / ac_expected - 1.0 << ", plane RMSE " << rmse << " W/m2, worst " << worst
                           << " W/m2, cell MAE " << cell / lit_hours << " K");
    CHECK(plane_expected == doctest::Approx(published.plane_wh_per_m2));  // the file is the one meant
    CHECK(dc_expected == doctest::Approx(published.dc_wh));
    CHECK(ac_expected == doctest::Approx(published.ac_wh));
    CHECK(plane == doctest::Approx(plane_expected).epsilon(1e-3));
    CHECK(dc_w == doctest::Approx(dc_expected).epsilon(1e-3));
    CHECK(ac_w == doctest::Approx(ac_expected).epsilon(1e-3));
    CHECK(rmse < 1.0);
    CHECK(cell / lit_hours < 0.1);
}
}  // namespace

TEST_CASE("a year of PVWatts version 5 on an open rack") {
    check_year({"pvwatts_8760_rackmount.csv", 45.0, 1930893.574, 6291910.655, 6023671.24});
}

TEST_CASE("a year of PVWatts version 5 close to a roof") {
    check_year({"pvwatts_8760_roofmount.csv", 49.0, 1930893.574, 6201017.077, 5938052.618});
}
