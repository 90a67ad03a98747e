#include "profiles/sun/sun_course.hpp"

#include <limits>

#include "profiles/sun/air_mass.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kHorizonDeg = 90.0;

IntervalSun instant_sun(const SunPath& path, base::UtcSeconds instant) {
    const SunDirection direction = path.direction(static_cast<double>(instant));
    return {position_of(direction), direction.up > 0.0 ? 1.0 : 0.0, direction};
}
}  // namespace

SunCourse sun_course(const base::TimeAxis& axis, double latitude_deg, double longitude_deg,
                     std::optional<int> sun_offset_s) {
    constexpr base::UtcSeconds kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;
    const SunPath path(latitude_deg, longitude_deg);
    const double horizon_air_mass = relative_air_mass(kHorizonDeg);
    SunCourse course;
    course.reserve(static_cast<std::size_t>(axis.count));
    base::UtcSeconds day = std::numeric_limits<base::UtcSeconds>::min();
    double extraterrestrial = 0.0;
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const base::UtcSeconds start = axis.instant(t);
        const base::UtcSeconds today = start / kSecondsPerDay - (start % kSecondsPerDay < 0 ? 1 : 0);
        if (today != day) extraterrestrial = extraterrestrial_w_per_m2(base::civil_time(start, 0).day_of_year);
        day = today;
        const IntervalSun sun =
            sun_offset_s ? instant_sun(path, start + *sun_offset_s) : path.interval(start, axis.step_s);
        course.push_back({.position = sun.position,
                          .direction = sun.direction,
                          .up_frac = sun.up_frac,
                          .air_mass = sun.up_frac > 0.0 ? relative_air_mass(sun.position.zenith_deg) : horizon_air_mass,
                          .extraterrestrial_w_per_m2 = extraterrestrial});
    }
    return course;
}

}  // namespace decawatt::profiles
