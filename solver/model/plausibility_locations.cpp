#include "model/plausibility_locations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/index.hpp"

namespace decawatt::model {

namespace {
using base::at;

constexpr double kDegreesPerHour = 15.0, kHoursPerDay = base::kHoursPerDay;

// Local standard time less mean solar time at the longitude, -12 to 12 h.
double hours_from_solar_time(double longitude_deg, int utc_offset_s) {
    const double hours = static_cast<double>(utc_offset_s) / base::kSecondsPerHour - longitude_deg / kDegreesPerHour;
    return hours - kHoursPerDay * std::round(hours / kHoursPerDay);
}

void check_longitude(PlausibilityCheck& check, const char* table, const std::string& name, double longitude_deg) {
    const double hours = hours_from_solar_time(longitude_deg, check.study().utc_offset_s);
    if (std::abs(hours) <= kMostHoursFromSolarTime) return;
    check.warn({table, name, "longitude_deg"},
               fmt::format("{:g} degrees east, whose solar time differs from the study's utc_offset by {:.1f} h",
                           longitude_deg, std::abs(hours)),
               fmt::format("at most {:g} h; west is negative", kMostHoursFromSolarTime),
               "western China is 3 h ahead of the sun, IANA time zone database, widened");
}

double distance_km(double latitude_a_deg, double longitude_a_deg, double latitude_b_deg, double longitude_b_deg) {
    constexpr double kEarthRadiusKm = 6371.0, kRadians = std::numbers::pi / 180.0;
    const double half_north = std::sin((latitude_b_deg - latitude_a_deg) * kRadians / 2.0);
    const double half_east = std::sin((longitude_b_deg - longitude_a_deg) * kRadians / 2.0);
    const double square = half_north * half_north + std::cos(latitude_a_deg * kRadians) *
                                                        std::cos(latitude_b_deg * kRadians) * half_east * half_east;
    return 2.0 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, square)));
}

// Mean of December to February less that of June to August: negative in the northern hemisphere, positive in the
// southern.
double winter_less_summer(const Months& temperature_deg_c) {
    return (temperature_deg_c[11] + temperature_deg_c[0] + temperature_deg_c[1] - temperature_deg_c[5] -
            temperature_deg_c[6] - temperature_deg_c[7]) /
           3.0;
}

// Outside the tropics the seasons determine the hemisphere.
void check_seasons(PlausibilityCheck& check, std::size_t s) {
    const Sites& sites = check.study().sites;
    constexpr double kTropicsDeg = 23.5, kClearlyK = 3.0;
    const double latitude_deg = sites.latitude_deg[s];
    const double difference_k = winter_less_summer(sites.temperature_mean_deg_c[s]);
    if (std::abs(latitude_deg) < kTropicsDeg || difference_k * latitude_deg <= kClearlyK * std::abs(latitude_deg))
        return;
    check.warn({"sites", sites.name[s], "latitude_deg"},
               fmt::format("{:g} degrees north, where December to February is {:.1f} K {} than June to August",
                           latitude_deg, std::abs(difference_k), difference_k > 0.0 ? "warmer" : "colder"),
               "the warm season of its hemisphere; south is negative", "climate.csv of the study");
}
}  // namespace

void check_locations(PlausibilityCheck& check) {
    const Sites& sites = check.study().sites;
    const Regions& regions = check.study().regions;
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        check_longitude(check, "sites", sites.name[s], sites.longitude_deg[s]);
        check_seasons(check, s);
    }
    for (std::size_t r = 0; r < regions.name.size(); ++r) {
        // Studies without weather need no coordinates and have zeros there.
        const bool placed = regions.latitude_deg[r] != 0.0 || regions.longitude_deg[r] != 0.0;
        if (placed) check_longitude(check, "regions", regions.name[r], regions.longitude_deg[r]);
        if (!placed || regions.site[r] == base::none<SiteIndex>) continue;
        const std::size_t s = at(regions.site[r]);
        const double far_km = distance_km(regions.latitude_deg[r], regions.longitude_deg[r], sites.latitude_deg[s],
                                          sites.longitude_deg[s]);
        if (far_km > kFarKm)
            check.warn({"regions", regions.name[r], "latitude_deg"},
                       fmt::format("{:.0f} km from its site {}", far_km, sites.name[s]),
                       fmt::format("within {:.0f} km of it", kFarKm),
                       "assumption: the weather of a place farther away is another");
    }
}

}  // namespace decawatt::model
