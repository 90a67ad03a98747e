#include "profiles/data_center/data_center_workload.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/index.hpp"
#include "profiles/data_center/training_jobs.hpp"

namespace decawatt::profiles {

namespace {
constexpr int kSaturday = 5, kWorkdays = 5, kWeekendDays = 2;
constexpr double kSecondsPerMonth = 365.25 * base::kHoursPerDay * base::kSecondsPerHour / base::kMonthsPerYear;

// Facility power by UTC hour relative to its mean (arXiv:2603.18383, Azure traces of 2024-05-16 replayed on 240
// servers).
constexpr std::array<double, base::kHoursPerDay> kAzureByUtcHour = {
    0.943, 0.930, 0.930, 0.912, 0.902, 0.904, 0.905, 0.916, 0.917, 0.920, 0.915, 0.905,
    0.954, 1.017, 1.100, 1.118, 1.117, 1.149, 1.174, 1.175, 1.156, 1.077, 1.004, 0.960};
constexpr int kAzureLocalMinusUtcH = -5;

constexpr std::array<double, base::kHoursPerDay> local_shape() {
    double mean = 0.0, low = kAzureByUtcHour[0], high = kAzureByUtcHour[0];
    for (const double value : kAzureByUtcHour) {
        mean += value / base::kHoursPerDay;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    std::array<double, base::kHoursPerDay> shape{};
    for (int hour = 0; hour < base::kHoursPerDay; ++hour) {
        const int utc_hour = (hour - kAzureLocalMinusUtcH) % base::kHoursPerDay;
        shape[static_cast<std::size_t>(hour)] =
            (kAzureByUtcHour[static_cast<std::size_t>(utc_hour)] - mean) / (0.5 * (high - low));
    }
    return shape;
}
constexpr std::array<double, base::kHoursPerDay> kLocalShape = local_shape();

// Workload of one hall in one calendar year.
struct HallWork {
    std::size_t hall;
    double training_share, inference_share, batch_share, steady_share;  // of nameplate power
    double idle_frac, batch_frac, steady_frac;
    std::array<double, 2 * base::kHoursPerDay> inference_frac;  // workday, weekend × local hour
    const std::vector<double>* training_frac;
};

double by_year(const std::vector<model::YearTable>& tables, std::size_t w, int year, double constant) {
    return w < tables.size() && !tables[w].empty() ? model::interpolated(tables[w], year) : constant;
}

template <typename Value>
Value stated(const std::vector<Value>& column, std::size_t row) {
    return row < column.size() ? column[row] : Value{};
}

HallWork steady_hall(const model::Study& study, std::size_t hall) {
    HallWork work{};
    work.hall = hall;
    work.steady_share = 1.0;
    work.steady_frac = stated(study.halls.draw, hall).typical_frac;
    return work;
}

void set_inference(const model::Workloads& workloads, std::size_t w, int year, HallWork& work) {
    const double mean = by_year(workloads.inference_mean_by_year, w, year, workloads.inference_mean_frac[w]);
    for (int weekend = 0; weekend < 2; ++weekend)
        for (int hour = 0; hour < base::kHoursPerDay; ++hour)
            work.inference_frac[static_cast<std::size_t>(weekend * base::kHoursPerDay + hour)] =
                std::clamp(mean * inference_activity(hour, weekend == 1, workloads.inference_swing_frac[w],
                                                     workloads.inference_weekend_frac[w]),
                           work.idle_frac, 1.0);
}

HallWork working_hall(const model::Study& study, std::size_t hall, int year) {
    const model::Workloads& workloads = study.workloads;
    const std::size_t w = base::at(study.halls.workload[hall]);
    const model::FleetDraw draw = stated(study.halls.draw, hall);
    const model::BatchRules batch = stated(workloads.batch, w);
    HallWork work{};
    work.hall = hall;
    work.training_share = workloads.training_frac[w];
    work.batch_share = batch.frac;
    work.inference_share = 1.0 - work.training_share - work.batch_share;
    work.idle_frac = draw.stated ? draw.idle_frac : workloads.idle_frac[w];
    work.batch_frac = std::max(work.idle_frac, batch.mean_frac);
    set_inference(workloads, w, year, work);
    return work;
}

// 0..23 on workdays, 24..47 at weekends.
std::vector<std::uint8_t> hours_of_week(const base::TimeAxis& axis, int utc_offset_s) {
    constexpr base::UtcSeconds kDaySeconds = base::kHoursPerDay * base::kSecondsPerHour, kWeek = 7;
    std::vector<std::uint8_t> hours(static_cast<std::size_t>(axis.count));
    const base::CivilTime first = base::civil_time(axis.start_utc_s, utc_offset_s);
    base::UtcSeconds second = (first.hour * base::UtcSeconds{60} + first.minute) * base::UtcSeconds{60} + first.second;
    base::UtcSeconds weekday = first.weekday;
    for (std::uint8_t& hour : hours) {
        hour =
            static_cast<std::uint8_t>(second / base::kSecondsPerHour + (weekday >= kSaturday ? base::kHoursPerDay : 0));
        second += axis.step_s;
        for (; second >= kDaySeconds; second -= kDaySeconds) weekday = (weekday + 1) % kWeek;
    }
    return hours;
}

void add_hall(const model::Study& study, const HallWork& work, const base::TimeAxis& axis,
              const std::vector<std::uint8_t>& hours, WorkSeries& series) {
    const model::Halls& halls = study.halls;
    const double it_mw = halls.it_mw[work.hall] * study.data_centers.it_scale[base::at(halls.data_center[work.hall])];
    const double fill_s = stated(halls.fill_months, work.hall) * kSecondsPerMonth;
    const auto commissioned = halls.commissioned[work.hall], closed = halls.closed[work.hall];
    for (std::size_t t = 0; t < hours.size(); ++t) {
        const base::UtcSeconds start = axis.instant(static_cast<std::int64_t>(t)), end = start + axis.step_s;
        if (end <= commissioned || start >= closed) continue;
        series.rated_mw[t] += it_mw * service_s(commissioned, closed, 0.0, start, end) / axis.step_s;
        const double mw = it_mw * service_s(commissioned, closed, fill_s, start, end) / axis.step_s;
        series.installed_mw[t] += mw;
        if (work.training_share > 0.0) series.training_mw[t] += mw * work.training_share * (*work.training_frac)[t];
        series.inference_mw[t] += mw * work.inference_share * work.inference_frac[hours[t]];
        series.batch_mw[t] += mw * work.batch_share * work.batch_frac;
        series.deferrable_mw[t] += mw * work.batch_share * (work.batch_frac - work.idle_frac);
        series.steady_mw[t] += mw * work.steady_share * work.steady_frac;
    }
}
}  // namespace

double inference_activity(int local_hour, bool weekend, double swing_frac, double weekend_frac) {
    const double workday = (kWorkdays + kWeekendDays) / (kWorkdays + kWeekendDays * weekend_frac);
    return (weekend ? weekend_frac : 1.0) * workday *
           (1.0 + swing_frac * kLocalShape[static_cast<std::size_t>(local_hour)]);
}

double service_s(base::UtcSeconds commissioned, base::UtcSeconds closed, double fill_s, base::UtcSeconds start,
                 base::UtcSeconds end) {
    const auto from = std::max(start, commissioned), to = std::min(end, closed);
    if (from >= to) return 0.0;
    if (fill_s <= 0.0) return static_cast<double>(to - from);
    const auto since_s = [&](base::UtcSeconds instant) {
        return static_cast<double>(instant) - static_cast<double>(commissioned);
    };
    const double from_s = since_s(from), to_s = since_s(to);
    if (from_s >= fill_s) return static_cast<double>(to - from);  // exact also for a hall without a commissioning date
    const double filling_s = std::min(to_s, fill_s);
    return 0.5 * (filling_s * filling_s - from_s * from_s) / fill_s + (to_s - filling_s);
}

const std::vector<double>& TrainingSeries::of(model::DataCenterIndex center, model::WorkloadIndex workload,
                                              double idle_frac, int year, const base::TimeAxis& axis) {
    const model::Workloads& workloads = study_->workloads;
    const std::size_t w = base::at(workload);
    const TrainingLevel level{
        .level_frac = by_year(workloads.training_level_by_year, w, year, workloads.training_level_frac[w]),
        .sd_frac = workloads.training_sd_frac[w],
        .gap_frac = by_year(workloads.training_gap_by_year, w, year, workloads.training_gap_frac[w]),
        .idle_frac = idle_frac};
    std::vector<double>& series = known_[{center, workload, level.level_frac, level.gap_frac, idle_frac, axis.step_s}];
    if (series.size() < static_cast<std::size_t>(axis.count))
        series = training_power_frac(*study_, center, workload, level, weather_year_, axis);
    return series;
}

WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, int weather_year,
                       const base::TimeAxis& axis) {
    TrainingSeries training(study, weather_year);
    return work_series(study, index, training, axis);
}

WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                       const base::TimeAxis& axis) {
    const std::vector<double> none(static_cast<std::size_t>(axis.count), 0.0);
    WorkSeries series{none, none, none, none, none, none, none, none};
    const int year = base::civil_time(axis.start_utc_s, study.utc_offset_s).year;
    const std::vector<std::uint8_t> hours = hours_of_week(axis, study.utc_offset_s);
    for (std::size_t hall = 0; hall < study.halls.name.size(); ++hall) {
        if (study.halls.data_center[hall] != index || study.halls.commissioned[hall] >= axis.end()) continue;
        const bool works = study.halls.workload[hall] != base::none<model::WorkloadIndex>;
        HallWork work = works ? working_hall(study, hall, year) : steady_hall(study, hall);
        if (work.training_share > 0.0)
            work.training_frac = &training.of(index, study.halls.workload[hall], work.idle_frac, year, axis);
        add_hall(study, work, axis, hours, series);
    }
    for (std::size_t t = 0; t < none.size(); ++t)
        series.it_mw[t] = series.training_mw[t] + series.inference_mw[t] + series.batch_mw[t] + series.steady_mw[t];
    return series;
}

}  // namespace decawatt::profiles
