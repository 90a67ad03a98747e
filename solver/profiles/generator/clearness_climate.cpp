#include "profiles/generator/clearness_climate.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "profiles/sun/sun_course.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
constexpr std::size_t kDayHours = base::kHoursPerDay;
constexpr double kWhPerKwh = 1000.0;
constexpr double kDarkest = 0.02;  // least clear-sky index of an hour: assumption

// A month whose clear days have less than this (kWh/m2 per day) may be stated as dark; a mean or spread below a tenth
// of it, which may be rounding of a table, is taken as zero. Haurwitz was fitted to sun above 10 degrees; if the sun
// stays lower all month the measured mean may exceed its clear sky, which is then moved towards extraterrestrial
// irradiance. Assumptions.
constexpr double kDarkMonthKwh = 0.05, kNoSunKwh = 0.1 * kDarkMonthKwh;
constexpr double kLowSunSine = 0.1736;  // of 10 degrees
constexpr double kLowSunIndex = 0.7;    // mean clear-sky index of such a month

// Relative fluctuations diverge as the clear sky's share of extraterrestrial irradiance goes to zero.
constexpr double kLeastShare = 0.2;

// Standard deviation of hourly clearness about the daily profile: Aguiar and Collares-Pereira, "TAG: a time-dependent,
// autoregressive, Gaussian model for generating synthetic hourly radiation", Solar Energy 49(3), 1992.
double flicker_sd(double day_clearness, double sine_of_elevation) {
    const double amplitude = 0.14 * std::exp(-20.0 * std::pow(day_clearness - 0.35, 2));
    const double low_sun = 3.0 * std::pow(day_clearness - 0.45, 2) + 16.0 * std::pow(day_clearness, 5);
    return amplitude * std::exp(low_sun * (1.0 - sine_of_elevation));
}
}  // namespace

ClearnessClimate::ClearnessClimate(const model::Sites& sites, model::SiteIndex site, const base::TimeAxis& axis,
                                   int utc_offset_s, double year_sd_frac)
    : year_sd_frac_(year_sd_frac) {
    hours_.reserve(static_cast<std::size_t>(axis.count));
    for (const SunInterval& sun :
         sun_course(axis, sites.latitude_deg[at(site)], sites.longitude_deg[at(site)], std::nullopt)) {
        const double zenith = sun.position.zenith_deg;
        hours_.push_back(
            {zenith, std::max(0.0, sun.direction.up), sun.up_frac, sun.up_frac * haurwitz_ghi_w_per_m2(zenith)});
    }
    for (std::size_t first = 0; first < hours_.size(); first += kDayHours) {
        const base::CivilTime civil = base::civil_time(axis.instant(static_cast<std::int64_t>(first)), utc_offset_s);
        days_.push_back({.start = first, .extraterrestrial_w_per_m2 = extraterrestrial_w_per_m2(civil.day_of_year)});
        month_of_day_.push_back(static_cast<std::size_t>(civil.month - 1));
        sum_clear_sky(days_.back());
    }
    fit(sites, site);
}

// Finds the hours with light, and sums over them.
void ClearnessClimate::sum_clear_sky(Day& day) const {
    const std::size_t end = day.start + kDayHours;
    day.first = end, day.end = day.start;
    day.clear_sum_w_per_m2 = day.share = 0.0;
    double outside_sum = 0.0;
    for (std::size_t t = day.start; t < end; ++t) {
        if (!(hours_[t].clear_w_per_m2 > 0.0)) continue;
        day.first = std::min(day.first, t), day.end = t + 1;
        day.clear_sum_w_per_m2 += hours_[t].clear_w_per_m2;
        outside_sum += hours_[t].up_frac * day.extraterrestrial_w_per_m2 * hours_[t].cosine;
    }
    if (outside_sum > 0.0) day.share = std::max(kLeastShare, day.clear_sum_w_per_m2 / outside_sum);
}

