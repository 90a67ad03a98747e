#include "profiles/weather/sun_of_year.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "profiles/sun/irradiance.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;

double cos_at(base::UtcSeconds instant, const Location& place) {
    return std::cos(sun_position(instant, place.latitude_deg, place.longitude_deg).zenith_deg * kRadians);
}

double cos_over(base::UtcSeconds start, int step_s, const Location& place) {
    const IntervalSun sun = interval_sun(start, step_s, place.latitude_deg, place.longitude_deg);
    return sun.up_frac > 0.0 ? std::cos(sun.position.zenith_deg * kRadians) : 0.0;
}
}  // namespace

SunOfYear sun_of_year(const base::TimeAxis& axis, const Location& place, std::optional<int> sun_offset_s) {
    const auto count = static_cast<std::size_t>(axis.count);
    SunOfYear sun{std::vector<double>(count), std::vector<double>(count), std::vector<double>(count),
                  std::vector<double>(count)};
    double end_cos = cos_at(axis.start_utc_s, place);
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const auto i = static_cast<std::size_t>(t);
        const base::UtcSeconds start = axis.instant(t);
        const double start_cos = end_cos;
        end_cos = cos_at(start + axis.step_s, place);
        const double cosine = sun_offset_s ? cos_at(start + *sun_offset_s, place) : cos_over(start, axis.step_s, place);
        sun.cos_zenith[i] = std::max(0.0, cosine);
        sun.highest_cos[i] = std::max({start_cos, end_cos, cosine, 0.0});
        sun.normal_w_per_m2[i] = extraterrestrial_w_per_m2(base::civil_time(start, place.utc_offset_s).day_of_year);
        sun.clear_w_per_m2[i] = haurwitz_ghi_w_per_m2(std::acos(sun.cos_zenith[i]) / kRadians);
    }
    return sun;
}

Closure closure_of(std::span<const double> ghi, std::span<const double> dni, std::span<const double> dhi,
                   std::span<const double> cos_zenith) {
    constexpr double kLowestCos = 0.08715574274765817;  // 85 degrees
    Closure closure;
    for (std::size_t t = 0; t < ghi.size(); ++t) {
        const double difference = ghi[t] - dni[t] * cos_zenith[t] - dhi[t];
        if (cos_zenith[t] < kLowestCos || std::isnan(difference)) continue;
        closure.mean_w_per_m2 += difference;
        closure.rms_w_per_m2 += difference * difference;
        closure.mean_ghi_w_per_m2 += ghi[t];
        ++closure.count;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, closure.count));
    closure.mean_w_per_m2 /= count;
    closure.mean_ghi_w_per_m2 /= count;
    closure.rms_w_per_m2 = std::sqrt(closure.rms_w_per_m2 / count);
    return closure;
}

}  // namespace decawatt::profiles
