#include "profiles/generator/clearness_climate.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
constexpr std::size_t kDayHours = base::kHoursPerDay;
constexpr double kWhPerKwh = 1000.0;
constexpr double kDarkest = 0.02;  // of a clear sky still comes through in any hour: assumption

// Standard deviation of hourly clearness about the daily profile: Aguiar and Collares-Pereira, "TAG: a time-dependent,
// autoregressive, Gaussian model for generating synthetic hourly radiation", Solar Energy 49(3), 1992.
double flicker_sd(double day_clearness, double sine_of_elevation) {
    const double amplitude = 0.14 * std::exp(-20.0 * std::pow(day_clearness - 0.35, 2));
    const double low_sun = 3.0 * std::pow(day_clearness - 0.45, 2) + 16.0 * std::pow(day_clearness, 5);
    return amplitude * std::exp(low_sun * (1.0 - sine_of_elevation));
}

double cosine_deg(double angle_deg) {
    return std::cos(angle_deg * std::numbers::pi / 180.0);
}
}  // namespace

ClearnessClimate::ClearnessClimate(const model::Sites& sites, model::SiteIndex site, const base::TimeAxis& axis,
                                   int utc_offset_s) {
    const auto count = static_cast<std::size_t>(axis.count);
    sun_.reserve(count), clear_w_per_m2_.reserve(count), extraterrestrial_w_per_m2_.reserve(count);
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const IntervalSun sun =
            interval_sun(axis.instant(t), axis.step_s, sites.latitude_deg[at(site)], sites.longitude_deg[at(site)]);
        const base::CivilTime civil = base::civil_time(axis.instant(t), utc_offset_s);
        sun_.push_back({sun.position.zenith_deg, sun.up_frac});
        clear_w_per_m2_.push_back(sun.up_frac * haurwitz_ghi_w_per_m2(sun.position.zenith_deg));
        extraterrestrial_w_per_m2_.push_back(profiles::extraterrestrial_w_per_m2(civil.day_of_year));
        if (civil.hour == 0) month_of_day_.push_back(static_cast<std::size_t>(civil.month - 1));
    }
    fit(sites, site);
}