ClearnessClimate::MonthSky ClearnessClimate::sky_of(std::size_t month) const {
    MonthSky sky;
    double days = 0.0;
    for (std::size_t d = 0; d < days_.size(); ++d) {
        if (month_of_day_[d] != month) continue;
        const double clear_kwh = days_[d].clear_sum_w_per_m2 / kWhPerKwh;
        sky.clear_kwh += clear_kwh, sky.clear_square += clear_kwh * clear_kwh, days += 1.0;
        for (std::size_t t = days_[d].start; t < days_[d].start + kDayHours; ++t) {
            const double outside = hours_[t].up_frac * days_[d].extraterrestrial_w_per_m2 * hours_[t].cosine;
            sky.outside_kwh += outside / kWhPerKwh;
            sky.highest_sine = std::max(sky.highest_sine, hours_[t].cosine);
        }
    }
    sky.clear_kwh /= days, sky.clear_square /= days, sky.outside_kwh /= days;
    return sky;
}

// Moves the clear sky of a month towards extraterrestrial irradiance, to this mean.
void ClearnessClimate::brighten(std::size_t month, const MonthSky& sky, double clear_kwh) {
    const double outside_part = (clear_kwh - sky.clear_kwh) / (sky.outside_kwh - sky.clear_kwh);
    for (std::size_t d = 0; d < days_.size(); ++d) {
        if (month_of_day_[d] != month) continue;
        for (std::size_t t = days_[d].start; t < days_[d].start + kDayHours; ++t) {
            const double outside = hours_[t].up_frac * days_[d].extraterrestrial_w_per_m2 * hours_[t].cosine;
            hours_[t].clear_w_per_m2 += outside_part * (outside - hours_[t].clear_w_per_m2);
        }
        sum_clear_sky(days_[d]);
    }
}

// Fits mean and spread of the index of a month with sun; returns a fault if the clear sky does not allow them.
std::optional<ClearnessClimate::IrradianceFault> ClearnessClimate::fit_sunny_month(std::size_t m, double stated,
                                                                                   double sd) {
    constexpr double kBrightest = 0.97,
                     kWidest = 0.95;  // upper limits: of the mean, over the clear sky; of the variance, over that of an
                                      // index of only 0 and 1
    const auto mean_fault = [&](std::string expected) {
        return IrradianceFault{"ghi_mean_kwh_per_m2_day", stated, std::move(expected)};
    };
    MonthSky sky = sky_of(m);
    if (!(stated > 0.0)) return mean_fault("more than 0: the sun shines in this month");
    if (!(stated < kBrightest * sky.clear_kwh)) {
        if (sky.outside_kwh < kNoSunKwh) return mean_fault("0: the sun does not rise in this month, or next to it");
        if (!(stated < kBrightest * sky.outside_kwh))
            return mean_fault(
                fmt::format("less than {:.3f}, the irradiation outside the atmosphere", kBrightest * sky.outside_kwh));
        if (sky.highest_sine > kLowSunSine)
            return mean_fault(
                fmt::format("less than {:.3f}, the irradiation under clear skies", kBrightest * sky.clear_kwh));
        brighten(m, sky, std::min(sky.outside_kwh, stated / kLowSunIndex));
        sky = sky_of(m);
    }
    const double clear = sky.clear_kwh, clear_square = sky.clear_square;
    mean_[m] = stated / clear;
    const double variance =
        std::max(0.0, sd * sd - mean_[m] * mean_[m] * (clear_square - clear * clear)) / clear_square;
    const double most = kWidest * mean_[m] * (1.0 - mean_[m]);
    if (!(variance < most))
        return IrradianceFault{
            "ghi_day_sd_kwh_per_m2_day", sd,
            fmt::format("less than {:.3f}, the irradiation under clear skies", std::sqrt(most * clear_square))};
    spread_[m] = probit_spread(mean_[m], std::sqrt(variance));
    return std::nullopt;
}

std::optional<ClearnessClimate::IrradianceFault> ClearnessClimate::fit_month(std::size_t m, double stated, double sd) {
    const bool may_be_dark = stated < kNoSunKwh && sd < kNoSunKwh && sky_of(m).clear_kwh < kDarkMonthKwh;
    auto fault = fit_sunny_month(m, stated, sd);
    if (!fault || !may_be_dark) return fault;
    mean_[m] = spread_[m] = 0.0;
    return std::nullopt;
}

