#include "io/weather/complete_irradiance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/weather/expect_sunshine.hpp"
#include "profiles/sun/irradiance.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
using profiles::SunOfYear;
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kLowestBeamCos =
    0.052335956242943835;  // 87 degrees: with a lower sun, beam cannot be separated from diffuse

// Physically possible limits of the Baseline Surface Radiation Network (Long and Dutton, "BSRN Global Network
// recommended QC tests, V2.0", 2002), at the highest sun of the interval.
double most_possible(Quantity quantity, double normal_w_per_m2, double cosine) {
    const double power = std::pow(std::max(0.0, cosine), 1.2);
    if (quantity == ghi_w_per_m2) return 1.5 * normal_w_per_m2 * power + 100.0;
    if (quantity == dhi_w_per_m2) return 0.95 * normal_w_per_m2 * power + 50.0;
    return normal_w_per_m2;
}

void check_limits(const RawWeather& raw, const SunOfYear& sun, WeatherFaults& faults) {
    for (const WeatherColumn& column : raw.columns) {
        if (column.quantity != ghi_w_per_m2 && column.quantity != dni_w_per_m2 && column.quantity != dhi_w_per_m2)
            continue;
        for (std::size_t t = 0; t < raw.rows(); ++t) {
            const double most = most_possible(column.quantity, sun.normal_w_per_m2[t], sun.highest_cos[t]);
            if (column.values[t] > most)
                faults.add(column_label(column), raw.line[t],
                           fmt::format("{:g} W/m2 at {}", column.values[t], when(raw, t)),
                           fmt::format("at most {:.0f} W/m2 at this elevation of the sun; are place and time zone "
                                       "right?",
                                       most));
        }
    }
    faults.throw_if_any();
}

std::vector<double> values_of(RawWeather& raw, Quantity quantity) {
    const WeatherColumn* column = column_of(raw, quantity);
    return column ? column->values : std::vector<double>{};
}

// Dark intervals need no measurement.
std::size_t zero_at_night(std::vector<double>& values, const SunOfYear& sun) {
    std::size_t count = 0;
    for (std::size_t t = 0; t < values.size(); ++t)
        if (std::isnan(values[t]) && sun.cos_zenith[t] <= 0.0) values[t] = 0.0, ++count;
    return count;
}

// Computes the third component from two by GHI = DNI cos Z + DHI. Returns the number of values computed for each.
struct Made {
    std::size_t ghi = 0, dni = 0, dhi = 0;
};
Made close(IrradianceOfYear& year, const SunOfYear& sun) {
    Made made;
    for (std::size_t t = 0; t < year.ghi.size(); ++t) {
        double &ghi = year.ghi[t], &dni = year.dni[t], &dhi = year.dhi[t];
        const double cosine = sun.cos_zenith[t];
        const int missing =
            static_cast<int>(std::isnan(ghi)) + static_cast<int>(std::isnan(dni)) + static_cast<int>(std::isnan(dhi));
        if (missing != 1) continue;
        if (std::isnan(ghi)) {
            ghi = dni * cosine + dhi, ++made.ghi;
        } else if (std::isnan(dhi)) {
            dhi = std::max(0.0, ghi - dni * cosine), ++made.dhi;
        } else {
            const double beam = std::max(0.0, ghi - dhi);
            dni = cosine > kLowestBeamCos ? std::min(beam / cosine, sun.normal_w_per_m2[t]) : 0.0, ++made.dni;
        }
    }
    return made;
}

void note_closed(const Made& made, std::size_t rows, std::vector<std::string>& notes) {
    const auto tell = [&](const char* name, std::size_t count, const char* others) {
        if (count == rows)
            notes.push_back(fmt::format("{} is not in the file: computed from {}", name, others));
        else if (count > 0)
            notes.push_back(fmt::format("{}: {} values computed from {}", name, count, others));
    };
    tell("GHI", made.ghi, "DNI cos Z + DHI");
    tell("DNI", made.dni, "(GHI - DHI) / cos Z");
    tell("DHI", made.dhi, "GHI - DNI cos Z");
}

// Linear interpolation of a ratio between the nearest sunlit intervals, at most a day away.
double between_lit(std::span<const double> ratio, std::size_t t, std::size_t reach) {
    std::size_t left = 1, right = 1;
    while (left <= reach && left <= t && std::isnan(ratio[t - left])) ++left;
    while (right <= reach && t + right < ratio.size() && std::isnan(ratio[t + right])) ++right;
    const bool has_left = left <= reach && left <= t, has_right = right <= reach && t + right < ratio.size();
    if (!has_left && !has_right) return kMissing;
    const double a = has_left ? ratio[t - left] : ratio[t + right], b = has_right ? ratio[t + right] : a;
    return a + (b - a) * static_cast<double>(left) / static_cast<double>(left + right);
}

