#include "profiles/demand/regional_demand.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/steps.hpp"
#include "model/day_type.hpp"
#include "model/fixed_series.hpp"
#include "profiles/generator/temperature_climate.hpp"
#include "profiles/generator/weather_scores.hpp"
#include "profiles/weather/distributions.hpp"
#include "profiles/weather/month_curve.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
using model::DayType;
using model::RegionIndex;

constexpr std::size_t kDayHours = base::kHoursPerDay, kDayTypeCount = model::kDayTypes;
const double kKept = std::exp(-1.0 / kBuildingMemoryH);  // weight of the previous T_eff

struct Calendar {             // one entry per hour
    std::vector<double> day;  // days since 1 January at the middle of the hour
    std::vector<std::size_t> month, hour;
    std::vector<DayType> type;
};

Calendar calendar_of(const model::Study& study, const base::TimeAxis& axis) {
    Calendar calendar;
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const base::CivilTime civil = base::civil_time(axis.instant(t), study.utc_offset_s);
        const base::UtcSeconds midnight = base::utc_of_date(civil.year, civil.month, civil.day, study.utc_offset_s);
        calendar.day.push_back((static_cast<double>(t) + 0.5) / base::kHoursPerDay);
        calendar.month.push_back(static_cast<std::size_t>(civil.month - 1));
        calendar.hour.push_back(static_cast<std::size_t>(civil.hour));
        calendar.type.push_back(model::day_type(study.holidays, midnight, civil.weekday));
    }
    return calendar;
}

// Curves through the year from the shape table: one for each day type and hour.
std::vector<MonthCurve> shape_curves(std::span<const double> factor, int year) {
    std::vector<MonthCurve> curves;
    for (std::size_t type = 0; type < kDayTypeCount; ++type)
        for (std::size_t hour = 0; hour < kDayHours; ++hour) {
            model::Months by_month{};
            for (std::size_t m = 0; m < by_month.size(); ++m)
                by_month[m] = factor[(m * kDayTypeCount + type) * kDayHours + hour];
            curves.emplace_back(by_month, year);
        }
    return curves;
}

std::vector<double> shape_of(std::span<const double> factor, const Calendar& calendar, int year) {
    const std::vector<MonthCurve> curves = shape_curves(factor, year);
    std::vector<double> shape;
    for (std::size_t t = 0; t < calendar.day.size(); ++t) {
        const std::size_t type = static_cast<std::size_t>(calendar.type[t]), hour = calendar.hour[t];
        const bool stepwise = calendar.type[t] == DayType::major_holiday;
        shape.push_back(stepwise ? factor[(calendar.month[t] * kDayTypeCount + type) * kDayHours + hour]
                                 : curves[type * kDayHours + hour].at(calendar.day[t]));
    }
    return shape;
}

std::vector<double> smoothed(std::span<const double> temperature_deg_c) {
    const std::size_t start_h = std::min<std::size_t>(2 * kDayHours, temperature_deg_c.size());
    double state = 0.0;
    for (std::size_t t = 0; t < start_h; ++t) state += temperature_deg_c[t] / static_cast<double>(start_h);
    std::vector<double> result;
    for (const double value : temperature_deg_c) result.push_back(state = kKept * state + (1.0 - kKept) * value);
    return result;
}

// Variance of the exponential mean of a unit AR(1) process with this memory: sum of its filtered
// autocovariances, (1 - k) / (1 + k) · (1 + k phi) / (1 - k phi).
double smoothed_variance(double memory_h) {
    const double phi = persistence(1.0, memory_h);
    return (1.0 - kKept) / (1.0 + kKept) * (1.0 + kKept * phi) / (1.0 - kKept * phi);
}

// Distribution of T_eff: mean from the seasonal curve and the daily cycle, both smoothed, and standard deviation of the
// smoothed anomaly.
struct NormalWeather {
    std::vector<double> mean_deg_c, sd_deg_c;
};

NormalWeather normal_weather(const model::Study& study, model::SiteIndex site, int year, const base::TimeAxis& axis) {
    const model::Sites& sites = study.sites;
    const model::ClimateMemory& memory = study.weather.memory;
    const TemperatureClimate climate(sites, site, memory, year);
    NormalWeather normal;
    const double score_variance =
        memory.temperature_slow_share_frac * smoothed_variance(memory.temperature_slow_memory_h) +
        (1.0 - memory.temperature_slow_share_frac) * smoothed_variance(memory.temperature_fast_memory_h);
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const double day = (static_cast<double>(t) + 0.5) / base::kHoursPerDay;
        const double cycle = diurnal_shape(mean_solar_hour(axis.instant(t), sites.longitude_deg[at(site)]));
        normal.mean_deg_c.push_back(climate.mean_deg_c(day) + climate.diurnal_range_deg_c(day) * cycle);
        normal.sd_deg_c.push_back(
            std::hypot(climate.anomaly_sd_deg_c(day) * std::sqrt(score_variance), memory.temperature_year_sd_deg_c));
    }
    normal.mean_deg_c = smoothed(normal.mean_deg_c);
    return normal;
}

void require_positive(const model::Study& study, RegionIndex region, std::span<const double> demand) {
    if (std::ranges::all_of(demand, [](double value) { return value >= 0.0; })) return;
    throw base::InputError(
        {{"regions.csv", "cooling_frac_per_deg_c, heating_frac_per_deg_c", 0,
          fmt::format("a response that turns demand negative (region {})", study.regions.name[at(region)]),
          "a weaker response of demand to temperature"}});
}

