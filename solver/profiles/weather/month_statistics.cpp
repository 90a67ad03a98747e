#include "profiles/weather/month_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "profiles/weather/distributions.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kLeastCv = 0.05, kMostCv = 3.0;  // the range of weibull_shape
constexpr double kWhPerKwh = 1000.0;
constexpr int kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;
}  // namespace

void MonthGatherer::Sums::add(double value) {
    count += 1.0;
    total += value;
    squares += value * value;
}

double MonthGatherer::Sums::sd() const {
    if (count < 2.0) return count > 0.0 ? 0.0 : mean();
    return std::sqrt(std::max(0.0, (squares - total * mean()) / (count - 1.0)));
}

void MonthGatherer::add_day(const Source& source, std::size_t first, std::size_t count, Month& month) const {
    const auto& [weather, site, winds] = source;
    Sums temperature, ghi, dni, dhi;
    double least = weather.temperature_deg_c(first, site), most = least;
    month.wind.resize(heights_m_.size());
    for (std::size_t t = first; t < first + count; ++t) {
        const double deg_c = weather.temperature_deg_c(t, site);
        temperature.add(deg_c);
        least = std::min(least, deg_c);
        most = std::max(most, deg_c);
        if (!weather.relative_humidity_frac.empty()) month.humidity.add(weather.relative_humidity_frac(t, site));
        if (!weather.ghi_w_per_m2.empty()) ghi.add(weather.ghi_w_per_m2(t, site));
        if (!weather.dni_w_per_m2.empty()) dni.add(weather.dni_w_per_m2(t, site));
        if (!weather.dhi_w_per_m2.empty()) dhi.add(weather.dhi_w_per_m2(t, site));
        for (std::size_t h = 0; h < winds.size(); ++h) month.wind[h].add(winds[h].at(t).speed_m_per_s);
    }
    const double to_kwh = weather.axis.step_h() / kWhPerKwh;
    month.least_deg_c = month.day_mean_deg_c.count > 0.0 ? std::min(month.least_deg_c, least) : least;
    month.most_deg_c = month.day_mean_deg_c.count > 0.0 ? std::max(month.most_deg_c, most) : most;
    month.day_mean_deg_c.add(temperature.mean());
    month.day_range_deg_c.add(most - least);
    if (ghi.count > 0.0) month.ghi_kwh.add(ghi.total * to_kwh);
    if (dni.count > 0.0) month.dni_kwh.add(dni.total * to_kwh);
    if (dhi.count > 0.0) month.dhi_kwh.add(dhi.total * to_kwh);
}

void MonthGatherer::add(const WeatherYear& weather, std::size_t site, int utc_offset_s) {
    const base::TimeAxis& axis = weather.axis;
    base::expects(kSecondsPerDay % axis.step_s == 0, "a day is a whole number of intervals");
    const auto a_day = static_cast<std::size_t>(kSecondsPerDay / axis.step_s);
    const auto count = static_cast<std::size_t>(axis.count);
    const auto into_day = [&](std::size_t t) {  // seconds since local midnight
        const base::UtcSeconds local = axis.instant(static_cast<std::int64_t>(t)) + utc_offset_s;
        return ((local % kSecondsPerDay) + kSecondsPerDay) % kSecondsPerDay;
    };
    Source source{weather, site, {}};
    if (!weather.wind.empty())
        for (const double height_m : heights_m_)
            source.winds.push_back(wind_at_height(weather, site, height_m, shear_));
    std::size_t first = 0;  // of the first whole day: begins within one step of midnight if labels are not on the hour
    while (first < count && into_day(first) >= axis.step_s) ++first;
    for (; first + a_day <= count; first += a_day) {
        const base::CivilTime civil = base::civil_time(axis.instant(static_cast<std::int64_t>(first)), utc_offset_s);
        add_day(source, first, a_day, months_[static_cast<std::size_t>(civil.month - 1)]);
    }
}

std::array<MonthStatistics, model::kMonths> MonthGatherer::months() const {
    std::array<MonthStatistics, model::kMonths> all;
    for (std::size_t m = 0; m < all.size(); ++m) {
        const Month& sums = months_[m];
        MonthStatistics& month = all[m];
        month.days = static_cast<int>(sums.day_mean_deg_c.count);
        if (month.days == 0) continue;
        month.temperature_mean_deg_c = sums.day_mean_deg_c.mean();
        month.temperature_least_deg_c = sums.least_deg_c;
        month.temperature_most_deg_c = sums.most_deg_c;
        month.temperature_day_sd_deg_c = sums.day_mean_deg_c.sd();
        month.temperature_diurnal_range_deg_c = sums.day_range_deg_c.mean();
        month.relative_humidity_mean_frac = sums.humidity.mean();
        month.ghi_mean_kwh_per_m2_day = sums.ghi_kwh.mean();
        month.ghi_day_sd_kwh_per_m2_day = sums.ghi_kwh.sd();
        month.dni_mean_kwh_per_m2_day = sums.dni_kwh.mean();
        month.dhi_mean_kwh_per_m2_day = sums.dhi_kwh.mean();
        for (std::size_t h = 0; h < sums.wind.size(); ++h) {
            WindStatistics wind{
                .height_m = heights_m_[h], .mean_m_per_s = sums.wind[h].mean(), .sd_m_per_s = sums.wind[h].sd()};
            if (std::isnan(wind.mean_m_per_s)) continue;
            const double cv = wind.mean_m_per_s > 0.0 ? wind.sd_m_per_s / wind.mean_m_per_s : 0.0;
            if (cv >= kLeastCv && cv <= kMostCv) {
                wind.weibull_shape = weibull_shape(cv);
                wind.weibull_scale_m_per_s = weibull(wind.mean_m_per_s, wind.weibull_shape).scale;
            }
            month.wind.push_back(wind);
        }
    }
    return all;
}

}  // namespace decawatt::profiles
