#include "profiles/photovoltaics/photovoltaics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "profiles/sun/irradiance.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr std::size_t kHours = 48;

PvSystem roof(double dc_ac_ratio, double tilt_deg = 30.0, double azimuth_deg = 180.0) {
    return {.plane = {tilt_deg, azimuth_deg, 0.2},
            .dc_ac_ratio = dc_ac_ratio,
            .inverter_efficiency_frac = 0.96,
            .loss_frac = 0.14,
            .temperature_coefficient_per_deg_c = -0.0035,
            .noct_deg_c = 45.0};
}

model::Sites seoul() {
    model::Sites sites;
    sites.name = {"seoul"};
    sites.latitude_deg = {37.57};
    sites.longitude_deg = {126.97};
    sites.elevation_m = {50.0};
    return sites;
}

// Two days with a clear sky of Haurwitz in June, split after Erbs, at one temperature.
WeatherYear clear_days(double air_deg_c) {
    const model::Sites sites = seoul();
    WeatherYear weather;
    weather.axis = {.start_utc_s = base::utc_of_date(2030, 6, 20, 9 * 3600), .step_s = 3600, .count = kHours};
    weather.temperature_deg_c = base::Series(kHours, 1, air_deg_c);
    weather.relative_humidity_frac = base::Series(kHours, 1, 0.6);
    weather.wind = {{.height_m = 10.0, .speed_m_per_s = base::Series(kHours, 1, 3.0), .direction_deg = {}}};
    weather.pressure_pa = base::Series(kHours, 1, 1e5);
    weather.ghi_w_per_m2 = weather.dni_w_per_m2 = weather.dhi_w_per_m2 = base::Series(kHours, 1);
    for (std::size_t t = 0; t < kHours; ++t) {
        const auto start = weather.axis.instant(static_cast<std::int64_t>(t));
        const auto sun = interval_sun(start, 3600, sites.latitude_deg[0], sites.longitude_deg[0]);
        const double ghi = sun.up_frac * haurwitz_ghi_w_per_m2(sun.position.zenith_deg);
        const Irradiance split = erbs_irradiance(ghi, sun.position.zenith_deg, extraterrestrial_w_per_m2(171));
        weather.ghi_w_per_m2(t, 0) = ghi;
        weather.dni_w_per_m2(t, 0) = split.dni_w_per_m2;
        weather.dhi_w_per_m2(t, 0) = split.dhi_w_per_m2;
    }
    return weather;
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> output(const WeatherYear& weather, const PvSystem& system) {
    return pv_output_frac(weather, model::SiteIndex{0}, seoul(), system);
}
}  // namespace

TEST_CASE("at its nominal conditions the cell settles at its nominal temperature") {
    // 800 W/m2, 20 degrees, 1 m/s at the array's height: the definition of the NOCT.
    for (const double noct_deg_c : {42.0, 45.0, 49.0}) {
        FuentesTemperature cell(noct_deg_c, 5.0);
        double cell_deg_c = 20.0;
        for (int hour = 0; hour < 24; ++hour) cell_deg_c = cell.step_deg_c(800.0, 20.0, 1.0, 1.0);
        CHECK(cell_deg_c == doctest::Approx(noct_deg_c).epsilon(0.01));
    }
}

TEST_CASE("cells warm with sun, cool with wind, and lag behind a step") {
    FuentesTemperature calm(45.0, 10.0), windy(45.0, 10.0);
    CHECK(calm.step_deg_c(900.0, 20.0, 1.0, 1.0) > windy.step_deg_c(900.0, 20.0, 8.0, 1.0));
    FuentesTemperature quick(45.0, 10.0), slow(45.0, 10.0);
    const double after_minute = quick.step_deg_c(900.0, 20.0, 1.0, 1.0 / 60.0),
                 after_hour = slow.step_deg_c(900.0, 20.0, 1.0, 1.0);
    CHECK(after_minute < after_hour - 10.0);
    CHECK(after_minute > 15.0);
}

TEST_CASE("a clear day: dark nights, no output above the rating, a noon near the rating") {
    const std::vector<double> frac = output(clear_days(20.0), roof(1.2));
    CHECK(*std::min_element(frac.begin(), frac.end()) == 0.0);
    CHECK(*std::max_element(frac.begin(), frac.end()) <= 1.0);
    CHECK(*std::max_element(frac.begin(), frac.end()) > 0.75);
    CHECK(frac[0] == 0.0);  // 00:00 at the site
    CHECK(frac[12] > frac[7]);
    CHECK(frac[7] > 0.0);
    CHECK(std::count(frac.begin(), frac.end(), 0.0) >= 2 * 9);
}

TEST_CASE("heat reduces output, more panels increase it until the inverter clips") {
    const WeatherYear cool = clear_days(5.0), hot = clear_days(35.0);
    const double ratio = sum(output(hot, roof(1.0))) / sum(output(cool, roof(1.0)));
    CHECK(ratio == doctest::Approx(1.0 - 30.0 * 0.0035).epsilon(0.03));  // 30 K at -0.35 %/K, of a factor near 1
    const std::vector<double> much = output(cool, roof(2.0));
    CHECK(*std::max_element(much.begin(), much.end()) == 1.0);
    CHECK(sum(much) < 2.0 * sum(output(cool, roof(1.0))));
    CHECK(sum(much) > sum(output(cool, roof(1.2))));
}

TEST_CASE("an east roof generates in the morning, a west roof in the afternoon") {
    const WeatherYear weather = clear_days(20.0);
    const auto morning = [](const std::vector<double>& frac) {
        return std::accumulate(frac.begin(), frac.begin() + 12, 0.0);
    };
    const std::vector<double> east = output(weather, roof(1.0, 40.0, 90.0)),
                              west = output(weather, roof(1.0, 40.0, 270.0));
    CHECK(morning(east) > 1.5 * morning(west));
    CHECK(sum(east) == doctest::Approx(sum(west)).epsilon(0.05));
}
