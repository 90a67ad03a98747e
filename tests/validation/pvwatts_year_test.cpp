// A whole year of NREL's PVWatts version 5: sun, plane, cell, panels and inverter against the hourly columns of its
// output file (pvlib-python test data, BSD-3): 4 kW, 20 degrees south, DC/AC 1.2, near Denver.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "profiles/photovoltaics/photovoltaics.hpp"

using namespace decawatt;

namespace {
constexpr double kRadians = 3.14159265358979323846 / 180.0;
constexpr double kLatitudeDeg = 39.73, kLongitudeDeg = -105.18, kAcRatingW = 4000.0 / 1.2;
constexpr int kUtcOffsetS = -7 * 3600, kHourS = 3600;
constexpr int kYear = 2003;  // any year without a leap day; the file names none

struct Row {
    double dni, dhi, air_deg_c, wind, plane, cell_deg_c, dc_w, ac_w;
};

std::filesystem::path shared_folder() {
    const char* named = std::getenv("DECAWATT_SHARED");
    return named ? std::filesystem::path(named) : std::filesystem::path(DECAWATT_SOURCE_DIR) / ".." / "shared";
}

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
}  // namespace

TEST_CASE("a year of PVWatts version 5") {
    const auto path = shared_folder() / "data/pv/pvwatts_8760_rackmount.csv";
    if (!std::filesystem::exists(path)) {
        MESSAGE("skipped: no " << path.string());
        return;
    }
    const std::vector<Row> rows = read_year(path);
    REQUIRE(rows.size() == 8760);

    const profiles::PvSystem system{.plane = {20.0, 180.0, 0.2},
                                    .dc_ac_ratio = 1.2,
                                    .inverter_efficiency_frac = 0.96,
                                    .loss_frac = 0.1408,
                                    .temperature_coefficient_per_deg_c = -0.0047,
                                    .noct_deg_c = 45.0};
    constexpr double kAnemometerM = 9.144;  // 30 ft, the height Fuentes's report takes
    profiles::PvArray array(system, kAnemometerM);
    const auto start = base::utc_of_date(kYear, 1, 1, kUtcOffsetS);
    double plane = 0.0, dc_w = 0.0, ac_w = 0.0, plane_square = 0.0, plane_worst = 0.0, cell = 0.0;
    int lit_hours = 0;
    double plane_expected = 0.0, dc_expected = 0.0, ac_expected = 0.0;
    for (std::size_t t = 0; t < rows.size(); ++t) {
        const Row& row = rows[t];
        const auto begin = start + static_cast<base::UtcSeconds>(t) * kHourS;
        const auto sun = profiles::interval_sun(begin, kHourS, kLatitudeDeg, kLongitudeDeg);
        const double cosine = std::max(0.0, std::cos(sun.position.zenith_deg * kRadians));
        const profiles::Irradiance irradiance = sun.up_frac > 0.0
                                                    ? profiles::Irradiance{row.dni * cosine + row.dhi, row.dni, row.dhi}
                                                    : profiles::Irradiance{0.0, 0.0, 0.0};
        const double extraterrestrial =
            profiles::extraterrestrial_w_per_m2(base::civil_time(begin, kUtcOffsetS).day_of_year);
        const auto hour = array.step(irradiance, sun.position, extraterrestrial, row.air_deg_c, row.wind, 1.0);
        plane += hour.plane_w_per_m2, plane_expected += row.plane;
        dc_w += hour.dc_mw * kAcRatingW, dc_expected += row.dc_w;
        ac_w += hour.ac_mw * kAcRatingW, ac_expected += row.ac_w;
        const double error = hour.plane_w_per_m2 - row.plane;
        plane_square += error * error;
        plane_worst = std::max(plane_worst, std::abs(error));
        if (row.plane <= 0.0) continue;  // at night the file puts the air's temperature for the cell's
        cell += std::abs(hour.cell_deg_c - row.cell_deg_c);
        ++lit_hours;
    }
    const double hours = static_cast<double>(rows.size());
    MESSAGE("plane " << plane / plane_expected - 1.0 << ", DC " << dc_w / dc_expected - 1.0 << ", AC "
                     << ac_w / ac_expected - 1.0 << ", plane RMSE " << std::sqrt(plane_square / hours)
                     << " W/m2, worst " << plane_worst << " W/m2, cell MAE " << cell / lit_hours << " K");
    CHECK(plane_expected == doctest::Approx(1930893.574));  // the file is the one meant
    CHECK(ac_expected == doctest::Approx(6023671.24));
    CHECK(plane == doctest::Approx(plane_expected).epsilon(1e-3));
    CHECK(dc_w == doctest::Approx(dc_expected).epsilon(1e-3));
    CHECK(ac_w == doctest::Approx(ac_expected).epsilon(1e-3));
    CHECK(std::sqrt(plane_square / hours) < 1.0);
    CHECK(cell / lit_hours < 0.1);
}
