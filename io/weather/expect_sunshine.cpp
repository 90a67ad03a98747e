#include "io/weather/expect_sunshine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kWhPerKwh = 1000.0;

// Clear-sky global irradiation (Haurwitz) above which a period counts as long: more than in any month (277 in December
// at the south pole), less than in a year at either pole (about 1,000 kWh/m2).
constexpr double kLongKwhPerM2 = 300.0;
// The same, above which a shorter period is tested: excludes polar night and twilight.
constexpr double kLeastKwhPerM2 = 1.0;

// Least share of clear-sky irradiation. The darkest years on land, in the Sichuan basin and on the coast of Norway,
// have about a third to two fifths of their clear sky; the darkest days, under rain clouds, some hundredths
// (assumptions, with a margin).
constexpr double kLeastOfLong = 0.1, kLeastOfShort = 0.01;
// Least share of each component over a long period: direct is some tenths of global, diffuse at least a tenth.
constexpr double kLeastComponent = 0.01;

struct Irradiation {
    double ghi = 0.0, beam = 0.0, dhi = 0.0, clear = 0.0;  // kWh/m2 on the horizontal
};
Irradiation irradiation_of(const IrradianceOfYear& year, const profiles::SunOfYear& sun, double step_h) {
    Irradiation sum;
    for (std::size_t t = 0; t < year.ghi.size(); ++t) {
        sum.ghi += year.ghi[t];
        sum.clear += sun.clear_w_per_m2[t];
        if (!year.dni.empty()) sum.beam += year.dni[t] * sun.cos_zenith[t];
        if (!year.dhi.empty()) sum.dhi += year.dhi[t];
    }
    for (double* part : {&sum.ghi, &sum.beam, &sum.dhi, &sum.clear}) *part *= step_h / kWhPerKwh;
    return sum;
}

// The columns from which a component was read or computed.
std::string label_of(RawWeather& raw, Quantity quantity) {
    if (const WeatherColumn* column = column_of(raw, quantity)) return column_label(*column);
    std::string all;
    for (const Quantity other : {ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2})
        if (const WeatherColumn* column = column_of(raw, other))
            all += (all.empty() ? "" : ", ") + column_label(*column);
    return all;
}

// Detects zeros that denote missing values over one or more days: any sky gives more irradiation.
void expect_sun_each_day(const IrradianceOfYear& year, const profiles::SunOfYear& sun, RawWeather& raw,
                         WeatherFaults& faults) {
    const auto steps = static_cast<std::size_t>(base::kHoursPerDay * base::kSecondsPerHour / raw.step_s);
    const double step_kwh = raw.step_s / (static_cast<double>(base::kSecondsPerHour) * kWhPerKwh);
    std::size_t days = 0, first = 0;
    for (std::size_t day = 0; day + steps <= raw.rows(); day += steps) {
        double ghi = 0.0, clear = 0.0;
        for (std::size_t t = day; t < day + steps; ++t) ghi += year.ghi[t], clear += sun.clear_w_per_m2[t];
        if (clear * step_kwh < kLeastKwhPerM2 || ghi > 0.0) continue;
        if (days++ == 0) first = day;
    }
    if (days == 0) return;
    const std::string found =
        fmt::format("{} day{} without sun, the first from {} on", days, days == 1 ? "" : "s", when(raw, first));
    // Satellites occasionally miss a day, for which PVGIS writes zeros.
    constexpr std::size_t kMostDays = 10;
    if (days <= kMostDays) {
        raw.notes.push_back(found + ": do zeros stand for missing values?");
        return;
    }
    faults.add(label_of(raw, ghi_w_per_m2), raw.line[first], found,
               fmt::format("some light on all but {} days: do zeros stand for missing values?", kMostDays));
    faults.throw_if_any();
}
}  // namespace

void expect_sunshine(const IrradianceOfYear& year, const profiles::SunOfYear& sun, RawWeather& raw,
                     WeatherFaults& faults) {
    const double step_h = raw.step_s / static_cast<double>(base::kSecondsPerHour);
    const Irradiation sum = irradiation_of(year, sun, step_h);
    if (sum.clear < kLeastKwhPerM2) return;
    const bool is_long = sum.clear >= kLongKwhPerM2;
    const auto expect = [&](Quantity quantity, const char* name, double found, double least, const std::string& of) {
        if (found >= least) return;
        faults.add(
            label_of(raw, quantity), raw.line.front(),
            fmt::format("{} of {:.3g} kWh/m2 in {:g} h", name, found, static_cast<double>(raw.rows()) * step_h),
            fmt::format("at least {:.3g} kWh/m2, {}: do zeros stand for missing values, is the unit W/m2?", least, of));
    };
    const double least_frac = is_long ? kLeastOfLong : kLeastOfShort;
    expect(ghi_w_per_m2, "global irradiation", sum.ghi, least_frac * sum.clear,
           fmt::format("{:g} % of the {:.4g} kWh/m2 of a clear sky there", 100.0 * least_frac, sum.clear));
    if (is_long && faults.empty() && !year.dni.empty()) {
        const double least = kLeastComponent * sum.ghi;
        const std::string of = fmt::format("{:g} % of the global {:.4g} kWh/m2", 100.0 * kLeastComponent, sum.ghi);
        expect(dni_w_per_m2, "direct horizontal irradiation", sum.beam, least, of);
        expect(dhi_w_per_m2, "diffuse irradiation", sum.dhi, least, of);
    }
    faults.throw_if_any();
    expect_sun_each_day(year, sun, raw, faults);
}

}  // namespace decawatt::io
