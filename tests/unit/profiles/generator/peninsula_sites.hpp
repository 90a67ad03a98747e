// Four made-up sites of a Korean kind for tests: cold dry winters, wet warm summers. Figures are round numbers near
// published Korean normals (Seoul 1981-2010 for temperature); for these tests only.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::test {

inline constexpr int kKoreanOffsetS = 9 * base::kSecondsPerHour;

inline void add_site(model::Sites& sites, const std::string& name, double latitude_deg, double longitude_deg,
                     double warmer_deg_c) {
    model::Months temperature{-2.4, 0.4, 5.7, 12.5, 17.8, 22.2, 24.9, 25.7, 21.2, 14.8, 7.2, 0.4};
    for (double& value : temperature) value += warmer_deg_c;
    sites.name.push_back(name);
    sites.latitude_deg.push_back(latitude_deg);
    sites.longitude_deg.push_back(longitude_deg);
    sites.elevation_m.push_back(86.0);
    sites.temperature_mean_deg_c.push_back(temperature);
    sites.temperature_day_sd_deg_c.push_back({3.8, 3.8, 3.4, 3.2, 2.8, 2.2, 2.2, 2.1, 2.4, 2.9, 3.9, 4.0});
    sites.temperature_diurnal_range_deg_c.push_back({8.0, 8.4, 9.0, 10.2, 10.0, 8.6, 6.6, 7.0, 8.4, 9.6, 8.8, 8.2});
    sites.relative_humidity_mean_frac.push_back(
        {0.55, 0.55, 0.57, 0.58, 0.64, 0.72, 0.82, 0.78, 0.72, 0.65, 0.61, 0.57});
    sites.ghi_mean_kwh_per_m2_day.push_back({2.2, 2.9, 3.7, 4.8, 5.1, 4.7, 3.9, 4.2, 3.8, 3.3, 2.4, 2.0});
    sites.ghi_day_sd_kwh_per_m2_day.push_back({0.85, 1.1, 1.6, 1.9, 2.2, 2.2, 2.0, 1.9, 1.65, 1.2, 0.9, 0.65});
    sites.wind_10m_mean_m_per_s.push_back({3.2, 3.4, 3.5, 3.4, 2.9, 2.5, 2.4, 2.3, 2.2, 2.4, 2.9, 3.1});
    sites.wind_10m_sd_m_per_s.push_back({1.8, 1.9, 1.9, 1.8, 1.6, 1.4, 1.4, 1.4, 1.2, 1.4, 1.7, 1.8});
    sites.wind_100m_mean_m_per_s.push_back({6.8, 7.0, 6.9, 6.5, 5.8, 5.2, 5.5, 5.1, 5.2, 5.6, 6.2, 6.6});
}

inline model::Sites peninsula_sites() {
    model::Sites sites;
    add_site(sites, "north west", 37.5, 126.6, -0.5);
    add_site(sites, "north east", 37.8, 128.9, 0.8);
    add_site(sites, "south west", 35.1, 126.9, 1.6);
    add_site(sites, "south east", 35.5, 129.3, 2.0);
    return sites;
}

}  // namespace decawatt::test
