#include "profiles/sun/spa.hpp"

#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "profiles/sun/spa_tables.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;
constexpr double kArcsecPerDegree = 3600.0;
constexpr double kJ2000 = 2451545.0;              // Julian day of 2000-01-01T12:00
constexpr double kJ2000UtcSeconds = 946728000.0;  // the same in seconds since 1970

double wrapped(double value, double period) {
    return value - period * std::floor(value / period);
}
double sin_deg(double angle) {
    return std::sin(angle * kRadians);
}
double cos_deg(double angle) {
    return std::cos(angle * kRadians);
}

// c[0] + c[1] x + c[2] x^2 ...
template <std::size_t N>
double polynomial(const std::array<double, N>& coefficient, double x) {
    double sum = 0.0;
    for (std::size_t k = N; k-- > 0;) sum = sum * x + coefficient[k];
    return sum;
}

// Equations 9 and 10.
double periodic_sum(PeriodicSeries series, double millennium) {
    double sum = 0.0;
    for (std::size_t k = series.size(); k-- > 0;) {
        double order = 0.0;
        for (const PeriodicTerm& term : series[k])
            order += term.amplitude * std::cos(term.phase + term.frequency * millennium);
        sum = sum * millennium + order;
    }
    return sum / 1e8;
}

// Section 3.4: the moon's mean elongation, the anomalies of sun and moon, the moon's argument of latitude, its node.
std::array<double, 5> nutation_arguments_deg(double century) {
    return {polynomial<4>({297.85036, 445267.111480, -0.0019142, 1.0 / 189474.0}, century),
            polynomial<4>({357.52772, 35999.050340, -0.0001603, -1.0 / 300000.0}, century),
            polynomial<4>({134.96298, 477198.867398, 0.0086972, 1.0 / 56250.0}, century),
            polynomial<4>({93.27191, 483202.017538, -0.0036825, 1.0 / 327270.0}, century),
            polynomial<4>({125.04452, -1934.136261, 0.0020708, 1.0 / 450000.0}, century)};
}

void add_nutation(SpaGeocentric& sun) {
    constexpr double kUnitsPerDegree = 36e6;
    for (const NutationTerm& term : nutation_terms()) {
        double angle_deg = 0.0;
        for (std::size_t k = 0; k < term.multiple.size(); ++k)
            angle_deg += term.multiple[k] * sun.nutation_argument_deg[k];
        sun.nutation_longitude_deg +=
            (term.longitude + term.longitude_per_century * sun.ephemeris_century) * sin_deg(angle_deg);
        sun.nutation_obliquity_deg +=
            (term.obliquity + term.obliquity_per_century * sun.ephemeris_century) * cos_deg(angle_deg);
    }
    sun.nutation_longitude_deg /= kUnitsPerDegree;
    sun.nutation_obliquity_deg /= kUnitsPerDegree;
}

// Equation 24.
double mean_obliquity_arcsec(double millennium) {
    return polynomial<11>({84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45},
                          millennium / 10.0);
}

// Equations A1 to A3, within half a day.
double equation_of_time_min(const SpaGeocentric& sun) {
    const double mean_longitude_deg = polynomial<6>(
        {280.4664567, 360007.6982779, 0.03032028, 1.0 / 49931.0, -1.0 / 15300.0, -1.0 / 2e6}, sun.ephemeris_millennium);
    const double degrees = mean_longitude_deg - 0.0057183 - sun.right_ascension_deg +
                           sun.nutation_longitude_deg * cos_deg(sun.obliquity_deg);
    return 4.0 * (wrapped(degrees + 180.0, 360.0) - 180.0);
}

// Equation 42, for pressures in Pa.
double refraction_deg(double geometric_elevation_deg, const SpaObserver& observer) {
    constexpr double kSunRadiusDeg = 0.26667, kReferencePa = 101000.0, kKelvin = 273.0;
    const double e0 = geometric_elevation_deg;
    if (e0 < -(kSunRadiusDeg + observer.horizon_refraction_deg)) return 0.0;
    return observer.pressure_pa / kReferencePa * 283.0 / (kKelvin + observer.temperature_deg_c) * 1.02 /
           (60.0 * std::tan((e0 + 10.3 / (e0 + 5.11)) * kRadians));
}
}  // namespace

double delta_t_s(int year, int month) {
    const double y = year + (month - 0.5) / 12.0;
    base::expects(year >= 1900 && year <= 2150, "a year of the polynomials, 1900 to 2150");
    if (year < 1920) return polynomial<5>({-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197}, y - 1900.0);
    if (year < 1941) return polynomial<4>({21.20, 0.84493, -0.076100, 0.0020936}, y - 1920.0);
    if (year < 1961) return polynomial<4>({29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0}, y - 1950.0);
    if (year < 1986) return polynomial<4>({45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0}, y - 1975.0);
    if (year < 2005)
        return polynomial<6>({63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599}, y - 2000.0);
    if (year < 2050) return polynomial<3>({62.92, 0.32217, 0.005589}, y - 2000.0);
    const double century = (y - 1820.0) / 100.0;
    return -20.0 + 32.0 * century * century - 0.5628 * (2150.0 - y);
}