double industrial_mw(const model::IndustrialLoads& loads, RegionIndex region, int year) {
    double sum = 0.0;
    for (std::size_t i = 0; i < loads.name.size(); ++i) {
        const model::YearTable& table = loads.mean_mw[i];
        if (loads.region[i] == region && !table.empty() && year >= table.begin()->first)
            sum += model::interpolated(table, year);
    }
    return sum;
}

RegionYear region_year(const model::Study& study, RegionIndex region, const Calendar& calendar, int year,
                       const base::TimeAxis& axis) {
    const model::Regions& regions = study.regions;
    const std::size_t r = at(region);
    RegionYear made;
    made.shape = shape_of(study.demand_shapes.factor[at(regions.demand_shape[r])], calendar, year);
    made.energy_mwh = model::interpolated(regions.annual_energy_mwh[r], year);
    made.flat_mw = industrial_mw(study.industrial_loads, region, year);
    if (regions.cooling_frac_per_deg_c[r] == 0.0 && regions.heating_frac_per_deg_c[r] == 0.0) return made;
    const double above = regions.cooling_base_deg_c[r], below = regions.heating_base_deg_c[r];
    const NormalWeather normal = normal_weather(study, regions.site[r], year, axis);
    for (std::size_t t = 0; t < made.shape.size(); ++t) {
        const double mean = normal.mean_deg_c[t], sd = normal.sd_deg_c[t];
        made.normal_above_k.push_back(normal_positive_part(mean - above, sd));
        made.normal_below_k.push_back(normal_positive_part(below - mean, sd));
    }
    return made;
}
}  // namespace

RegionalDemand::RegionalDemand(const model::Study& study, int year)
    : study_(&study), axis_(base::year_axis(year, study.utc_offset_s, base::kSecondsPerHour)) {
    const Calendar calendar = calendar_of(study, axis_);
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const auto region = static_cast<RegionIndex>(r);
        const bool given = model::fixed_demand_mw(study, region) != nullptr;
        of_region_.push_back(given ? RegionYear{} : region_year(study, region, calendar, year, axis_));
    }
}

// 1 + response - normal response, by hour. Without a response it is 1 and no climate is needed.
std::vector<double> RegionalDemand::weather_factor(std::size_t r, std::span<const double> temperature_deg_c) const {
    const model::Regions& regions = study_->regions;
    const double cooling = regions.cooling_frac_per_deg_c[r], heating = regions.heating_frac_per_deg_c[r];
    std::vector<double> factor(temperature_deg_c.size(), 1.0);
    if (cooling == 0.0 && heating == 0.0) return factor;
    const double above = regions.cooling_base_deg_c[r], below = regions.heating_base_deg_c[r];
    const RegionYear& made = of_region_[r];
    const std::vector<double> felt_deg_c = smoothed(temperature_deg_c);
    for (std::size_t t = 0; t < factor.size(); ++t) {
        factor[t] += cooling * (std::max(0.0, felt_deg_c[t] - above) - made.normal_above_k[t]);
        factor[t] += heating * (std::max(0.0, below - felt_deg_c[t]) - made.normal_below_k[t]);
    }
    return factor;
}

// Scales demand without industrial loads to the year's energy.
void RegionalDemand::fill(std::size_t r, std::span<const double> temperature_deg_c, std::span<double> demand_mw) const {
    base::expects(is_made(r) && temperature_deg_c.size() == hours() && demand_mw.size() == hours(),
                  "the weather has the hours of the demand");
    const std::vector<double>& shape = of_region_[r].shape;
    const std::vector<double> weather = weather_factor(r, temperature_deg_c);
    double sum = 0.0;
    for (std::size_t t = 0; t < hours(); ++t) sum += demand_mw[t] = shape[t] * weather[t];
    require_positive(*study_, static_cast<RegionIndex>(r), demand_mw);
    base::expects(sum > 0.0, "a demand shape has a positive sum");
    const double scale_mw = of_region_[r].energy_mwh / (sum * axis_.step_h()), flat_mw = of_region_[r].flat_mw;
    for (double& value : demand_mw) value *= scale_mw;
    for (double& value : demand_mw) value += flat_mw;
}

base::Series regional_demand(const model::Study& study, const WeatherYear& weather, int year,
                             const base::TimeAxis& axis) {
    const base::TimeAxis whole = base::year_axis(year, study.utc_offset_s, axis.step_s);
    base::expects(
        axis.start_utc_s == whole.start_utc_s && axis.count == whole.count && base::kSecondsPerHour % axis.step_s == 0,
        "demand is made for the hours of its calendar year");
    base::expects(weather.temperature_deg_c.times() == static_cast<std::size_t>(axis.count),
                  "the weather has the hours of the demand");
    const RegionalDemand of_year(study, year);
    const base::Series temperature_deg_c =
        base::on_steps(weather.temperature_deg_c, axis.step_s, base::kSecondsPerHour);
    base::Series demand_mw(of_year.hours(), study.regions.name.size());
    for (std::size_t r = 0; r < study.regions.name.size(); ++r)
        if (of_year.is_made(r)) of_year.fill(r, temperature_deg_c.of(at(study.regions.site[r])), demand_mw.of(r));
    return base::on_steps(demand_mw, base::kSecondsPerHour, axis.step_s);
}

}  // namespace decawatt::profiles
