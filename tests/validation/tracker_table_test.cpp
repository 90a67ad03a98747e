// A year of a tracker on a slope, against the table of pvlib-python's tests (singleaxis_tracker_wslope.csv, BSD-3):
// Florianopolis, rows along the meridian on a slope of 10.1149 degrees that faces 77.34, ground coverage 0.33292759 of
// the level distance, 75 degrees to either side; the sun is SPA's with refraction at sea level, delta T 67 s.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/time_axis.hpp"
#include "profiles/photovoltaics/tracking.hpp"
#include "profiles/sun/spa.hpp"
#include "tests/support/sloped_axis.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
struct Row {
    bool up;
    double rotation_deg, incidence_deg, azimuth_deg, tilt_deg;
};

std::vector<Row> read_table(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Row> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line.substr(line.find(',') + 1) + ',');
        std::vector<std::string> text;
        for (std::string field; std::getline(fields, field, ',');) text.push_back(field);
        REQUIRE(text.size() == 4);
        const auto number = [&](std::size_t k) { return std::strtod(text[k].c_str(), nullptr); };
        rows.push_back({!text[0].empty(), number(0), number(1), number(2), number(3)});
    }
    return rows;
}
}  // namespace

TEST_CASE("120 days of a tracker on a slope") {
    const std::vector<Row> rows =
        read_table(DECAWATT_SOURCE_DIR "/tests/data/pvlib/singleaxis_tracker_wslope_120_days.csv");
    REQUIRE(rows.size() == 120 * 24);
    constexpr double kAxisAzimuthDeg = 0.0, kDeltaTS = 67.0;
    const tests::SlopedAxis axis = tests::axis_on_slope(10.1149, 77.34, kAxisAzimuthDeg);
    const Tracker tracker({.tilt_deg = axis.tilt_deg,
                           .azimuth_deg = kAxisAzimuthDeg,
                           .max_rotation_deg = 75.0,
                           .ground_coverage_ratio = 0.33292759,
                           .cross_axis_tilt_deg = axis.cross_axis_tilt_deg,
                           .backtrack = true});
    const SpaObserver florianopolis{.latitude_deg = -27.597300, .longitude_deg = -48.549610};
    const auto start = base::utc_of_date(2017, 1, 1, -3 * 3600) + 1800;
    int up = 0, limits = 0;
    double rotation = 0.0, incidence = 0.0, tilt = 0.0, azimuth = 0.0;
    for (std::size_t t = 0; t < rows.size(); ++t) {
        const double instant = static_cast<double>(start) + 3600.0 * static_cast<double>(t);
        const SpaPosition sun = spa_position(instant, florianopolis, kDeltaTS);
        CHECK((sun.zenith_deg <= 90.0) == rows[t].up);
        if (!rows[t].up) continue;
        const SunDirection direction = direction_of({sun.zenith_deg, sun.azimuth_deg});
        const TrackerPose pose = tracker.at(direction);
        const SunPosition facing = position_of(pose.surface.normal);
        constexpr double kDegrees = 180.0 / 3.14159265358979323846;
        const double incidence_deg = std::acos(incidence_cosine(pose.surface, direction)) * kDegrees;
        rotation = std::max(rotation, std::abs(pose.rotation_deg - rows[t].rotation_deg));
        incidence = std::max(incidence, std::abs(incidence_deg - rows[t].incidence_deg));
        tilt = std::max(tilt, std::abs(facing.zenith_deg - rows[t].tilt_deg));
        azimuth = std::max(azimuth, std::abs(facing.azimuth_deg - rows[t].azimuth_deg));
        limits += std::abs(rows[t].rotation_deg) > 74.9;
        ++up;
    }
    MESSAGE(up << " hours with sun, " << limits << " at the limit: largest difference of rotation " << rotation
               << ", incidence " << incidence << ", tilt " << tilt << ", azimuth " << azimuth << " degrees");
    CHECK(up > 1450);
    CHECK(rotation < 1e-5);
    CHECK(incidence < 1e-5);
    CHECK(tilt < 1e-5);
    CHECK(azimuth < 1e-5);
}