SpaGeocentric spa_geocentric(double utc_s, double delta_t_s) {
    SpaGeocentric sun;
    constexpr double kDaysPerCentury = 36525.0;
    const double days =
        (utc_s - kJ2000UtcSeconds) / kSecondsPerDay;  // the resolution of a Julian day is 40 microseconds
    sun.julian_day = kJ2000 + days;
    sun.julian_century = days / kDaysPerCentury;
    sun.ephemeris_day = sun.julian_day + delta_t_s / kSecondsPerDay;
    sun.ephemeris_century = (days + delta_t_s / kSecondsPerDay) / kDaysPerCentury;
    sun.ephemeris_millennium = sun.ephemeris_century / 10.0;

    const double millennium = sun.ephemeris_millennium;
    sun.earth_longitude_deg = wrapped(periodic_sum(earth_longitude_terms(), millennium) / kRadians, 360.0);
    sun.earth_latitude_deg = periodic_sum(earth_latitude_terms(), millennium) / kRadians;
    sun.radius_au = periodic_sum(earth_radius_terms(), millennium);
    sun.longitude_deg = wrapped(sun.earth_longitude_deg + 180.0, 360.0);
    sun.latitude_deg = -sun.earth_latitude_deg;

    sun.nutation_argument_deg = nutation_arguments_deg(sun.ephemeris_century);
    add_nutation(sun);
    sun.mean_obliquity_arcsec = mean_obliquity_arcsec(millennium);
    sun.obliquity_deg = sun.mean_obliquity_arcsec / kArcsecPerDegree + sun.nutation_obliquity_deg;
    sun.aberration_deg = -20.4898 / (kArcsecPerDegree * sun.radius_au);
    sun.apparent_longitude_deg = sun.longitude_deg + sun.nutation_longitude_deg + sun.aberration_deg;

    const double century = sun.julian_century;
    sun.mean_sidereal_deg = wrapped(
        280.46061837 + 360.98564736629 * days + century * century * (0.000387933 - century / 38710000.0), 360.0);
    sun.sidereal_deg = sun.mean_sidereal_deg + sun.nutation_longitude_deg * cos_deg(sun.obliquity_deg);

    const double lambda = sun.apparent_longitude_deg, epsilon = sun.obliquity_deg, beta = sun.latitude_deg;
    const double along = sin_deg(lambda) * cos_deg(epsilon) - std::tan(beta * kRadians) * sin_deg(epsilon);
    sun.right_ascension_deg = wrapped(std::atan2(along, cos_deg(lambda)) / kRadians, 360.0);
    sun.declination_deg =
        std::asin(sin_deg(beta) * cos_deg(epsilon) + cos_deg(beta) * sin_deg(epsilon) * sin_deg(lambda)) / kRadians;
    sun.equation_of_time_min = equation_of_time_min(sun);
    return sun;
}

SpaPosition spa_position(const SpaGeocentric& sun, const SpaObserver& observer) {
    constexpr double kPolarRadius = 0.99664719,
                     kEquatorialRadiusM = 6378140.0;  // polar over equatorial radius of the earth
    const double latitude = observer.latitude_deg;
    const double reduced = std::atan(kPolarRadius * std::tan(latitude * kRadians));
    const double height = observer.elevation_m / kEquatorialRadiusM;
    const double x = std::cos(reduced) + height * cos_deg(latitude);
    const double y = kPolarRadius * std::sin(reduced) + height * sin_deg(latitude);

    SpaPosition seen{};
    seen.hour_angle_deg = wrapped(sun.sidereal_deg + observer.longitude_deg - sun.right_ascension_deg, 360.0);
    seen.parallax_deg = 8.794 / (kArcsecPerDegree * sun.radius_au);
    const double parallax = sin_deg(seen.parallax_deg), hour = seen.hour_angle_deg, delta = sun.declination_deg;
    const double towards = cos_deg(delta) - x * parallax * cos_deg(hour);
    const double shift = std::atan2(-x * parallax * sin_deg(hour), towards);
    seen.right_ascension_parallax_deg = shift / kRadians;
    seen.right_ascension_deg = sun.right_ascension_deg + seen.right_ascension_parallax_deg;
    seen.declination_deg = std::atan2((sin_deg(delta) - y * parallax) * std::cos(shift), towards) / kRadians;
    seen.local_hour_angle_deg = hour - seen.right_ascension_parallax_deg;

    const double h = seen.local_hour_angle_deg, d = seen.declination_deg;
    const double east = -cos_deg(d) * sin_deg(h);
    const double north = cos_deg(latitude) * sin_deg(d) - sin_deg(latitude) * cos_deg(d) * cos_deg(h);
    const double up = sin_deg(latitude) * sin_deg(d) + cos_deg(latitude) * cos_deg(d) * cos_deg(h);
    seen.geometric_elevation_deg = std::atan2(up, std::hypot(east, north)) / kRadians;
    seen.refraction_deg = refraction_deg(seen.geometric_elevation_deg, observer);
    seen.elevation_deg = seen.geometric_elevation_deg + seen.refraction_deg;
    seen.zenith_deg = 90.0 - seen.elevation_deg;
    seen.azimuth_deg = wrapped(std::atan2(east, north) / kRadians, 360.0);
    return seen;
}

SpaPosition spa_position(double utc_s, const SpaObserver& observer, double delta_t_s) {
    return spa_position(spa_geocentric(utc_s, delta_t_s), observer);
}

}  // namespace decawatt::profiles