void ClearnessClimate::fit(const model::Sites& sites, model::SiteIndex site) {
    std::vector<base::InputFault> faults;
    for (std::size_t m = 0; m < mean_.size(); ++m)
        if (const auto fault =
                fit_month(m, sites.ghi_mean_kwh_per_m2_day[at(site)][m], sites.ghi_day_sd_kwh_per_m2_day[at(site)][m]))
            faults.push_back({"climate.csv", fault->field, 0,
                              fmt::format("{} (site {}, month {})", fault->found, sites.name[at(site)], m + 1),
                              fault->expected});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// Distribution of the daily index by month, in a year whose mean is shifted by its score.
std::array<ProbitNormal, model::kMonths> ClearnessClimate::day_indices(double year_score) const {
    constexpr double kBrightest = 0.99;
    std::array<ProbitNormal, model::kMonths> by_month;
    for (std::size_t m = 0; m < by_month.size(); ++m)
        if (mean_[m] > 0.0)
            by_month[m] =
                ProbitNormal::of(std::min(kBrightest, mean_[m] * (1.0 + year_sd_frac_ * year_score)), spread_[m]);
    return by_month;
}

// Hourly indices K_h = clip(K + sd y_h + shift): the shift is found so that the day's energy is K times that of a clear
// day, which removes the bias of clipping at the clear sky. Energy is piecewise linear and increasing in the shift, so
// Newton's method is exact on the piece of the root; steps that leave the bracket are replaced by bisection.
void ClearnessClimate::hourly_indices(const Day& day, double day_mean, std::span<const double> flicker,
                                      std::span<double> index) const {
    std::array<double, kDayHours> wobbling{};
    const std::size_t count = day.end - day.first;
    for (std::size_t h = 0; h < count; ++h)
        wobbling[h] = day_mean + flicker_sd(day_mean * day.share, hours_[day.first + h].cosine) / day.share *
                                     flicker[day.first + h];
    const double least = std::min(kDarkest, day_mean), target = day_mean * day.clear_sum_w_per_m2;
    double low = -4.0, high = 4.0, shift = 0.0;  // beyond any fluctuation
    constexpr int kMostSteps = 60;
    constexpr double kClose = 1e-12;
    for (int i = 0; i < kMostSteps; ++i) {
        double sum = 0.0, slope = 0.0;
        for (std::size_t h = 0; h < count; ++h) {
            const double clear = hours_[day.first + h].clear_w_per_m2, free = wobbling[h] + shift;
            index[h] = std::clamp(free, least, 1.0);
            sum += index[h] * clear;
            slope += free > least && free < 1.0 ? clear : 0.0;
        }
        const double missing = target - sum;
        if (std::abs(missing) <= kClose * day.clear_sum_w_per_m2) break;
        (missing > 0.0 ? low : high) = shift;
        const double next = slope > 0.0 ? shift + missing / slope : low - 1.0;
        shift = next > low && next < high ? next : 0.5 * (low + high);
    }
}

void ClearnessClimate::irradiance(std::span<const double> day_score, std::span<const double> flicker, double year_score,
                                  const Columns& out) const {
    base::expects(day_score.size() >= days_.size() && flicker.size() >= hours_.size(),
                  "there is a score for every hour and day");
    const auto day_index = day_indices(year_score);
    for (std::size_t d = 0; d < days_.size(); ++d) {
        const Day& day = days_[d];
        if (day.first >= day.end || mean_[month_of_day_[d]] == 0.0) continue;  // polar night
        std::array<double, kDayHours> index{};
        hourly_indices(day, day_index[month_of_day_[d]].of_score(day_score[d]), flicker, index);
        for (std::size_t t = day.first; t < day.end; ++t) {
            if (!(hours_[t].clear_w_per_m2 > 0.0)) continue;
            // The decomposition applies to the sun-up part of the hour; the mean over the hour is up_frac times that.
            const double up = hours_[t].up_frac, ghi = index[t - day.first] * hours_[t].clear_w_per_m2 / up;
            const Irradiance part = erbs_irradiance(ghi, hours_[t].zenith_deg, day.extraterrestrial_w_per_m2);
            out.ghi_w_per_m2[t] = up * part.ghi_w_per_m2;
            out.dni_w_per_m2[t] = up * part.dni_w_per_m2;
            out.dhi_w_per_m2[t] = up * part.dhi_w_per_m2;
        }
    }
}

}  // namespace decawatt::profiles