struct Ratios {
    std::vector<double> clear_sky, diffuse;  // NaN if dark or unknown
};
Ratios ratios_of(const IrradianceOfYear& year, const SunOfYear& sun) {
    constexpr double kLit = 10.0;  // W/m2 of a clear sky; below it the ratio is noise
    Ratios ratios{std::vector<double>(year.ghi.size(), kMissing), std::vector<double>(year.ghi.size(), kMissing)};
    for (std::size_t t = 0; t < year.ghi.size(); ++t) {
        if (std::isnan(year.ghi[t]) || sun.clear_w_per_m2[t] < kLit) continue;
        ratios.clear_sky[t] = year.ghi[t] / sun.clear_w_per_m2[t];
        if (!year.dhi.empty() && year.ghi[t] > 0.0 && !std::isnan(year.dhi[t]))
            ratios.diffuse[t] = std::min(1.0, year.dhi[t] / year.ghi[t]);
    }
    return ratios;
}

// Adds faults for sunlit gaps that are too long; returns the number of missing values.
std::size_t count_gaps(const std::vector<double>& values, const char* name, const RawWeather& raw, const GapRule& rule,
                       WeatherFaults& faults) {
    std::size_t count = 0, run = 0;
    const auto most = static_cast<std::size_t>(rule.longest_gap_h * base::kSecondsPerHour / rule.step_s);
    for (std::size_t t = 0; t < values.size(); ++t) {
        run = std::isnan(values[t]) ? run + 1 : 0;
        count += run > 0 ? 1 : 0;
        if (run == most + 1)
            faults.add(name, raw.line[t - most],
                       fmt::format("more than {} sunlit hours without a value", rule.longest_gap_h),
                       fmt::format("gaps of at most {} h", rule.longest_gap_h));
    }
    return count;
}

void fill_gaps(IrradianceOfYear& year, const SunOfYear& sun, const GapRule& rule, RawWeather& raw,
               WeatherFaults& faults) {
    const auto missing = [](const std::vector<double>& values) {
        return std::ranges::find_if(values, [](double value) { return std::isnan(value); }) - values.begin();
    };
    const auto first =
        static_cast<std::size_t>(std::min({missing(year.ghi), year.dni.empty() ? missing(year.ghi) : missing(year.dni),
                                           year.dhi.empty() ? missing(year.ghi) : missing(year.dhi)}));
    const std::size_t count =
        std::max({count_gaps(year.ghi, "GHI", raw, rule, faults), count_gaps(year.dni, "DNI", raw, rule, faults),
                  count_gaps(year.dhi, "DHI", raw, rule, faults)});
    faults.throw_if_any();
    if (count == 0) return;
    const Ratios ratios = ratios_of(year, sun);
    const auto day = static_cast<std::size_t>(base::kHoursPerDay * base::kSecondsPerHour / rule.step_s);
    for (std::size_t t = 0; t < year.ghi.size(); ++t) {
        const bool global_missing = std::isnan(year.ghi[t]);
        if (global_missing) year.ghi[t] = sun.clear_w_per_m2[t] * between_lit(ratios.clear_sky, t, day);
        if (!year.dhi.empty() && std::isnan(year.dhi[t])) {
            year.dhi[t] = year.ghi[t] * between_lit(ratios.diffuse, t, day);
            year.dni[t] = kMissing;  // recomputed from the other two, so that the three are consistent
        }
        if (std::isnan(year.ghi[t]) || (!year.dhi.empty() && std::isnan(year.dhi[t])))
            faults.add("GHI", raw.line[t], "no sunny hour within a day of the gap", "one to fill it from");
    }
    faults.throw_if_any();
    if (!year.dni.empty()) close(year, sun);
    raw.notes.push_back(fmt::format("irradiance: {} intervals filled by their clear-sky index, the first in line {}",
                                    count, raw.line[first]));
}

// Rejects global irradiance that differs by more than a factor of two from beam and diffuse: it has another unit, or is
// of another place.
void refuse_other_units(const profiles::Closure& closure, const RawWeather& raw, WeatherFaults& faults) {
    const double made_w_per_m2 = closure.mean_ghi_w_per_m2 - closure.mean_w_per_m2;
    const double larger = std::max(closure.mean_ghi_w_per_m2, made_w_per_m2);
    if (std::abs(closure.mean_w_per_m2) <= 0.5 * larger) return;
    faults.stop("GHI", raw.line.front(),
                fmt::format("{:.1f} W/m2 in the mean of its sunny hours", closure.mean_ghi_w_per_m2),
                fmt::format("about the {:.1f} W/m2 that DNI cos Z + DHI give: are the units right?", made_w_per_m2));
}