void ClearnessClimate::fit(const model::Sites& sites, model::SiteIndex site) {
    std::array<double, model::kMonths> sum{}, squares{}, days{};
    for (std::size_t d = 0; d < month_of_day_.size(); ++d) {
        double clear_kwh = 0.0;
        for (std::size_t h = 0; h < kDayHours; ++h) clear_kwh += clear_w_per_m2_[d * kDayHours + h] / kWhPerKwh;
        sum[month_of_day_[d]] += clear_kwh;
        squares[month_of_day_[d]] += clear_kwh * clear_kwh;
        days[month_of_day_[d]] += 1.0;
    }
    std::vector<base::InputFault> faults;
    const auto fault = [&](std::size_t m, const char* field, double found, double most) {
        faults.push_back({"climate.csv", field, 0,
                          fmt::format("{} (site {}, month {})", found, sites.name[at(site)], m + 1),
                          fmt::format("less than {:.3f}, what clear skies allow", most)});
    };
    constexpr double kBrightest = 0.97,
                     kWidest = 0.95;  // of a clear sky's mean; of the variance of all-or-nothing days
    for (std::size_t m = 0; m < mean_.size(); ++m) {
        const double clear = sum[m] / days[m], clear_square = squares[m] / days[m];
        const double stated = sites.ghi_mean_kwh_per_m2_day[at(site)][m],
                     sd = sites.ghi_day_sd_kwh_per_m2_day[at(site)][m];
        if (!(stated < kBrightest * clear)) {
            fault(m, "ghi_mean_kwh_per_m2_day", stated, kBrightest * clear);
            continue;
        }
        mean_[m] = stated / clear;
        const double variance =
            std::max(0.0, sd * sd - mean_[m] * mean_[m] * (clear_square - clear * clear)) / clear_square;
        const double most = kWidest * mean_[m] * (1.0 - mean_[m]);
        if (!(variance < most)) {
            fault(m, "ghi_day_sd_kwh_per_m2_day", sd, std::sqrt(most * clear_square));
            continue;
        }
        spread_[m] = probit_spread(mean_[m], std::sqrt(variance));
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// Distribution of the daily index by month, in a year whose mean is moved by its score.
std::array<ProbitNormal, model::kMonths> ClearnessClimate::day_indices(double year_score) const {
    constexpr double kBrightest = 0.99;
    std::array<ProbitNormal, model::kMonths> by_month;
    for (std::size_t m = 0; m < by_month.size(); ++m)
        by_month[m] =
            ProbitNormal::of(std::min(kBrightest, mean_[m] * (1.0 + kYearClearnessSdFrac * year_score)), spread_[m]);
    return by_month;
}

// Hourly indices K_h = clip(K + sd y_h + shift): the shift is found so that the day's energy is K times that of a clear
// day, which takes away the bias of clipping at the clear sky.
void ClearnessClimate::hourly_indices(std::size_t day, double day_mean, std::span<const double> flicker,
                                      std::span<double> index) const {
    const std::size_t first = day * kDayHours;
    double clear_sum = 0.0, outside_sum = 0.0;
    for (std::size_t t = first; t < first + kDayHours; ++t) {
        clear_sum += clear_w_per_m2_[t];
        outside_sum += sun_[t].up_frac * extraterrestrial_w_per_m2_[t] * std::max(0.0, cosine_deg(sun_[t].zenith_deg));
    }
    if (!(clear_sum > 0.0)) return;                      // polar night
    const double clear_share = clear_sum / outside_sum;  // clearness of the cloudless sky: between the two indices
    std::array<double, kDayHours> wobble{};
    for (std::size_t h = 0; h < kDayHours; ++h) {
        const double sine = std::max(0.0, cosine_deg(sun_[first + h].zenith_deg));
        wobble[h] = flicker_sd(day_mean * clear_share, sine) / clear_share * flicker[first + h];
    }
    const double least = std::min(kDarkest, day_mean);
    double low = -4.0, high = 4.0;  // no wobble reaches as far as this
    constexpr int kBisections = 40;
    for (int i = 0; i < kBisections; ++i) {
        const double shift = 0.5 * (low + high);
        double sum = 0.0;
        for (std::size_t h = 0; h < kDayHours; ++h) {
            index[h] = std::clamp(day_mean + wobble[h] + shift, least, 1.0);
            sum += index[h] * clear_w_per_m2_[first + h];
        }
        (sum < day_mean * clear_sum ? low : high) = shift;
    }
}

std::vector<Irradiance> ClearnessClimate::irradiance(std::span<const double> day_score, std::span<const double> flicker,
                                                     double year_score) const {
    base::expects(day_score.size() >= month_of_day_.size() && flicker.size() >= sun_.size(),
                  "there is a score for every hour and day");
    const auto day_index = day_indices(year_score);
    std::vector<Irradiance> result(sun_.size(), Irradiance{0.0, 0.0, 0.0});
    for (std::size_t d = 0; d < month_of_day_.size(); ++d) {
        std::array<double, kDayHours> index{};
        hourly_indices(d, day_index[month_of_day_[d]].of_score(day_score[d]), flicker, index);
        for (std::size_t h = 0; h < kDayHours; ++h) {
            const std::size_t t = d * kDayHours + h;
            if (!(clear_w_per_m2_[t] > 0.0)) continue;
            // The split holds for the sun-up part of the hour; its mean over the hour is up_frac of it.
            const double up = sun_[t].up_frac, ghi = index[h] * clear_w_per_m2_[t] / up;
            const Irradiance part = erbs_irradiance(ghi, sun_[t].zenith_deg, extraterrestrial_w_per_m2_[t]);
            result[t] = {up * part.ghi_w_per_m2, up * part.dni_w_per_m2, up * part.dhi_w_per_m2};
        }
    }
    return result;
}

}  // namespace decawatt::profiles