// If the time zone of a file is wrong, closure is better with the sun of another time.
void note_closure(const IrradianceOfYear& year, const base::TimeAxis& axis, RawWeather& raw, const SunOfYear& sun,
                  WeatherFaults& faults) {
    const profiles::Closure closure = profiles::closure_of(year.ghi, year.dni, year.dhi, sun.cos_zenith);
    if (closure.count == 0) return;
    const double mean_w_per_m2 = std::round(10.0 * closure.mean_w_per_m2) / 10.0 + 0.0;  // no "-0.0"
    raw.notes.push_back(
        fmt::format("closure: GHI - DNI cos Z - DHI is {:.1f} W/m2 in the mean, {:.1f} W/m2 rms, over "
                    "{} intervals with the sun above 5 degrees",
                    mean_w_per_m2, closure.rms_w_per_m2, closure.count));
    refuse_other_units(closure, raw, faults);
    constexpr double kCloseEnough = 20.0;  // W/m2: closure is good enough not to test other time shifts
    if (closure.rms_w_per_m2 < kCloseEnough) return;
    constexpr int kShiftS = 1800, kShifts = 4;
    constexpr double kMuchBetter = 0.7;
    double best = closure.rms_w_per_m2;
    int shift_s = 0;
    for (int k = -kShifts; k <= kShifts; ++k) {
        base::TimeAxis shifted = axis;
        shifted.start_utc_s += k * kShiftS;
        const auto other = profiles::sun_of_year(shifted, raw.place, raw.sun_offset_s);
        const double rms = profiles::closure_of(year.ghi, year.dni, year.dhi, other.cos_zenith).rms_w_per_m2;
        if (rms < best) best = rms, shift_s = k * kShiftS;
    }
    if (best < kMuchBetter * closure.rms_w_per_m2)
        raw.notes.push_back(
            fmt::format("closure: with the sun {} minutes {} it would be {:.1f} W/m2 rms; are time "
                        "zone and labels right?",
                        std::abs(shift_s) / 60, shift_s > 0 ? "later" : "earlier", best));
}

// Compares with the sun position in the file, which differs if place or time zone are wrong.
void check_zenith(RawWeather& raw, const SunOfYear& sun, WeatherFaults& faults) {
    constexpr double kMostDeg =
        2.0;  // above the effects of refraction and of different years of the months of a typical year
    const WeatherColumn* column = column_of(raw, zenith_deg);
    if (!column) return;
    double sum = 0.0, count = 0.0;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        if (std::isnan(column->values[t]) || sun.cos_zenith[t] <= 0.0) continue;
        sum += std::abs(std::acos(sun.cos_zenith[t]) / kRadians - column->values[t]);
        count += 1.0;
    }
    if (count > 0.0 && sum / count > kMostDeg)
        faults.stop(shown(column->name), raw.line.front(),
                    fmt::format("{:.1f} degrees of difference from the sun's position at this place and UTC "
                                "offset",
                                sum / count),
                    fmt::format("at most {:g} in the mean", kMostDeg));
}
}  // namespace

IrradianceOfYear complete_irradiance(RawWeather& raw, const base::TimeAxis& axis, const GapRule& rule,
                                     WeatherFaults& faults) {
    IrradianceOfYear year{values_of(raw, ghi_w_per_m2), values_of(raw, dni_w_per_m2), values_of(raw, dhi_w_per_m2)};
    const int known =
        static_cast<int>(!year.ghi.empty()) + static_cast<int>(!year.dni.empty()) + static_cast<int>(!year.dhi.empty());
    if (known == 0) return {};
    if (known == 1 && year.ghi.empty())
        faults.stop(column_label(*column_of(raw, year.dni.empty() ? dhi_w_per_m2 : dni_w_per_m2)), 1,
                    year.dni.empty() ? "diffuse irradiance alone" : "direct irradiance alone",
                    "global, or two of global, direct, diffuse");
    const SunOfYear sun = profiles::sun_of_year(axis, raw.place, raw.sun_offset_s);
    check_zenith(raw, sun, faults);
    check_limits(raw, sun, faults);
    const std::size_t dark =
        std::max({zero_at_night(year.ghi, sun), zero_at_night(year.dni, sun), zero_at_night(year.dhi, sun)});
    if (dark > 0) raw.notes.push_back(fmt::format("irradiance: {} missing values at night are zero", dark));
    if (known == 1) {
        raw.notes.emplace_back("only global irradiance is given: direct and diffuse are modelled");
    } else {
        for (auto* values : {&year.ghi, &year.dni, &year.dhi}) values->resize(raw.rows(), kMissing);
        if (known == 3) note_closure(year, axis, raw, sun, faults);
        note_closed(close(year, sun), raw.rows(), raw.notes);
    }
    fill_gaps(year, sun, rule, raw, faults);
    expect_sunshine(year, sun, raw, faults);
    return year;
}

}  // namespace decawatt::io
